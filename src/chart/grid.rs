//! Charts of equal cells in rows and columns: where each cell lies, and which one a point is in.

use super::text::widest;
use super::{Frame, Rect};

/// A grid that fills its plot; the first column is next to the names of the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grid {
    /// Rows and columns.
    pub n: (usize, usize),
    plot: Rect,
    /// Width and height of a cell, device pixels.
    size: (f64, f64),
    rtl: bool,
}

impl Grid {
    /// A grid of cells of a size that begins at an inline and a block distance, device pixels.
    pub fn new((start, top): (f64, f64), n: (usize, usize), size: (f64, f64), frame: &Frame) -> Self {
        let (across, down) = (size.0 * n.1 as f64, size.1 * n.0 as f64);
        let plot = frame.rect((start, start + across), (top, top + down));
        Self { n, plot, size, rtl: frame.rtl }
    }

    /// Where the cells are.
    pub fn plot(&self) -> Rect {
        self.plot
    }

    /// Where a cell is.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        let (width, height) = self.size;
        let (x, y) = (width * column as f64, self.plot.top + height * row as f64);
        let (from, to) = if self.rtl {
            (self.plot.right - x, self.plot.right - x - width)
        } else {
            (self.plot.left + x, self.plot.left + x + width)
        };
        Rect::between([from, y], [to, y + height])
    }

    /// The row at a height.
    pub fn row_at(&self, y: f64) -> Option<usize> {
        let within = self.plot.top <= y && y < self.plot.bottom && self.n.0 > 0;
        within.then(|| (((y - self.plot.top) / self.size.1) as usize).min(self.n.0 - 1))
    }

    /// The column at a place along the rows.
    pub fn column_at(&self, x: f64) -> Option<usize> {
        let within = self.plot.left <= x && x < self.plot.right && self.n.1 > 0;
        let along = if self.rtl { self.plot.right - x } else { x - self.plot.left };
        within.then(|| ((along / self.size.0) as usize).min(self.n.1 - 1))
    }
}

/// Columns from one head to the next, `width` wide each, so that heads stay `grace` apart; device pixels.
pub(super) fn head_step<'a>(
    heads: impl Iterator<Item = &'a str>,
    size: f64,
    (width, grace): (f64, f64),
) -> usize {
    ((widest(heads, size) + grace) / width.max(1e-9)).ceil().max(1.0) as usize
}
