//! Geometry of the map: where an area lies on the screen, and which area lies under a point.
//!
//! `geometry → `[`MapShapes`]` → `[`Projection`]` → screen`, and back through [`HitIndex`]; [`breaks`] puts values
//! into the classes a map is shaded by. Everything here is numbers in, numbers out.
//!
//! This module must not know of drawing, colours, scores, languages or the web.

mod bounds;
mod classes;
mod hit;
mod inside;
mod projection;
mod ring;
mod scale_bar;
mod shape;

pub use bounds::Bounds;
pub use classes::{Breaks, ClassMethod, MAX_CLASSES, breaks};
pub use hit::HitIndex;
pub use inside::areas_inside;
pub use projection::{MAX_ZOOM, Projection, Viewport};
pub use scale_bar::{round_below, scale_bar};
pub use shape::{MapShapes, Polygon};
