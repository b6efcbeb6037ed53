//! The key of a chart whose marks differ in more than colour, which a page could not show beside it.

use plotters_backend::DrawingBackend;

use super::dash::pattern;
use super::paint::{Painter, Pen, Text};
use super::{DrawResult, Frame, Rect, ellipsize, text_width};

/// Font size, css pixels.
const SIZE: f64 = 12.0;
/// Height of a line of entries, css pixels.
const LINE: f64 = 20.0;
/// Width of a sample and its distance from the text, css pixels.
const SAMPLE: (f64, f64) = (26.0, 6.0);
/// Free space between entries, css pixels.
const APART: f64 = 18.0;

/// An entry in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Where the sample of the mark is.
    pub sample: Rect,
    /// What it says, cut to fit.
    pub label: String,
}

/// What the samples show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// Lines in the styles of the series.
    Lines,
    /// A filled bar, then a hatched one.
    Bars,
}

/// Places entries from the starting side in as many lines as they need, and says how high they are, device pixels.
pub(super) fn place(labels: &[String], frame: &Frame) -> (Vec<Key>, f64) {
    let (gap, line, size) = (frame.px(APART), frame.px(LINE), frame.px(SIZE));
    let margin = frame.px(super::rows::GAP);
    let taken = frame.px(SAMPLE.0 + SAMPLE.1);
    let room = f64::from(frame.width) - 2.0 * margin;
    let (mut x, mut top) = (margin, 0.0);
    let mut keys = Vec::with_capacity(labels.len());
    for label in labels {
        let label = ellipsize(label, (room - taken).max(0.0), size);
        let width = taken + text_width(&label, size);
        if x > margin && x + width > margin + room {
            (x, top) = (margin, top + line);
        }
        let sample = frame.rect((x, x + frame.px(SAMPLE.0)), (top, top + line));
        keys.push(Key { sample, label });
        x += width + gap;
    }
    let height = if labels.is_empty() { 0.0 } else { top + line };
    (keys, height)
}

/// Draws the entries.
pub(super) fn draw<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    keys: &[Key],
    sample: Sample,
) -> DrawResult {
    for (at, key) in keys.iter().enumerate() {
        let [_, y] = key.sample.center();
        let color = frame.theme.series_color(series(at));
        match sample {
            Sample::Lines => {
                let ends = [[key.sample.left, y], [key.sample.right, y]];
                painter.stroked(&ends, pattern(at), Pen { color, width: 2.0 })?;
            }
            Sample::Bars => {
                let half = frame.px(4.5);
                bar(painter, frame, &Rect { top: y - half, bottom: y + half, ..key.sample }, at)?;
            }
        }
        let beside = frame.px(SAMPLE.1);
        let x = if frame.rtl { key.sample.left - beside } else { key.sample.right + beside };
        let (content, color) = (key.label.as_str(), frame.theme.ink_2);
        let anchor = frame.start();
        painter.text(Text { content, at: [x, y], anchor, size: SIZE, is_bold: false, color })?;
    }
    Ok(())
}

/// A bar of series `at`: the first filled, the others hatched within an edge.
pub(super) fn bar<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    rect: &Rect,
    at: usize,
) -> DrawResult {
    let color = frame.theme.series_color(series(at));
    if at == 0 {
        return painter.rect(rect, color);
    }
    painter.rect(rect, frame.theme.card.mix(color, 0.25))?;
    painter.hatched(rect, 3.5, Pen { color, width: 1.0 })?;
    painter.outline(rect, Pen { color, width: 1.0 })
}

/// Colours far from each other come first: the house's, then that of what is selected.
pub(super) fn series(at: usize) -> usize {
    [0, 3, 4, 1, 2, 5][at % 6]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    #[test]
    fn entries_flow_into_as_many_lines_as_they_need() {
        let labels = ["one".to_owned(), "two".to_owned(), "three".to_owned()];
        let (wide, low) = place(&labels, &ltr(400, 100));
        assert_eq!((low, wide[2].sample.top), (20.0, 0.0));
        let (narrow, high) = place(&labels, &ltr(130, 100));
        assert!(high > 20.0 && narrow[2].sample.left == 10.0);
        assert_eq!(place(&[], &ltr(400, 100)), (vec![], 0.0));
    }

    #[test]
    fn persian_entries_start_at_the_right() {
        let (keys, _) = place(&["کل".to_owned()], &frame(400, 100));
        assert_eq!(keys[0].sample.right, 390.0);
    }
}
