//! Groups by indicators as a heat map: one hue for worse, another for better, hatching for what is missing.
//!
//! Cells say their numbers, so that nothing is told by colour alone; the names of the columns stand upright above them.

use plotters_backend::DrawingBackend;

pub use super::heat::Cell;
use super::heat::tint;
use super::paint::{Painter, Pen, Text};
use super::rows::{self, GAP, LABEL_SIZE};
use super::text::widest;
use super::{Anchor, DrawResult, Frame, Rect, ellipsize, text_width};

/// Font sizes of numbers and of column heads, css pixels.
const VALUE_SIZE: f64 = 11.0;
const HEAD_SIZE: f64 = 12.0;
/// Names of columns never stand taller than this, css pixels.
const MAX_HEAD: f64 = 170.0;
/// Width of a cell at which a number of three digits fits, and the most it grows to, css pixels.
const CELL: (f64, f64) = (30.0, 90.0);
/// Height of a row, css pixels.
const ROW_HEIGHT: f64 = 26.0;
/// Room for the names of the rows when the width is asked for, css pixels.
const NAMES: f64 = 130.0;
/// Free space before a column that begins a new block, css pixels.
const BLOCK_GAP: f64 = 6.0;

/// One column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it begins a block that is set apart from the columns before.
    pub starts_block: bool,
}

/// A rectangular matrix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Names of the rows.
    pub rows: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Cells row by row; one without a value is hatched.
    pub cells: Vec<Cell>,
    /// Values with the full tint of the one hue, without tint, and with the full tint of the other; ascending.
    pub scale: (f64, f64, f64),
    /// Row and column that the pointer is on.
    pub hovered: Option<(usize, usize)>,
}

impl Model {
    /// The cell of a row and a column; `None` beyond the matrix.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let n = self.columns.len();
        (row < self.rows.len() && column < n).then(|| self.cells.get(row * n + column)).flatten()
    }
}

/// Geometry of a matrix, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where cells are, without the names.
    pub plot: Rect,
    /// Names of the rows, cut to fit.
    pub labels: Vec<String>,
    /// Names of the columns, cut to fit.
    pub heads: Vec<String>,
    /// Each column from its near to its far side, as distances from the starting side of the surface.
    columns: Vec<(f64, f64)>,
    row_height: f64,
    width: f64,
    rtl: bool,
}

impl Layout {
    /// Where a cell is; the first column is next to the names.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        let (near, far) = self.columns.get(column).copied().unwrap_or_default();
        let x = |inline: f64| if self.rtl { self.width - inline } else { inline };
        let top = self.plot.top + self.row_height * row as f64;
        Rect::between([x(near), top], [x(far), top + self.row_height])
    }
}

/// Height that shows a matrix well, css pixels.
pub fn css_height(model: &Model) -> f64 {
    head_height(model) + ROW_HEIGHT * model.rows.len() as f64 + GAP
}

/// Width below which numbers would no longer fit, css pixels.
pub fn css_width(model: &Model) -> f64 {
    let blocks = model.columns.iter().filter(|column| column.starts_block).count();
    NAMES + CELL.0 * model.columns.len() as f64 + BLOCK_GAP * blocks as f64 + 2.0 * GAP
}

/// Places a matrix: names at the starting side, heads above.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let (names, labels) = rows::label_column(model.rows.iter().map(String::as_str), frame);
    let start = names + frame.px(2.0 * GAP);
    let gap = |column: &Column| if column.starts_block { frame.px(BLOCK_GAP) } else { 0.0 };
    let gaps: f64 = model.columns.iter().map(gap).sum();
    let room = f64::from(frame.width) - start - gaps - frame.px(GAP / 2.0);
    let width = (room.max(0.0) / model.columns.len().max(1) as f64).min(frame.px(CELL.1));
    let mut at = start;
    let place = |column: &Column| {
        at += gap(column);
        at += width;
        (at - width, at)
    };
    let columns: Vec<(f64, f64)> = model.columns.iter().map(place).collect();
    let head_height = head_height(model);
    let (top, fits) = (frame.px(head_height), frame.px(head_height - GAP));
    let head = |column: &Column| ellipsize(&column.name, fits, frame.px(HEAD_SIZE));
    let height = (f64::from(frame.height) - top - frame.px(GAP / 2.0)).max(0.0);
    let row_height = (height / model.rows.len().max(1) as f64).min(frame.px(ROW_HEIGHT));
    let end = columns.last().map_or(start, |column| column.1);
    Layout {
        plot: frame.rect((start, end), (top, top + row_height * model.rows.len() as f64)),
        labels,
        heads: model.columns.iter().map(head).collect(),
        columns,
        row_height,
        width: f64::from(frame.width),
        rtl: frame.rtl,
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
    for (row, label) in layout.labels.iter().enumerate() {
        let is_bold = model.hovered.is_some_and(|cell| cell.0 == row);
        painter.text(rows::label(frame, label, &layout.cell(row, 0), is_bold))?;
    }
    for (column, head) in layout.heads.iter().enumerate() {
        let at = [layout.cell(0, column).center()[0], layout.plot.top - frame.px(GAP / 2.0)];
        let is_bold = model.hovered.is_some_and(|cell| cell.1 == column);
        // The end next to the cell is the left one when the text is turned upwards.
        let (anchor, color) = (Anchor::Left, frame.theme.ink_2);
        painter.text_upwards(Text { content: head, at, anchor, size: HEAD_SIZE, is_bold, color })?;
    }
    for row in 0..model.rows.len() {
        for column in 0..model.columns.len() {
            let Some(cell) = model.cell(row, column) else { continue };
            draw_cell(&mut painter, frame, (cell, &layout.cell(row, column)), model)?;
        }
    }
    let Some((row, column)) = model.hovered.filter(|(row, column)| model.cell(*row, *column).is_some())
    else {
        return Ok(());
    };
    painter.outline_on(&layout.cell(row, column), Pen { color: frame.theme.ink, width: 1.5 })
}

/// Row and column of the cell at a point.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<(usize, usize)> {
    if !layout.plot.contains(x, y) {
        return None;
    }
    let along = if layout.rtl { layout.width - x } else { x };
    let column = layout.columns.iter().position(|(near, far)| *near <= along && along < *far)?;
    let row = ((y - layout.plot.top) / layout.row_height) as usize;
    Some((row.min(layout.labels.len().saturating_sub(1)), column))
}

/// Room for the tallest head, css pixels.
fn head_height(model: &Model) -> f64 {
    let tallest = widest(model.columns.iter().map(|column| column.name.as_str()), HEAD_SIZE);
    tallest.min(MAX_HEAD) + 1.5 * GAP
}

fn draw_cell<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (cell, rect): (&Cell, &Rect),
    model: &Model,
) -> DrawResult {
    let theme = &frame.theme;
    let color = cell.value.and_then(|value| tint(theme, model.scale, value));
    painter.rect(rect, color.unwrap_or(theme.paper))?;
    if color.is_none() {
        painter.hatched(rect, 5.0, Pen { color: theme.card.mix(theme.ink, 0.35), width: 1.0 })?;
    }
    painter.outline(rect, Pen { color: theme.card, width: 1.0 })?;
    let room = text_width(&cell.text, frame.px(VALUE_SIZE));
    let is_roomy = room <= rect.width() && rect.height() >= frame.px(LABEL_SIZE);
    if color.is_none() || !is_roomy {
        return Ok(());
    }
    let (content, anchor) = (cell.text.as_str(), Anchor::Center);
    painter.text(Text {
        content,
        at: rect.center(),
        anchor,
        size: VALUE_SIZE,
        is_bold: false,
        color: theme.ink,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model() -> Model {
        let column =
            |at: usize| Column { name: format!("شاخص شمارهٔ {at}"), starts_block: at == 2 };
        let cell = |at: usize| Cell { value: Some(at as f64 - 3.0).filter(|_| at != 4), text: "۱۲".into() };
        Model {
            rows: vec!["مرکزی".into(), "غربی".into()],
            columns: (0..3).map(column).collect(),
            cells: (0..6).map(cell).collect(),
            scale: (-3.0, 0.0, 3.0),
            hovered: None,
        }
    }

    #[test]
    fn every_cell_is_hit_where_it_is_and_the_gap_between_blocks_is_none() {
        for frame in [frame(500, 260), ltr(500, 260)] {
            let layout = layout(&model(), &frame);
            for (row, column) in [(0, 0), (1, 1), (0, 2)] {
                let [x, y] = layout.cell(row, column).center();
                assert_eq!(hit(&layout, x, y), Some((row, column)));
            }
            let (before, after) = (layout.cell(0, 1), layout.cell(0, 2));
            let between = (before.center()[0] + after.center()[0]) / 2.0;
            assert_eq!(hit(&layout, between, before.center()[1]), None);
            assert_eq!(hit(&layout, 250.0, 3.0), None);
        }
    }

    #[test]
    fn the_first_column_is_next_to_the_names() {
        let (fa, en) = (layout(&model(), &frame(500, 260)), layout(&model(), &ltr(500, 260)));
        assert!(fa.cell(0, 0).left > fa.cell(0, 1).left && en.cell(0, 0).left < en.cell(0, 1).left);
        assert_eq!(fa.plot.height(), 2.0 * ROW_HEIGHT);
    }

    #[test]
    fn long_heads_are_cut_and_nothing_is_no_failure() {
        let long = Column {
            name: "شاخصی با نامی بسیار بسیار دراز که هیچ سرستونی آن را نمی‌گنجاند".into(),
            starts_block: false,
        };
        let own = Model { columns: vec![long], rows: vec!["الف".into()], ..Model::default() };
        assert!(layout(&own, &frame(300, 260)).heads[0].ends_with('…'));
        assert!(css_height(&own) < MAX_HEAD + 60.0);
        assert_eq!(hit(&layout(&Model::default(), &frame(300, 200)), 100.0, 90.0), None);
    }
}
