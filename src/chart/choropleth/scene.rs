//! A map with what it may wear beyond its model: shades of its own, circles, brushed areas.

use super::{Frame, Model};
use crate::chart::Rgb;
use crate::map::{Projection, round_below};
use crate::sorting::Sorting;

/// Share of the surface that all circles cover together, if none is too large for itself.
const COVER: f64 = 0.16;
/// Radius of the largest circle and of the smallest, css pixels.
const RADIUS: (f64, f64) = (34.0, 1.5);

/// A map to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// Areas, classes and what is looked at.
    pub model: Model<'a>,
    /// Shade of each class; empty for the usual ones.
    pub shades: &'a [Rgb],
    /// What the area of each circle stands for, in any unit, 0 or more, `NaN` where unknown; `None` to shade the areas
    /// themselves.
    pub sizes: Option<&'a [f64]>,
    /// Brushed areas, ascending.
    pub marked: &'a [usize],
}

impl<'a> Scene<'a> {
    /// A model and nothing else.
    pub fn plain(model: Model<'a>) -> Self {
        Self { model, shades: &[], sizes: None, marked: &[] }
    }

    /// Size of an area's circle; `None` where there is none: unknown, 0, or nowhere on the map.
    fn size(&self, area: usize) -> Option<f64> {
        let size = self.sizes?.get(area).copied().filter(|size| size.is_finite() && *size > 0.0)?;
        self.model.shapes.anchor(area).map(|_| size)
    }

    /// Radius of a circle, device pixels, given the pixels that a circle of size 1 has.
    pub(super) fn radius(&self, area: usize, unit: f64, frame: &Frame) -> Option<f64> {
        Some((unit * self.size(area)?.sqrt()).max(frame.px(RADIUS.1)))
    }

    /// Radius of a circle of size 1, device pixels: areas of circles are in proportion to their sizes, those of all
    /// areas of the filter cover a fair share of the surface, and grow less than the map does.
    pub(super) fn unit(&self, projection: &Projection, frame: &Frame) -> f64 {
        if self.sizes.is_none() {
            return 0.0;
        }
        let sizes = (0..self.model.shapes.n_areas()).filter(|area| self.model.is_inside(*area));
        let (sum, most) = sizes
            .filter_map(|area| self.size(area))
            .fold((0.0, 0.0_f64), |(sum, most), size| (sum + size, most.max(size)));
        if most <= 0.0 {
            return 0.0;
        }
        let [width, height] = frame.size();
        let covering = (COVER * width * height / (std::f64::consts::PI * sum)).sqrt();
        covering.min(frame.px(RADIUS.0) / most.sqrt()) * projection.viewport().zoom.sqrt()
    }

    /// Circles in sight with their radii, the largest first, so that none hides a smaller one.
    pub(super) fn circles(&self, visible: &[u32], unit: f64, frame: &Frame) -> Vec<(u32, f64)> {
        let circle = |area: &u32| Some((*area, self.radius(*area as usize, unit, frame)?));
        let mut circles: Vec<(u32, f64)> = visible.iter().filter_map(circle).collect();
        circles.order_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        circles
    }
}

/// Two or three round sizes to explain the circles by, the largest first, with their radii in device pixels.
///
/// `unit` is [`Layout::unit`](super::Layout::unit).
pub fn size_key(unit: f64, frame: &Frame) -> Vec<(f64, f64)> {
    let most = frame.px(26.0) / unit;
    if unit <= 0.0 || !most.is_finite() {
        return Vec::new();
    }
    let largest = round_below(most * most);
    let sizes = [largest, largest / 5.0, largest / 50.0].into_iter();
    sizes.map(|size| (size, unit * size.sqrt())).filter(|(_, radius)| *radius >= frame.px(2.5)).collect()
}
