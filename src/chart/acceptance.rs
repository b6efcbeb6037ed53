//! Chance of being in the list by rank: how sharp its edge is.
//!
//! With a sharp edge the curve falls from 1 to 0 at the cut; the flatter it falls, the less the list owes to the data.
//! One curve for each setting, told apart by the style of the line.

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT, TICK_SIZE};
use super::dash::pattern;
use super::keys::{self, Key, Sample};
use super::paint::{Painter, Pen, Text};
use super::rows::GAP;
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, Tick, ellipsize, text_width};

/// Ranks nearer to each other than this are drawn together, css pixels: styles of lines need room to be seen.
const BIN: f64 = 4.0;
/// Height of the label of the cut, css pixels.
const CUT_HEIGHT: f64 = 20.0;

/// The chances in one setting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// Name of the setting.
    pub label: String,
    /// Chance (0 to 1) of each area in the order of its current rank; a missing one leaves a gap.
    pub chances: Vec<Option<f64>>,
}

/// Chances by rank.
///
/// ```
/// use negah::chart::acceptance::{Curve, Model};
///
/// let curve = |label: &str, chances: &[f64]| Curve {
///     label: label.into(),
///     chances: chances.iter().copied().map(Some).collect(),
/// };
/// let model = Model {
///     curves: vec![curve("any weights", &[0.9, 0.6, 0.4, 0.2]), curve("±25%", &[1.0, 0.9, 0.1, 0.0])],
///     first_rank: 1,
///     cut: Some(2.0),
///     cut_label: "2 places".into(),
///     ..Model::default()
/// };
/// assert_eq!(model.n_ranks(), 4);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// The settings; four styles of line, then they begin again.
    pub curves: Vec<Curve>,
    /// Rank of the first chance of each curve: more than 1 when only the part around the cut is shown.
    pub first_rank: usize,
    /// The last rank in the list; drawn between it and the next.
    pub cut: Option<f64>,
    /// What stands at the cut; may be empty.
    pub cut_label: String,
    /// Labels of the rank axis.
    pub rank_ticks: Vec<(f64, String)>,
    /// Labels of the axis of chances, 0 to 1.
    pub chance_ticks: Vec<(f64, String)>,
    /// Position among the ranks shown, from 0, of the chosen area.
    pub selected: Option<usize>,
    /// The position that the pointer is on, likewise.
    pub hovered: Option<usize>,
}

impl Model {
    /// Number of ranks shown: that of the longest curve.
    pub fn n_ranks(&self) -> usize {
        self.curves.iter().map(|curve| curve.chances.len()).max().unwrap_or(0)
    }
}

/// A curve in its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Runs of points between gaps. Where ranks are too dense, each point is the mean of a few of them.
    pub runs: Vec<Vec<[f64; 2]>>,
    /// From the least to the greatest chance of the ranks that one point stands for; empty where each has its own.
    pub spans: Vec<Rect>,
}

/// Geometry of chances by rank, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where curves are.
    pub plot: Rect,
    /// Rank axis.
    pub rank_ticks: Vec<Tick>,
    /// Axis of chances.
    pub chance_ticks: Vec<Tick>,
    /// Key of the styles.
    pub keys: Vec<Key>,
    /// Curves in the order of the model.
    pub curves: Vec<Trace>,
    /// Pixel of the cut, if among the ranks shown.
    pub cut: Option<f64>,
    ranks: LinearScale,
    n_ranks: usize,
    first_rank: usize,
}

/// Places chances by rank: rank 1 and the axis of chances at the starting side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let labels: Vec<String> = model.curves.iter().map(|curve| curve.label.clone()).collect();
    let (keys, keys_height) = keys::place(&labels, frame);
    let plot = place_plot(model, keys_height, frame);
    let n_ranks = model.n_ranks();
    let first = model.first_rank as f64;
    // Half a rank at both ends, so that the cut after the first and before the last has its place.
    let domain = (first - 0.5, first + n_ranks as f64 - 0.5);
    let (from, to) = if frame.rtl { (plot.right, plot.left) } else { (plot.left, plot.right) };
    let ranks = LinearScale::new(domain, (from, to));
    let chances = LinearScale::new((0.0, 1.0), (plot.bottom, plot.top));
    let bin = Some(frame.px(BIN)).filter(|bin| plot.width() < bin * n_ranks as f64);
    let curve = |curve: &Curve| place_curve(curve, (&ranks, &chances), (first, bin));
    let cut = model.cut.map(|cut| cut + 0.5).filter(|cut| n_ranks > 0 && ranks.contains(*cut));
    Layout {
        rank_ticks: axis::horizontal(&model.rank_ticks, &ranks, frame),
        chance_ticks: axis::vertical(&model.chance_ticks, &chances, frame),
        keys,
        curves: model.curves.iter().map(curve).collect(),
        cut: cut.map(|cut| ranks.at(cut)),
        plot,
        ranks,
        n_ranks,
        first_rank: model.first_rank,
    }
}

/// Draws chances by rank on their ground.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    keys::draw(&mut painter, frame, &layout.keys, Sample::Lines)?;
    axis::draw_vertical(&mut painter, frame, &layout.plot, &layout.chance_ticks)?;
    let below = layout.plot.bottom + frame.px(AXIS_HEIGHT * 0.6);
    axis::draw_labels(&mut painter, frame, below, &layout.rank_ticks)?;
    draw_cut(&mut painter, frame, (&model.cut_label, layout))?;
    for (at, color) in [(model.selected, frame.theme.accent), (model.hovered, frame.theme.ink_3)] {
        let Some(x) = at.and_then(|at| rank_x(layout, at)) else { continue };
        painter.line([x, layout.plot.top], [x, layout.plot.bottom], Pen { color, width: 1.5 })?;
    }
    let color = |at: usize| frame.theme.series_color(keys::series(at));
    for (at, trace) in layout.curves.iter().enumerate().rev() {
        let pale = frame.theme.card.mix(color(at), 0.2);
        trace.spans.iter().try_for_each(|span| painter.rect(span, pale))?;
    }
    for (at, trace) in layout.curves.iter().enumerate().rev() {
        for run in &trace.runs {
            painter.stroked(run, pattern(at), Pen { color: color(at), width: 2.0 })?;
            if let [point] = run[..] {
                painter.disc(point, frame.px(2.0), color(at))?;
            }
        }
        for place in [model.selected, model.hovered].into_iter().flatten() {
            draw_point(&mut painter, frame, (layout, model), (at, place))?;
        }
    }
    Ok(())
}

/// The rank under a point in the plot, as its position among those shown.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<usize> {
    let plot = &layout.plot;
    if layout.n_ranks == 0 || !plot.contains(x, y) {
        return None;
    }
    let from = layout.ranks.at(layout.first_rank as f64 - 0.5);
    let width = plot.width() / layout.n_ranks as f64;
    Some((((x - from).abs() / width) as usize).min(layout.n_ranks - 1))
}

fn rank_x(layout: &Layout, at: usize) -> Option<f64> {
    (at < layout.n_ranks).then(|| layout.ranks.at((layout.first_rank + at) as f64))
}

/// The surface without key, cut label and axes; labels of ranks may hang over at either end.
fn place_plot(model: &Model, keys_height: f64, frame: &Frame) -> Rect {
    let overhang = model.rank_ticks.iter().map(|(_, label)| text_width(label, frame.px(TICK_SIZE)) / 2.0);
    let gap = overhang.fold(frame.px(GAP), f64::max);
    let start = (axis::side_width(&model.chance_ticks, frame) + frame.px(GAP / 2.0)).max(gap);
    let cut = if model.cut_label.is_empty() { GAP / 2.0 } else { CUT_HEIGHT };
    let top = keys_height + frame.px(cut);
    let bottom = (f64::from(frame.height) - frame.px(AXIS_HEIGHT)).max(top);
    frame.rect((start, (f64::from(frame.width) - gap).max(start)), (top, bottom))
}

/// Runs of points, in bins of so many pixels if any.
fn place_curve(
    curve: &Curve,
    (ranks, chances): (&LinearScale, &LinearScale),
    (first, bin): (f64, Option<f64>),
) -> Trace {
    let point = |(at, chance): (usize, &Option<f64>)| {
        let chance = chance.filter(|chance| chance.is_finite())?;
        Some([ranks.at(first + at as f64), chances.at_clamped(chance)])
    };
    let points: Vec<Option<[f64; 2]>> = curve.chances.iter().enumerate().map(point).collect();
    let mut trace = Trace::default();
    for run in points.split(Option::is_none).filter(|run| !run.is_empty()) {
        let run: Vec<[f64; 2]> = run.iter().flatten().copied().collect();
        match bin {
            None => trace.runs.push(run),
            Some(bin) => {
                let cell = |point: &[f64; 2]| (point[0] / bin).floor();
                let bins = || run.chunk_by(|one, other| cell(one) == cell(other));
                trace.runs.push(bins().map(mean).collect());
                trace.spans.extend(bins().map(|points| span(points, (cell(&points[0]) * bin, bin))));
            }
        }
    }
    trace
}

fn mean(points: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|k| points.iter().map(|point| point[k]).sum::<f64>() / points.len() as f64)
}

/// From the highest to the lowest point, as wide as the bin that begins at `left`.
fn span(points: &[[f64; 2]], (left, bin): (f64, f64)) -> Rect {
    let heights = || points.iter().map(|point| point[1]);
    let (top, bottom) = (heights().fold(f64::INFINITY, f64::min), heights().fold(0.0, f64::max));
    Rect { left, top, right: left + bin, bottom }
}

fn draw_cut<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (label, layout): (&str, &Layout),
) -> DrawResult {
    let Some(x) = layout.cut else { return Ok(()) };
    let (plot, color) = (&layout.plot, frame.theme.ink_2);
    painter.dashed([x, plot.top], [x, plot.bottom], Pen { color, width: 1.0 })?;
    let content = &ellipsize(label, plot.width(), frame.px(TICK_SIZE));
    // The middle of the label is at the cut unless it would leave the plot: beside it stands the axis.
    let half = text_width(content, frame.px(TICK_SIZE)) / 2.0;
    let x = x.min(plot.right - half).max(plot.left + half);
    let at = [x, plot.top - frame.px(CUT_HEIGHT / 2.0)];
    painter.text(Text { content, at, anchor: Anchor::Center, size: TICK_SIZE, is_bold: true, color })
}

/// The value of a curve where the pointer is.
fn draw_point<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (layout, model): (&Layout, &Model),
    (curve, at): (usize, usize),
) -> DrawResult {
    let chance = model.curves.get(curve).and_then(|curve| curve.chances.get(at).copied().flatten());
    let chance = chance.filter(|chance| chance.is_finite());
    let (Some(x), Some(chance)) = (rank_x(layout, at), chance) else { return Ok(()) };
    let chances = LinearScale::new((0.0, 1.0), (layout.plot.bottom, layout.plot.top));
    let point = [x, chances.at_clamped(chance)];
    painter.disc(point, frame.px(5.0), frame.theme.card)?;
    painter.disc(point, frame.px(3.5), frame.theme.series_color(keys::series(curve)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model() -> Model {
        let chances = vec![Some(1.0), Some(0.8), None, Some(0.0)];
        let curve = Curve { label: "همهٔ وزن‌ها".into(), chances };
        Model { curves: vec![curve], first_rank: 1, cut: Some(2.0), ..Model::default() }
    }

    #[test]
    fn the_curve_falls_away_from_the_starting_side_and_breaks_at_gaps() {
        let en = layout(&model(), &ltr(400, 200));
        assert_eq!(en.curves[0].runs.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(en.curves[0].runs[0][0][1], en.plot.top);
        assert_eq!(en.curves[0].runs[1][0][1], en.plot.bottom);
        assert_eq!(en.cut, Some(en.plot.center()[0]));
        let fa = layout(&model(), &frame(400, 200));
        assert!(fa.curves[0].runs[0][0][0] > fa.curves[0].runs[1][0][0]);
    }

    #[test]
    fn the_pointer_finds_the_rank_in_both_directions() {
        for frame in [frame(400, 200), ltr(400, 200)] {
            let layout = layout(&model(), &frame);
            for at in 0..4 {
                let x = rank_x(&layout, at).unwrap();
                assert_eq!(hit(&layout, x, layout.plot.center()[1]), Some(at));
            }
            assert_eq!(hit(&layout, 200.0, 1.0), None);
        }
    }

    #[test]
    fn ranks_too_dense_to_see_are_drawn_together() {
        let chances = (0..4000).map(|at| Some(if at % 2 == 0 { 0.9 } else { 0.1 })).collect();
        let curve = Curve { label: String::new(), chances };
        let many = Model { curves: vec![curve], first_rank: 1, ..Model::default() };
        let layout = layout(&many, &ltr(400, 200));
        let Trace { runs, spans } = &layout.curves[0];
        assert!(runs[0].len() <= 101 && runs[0].len() == spans.len());
        let middle = layout.plot.center()[1];
        assert!(runs[0].iter().skip(1).take(90).all(|point| (point[1] - middle).abs() < 3.0));
        assert!((spans[5].height() / layout.plot.height() - 0.8).abs() < 1e-9);
    }

    #[test]
    fn no_curve_and_one_rank_are_no_failure() {
        let none = layout(&Model::default(), &frame(360, 120));
        assert_eq!((none.cut, hit(&none, 100.0, 60.0)), (None, None));
        let one = Curve { label: String::new(), chances: vec![Some(0.5)] };
        let layout = layout(&Model { curves: vec![one], first_rank: 1, ..Model::default() }, &ltr(360, 120));
        assert!((layout.curves[0].runs[0][0][0] - layout.plot.center()[0]).abs() < 1e-9);
    }
}
