//! Charts of labelled rows: where the rows and their labels lie.

use plotters_backend::DrawingBackend;

use super::paint::{Painter, Text};
use super::text::widest;
use super::{DrawResult, Frame, Rect, ellipsize};

/// Font size of row labels, css pixels.
pub(super) const LABEL_SIZE: f64 = 13.0;
/// Free space at both sides of a row and between its parts, css pixels.
pub(super) const GAP: f64 = 10.0;
/// A row never grows taller, css pixels.
pub(super) const MAX_HEIGHT: f64 = 40.0;
/// Labels never take more of the width.
const MAX_LABEL_SHARE: f64 = 0.32;

/// A row that the reader has chosen, and one that the pointer is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Emphasis {
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
}

/// The label column at the starting side: its width, device pixels, and its labels cut to fit.
pub(super) fn label_column<'a>(
    labels: impl Iterator<Item = &'a str> + Clone,
    frame: &Frame,
) -> (f64, Vec<String>) {
    let size = frame.px(LABEL_SIZE);
    let width = widest(labels.clone(), size).min(f64::from(frame.width) * MAX_LABEL_SHARE);
    // Half a letter of grace: the widest label must not lose its end to rounding.
    (width, labels.map(|label| ellipsize(label, width + size * 0.25, size)).collect())
}

/// `n` rows across the whole width between two heights, equally tall, from the top.
pub(super) fn stack(n: usize, block: (f64, f64), frame: &Frame) -> Vec<Rect> {
    stack_of(n, block, MAX_HEIGHT, frame)
}

fn stack_of(n: usize, (top, bottom): (f64, f64), tallest: f64, frame: &Frame) -> Vec<Rect> {
    let height = ((bottom - top).max(0.0) / n.max(1) as f64).min(frame.px(tallest));
    let row = |i: usize| {
        frame.rect((0.0, f64::from(frame.width)), (top + height * i as f64, top + height * (i + 1) as f64))
    };
    (0..n).map(row).collect()
}

/// Rows of a label and a plot in their places.
pub(super) struct Rows {
    /// Width of the labels, device pixels.
    pub names: f64,
    /// Where the plot begins and ends, distances from the starting side.
    pub inline: (f64, f64),
    /// Each row with its label, cut to fit.
    pub rows: Vec<(Rect, String)>,
    bottom: f64,
}

impl Rows {
    /// Where the plot is: from a height to the end of the last row.
    pub fn plot(&self, top: f64, frame: &Frame) -> Rect {
        frame.rect(self.inline, (top, self.rows.last().map_or(self.bottom, |row| row.0.bottom)))
    }
}

/// Places rows between two heights: labels at the starting side, then the plot, then `end` of room at the far side, device
/// pixels. `tallest`: a row never grows taller, css pixels.
pub(super) fn place<'a>(
    labels: impl ExactSizeIterator<Item = &'a str> + Clone,
    block: (f64, f64),
    (end, tallest): (f64, f64),
    frame: &Frame,
) -> Rows {
    let n = labels.len();
    let (names, labels) = label_column(labels, frame);
    let start = names + frame.px(2.0 * GAP);
    let inline = (start, (f64::from(frame.width) - end).max(start));
    let rows = stack_of(n, block, tallest, frame).into_iter().zip(labels).collect();
    Rows { names, inline, rows, bottom: block.1 }
}

/// The row at a point.
pub(super) fn hit(mut rows: impl Iterator<Item = Rect>, x: f64, y: f64) -> Option<usize> {
    rows.position(|row| row.contains(x, y))
}

/// The ground of a row: tinted with an edge at the starting side when selected, so that it shows without colour too.
pub(super) fn draw_ground<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (at, row): (usize, &Rect),
    emphasis: Emphasis,
) -> DrawResult {
    if emphasis.selected == Some(at) {
        painter.rect(row, frame.theme.accent_2)?;
        let edge = frame.rect((0.0, frame.px(3.0)), (row.top, row.bottom));
        return painter.rect(&edge, frame.theme.accent);
    }
    if emphasis.hovered == Some(at) {
        return painter.rect(row, frame.theme.brand_2);
    }
    Ok(())
}

/// The grounds of rows.
pub(super) fn draw_grounds<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    rows: impl Iterator<Item = Rect>,
    emphasis: Emphasis,
) -> DrawResult {
    for (at, row) in rows.enumerate() {
        draw_ground(painter, frame, (at, &row), emphasis)?;
    }
    Ok(())
}

/// The text of a row's figure at the far side.
pub(super) fn figure<'a>(frame: &Frame, content: &'a str, y: f64, (size, is_bold): (f64, bool)) -> Text<'a> {
    let at = [frame.x(f64::from(frame.width) - frame.px(GAP)), y];
    Text { content, at, anchor: frame.end(), size, is_bold, color: frame.theme.ink }
}

/// The text of a row's label.
pub(super) fn label<'a>(frame: &Frame, content: &'a str, row: &Rect, is_bold: bool) -> Text<'a> {
    let at = [frame.x(frame.px(GAP)), row.center()[1]];
    Text { content, at, anchor: frame.start(), size: LABEL_SIZE, is_bold, color: frame.theme.ink }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::frame;

    #[test]
    fn rows_share_the_height_but_do_not_grow_without_end() {
        let tight = stack(10, (20.0, 220.0), &frame(300, 240));
        assert_eq!((tight[0].top, tight[9].bottom), (20.0, 220.0));
        let loose = stack(2, (0.0, 500.0), &frame(300, 500));
        assert_eq!(loose[1].bottom, 80.0);
        assert_eq!(stack(0, (0.0, 500.0), &frame(300, 500)), []);
    }

    #[test]
    fn a_point_between_rows_belongs_to_the_lower_one() {
        let rows = stack(3, (0.0, 60.0), &frame(300, 60));
        let at = |y| hit(rows.iter().copied(), 10.0, y);
        assert_eq!(
            (at(0.0), at(20.0), at(59.9), at(60.0), at(-1.0)),
            (Some(0), Some(1), Some(2), None, None)
        );
    }

    #[test]
    fn long_labels_are_cut_to_a_third_of_the_width() {
        let names = ["کوتاه", "شهرستانی با نامی بسیار بسیار دراز که جا نمی‌شود"];
        let (width, labels) = label_column(names.into_iter(), &frame(300, 60));
        assert_eq!(width, 96.0);
        assert_eq!(labels[0], "کوتاه");
        assert!(labels[1].ends_with('…'));
    }
}
