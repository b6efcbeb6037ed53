//! Stacked bars: what each domain contributes to the score of a few areas.

use plotters_backend::DrawingBackend;

use super::paint::{Painter, Pen};
use super::rows::{self, Emphasis, GAP, LABEL_SIZE};
use super::text::widest;
use super::{DrawResult, Frame, Rect};

/// Thickness of a bar, css pixels, in rows that leave room for it.
const THICKNESS: f64 = 18.0;
/// Height of a row, css pixels.
const ROW_HEIGHT: f64 = 32.0;

/// One part of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Its length in the unit of the score; what is not above 0 takes no room.
    pub value: f64,
    /// Its series, which gives the colour of the theme.
    pub series: usize,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// Name at the starting side.
    pub label: String,
    /// Parts from the starting side outwards.
    pub segments: Vec<Segment>,
    /// Total at the far side, ready to show; may be empty.
    pub total: String,
}

/// A chart of stacked bars.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Bars from top to bottom.
    pub bars: Vec<Bar>,
    /// The value that fills the whole width, for charts to be compared; `None` takes the longest bar.
    pub full: Option<f64>,
    /// The chosen bar.
    pub selected: Option<usize>,
    /// The bar that the pointer is on.
    pub hovered: Option<usize>,
}

/// A bar in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The whole row.
    pub rect: Rect,
    /// Its label, cut to fit.
    pub label: String,
    /// Parts in the order of the model; those without length have no width.
    pub segments: Vec<Rect>,
}

/// Geometry of stacked bars, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where bars are.
    pub plot: Rect,
    /// Bars in the order of the model.
    pub rows: Vec<Row>,
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The bar.
    pub bar: usize,
    /// The part of it, if the pointer is on one.
    pub segment: Option<usize>,
}

/// The height that shows `n_bars` well, css pixels; in less, the rows shrink.
pub fn css_height(n_bars: usize) -> f64 {
    ROW_HEIGHT * n_bars as f64
}

/// Places stacked bars: labels at the starting side, totals at the other.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let totals = widest(model.bars.iter().map(|bar| bar.total.as_str()), frame.px(LABEL_SIZE));
    let end = totals + frame.px(if totals > 0.0 { 2.0 * GAP } else { GAP });
    let names = model.bars.iter().map(|bar| bar.label.as_str());
    let placed = rows::place(names, (0.0, f64::from(frame.height)), (end, rows::MAX_HEIGHT), frame);
    let inline = placed.inline;
    let longest = model.bars.iter().map(length).fold(0.0, f64::max);
    let full = model.full.unwrap_or(longest);
    let per_unit = if full > 0.0 { (inline.1 - inline.0) / full } else { 0.0 };
    let plot = placed.plot(0.0, frame);
    let place = |(bar, (rect, label))| Row {
        rect,
        label,
        segments: place_segments(bar, &rect, (inline, per_unit), frame),
    };
    Layout { plot, rows: model.bars.iter().zip(placed.rows).map(place).collect() }
}

/// Draws stacked bars on their ground.
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
    let emphasis = Emphasis { selected: model.selected, hovered: model.hovered };
    for (at, (bar, row)) in model.bars.iter().zip(&layout.rows).enumerate() {
        rows::draw_ground(&mut painter, frame, (at, &row.rect), emphasis)?;
        painter.text(rows::label(frame, &row.label, &row.rect, model.selected == Some(at)))?;
        for (segment, rect) in bar.segments.iter().zip(&row.segments) {
            draw_segment(&mut painter, frame, rect, segment.series)?;
        }
        painter.text(rows::figure(frame, &bar.total, row.rect.center()[1], (LABEL_SIZE, true)))?;
    }
    Ok(())
}

/// The bar at a point, and its part if the point is on one.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<Hit> {
    let bar = rows::hit(layout.rows.iter().map(|row| row.rect), x, y)?;
    let segment = layout.rows[bar].segments.iter().position(|segment| segment.contains(x, y));
    Some(Hit { bar, segment })
}

/// Length of a part: nothing below 0, and nothing that is not finite.
fn visible(segment: &Segment) -> f64 {
    if segment.value.is_finite() { segment.value.max(0.0) } else { 0.0 }
}

fn length(bar: &Bar) -> f64 {
    bar.segments.iter().map(visible).sum()
}

fn place_segments(bar: &Bar, row: &Rect, (inline, per_unit): ((f64, f64), f64), frame: &Frame) -> Vec<Rect> {
    let half = frame.px(THICKNESS).min(row.height() * 0.6) / 2.0;
    let middle = row.center()[1];
    let mut from = inline.0;
    let place = |segment| {
        // A bar longer than the full width ends at the edge of the plot.
        let to = (from + visible(segment) * per_unit).min(inline.1);
        let rect = frame.rect((from, to), (middle - half, middle + half));
        from = to;
        rect
    };
    bar.segments.iter().map(place).collect()
}

/// A part, with a hairline of ground at its far end so that neighbours are told apart without their colours.
fn draw_segment<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    rect: &Rect,
    series: usize,
) -> DrawResult {
    let gap = frame.px(1.0).min(rect.width() / 2.0);
    let shown = if frame.rtl {
        Rect { left: rect.left + gap, ..*rect }
    } else {
        Rect { right: rect.right - gap, ..*rect }
    };
    if shown.width() <= 0.0 {
        return Ok(());
    }
    let color = frame.theme.series_color(series);
    let pen = Pen { color, width: 1.0 };
    // Series of one hue are told apart by their form: filled, hatched, hollow.
    match (series / frame.theme.series.len()) % 3 {
        0 => painter.rect(&shown, color),
        1 => {
            painter.rect(&shown, frame.theme.card.mix(color, 0.25))?;
            painter.hatched(&shown, 3.5, pen)?;
            painter.outline(&shown, pen)
        }
        _ => painter.outline(&shown, Pen { width: 2.0, ..pen }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn bar(values: &[f64]) -> Bar {
        let segments =
            values.iter().enumerate().map(|(series, value)| Segment { value: *value, series }).collect();
        Bar { label: "محله".into(), segments, total: "۵۰".into() }
    }

    fn model() -> Model {
        Model { bars: vec![bar(&[30.0, 20.0]), bar(&[10.0, -5.0, f64::NAN, 15.0])], ..Model::default() }
    }

    #[test]
    fn the_longest_bar_fills_the_plot_and_the_others_keep_proportion() {
        let layout = layout(&model(), &ltr(500, 64));
        let widths = |row: usize| -> Vec<f64> {
            let share = |segment: &Rect| (segment.width() / layout.plot.width() * 1e6).round() / 1e6;
            layout.rows[row].segments.iter().map(share).collect()
        };
        assert_eq!(widths(0), [0.6, 0.4]);
        assert_eq!(widths(1), [0.2, 0.0, 0.0, 0.3]);
    }

    #[test]
    fn persian_bars_grow_to_the_left() {
        let layout = layout(&model(), &frame(500, 64));
        let [first, second] = layout.rows[0].segments[..] else { panic!("two parts") };
        assert_eq!(first.right, layout.plot.right);
        assert_eq!(first.left, second.right);
        assert!((second.left - layout.plot.left).abs() < 1e-9);
    }

    #[test]
    fn a_fixed_full_length_makes_charts_comparable() {
        let half = Model { full: Some(100.0), ..model() };
        let layout = layout(&half, &ltr(500, 64));
        let end = layout.rows[0].segments[1].right - layout.plot.left;
        assert!((end / layout.plot.width() - 0.5).abs() < 1e-12);
        let over = super::layout(&Model { full: Some(40.0), ..model() }, &ltr(500, 64));
        assert_eq!(over.rows[0].segments[1].right, over.plot.right);
    }

    #[test]
    fn the_pointer_finds_bar_and_part() {
        let layout = layout(&model(), &ltr(500, 64));
        let [x, y] = layout.rows[0].segments[1].center();
        assert_eq!(hit(&layout, x, y), Some(Hit { bar: 0, segment: Some(1) }));
        assert_eq!(hit(&layout, 5.0, 40.0), Some(Hit { bar: 1, segment: None }));
        assert_eq!(hit(&layout, 5.0, 70.0), None);
    }

    #[test]
    fn bars_of_nothing_are_no_failure() {
        let empty = Model { bars: vec![bar(&[]), bar(&[0.0])], ..Model::default() };
        let layout = layout(&empty, &frame(500, 64));
        assert!(layout.rows[1].segments[0].width() == 0.0);
        assert!(super::layout(&Model::default(), &frame(500, 64)).rows.is_empty());
    }
}
