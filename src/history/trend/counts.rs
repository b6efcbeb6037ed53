//! χ² for trend in counts with denominators.
//!
//! With events r, denominators n, times x, and R = Σr, N = Σn:
//!
//! - proportions (binomial; W. G. Cochran 1954, P. Armitage 1955):
//!   `χ² = N·(N·Σr·x − R·Σn·x)² / (R·(N − R)·(N·Σn·x² − (Σn·x)²))`;
//! - rates (Poisson, given their sum; Breslow and Day 1987, "Statistical Methods in Cancer Research" II):
//!   `χ² = (Σr·x − R·Σn·x/N)² / (R·(Σn·x²/N − (Σn·x/N)²))`, which is the former times (N − R)/N.
//!
//! The sign of `N·Σr·x − R·Σn·x` is that of the slope.

use super::{Found, Point, keeps_sign, sign};

/// Sums over the points; time is counted from the first of the whole five, which changes no result.
#[derive(Default)]
struct Sums {
    r: f64,
    n: f64,
    rx: f64,
    nx: f64,
    nxx: f64,
}

impl Sums {
    fn of(points: &[Point], start: f64) -> Self {
        let mut sums = Self::default();
        for (point, counted) in points.iter().filter_map(|point| Some((point, point.counted?))) {
            let x = point.time() - start;
            sums.r += counted.events;
            sums.n += counted.base;
            sums.rx += counted.events * x;
            sums.nx += counted.base * x;
            sums.nxx += counted.base * x * x;
        }
        sums
    }

    fn slope(&self) -> f64 {
        self.n * self.rx - self.r * self.nx
    }

    /// 0 where every denominator is used up, or no event happened: nothing can be seen to change.
    fn chi2(&self, proportion: bool) -> f64 {
        let spread = self.n * self.nxx - self.nx * self.nx;
        let variance = self.r * spread * if proportion { (self.n - self.r) / self.n } else { 1.0 };
        if variance > 0.0 { self.slope() * self.slope() / variance } else { 0.0 }
    }
}

/// The test, and whether it was that for proportions: `share` says that values are per cent, and no count exceeds its
/// denominator. `None` unless all points have counts.
pub(super) fn test(points: &[Point], share: bool) -> Option<(bool, Found)> {
    if points.iter().any(|point| point.counted.is_none()) {
        return None;
    }
    let within = points.iter().filter_map(|point| point.counted).all(|one| one.events <= one.base);
    let start = points.first().map_or(0.0, Point::time);
    let sums = Sums::of(points, start);
    let whole = sign(sums.slope());
    let stable = keeps_sign(points, whole, |rest| Sums::of(rest, start).slope());
    let proportion = share && within;
    Some((proportion, Found { statistic: sums.chi2(proportion), sign: whole, p: None, stable: Some(stable) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Counted;

    fn points(counts: &[(f64, f64)]) -> Vec<Point> {
        let point = |(period, (events, base)): (usize, &(f64, f64))| Point {
            period,
            value: 100.0 * events / base,
            standard_error: None,
            counted: Some(Counted { events: *events, base: *base }),
        };
        counts.iter().enumerate().map(point).collect()
    }

    #[test]
    fn five_equal_denominators_by_hand() {
        // x = 1…5: N = 500, R = 70, Σrx = 230, Σnx = 1500, Σnx² = 5500.
        // 500·(115,000 − 105,000)² / (70·430·(2,750,000 − 2,250,000)) = 5·10¹⁰ / 1.505·10¹⁰
        let five = points(&[10.0, 12.0, 14.0, 16.0, 18.0].map(|events| (events, 100.0)));
        let (proportion, found) = test(&five, true).unwrap();
        assert!(proportion);
        assert!((found.statistic - 50.0 / 15.05).abs() < 1e-12);
        // (230 − 70·3)² / (70·(11 − 9)) = 400 / 140
        let (proportion, rate) = test(&five, false).unwrap();
        assert!(!proportion);
        assert!((rate.statistic - 400.0 / 140.0).abs() < 1e-12);
        assert_eq!((rate.sign, rate.stable), (1, Some(true)));
    }

    #[test]
    fn agrees_with_published_software() {
        // Four groups from the manual of R's `prop.trend.test` (smokers among lung patients; Fleiss 1981):
        // X-squared = 8.2249.
        let four = points(&[(83.0, 86.0), (90.0, 93.0), (129.0, 136.0), (70.0, 82.0)]);
        let (_, found) = test(&four, true).unwrap();
        assert!((found.statistic - 8.2249).abs() < 5e-5);
        assert_eq!(found.sign, -1);
    }

    #[test]
    fn one_point_does_not_make_a_trend() {
        let jump = points(&[50.0, 50.0, 50.0, 50.0, 200.0].map(|events| (events, 1000.0)));
        let (_, found) = test(&jump, true).unwrap();
        assert!(found.statistic > 9.55);
        assert_eq!(found.stable, Some(false));
    }

    #[test]
    fn nothing_counted_is_nothing_changed() {
        let none = points(&[(0.0, 10.0); 5]);
        assert_eq!(test(&none, true).unwrap().1.statistic, 0.0);
        assert_eq!(test(&points(&[(10.0, 10.0); 5]), true).unwrap().1.statistic, 0.0);
    }
}
