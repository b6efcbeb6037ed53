//! What every chart is drawn into.

use super::{Anchor, Rect, Theme};
use crate::text::Language;

/// The surface of a chart and how to use it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Width, device pixels.
    pub width: u32,
    /// Height, device pixels.
    pub height: u32,
    /// Device pixels per css pixel, above 0: 1 on an ordinary screen, 2 on a dense one.
    pub scale: f64,
    /// Language of the texts in the model; decides in which direction mixed text is read.
    pub language: Language,
    /// Whether the chart starts at the right: labels, and value axes, but never time.
    pub rtl: bool,
    /// Its colours.
    pub theme: Theme,
}

impl Frame {
    /// Device pixels of a length in css pixels.
    pub fn px(&self, css: f64) -> f64 {
        css * self.scale
    }

    /// Device pixels of a line's width in css pixels, at least one: heavier where the theme asks for it.
    pub fn stroke(&self, css: f64) -> u32 {
        (self.px(css) * f64::from(self.theme.stroke) / 100.0).round().max(1.0) as u32
    }

    /// Width and height, device pixels.
    pub fn size(&self) -> [f64; 2] {
        [f64::from(self.width), f64::from(self.height)]
    }

    /// The whole surface.
    pub fn area(&self) -> Rect {
        Rect::between([0.0, 0.0], self.size())
    }

    /// Where a distance from the starting side (left, or right if `rtl`) lies, pixels from the left.
    pub fn x(&self, from_start: f64) -> f64 {
        if self.rtl { f64::from(self.width) - from_start } else { from_start }
    }

    /// A rectangle between two distances from the starting side and two from the top, device pixels.
    pub fn rect(&self, inline: (f64, f64), block: (f64, f64)) -> Rect {
        Rect::between([self.x(inline.0), block.0], [self.x(inline.1), block.1])
    }

    /// The anchor of text that begins at a place.
    pub fn start(&self) -> Anchor {
        if self.rtl { Anchor::Right } else { Anchor::Left }
    }

    /// The anchor of text that ends at a place.
    pub fn end(&self) -> Anchor {
        if self.rtl { Anchor::Left } else { Anchor::Right }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A Persian, mirrored frame of css pixels; `ltr` makes an English one.
    pub(in crate::chart) fn frame(width: u32, height: u32) -> Frame {
        Frame { width, height, scale: 1.0, language: Language::Fa, rtl: true, theme: Theme::LIGHT }
    }

    pub(in crate::chart) fn ltr(width: u32, height: u32) -> Frame {
        Frame { language: Language::En, rtl: false, ..frame(width, height) }
    }

    #[test]
    fn a_projector_gets_heavier_lines() {
        let heavy = Frame { theme: Theme { stroke: 160, ..Theme::LIGHT }, ..frame(200, 100) };
        assert_eq!([1.0, 2.0, 2.5].map(|width| frame(200, 100).stroke(width)), [1, 2, 3]);
        assert_eq!([1.0, 2.0, 2.5].map(|width| heavy.stroke(width)), [2, 3, 4]);
        assert_eq!(heavy.stroke(0.1), 1);
    }

    #[test]
    fn the_starting_side_is_the_right_one_in_persian() {
        assert_eq!(ltr(200, 100).x(30.0), 30.0);
        assert_eq!(frame(200, 100).x(30.0), 170.0);
        let rect = frame(200, 100).rect((30.0, 50.0), (1.0, 2.0));
        assert_eq!((rect.left, rect.right), (150.0, 170.0));
        assert_eq!(frame(200, 100).start(), Anchor::Right);
    }
}
