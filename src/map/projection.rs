//! Degrees to pixels and back.
//!
//! Equirectangular at the middle latitude φ of the data: a degree of longitude is drawn cos φ times as wide as a
//! degree of latitude, which keeps shapes true near φ and needs no trigonometry per point:
//!
//! ```text
//! x = width  / 2 + (longitude − centre longitude) · cos φ · s
//! y = height / 2 − (latitude  − centre latitude)           · s
//! ```
//!
//! where s, pixels per degree of latitude, is zoom × the largest s at which the data fit the rectangle inside the
//! padding. A country spans few degrees, so no better projection would be seen; data across the 180th meridian are
//! not supported.

use super::Bounds;

/// How far one can zoom in; zoom 1 shows the whole map.
pub const MAX_ZOOM: f64 = 64.0;

/// The narrowest span that is spread over the whole rectangle, degrees: a map of one point needs some scale.
const MIN_SPAN: f64 = 0.01;

/// Which part of the map is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Longitude and latitude in the middle of the screen, degrees.
    pub center: [f64; 2],
    /// Magnification, 1 to [`MAX_ZOOM`]; 1 shows everything.
    pub zoom: f64,
}

impl Viewport {
    /// The whole of `bounds`.
    pub fn whole(bounds: &Bounds) -> Self {
        Self { center: bounds.center(), zoom: 1.0 }
    }
}

/// A map of degrees onto a rectangle of pixels, and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    bounds: Bounds,
    size: [f64; 2],
    inner: [f64; 2],
    center: [f64; 2],
    zoom: f64,
    /// Pixels per degree of longitude and of latitude.
    scale: [f64; 2],
}

impl Projection {
    /// Fits `bounds` into a rectangle of `size` pixels with `padding` pixels free on each side, seen through
    /// `viewport`.
    ///
    /// A viewport that looks beyond the data, or is not finite, is brought back to them; [`Projection::viewport`]
    /// tells what it became. Bounds of nothing are mapped around 0° east, 0° north.
    pub fn fit(bounds: Bounds, size: [f64; 2], padding: f64, viewport: Viewport) -> Self {
        let bounds = if bounds.is_empty() { Bounds { min: [0.0; 2], max: [0.0; 2] } } else { bounds };
        let inner = size.map(|side| (side - 2.0 * padding).max(1.0));
        let narrowing = bounds.center()[1].to_radians().cos().max(0.01);
        let span = bounds.span().map(|degrees| degrees.max(MIN_SPAN));
        let whole = (inner[0] / (span[0] * narrowing)).min(inner[1] / span[1]);
        let zoom = clamp_zoom(viewport.zoom);
        let scale = [whole * zoom * narrowing, whole * zoom];
        let center = clamp_center(&bounds, [inner[0] / scale[0], inner[1] / scale[1]], viewport.center);
        Self { bounds, size, inner, center, zoom, scale }
    }

    /// Pixels from the upper left corner of a longitude and latitude, degrees.
    pub fn project(&self, point: [f64; 2]) -> [f64; 2] {
        [
            self.size[0] / 2.0 + (point[0] - self.center[0]) * self.scale[0],
            self.size[1] / 2.0 - (point[1] - self.center[1]) * self.scale[1],
        ]
    }

    /// Longitude and latitude, degrees, under a pixel.
    pub fn unproject(&self, pixel: [f64; 2]) -> [f64; 2] {
        [
            self.center[0] + (pixel[0] - self.size[0] / 2.0) / self.scale[0],
            self.center[1] - (pixel[1] - self.size[1] / 2.0) / self.scale[1],
        ]
    }

    /// Pixels per degree of longitude and of latitude.
    pub fn scale(&self) -> [f64; 2] {
        self.scale
    }

    /// What the rectangle shows, degrees.
    pub fn visible(&self) -> Bounds {
        let [west, north] = self.unproject([0.0, 0.0]);
        let [east, south] = self.unproject(self.size);
        Bounds { min: [west, south], max: [east, north] }
    }

    /// The viewport in force.
    pub fn viewport(&self) -> Viewport {
        Viewport { center: self.center, zoom: self.zoom }
    }

    /// The viewport after the map is dragged by `dx` pixels to the right and `dy` down; the data stay in sight.
    pub fn panned(&self, dx: f64, dy: f64) -> Viewport {
        let moved = [self.center[0] - dx / self.scale[0], self.center[1] + dy / self.scale[1]];
        let window = [self.inner[0] / self.scale[0], self.inner[1] / self.scale[1]];
        Viewport { center: clamp_center(&self.bounds, window, moved), zoom: self.zoom }
    }

    /// The viewport after zooming by `factor` (2 doubles) while the place under `pixel` stays under it, as far as the
    /// edge of the data allows.
    pub fn zoomed(&self, pixel: [f64; 2], factor: f64) -> Viewport {
        let zoom = clamp_zoom(self.zoom * factor);
        let grown = zoom / self.zoom;
        let held = self.unproject(pixel);
        let center = [0, 1].map(|axis| held[axis] + (self.center[axis] - held[axis]) / grown);
        let window = [0, 1].map(|axis| self.inner[axis] / (self.scale[axis] * grown));
        Viewport { center: clamp_center(&self.bounds, window, center), zoom }
    }

    /// The viewport that shows `part` of the map as large as it goes, with a tenth of it free around.
    pub fn zoomed_to(&self, part: &Bounds) -> Viewport {
        if part.is_empty() {
            return self.viewport();
        }
        let fits = [0, 1].map(|axis| {
            let whole = self.scale[axis] / self.zoom;
            self.inner[axis] / (part.span()[axis].max(MIN_SPAN) * 1.2 * whole)
        });
        let zoom = clamp_zoom(fits[0].min(fits[1]));
        Viewport { center: part.center(), zoom }
    }
}

/// A zoom that is not a number shows the whole map.
fn clamp_zoom(zoom: f64) -> f64 {
    if zoom.is_nan() { 1.0 } else { zoom.clamp(1.0, MAX_ZOOM) }
}

/// Keeps a window of `window` degrees inside `bounds`; centres it on an axis where it is wider than they are.
fn clamp_center(bounds: &Bounds, window: [f64; 2], center: [f64; 2]) -> [f64; 2] {
    let middle = bounds.center();
    [0, 1].map(|axis| {
        let (low, high) = (bounds.min[axis] + window[axis] / 2.0, bounds.max[axis] - window[axis] / 2.0);
        if low >= high || !center[axis].is_finite() {
            return middle[axis];
        }
        center[axis].max(low).min(high)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const IRAN: Bounds = Bounds { min: [44.0, 25.0], max: [63.4, 39.8] };

    fn whole(size: [f64; 2]) -> Projection {
        Projection::fit(IRAN, size, 10.0, Viewport::whole(&IRAN))
    }

    fn near(left: [f64; 2], right: [f64; 2]) -> bool {
        (left[0] - right[0]).abs() < 1e-6 && (left[1] - right[1]).abs() < 1e-6
    }

    #[test]
    fn the_tight_side_touches_the_padding_and_north_is_up() {
        let map = whole([1000.0, 400.0]);
        assert!((map.project([50.0, 39.8])[1] - 10.0).abs() < 1e-9);
        assert!((map.project([50.0, 25.0])[1] - 390.0).abs() < 1e-9);
        assert!(map.project([44.0, 30.0])[0] > 10.0);
    }

    #[test]
    fn a_degree_of_longitude_is_narrowed_by_the_cosine_of_the_middle_latitude() {
        let [x, y] = whole([800.0, 600.0]).scale();
        assert!((x / y - 32.4_f64.to_radians().cos()).abs() < 1e-12);
    }

    #[test]
    fn the_whole_map_cannot_be_dragged_away() {
        let map = whole([800.0, 600.0]);
        assert!(near(map.panned(500.0, -300.0).center, IRAN.center()));
    }

    #[test]
    fn zooming_holds_the_place_under_the_pointer() {
        let map = whole([800.0, 600.0]);
        let pixel = [420.0, 310.0];
        let held = map.unproject(pixel);
        let nearer = Projection::fit(IRAN, [800.0, 600.0], 10.0, map.zoomed(pixel, 4.0));
        assert!(near(nearer.project(held), pixel));
        assert_eq!(nearer.viewport().zoom, 4.0);
    }

    #[test]
    fn zooming_out_ends_at_the_whole_map() {
        let map = whole([800.0, 600.0]);
        let deep = Projection::fit(IRAN, [800.0, 600.0], 10.0, map.zoomed([1.0, 1.0], 1e9));
        assert_eq!(deep.viewport().zoom, MAX_ZOOM);
        let back = deep.zoomed([700.0, 500.0], 1e-9);
        assert_eq!(back, map.viewport());
    }

    #[test]
    fn a_viewport_that_is_no_number_shows_the_whole_map() {
        let lost = Viewport { center: [f64::NAN, 1e300], zoom: f64::NAN };
        assert_eq!(Projection::fit(IRAN, [800.0, 600.0], 10.0, lost), whole([800.0, 600.0]));
    }

    #[test]
    fn one_point_and_no_point_still_have_a_scale() {
        for bounds in [Bounds::EMPTY, Bounds::around(&[[51.4, 35.7]])] {
            let map = Projection::fit(bounds, [300.0, 200.0], 8.0, Viewport::whole(&bounds));
            assert!(near(map.project(bounds.center()), [150.0, 100.0]));
            assert!(map.scale().iter().all(|scale| scale.is_finite() && *scale > 0.0));
        }
    }

    #[test]
    fn zooming_to_a_part_shows_all_of_it() {
        let part = Bounds { min: [51.0, 35.5], max: [51.6, 35.9] };
        let map = Projection::fit(IRAN, [800.0, 600.0], 10.0, whole([800.0, 600.0]).zoomed_to(&part));
        let seen = map.visible();
        assert!(seen.contains(part.min) && seen.contains(part.max));
        assert!(map.viewport().zoom > 10.0);
    }

    proptest! {
        #[test]
        fn screen_and_ground_round_trip(
            lon in 44.0..63.4_f64, lat in 25.0..39.8_f64,
            at in (44.0..63.4_f64, 25.0..39.8_f64), zoom in 1.0..64.0_f64,
        ) {
            let viewport = Viewport { center: [at.0, at.1], zoom };
            let map = Projection::fit(IRAN, [1366.0, 768.0], 12.0, viewport);
            let back = map.unproject(map.project([lon, lat]));
            prop_assert!((back[0] - lon).abs() < 1e-9 && (back[1] - lat).abs() < 1e-9);
        }

        #[test]
        fn panning_never_leaves_the_data(
            dx in -1e5..1e5_f64, dy in -1e5..1e5_f64, zoom in 1.0..64.0_f64,
        ) {
            let start = Viewport { center: IRAN.center(), zoom };
            let map = Projection::fit(IRAN, [800.0, 600.0], 10.0, start);
            prop_assert!(IRAN.contains(map.panned(dx, dy).center));
        }
    }
}
