//! Spine chart: every indicator of one area against all areas, one row each (after the area profiles of OHID's
//! Fingertips).
//!
//! The axis runs from worse, at the starting side, to better, whatever the indicator counts. Each row has its own
//! scale with the median of all areas in the middle: a bar from the worst to the best area, a darker one over the
//! middle half, a tick for the division the area lies in, a diamond for the whole, and the area itself, by its quarter
//! in form and colour: filled square (worst), hollow square, hollow circle, filled circle (best).

use plotters_backend::DrawingBackend;

use super::paint::{Painter, Pen, Text, pixel};
use super::rows::{self, Emphasis, GAP, LABEL_SIZE};
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, ellipsize, text_width};

/// Height of a row, css pixels.
const ROW_HEIGHT: f64 = 23.0;
/// Height of the titles above the rows, css pixels.
const TITLE_HEIGHT: f64 = 26.0;
/// Font size of titles, css pixels.
const TITLE_SIZE: f64 = 11.5;
/// Half the size of the mark of the area, css pixels.
const MARK: f64 = 5.0;
/// The axis is given at least this share of the width: columns of figures go before it shrinks further.
const LEAST_PLOT: f64 = 0.27;
/// A column of figures takes no more of the width.
const MAX_FIGURE_SHARE: f64 = 0.14;
/// Position of the unit among the figures.
const UNIT: usize = 1;
/// Which columns are tried, the fullest choice first: own figure, unit, division, whole.
const CHOICES: [&[usize]; 4] = [&[0, 1, 2, 3], &[0, 1, 3], &[0, 1], &[0]];

/// In which quarter of all areas the area stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quarter {
    /// The quarter that is worst off.
    Worst,
    /// The worse of the two in the middle.
    Worse,
    /// The better of the two in the middle.
    Better,
    /// The quarter that is best off.
    Best,
}

impl Quarter {
    /// The quarter of an area that stands at `place`, 0 best off to 1 worst off.
    ///
    /// ```
    /// use negah::chart::spine::Quarter;
    ///
    /// assert_eq!(Quarter::of(0.75), Quarter::Worst);
    /// assert_eq!(Quarter::of(0.5), Quarter::Worse);
    /// assert_eq!(Quarter::of(0.25), Quarter::Better);
    /// assert_eq!(Quarter::of(0.0), Quarter::Best);
    /// ```
    pub fn of(place: f64) -> Self {
        match place {
            _ if place >= 0.75 => Self::Worst,
            _ if place >= 0.5 => Self::Worse,
            _ if place >= 0.25 => Self::Better,
            _ => Self::Best,
        }
    }
}

/// One row: a heading, or an indicator. Places run from 0 (worse) to 1 (better).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Name of the indicator or of the group below.
    pub label: String,
    /// Whether it is a heading.
    pub is_head: bool,
    /// The area's figure, the unit, the figures of its division and of the whole, ready to show.
    pub figures: [String; 4],
    /// Places of the worst area, the worse quartile, the better quartile and the best area.
    pub spread: Option<[f64; 4]>,
    /// Places of the area, of its division and of the whole; `None` where missing or beyond the areas.
    pub places: [Option<f64>; 3],
    /// The quarter that the area stands in.
    pub quarter: Option<Quarter>,
    /// What stands in place of the bar where there is nothing to draw.
    pub remark: String,
}

/// A spine chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// Titles of the four columns of figures; that of the unit is empty.
    pub titles: [String; 4],
    /// What stands at the ends and in the middle of the axis: worse, median, better.
    pub ends: [String; 3],
    /// The row that the pointer is on.
    pub hovered: Option<usize>,
}

/// A row in its place, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The whole row.
    pub rect: Rect,
    /// Its label, cut to fit.
    pub label: String,
    /// Pixels of the four places of the spread.
    pub spread: Option<[f64; 4]>,
    /// Pixels of the three places.
    pub places: [Option<f64>; 3],
}

/// A column of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Which of the four it is.
    pub which: usize,
    /// Its title, cut to fit.
    pub title: String,
    /// Pixel at which its figures end; units begin there.
    pub at: f64,
    /// Its width.
    pub width: f64,
}

/// Geometry of a spine chart, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where the bars are.
    pub plot: Rect,
    /// Pixel of the median.
    pub middle: f64,
    /// Columns of figures, as many as there is room for.
    pub columns: Vec<Figures>,
    /// Rows in the order of the model.
    pub rows: Vec<Placed>,
}

/// The height that shows `n_rows` rows well, css pixels.
pub fn css_height(n_rows: usize) -> f64 {
    TITLE_HEIGHT + ROW_HEIGHT * n_rows as f64
}

/// Places a spine chart: names at the starting side, figures beside them, the axis at the far side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let (label_width, labels) = rows::label_column(model.rows.iter().map(|row| row.label.as_str()), frame);
    let start = label_width + frame.px(2.0 * GAP);
    let (columns, from) = columns(model, start, frame);
    let top = frame.px(TITLE_HEIGHT);
    let stack = rows::stack(model.rows.len(), (top, f64::from(frame.height)), frame);
    let inner = frame.px(MARK + 2.0);
    let inline = (from + inner, (f64::from(frame.width) - frame.px(GAP) - inner).max(from + inner));
    let scale = LinearScale::new((0.0, 1.0), (frame.x(inline.0), frame.x(inline.1)));
    let place = |((row, rect), label): ((&Row, Rect), String)| Placed {
        rect,
        label,
        spread: row.spread.map(|spread| spread.map(|place| scale.at_clamped(place))),
        places: row.places.map(|place| place.map(|place| scale.at_clamped(place))),
    };
    Layout {
        plot: frame.rect(inline, (top, stack.last().map_or(top, |row| row.bottom))),
        middle: scale.at(0.5),
        columns,
        rows: model.rows.iter().zip(stack).zip(labels).map(place).collect(),
    }
}

/// Draws a spine chart on its ground.
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
    let emphasis = Emphasis { selected: None, hovered: model.hovered };
    rows::draw_grounds(&mut painter, frame, layout.rows.iter().map(|row| row.rect), emphasis)?;
    draw_titles(&mut painter, frame, model, layout)?;
    for (row, placed) in model.rows.iter().zip(&layout.rows) {
        draw_text(&mut painter, frame, (row, placed), layout)?;
        draw_bar(&mut painter, frame, placed)?;
    }
    // Above the bars, below the marks: a mark on the median must be seen.
    let pen = Pen { color: frame.theme.ink_3, width: 1.0 };
    painter.line([layout.middle, layout.plot.top], [layout.middle, layout.plot.bottom], pen)?;
    for (row, placed) in model.rows.iter().zip(&layout.rows) {
        draw_marks(&mut painter, frame, placed, row.quarter)?;
    }
    Ok(())
}

/// The indicator at a point, its name and figures included; headings are none.
pub fn hit(model: &Model, layout: &Layout, x: f64, y: f64) -> Option<usize> {
    let found = rows::hit(layout.rows.iter().map(|row| row.rect), x, y)?;
    model.rows.get(found).filter(|row| !row.is_head).map(|_| found)
}

/// The columns of figures that leave the axis its room, and where the last one ends.
fn columns(model: &Model, start: f64, frame: &Frame) -> (Vec<Figures>, f64) {
    let width = f64::from(frame.width);
    let mut placed = (Vec::new(), start);
    for choice in CHOICES {
        let mut from = start;
        let columns = choice.iter().map(|which| column(model, *which, &mut from, frame)).collect();
        placed = (columns, from);
        if width - from >= LEAST_PLOT * width {
            break;
        }
    }
    placed
}

/// The next column of figures; moves `from` past it.
fn column(model: &Model, which: usize, from: &mut f64, frame: &Frame) -> Figures {
    let size = if which == UNIT { TITLE_SIZE } else { LABEL_SIZE };
    let figures = model.rows.iter().map(|row| text_width(&row.figures[which], frame.px(size)));
    let title = text_width(&model.titles[which], frame.px(TITLE_SIZE)).min(frame.px(72.0));
    let width = figures.fold(title, f64::max).min(f64::from(frame.width) * MAX_FIGURE_SHARE);
    let at = frame.x(if which == UNIT { *from } else { *from + width });
    *from += width + frame.px(if which == 0 { 0.6 * GAP } else { 1.4 * GAP });
    let title = ellipsize(&model.titles[which], width + frame.px(3.0), frame.px(TITLE_SIZE));
    Figures { which, title, at, width }
}

fn draw_titles<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let y = frame.px(TITLE_HEIGHT * 0.45);
    let text = |content, x, anchor, is_bold| Text {
        content,
        at: [x, y],
        anchor,
        size: TITLE_SIZE,
        is_bold,
        color: frame.theme.ink_2,
    };
    for column in &layout.columns {
        painter.text(text(&column.title, column.at, frame.end(), false))?;
    }
    let (start, end) =
        if frame.rtl { (layout.plot.right, layout.plot.left) } else { (layout.plot.left, layout.plot.right) };
    let [worse, median, better] = &model.ends;
    painter.text(text(worse, start, frame.start(), true))?;
    painter.text(text(better, end, frame.end(), true))?;
    let wide = |text: &str| text_width(text, frame.px(TITLE_SIZE));
    if wide(worse).max(wide(better)) + wide(median) / 2.0 + frame.px(GAP) < layout.plot.width() / 2.0 {
        painter.text(text(median, layout.middle, Anchor::Center, false))?;
    }
    Ok(())
}

fn draw_text<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (row, placed): (&Row, &Placed),
    layout: &Layout,
) -> DrawResult {
    let label = rows::label(frame, &placed.label, &placed.rect, row.is_head);
    if row.is_head {
        let pen = Pen { color: frame.theme.line, width: 1.0 };
        let y = placed.rect.bottom - frame.px(1.0);
        painter.line([placed.rect.left, y], [placed.rect.right, y], pen)?;
        return painter.text(Text { color: frame.theme.brand, ..label });
    }
    painter.text(label)?;
    let middle = placed.rect.center()[1];
    for column in &layout.columns {
        let color = if column.which == 0 { frame.theme.ink } else { frame.theme.ink_2 };
        let (size, anchor) =
            if column.which == UNIT { (TITLE_SIZE, frame.start()) } else { (LABEL_SIZE, frame.end()) };
        let content = ellipsize(&row.figures[column.which], column.width + frame.px(3.0), frame.px(size));
        let (at, is_bold) = ([column.at, middle], column.which == 0);
        painter.text(Text { content: &content, at, anchor, size, is_bold, color })?;
    }
    if row.remark.is_empty() {
        return Ok(());
    }
    let remark = ellipsize(&row.remark, layout.plot.width(), frame.px(TITLE_SIZE));
    let start = if frame.rtl { layout.plot.right } else { layout.plot.left };
    let (anchor, color) = (frame.start(), frame.theme.ink_2);
    painter.text(Text {
        content: &remark,
        at: [start, middle],
        anchor,
        size: TITLE_SIZE,
        is_bold: false,
        color,
    })
}

fn draw_bar<DB: DrawingBackend>(painter: &mut Painter<'_, DB>, frame: &Frame, placed: &Placed) -> DrawResult {
    let Some([worst, worse, better, best]) = placed.spread else { return Ok(()) };
    let half = frame.px(4.5).min(placed.rect.height() * 0.3);
    let middle = placed.rect.center()[1];
    let theme = &frame.theme;
    let bar = |from: f64, to: f64| Rect::between([from, middle - half], [to, middle + half]);
    painter.rect(&bar(worst, best), theme.line)?;
    painter.rect(&bar(worse, better), theme.card.mix(theme.ink_3, 0.6))
}

fn draw_marks<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    placed: &Placed,
    quarter: Option<Quarter>,
) -> DrawResult {
    let [own, local, whole] = placed.places;
    let (theme, y) = (&frame.theme, placed.rect.center()[1]);
    if let Some(x) = whole {
        let reach = frame.px(MARK).min(placed.rect.height() * 0.4);
        let diamond = |r: f64| [[x - r, y], [x, y - r], [x + r, y], [x, y + r]].map(pixel);
        painter.polygon(&diamond(reach + frame.px(1.0)), theme.card)?;
        painter.polygon(&diamond(reach), theme.ink_2)?;
    }
    if let Some(x) = local {
        let reach = frame.px(8.0).min(placed.rect.height() * 0.45);
        painter.line([x, y - reach], [x, y + reach], Pen { color: theme.ink, width: 2.0 })?;
    }
    let (Some(x), Some(quarter)) = (own, quarter) else { return Ok(()) };
    let reach = frame.px(MARK);
    let square = |r: f64| Rect::between([x - r, y - r], [x + r, y + r]);
    let (light, inner) = (reach + frame.px(1.5), reach - frame.px(2.0));
    match quarter {
        Quarter::Worst | Quarter::Worse => {
            painter.rect(&square(light), theme.card)?;
            painter.rect(&square(reach), theme.accent)?;
            if quarter == Quarter::Worse { painter.rect(&square(inner), theme.card) } else { Ok(()) }
        }
        Quarter::Better | Quarter::Best => {
            painter.disc([x, y], light, theme.card)?;
            painter.disc([x, y], reach, theme.brand)?;
            if quarter == Quarter::Better { painter.disc([x, y], inner, theme.card) } else { Ok(()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn row(own: Option<f64>) -> Row {
        Row {
            label: "نرخ بیکاری".into(),
            figures: ["۱۲٫۱".into(), "در هزار نفر".into(), "۹٫۰".into(), "۱۰٫۲".into()],
            spread: Some([0.0, 0.3, 0.6, 0.9]),
            places: [own, Some(0.45), None],
            quarter: own.map(|own| Quarter::of(1.0 - own)),
            ..Row::default()
        }
    }

    fn model() -> Model {
        let head = Row { label: "معیشت".into(), is_head: true, ..Row::default() };
        Model { rows: vec![head, row(Some(0.1)), row(None)], ..Model::default() }
    }

    #[test]
    fn worse_is_at_the_starting_side_in_both_directions() {
        let (fa, en) = (layout(&model(), &frame(800, 100)), layout(&model(), &ltr(800, 100)));
        let own = |layout: &Layout| layout.rows[1].places[0].unwrap();
        assert!(own(&fa) > fa.middle && own(&en) < en.middle);
        assert!((own(&fa) - (800.0 - own(&en))).abs() < 1e-9);
        let [worst, worse, better, best] = en.rows[1].spread.unwrap();
        assert!(worst < worse && worse < better && better < best);
    }

    #[test]
    fn a_telephone_shows_the_own_figures_alone() {
        assert!(layout(&model(), &frame(260, 100)).columns.len() < 4);
        let wide = layout(&model(), &frame(800, 100));
        assert_eq!(wide.columns.len(), 4);
        assert!(wide.columns.windows(2).all(|pair| pair[0].at > pair[1].at));
        assert!(wide.columns[3].at > wide.plot.right, "figures stand beside the axis, not on it");
    }

    #[test]
    fn the_pointer_finds_indicators_and_no_headings() {
        let (model, layout) = (model(), layout(&model(), &frame(800, 100)));
        let at = |row: usize| {
            let [x, y] = layout.rows[row].rect.center();
            hit(&model, &layout, x, y)
        };
        assert_eq!((at(0), at(1), at(2)), (None, Some(1), Some(2)));
        assert_eq!(hit(&model, &layout, 10.0, 2.0), None, "titles");
    }

    #[test]
    fn nothing_to_draw_is_no_failure() {
        assert!(layout(&Model::default(), &frame(300, 60)).rows.is_empty());
        assert_eq!(css_height(0), TITLE_HEIGHT);
    }
}
