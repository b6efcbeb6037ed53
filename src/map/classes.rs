//! Classes of values that a map is shaded by.

use crate::sorting::ascend;
use crate::stat::natural;

/// The most classes [`breaks`] makes: the eye does not tell more shades apart.
pub const MAX_CLASSES: usize = 9;

/// How the range of values is cut into classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClassMethod {
    /// About equally many areas in each class.
    #[default]
    Quantile,
    /// Classes equally wide in the unit of the values.
    EqualInterval,
    /// Classes whose members lie closest to their own mean (Fisher and Jenks).
    Natural,
}

/// Cut points of classes. Class 0 is `[min, upper[0]]`, class c is `(upper[c − 1], upper[c]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaks {
    min: f64,
    /// Upper ends, strictly ascending.
    upper: Vec<f64>,
}

impl Breaks {
    /// Number of classes: what was asked for, or fewer where the values are not diverse enough; 0 without values.
    pub fn n_classes(&self) -> usize {
        self.upper.len()
    }

    /// The class of a value. Every finite value has one if any class exists: what lies outside the values the breaks
    /// were made from falls into the first or last. `None` for a missing value or one that is not finite.
    pub fn class_of(&self, value: Option<f64>) -> Option<u8> {
        let value = value.filter(|value| value.is_finite())?;
        let last = self.upper.len().checked_sub(1)?;
        Some(self.upper.partition_point(|upper| *upper < value).min(last) as u8)
    }

    /// Classes cut at `thresholds` of one's own, in any order: each is the upper end of a class, and one more class
    /// holds what lies above them all. Thresholds that are not finite, repeat another or lie at or above every value
    /// make no class; without values there is none.
    pub fn at(values: impl IntoIterator<Item = Option<f64>>, thresholds: &[f64]) -> Self {
        let span = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        let finite = values.into_iter().flatten().filter(|value| value.is_finite());
        let (min, max) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), span);
        if min > max {
            return Self { min: 0.0, upper: Vec::new() };
        }
        let mut upper: Vec<f64> =
            thresholds.iter().copied().filter(|end| end.is_finite() && *end < max).collect();
        ascend(&mut upper);
        upper.push(max);
        upper.dedup();
        Self { min: upper[0].min(min), upper }
    }

    /// Classes of a change: as many on either side of 0, at the same distances, and 0 alone in the middle; so their
    /// number is odd, at most `n`, at least 3. The distances come from `method` over all changes but 0; thresholds
    /// stand half-way between two values. Without any change there is one class.
    pub fn mirrored(values: impl IntoIterator<Item = Option<f64>>, method: ClassMethod, n: usize) -> Self {
        let finite = values.into_iter().flatten().filter(|value| value.is_finite());
        let mut sizes: Vec<f64> = finite.map(f64::abs).collect();
        ascend(&mut sizes);
        let zero = sizes.partition_point(|size| *size == 0.0);
        let (Some(&least), Some(&most)) = (sizes.get(zero), sizes.last()) else {
            return Self { min: 0.0, upper: sizes.first().copied().into_iter().collect() };
        };
        let side = breaks(sizes[zero..].iter().copied().map(Some), method, n.saturating_sub(1) / 2);
        let between = |end: &f64| {
            let next = sizes[sizes.partition_point(|size| size <= end).min(sizes.len() - 1)];
            end.midpoint(next)
        };
        let mut outward = vec![least / 2.0];
        outward.extend(side.thresholds().iter().map(between));
        let mut upper: Vec<f64> = outward.iter().rev().map(|end| -end).collect();
        upper.extend(outward);
        upper.push(most);
        Self { min: -most, upper }
    }

    /// Where one class ends and the next begins, ascending: one fewer than classes.
    pub fn thresholds(&self) -> &[f64] {
        self.upper.split_last().map_or(&[], |(_, inner)| inner)
    }

    /// Lower and upper end of a class in the unit of the values; `None` beyond the last.
    ///
    /// The upper end belongs to the class; the lower one only to class 0.
    pub fn range(&self, class: usize) -> Option<(f64, f64)> {
        let to = *self.upper.get(class)?;
        let from = class.checked_sub(1).map_or(self.min, |before| self.upper[before]);
        Some((from, to))
    }
}

/// Cuts `values` into `n` classes, 1 to [`MAX_CLASSES`] (other numbers are brought into that range). Missing values
/// and those that are not finite take no part; equal values always share a class.
///
/// - [`ClassMethod::Quantile`]: the upper end of class c of n is the smallest value that at least (c + 1) / n of all
///   values do not exceed.
/// - [`ClassMethod::EqualInterval`]: min + (max − min) · (c + 1) / n.
/// - [`ClassMethod::Natural`]: the cut with the least sum of squared distances to the class means.
///
/// ```
/// use negah::map::{ClassMethod, breaks};
///
/// let values = [Some(1.0), Some(2.0), None, Some(3.0), Some(10.0)];
/// let quantiles = breaks(values, ClassMethod::Quantile, 2);
/// assert_eq!(quantiles.range(0), Some((1.0, 2.0)));
/// assert_eq!(quantiles.class_of(Some(3.0)), Some(1));
/// assert_eq!(quantiles.class_of(None), None);
/// let equal = breaks(values, ClassMethod::EqualInterval, 3);
/// assert_eq!(equal.range(1), Some((4.0, 7.0)));
/// let natural = breaks(values, ClassMethod::Natural, 2);
/// assert_eq!(natural.range(0), Some((1.0, 3.0)));
/// ```
pub fn breaks(values: impl IntoIterator<Item = Option<f64>>, method: ClassMethod, n: usize) -> Breaks {
    let mut sorted: Vec<f64> = values.into_iter().flatten().filter(|value| value.is_finite()).collect();
    ascend(&mut sorted);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else {
        return Breaks { min: 0.0, upper: Vec::new() };
    };
    let n = n.clamp(1, MAX_CLASSES);
    let mut upper = match method {
        ClassMethod::Quantile => quantiles(&sorted, n),
        ClassMethod::EqualInterval => equal_intervals(min, max, n),
        ClassMethod::Natural => natural::breaks(&sorted, n),
    };
    // The last end is the maximum itself, not the maximum after rounding.
    upper.pop();
    upper.retain(|end| *end < max);
    upper.push(max);
    upper.dedup();
    Breaks { min, upper }
}

fn quantiles(sorted: &[f64], n: usize) -> Vec<f64> {
    (1..=n).map(|class| sorted[(sorted.len() * class).div_ceil(n).max(1) - 1]).collect()
}

fn equal_intervals(min: f64, max: f64, n: usize) -> Vec<f64> {
    (1..=n).map(|class| min + (max / n as f64 - min / n as f64) * class as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const METHODS: [ClassMethod; 3] =
        [ClassMethod::Quantile, ClassMethod::EqualInterval, ClassMethod::Natural];

    fn ends(values: &[f64], method: ClassMethod, n: usize) -> Vec<f64> {
        breaks(values.iter().copied().map(Some), method, n).upper
    }

    #[test]
    fn quantiles_hold_equally_many() {
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(ends(&ten, ClassMethod::Quantile, 5), [2.0, 4.0, 6.0, 8.0, 10.0]);
    }

    #[test]
    fn equal_values_are_not_torn_apart() {
        let mostly_zero = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0];
        assert_eq!(ends(&mostly_zero, ClassMethod::Quantile, 4), [0.0, 2.0]);
    }

    #[test]
    fn natural_breaks_fall_into_the_gaps() {
        let three_heaps = [1.0, 1.1, 1.2, 5.0, 5.1, 9.0, 9.3, 9.4];
        assert_eq!(ends(&three_heaps, ClassMethod::Natural, 3), [1.2, 5.1, 9.4]);
    }

    #[test]
    fn one_value_makes_one_class_and_none_makes_none() {
        for method in METHODS {
            assert_eq!(ends(&[7.0, 7.0], method, 5), [7.0]);
            let nothing = breaks([None, Some(f64::NAN)], method, 5);
            assert_eq!(nothing.n_classes(), 0);
            assert_eq!(nothing.class_of(Some(1.0)), None);
            assert_eq!(nothing.range(0), None);
        }
    }

    #[test]
    fn values_from_elsewhere_fall_into_the_outer_classes() {
        let breaks = breaks([1.0, 2.0, 3.0].map(Some), ClassMethod::EqualInterval, 2);
        assert_eq!(breaks.class_of(Some(-50.0)), Some(0));
        assert_eq!(breaks.class_of(Some(50.0)), Some(1));
        assert_eq!(breaks.class_of(Some(2.0)), Some(0), "the upper end belongs to the class");
    }

    #[test]
    fn thresholds_of_ones_own_make_classes_of_their_own() {
        let values = [1.0, 4.0, 6.0, 9.0].map(Some);
        let own = Breaks::at(values, &[6.0, 3.0, 3.0, f64::NAN, 20.0]);
        assert_eq!(own.thresholds(), [3.0, 6.0]);
        assert_eq!((own.range(0), own.range(2)), (Some((1.0, 3.0)), Some((6.0, 9.0))));
        assert_eq!(Breaks::at(values, &[0.5]).range(0), Some((0.5, 0.5)), "an empty class is still one");
        assert_eq!(Breaks::at([None], &[1.0]).n_classes(), 0);
    }

    #[test]
    fn changes_are_cut_alike_on_both_sides_of_nothing() {
        let moves = [-9.0, -1.0, 0.0, 0.0, 1.0, 2.0, 4.0].map(Some);
        let breaks = Breaks::mirrored(moves, ClassMethod::Quantile, 5);
        assert_eq!(breaks.thresholds(), [-3.0, -0.5, 0.5, 3.0]);
        assert_eq!(breaks.range(0), Some((-9.0, -3.0)));
        let class = |value: f64| breaks.class_of(Some(value)).unwrap();
        assert_eq!([-9.0, -1.0, 0.0, 1.0, 4.0].map(class), [0, 1, 2, 3, 4]);
        assert_eq!(Breaks::mirrored([0.0, 0.0].map(Some), ClassMethod::Natural, 5).n_classes(), 1);
        // Six of eight changes are 1: half of all lie in the first class of either side.
        let often = [1.0, -1.0, 1.0, 1.0, -1.0, 1.0, 2.0, -3.0, 0.0, 0.0].map(Some);
        let breaks = Breaks::mirrored(often, ClassMethod::Quantile, 5);
        assert_eq!(breaks.thresholds(), [-1.5, -0.5, 0.5, 1.5]);
        assert_eq!(Breaks::at([Some(1.0), Some(2.0)], &[f64::NEG_INFINITY, 1.5]).thresholds(), [1.5]);
        assert_eq!(Breaks::mirrored([None], ClassMethod::Natural, 5).n_classes(), 0);
    }

    /// The least sum of squared deviations of any cut of sorted values into at most `n` classes.
    fn least(sorted: &[f64], n: usize) -> f64 {
        let cost = |part: &[f64]| {
            let mean = part.iter().sum::<f64>() / part.len() as f64;
            part.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
        };
        let whole = cost(sorted);
        if n <= 1 {
            return whole;
        }
        let split = |at: usize| cost(&sorted[..at]) + least(&sorted[at..], n - 1);
        (1..sorted.len()).map(split).fold(whole, f64::min)
    }

    proptest! {
        #[test]
        fn natural_breaks_are_the_best_of_all_cuts(
            values in proptest::collection::vec(-50..50_i32, 1..11), n in 1..=4_usize,
        ) {
            let mut sorted: Vec<f64> = values.into_iter().map(f64::from).collect();
            sorted.sort_by(f64::total_cmp);
            let found = breaks(sorted.iter().copied().map(Some), ClassMethod::Natural, n);
            let own: f64 = (0..found.n_classes()).map(|class| {
                let part: Vec<f64> = sorted.iter().copied()
                    .filter(|value| found.class_of(Some(*value)) == Some(class as u8)).collect();
                least(&part, 1)
            }).sum();
            prop_assert!((own - least(&sorted, n)).abs() < 1e-6, "{own} for {sorted:?}");
        }

        #[test]
        fn a_change_and_its_opposite_lie_in_opposite_classes(
            values in proptest::collection::vec(-40..40_i32, 1..60), n in 3..=9_usize,
        ) {
            for method in METHODS {
                let breaks = Breaks::mirrored(values.iter().map(|x| Some(f64::from(*x))), method, n);
                let last = breaks.n_classes() - 1;
                prop_assert!(last.is_multiple_of(2) && last < n.max(3));
                for value in values.iter().map(|x| f64::from(*x)) {
                    let class = |value| usize::from(breaks.class_of(Some(value)).unwrap());
                    prop_assert_eq!(class(value) + class(-value), last);
                }
            }
        }

        #[test]
        fn every_value_has_one_class_of_ones_own(
            values in proptest::collection::vec(-1e3..1e3_f64, 1..80),
            cuts in proptest::collection::vec(-1e3..1e3_f64, 0..8),
        ) {
            let breaks = Breaks::at(values.iter().copied().map(Some), &cuts);
            for value in values {
                let holds = |class: &usize| {
                    let (from, to) = breaks.range(*class).unwrap();
                    value <= to && if *class == 0 { value >= from } else { value > from }
                };
                let own: Vec<usize> = (0..breaks.n_classes()).filter(holds).collect();
                prop_assert_eq!(own, [usize::from(breaks.class_of(Some(value)).unwrap())]);
            }
        }

        #[test]
        fn every_finite_value_gets_the_class_whose_range_holds_it(
            values in proptest::collection::vec(-1e6..1e6_f64, 1..200), n in 1..=9_usize,
        ) {
            for method in METHODS {
                let breaks = breaks(values.iter().copied().map(Some), method, n);
                prop_assert!(breaks.n_classes() >= 1 && breaks.n_classes() <= n);
                prop_assert!(breaks.upper.is_sorted_by(|a, b| a < b));
                for value in &values {
                    let class = usize::from(breaks.class_of(Some(*value)).unwrap());
                    let (from, to) = breaks.range(class).unwrap();
                    let above = if class == 0 { *value >= from } else { *value > from };
                    prop_assert!(above && *value <= to, "{value} in {from}..{to} by {method:?}");
                }
            }
        }
    }
}
