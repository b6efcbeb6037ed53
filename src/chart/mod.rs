//! Charts: model → layout → draw, one chart per file.
//!
//! A `Model` holds plain values and texts ready to show; `layout` turns it and a [`Frame`] into plain geometry in
//! device pixels, which the tests and `hit` read; `draw` puts that geometry on a `plotters_backend::DrawingBackend`,
//! a canvas in the page and an SVG in the tests. Titles, legends and tooltips are the page's.
//!
//! The canvas must be left-to-right (`dir="ltr"`) even in a right-to-left page: plotters-canvas anchors text at the
//! logical start and end, and only there are these the left and the right. Persian text is isolated with its own
//! direction, so it still reads properly.
//!
//! This module must not know of scenarios, the pipeline, the web or any language's words; models bring their texts.

pub mod acceptance;
pub mod bands;
pub mod bars;
pub mod choropleth;
pub mod class_bars;
pub mod distribution;
pub mod heat;
pub mod histogram;
pub mod lorenz;
pub mod presence;
pub mod shares;
pub mod sheet;
pub mod slope;
pub mod spine;
pub mod tiles;
pub mod trend;

mod axis;
mod dash;
mod frame;
mod grid;
mod hatch;
mod keys;
mod paint;
mod rect;
mod rows;
mod scale;
mod shade;
mod svg;
mod text;
mod theme;

pub use axis::Tick;
pub use frame::Frame;
pub use keys::Key;
pub use paint::{ChartError, DrawResult};
pub use rect::Rect;
pub use scale::{LinearScale, nice_ticks};
pub use shade::{diverging, shades};
pub use svg::SvgSurface;
pub use text::{Anchor, FONT_FAMILY, ellipsize, text_width};
pub use theme::{Rgb, Theme};
