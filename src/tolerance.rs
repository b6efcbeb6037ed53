//! Whether computed numbers are equal: the one place that decides it.
//!
//! Arithmetic on `f64` rounds, so numbers that are equal on paper differ in their last bits, by the order in which they were
//! added. Ties, percentiles, tiers, cut-offs, bars and "constant" ask here instead of comparing bits.
//!
//! Two numbers are equal if they differ by at most [`RELATIVE`] of the largest of three magnitudes: either number's, and the
//! typical one of their column. Rounding in a sum is some 10⁻¹⁵ of its parts; data and weights have far fewer than twelve
//! significant digits. The column's magnitude counts because parts may cancel: a sum of z-scores that is 0 on paper comes
//! out as 10⁻¹⁷. This module must not know any type of the crate.

use crate::sorting::{ascend, quantile};

/// Numbers this close count as equal, as a share of their magnitude.
pub const RELATIVE: f64 = 1e-12;

/// How far apart numbers of one column may be and still be equal. The default knows of no column: it is relative to the two
/// numbers alone.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tolerance {
    /// Typical magnitude of the column, in its unit; 0 where none is known.
    typical: f64,
}

impl Tolerance {
    /// Of a column in any order; `NaN` (missing) is passed over.
    pub fn of(values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        ascend(&mut sorted);
        Self::of_sorted(&sorted)
    }

    /// Of a column without `NaN`, ascending or descending.
    ///
    /// The typical magnitude is the larger one of both quartiles: one extreme value, as a product of many indicators may
    /// have, must not make all others equal.
    pub fn of_sorted(sorted: &[f64]) -> Self {
        let [low, high] = [0.25, 0.75].map(|p| quantile(sorted, p).unwrap_or_default().abs());
        let typical = low.max(high);
        Self { typical: if typical.is_finite() { typical } else { 0.0 } }
    }

    /// Whether two numbers are equal but for rounding. `NaN` equals nothing; an infinity equals itself alone.
    ///
    /// ```
    /// use negah::tolerance::Tolerance;
    /// let sum = 0.1 + 0.2 + 0.3;
    /// assert!(sum != 0.6 && Tolerance::default().same(sum, 0.6));
    /// assert!(Tolerance::of(&[-1.0, 1e-17, 1.0]).same(1e-17, 0.0));
    /// ```
    #[inline]
    pub fn same(self, a: f64, b: f64) -> bool {
        a == b || ((a - b).abs() <= RELATIVE * a.abs().max(b.abs()).max(self.typical) && (a - b).is_finite())
    }

    /// Whether `value` is at least `bar`: a bar at 62 is met by 61.99999999999999. Never with `NaN`.
    #[inline]
    pub fn reaches(self, value: f64, bar: f64) -> bool {
        value >= bar || self.same(value, bar)
    }

    /// Whether `value` is above `bar` by more than rounding. Never with `NaN`.
    #[inline]
    pub fn exceeds(self, value: f64, bar: f64) -> bool {
        value > bar && !self.same(value, bar)
    }

    /// Length of the run of equal values that `sorted` begins with, at least 1; 0 where it is empty. All members equal the
    /// first one, so that a run cannot creep away from it.
    #[inline]
    pub fn run(self, sorted: impl IntoIterator<Item = f64>) -> usize {
        let mut values = sorted.into_iter();
        let Some(first) = values.next() else { return 0 };
        1 + values.take_while(|value| self.same(first, *value)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_are_met_in_spite_of_rounding() {
        let tolerance = Tolerance::default();
        assert!(tolerance.reaches(61.999_999_999_999_99, 62.0));
        assert!(!tolerance.reaches(61.999_999, 62.0));
        assert!(!tolerance.exceeds(62.000_000_000_000_01, 62.0));
        assert!(tolerance.exceeds(62.000_001, 62.0));
        assert!(!tolerance.reaches(f64::NAN, 0.0) && !tolerance.same(f64::NAN, f64::NAN));
        assert!(tolerance.same(f64::INFINITY, f64::INFINITY) && !tolerance.same(f64::INFINITY, 1.0));
    }

    #[test]
    fn one_extreme_value_makes_no_others_equal() {
        let column = [1e20, 3.0, 2.0, 1.0];
        assert!(!Tolerance::of(&column).same(2.0, 2.000_001));
    }

    #[test]
    fn runs_are_held_together_by_their_first_value() {
        let step = 0.8e-12;
        let run = [1.0, 1.0 - step, 1.0 - 2.0 * step];
        assert_eq!(Tolerance::default().run(run), 2);
        assert_eq!(Tolerance::default().run([]), 0);
    }

    proptest! {
        #[test]
        fn sums_in_any_order_are_the_same(parts in prop::collection::vec(-100.0..100.0_f64, 4..40)) {
            let tolerance = Tolerance::of(&parts);
            let forwards: f64 = parts.iter().sum();
            let backwards: f64 = parts.iter().rev().sum();
            prop_assert!(tolerance.same(forwards, backwards));
        }
    }
}
