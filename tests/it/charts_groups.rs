//! The charts of the groups as SVG in both directions, and that nothing in them overlaps on phones and screens.

use negah::chart::tiles::{self, Cell, Column};
use negah::chart::{DrawResult, Frame, distribution, lorenz};
use negah::text::{Language, format_percent};
use plotters_backend::DrawingBackend;

use crate::drawing::{Recorder, Svg, en, fa, persian, svg, ticks};
use crate::sketch::sketch;

const NAMES: [&str; 6] =
    ["سپیدچشمه", "رودبند", "مهردشت", "شهرستان نوبنیاد جنوب غربی استان", "نورکوه", "سبزکران"];

fn curve(n: usize, frame: &Frame) -> lorenz::Model {
    let share = |at: usize| at as f64 / n.max(1) as f64;
    let tick = |at: u32| (f64::from(at) / 5.0, format_percent(f64::from(at) / 5.0, 0, frame.language));
    lorenz::Model {
        points: (0..=n).map(|at| [share(at), share(at) * share(at)]).collect(),
        ticks: (0..=5).map(tick).collect(),
        titles: if frame.language == Language::Fa {
            ["سهم انباشتهٔ «جمعیت»".into(), "سهم انباشته از «نرخ بیکاری»".into()]
        } else {
            ["Cumulative share of “Population”".into(), "Cumulative share of “Unemployment”".into()]
        },
        equality: if frame.language == Language::Fa {
            "برابری کامل".into()
        } else {
            "Perfect equality".into()
        },
        marked: (0..=n).filter(|at| at % 4 == 3).collect(),
        selected: Some(2),
        hovered: Some(n / 2),
    }
}

fn draw_curve<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &lorenz::Model) -> DrawResult {
    lorenz::draw(backend, frame, model, &lorenz::layout(model, frame))
}

fn matrix(rows: usize, columns: usize) -> tiles::Model {
    let column = |at: usize| Column {
        name: ["نرخ بیکاری", "جمعیت بدون بیمهٔ درمان", "فاصله تا مرکز خدمات جامع سلامت و بهداشت"][at % 3]
            .into(),
        starts_block: at > 0 && at.is_multiple_of(4),
    };
    let cell = |at: usize| {
        let value = (at as f64 * 0.754_877_666).fract() - 0.5;
        let text = persian(&((value + 0.5) * 100.0).round().to_string());
        Cell { value: Some(value).filter(|_| at % 11 != 5), text }
    };
    tiles::Model {
        rows: (0..rows).map(|at| NAMES[at % 6].to_owned()).collect(),
        columns: (0..columns).map(column).collect(),
        cells: (0..rows * columns).map(cell).collect(),
        scale: (-0.5, 0.0, 0.5),
        hovered: Some((1, 2)),
    }
}

fn draw_matrix<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &tiles::Model) -> DrawResult {
    tiles::draw(backend, frame, model, &tiles::layout(model, frame))
}

fn spread(n: usize, is_strip: bool) -> distribution::Model {
    let group = |at: usize| {
        let value = |id: usize| 5.0 + at as f64 + (id as f64 * 0.569_840_291).fract() * 30.0;
        let point = |id: usize| distribution::Point {
            value: value(id),
            id: id as u32,
            is_marked: id.is_multiple_of(5),
        };
        let five = distribution::Summary { min: 6.0, q1: 12.0, median: 19.0, q3: 26.0, max: 34.0 };
        distribution::Group {
            label: NAMES[at % 6].into(),
            summary: Some(five),
            mean: Some(20.0),
            points: (0..20).map(point).collect(),
            is_strip,
        }
    };
    distribution::Model {
        groups: (0..n).map(group).collect(),
        domain: (0.0, 45.0),
        ticks: ticks(0.0, 45.0, 6),
        reference: Some((1.0, "کل: ۱٫۰ در هزار نفر".into())),
        selected: None,
        hovered: Some(0),
        rings: [Some(3), None],
    }
}

fn draw_spread<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &distribution::Model,
) -> DrawResult {
    distribution::draw(backend, frame, model, &distribution::layout(model, frame))
}

fn lorenz_svg(frame: &Frame) -> Svg {
    let model = curve(12, frame);
    svg(frame, |backend| draw_curve(backend, frame, &model))
}

fn tiles_svg(frame: &Frame) -> Svg {
    let model = matrix(4, 9);
    svg(frame, |backend| draw_matrix(backend, frame, &model))
}

#[test]
fn lorenz_fa() {
    insta::assert_snapshot!(sketch(&lorenz_svg(&fa(560, 360)).unwrap()));
}

#[test]
fn lorenz_en() {
    insta::assert_snapshot!(sketch(&lorenz_svg(&en(560, 360)).unwrap()));
}

#[test]
fn tiles_fa() {
    insta::assert_snapshot!(sketch(&tiles_svg(&fa(560, 300)).unwrap()));
}

#[test]
fn tiles_en() {
    insta::assert_snapshot!(sketch(&tiles_svg(&en(560, 300)).unwrap()));
}

#[test]
fn nothing_overlaps_or_leaves_the_surface() {
    let mut faults = Vec::new();
    for n in [0, 1, 2, 7, 12] {
        for frame in [fa(360, 420), en(360, 420), fa(1200, 500), en(1200, 500)] {
            let dense = Frame { width: frame.width * 2, height: frame.height * 2, scale: 2.0, ..frame };
            for frame in [frame, dense] {
                let (curve, spreads) = (curve(n, &frame), [spread(n, false), spread(n, true)]);
                let (matrix, wide) = (matrix(n, 6), frame.width > 720 * frame.scale as u32);
                let mut recorded =
                    vec![("lorenz", Recorder::of(&frame, |own| draw_curve(own, &frame, &curve)))];
                recorded.extend(
                    spreads
                        .iter()
                        .map(|model| ("spread", Recorder::of(&frame, |own| draw_spread(own, &frame, model)))),
                );
                // Narrower than it asks for it is scrolled in the page.
                if wide {
                    recorded.push(("tiles", Recorder::of(&frame, |own| draw_matrix(own, &frame, &matrix))));
                }
                for (chart, recorder) in recorded {
                    let width = frame.width;
                    faults.extend(
                        recorder.faults().into_iter().map(|fault| format!("{chart} {n} {width}: {fault}")),
                    );
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
