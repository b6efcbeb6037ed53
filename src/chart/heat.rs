//! Square matrix as a heat map: correlations of indicators, agreement of methods.
//!
//! Two hues around a pale middle. Where the cells are large enough they say their number; where they are not, what lies
//! below the middle is hatched, so that the sign is seen without colours.

use plotters_backend::DrawingBackend;

use super::grid::{Grid, head_step};
use super::paint::{Painter, Pen, Text};
use super::rows::{self, GAP, LABEL_SIZE};
use super::text::widest;
use super::{Anchor, DrawResult, Frame, Rect, Rgb, Theme, text_width};
use crate::text::format_int;

/// Font sizes of numbers and of column heads, css pixels.
const VALUE_SIZE: f64 = 11.5;
const HEAD_SIZE: f64 = 12.0;
/// Height of the column heads, css pixels.
const HEAD_HEIGHT: f64 = 24.0;
/// Most a cell grows to: width and height, css pixels.
const MAX_CELL: (f64, f64) = (130.0, 34.0);
/// Height of a row that is easy to read, css pixels.
const ROW_HEIGHT: f64 = 28.0;
/// Share of the hue in the palest and in the deepest tint: on more of it, dark numbers would be hard to read.
const TINT: (f64, f64) = (0.03, 0.62);

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Its value in the unit of the scale; `None` or not finite leaves it empty but for its text.
    pub value: Option<f64>,
    /// Its number, ready to show.
    pub text: String,
}

/// A square matrix.
///
/// ```
/// use negah::chart::heat::{Cell, Model};
///
/// let r = [[1.0, -0.4], [-0.4, 1.0]];
/// let cell = |value: f64| Cell { value: Some(value), text: format!("{value:.2}") };
/// let model = Model {
///     labels: vec!["Unemployment".into(), "Income".into()],
///     cells: r.into_iter().flatten().map(cell).collect(),
///     ..Model::default()
/// };
/// assert_eq!(model.scale, (-1.0, 0.0, 1.0));
/// assert_eq!(model.cell(0, 1).unwrap().value, Some(-0.4));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Names of the rows, and of the columns in the same order.
    pub labels: Vec<String>,
    /// Cells row by row.
    pub cells: Vec<Cell>,
    /// Values with the full tint of the one hue, without tint, and with the full tint of the other; ascending. Equal
    /// first two leave one hue.
    pub scale: (f64, f64, f64),
    /// The chosen cell: row and column.
    pub selected: Option<(usize, usize)>,
    /// The cell that the pointer is on.
    pub hovered: Option<(usize, usize)>,
}

impl Default for Model {
    /// An empty matrix on the scale of a correlation, −1 to 1.
    fn default() -> Self {
        Self { labels: vec![], cells: vec![], scale: (-1.0, 0.0, 1.0), selected: None, hovered: None }
    }
}

impl Model {
    /// The cell of a row and a column; `None` beyond the matrix.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let n = self.labels.len();
        (row < n && column < n).then(|| self.cells.get(row * n + column)).flatten()
    }
}

/// Geometry of a matrix, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where cells are.
    pub plot: Rect,
    /// Rows and columns.
    pub n: usize,
    /// Names of the rows, cut to fit; numbered when the columns have numbers for heads.
    pub labels: Vec<String>,
    /// Heads of the columns: names where all of them fit, otherwise numbers.
    pub heads: Vec<String>,
    /// Every so many columns has its head written, because more would run into each other.
    pub head_step: usize,
    /// Whether cells say their numbers.
    pub has_numbers: bool,
    grid: Grid,
}

impl Layout {
    /// Where a cell is; the first column is next to the names.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        self.grid.cell(row, column)
    }
}

/// The height that shows `n` rows well, css pixels; in less, they shrink.
pub fn css_height(n: usize) -> f64 {
    HEAD_HEIGHT + ROW_HEIGHT * n as f64 + GAP
}

/// Places a matrix: names at the starting side, heads above.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let n = model.labels.len();
    let number = |at: usize| format_int(at as i64 + 1, frame.language);
    let numbered = |(at, label): (usize, &String)| format!("{}. {label}", number(at));
    let (names, width) = place_names(&model.labels, frame);
    let is_named = model.labels.iter().all(|label| fits(label, HEAD_SIZE, width, frame));
    let (labels, width, heads) = if is_named {
        (names, width, model.labels.clone())
    } else {
        let labels: Vec<String> = model.labels.iter().enumerate().map(numbered).collect();
        let (labels, width) = place_names(&labels, frame);
        let heads: Vec<String> = (0..n).map(number).collect();
        (labels, width, heads)
    };
    let top = frame.px(HEAD_HEIGHT);
    let room = (f64::from(frame.height) - top - frame.px(GAP / 2.0)).max(0.0);
    let height = (room / n.max(1) as f64).min(frame.px(MAX_CELL.1));
    let start = names_width(&labels, frame) + frame.px(2.0 * GAP);
    let has_numbers = height >= frame.px(VALUE_SIZE * 1.2)
        && model.cells.iter().all(|cell| fits(&cell.text, VALUE_SIZE, width, frame));
    let grid = Grid::new((start, top), (n, n), (width, height), frame);
    let size = frame.px(HEAD_SIZE);
    Layout {
        plot: grid.plot(),
        n,
        labels,
        head_step: head_step(heads.iter().map(String::as_str), size, (width, frame.px(2.0))),
        heads,
        has_numbers,
        grid,
    }
}

/// Draws a matrix on its ground.
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
    draw_labels(&mut painter, frame, model, layout)?;
    for row in 0..layout.n {
        for column in 0..layout.n {
            let Some(cell) = model.cell(row, column) else { continue };
            draw_cell(&mut painter, frame, (cell, &layout.cell(row, column)), (model, layout))?;
        }
    }
    let marked = [(model.hovered, frame.theme.ink, 1.5), (model.selected, frame.theme.accent, 2.5)];
    for (at, color, width) in marked {
        let Some((row, column)) = at.filter(|(row, column)| *row < layout.n && *column < layout.n) else {
            continue;
        };
        painter.outline_on(&layout.cell(row, column), Pen { color, width })?;
    }
    Ok(())
}

/// Row and column of the cell at a point.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<(usize, usize)> {
    Some((layout.grid.row_at(y)?, layout.grid.column_at(x)?))
}

/// The colour of a value: the first hue below the middle of the scale, the other above, the paler the nearer to it.
/// `None` when it is not finite.
pub fn tint(theme: &Theme, (low, middle, high): (f64, f64, f64), value: f64) -> Option<Rgb> {
    let (end, deep) = if value < middle { (low, theme.series_color(3)) } else { (high, theme.brand) };
    let share = (value - middle) / (end - middle);
    let share = if end == middle { 0.0 } else { share };
    let (pale, full) = TINT;
    share.is_finite().then(|| theme.card.mix(deep, pale + (full - pale) * share.clamp(0.0, 1.0)))
}

fn fits(text: &str, size: f64, width: f64, frame: &Frame) -> bool {
    text_width(text, frame.px(size)) + frame.px(4.0) <= width
}

fn names_width(names: &[String], frame: &Frame) -> f64 {
    widest(names.iter().map(String::as_str), frame.px(LABEL_SIZE))
}

/// Names cut to fit, and the width of a cell beside them.
fn place_names(names: &[String], frame: &Frame) -> (Vec<String>, f64) {
    let (_, names) = rows::label_column(names.iter().map(String::as_str), frame);
    let room = f64::from(frame.width) - names_width(&names, frame) - frame.px(3.0 * GAP);
    let width = (room.max(0.0) / names.len().max(1) as f64).min(frame.px(MAX_CELL.0));
    (names, width)
}

fn draw_labels<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let is_marked = |at: usize, of: fn((usize, usize)) -> usize| {
        [model.selected, model.hovered].into_iter().flatten().any(|cell| of(cell) == at)
    };
    // Rows too low for every name leave some of them out; the page's table has them all.
    let every = (frame.px(LABEL_SIZE * 1.15) / layout.cell(0, 0).height().max(1e-9)).ceil().max(1.0) as usize;
    for (at, label) in layout.labels.iter().enumerate().step_by(every) {
        let row = layout.cell(at, 0);
        painter.text(rows::label(frame, label, &row, is_marked(at, |cell| cell.0)))?;
    }
    for (at, head) in layout.heads.iter().enumerate().step_by(layout.head_step) {
        let x = layout.cell(0, at).center()[0];
        let is_bold = is_marked(at, |cell| cell.1);
        let at = [x, frame.px(HEAD_HEIGHT / 2.0)];
        let (anchor, color) = (Anchor::Center, frame.theme.ink_2);
        painter.text(Text { content: head, at, anchor, size: HEAD_SIZE, is_bold, color })?;
    }
    Ok(())
}

fn draw_cell<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (cell, rect): (&Cell, &Rect),
    (model, layout): (&Model, &Layout),
) -> DrawResult {
    let theme = &frame.theme;
    let value = cell.value.filter(|value| value.is_finite());
    let tint = value.and_then(|value| tint(theme, model.scale, value));
    painter.rect(rect, tint.unwrap_or(theme.paper))?;
    if !layout.has_numbers && value.is_some_and(|value| value < model.scale.1) {
        painter.hatched(rect, 4.0, Pen { color: theme.card.mix(theme.ink, 0.55), width: 1.0 })?;
    }
    painter.outline(rect, Pen { color: theme.card, width: 1.0 })?;
    if !layout.has_numbers {
        return Ok(());
    }
    let (content, anchor, color) = (cell.text.as_str(), Anchor::Center, theme.ink);
    painter.text(Text { content, at: rect.center(), anchor, size: VALUE_SIZE, is_bold: false, color })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model(n: usize) -> Model {
        let cell = |at: usize| Cell {
            value: Some(if at.is_multiple_of(n + 1) { 1.0 } else { -0.5 }),
            text: "−۰٫۵".into(),
        };
        let labels = (0..n).map(|at| format!("شاخص شمارهٔ {at}")).collect();
        Model { labels, cells: (0..n * n).map(cell).collect(), ..Model::default() }
    }

    #[test]
    fn the_first_column_is_next_to_the_names() {
        let layout_en = layout(&model(4), &ltr(700, 150));
        assert_eq!(layout_en.cell(0, 0).left, layout_en.plot.left);
        let layout_fa = layout(&model(4), &frame(700, 150));
        assert_eq!(layout_fa.cell(0, 0).right, layout_fa.plot.right);
    }

    #[test]
    fn heads_are_names_where_they_fit_and_numbers_where_not() {
        let wide = layout(&model(3), &frame(900, 150));
        assert_eq!(wide.heads[0], "شاخص شمارهٔ 0");
        let narrow = layout(&model(12), &frame(500, 380));
        assert_eq!((narrow.heads[0].as_str(), narrow.labels[0].starts_with("۱. ")), ("۱", true));
        let tiny = layout(&model(60), &frame(360, 380));
        assert!(tiny.head_step > 2 && !tiny.has_numbers);
    }

    #[test]
    fn every_cell_is_hit_where_it_is() {
        for frame in [frame(700, 150), ltr(700, 150)] {
            let layout = layout(&model(4), &frame);
            for (row, column) in [(0, 0), (1, 3), (3, 2)] {
                let [x, y] = layout.cell(row, column).center();
                assert_eq!(hit(&layout, x, y), Some((row, column)));
            }
            assert_eq!(hit(&layout, 350.0, 2.0), None);
        }
    }

    #[test]
    fn tints_part_at_the_middle() {
        let (theme, scale) = (Theme::LIGHT, (-1.0, 0.0, 1.0));
        assert_eq!(tint(&theme, scale, 1.0), Some(theme.card.mix(theme.brand, 0.62)));
        assert_eq!(tint(&theme, scale, -7.0), Some(theme.card.mix(theme.series[3], 0.62)));
        assert_eq!(tint(&theme, scale, f64::NAN), None);
        assert_eq!(tint(&theme, (0.0, 0.0, 1.0), 0.0), Some(theme.card.mix(theme.brand, 0.03)));
    }

    #[test]
    fn nothing_and_too_few_cells_are_no_failure() {
        let none = layout(&Model::default(), &frame(360, 100));
        assert_eq!(hit(&none, 100.0, 50.0), None);
        let short = Model { cells: vec![], ..model(3) };
        assert_eq!(short.cell(2, 2), None);
        assert_eq!(layout(&short, &frame(360, 100)).n, 3);
    }
}
