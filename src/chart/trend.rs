//! Lines over the periods. Time runs from left to right in every language; only the value axis changes sides.

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT, TICK_SIZE};
use super::paint::{Painter, Pen, Text, pixel};
use super::text::widest as widest_of;
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, Rgb, Tick, text_width};
use crate::sorting::Sorting;

/// Radius of a dot, css pixels.
const DOT: f64 = 3.0;
/// Font size of the labels at the ends of a line, css pixels.
const END_SIZE: f64 = 12.0;
/// How near to a dot the pointer must be, css pixels.
const REACH: f64 = 24.0;

/// One line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its value in each period, no more than there are periods, in the unit of the axis; a missing one leaves a gap.
    pub values: Vec<Option<f64>>,
    /// Label to the left of its first value, ready to show; may be empty.
    pub start_label: String,
    /// Label to the right of its last value, usually name and value; may be empty.
    pub end_label: String,
    /// Its series, which gives the colour of the theme.
    pub series: usize,
    /// Whether it is drawn thick, the others being the background to compare with.
    pub is_main: bool,
}

/// Lines over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Labels of the periods, oldest first.
    pub periods: Vec<String>,
    /// The lines; the last ones lie above.
    pub lines: Vec<Line>,
    /// Ends of the value axis.
    pub domain: (f64, f64),
    /// Labels of the value axis.
    pub ticks: Vec<(f64, String)>,
    /// The place that the pointer is on.
    pub hovered: Option<Hit>,
}

/// A value of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Position of the line.
    pub line: usize,
    /// Position of the period.
    pub period: usize,
}

/// A line in its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// Runs of neighbouring periods with a value; a lone value is a run of one. Period and point.
    pub runs: Vec<Vec<(usize, [f64; 2])>>,
    /// Where the label before the first value goes (its right end), if there is a value.
    pub start_at: Option<[f64; 2]>,
    /// Where the label after the last value goes (its left end).
    pub end_at: Option<[f64; 2]>,
}

/// Geometry of a trend, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where lines are.
    pub plot: Rect,
    /// Periods from left to right.
    pub periods: Vec<Tick>,
    /// Value axis.
    pub ticks: Vec<Tick>,
    /// Lines in the order of the model.
    pub paths: Vec<Path>,
    reach: f64,
}

/// Places a trend.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let plot = place_plot(model, frame);
    let n = model.periods.len();
    let time = LinearScale::new((0.0, n.saturating_sub(1) as f64), (plot.left, plot.right));
    let values = LinearScale::new(model.domain, (plot.bottom, plot.top));
    let labels: Vec<_> =
        model.periods.iter().enumerate().map(|(at, label)| (at as f64, label.clone())).collect();
    let gap = frame.px(DOT + 5.0);
    let place = |line| place_line(line, (&time, &values), gap);
    let mut paths: Vec<Path> = model.lines.iter().map(place).collect();
    let apart = frame.px(END_SIZE * 1.3);
    spread(paths.iter_mut().filter_map(|path| path.start_at.as_mut()).collect(), apart, &plot);
    spread(paths.iter_mut().filter_map(|path| path.end_at.as_mut()).collect(), apart, &plot);
    Layout {
        plot,
        periods: axis::horizontal(&labels, &time, frame),
        ticks: axis::vertical(&model.ticks, &values, frame),
        paths,
        reach: frame.px(REACH),
    }
}

/// Draws a trend on its ground.
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
    draw_axes(&mut painter, frame, model, layout)?;
    for (at, (line, path)) in model.lines.iter().zip(&layout.paths).enumerate() {
        draw_line(&mut painter, frame, line, path)?;
        if let Some(hit) = model.hovered.filter(|hit| hit.line == at) {
            draw_hovered(&mut painter, frame, path, (hit.period, line))?;
        }
    }
    Ok(())
}

/// The value nearest to a point, within 24 css pixels.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<Hit> {
    let dots = layout.paths.iter().enumerate().flat_map(|(line, path)| {
        path.runs.iter().flatten().map(move |(period, at)| (Hit { line, period: *period }, *at))
    });
    dots.map(|(hit, at)| ((at[0] - x).hypot(at[1] - y), hit))
        .filter(|(distance, _)| *distance <= layout.reach)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, hit)| hit)
}

/// The surface without the value axis at the starting side, end labels at both sides and periods below.
fn place_plot(model: &Model, frame: &Frame) -> Rect {
    let widest = |labels: fn(&Line) -> &str| widest_of(model.lines.iter().map(labels), frame.px(END_SIZE));
    let half_period =
        |label: Option<&String>| label.map_or(0.0, |label| text_width(label, frame.px(TICK_SIZE)) / 2.0);
    let gap = frame.px(DOT + 11.0);
    let left = (widest(|line| &line.start_label) + gap).max(half_period(model.periods.first()));
    let right = (widest(|line| &line.end_label) + gap).max(half_period(model.periods.last()));
    let axis = axis::side_width(&model.ticks, frame);
    let (axis_left, axis_right) = if frame.rtl { (0.0, axis) } else { (axis, 0.0) };
    let [width, height] = frame.size();
    let from = [axis_left + left, frame.px(8.0)];
    let to = [(width - axis_right - right).max(from[0]), (height - frame.px(AXIS_HEIGHT + 4.0)).max(from[1])];
    Rect::between(from, to)
}

fn place_line(line: &Line, (time, values): (&LinearScale, &LinearScale), gap: f64) -> Path {
    let point = |(at, value): (usize, &Option<f64>)| {
        let value = value.filter(|value| value.is_finite())?;
        Some((at, [time.at(at as f64), values.at_clamped(value)]))
    };
    let points: Vec<_> = line.values.iter().enumerate().map(point).collect();
    let runs = points.split(Option::is_none).map(|run| run.iter().flatten().copied().collect());
    let runs: Vec<Vec<_>> = runs.filter(|run: &Vec<_>| !run.is_empty()).collect();
    let beside = |label: &str, dot: Option<&(usize, [f64; 2])>, dx: f64| {
        dot.filter(|_| !label.is_empty()).map(|(_, [x, y])| [x + dx, *y])
    };
    let start_at = beside(&line.start_label, runs.first().and_then(|run| run.first()), -gap);
    let end_at = beside(&line.end_label, runs.last().and_then(|run| run.last()), gap);
    Path { runs, start_at, end_at }
}

/// Moves labels apart vertically, keeping their order, and as near to their lines as that allows.
fn spread(mut labels: Vec<&mut [f64; 2]>, apart: f64, plot: &Rect) {
    labels.order_by(|a, b| a[1].total_cmp(&b[1]));
    let mut free_from = f64::NEG_INFINITY;
    for label in &mut labels {
        label[1] = label[1].max(free_from);
        free_from = label[1] + apart;
    }
    // What was pushed below the plot comes back up and pushes the others.
    let mut free_to = plot.bottom;
    for label in labels.iter_mut().rev() {
        label[1] = label[1].min(free_to);
        free_to = label[1] - apart;
    }
}

fn draw_axes<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    // Grid lines reach under the end labels up to the axis, which stands at the edge of the surface.
    let side = axis::side_width(&model.ticks, frame);
    let inline = (side, f64::from(frame.width));
    let wide = frame.rect(inline, (layout.plot.top, layout.plot.bottom));
    axis::draw_vertical(painter, frame, &wide, &layout.ticks)?;
    let below = layout.plot.bottom + frame.px(4.0 + AXIS_HEIGHT * 0.55);
    axis::draw_labels(painter, frame, below, &layout.periods)
}

fn draw_line<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    line: &Line,
    path: &Path,
) -> DrawResult {
    let color = frame.theme.series_color(line.series);
    let pen = Pen { color, width: if line.is_main { 2.5 } else { 1.5 } };
    for run in &path.runs {
        let points: Vec<_> = run.iter().map(|(_, at)| pixel(*at)).collect();
        if points.len() > 1 {
            painter.path(&points, pen)?;
        }
        run.iter().try_for_each(|(_, at)| draw_dot(painter, frame, *at, (line, color)))?;
    }
    let ends =
        [(&line.start_label, path.start_at, Anchor::Right), (&line.end_label, path.end_at, Anchor::Left)];
    for (content, at, anchor) in ends {
        let Some(at) = at else { continue };
        let text =
            Text { content, at, anchor, size: END_SIZE, is_bold: line.is_main, color: frame.theme.ink };
        painter.text_on(text, frame.theme.card)?;
    }
    Ok(())
}

/// A dot: full on the main line, hollow on the others.
fn draw_dot<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    at: [f64; 2],
    (line, color): (&Line, Rgb),
) -> DrawResult {
    painter.disc(at, frame.px(DOT), color)?;
    if line.is_main { Ok(()) } else { painter.disc(at, frame.px(DOT - 1.25), frame.theme.card) }
}

fn draw_hovered<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    path: &Path,
    (period, line): (usize, &Line),
) -> DrawResult {
    let Some((_, at)) = path.runs.iter().flatten().find(|(own, _)| *own == period) else {
        return Ok(());
    };
    let pen = Pen { color: frame.theme.series_color(line.series), width: 1.5 };
    painter.ring(*at, frame.px(DOT + 3.5), pen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn line(values: &[Option<f64>]) -> Line {
        Line { values: values.to_vec(), end_label: "بیکاری ۱۲٪".into(), ..Line::default() }
    }

    fn model(lines: Vec<Line>) -> Model {
        let periods = ["۱۴۰۱", "۱۴۰۲", "۱۴۰۳", "۱۴۰۴"].map(String::from).to_vec();
        Model { periods, lines, domain: (0.0, 20.0), ..Model::default() }
    }

    #[test]
    fn time_runs_to_the_right_in_persian_too() {
        for frame in [frame(400, 200), ltr(400, 200)] {
            let layout = layout(&model(vec![line(&[Some(1.0), Some(2.0)])]), &frame);
            assert!(layout.periods.is_sorted_by(|a, b| a.at < b.at));
            assert_eq!(layout.periods[0].label, "۱۴۰۱");
            let run = &layout.paths[0].runs[0];
            assert!(run[0].1[0] < run[1].1[0] && run[0].1[1] > run[1].1[1]);
        }
    }

    #[test]
    fn the_value_axis_changes_sides() {
        let ticks = vec![(0.0, "۰".to_owned()), (20.0, "۲۰".to_owned())];
        let with = Model { ticks, ..model(vec![]) };
        let (fa, en) = (layout(&with, &frame(400, 200)), layout(&with, &ltr(400, 200)));
        assert!(400.0 - fa.plot.right > fa.plot.left);
        assert!(en.plot.left > 400.0 - en.plot.right);
    }

    #[test]
    fn a_missing_value_leaves_a_gap() {
        let layout =
            layout(&model(vec![line(&[Some(1.0), None, Some(3.0), Some(f64::NAN)])]), &frame(400, 200));
        let runs: Vec<Vec<usize>> =
            layout.paths[0].runs.iter().map(|run| run.iter().map(|(period, _)| *period).collect()).collect();
        assert_eq!(runs, [[0], [2]]);
        let end = layout.paths[0].end_at.unwrap();
        assert!(end[0] > layout.paths[0].runs[1][0].1[0]);
    }

    #[test]
    fn end_labels_are_moved_apart_within_the_plot() {
        let same = |value| line(&[Some(value); 4]);
        let layout = layout(&model(vec![same(0.0), same(0.1), same(0.2)]), &frame(400, 200));
        let mut heights: Vec<f64> = layout.paths.iter().map(|path| path.end_at.unwrap()[1]).collect();
        heights.reverse(); // the greatest value is the highest label
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > 15.0), "{heights:?}");
        assert!(heights[2] <= layout.plot.bottom);
    }

    #[test]
    fn the_nearest_value_within_reach_is_hit() {
        let layout =
            layout(&model(vec![line(&[Some(1.0), Some(19.0)]), line(&[Some(10.0)])]), &frame(400, 200));
        let [x, y] = layout.paths[0].runs[0][1].1;
        assert_eq!(hit(&layout, x + 3.0, y + 3.0), Some(Hit { line: 0, period: 1 }));
        assert_eq!(hit(&layout, x + 40.0, y), None);
    }

    #[test]
    fn one_period_and_none() {
        let one = Model { periods: vec!["۱۴۰۴".into()], ..model(vec![line(&[Some(5.0)])]) };
        let placed = layout(&one, &frame(400, 200));
        assert!((placed.paths[0].runs[0][0].1[0] - placed.plot.center()[0]).abs() < 1e-9);
        let none = layout(&Model::default(), &frame(400, 200));
        assert_eq!(hit(&none, 1.0, 1.0), None);
    }
}
