//! Shares with their uncertainty: horizontal bars with a whisker, one or two a row.
//!
//! For first and total shares of the variance (Sobol), or for nominal weights beside what they come to. The first bar of
//! a row is filled and the second hatched, so that they are told apart without their colours.

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT, TICK_SIZE};
use super::keys::{self, Key, Sample};
use super::paint::{Painter, Pen};
use super::rows::{self, Emphasis, GAP};
use super::text::widest;
use super::{DrawResult, Frame, LinearScale, Rect, Tick, text_width};

/// Thickness of a bar and the height it is given, css pixels.
const THICKNESS: (f64, f64) = (10.0, 14.0);
/// Height of a row beside its bars, css pixels.
const PADDING: f64 = 10.0;
/// Font size of the values, css pixels.
const VALUE_SIZE: f64 = 12.0;

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mark {
    /// Its length in the unit of the axis; `None` when unknown. Estimates of shares may lie below 0.
    pub value: Option<f64>,
    /// Ends of its whisker, in any order; `None` without one.
    pub interval: Option<(f64, f64)>,
    /// Its value at the far side, ready to show; may be empty.
    pub text: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Share {
    /// Its name.
    pub label: String,
    /// Its bars from top to bottom, in the order of the keys.
    pub marks: Vec<Mark>,
}

/// Shares.
///
/// ```
/// use negah::chart::shares::{Mark, Model, Share, domain};
///
/// let mark = |value: f64, half: f64| Mark {
///     value: Some(value),
///     interval: Some((value - half, value + half)),
///     text: format!("{value:.2}"),
/// };
/// let share = Share { label: "Unemployment".into(), marks: vec![mark(0.25, 0.05), mark(0.4, 0.1)] };
/// let shares = vec![share];
/// let keys = vec!["alone".into(), "with others".into()];
/// let model = Model { domain: domain(&shares), shares, keys, ..Model::default() };
/// assert_eq!(model.domain, (0.0, 0.5));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Rows from top to bottom.
    pub shares: Vec<Share>,
    /// What the first, the second, … bar of each row is; empty draws no key.
    pub keys: Vec<String>,
    /// Ends of the axis.
    pub domain: (f64, f64),
    /// Labels of the axis.
    pub ticks: Vec<(f64, String)>,
    /// A value to compare all rows with, such as equal shares.
    pub reference: Option<f64>,
    /// The chosen row.
    pub selected: Option<usize>,
    /// The row that the pointer is on.
    pub hovered: Option<usize>,
}

/// A bar in its place; pixels along the axis from the left.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Height of its middle.
    pub y: f64,
    /// The bar from 0 to its value, ending at the ends of the axis; `None` without a value.
    pub rect: Option<Rect>,
    /// Ends of the whisker from the left, ending at the ends of the axis.
    pub whisker: Option<(f64, f64)>,
}

/// A row in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The whole row.
    pub rect: Rect,
    /// Its name, cut to fit.
    pub label: String,
    /// Its bars in the order of the model.
    pub bars: Vec<Bar>,
}

/// Geometry of shares, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where bars are.
    pub plot: Rect,
    /// Rows in the order of the model.
    pub rows: Vec<Row>,
    /// Axis.
    pub ticks: Vec<Tick>,
    /// Key of the bars.
    pub keys: Vec<Key>,
    /// Pixel of 0, or of the end of the axis nearest to it.
    pub zero: f64,
    /// Pixel of the reference, if on the axis.
    pub reference: Option<f64>,
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: usize,
    /// The bar of it that is nearest in height; `None` in a row without bars.
    pub mark: Option<usize>,
}

/// The height that shows `n_rows` rows of `n_marks` bars with a key in one line, css pixels; in less, rows shrink.
pub fn css_height(n_rows: usize, n_marks: usize) -> f64 {
    26.0 + (PADDING + THICKNESS.1 * n_marks.max(1) as f64) * n_rows as f64 + AXIS_HEIGHT
}

/// An axis from 0, or from below it, on which all bars and whiskers can be seen whole.
pub fn domain(shares: &[Share]) -> (f64, f64) {
    let ends = |mark: &Mark| mark.interval.map_or([None, None], |(low, high)| [Some(low), Some(high)]);
    let marks = shares.iter().flat_map(|share| &share.marks);
    let values = marks.flat_map(|mark| ends(mark).into_iter().chain([mark.value])).flatten();
    let widen = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
    let (low, high) = values.filter(|value| value.is_finite()).fold((0.0, 0.0), widen);
    if low < high { (low, high) } else { (0.0, 1.0) }
}

/// Places shares: names at the starting side, bars growing away from them, values at the far side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let (keys, keys_height) = keys::place(&model.keys, frame);
    let top = if keys.is_empty() { 0.0 } else { keys_height + frame.px(6.0) };
    let bottom = (f64::from(frame.height) - frame.px(AXIS_HEIGHT)).max(top);
    let names = model.shares.iter().map(|share| share.label.as_str());
    let placed = rows::place(names, (top, bottom), (end_width(model, frame), tallest(model)), frame);
    let (inline, plot) = (placed.inline, placed.plot(top, frame));
    let values = LinearScale::new(model.domain, (frame.x(inline.0), frame.x(inline.1)));
    let place = |(share, row)| place_row(share, row, &values, frame);
    Layout {
        plot,
        rows: model.shares.iter().zip(placed.rows).map(place).collect(),
        ticks: axis::horizontal(&model.ticks, &values, frame),
        keys,
        zero: values.at_clamped(0.0),
        reference: model.reference.filter(|value| values.contains(*value)).map(|value| values.at(value)),
    }
}

/// Draws shares on their ground.
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
    keys::draw(&mut painter, frame, &layout.keys, Sample::Bars)?;
    let emphasis = Emphasis { selected: model.selected, hovered: model.hovered };
    rows::draw_grounds(&mut painter, frame, layout.rows.iter().map(|row| row.rect), emphasis)?;
    axis::draw_horizontal(&mut painter, frame, &layout.plot, &layout.ticks)?;
    for (at, (share, row)) in model.shares.iter().zip(&layout.rows).enumerate() {
        painter.text(rows::label(frame, &row.label, &row.rect, model.selected == Some(at)))?;
        draw_marks(&mut painter, frame, share, row)?;
    }
    let Rect { top, bottom, .. } = layout.plot;
    let zero = Pen { color: frame.theme.ink_3, width: 1.0 };
    painter.line([layout.zero, top], [layout.zero, bottom], zero)?;
    layout.reference.map_or(Ok(()), |x| {
        painter.dashed([x, top], [x, bottom], Pen { color: frame.theme.ink_2, width: 1.0 })
    })
}

/// The row at a point, its name included, and the bar nearest in height.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<Hit> {
    let row = rows::hit(layout.rows.iter().map(|row| row.rect), x, y)?;
    let bars = layout.rows[row].bars.iter().enumerate();
    let nearest = bars.min_by(|(_, a), (_, b)| (a.y - y).abs().total_cmp(&(b.y - y).abs()));
    Some(Hit { row, mark: nearest.map(|(at, _)| at) })
}

/// Rows may be taller than those of other charts, for they hold several bars; css pixels.
fn tallest(model: &Model) -> f64 {
    let n_marks = model.shares.iter().map(|share| share.marks.len()).max().unwrap_or(0);
    PADDING + THICKNESS.1 * 1.3 * n_marks.max(1) as f64
}

/// Room for the values and for the half of a label of the axis that hangs over.
fn end_width(model: &Model, frame: &Frame) -> f64 {
    let marks = model.shares.iter().flat_map(|share| &share.marks);
    let values = widest(marks.map(|mark| mark.text.as_str()), frame.px(VALUE_SIZE));
    let overhang = model.ticks.iter().map(|(_, label)| text_width(label, frame.px(TICK_SIZE)) / 2.0);
    let beside = if values > 0.0 { values + frame.px(2.0 * GAP) } else { frame.px(GAP) };
    overhang.fold(beside, f64::max)
}

fn place_row(share: &Share, (rect, label): (Rect, String), values: &LinearScale, frame: &Frame) -> Row {
    let n = share.marks.len().max(1) as f64;
    let padding = frame.px(PADDING).min(rect.height() * 0.25);
    let step = (rect.height() - padding) / n;
    let half = frame.px(THICKNESS.0).min(step * THICKNESS.0 / THICKNESS.1) / 2.0;
    let bar = |(at, mark): (usize, &Mark)| {
        let y = rect.top + padding / 2.0 + step * (at as f64 + 0.5);
        let x = |value: f64| values.at_clamped(value);
        let value = mark.value.filter(|value| value.is_finite());
        let interval = mark.interval.filter(|(low, high)| low.is_finite() && high.is_finite());
        Bar {
            y,
            rect: value.map(|value| Rect::between([x(0.0), y - half], [x(value), y + half])),
            whisker: interval.map(|(low, high)| (x(low).min(x(high)), x(low).max(x(high)))),
        }
    };
    Row { rect, label, bars: share.marks.iter().enumerate().map(bar).collect() }
}

fn draw_marks<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    share: &Share,
    row: &Row,
) -> DrawResult {
    for (at, (mark, bar)) in share.marks.iter().zip(&row.bars).enumerate() {
        if let Some(rect) = bar.rect.filter(|rect| rect.width() > 0.0) {
            keys::bar(painter, frame, &rect, at)?;
        }
        draw_whisker(painter, frame, bar)?;
        painter.text(rows::figure(frame, &mark.text, bar.y, (VALUE_SIZE, false)))?;
    }
    Ok(())
}

/// A whisker with a light edge, which is seen on a bar too.
fn draw_whisker<DB: DrawingBackend>(painter: &mut Painter<'_, DB>, frame: &Frame, bar: &Bar) -> DrawResult {
    let Some((left, right)) = bar.whisker else { return Ok(()) };
    let (y, cap) = (bar.y, frame.px(3.5));
    for (color, width) in [(frame.theme.card, 3.5), (frame.theme.ink, 1.25)] {
        let pen = Pen { color, width };
        painter.line([left, y], [right, y], pen)?;
        for x in [left, right] {
            painter.line([x, y - cap], [x, y + cap], pen)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn mark(value: f64, interval: Option<(f64, f64)>) -> Mark {
        Mark { value: Some(value), interval, text: "۰٫۲۵".into() }
    }

    fn model() -> Model {
        let marks = vec![mark(0.25, Some((0.2, 0.3))), mark(0.5, Some((0.9, 0.4)))];
        let missing =
            Share { label: "بی‌پاسخ".into(), marks: vec![Mark::default(), mark(-0.1, None)] };
        let shares = vec![Share { label: "بیکاری".into(), marks }, missing];
        Model { shares, domain: (-0.2, 0.8), ..Model::default() }
    }

    #[test]
    fn bars_grow_from_zero_on_both_sides_of_it() {
        let layout = layout(&model(), &ltr(500, 120));
        let first = layout.rows[0].bars[0].rect.unwrap();
        assert_eq!(first.left, layout.zero);
        assert!((first.width() / layout.plot.width() - 0.25).abs() < 1e-9);
        assert_eq!(layout.rows[1].bars[1].rect.unwrap().right, layout.zero);
        assert_eq!(layout.rows[1].bars[0].rect, None);
    }

    #[test]
    fn whiskers_are_kept_on_the_axis_and_ordered() {
        let layout = layout(&model(), &ltr(500, 120));
        let (left, right) = layout.rows[0].bars[1].whisker.unwrap();
        assert!(left < right && right == layout.plot.right);
    }

    #[test]
    fn persian_is_the_mirror_image() {
        let (fa, en) = (layout(&model(), &frame(500, 120)), layout(&model(), &ltr(500, 120)));
        assert!((fa.zero - (500.0 - en.zero)).abs() < 1e-9);
        let [one, other] = [&fa, &en].map(|layout| layout.rows[0].bars[1].rect.unwrap());
        assert!((one.left - (500.0 - other.right)).abs() < 1e-9);
    }

    #[test]
    fn the_pointer_finds_row_and_bar() {
        let layout = layout(&model(), &ltr(500, 120));
        let y = layout.rows[0].bars[1].y;
        assert_eq!(hit(&layout, 300.0, y), Some(Hit { row: 0, mark: Some(1) }));
        assert_eq!(hit(&layout, 300.0, 119.0), None, "the axis");
    }

    #[test]
    fn the_axis_holds_everything_and_is_never_empty() {
        assert_eq!(domain(&model().shares), (-0.1, 0.9));
        assert_eq!(domain(&[]), (0.0, 1.0));
        let bare = Share { label: "x".into(), marks: vec![] };
        let layout = layout(&Model { shares: vec![bare], ..Model::default() }, &ltr(360, 60));
        assert_eq!(hit(&layout, 5.0, 5.0), Some(Hit { row: 0, mark: None }));
    }
}
