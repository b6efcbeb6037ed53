//! Weighted linear slope of values with standard errors.
//!
//! With weights w = 1/se²: `slope = Σw·(x − x̄)·y / Σw·(x − x̄)²`, x̄ the weighted mean of time, and
//! `χ² = slope² · Σw·(x − x̄)²`, since the variance of the slope is `1 / Σw·(x − x̄)²` where the standard errors are
//! known. Fingertips takes the standard error as the width of the 95 % interval over 3.92.

use super::{Found, Point, keeps_sign, sign};

/// The test; `None` unless all points have a standard error above 0.
pub(super) fn test(points: &[Point]) -> Option<Found> {
    if !points.iter().all(|point| point.standard_error.is_some_and(|error| error > 0.0)) {
        return None;
    }
    let (slope, information) = fit(points);
    let whole = sign(slope);
    let stable = keeps_sign(points, whole, |rest| fit(rest).0);
    Some(Found { statistic: slope * slope * information, sign: whole, p: None, stable: Some(stable) })
}

/// Slope per period and the inverse of its variance.
fn fit(points: &[Point]) -> (f64, f64) {
    let weighted = || {
        let weight = |point: &Point| point.standard_error.map_or(0.0, |error| 1.0 / (error * error));
        points.iter().map(move |point| (weight(point), point.time(), point.value))
    };
    let whole: f64 = weighted().map(|(w, ..)| w).sum();
    let mean_x = weighted().map(|(w, x, _)| w * x).sum::<f64>() / whole;
    let mean_y = weighted().map(|(w, _, y)| w * y).sum::<f64>() / whole;
    let information: f64 = weighted().map(|(w, x, _)| w * (x - mean_x) * (x - mean_x)).sum();
    let moment: f64 = weighted().map(|(w, x, y)| w * (x - mean_x) * (y - mean_y)).sum();
    (moment / information, information)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[(f64, f64)]) -> Vec<Point> {
        let point = |(period, (value, error)): (usize, &(f64, f64))| Point {
            period,
            value: *value,
            standard_error: Some(*error),
            counted: None,
        };
        values.iter().enumerate().map(point).collect()
    }

    #[test]
    fn equal_errors_by_hand() {
        // Slope 2 per period, Σ(x − x̄)² = 10, weights 1/4: χ² = 4 · 10/4 = 10.
        let found = test(&points(&[10.0, 12.0, 14.0, 16.0, 18.0].map(|y| (y, 2.0)))).unwrap();
        assert!((found.statistic - 10.0).abs() < 1e-12);
        assert_eq!((found.sign, found.stable), (1, Some(true)));
    }

    #[test]
    fn precise_points_weigh_more() {
        // Weights 1, 1, 4 at 0, 1, 2 with values 0, 0, 6: x̄ = 1.5, ȳ = 4; Σw(x−x̄)² = 2.25 + 0.25 + 1 = 3.5,
        // Σw(x−x̄)(y−ȳ) = 6 + 2 + 4 = 12.
        let (slope, information) = fit(&points(&[(0.0, 1.0), (0.0, 1.0), (6.0, 0.5)]));
        assert!((slope - 12.0 / 3.5).abs() < 1e-12 && (information - 3.5).abs() < 1e-12);
    }

    #[test]
    fn an_error_of_zero_is_no_error_known() {
        assert!(test(&points(&[(1.0, 0.0), (2.0, 1.0)])).is_none());
    }
}
