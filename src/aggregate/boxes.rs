//! Box plots after J. W. Tukey (1977): quartiles, whiskers and what lies beyond them.

use std::ops::Range;

use crate::sorting::quantile;

/// How far whiskers may reach beyond the box, in lengths of it.
const REACH: f64 = 1.5;

/// The box of a group and its whiskers, in the unit of the values, ascending.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxSummary {
    /// Least value not more than 1.5 interquartile ranges below the first quartile.
    pub low: f64,
    /// First quartile, see [`quantile`].
    pub q1: f64,
    /// Median.
    pub median: f64,
    /// Third quartile.
    pub q3: f64,
    /// Greatest value not more than 1.5 interquartile ranges above the third quartile.
    pub high: f64,
    /// Positions of the values from whisker to whisker; those before and after are outliers.
    pub inside: Range<usize>,
}

/// The box of ascending `sorted` values; `None` when empty.
///
/// ```
/// // Quartiles 2 and 4: whiskers reach at most to −1 and 7, so that 9 lies outside.
/// let found = negah::aggregate::box_summary(&[1.0, 2.0, 3.0, 4.0, 9.0]).unwrap();
/// assert_eq!((found.q1, found.median, found.q3), (2.0, 3.0, 4.0));
/// assert_eq!((found.low, found.high, found.inside), (1.0, 4.0, 0..4));
/// ```
pub fn box_summary(sorted: &[f64]) -> Option<BoxSummary> {
    let (q1, median, q3) = (quantile(sorted, 0.25)?, quantile(sorted, 0.5)?, quantile(sorted, 0.75)?);
    let room = REACH * (q3 - q1);
    let from = sorted.partition_point(|value| *value < q1 - room);
    let to = sorted.partition_point(|value| *value <= q3 + room);
    // Interpolated quartiles lie between values, so that at least the median's neighbours are inside.
    let (low, high) = (*sorted.get(from)?, *sorted.get(to.checked_sub(1)?)?);
    Some(BoxSummary { low, q1, median, q3, high, inside: from..to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_value_is_all_of_its_box() {
        let found = box_summary(&[7.0]).unwrap();
        assert_eq!((found.low, found.median, found.high, found.inside), (7.0, 7.0, 7.0, 0..1));
        assert_eq!(box_summary(&[]), None);
    }

    proptest! {
        #[test]
        fn outliers_lie_beyond_the_whiskers(mut values in prop::collection::vec(-1e3..1e3_f64, 1..60)) {
            values.sort_by(f64::total_cmp);
            let found = box_summary(&values).unwrap();
            prop_assert!(found.low <= found.median && found.median <= found.high);
            prop_assert!(values[..found.inside.start].iter().all(|value| *value < found.low));
            prop_assert!(values[found.inside.end..].iter().all(|value| *value > found.high));
        }
    }
}
