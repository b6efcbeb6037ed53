//! Every chart as SVG, in Persian from the right and in English from the left.

use std::sync::Arc;

use negah::chart::{
    Frame, Rgb, Theme, bars, choropleth, class_bars, distribution, histogram, shades, sheet, trend,
};
use negah::map::{ClassMethod, MapShapes, Viewport, breaks};
use negah::snapshot::Geometry;

use crate::drawing::{Svg, en, fa, persian, svg, ticks};
use crate::sketch::sketch;

/// Values that look collected: two heaps on 0 to 40, without a random source.
fn values(n: usize) -> Vec<f64> {
    (0..n)
        .map(|i| {
            let [a, b, c] = [0.754_877_666, 0.569_840_291, 0.324_717_957].map(|g| (i as f64 * g).fract());
            (a + b + c) / 3.0 * 30.0 + if i % 5 == 0 { 10.0 } else { 0.0 }
        })
        .collect()
}

fn histogram_model() -> histogram::Model {
    let all = values(640);
    let inside = all.iter().map(|value| Some(*value).filter(|value| (8.0..24.0).contains(value)));
    let edges = histogram::bin_edges(all.iter().copied().map(Some));
    let marker = |value, label: &str, kind| histogram::Marker { value, label: label.into(), kind };
    histogram::Model {
        all: histogram::count_bins(all.iter().copied().map(Some), &edges),
        inside: histogram::count_bins(inside, &edges),
        ticks: ticks(edges[0], edges[edges.len() - 1], 6),
        count_ticks: ticks(0.0, 100.0, 4),
        markers: vec![
            marker(15.6, "میانه ۱۵٫۶", histogram::MarkerKind::Reference),
            marker(18.2, "محلهٔ نمونه ۶۱: ۱۸٫۲", histogram::MarkerKind::Selected),
        ],
        hovered: Some(3),
        edges,
    }
}

fn draw_histogram(model: &histogram::Model, frame: &Frame) -> Svg {
    let layout = histogram::layout(model, frame);
    svg(frame, |backend| histogram::draw(backend, frame, model, &layout))
}

#[test]
fn histogram_fa() {
    insta::assert_snapshot!(sketch(&draw_histogram(&histogram_model(), &fa(560, 260)).unwrap()));
}

#[test]
fn histogram_en() {
    insta::assert_snapshot!(sketch(&draw_histogram(&histogram_model(), &en(560, 260)).unwrap()));
}

#[test]
fn histogram_beside_a_slider_on_a_dense_screen() {
    let plain = histogram::Model { ticks: vec![], count_ticks: vec![], markers: vec![], ..histogram_model() };
    insta::assert_snapshot!(sketch(&draw_histogram(&plain, &Frame { scale: 2.0, ..fa(440, 96) }).unwrap()));
}

fn distribution_model() -> distribution::Model {
    let names = ["مرکزی", "شرقی", "بالادشت", "ساحل", "کوهپایه", "شهرستان نوبنیاد جنوب غربی استان"];
    let group = |(at, name): (usize, &&str)| {
        let mut points: Vec<f64> =
            values(40 + 11 * at).iter().map(|value| value * 0.8 + at as f64 * 2.0).collect();
        points.sort_by(f64::total_cmp);
        let quantile = |share: f64| points[(share * (points.len() - 1) as f64) as usize];
        let summary = distribution::Summary {
            min: points[2],
            q1: quantile(0.25),
            median: quantile(0.5),
            q3: quantile(0.75),
            max: quantile(1.0),
        };
        let mean = points.iter().sum::<f64>() / points.len() as f64;
        let is_strip = at % 2 == 1;
        let point = |(id, value): (usize, &f64)| {
            let is_marked = (18.0..21.0).contains(value);
            let is_drawn = is_strip || id < 2 || is_marked;
            is_drawn.then_some(distribution::Point { value: *value, id: id as u32, is_marked })
        };
        let points = points.iter().enumerate().filter_map(point).collect();
        distribution::Group {
            label: (*name).into(),
            summary: Some(summary),
            mean: Some(mean),
            points,
            is_strip,
        }
    };
    let mut groups: Vec<_> = names.iter().enumerate().map(group).collect();
    groups.push(distribution::Group {
        label: "غربی (بی‌داده)".into(), ..distribution::Group::default()
    });
    distribution::Model {
        groups,
        domain: (0.0, 45.0),
        ticks: ticks(0.0, 45.0, 8),
        reference: Some((17.5, "کل: ۱۷٫۵".into())),
        selected: Some(2),
        hovered: Some(4),
        rings: [Some(30), Some(7)],
    }
}

fn draw_distribution(frame: &Frame) -> Svg {
    let model = distribution_model();
    let layout = distribution::layout(&model, frame);
    svg(frame, |backend| distribution::draw(backend, frame, &model, &layout))
}

#[test]
fn distribution_fa() {
    insta::assert_snapshot!(sketch(&draw_distribution(&fa(640, 266)).unwrap()));
}

#[test]
fn distribution_en_in_low_rows() {
    insta::assert_snapshot!(sketch(&draw_distribution(&en(640, 150)).unwrap()));
}

fn draw_bars(frame: &Frame) -> Svg {
    let bar = |(label, total, scores): (&str, &str, [f64; 5])| bars::Bar {
        label: label.into(),
        segments: scores
            .into_iter()
            .enumerate()
            .map(|(series, value)| bars::Segment { value, series })
            .collect(),
        total: total.into(),
    };
    let rows = [
        ("محلهٔ نمونه ۱۷", "۷۸٫۶", [15.1, 15.6, 15.1, 20.4, 12.4]),
        ("محلهٔ نمونه ۳۴", "۷۶٫۹", [15.2, 15.0, 15.0, 20.0, 11.7]),
        ("محلهٔ نمونه ۶۱", "۷۳٫۷", [22.8, 16.0, 11.9, 15.2, 7.8]),
        ("محلهٔ نمونه ۴ (بافت فرسوده)", "۶۰٫۱", [23.9, 6.2, 13.4, 14.6, 2.0]),
    ];
    let model = bars::Model {
        bars: rows.into_iter().map(bar).collect(),
        selected: Some(2),
        hovered: Some(0),
        full: Some(80.0),
    };
    let layout = bars::layout(&model, frame);
    svg(frame, |backend| bars::draw(backend, frame, &model, &layout))
}

#[test]
fn bars_fa() {
    insta::assert_snapshot!(sketch(&draw_bars(&fa(620, 136)).unwrap()));
}

#[test]
fn bars_en() {
    insta::assert_snapshot!(sketch(&draw_bars(&en(620, 136)).unwrap()));
}

fn draw_trend(frame: &Frame) -> Svg {
    let line = |values: &[Option<f64>], start: &str, end: &str, series| trend::Line {
        values: values.to_vec(),
        start_label: start.into(),
        end_label: end.into(),
        series,
        is_main: series == 3,
    };
    let model = trend::Model {
        periods: ["۱۴۰۰", "۱۴۰۱", "۱۴۰۲", "۱۴۰۳", "۱۴۰۴"].map(String::from).to_vec(),
        lines: vec![
            line(&[Some(12.0), Some(12.6), Some(13.1), Some(13.0), Some(12.4)], "", "شهرستان ۱۲٫۴", 1),
            line(&[Some(11.0), Some(11.2), None, Some(11.9), Some(11.8)], "", "استان ۱۱٫۸", 5),
            line(&[Some(17.3), Some(19.0), Some(23.4), None, Some(21.1)], "۱۷٫۳", "محلهٔ نمونه ۶۱: ۲۱٫۱", 3),
        ],
        domain: (10.0, 25.0),
        ticks: ticks(10.0, 25.0, 4),
        hovered: Some(trend::Hit { line: 2, period: 2 }),
    };
    let layout = trend::layout(&model, frame);
    svg(frame, |backend| trend::draw(backend, frame, &model, &layout))
}

#[test]
fn trend_fa() {
    insta::assert_snapshot!(sketch(&draw_trend(&fa(620, 240)).unwrap()));
}

#[test]
fn trend_en() {
    insta::assert_snapshot!(sketch(&draw_trend(&en(620, 240)).unwrap()));
}

/// A board of 6 × 4 bent squares around a lake, one area without a value, and two points.
fn board() -> MapShapes {
    let bend = |x: f64, y: f64| {
        [51.0 + 0.02 * x + 0.004 * (y * 2.1).sin(), 35.0 + 0.02 * y + 0.003 * (x * 1.7).cos()]
    };
    let side = |from: [f64; 2], to: [f64; 2]| {
        (0..4).map(move |i| {
            let share = f64::from(i) / 4.0;
            bend(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share)
        })
    };
    let ring = |x: f64, y: f64, width: f64| -> Vec<[f64; 2]> {
        let corners = [[x, y], [x + width, y], [x + width, y + width], [x, y + width], [x, y]];
        corners.windows(2).flat_map(|pair| side(pair[0], pair[1])).collect()
    };
    let area = |at: u32| {
        let (x, y) = (f64::from(at % 6), f64::from(at / 6));
        let mut rings = vec![ring(x, y, 1.0)];
        if at == 8 {
            rings.push(ring(x + 0.3, y + 0.3, 0.4));
        }
        Some(Arc::new(Geometry::Polygon(rings)))
    };
    let areas: Vec<_> = (0..24).map(area).collect();
    let beyond = [Some([51.13, 35.02]), Some([51.135, 35.05]), Some([51.132, 35.07])];
    MapShapes::build(&areas, &[&[None; 24][..], &beyond].concat())
}

fn draw_map(frame: &Frame, look: impl FnOnce(&mut choropleth::Model<'_>)) -> Svg {
    let shapes = board();
    let values: Vec<_> = values(27)
        .into_iter()
        .enumerate()
        .map(|(at, value)| Some(value).filter(|_| at != 15 && at != 25))
        .collect();
    let breaks = breaks(values.iter().copied(), ClassMethod::Quantile, 5);
    let classes: Vec<_> = values.into_iter().map(|value| breaks.class_of(value)).collect();
    let labels: Vec<_> = (0..27).map(|at| (at, persian(&format!("محلهٔ {at}")))).collect();
    let inside = [!(0b11 << 4 | 0b11 << 10)];
    let mut model = choropleth::Model {
        shapes: &shapes,
        classes: &classes,
        n_classes: breaks.n_classes(),
        inside: Some(&inside),
        selected: Some(14),
        hovered: Some(8),
        labels: &labels,
        viewport: Viewport::whole(&shapes.bounds()),
    };
    look(&mut model);
    let layout = choropleth::layout(&model, frame);
    svg(frame, |backend| choropleth::draw(backend, frame, &model, &layout))
}

#[test]
fn choropleth_fa() {
    insta::assert_snapshot!(sketch(&draw_map(&fa(640, 400), |_| ()).unwrap()));
}

#[test]
fn choropleth_zoomed_in() {
    let look = |model: &mut choropleth::Model<'_>| {
        model.viewport = Viewport { center: [51.06, 35.04], zoom: 3.0 };
        model.inside = None;
    };
    insta::assert_snapshot!(sketch(&draw_map(&fa(640, 400), look).unwrap()));
}

#[test]
fn choropleth_circles_with_marks_and_scale() {
    let shapes = board();
    let classes: Vec<_> = (0..27).map(|at| Some((at % 5) as u8)).collect();
    let people: Vec<f64> =
        (0..27).map(|at| if at == 3 { f64::NAN } else { f64::from(at * at) * 40.0 }).collect();
    let labels = [(20, "محلهٔ ۲۰".to_owned())];
    let frame = fa(640, 400);
    let model = choropleth::Model {
        shapes: &shapes,
        classes: &classes,
        n_classes: 5,
        inside: None,
        selected: Some(14),
        hovered: Some(20),
        labels: &labels,
        viewport: Viewport::whole(&shapes.bounds()),
    };
    let scene =
        choropleth::Scene { sizes: Some(&people), marked: &[9, 21], ..choropleth::Scene::plain(model) };
    let layout = choropleth::scene_layout(&scene, &frame);
    assert!(layout.circles.is_sorted_by(|a, b| a.1 >= b.1), "none hides a smaller one");
    assert!(layout.circles.iter().all(|(area, _)| ![0, 3].contains(area)), "no people, no circle");
    let ratio = layout.circles.iter().map(|(area, radius)| radius * radius / people[*area as usize]);
    assert!(ratio.clone().take(10).all(|own| (own / ratio.clone().next().unwrap() - 1.0).abs() < 1e-9));
    for (area, _) in layout.circles.iter().rev().take(5) {
        let at = layout.projection.project(shapes.anchor(*area as usize).unwrap());
        assert_eq!(choropleth::circle_at(&scene, &frame, at), Some(*area as usize));
    }
    let around = choropleth::Furniture {
        north: "شمال".into(),
        scale: Some((90.0, "۵ کیلومتر".into())),
        sizes: choropleth::size_key(layout.unit, &frame)
            .into_iter()
            .map(|(size, radius)| (radius, persian(&size.to_string())))
            .collect(),
        lasso: vec![[200.0, 100.0], [300.0, 120.0], [260.0, 220.0]],
    };
    let drawn = svg(&frame, |backend| {
        choropleth::draw_scene(backend, &frame, &scene, &layout)?;
        choropleth::draw_brushed(backend, &frame, &scene, &layout)?;
        choropleth::draw_scene_marks(backend, &frame, &scene, &layout)?;
        choropleth::draw_furniture(backend, &frame, &around)
    });
    insta::assert_snapshot!(sketch(&drawn.unwrap()));
}

fn class_bars_model() -> class_bars::Model {
    let all = values(640);
    let edges = histogram::bin_edges(all.iter().copied().map(Some));
    let breaks = breaks(all.iter().copied().map(Some), ClassMethod::Natural, 5);
    class_bars::Model {
        counts: histogram::count_bins(all.iter().copied().map(Some), &edges),
        ticks: ticks(edges[0], edges[edges.len() - 1], 5),
        thresholds: breaks.thresholds().to_vec(),
        shades: shades(&Theme::LIGHT, breaks.n_classes()),
        pointed: Some(22.0),
        held: Some(1),
        edges,
    }
}

#[test]
fn class_bars_in_both_directions() {
    for (name, frame) in [("class_bars_fa", fa(272, 108)), ("class_bars_en", en(272, 108))] {
        let model = class_bars_model();
        let layout = class_bars::layout(&model, &frame);
        let drawn = svg(&frame, |backend| class_bars::draw(backend, &frame, &model, &layout)).unwrap();
        insta::assert_snapshot!(name, sketch(&drawn));
    }
}

#[test]
fn sheet_around_a_map() {
    let entry =
        |(at, shade): (usize, Rgb)| (Some(shade), persian(&format!("{} تا {}: ۱۲", at * 10, at * 10 + 10)));
    let mut key: Vec<_> = shades(&Theme::LIGHT, 5).into_iter().enumerate().map(entry).collect();
    key.push((None, "بدون داده (هاشور): ۳".into()));
    let model = sheet::Model {
        title: "نیازمندترین موارد: نارمک، ساحل، بالادشت".into(),
        subtitle: "امتیاز ترکیبی · پررنگ‌تر: نیاز بیشتر".into(),
        key,
        scenario: "سناریو: پایه، تغییریافته · وزن‌ها: معیشت و اشتغال ۶۰٪، آموزش ۸٪، سلامت ۸٪، آسیب‌های اجتماعی ۸٪، کالبد و خدمات ۸٪".into(),
        foot: "استان نمونه · تاریخ انتشار داده: ۱ دی ۱۴۰۳".into(),
        warning: Some("دادهٔ ساختگی".into()),
    };
    let own = fa(560, 1);
    let layout = sheet::layout(&model, &own, [560.0, 300.0]);
    let frame = fa(560, layout.height.ceil() as u32);
    insta::assert_snapshot!(sketch(
        &svg(&frame, |backend| sheet::draw(backend, &frame, &model, &layout)).unwrap()
    ));
}
