//! Domains and indicators as the snapshot describes them.

use super::tables::{CountEntry, Entry, Rhythm, Shape};
use crate::snapshot::{Indicator, Label, Measure, Named, Polarity};

pub(super) fn domains(entries: &[Entry]) -> Vec<Named> {
    [
        ("livelihood", "معیشت و اشتغال", "Livelihood and work"),
        ("education", "آموزش", "Education"),
        ("health", "سلامت", "Health"),
        ("harms", "آسیب‌های اجتماعی", "Social harms"),
        ("fabric", "کالبد و خدمات", "Fabric and services"),
        ("capital", "سرمایهٔ اجتماعی و ظرفیت‌ها", "Social capital and capacities"),
    ]
    .into_iter()
    .filter(|(id, ..)| entries.iter().any(|entry| entry.domain == *id))
    .map(|(id, fa, en)| Named { id: id.to_owned(), name: Label::both(fa, en) })
    .collect()
}

pub(super) fn indicators(counts: &[CountEntry], entries: &[Entry]) -> Vec<Indicator> {
    let population = CountEntry {
        id: "population",
        name: Label::both("جمعیت", "Population"),
        unit: Label::both("نفر", "persons"),
        share: None,
        rhythm: Rhythm::Once,
    };
    let counts = std::iter::once(&population).chain(counts).map(count_indicator);
    let mut indicators: Vec<Indicator> = counts.collect();
    let rank = |entry: &&Entry| {
        ["livelihood", "education", "health", "harms", "fabric"]
            .iter()
            .position(|domain| *domain == entry.domain)
            .unwrap_or(usize::MAX)
    };
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(rank);
    indicators.extend(sorted.into_iter().map(entry_indicator));
    indicators
}

fn count_indicator(count: &CountEntry) -> Indicator {
    Indicator {
        id: count.id.to_owned(),
        name: count.name.clone(),
        unit: count.unit.clone(),
        decimals: 0,
        measure: Measure::Count,
        polarity: Polarity::Context,
        domain: None,
        level: None,
        approach: None,
        capacity: false,
        source: Some("register".to_owned()),
        date: Some("2025".to_owned()),
        definition: None,
        range: None,
    }
}

fn entry_indicator(entry: &Entry) -> Indicator {
    let (of, per) = (entry.of.to_owned(), entry.per);
    let measure = match entry.shape {
        Shape::Rate => Measure::Rate { denominator: of, per },
        Shape::Ratio => Measure::Ratio { numerator: entry.part.to_owned(), denominator: of, per },
        Shape::Mean | Shape::Survey => Measure::Mean { weight: Some(of) },
        Shape::Count => Measure::Count,
    };
    let is_percentage = entry.unit.fa == "٪" || entry.shape == Shape::Survey;
    let source = if entry.shape == Shape::Survey { "survey" } else { "register" };
    Indicator {
        id: entry.id.to_owned(),
        name: entry.name.clone(),
        unit: entry.unit.clone(),
        decimals: entry.decimals,
        measure,
        polarity: entry.polarity,
        domain: Some(entry.domain.to_owned()),
        level: Some(entry.level),
        approach: Some(entry.approach),
        capacity: entry.capacity,
        source: Some(source.to_owned()),
        date: Some("2025".to_owned()),
        definition: Some(entry.definition.clone()),
        range: is_percentage.then_some([0.0, 100.0]),
    }
}
