//! Ranks with ties sharing their mean.

use crate::sorting::Sorting;
use crate::tolerance::Tolerance;

/// Positions of the finite values of a column, ascending; equal values in the order of the column.
pub(crate) fn ascending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).filter(|at| values[*at].is_finite()).collect();
    order.order_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

/// Ascending ranks from 1, ties sharing their mean, and what only rounding parts being a tie; `NaN` where the value is not
/// finite.
///
/// ```
/// assert_eq!(negah::stat::ranks::mean_ranks(&[5.0, 1.0, 5.0]), [2.5, 1.0, 2.5]);
/// ```
pub fn mean_ranks(values: &[f64]) -> Vec<f64> {
    ranks_along(values, &ascending(values))
}

/// Ranks of the positions of `order`, which must be ascending; all others are missing.
pub(crate) fn ranks_along(values: &[f64], order: &[usize]) -> Vec<f64> {
    let mut ranks = vec![f64::NAN; values.len()];
    let mut before = 0;
    let tolerance = Tolerance::of_ordered(order.len(), |place| values[order[place]]);
    for tie in tolerance.runs(order, |at| values[*at]) {
        let shared = before as f64 + (tie.len() + 1) as f64 / 2.0;
        tie.iter().for_each(|at| ranks[*at] = shared);
        before += tie.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_take_no_rank_and_both_zeros_are_equal() {
        let ranks = mean_ranks(&[0.0, f64::NAN, -0.0, 7.0]);
        assert_eq!((ranks[0], ranks[2], ranks[3]), (1.5, 1.5, 3.0));
        assert!(ranks[1].is_nan());
    }
}
