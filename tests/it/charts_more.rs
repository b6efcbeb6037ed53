//! The charts of the engine as SVG in both directions, and their layout at the width of a phone and of a screen.

use negah::chart::acceptance::{self, Curve};
use negah::chart::bands::{self, Band};
use negah::chart::heat::{self, Cell};
use negah::chart::shares::{self, Mark, Share};
use negah::chart::slope::{self, Kind, Line};
use negah::chart::{DrawResult, Frame};
use negah::sensitivity::Certainty;
use negah::text::{Language, NumberFormat, format_int, format_percent};
use plotters_backend::DrawingBackend;

use crate::drawing::{Recorder, Svg, en, fa, svg, ticks};
use crate::sketch::sketch;

/// Persian for Persian frames, English for others.
fn say(frame: &Frame, persian: &str, english: &str) -> String {
    if frame.language == Language::Fa { persian.into() } else { english.into() }
}

fn number(frame: &Frame, value: f64) -> String {
    NumberFormat::new(frame.language, 2).format(value)
}

fn rank_ticks(frame: &Frame, to: f64) -> Vec<(f64, String)> {
    let own = ticks(0.0, to, 6).into_iter().map(|(value, _)| value.max(1.0));
    own.map(|value| (value, format_int(value as i64, frame.language))).collect()
}

/// Numbers between 0 and 1 that look random and are not.
fn noise(at: usize, salt: f64) -> f64 {
    (at as f64 * 0.754_877_666 + salt).fract()
}

const NAMES: [(&str, &str); 8] = [
    ("نارمک", "Narmak"),
    ("کوی سیزده آبان", "Siz-dah Aban"),
    ("بالادشت", "Baladasht"),
    ("شهرک ولی‌عصر (بخش جنوبی)", "Vali-Asr, southern part"),
    ("دولت‌خواه", "Dolatkhah"),
    ("ساحل", "Sahel"),
    ("خانی‌آباد نو", "Khani-Abad"),
    ("مرتضی‌گرد", "Mortezagerd"),
];

fn name(frame: &Frame, at: usize) -> String {
    let (fa, en) = NAMES[at % NAMES.len()];
    let number = format_int(at as i64 + 1, frame.language);
    say(frame, &format!("{fa} {number}"), &format!("{en} {number}"))
}

/// `n` lines, every fifth of which moves far; a third of them are in the list.
fn slope_model(n: usize, frame: &Frame) -> slope::Model {
    let cut = (n / 3) as u32;
    let mut keys: Vec<(usize, f64)> = (0..n)
        .map(|at| {
            (at, at as f64 + if at % 5 == 2 { (noise(at, 0.1) - 0.5) * n as f64 } else { noise(at, 0.3) })
        })
        .collect();
    keys.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut after = vec![0; n];
    for (rank, (at, _)) in keys.into_iter().enumerate() {
        after[at] = rank as u32 + 1;
    }
    let line = |at: usize| {
        let (start, end) = (at as u32 + 1, after[at]);
        let label = name(frame, at);
        Line { label, start: Some(start), end: Some(end), kind: Kind::of(start <= cut, end <= cut) }
    };
    slope::Model {
        start_title: say(frame, "وزن‌های برابر", "Equal weights"),
        end_title: say(frame, "وزن‌های خبرگان", "Weights of experts"),
        lines: (0..n).map(line).collect(),
        start_cut: Some(cut),
        end_cut: Some(cut),
        cut_labels: [say(frame, "پایان فهرست", "End of list"), String::new()],
        others: say(frame, "… {} مورد دیگر", "… {} others"),
        selected: Some(1),
        hovered: None,
    }
}

fn draw_slope<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &slope::Model) -> DrawResult {
    slope::draw(backend, frame, model, &slope::layout(model, frame))
}

fn bands_model(n: usize, frame: &Frame) -> bands::Model {
    let cut = 12.0;
    let band = |at: usize| {
        let rank = at as f64 + 1.0;
        let spread = 1.0 + 6.0 * noise(at, 0.2) + rank * 0.2;
        let range = ((rank - spread).max(1.0), rank + spread * 1.4);
        let chance = ((range.1 + 4.0 - rank * 0.2 - (rank - cut) * 3.0) / 40.0).clamp(0.0, 1.0);
        let certainty = match () {
            () if range.1 <= cut => Certainty::Certain,
            () if range.0 > cut => Certainty::Out,
            () => Certainty::Borderline,
        };
        let label = format!("{}. {}", format_int(at as i64 + 1, frame.language), name(frame, at));
        let mean = (range.0 + range.1) / 2.0;
        Band { label, rank, mean, range, certainty, chance: format_percent(chance, 0, frame.language) }
    };
    let bands: Vec<Band> = (0..n).map(band).collect();
    bands::Model {
        domain: (1.0, 36.0),
        ticks: rank_ticks(frame, 36.0),
        bands,
        first: 0,
        cut: Some(cut),
        cut_label: say(frame, "ظرفیت: ۱۲", "12 places"),
        label_title: say(frame, "واحد", "Area"),
        chance_title: say(frame, "احتمال حضور", "Chance"),
        selected: Some(3),
        hovered: Some(8),
    }
}

fn draw_bands<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &bands::Model) -> DrawResult {
    bands::draw(backend, frame, model, &bands::layout(model, frame))
}

fn acceptance_model(n: usize, frame: &Frame) -> acceptance::Model {
    let curve = |(salt, (label, slope)): (usize, (String, f64))| {
        let chance = |at: usize| {
            let x = (at as f64 + 0.5 - n as f64 / 2.0) / n as f64 * slope;
            let noise = (noise(at, salt as f64 * 0.37) - 0.5) * 0.12;
            Some((0.5 - x / (1.0 + x.abs()) / 2.0 + noise * (1.0 - (x / slope * 2.0).abs())).clamp(0.0, 1.0))
        };
        Curve { label, chances: (0..n).map(chance).collect() }
    };
    let settings = [
        (say(frame, "همهٔ وزن‌های ممکن", "All possible weights"), 8.0),
        (say(frame, "ترتیب خبرگان", "Order of experts"), 25.0),
        (say(frame, "۲۵٪ نوسان", "Within 25%"), 120.0),
    ];
    acceptance::Model {
        curves: settings.into_iter().enumerate().map(curve).collect(),
        first_rank: 1,
        cut: Some((n / 2) as f64),
        cut_label: say(frame, "پایان فهرست", "End of list"),
        rank_ticks: rank_ticks(frame, n as f64),
        chance_ticks: [0.0, 0.25, 0.5, 0.75, 1.0]
            .map(|chance| (chance, format_percent(chance, 0, frame.language)))
            .to_vec(),
        selected: None,
        hovered: Some(n / 3),
    }
}

fn draw_acceptance<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &acceptance::Model,
) -> DrawResult {
    acceptance::draw(backend, frame, model, &acceptance::layout(model, frame))
}

fn shares_model(n: usize, frame: &Frame) -> shares::Model {
    let mark = |value: f64, half: f64| Mark {
        value: Some(value),
        interval: Some((value - half, value + half)),
        text: number(frame, value),
    };
    let share = |at: usize| {
        let first = 0.36 / (at as f64 + 1.0) - if at == 5 { 0.08 } else { 0.0 };
        let total = first + 0.05 + 0.1 * noise(at, 0.4);
        Share { label: name(frame, at), marks: vec![mark(first, 0.04), mark(total, 0.06)] }
    };
    let shares: Vec<Share> = (0..n).map(share).collect();
    let domain = shares::domain(&shares);
    let digits = |(value, _): (f64, String)| (value, number(frame, value));
    shares::Model {
        keys: vec![
            say(frame, "سهم مستقیم", "First-order share"),
            say(frame, "سهم کل با برهم‌کنش‌ها", "Total share with interactions"),
        ],
        ticks: ticks(domain.0, domain.1, 6).into_iter().map(digits).collect(),
        domain,
        reference: Some(1.0 / 6.0),
        selected: Some(1),
        hovered: Some(3),
        shares,
    }
}

fn draw_shares<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &shares::Model) -> DrawResult {
    shares::draw(backend, frame, model, &shares::layout(model, frame))
}

fn heat_model(n: usize, frame: &Frame) -> heat::Model {
    let cell = |at: usize| {
        let (row, column) = (at / n, at % n);
        let value = match (row.min(column), row.max(column)) {
            (low, high) if low == high => 1.0,
            (low, high) => noise(low * 7 + high * 3, 0.1) * 1.7 - 0.75,
        };
        Cell { value: Some(value), text: number(frame, value) }
    };
    let mut cells: Vec<Cell> = (0..n * n).map(cell).collect();
    if let Some(cell) = cells.get_mut(1) {
        *cell = Cell { value: None, text: "—".into() };
    }
    let labels = (0..n).map(|at| name(frame, at)).collect();
    heat::Model { labels, cells, selected: Some((1, 2)), hovered: Some((3, 0)), ..heat::Model::default() }
}

fn draw_heat<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &heat::Model) -> DrawResult {
    heat::draw(backend, frame, model, &heat::layout(model, frame))
}

fn px(css: f64) -> u32 {
    css.ceil() as u32
}

fn slope_svg(n: usize, frame: &Frame) -> Svg {
    let model = slope_model(n, frame);
    svg(frame, |backend| draw_slope(backend, frame, &model))
}

fn bands_svg(n: usize, frame: &Frame) -> Svg {
    let model = bands_model(n, frame);
    svg(frame, |backend| draw_bands(backend, frame, &model))
}

fn acceptance_svg(n: usize, frame: &Frame) -> Svg {
    let model = acceptance_model(n, frame);
    svg(frame, |backend| draw_acceptance(backend, frame, &model))
}

fn shares_svg(n: usize, frame: &Frame) -> Svg {
    let model = shares_model(n, frame);
    svg(frame, |backend| draw_shares(backend, frame, &model))
}

fn heat_svg(n: usize, frame: &Frame) -> Svg {
    let model = heat_model(n, frame);
    svg(frame, |backend| draw_heat(backend, frame, &model))
}

#[test]
fn slope_fa() {
    insta::assert_snapshot!(sketch(&slope_svg(18, &fa(640, px(slope::css_height(18)))).unwrap()));
}

#[test]
fn slope_en_with_others_left_out() {
    insta::assert_snapshot!(sketch(&slope_svg(300, &en(640, 420)).unwrap()));
}

#[test]
fn bands_fa() {
    insta::assert_snapshot!(sketch(&bands_svg(20, &fa(640, px(bands::css_height(20)))).unwrap()));
}

#[test]
fn bands_en() {
    insta::assert_snapshot!(sketch(&bands_svg(20, &en(640, px(bands::css_height(20)))).unwrap()));
}

#[test]
fn acceptance_fa() {
    insta::assert_snapshot!(sketch(&acceptance_svg(60, &fa(640, 280)).unwrap()));
}

#[test]
fn acceptance_en() {
    insta::assert_snapshot!(sketch(&acceptance_svg(60, &en(640, 280)).unwrap()));
}

#[test]
fn shares_fa() {
    insta::assert_snapshot!(sketch(&shares_svg(6, &fa(640, px(shares::css_height(6, 2)))).unwrap()));
}

#[test]
fn shares_en() {
    insta::assert_snapshot!(sketch(&shares_svg(6, &en(640, px(shares::css_height(6, 2)))).unwrap()));
}

#[test]
fn heat_fa() {
    insta::assert_snapshot!(sketch(&heat_svg(8, &fa(640, px(heat::css_height(8)))).unwrap()));
}

#[test]
fn heat_en() {
    insta::assert_snapshot!(sketch(&heat_svg(8, &en(640, px(heat::css_height(8)))).unwrap()));
}

/// Every chart with `n` rows in one frame.
fn record(n: usize, frame: &Frame) -> [(&'static str, Recorder); 5] {
    let slope = slope_model(n, frame);
    let bands = bands_model(n, frame);
    let acceptance = acceptance_model(n, frame);
    let shares = shares_model(n, frame);
    let heat = heat_model(n, frame);
    [
        ("slope", Recorder::of(frame, |backend| draw_slope(backend, frame, &slope))),
        ("bands", Recorder::of(frame, |backend| draw_bands(backend, frame, &bands))),
        ("acceptance", Recorder::of(frame, |backend| draw_acceptance(backend, frame, &acceptance))),
        ("shares", Recorder::of(frame, |backend| draw_shares(backend, frame, &shares))),
        ("heat", Recorder::of(frame, |backend| draw_heat(backend, frame, &heat))),
    ]
}

#[test]
fn nothing_overlaps_or_leaves_the_surface_on_phones_and_screens() {
    let mut faults = Vec::new();
    for n in [0, 1, 2, 7, 12] {
        for frame in [fa(360, 420), en(360, 420), fa(1200, 500), en(1200, 500)] {
            let dense = Frame { width: frame.width * 2, height: frame.height * 2, scale: 2.0, ..frame };
            for frame in [frame, dense] {
                for (chart, recorder) in record(n, &frame) {
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

#[test]
fn a_long_list_is_cut_to_what_fits_and_says_so() {
    let frame = fa(360, 420);
    let model = slope_model(33_755, &frame);
    let recorder = Recorder::of(&frame, |backend| draw_slope(backend, &frame, &model));
    assert_eq!(recorder.faults(), [] as [&str; 0]);
    assert!(recorder.texts().iter().any(|text| text.contains("مورد دیگر")));
    let many = acceptance_model(33_755, &frame);
    let recorder = Recorder::of(&frame, |backend| draw_acceptance(backend, &frame, &many));
    assert_eq!(recorder.faults(), [] as [&str; 0]);
}
