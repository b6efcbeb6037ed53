//! Values to pixels, and round numbers for axes.

/// A straight map of values onto pixels. The range may run either way: that is how an axis is mirrored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinearScale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl LinearScale {
    /// Maps `domain` (in the unit of the values) onto `range` (device pixels), end on end.
    ///
    /// A domain of one value, or one that is not finite, is mapped onto the middle of the range.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The pixel of a value; values beyond the domain lie beyond the range.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value - self.domain.0) / (self.domain.1 - self.domain.0);
        let share = if share.is_finite() { share } else { 0.5 };
        self.range.0 + (self.range.1 - self.range.0) * share
    }

    /// The pixel of a value, kept within the range.
    pub fn at_clamped(&self, value: f64) -> f64 {
        self.at(value).max(self.range.0.min(self.range.1)).min(self.range.0.max(self.range.1))
    }

    /// The value at a pixel; beyond the range it lies beyond the domain.
    pub fn value(&self, pixel: f64) -> f64 {
        Self::new(self.range, self.domain).at(pixel)
    }

    /// Whether a value lies in the domain, its ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.domain.0 <= value && value <= self.domain.1
    }
}

/// About `n` round values from `min` to `max`: multiples of 1, 2 or 5 times a power of ten, ascending, all within the
/// two. Empty when `n` is 0 or the ends are not finite; `[min]` when they are equal.
///
/// ```
/// use negah::chart::nice_ticks;
///
/// assert_eq!(nice_ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
/// assert_eq!(nice_ticks(0.13, 0.42, 3), [0.2, 0.3, 0.4]);
/// ```
pub fn nice_ticks(min: f64, max: f64, n: usize) -> Vec<f64> {
    let (min, max) = (min.min(max), min.max(max));
    if n == 0 || !(max - min).is_finite() {
        return Vec::new();
    }
    if min == max {
        return vec![min];
    }
    let (mantissa, exponent) = nice_step((max - min) / n as f64);
    let step = mantissa * 10_f64.powi(exponent);
    // Division by a power of ten rounds once, so 0.3 comes out as 0.3; multiplying by 0.1 would not.
    let nth = |i: f64| if exponent < 0 { i * mantissa / 10_f64.powi(-exponent) } else { i * step };
    // Quotients of decimals miss whole numbers by a hair: 0.35 / 0.05 is 6.999…; the filter has the last word.
    let (first, last) = ((min / step - 1e-9).ceil(), (max / step + 1e-9).floor());
    // A step too small to change the value would never end.
    let count = (last - first).min(4.0 * n as f64) as i64;
    (0..=count).map(|i| nth(first + i as f64)).filter(|tick| min <= *tick && *tick <= max).collect()
}

/// The round step nearest to `rough` in ratio: mantissa 1, 2, 5 or 10, and the power of ten.
fn nice_step(rough: f64) -> (f64, i32) {
    let exponent = rough.log10().floor();
    let mantissa = rough / 10_f64.powf(exponent);
    // The borders are the geometric means of neighbouring steps.
    let nice = match mantissa {
        m if m < 2_f64.sqrt() => 1.0,
        m if m < 10_f64.sqrt() => 2.0,
        m if m < 50_f64.sqrt() => 5.0,
        _ => 10.0,
    };
    (nice, exponent as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mirrored_range_grows_to_the_left() {
        let scale = LinearScale::new((0.0, 10.0), (300.0, 100.0));
        assert_eq!((scale.at(0.0), scale.at(2.5), scale.at(10.0)), (300.0, 250.0, 100.0));
        assert_eq!(scale.at_clamped(20.0), 100.0);
        assert_eq!(scale.at_clamped(-20.0), 300.0);
        assert_eq!((scale.value(250.0), scale.value(320.0)), (2.5, -1.0));
    }

    #[test]
    fn a_domain_of_one_value_lies_in_the_middle() {
        assert_eq!(LinearScale::new((4.0, 4.0), (0.0, 80.0)).at(4.0), 40.0);
        assert_eq!(LinearScale::new((f64::NAN, 4.0), (0.0, 80.0)).at(4.0), 40.0);
    }

    #[test]
    fn ticks_cross_zero_and_are_exact_decimals() {
        assert_eq!(nice_ticks(-1.0, 1.0, 4), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        assert_eq!(nice_ticks(0.0, 0.35, 7), [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
        assert_eq!(nice_ticks(2_000.0, 19_000.0, 4), [5_000.0, 10_000.0, 15_000.0]);
    }

    #[test]
    fn no_ticks_without_a_range() {
        assert_eq!(nice_ticks(3.0, 3.0, 5), [3.0]);
        assert!(nice_ticks(0.0, f64::INFINITY, 5).is_empty());
        assert!(nice_ticks(0.0, 1.0, 0).is_empty());
    }

    proptest! {
        #[test]
        fn ticks_ascend_within_the_ends_and_are_about_as_many(
            min in -1e9..1e9_f64, span in 1e-3..1e9_f64, n in 3..10_usize,
        ) {
            let ticks = nice_ticks(min, min + span, n);
            prop_assert!(ticks.is_sorted_by(|a, b| a < b));
            prop_assert!(ticks.iter().all(|tick| (min..=min + span).contains(tick)));
            prop_assert!(ticks.len() >= n / 2 && ticks.len() <= 2 * n, "{} for {n}", ticks.len());
        }
    }
}
