//! Percentiles of need.

use super::choice::PercentileDefinition;
use crate::tolerance::Tolerance;

/// The percentile, 0 to 100, of `need` among `sorted`, the ascending needs of the areas of reference; needs that only
/// rounding parts are equal. `None` when there are none.
///
/// ```
/// use negah::rule::{PercentileDefinition, percentile};
/// let needs = [1.0, 2.0, 2.0, 5.0, 9.0];
/// assert_eq!(percentile(&needs, 2.0, PercentileDefinition::CumeDist), Some(60.0));
/// assert_eq!(percentile(&needs, 2.0, PercentileDefinition::PercentRank), Some(25.0));
/// ```
pub fn percentile(sorted: &[f64], need: f64, definition: PercentileDefinition) -> Option<f64> {
    let n = sorted.len();
    if n == 0 {
        return None;
    }
    let tolerance = Tolerance::of_sorted(sorted);
    // Of needs that are equal the least stands for all, so that they share a percentile.
    let first = sorted.partition_point(|x| !tolerance.reaches(*x, need));
    let need = sorted.get(first).copied().filter(|x| tolerance.same(*x, need)).unwrap_or(need);
    Some(match definition {
        PercentileDefinition::CumeDist => {
            100.0 * sorted.partition_point(|x| !tolerance.exceeds(*x, need)) as f64 / n as f64
        }
        PercentileDefinition::PercentRank if n == 1 => 0.0,
        PercentileDefinition::PercentRank => 100.0 * first.min(n - 1) as f64 / (n - 1) as f64,
    })
}

/// The least need in `sorted` whose percentile is at least `least`; infinite when none reaches it.
pub(super) fn least_need(sorted: &[f64], least: f64, definition: PercentileDefinition) -> f64 {
    let whole = Tolerance::default();
    // The percentile never falls as need grows, so the first that reaches the bar is found by halving.
    let first = sorted
        .partition_point(|x| percentile(sorted, *x, definition).is_some_and(|p| !whole.reaches(p, least)));
    sorted.get(first).copied().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use PercentileDefinition::{CumeDist, PercentRank};

    #[test]
    fn the_neediest_tenth_of_ten() {
        let needs: Vec<f64> = (1..=10).map(f64::from).collect();
        // Shares 10, 20, … 100: 90 and 100 pass. Ranks 0, 11.1, … 88.9, 100: the last alone.
        assert_eq!(least_need(&needs, 90.0, CumeDist), 9.0);
        assert_eq!(least_need(&needs, 90.0, PercentRank), 10.0);
        assert_eq!(least_need(&needs, 0.0, PercentRank), 1.0);
        assert_eq!(least_need(&needs, 100.1, CumeDist), f64::INFINITY);
    }

    #[test]
    fn ties_stand_together_and_one_alone_is_no_rank() {
        let needs = [1.0, 3.0, 3.0, 3.0];
        assert_eq!(percentile(&needs, 3.0, CumeDist), Some(100.0));
        assert_eq!(percentile(&needs, 3.0, PercentRank), Some(100.0 / 3.0));
        assert_eq!(least_need(&needs, 90.0, PercentRank), f64::INFINITY);
        assert_eq!(percentile(&[7.0], 7.0, PercentRank), Some(0.0));
        assert_eq!(percentile(&[7.0], 7.0, CumeDist), Some(100.0));
        assert_eq!(percentile(&[], 7.0, CumeDist), None);
    }
}
