//! Bins of a histogram.

use crate::sorting::{ascend, quantile};

/// Fewest and most bins: fewer hide the shape, more leave bars too thin to point at.
const N_BINS: (usize, usize) = (8, 40);

/// Ends of equally wide bins from the least to the greatest value, in the unit of the values, ascending.
///
/// The width follows Freedman and Diaconis, 2 · interquartile range / ∛n, kept between 8 and 40 bins. Missing values
/// and those that are not finite take no part; without any value there is no bin; one value repeated makes one bin
/// reaching half a unit to both sides.
pub fn bin_edges(values: impl IntoIterator<Item = Option<f64>>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.into_iter().flatten().filter(|value| value.is_finite()).collect();
    ascend(&mut sorted);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    if min == max {
        return vec![min - 0.5, min + 0.5];
    }
    let middle_half =
        quantile(&sorted, 0.75).zip(quantile(&sorted, 0.25)).map_or(0.0, |(high, low)| high - low);
    let width = 2.0 * middle_half / (sorted.len() as f64).cbrt();
    // An interquartile range of 0 asks for infinitely many bins; the cast and the clamp give the most.
    let n = (((max - min) / width).ceil() as usize).clamp(N_BINS.0, N_BINS.1);
    let mut edges: Vec<f64> = (0..=n).map(|i| min + (max - min) * (i as f64 / n as f64)).collect();
    edges[n] = max;
    edges.dedup();
    edges
}

/// How many values lie in each bin: from its lower end up to, but without, its upper one, which only the last bin
/// includes. Values outside, missing ones and those that are not finite are not counted.
pub fn count_bins(values: impl IntoIterator<Item = Option<f64>>, edges: &[f64]) -> Vec<u32> {
    let mut counts = vec![0; edges.len().saturating_sub(1)];
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else {
        return counts;
    };
    for value in values.into_iter().flatten().filter(|value| first <= value && value <= last) {
        let after = edges.partition_point(|edge| *edge <= value);
        let at = after.saturating_sub(1).min(counts.len().saturating_sub(1));
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_width_is_that_of_freedman_and_diaconis() {
        // 0 … 1000: interquartile range 500, width 1000 / ∛1001, so 10.003… bins.
        let edges = bin_edges((0..=1000).map(|i| Some(f64::from(i))));
        assert_eq!(edges.len() - 1, 11);
        assert_eq!((edges[0], edges[11]), (0.0, 1000.0));
    }

    #[test]
    fn few_and_odd_values() {
        assert!(bin_edges([None, Some(f64::NAN)]).is_empty());
        assert_eq!(bin_edges([Some(3.0), Some(3.0)]), [2.5, 3.5]);
        assert_eq!(bin_edges([Some(0.0), Some(1.0)]).len() - 1, 8);
        let mostly_equal = (0..100).map(|i| Some(if i < 99 { 0.0 } else { 1.0 }));
        assert_eq!(bin_edges(mostly_equal).len() - 1, 40);
    }

    #[test]
    fn the_last_bin_includes_its_end() {
        let values = [0.0, 0.5, 1.0, 1.0, 2.0, 3.0, -1.0].map(Some);
        assert_eq!(count_bins(values, &[0.0, 1.0, 2.0]), [2, 3]);
        assert_eq!(count_bins(values, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn no_value_is_lost(values in proptest::collection::vec(-1e6..1e6_f64, 1..300)) {
            let values = || values.iter().copied().map(Some);
            let edges = bin_edges(values());
            let total: u32 = count_bins(values(), &edges).iter().sum();
            prop_assert_eq!(total as usize, values().count());
            prop_assert!(edges.is_sorted_by(|a, b| a < b));
        }
    }
}
