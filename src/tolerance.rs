//! Whether computed numbers are equal: the one place that decides it.
//!
//! Arithmetic on `f64` rounds, so numbers that are equal on paper differ in their last bits, by the order in which they were
//! added. Ties, percentiles, tiers, cut-offs, bars and "constant" ask here instead of comparing bits.
//!
//! Two numbers are equal if they differ by at most [`RELATIVE`] of the largest of three magnitudes: either number's, and the
//! typical one of their column. Rounding in a sum is some 10⁻¹⁵ of its parts; data and weights have far fewer than twelve
//! significant digits. The column's magnitude counts because parts may cancel: a sum of z-scores that is 0 on paper comes
//! out as 10⁻¹⁷. This module must not know any type of the crate.

use crate::sorting::Sorting;

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
    /// The default, as a constant.
    pub const DEFAULT: Self = Self { typical: 0.0 };

    /// Of a column in any order; `NaN` (missing) is passed over.
    pub fn of(values: &[f64]) -> Self {
        let mut present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        let Some(last) = present.len().checked_sub(1) else { return Self::default() };
        let low = quarter(present.len());
        let mut at = |place: usize| *present.select_nth_unstable_by(place, f64::total_cmp).1;
        let ends = [at(low), at(last - low)];
        Self::between(ends, last)
    }

    /// Of a column without `NaN`, ascending or descending.
    pub fn of_sorted(sorted: &[f64]) -> Self {
        Self::of_ordered(sorted.len(), |place| sorted[place])
    }

    /// Of `len` numbers without `NaN` that `at` gives in ascending or descending order.
    pub fn of_ordered(len: usize, at: impl Fn(usize) -> f64) -> Self {
        let Some(last) = len.checked_sub(1) else { return Self::default() };
        let low = quarter(len);
        Self::between([at(low), at(last - low)], last)
    }

    /// The typical magnitude is the larger one of both quartiles, taken towards the middle: one extreme value, as a product
    /// of many indicators may have, must not make all others equal. Of two numbers it is the smaller.
    fn between(ends: [f64; 2], last: usize) -> Self {
        let [one, other] = ends.map(f64::abs);
        let typical = if last < 2 { one.min(other) } else { one.max(other) };
        Self { typical: if typical.is_finite() { typical } else { 0.0 } }
    }

    /// For numbers that were put together from parts of this magnitude, and may have cancelled.
    #[must_use]
    pub fn of_parts(self, magnitude: f64) -> Self {
        Self { typical: if magnitude.is_finite() { self.typical.max(magnitude) } else { self.typical } }
    }

    /// The typical magnitude that counts, in the column's unit; 0 where none is known.
    pub fn typical(self) -> f64 {
        self.typical
    }

    /// Whether two numbers are equal but for rounding. `NaN` equals nothing; an infinity equals itself alone.
    ///
    /// ```
    /// use negah::tolerance::Tolerance;
    /// let sum = 0.1 + 0.2 + 0.3;
    /// assert!(sum != 0.6 && Tolerance::default().same(sum, 0.6));
    /// assert!(Tolerance::of(&[-2.0, -1.0, 1e-17, 1.0, 2.0]).same(1e-17, 0.0));
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

    /// The least number that reaches `bar`, for who compares a whole column with one bar; an infinite bar stays as it is.
    pub fn least(self, bar: f64) -> f64 {
        if bar.is_finite() { bar - self.slack(bar) } else { bar }
    }

    /// The greatest number that does not exceed `bar`.
    pub fn most(self, bar: f64) -> f64 {
        if bar.is_finite() { bar + self.slack(bar) } else { bar }
    }

    /// How far a number of the column may be from `number` and still be equal.
    fn slack(self, number: f64) -> f64 {
        RELATIVE * number.abs().max(self.typical)
    }

    /// Length of the run of equal values that `sorted` begins with, at least 1; 0 where it is empty. All members equal the
    /// first one, so that a run cannot creep away from it.
    #[inline]
    pub fn run(self, sorted: impl IntoIterator<Item = f64>) -> usize {
        let mut values = sorted.into_iter();
        let Some(first) = values.next() else { return 0 };
        1 + values.take_while(|value| self.same(first, *value)).count()
    }

    /// Cuts positions in the order of their `value`s, ascending or descending, into runs of equal values.
    pub fn runs<'a, T>(
        self,
        sorted: &'a [T],
        value: impl Fn(&T) -> f64 + 'a,
    ) -> impl Iterator<Item = &'a [T]> {
        let mut rest = sorted;
        std::iter::from_fn(move || {
            let (run, after) = rest.split_at(self.run(rest.iter().map(&value)));
            rest = after;
            (!run.is_empty()).then_some(run)
        })
    }
}

/// Makes equal values of a column the same to the last bit: each run of them the least of them. `NaN` stays.
pub fn settle(values: &mut [f64]) {
    let mut order: Vec<usize> = (0..values.len()).filter(|at| !values[*at].is_nan()).collect();
    order.order_by(|a, b| values[*a].total_cmp(&values[*b]));
    let given: Vec<f64> = order.iter().map(|at| values[*at]).collect();
    let mut places = order.iter();
    for run in Tolerance::of_sorted(&given).runs(&given, |value| *value) {
        places.by_ref().take(run.len()).for_each(|at| values[*at] = run[0] + 0.0);
    }
}

/// Place of the lower quartile, towards the middle.
fn quarter(len: usize) -> usize {
    (len - 1).div_ceil(4)
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
    fn the_typical_magnitude_is_that_of_the_quartiles_towards_the_middle() {
        for (column, typical) in [
            (&[][..], 0.0),
            (&[-7.0], 7.0),
            (&[1e20, 1.0], 1.0),
            (&[1e20, 1.0, 2.0], 2.0),
            (&[-4.0, f64::NAN, -3.0, 1.0, 2.0, 9.0], 3.0),
        ] {
            assert_eq!(Tolerance::of(column).typical(), typical, "{column:?}");
        }
        assert_eq!(Tolerance::default().of_parts(5.0).typical(), 5.0);
    }

    #[test]
    fn a_bar_as_one_number_is_the_same_bar() {
        let tolerance = Tolerance::of(&[-50.0, 40.0, 60.0]);
        for bar in [62.0, -62.0, 0.0] {
            for off in [-1e-10, -1e-11, -1e-14, 0.0, 1e-14, 1e-11, 1e-10] {
                let value = bar + off;
                assert_eq!(tolerance.reaches(value, bar), value >= tolerance.least(bar), "{value} {bar}");
                assert_eq!(tolerance.exceeds(value, bar), value > tolerance.most(bar), "{value} {bar}");
            }
        }
        assert_eq!(tolerance.least(f64::INFINITY), f64::INFINITY);
    }

    #[test]
    fn a_settled_column_compares_by_bits() {
        let mut column = [0.6, f64::NAN, 0.1 + 0.2 + 0.3, 0.5];
        settle(&mut column);
        assert!(column[0] == 0.6 && column[2] == 0.6 && column[3] == 0.5 && column[1].is_nan());
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
