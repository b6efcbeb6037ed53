//! What is written around a picture that leaves the page: finding, key, source, and the mark of invented data.
//!
//! The picture itself is laid into [`Layout::picture`] by whoever has it.

use plotters_backend::DrawingBackend;

use super::paint::{Painter, Pen, Text};
use super::text::wrapped;
use super::{DrawResult, Frame, Rect, Rgb, ellipsize, text_width};

/// Font sizes of title and other texts, css pixels.
const SIZES: (f64, f64) = (17.0, 12.0);
/// Distance from the edges, css pixels.
const PAD: f64 = 14.0;
/// Height of a line, css pixels.
const LINE: f64 = 21.0;
/// Side of a sample of a shade, css pixels.
const SWATCH: f64 = 13.0;
/// Most lines of a finding, and of the scenario.
const LINES: usize = 3;

/// The writing around a picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// The finding.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// Shade and words of each entry; hatched without a shade.
    pub key: Vec<(Option<Rgb>, String)>,
    /// Name and weights of the scenario; empty where the picture is of no scenario.
    pub scenario: String,
    /// Source and date.
    pub foot: String,
    /// That the data are invented; `None` for real ones.
    pub warning: Option<String>,
}

/// Geometry, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The finding in lines, each with its middle.
    pub title: Vec<(String, f64)>,
    /// The scenario in lines, each with its middle.
    pub scenario: Vec<(String, f64)>,
    /// Where the picture goes.
    pub picture: Rect,
    /// Height of the whole.
    pub height: f64,
    /// Distance of each entry of the key from the starting side and the middle of its line from the top.
    pub key: Vec<(f64, f64)>,
}

/// Places a picture of `size` device pixels and the writing. The frame's width is the picture's; its height is not read.
pub fn layout(model: &Model, frame: &Frame, size: [f64; 2]) -> Layout {
    let (pad, line) = (frame.px(PAD), frame.px(LINE));
    let room = size[0] - 2.0 * pad;
    let step = frame.px(SIZES.0 * 1.6);
    let title = wrapped(&model.title, room, (frame.px(SIZES.0), LINES));
    let title: Vec<(String, f64)> = placed(title, pad + frame.px(SIZES.0 * 0.8), step);
    let second = if model.subtitle.is_empty() { 0.0 } else { line };
    let top = pad + step * title.len().max(1) as f64 + second;
    let bottom = top + size[1];
    let (mut x, mut y) = (pad, bottom + line * 0.8);
    let mut key = Vec::new();
    for (_, text) in &model.key {
        let wide = frame.px(SWATCH + 6.0 + 18.0) + text_width(text, frame.px(SIZES.1));
        if x + wide > size[0] - pad && x > pad {
            (x, y) = (pad, y + line);
        }
        key.push((x, y));
        x += wide;
    }
    // Without a key its line is the first one of the scenario.
    let first = if model.key.is_empty() { y } else { y + line };
    let scenario = placed(wrapped(&model.scenario, room, (frame.px(SIZES.1), LINES)), first, line);
    let height = first + line * (1.0 + scenario.len() as f64);
    Layout { title, scenario, picture: Rect::between([0.0, top], [size[0], bottom]), height, key }
}

fn placed(lines: Vec<String>, first: f64, step: f64) -> Vec<(String, f64)> {
    lines.into_iter().enumerate().map(|(at, text)| (text, first + step * at as f64)).collect()
}

/// Draws the writing; the room of the picture stays empty.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let (theme, pad) = (&frame.theme, frame.px(PAD));
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    let width = layout.picture.width();
    let write = |painter: &mut Painter<'_, DB>, content: &str, (x, y): (f64, f64), is_bold: bool| {
        let size = if is_bold { SIZES.0 } else { SIZES.1 };
        let color = if is_bold { theme.ink } else { theme.ink_2 };
        let content = ellipsize(content, width - x - pad, frame.px(size));
        let at = [frame.x(x), y];
        painter.text(Text { content: &content, at, anchor: frame.start(), size, is_bold, color })
    };
    for (text, y) in &layout.title {
        write(&mut painter, text, (pad, *y), true)?;
    }
    let second = layout.picture.top - frame.px(LINE * 0.5);
    if !model.subtitle.is_empty() {
        write(&mut painter, &model.subtitle, (pad, second), false)?;
    }
    for (text, y) in &layout.scenario {
        write(&mut painter, text, (pad, *y), false)?;
    }
    for ((x, y), (shade, text)) in layout.key.iter().zip(&model.key) {
        let half = frame.px(SWATCH / 2.0);
        let sample = frame.rect((*x, x + 2.0 * half), (y - half, y + half));
        painter.rect(&sample, shade.unwrap_or(theme.line_2))?;
        if shade.is_none() {
            painter.hatched(&sample, 4.0, Pen { color: theme.ink_3, width: 1.0 })?;
        }
        painter.outline(&sample, Pen { color: theme.ink_3, width: 1.0 })?;
        write(&mut painter, text, (x + frame.px(SWATCH + 6.0), *y), false)?;
    }
    let y = layout.height - frame.px(LINE * 0.7);
    let mut x = pad;
    if let Some(warning) = &model.warning {
        let wide = text_width(warning, frame.px(SIZES.1)) + frame.px(16.0);
        let half = frame.px(LINE * 0.45);
        painter.rect(&frame.rect((x, x + wide), (y - half, y + half)), theme.accent_2)?;
        write(&mut painter, warning, (x + frame.px(8.0), y), false)?;
        x += wide + frame.px(10.0);
    }
    write(&mut painter, &model.foot, (x, y), false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::frame;

    #[test]
    fn a_long_key_takes_more_lines_and_stays_on_the_sheet() {
        let key = |n| (0..n).map(|_| (None, "۱۰٫۲ تا ۲۴٫۶: ۱۲".to_owned())).collect();
        let few = Model { key: key(2), ..Model::default() };
        let many = Model { key: key(9), ..Model::default() };
        let frame = frame(420, 1);
        let (few, many) = (layout(&few, &frame, [420.0, 300.0]), layout(&many, &frame, [420.0, 300.0]));
        assert_eq!(few.picture, many.picture);
        assert!(many.height > few.height);
        assert!(many.key.iter().all(|(x, y)| *x < 400.0 && *y > 300.0 && *y < many.height));
    }
}
