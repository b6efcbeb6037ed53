//! A surface that writes what is drawn as SVG, for paper: lines and letters stay sharp at any size.
//!
//! Colours and sizes are presentation attributes, which the page's policy allows inside HTML; the font is that of
//! the page around it.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};

use super::{FONT_FAMILY, Frame};

/// Collects elements of SVG.
#[derive(Debug, Clone, Default)]
pub struct SvgSurface {
    size: (u32, u32),
    body: String,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgSurface {
    /// A surface of the size of a frame.
    pub fn new(frame: &Frame) -> Self {
        Self { size: (frame.width, frame.height), body: String::new() }
    }

    /// The elements drawn so far, without an `svg` element around them.
    pub fn elements(self) -> String {
        self.body
    }

    /// The whole picture; it takes the width that it is given.
    pub fn picture(self) -> String {
        let (width, height) = self.size;
        let body = self.body;
        format!(r#"<svg viewBox="0 0 {width} {height}" direction="ltr" aria-hidden="true">{body}</svg>"#)
    }

    /// The picture as a file of its own, with size and font.
    pub fn file(self) -> String {
        let (width, height) = self.size;
        let body = self.body;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" direction="ltr" font-family="{FONT_FAMILY}">{body}</svg>"#
        )
    }

    fn element(&mut self, name: &str, geometry: &str, (style, fill): (&dyn Look, bool)) {
        let (BackendColor { rgb: (r, g, b), .. }, width) = (style.color(), style.width());
        let colour = format!("#{r:02x}{g:02x}{b:02x}");
        let look = if fill {
            format!(r#"fill="{colour}""#)
        } else {
            format!(r#"fill="none" stroke="{colour}" stroke-width="{width}""#)
        };
        let _ = write!(self.body, "<{name} {geometry} {look}/>");
    }
}

/// Colour and width of any style.
trait Look {
    fn color(&self) -> BackendColor;
    fn width(&self) -> u32;
}

impl<S: BackendStyle> Look for S {
    fn color(&self) -> BackendColor {
        BackendStyle::color(self)
    }

    fn width(&self) -> u32 {
        self.stroke_width()
    }
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut text = String::new();
    for (x, y) in path {
        let _ = write!(text, "{x},{y} ");
    }
    format!(r#"points="{}""#, text.trim_end())
}

impl DrawingBackend for SvgSurface {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.element("rect", &format!(r#"x="{x}" y="{y}" width="1" height="1""#), (&color, true));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.element("polyline", &points([from, to]), (style, false));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x, y), width, height) = (from, (to.0 - from.0).max(0), (to.1 - from.1).max(0));
        let geometry = format!(r#"x="{x}" y="{y}" width="{width}" height="{height}""#);
        self.element("rect", &geometry, (style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.element("polyline", &points(path), (style, false));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.element("circle", &format!(r#"cx="{x}" cy="{y}" r="{radius}""#), (style, fill));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.element("polygon", &points(path), (style, true));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let BackendColor { rgb: (r, g, b), .. } = style.color();
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { 700 } else { 400 };
        let size = style.size();
        // The painter writes level and upwards, no other way.
        let turn = match style.transform() {
            FontTransform::Rotate270 => format!(r#" transform="rotate(-90 {x} {y})""#),
            _ => String::new(),
        };
        let content = text.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            self.body,
            r##"<text x="{x}" y="{y}" dominant-baseline="central" text-anchor="{anchor}" font-size="{size:.1}" font-weight="{weight}" fill="#{r:02x}{g:02x}{b:02x}"{turn}>{content}</text>"##
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::frame;
    use crate::chart::spine::{Model, Row, draw, layout};

    #[test]
    fn names_of_columns_stand_upright() {
        use crate::chart::tiles::{Column, Model, css_height, draw, layout};
        let column = Column { name: "بیکاری".into(), starts_block: false };
        let model = Model { rows: vec!["مرکزی".into()], columns: vec![column], ..Model::default() };
        let frame = frame(300, css_height(&model) as u32);
        let mut surface = SvgSurface::new(&frame);
        draw(&mut surface, &frame, &model, &layout(&model, &frame)).unwrap();
        let picture = surface.picture();
        let turned = picture.split("<text").filter(|text| text.contains("rotate(-90")).count();
        assert_eq!(turned, 1, "{picture}");
    }

    #[test]
    fn letters_of_markup_are_written_as_such_and_no_style_is_set() {
        let frame = frame(400, 60);
        let model =
            Model { rows: vec![Row { label: "<b> & c".into(), ..Row::default() }], ..Model::default() };
        let mut surface = SvgSurface::new(&frame);
        draw(&mut surface, &frame, &model, &layout(&model, &frame)).unwrap();
        let picture = surface.picture();
        assert!(picture.starts_with(r#"<svg viewBox="0 0 400 60""#) && picture.ends_with("</svg>"));
        assert!(picture.contains("&lt;b> &amp; c") && !picture.contains("style="), "{picture}");
    }
}
