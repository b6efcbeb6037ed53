//! The only code that knows how a drawing backend is called.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

use super::dash::strokes;
use super::hatch::hatch;
use super::text::{FONT_FAMILY, isolate};
use super::{Anchor, Frame, Rect, Rgb};

/// Why a chart could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// The backend refused; its own words.
    #[error("the drawing surface failed: {0}")]
    Surface(String),
}

/// What drawing comes to.
pub type DrawResult = Result<(), ChartError>;

/// A text ready to be put somewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub content: &'a str,
    /// Place of the anchor, vertically the middle, device pixels.
    pub at: [f64; 2],
    pub anchor: Anchor,
    /// Font size, css pixels.
    pub size: f64,
    pub is_bold: bool,
    pub color: Rgb,
}

/// Colour and width of a line, css pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub color: Rgb,
    pub width: f64,
}

/// Draws shapes in device pixels on a backend.
pub(super) struct Painter<'a, DB: DrawingBackend> {
    backend: &'a mut DB,
    frame: &'a Frame,
}

impl<'a, DB: DrawingBackend> Painter<'a, DB> {
    pub fn new(backend: &'a mut DB, frame: &'a Frame) -> Self {
        Self { backend, frame }
    }

    /// Covers everything with the ground colour.
    pub fn clear(&mut self) -> DrawResult {
        self.rect(&self.frame.area(), self.frame.theme.card)
    }

    /// A filled rectangle. Edges are rounded one by one, so that neighbours stay neighbours.
    pub fn rect(&mut self, rect: &Rect, color: Rgb) -> DrawResult {
        let (from, to) = (pixel([rect.left, rect.top]), pixel([rect.right, rect.bottom]));
        done(self.backend.draw_rect(from, to, &Style::fill(color), true))
    }

    /// A filled polygon, closed by itself.
    pub fn polygon(&mut self, points: &[BackendCoord], color: Rgb) -> DrawResult {
        done(self.backend.fill_polygon(points.iter().copied(), &Style::fill(color)))
    }

    /// A line through points.
    pub fn path(&mut self, points: &[BackendCoord], pen: Pen) -> DrawResult {
        done(self.backend.draw_path(points.iter().copied(), &self.stroke(pen)))
    }

    pub fn line(&mut self, from: [f64; 2], to: [f64; 2], pen: Pen) -> DrawResult {
        done(self.backend.draw_line(pixel(from), pixel(to), &self.stroke(pen)))
    }

    /// A line of strokes 4 css pixels long with gaps of 3.
    pub fn dashed(&mut self, from: [f64; 2], to: [f64; 2], pen: Pen) -> DrawResult {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let (dash, step) = (self.frame.px(4.0), self.frame.px(7.0));
        let point = |at: f64| [0, 1].map(|k| from[k] + (to[k] - from[k]) * (at / length).min(1.0));
        let n_dashes = (length / step).ceil() as usize;
        (0..n_dashes).map(|i| i as f64 * step).try_for_each(|at| self.line(point(at), point(at + dash), pen))
    }

    /// A line through points in strokes and gaps of `pattern`, css pixels in turn; whole without one.
    pub fn stroked(&mut self, points: &[[f64; 2]], pattern: &[f64], pen: Pen) -> DrawResult {
        let pattern: Vec<f64> = pattern.iter().map(|css| self.frame.px(*css)).collect();
        for stroke in strokes(points, &pattern) {
            let points: Vec<_> = stroke.into_iter().map(pixel).collect();
            self.path(&points, pen)?;
        }
        Ok(())
    }

    /// Hatching inside a rectangle, strokes `spacing` css pixels apart.
    pub fn hatched(&mut self, rect: &Rect, spacing: f64, pen: Pen) -> DrawResult {
        let Rect { left, top, right, bottom } = *rect;
        let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        hatch(&[ring], self.frame.px(spacing), [right, bottom])
            .into_iter()
            .try_for_each(|[from, to]| self.line(from, to, pen))
    }

    /// The outline of a rectangle.
    pub fn outline(&mut self, rect: &Rect, pen: Pen) -> DrawResult {
        let (from, to) = (pixel([rect.left, rect.top]), pixel([rect.right, rect.bottom]));
        done(self.backend.draw_rect(from, to, &self.stroke(pen), false))
    }

    /// The outline of a rectangle with a light edge around the line, which is seen on any ground.
    pub fn outline_on(&mut self, rect: &Rect, pen: Pen) -> DrawResult {
        self.outline(rect, Pen { color: self.frame.theme.card, width: pen.width + 2.0 })?;
        self.outline(rect, pen)
    }

    /// A filled circle, radius in device pixels.
    pub fn disc(&mut self, center: [f64; 2], radius: f64, color: Rgb) -> DrawResult {
        let radius = radius.round().max(1.0) as u32;
        done(self.backend.draw_circle(pixel(center), radius, &Style::fill(color), true))
    }

    /// The outline of a circle, radius in device pixels.
    pub fn ring(&mut self, center: [f64; 2], radius: f64, pen: Pen) -> DrawResult {
        let radius = radius.round().max(1.0) as u32;
        done(self.backend.draw_circle(pixel(center), radius, &self.stroke(pen), false))
    }

    pub fn text(&mut self, text: Text<'_>) -> DrawResult {
        self.write(text, FontTransform::None)
    }

    /// Text turned a quarter to the left: its left end is the lower one.
    pub fn text_upwards(&mut self, text: Text<'_>) -> DrawResult {
        self.write(text, FontTransform::Rotate270)
    }

    fn write(&mut self, text: Text<'_>, turn: FontTransform) -> DrawResult {
        let content = isolate(text.content, self.frame.language);
        let style = TextStyle { text, size: self.frame.px(text.size), turn };
        done(self.backend.draw_text(&content, &style, pixel(text.at)))
    }

    /// Text that stays readable on any ground: its outline is first drawn around it in `halo`.
    pub fn text_on(&mut self, text: Text<'_>, halo: Rgb) -> DrawResult {
        let far = self.frame.px(1.5);
        let near = far * std::f64::consts::FRAC_1_SQRT_2;
        let around = [(far, 0.0), (near, near), (0.0, far), (-near, near)];
        for (dx, dy) in around.into_iter().flat_map(|(dx, dy)| [(dx, dy), (-dx, -dy)]) {
            let at = [text.at[0] + dx, text.at[1] + dy];
            self.text(Text { at, color: halo, ..text })?;
        }
        self.text(text)
    }

    fn stroke(&self, pen: Pen) -> Style {
        Style { color: pen.color, width: self.frame.stroke(pen.width) }
    }
}

/// The nearest whole pixel; `as` keeps what is out of range at the ends.
pub(super) fn pixel(point: [f64; 2]) -> BackendCoord {
    (point[0].round() as i32, point[1].round() as i32)
}

fn done<E: std::error::Error + Send + Sync>(result: Result<(), DrawingErrorKind<E>>) -> DrawResult {
    result.map_err(|error| ChartError::Surface(error.to_string()))
}

fn opaque(Rgb(red, green, blue): Rgb) -> BackendColor {
    BackendColor { alpha: 1.0, rgb: (red, green, blue) }
}

struct Style {
    color: Rgb,
    width: u32,
}

impl Style {
    fn fill(color: Rgb) -> Self {
        Self { color, width: 1 }
    }
}

impl BackendStyle for Style {
    fn color(&self) -> BackendColor {
        opaque(self.color)
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

struct TextStyle<'a> {
    text: Text<'a>,
    /// Device pixels.
    size: f64,
    turn: FontTransform,
}

/// Canvas and SVG draw text themselves; for a backend that cannot, there is no font here, so it draws none.
impl BackendTextStyle for TextStyle<'_> {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        opaque(self.text.color)
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        self.turn.clone()
    }

    fn style(&self) -> FontStyle {
        if self.text.is_bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        let horizontal = match self.text.anchor {
            Anchor::Left => HPos::Left,
            Anchor::Center => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        Pos::new(horizontal, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT_FAMILY)
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let width = super::text_width(text, self.size) as i32;
        Ok(((0, 0), (width, self.size as i32)))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _at: BackendCoord,
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}
