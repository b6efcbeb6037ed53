//! How long a kilometre is on the screen.

use super::Projection;

/// Kilometres in a degree of latitude on a sphere of the Earth's mean radius, 6 371.0088 km.
const KM_PER_DEGREE: f64 = 6_371.008_8 * std::f64::consts::PI / 180.0;

/// A round length for a scale bar of at most `longest` pixels: kilometres (1, 2 or 5 times a power of ten) and pixels.
///
/// True at the middle latitude of the data in either direction, as the projection is; it errs by the ratio of the
/// cosines towards the edges, by a hundredth in a province and by less than a tenth across Iran.
pub fn scale_bar(projection: &Projection, longest: f64) -> (f64, f64) {
    let per_km = projection.scale()[1] / KM_PER_DEGREE;
    let most = longest / per_km;
    let km = round_below(most);
    (km, km * per_km)
}

/// The largest of 1, 2 and 5 times a power of ten that does not exceed a number above 0.
pub fn round_below(most: f64) -> f64 {
    let power = 10_f64.powi(most.log10().floor() as i32);
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|round| *round <= most).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Bounds, Viewport};

    #[test]
    fn the_bar_is_as_long_as_it_says_and_fits() {
        let bounds = Bounds { min: [50.0, 35.0], max: [52.0, 36.0] };
        for zoom in [1.0, 3.7, 12.0, 64.0] {
            let viewport = Viewport { zoom, ..Viewport::whole(&bounds) };
            let projection = Projection::fit(bounds, [800.0, 600.0], 10.0, viewport);
            let (km, pixels) = scale_bar(&projection, 120.0);
            assert!(pixels <= 120.0 && pixels > 45.0, "{pixels}");
            // Southwards and eastwards alike, at the middle latitude.
            let [x, y] = projection.project([51.0, 35.5]);
            let south = projection.unproject([x, y + pixels]);
            assert!(((35.5 - south[1]) * KM_PER_DEGREE - km).abs() < 1e-9);
            let east = projection.unproject([x + pixels, y]);
            let narrowing = 35.5_f64.to_radians().cos();
            assert!(((east[0] - 51.0) * KM_PER_DEGREE * narrowing - km).abs() < 1e-9);
        }
    }
}
