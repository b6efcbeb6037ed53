//! Weights from the first principal component.

use crate::stat::pca::components;

/// Squared entries of the first principal component of the correlation matrix; they sum to 1. Columns are not
/// constant. Where the two largest eigenvalues are equal (two columns without correlation), the component of the
/// column that stands first is taken.
pub(super) fn raw(columns: &[&[f64]]) -> Vec<f64> {
    let found = components(columns);
    let first = found.as_ref().and_then(|found| found.components.first());
    first.map(|first| first.vector.iter().map(|entry| entry * entry).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Two columns: the vector is (1, ±1) / √2 whatever their correlation.
        let found = raw(&[&[1.0, 2.0, 3.0], &[3.0, 1.0, 2.0]]);
        assert!(found.iter().all(|entry| (entry - 0.5).abs() < 1e-15));
    }
}
