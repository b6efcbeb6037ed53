//! Rank bands: where the rank of each area lies when the weights, or the data, are not quite what they are.
//!
//! One row an area: a thin bar from its 5 % to its 95 % rank, a tick at the mean, a dot at the current rank, the cut as
//! an upright line and the chance of being in the list as a number. The bar is filled for the certain, hatched for the
//! borderline, hollow for the rest. Only the rows of a window are in the model, so the length of the list costs nothing.

use std::ops::Range;

use plotters_backend::DrawingBackend;

use crate::sensitivity::Certainty;

use super::axis::{self, AXIS_HEIGHT};
use super::paint::{Painter, Pen, Text, pixel};
use super::rows::{self, Emphasis, GAP, LABEL_SIZE};
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, Rgb, Tick, ellipsize, text_width};

/// Height of a row, css pixels.
const ROW_HEIGHT: f64 = 22.0;
/// Height of the titles above the rows, css pixels.
const TITLE_HEIGHT: f64 = 24.0;
/// Font size of the titles, css pixels.
const TITLE_SIZE: f64 = 12.0;
/// Thickness of a bar, css pixels.
const THICKNESS: f64 = 9.0;
/// The column of chances takes no more of the width.
const MAX_CHANCE_SHARE: f64 = 0.25;

/// One area. Ranks are from 1; those not finite are not drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Band {
    /// Its name, with its rank if wanted.
    pub label: String,
    /// Its rank as things are.
    pub rank: f64,
    /// Its mean rank.
    pub mean: f64,
    /// Its ranks from the 5 % to the 95 % quantile.
    pub range: (f64, f64),
    /// How sure its place in the list is.
    pub certainty: Certainty,
    /// Its chance of being in the list, ready to show.
    pub chance: String,
}

/// Rank bands of the areas in a window.
///
/// ```
/// use negah::chart::bands::{Band, Model, domain, window};
/// use negah::sensitivity::Certainty;
///
/// // 429 areas, scrolled to the 25th, in 300 css pixels.
/// let shown = window(429, 24, 300.0);
/// assert_eq!(shown, 24..35);
/// let band = |at: usize| Band {
///     label: format!("Area {}", at + 1),
///     rank: at as f64 + 1.0,
///     mean: at as f64 + 2.0,
///     range: (at as f64 - 3.0, at as f64 + 9.0),
///     certainty: Certainty::of(0.4),
///     chance: "40%".into(),
/// };
/// let bands: Vec<Band> = shown.clone().map(band).collect();
/// let model = Model { domain: domain(&bands, Some(30.0)), bands, first: shown.start, ..Model::default() };
/// assert_eq!(model.domain, (1.0, 43.0));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Rows of the window, from top to bottom.
    pub bands: Vec<Band>,
    /// Position of the first of them in the whole list, from 0.
    pub first: usize,
    /// Ends of the rank axis, ascending.
    pub domain: (f64, f64),
    /// Labels of the rank axis.
    pub ticks: Vec<(f64, String)>,
    /// The last rank in the list; drawn between it and the next.
    pub cut: Option<f64>,
    /// What stands at the cut.
    pub cut_label: String,
    /// Title above the names; may be empty.
    pub label_title: String,
    /// Title above the chances; may be empty.
    pub chance_title: String,
    /// Position of the chosen row in the whole list.
    pub selected: Option<usize>,
    /// Position of the row that the pointer is on, likewise.
    pub hovered: Option<usize>,
}

/// An area in its place; pixels along the rank axis from the left.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The whole row.
    pub rect: Rect,
    /// Its name, cut to fit.
    pub label: String,
    /// The bar, ending at the ends of the axis.
    pub bar: Option<Rect>,
    /// Whether the band goes on beyond the start and beyond the end of the axis.
    pub goes_on: [bool; 2],
    /// The mean rank, if on the axis.
    pub mean: Option<f64>,
    /// The current rank, if on the axis.
    pub rank: Option<f64>,
}

/// Geometry of rank bands, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where ranks are.
    pub plot: Rect,
    /// Rows of the window.
    pub rows: Vec<Row>,
    /// Rank axis.
    pub ticks: Vec<Tick>,
    /// Pixel of the cut, if on the axis.
    pub cut: Option<f64>,
    /// Titles above the names, at the cut and above the chances, cut to fit.
    pub titles: [String; 3],
    first: usize,
}

/// The height that shows `n_rows` rows, css pixels.
pub fn css_height(n_rows: usize) -> f64 {
    TITLE_HEIGHT + ROW_HEIGHT * n_rows as f64 + AXIS_HEIGHT
}

/// The rows from `first` on that a height in css pixels shows, out of `n`; scrolled past the end, the last ones.
pub fn window(n: usize, first: usize, css_height: f64) -> Range<usize> {
    let room = css_height - TITLE_HEIGHT - AXIS_HEIGHT;
    let fitting = ((room / ROW_HEIGHT).max(0.0) as usize).clamp(1, n.max(1));
    let first = first.min(n.saturating_sub(fitting));
    first..(first + fitting).min(n)
}

/// A rank axis on which these bands and the cut can be seen whole.
pub fn domain(bands: &[Band], cut: Option<f64>) -> (f64, f64) {
    let ends = bands.iter().flat_map(|band| [band.range.1, band.rank, band.mean]);
    let far = ends.chain(cut).filter(|end| end.is_finite()).fold(1.0, f64::max);
    (1.0, far.max(2.0))
}

/// Places rank bands: names at the starting side, rank 1 next to them, chances at the far side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let chance_width = chance_width(model, frame);
    let top = frame.px(TITLE_HEIGHT);
    let bottom = (f64::from(frame.height) - frame.px(AXIS_HEIGHT)).max(top);
    let names = model.bands.iter().map(|band| band.label.as_str());
    let end = chance_width + frame.px(2.0 * GAP);
    let placed = rows::place(names, (top, bottom), (end, rows::MAX_HEIGHT), frame);
    let (inline, plot, names) = (placed.inline, placed.plot(top, frame), placed.names);
    let ranks = LinearScale::new(model.domain, (frame.x(inline.0), frame.x(inline.1)));
    let place = |(band, (rect, label))| place_row(band, (rect, label), (&ranks, model.domain), frame);
    let cut = model.cut.map(|cut| cut + 0.5).filter(|cut| ranks.contains(*cut));
    let fit = |text: &str, width: f64| ellipsize(text, width, frame.px(TITLE_SIZE));
    Layout {
        plot,
        rows: model.bands.iter().zip(placed.rows).map(place).collect(),
        ticks: axis::horizontal(&model.ticks, &ranks, frame),
        cut: cut.map(|cut| ranks.at(cut)),
        titles: [
            fit(&model.label_title, names),
            fit(&model.cut_label, inline.1 - inline.0),
            fit(&model.chance_title, chance_width),
        ],
        first: model.first,
    }
}

/// Draws rank bands on their ground.
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
    let within = |at: Option<usize>| at.and_then(|at| at.checked_sub(model.first));
    let emphasis = Emphasis { selected: within(model.selected), hovered: within(model.hovered) };
    rows::draw_grounds(&mut painter, frame, layout.rows.iter().map(|row| row.rect), emphasis)?;
    axis::draw_horizontal(&mut painter, frame, &layout.plot, &layout.ticks)?;
    draw_titles(&mut painter, frame, layout)?;
    for (at, (band, row)) in model.bands.iter().zip(&layout.rows).enumerate() {
        let is_selected = emphasis.selected == Some(at);
        painter.text(rows::label(frame, &row.label, &row.rect, is_selected))?;
        draw_band(&mut painter, frame, row, band.certainty)?;
        painter.text(rows::figure(frame, &band.chance, row.rect.center()[1], (LABEL_SIZE, is_selected)))?;
    }
    // Above the bands: it must be seen on which side each of them lies.
    if let Some(x) = layout.cut {
        let pen = Pen { color: frame.theme.ink, width: 1.5 };
        painter.line([x, layout.plot.top - frame.px(3.0)], [x, layout.plot.bottom], pen)?;
    }
    layout.rows.iter().try_for_each(|row| draw_rank(&mut painter, frame, row))
}

/// Position in the whole list of the row at a point, its label and its chance included.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<usize> {
    rows::hit(layout.rows.iter().map(|row| row.rect), x, y).map(|at| layout.first + at)
}

fn chance_width(model: &Model, frame: &Frame) -> f64 {
    let chances = model.bands.iter().map(|band| text_width(&band.chance, frame.px(LABEL_SIZE)));
    let title = text_width(&model.chance_title, frame.px(TITLE_SIZE));
    let title = title.min(f64::from(frame.width) * MAX_CHANCE_SHARE);
    chances.fold(title, f64::max)
}

fn place_row(
    band: &Band,
    (rect, label): (Rect, String),
    (ranks, domain): (&LinearScale, (f64, f64)),
    frame: &Frame,
) -> Row {
    let (low, high) = band.range;
    let half = frame.px(THICKNESS).min(rect.height() * 0.6) / 2.0;
    let middle = rect.center()[1];
    let on_axis = |rank: f64| Some(rank).filter(|rank| ranks.contains(*rank)).map(|rank| ranks.at(rank));
    let is_known = low.is_finite() && high.is_finite();
    let bar = is_known.then(|| {
        let mut bar =
            Rect::between([ranks.at_clamped(low), middle - half], [ranks.at_clamped(high), middle + half]);
        // One rank alone is a bar too.
        let lacking = (frame.px(2.0) - bar.width()).max(0.0) / 2.0;
        (bar.left, bar.right) = (bar.left - lacking, bar.right + lacking);
        bar
    });
    let goes_on = [is_known && low < domain.0, is_known && high > domain.1];
    Row { rect, label, bar, goes_on, mean: on_axis(band.mean), rank: on_axis(band.rank) }
}

fn draw_titles<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    layout: &Layout,
) -> DrawResult {
    let y = frame.px(TITLE_HEIGHT * 0.45);
    let far = f64::from(frame.width) - frame.px(GAP);
    let [label, cut, chance] = &layout.titles;
    let text = |content, x, anchor| Text {
        content,
        at: [x, y],
        anchor,
        size: TITLE_SIZE,
        is_bold: false,
        color: frame.theme.ink_2,
    };
    painter.text(text(label, frame.x(frame.px(GAP)), frame.start()))?;
    painter.text(text(chance, frame.x(far), frame.end()))?;
    let Some(x) = layout.cut else { return Ok(()) };
    // The middle of the label is at the cut unless it would leave the plot.
    let half = text_width(cut, frame.px(TITLE_SIZE)) / 2.0;
    let x = x.min(layout.plot.right - half).max(layout.plot.left + half);
    painter.text(Text { is_bold: true, color: frame.theme.ink, ..text(cut, x, Anchor::Center) })
}

fn draw_band<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    row: &Row,
    certainty: Certainty,
) -> DrawResult {
    let Some(bar) = row.bar else { return Ok(()) };
    let theme = &frame.theme;
    let color = match certainty {
        Certainty::Certain => theme.brand,
        Certainty::Borderline => theme.series_color(3),
        Certainty::Out => theme.ink_3,
    };
    match certainty {
        Certainty::Certain => painter.rect(&bar, theme.card.mix(color, 0.6))?,
        Certainty::Borderline => {
            painter.rect(&bar, theme.card.mix(color, 0.18))?;
            painter.hatched(&bar, 4.0, Pen { color, width: 1.0 })?;
        }
        Certainty::Out => painter.rect(&bar, theme.card)?,
    }
    painter.outline(&bar, Pen { color, width: 1.0 })?;
    draw_going_on(painter, frame, (row, &bar), color)?;
    let Some(x) = row.mean else { return Ok(()) };
    let over = frame.px(2.5);
    let tick = Pen { color: theme.ink, width: 2.0 };
    painter.line([x, bar.top - over], [x, bar.bottom + over], tick)
}

/// An arrow head where a band goes on beyond the axis.
fn draw_going_on<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (row, bar): (&Row, &Rect),
    color: Rgb,
) -> DrawResult {
    let half = bar.height() / 2.0;
    let y = bar.center()[1];
    for (side, goes_on) in row.goes_on.into_iter().enumerate() {
        if goes_on {
            let is_right = (side == 1) != frame.rtl;
            let (x, way) = if is_right { (bar.right, 1.0) } else { (bar.left, -1.0) };
            let corners = [[x, y - half], [x + way * half, y], [x, y + half]].map(pixel);
            painter.polygon(&corners, color)?;
        }
    }
    Ok(())
}

/// The current rank as a dot with a light edge, told from the mean by its form.
fn draw_rank<DB: DrawingBackend>(painter: &mut Painter<'_, DB>, frame: &Frame, row: &Row) -> DrawResult {
    let Some(x) = row.rank else { return Ok(()) };
    let at = [x, row.rect.center()[1]];
    painter.disc(at, frame.px(4.5), frame.theme.card)?;
    painter.disc(at, frame.px(3.2), frame.theme.ink)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn band(rank: f64, range: (f64, f64)) -> Band {
        let chance = "۴۰٪".into();
        Band { label: "محله".into(), rank, mean: rank + 1.0, range, chance, ..Band::default() }
    }

    fn model() -> Model {
        let bands = vec![band(10.0, (4.0, 20.0)), band(11.0, (11.0, 90.0)), band(12.0, (f64::NAN, 20.0))];
        Model { bands, first: 9, domain: (1.0, 50.0), cut: Some(30.0), ..Model::default() }
    }

    #[test]
    fn rank_one_is_next_to_the_names_in_both_directions() {
        let (fa, en) = (layout(&model(), &frame(600, 112)), layout(&model(), &ltr(600, 112)));
        assert!(fa.rows[0].rank > fa.cut && en.rows[0].rank < en.cut);
        let (one, other) = (fa.rows[0].bar.unwrap(), en.rows[0].bar.unwrap());
        assert!((one.left - (600.0 - other.right)).abs() < 1e-9);
    }

    #[test]
    fn a_band_ends_at_the_axis_and_says_so() {
        let layout = layout(&model(), &ltr(600, 112));
        assert_eq!(layout.rows[0].goes_on, [false, false]);
        assert_eq!(layout.rows[1].goes_on, [false, true]);
        assert_eq!(layout.rows[1].bar.unwrap().right, layout.plot.right);
        assert_eq!((layout.rows[2].bar, layout.rows[2].goes_on), (None, [false, false]));
        let middle = super::layout(&Model { domain: (21.0, 50.0), ..model() }, &ltr(600, 112));
        assert_eq!(middle.rows[0].goes_on, [true, false], "wholly before the axis");
        assert_eq!(middle.rows[1].goes_on, [true, true]);
    }

    #[test]
    fn the_pointer_finds_the_place_in_the_whole_list() {
        let layout = layout(&model(), &ltr(600, 112));
        let [x, y] = layout.rows[1].rect.center();
        assert_eq!(hit(&layout, x, y), Some(10));
        assert_eq!(hit(&layout, x, 5.0), None, "titles");
    }

    #[test]
    fn the_window_stays_within_the_list() {
        assert_eq!(window(33_755, 0, css_height(12)), 0..12);
        assert_eq!(window(33_755, 33_750, css_height(12)), 33_743..33_755);
        assert_eq!(window(5, 3, css_height(12)), 0..5);
        assert_eq!(window(0, 3, css_height(12)), 0..0);
        assert_eq!(window(5, 1, 0.0), 1..2);
    }

    #[test]
    fn the_axis_reaches_to_the_last_band_and_the_cut() {
        assert_eq!(domain(&model().bands, Some(30.0)), (1.0, 90.0));
        assert_eq!(domain(&[], Some(30.0)), (1.0, 30.0));
        assert_eq!(domain(&[], None), (1.0, 2.0));
        assert!(layout(&Model::default(), &frame(360, 100)).rows.is_empty());
    }
}
