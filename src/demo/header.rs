//! What stands at the head of a demonstration.

use super::DemoKind;
use super::model::period_id;
use crate::snapshot::{Label, Period, Source};

pub(super) fn title(kind: DemoKind) -> Label {
    match kind {
        DemoKind::Province => Label::both("استان نمونه (دادهٔ ساختگی)", "Sample Province (synthetic data)"),
        DemoKind::National => Label::both(
            "محله‌های نمونه در ۳۱ استان (دادهٔ ساختگی)",
            "Sample neighbourhoods in 31 provinces (synthetic data)",
        ),
    }
}

pub(super) fn note() -> Label {
    Label::both(
        "همهٔ مقدارها، مرزها، نام محله‌ها، دفترها و برنامه‌ها ساختگی است و دربارهٔ هیچ جای واقعی چیزی نمی‌گوید.",
        "All values, outlines, names of neighbourhoods, offices and programmes are invented and say nothing about any real place.",
    )
}

pub(super) fn periods(n_periods: usize) -> Vec<Period> {
    let quarters = [
        ("بهار ۱۴۰۳", "Spring 1403", "2024-03-20", "2024-06-20"),
        ("تابستان ۱۴۰۳", "Summer 1403", "2024-06-21", "2024-09-21"),
        ("پاییز ۱۴۰۳", "Autumn 1403", "2024-09-22", "2024-12-20"),
        ("زمستان ۱۴۰۳", "Winter 1403", "2024-12-21", "2025-03-20"),
    ];
    let period = |(at, (fa, en, start, end)): (usize, (&str, &str, &str, &str))| Period {
        id: period_id(at),
        name: Label::both(fa, en),
        start: Some(start.to_owned()),
        end: Some(end.to_owned()),
    };
    quarters.into_iter().enumerate().take(n_periods).map(period).collect()
}

pub(super) fn sources() -> Vec<Source> {
    [
        ("register", "ثبت‌های اداری دستگاه‌ها (ساختگی)", "Registers of agencies (synthetic)"),
        ("survey", "پیمایش سرمایهٔ اجتماعی (ساختگی)", "Survey of social capital (synthetic)"),
    ]
    .map(|(id, fa, en)| Source {
        id: id.to_owned(),
        name: Label::both(fa, en),
        publisher: None,
        date: Some("2025".to_owned()),
        licence: None,
    })
    .to_vec()
}
