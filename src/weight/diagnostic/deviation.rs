//! Standard deviations as weights.

use crate::stat::rows::variance;

/// The sample standard deviation of each column; the divisor, n − 1, cancels in the shares.
pub(super) fn raw(columns: &[&[f64]]) -> Vec<f64> {
    columns.iter().map(|column| variance(column).sqrt()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(raw(&[&[1.0, 2.0, 3.0], &[0.0, 4.0, 8.0]]), [1.0, 4.0]);
    }
}
