//! Complete rows: what is left of a few columns when rows with a gap are taken out.
//!
//! Figures that look at all columns at once (principal components, alpha, weights from data) need every column to
//! speak of the same rows. One rule for all of them, so that their figures can be laid side by side.

use crate::tolerance::Tolerance;

/// The rows at which every one of `columns` is finite, column by column; all columns have the same length.
/// Where lengths differ, only the rows that every column has are looked at.
///
/// ```
/// let (a, b) = ([1.0, f64::NAN, 3.0], [4.0, 5.0, 6.0]);
/// assert_eq!(negah::stat::rows::complete(&[&a, &b]), [[1.0, 3.0], [4.0, 6.0]]);
/// ```
pub fn complete(columns: &[&[f64]]) -> Vec<Vec<f64>> {
    let n = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    let whole = |row: &usize| columns.iter().all(|column| column[*row].is_finite());
    let rows: Vec<usize> = (0..n).filter(whole).collect();
    columns.iter().map(|column| rows.iter().map(|row| column[*row]).collect()).collect()
}

/// Whether all values are the same but for rounding, or there are none: nothing to tell rows apart by.
pub(crate) fn is_constant(values: &[f64]) -> bool {
    let widen = |(min, max): (f64, f64), x: &f64| (min.min(*x), max.max(*x));
    let (min, max) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), widen);
    values.is_empty() || Tolerance::default().same(min, max)
}

/// Arithmetic mean; 0 of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Values less their mean.
pub(crate) fn centred(values: &[f64]) -> Vec<f64> {
    let mean = mean(values);
    values.iter().map(|value| value - mean).collect()
}

/// Sum of products.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Sample variance (divisor n − 1); 0 of fewer than two values, and exactly 0 of equal ones.
pub(crate) fn variance(values: &[f64]) -> f64 {
    if is_constant(values) {
        return 0.0;
    }
    let centred = centred(values);
    dot(&centred, &centred) / (values.len() - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_infinite_value_is_a_gap_too() {
        assert_eq!(complete(&[&[1.0, f64::INFINITY]]), [[1.0]]);
        assert!(complete(&[]).is_empty());
    }

    #[test]
    fn equal_values_have_no_variance_whatever_rounding_does_to_their_mean() {
        assert_eq!(variance(&[0.1; 3]), 0.0);
        assert_eq!(variance(&[1.0, 3.0]), 2.0);
    }
}
