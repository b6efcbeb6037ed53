//! What charts are drawn on: a canvas, or a text in SVG.
//!
//! One type for both, so that every chart is compiled once.

use std::sync::Arc;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;

use crate::chart::{DrawResult, Frame, SvgSurface};

/// Draws one picture; signals it reads make it draw again.
pub type Draw = Arc<dyn Fn(&mut Surface, &Frame) -> DrawResult + Send + Sync>;

/// A canvas of the page, or an SVG text being written.
pub enum Surface {
    /// On the screen.
    Canvas(CanvasBackend),
    /// For a file.
    Svg(SvgSurface),
}

/// What went wrong with a surface.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SurfaceError(String);

type Drawn = Result<(), DrawingErrorKind<SurfaceError>>;

fn told<E: std::error::Error + Send + Sync>(result: Result<(), DrawingErrorKind<E>>) -> Drawn {
    result.map_err(|error| DrawingErrorKind::DrawingError(SurfaceError(error.to_string())))
}

/// Passes a call on to whichever surface it is.
macro_rules! pass {
    ($own:ident, $call:ident $(, $with:expr)*) => {
        match $own {
            Surface::Canvas(canvas) => told(canvas.$call($($with),*)),
            Surface::Svg(svg) => told(svg.$call($($with),*)),
        }
    };
}

impl DrawingBackend for Surface {
    type ErrorType = SurfaceError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Surface::Canvas(canvas) => canvas.get_size(),
            Surface::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        pass!(self, ensure_prepared)
    }

    fn present(&mut self) -> Drawn {
        pass!(self, present)
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        pass!(self, draw_pixel, point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        pass!(self, draw_line, from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        pass!(self, draw_rect, upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        pass!(self, draw_path, path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        pass!(self, draw_circle, center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        pass!(self, fill_polygon, vertices, style)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        pass!(self, draw_text, text, style, at)
    }
}
