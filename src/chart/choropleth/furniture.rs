//! What stands on a map besides areas: the north mark, the scale bar, the key of the circles.

use plotters_backend::DrawingBackend;

use super::labels::LABEL_SIZE;
use crate::chart::paint::{Painter, Pen, Text, pixel};
use crate::chart::text::widest;
use crate::chart::{Anchor, DrawResult, Frame, text_width};

/// Distance from the edges, css pixels.
const MARGIN: f64 = 12.0;
/// Height of the north mark, css pixels.
const NORTH: f64 = 26.0;

/// The marks around the areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Furniture {
    /// The letter or word for north; empty leaves the mark out. North is up: the projection does not turn.
    pub north: String,
    /// Length of the scale bar in device pixels and what it says; see [`scale_bar`](crate::map::scale_bar).
    pub scale: Option<(f64, String)>,
    /// Radius of each circle of the key in device pixels and what it says, the largest first.
    pub sizes: Vec<(f64, String)>,
    /// A shape that is being drawn, device pixels; it closes itself.
    pub lasso: Vec<[f64; 2]>,
}

/// Draws the north mark at the starting side above, the scale bar below it, the key of the circles at the other side
/// below, on whatever is there.
///
/// # Errors
/// [`ChartError`](crate::chart::ChartError) when the backend fails.
pub fn draw_furniture<DB: DrawingBackend>(backend: &mut DB, frame: &Frame, model: &Furniture) -> DrawResult {
    let mut painter = Painter::new(backend, frame);
    if !model.north.is_empty() {
        north(&mut painter, frame, &model.north)?;
    }
    if let Some((length, label)) = &model.scale {
        scale(&mut painter, frame, (*length, label))?;
    }
    sizes(&mut painter, frame, &model.sizes)?;
    let shape: Vec<_> = model.lasso.iter().chain(model.lasso.first()).copied().map(pixel).collect();
    for (color, width) in [(frame.theme.card, 4.0), (frame.theme.series_color(4), 2.0)] {
        painter.path(&shape, Pen { color, width })?;
    }
    Ok(())
}

fn label<'a>(frame: &Frame, content: &'a str, at: [f64; 2], anchor: Anchor) -> Text<'a> {
    Text { content, at, anchor, size: LABEL_SIZE, is_bold: false, color: frame.theme.ink_2 }
}

/// A needle, its eastern half filled, over the word.
fn north<DB: DrawingBackend>(painter: &mut Painter<'_, DB>, frame: &Frame, word: &str) -> DrawResult {
    let half = (text_width(word, frame.px(LABEL_SIZE)) / 2.0).max(frame.px(7.0));
    let x = frame.x(frame.px(MARGIN) + half);
    let (top, foot) = (frame.px(MARGIN), frame.px(MARGIN + NORTH));
    let (wing, notch) = (frame.px(7.0), foot - frame.px(6.0));
    let west = [[x, top], [x - wing, foot], [x, notch]].map(pixel);
    let east = [[x, top], [x + wing, foot], [x, notch]].map(pixel);
    painter.polygon(&west, frame.theme.card)?;
    painter.polygon(&east, frame.theme.ink_2)?;
    let pen = Pen { color: frame.theme.ink_2, width: 1.0 };
    painter.path(&[west[0], west[1], west[2], east[1], east[0]], pen)?;
    let at = [x, foot + frame.px(9.0)];
    painter.text_on(label(frame, word, at, Anchor::Center), frame.theme.card)
}

/// A bar with upright ends, its length written above.
fn scale<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (length, word): (f64, &str),
) -> DrawResult {
    let near = frame.px(MARGIN);
    let (from, to) = (frame.x(near), frame.x(near + length));
    let y = f64::from(frame.height) - frame.px(MARGIN);
    let tick = frame.px(5.0);
    for (color, width) in [(frame.theme.card, 4.0), (frame.theme.ink_2, 1.5)] {
        let pen = Pen { color, width };
        let bar = [[from, y - tick], [from, y], [to, y], [to, y - tick]].map(pixel);
        painter.path(&bar, pen)?;
    }
    let at = [f64::midpoint(from, to), y - frame.px(11.0)];
    painter.text_on(label(frame, word, at, Anchor::Center), frame.theme.card)
}

/// Circles that share their lowest point, each with its label beside its top.
fn sizes<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    key: &[(f64, String)],
) -> DrawResult {
    let Some((largest, _)) = key.first() else { return Ok(()) };
    let widest = widest(key.iter().map(|(_, word)| word.as_str()), frame.px(LABEL_SIZE));
    let across = f64::from(frame.width) - frame.px(MARGIN) - largest;
    let (x, floor) = (frame.x(across), f64::from(frame.height) - frame.px(MARGIN));
    let edge = frame.x(across - largest - frame.px(6.0));
    let toward = if frame.rtl { frame.px(6.0) } else { -frame.px(6.0) };
    let mut line = f64::INFINITY;
    for (radius, word) in key.iter().rev() {
        // From the smallest upwards, so that each label has a line of its own.
        let top = (floor - 2.0 * radius).min(line - frame.px(LABEL_SIZE * 1.25)).min(floor - frame.px(4.0));
        line = top;
        let pen = Pen { color: frame.theme.ink_2, width: 1.0 };
        painter.ring([x, floor - radius], *radius, Pen { color: frame.theme.card, width: 3.0 })?;
        painter.ring([x, floor - radius], *radius, pen)?;
        let beside = edge + if frame.rtl { widest } else { -widest } + toward;
        let at = [beside, top];
        let anchor = frame.start();
        painter.text_on(label(frame, word, at, anchor), frame.theme.card)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::size_key;
    use crate::chart::frame::tests::frame;

    #[test]
    fn the_key_of_circles_holds_round_sizes_that_fit() {
        for unit in [0.01, 0.2, 3.0] {
            let key = size_key(unit, &frame(800, 600));
            assert!(!key.is_empty() && key.iter().all(|(_, radius)| *radius <= 26.0));
            let (size, radius) = key[0];
            assert!((unit * size.sqrt() - radius).abs() < 1e-9);
            let mantissa = size / 10_f64.powi(size.log10().floor() as i32);
            assert!([1.0, 2.0, 5.0].iter().any(|step| (mantissa - step).abs() < 1e-9), "{size}");
        }
        assert!(size_key(0.0, &frame(800, 600)).is_empty());
    }
}
