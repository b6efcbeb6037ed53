//! What is there and what is not: rows by columns, each cell a small stack of shares.
//!
//! From the bottom of a cell upwards: what is of the period (full), what is older (pale with a line on top), what is
//! missing (hatched). The three differ in form before they differ in colour. Each column says above how much of it is
//! there, each row at its far end.

use plotters_backend::DrawingBackend;

use super::grid::{Grid, head_step};
use super::paint::{Painter, Pen, Text};
use super::rows::{self, GAP};
use super::text::widest;
use super::{Anchor, DrawResult, Frame, Rect};

/// Height of the column heads, css pixels: number and share.
const HEAD: f64 = 38.0;
/// Height of a row, css pixels.
const ROW: f64 = 22.0;
/// Most a column grows to, css pixels.
const MAX_COLUMN: f64 = 44.0;
/// Font size of heads, css pixels.
const HEAD_SIZE: f64 = 11.0;
/// Height of the bar of a column's share, css pixels.
const SHARE_BAR: f64 = 6.0;

/// What one cell holds, shares of 0 to 1; the rest is missing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cell {
    /// Of the period itself.
    pub fresh: f64,
    /// Of an earlier period, still in force.
    pub older: f64,
}

/// A grid. Of long lists the model holds the rows in sight alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Name of each row and how much of it is there, ready to show.
    pub rows: Vec<(String, String)>,
    /// Head of each column and the share of it that is there, 0 to 1.
    pub columns: Vec<(String, f64)>,
    /// Cells row by row.
    pub cells: Vec<Cell>,
    /// The chosen row.
    pub row: Option<usize>,
    /// The chosen column.
    pub column: Option<usize>,
    /// The cell that the pointer is on.
    pub hovered: Option<(usize, usize)>,
}

/// Geometry of a grid, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where cells are.
    pub plot: Rect,
    /// Names of the rows, cut to fit.
    pub labels: Vec<String>,
    /// Every so many columns has its head written.
    pub head_step: usize,
    grid: Grid,
}

impl Layout {
    /// Where a cell is; the first column is next to the names.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        self.grid.cell(row, column)
    }
}

/// The height that shows `n` rows, css pixels.
pub fn css_height(n: usize) -> f64 {
    HEAD + ROW * n as f64 + 2.0
}

/// Height of a row, css pixels, for scrolling.
pub fn row_height() -> f64 {
    ROW
}

/// Places a grid: names at the starting side, heads above, shares of the rows at the far side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let (label_width, labels) = rows::label_column(model.rows.iter().map(|row| row.0.as_str()), frame);
    let size = frame.px(HEAD_SIZE);
    let ends = widest(model.rows.iter().map(|row| row.1.as_str()), size);
    let start = label_width + frame.px(2.0 * GAP);
    let room = (f64::from(frame.width) - start - ends - frame.px(GAP)).max(0.0);
    let (n_rows, n_columns) = (model.rows.len(), model.columns.len());
    let width = (room / n_columns.max(1) as f64).min(frame.px(MAX_COLUMN));
    let (top, height) = (frame.px(HEAD), frame.px(ROW));
    let grid = Grid::new((start, top), (n_rows, n_columns), (width, height), frame);
    let heads = model.columns.iter().map(|column| column.0.as_str());
    Layout { plot: grid.plot(), labels, head_step: head_step(heads, size, (width, frame.px(3.0))), grid }
}

/// Draws a grid on its ground.
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
    draw_heads(&mut painter, frame, model, layout)?;
    for (at, row) in model.rows.iter().enumerate() {
        let strip = layout.cell(at, 0);
        let is_marked = model.row == Some(at) || model.hovered.is_some_and(|cell| cell.0 == at);
        painter.text(rows::label(frame, &layout.labels[at], &strip, is_marked))?;
        for column in 0..layout.grid.n.1 {
            let cell = model.cells.get(at * layout.grid.n.1 + column).copied().unwrap_or_default();
            draw_cell(&mut painter, frame, cell, &layout.cell(at, column))?;
        }
        let x = layout.cell(at, layout.grid.n.1.saturating_sub(1));
        let x = if frame.rtl { x.left - frame.px(4.0) } else { x.right + frame.px(4.0) };
        let at = [x, strip.center()[1]];
        let (content, anchor, color) = (row.1.as_str(), frame.start(), frame.theme.ink_2);
        painter.text(Text { content, at, anchor, size: HEAD_SIZE, is_bold: is_marked, color })?;
    }
    draw_marks(&mut painter, frame, model, layout)
}

/// Row and column of the cell at a point; a point on a head is on the column without a row.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<(Option<usize>, usize)> {
    let column = layout.grid.column_at(x)?;
    if (0.0..layout.plot.top).contains(&y) {
        return Some((None, column));
    }
    Some((Some(layout.grid.row_at(y)?), column))
}

fn draw_heads<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    for (at, (head, share)) in model.columns.iter().enumerate() {
        let strip = layout.cell(0, at);
        let is_bold = model.column == Some(at) || model.hovered.is_some_and(|cell| cell.1 == at);
        if at.is_multiple_of(layout.head_step) || is_bold {
            let place = [strip.center()[0], frame.px(HEAD * 0.32)];
            let (anchor, color) =
                (Anchor::Center, if is_bold { frame.theme.accent } else { frame.theme.ink_2 });
            painter.text(Text { content: head, at: place, anchor, size: HEAD_SIZE, is_bold, color })?;
        }
        let inset = frame.px(1.0).min(strip.width() / 4.0);
        let bottom = frame.px(HEAD - 5.0);
        let whole = Rect {
            left: strip.left + inset,
            right: strip.right - inset,
            top: bottom - frame.px(SHARE_BAR),
            bottom,
        };
        painter.rect(&whole, frame.theme.line)?;
        let length = whole.width() * share.clamp(0.0, 1.0);
        let filled = if frame.rtl {
            Rect { left: whole.right - length, ..whole }
        } else {
            Rect { right: whole.left + length, ..whole }
        };
        painter.rect(&filled, frame.theme.brand)?;
    }
    Ok(())
}

fn draw_cell<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    cell: Cell,
    rect: &Rect,
) -> DrawResult {
    let theme = &frame.theme;
    let gap = frame.px(0.5).min(rect.width() / 4.0);
    let rect = Rect {
        left: rect.left + gap,
        right: rect.right - gap,
        top: rect.top + gap,
        bottom: rect.bottom - gap,
    };
    let share = |share: f64| if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let (fresh, older) = (share(cell.fresh), share(cell.older));
    let level = |share: f64| rect.bottom - rect.height() * share.min(1.0);
    if fresh + older < 1.0 {
        let missing = Rect { bottom: level(fresh + older), ..rect };
        painter.rect(&missing, theme.paper)?;
        painter.hatched(&missing, 4.0, Pen { color: theme.ink_3, width: 1.0 })?;
    }
    if older > 0.0 {
        let (top, bottom) = (level(fresh + older), level(fresh));
        painter.rect(&Rect { top, bottom, ..rect }, theme.card.mix(theme.brand, 0.28))?;
        let pen = Pen { color: theme.brand, width: 1.0 };
        painter.line([rect.left, top + frame.px(0.5)], [rect.right, top + frame.px(0.5)], pen)?;
    }
    if fresh > 0.0 {
        painter.rect(&Rect { top: level(fresh), ..rect }, theme.brand)?;
    }
    Ok(())
}

fn draw_marks<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let last = (layout.grid.n.0.saturating_sub(1), layout.grid.n.1.saturating_sub(1));
    let around = |from: (usize, usize), to: (usize, usize)| {
        let (a, b) = (layout.cell(from.0, from.1), layout.cell(to.0, to.1));
        Rect { left: a.left.min(b.left), right: a.right.max(b.right), top: a.top, bottom: b.bottom }
    };
    if layout.grid.n.0 == 0 || layout.grid.n.1 == 0 {
        return Ok(());
    }
    let accent = Pen { color: frame.theme.accent, width: 2.0 };
    if let Some(row) = model.row.filter(|row| *row < layout.grid.n.0) {
        painter.outline(&around((row, 0), (row, last.1)), accent)?;
    }
    if let Some(column) = model.column.filter(|column| *column < layout.grid.n.1) {
        painter.outline(&around((0, column), (last.0, column)), accent)?;
    }
    if let Some((row, column)) =
        model.hovered.filter(|cell| cell.0 < layout.grid.n.0 && cell.1 < layout.grid.n.1)
    {
        painter.outline_on(&layout.cell(row, column), Pen { color: frame.theme.ink, width: 2.0 })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model(rows: usize, columns: usize) -> Model {
        Model {
            rows: (0..rows).map(|at| (format!("محلهٔ {at}"), "۹۶٪".into())).collect(),
            columns: (0..columns).map(|at| (format!("{at}"), 0.9)).collect(),
            cells: vec![Cell { fresh: 1.0, older: 0.0 }; rows * columns],
            ..Model::default()
        }
    }

    #[test]
    fn the_first_column_is_next_to_the_names() {
        let en = layout(&model(4, 6), &ltr(700, 150));
        assert_eq!(en.cell(0, 0).left, en.plot.left);
        let fa = layout(&model(4, 6), &frame(700, 150));
        assert_eq!(fa.cell(0, 0).right, fa.plot.right);
    }

    #[test]
    fn every_cell_and_every_head_is_hit_where_it_is() {
        for frame in [frame(700, 150), ltr(700, 150)] {
            let layout = layout(&model(4, 6), &frame);
            for (row, column) in [(0, 0), (1, 5), (3, 2)] {
                let [x, y] = layout.cell(row, column).center();
                assert_eq!(hit(&layout, x, y), Some((Some(row), column)));
                assert_eq!(hit(&layout, x, 3.0), Some((None, column)));
            }
            assert_eq!(hit(&layout, layout.plot.left - 1.0, 60.0), None);
            assert_eq!(hit(&layout, layout.plot.left + 1.0, layout.plot.bottom + 1.0), None);
        }
    }

    #[test]
    fn heads_leave_some_out_where_they_would_run_together() {
        assert!(layout(&model(2, 60), &frame(360, 100)).head_step > 1);
        assert_eq!(layout(&model(2, 6), &frame(700, 100)).head_step, 1);
    }

    #[test]
    fn nothing_is_no_failure() {
        let none = layout(&Model::default(), &frame(360, 100));
        assert_eq!(hit(&none, 100.0, 50.0), None);
    }
}
