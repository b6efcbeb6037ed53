//! Moments of a column: mean, sample standard deviation, skewness and excess kurtosis.
//!
//! Skewness and kurtosis are the adjusted Fisher–Pearson coefficients G1 and G2 (D. N. Joanes and C. A. Gill 1998,
//! "Comparing measures of sample skewness and kurtosis"), those of spreadsheets and of the COINr handbook's outlier
//! rule: `G1 = g1 · √(n(n−1)) / (n−2)` and `G2 = ((n+1)·g2 + 6) · (n−1) / ((n−2)(n−3))` with
//! `g1 = m3 / m2^1.5`, `g2 = m4 / m2² − 3` and central moments `m` of divisor n.

use super::rows::is_constant;

/// Moments of the finite values of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// How many values are there.
    pub n: usize,
    /// Arithmetic mean, in the column's unit; `None` without a value.
    pub mean: Option<f64>,
    /// Sample standard deviation (divisor n − 1), in the column's unit; `None` of fewer than two values.
    pub deviation: Option<f64>,
    /// Skewness G1: 0 of a symmetric column, positive with a long upper tail; `None` of fewer than three values, or
    /// of equal ones.
    pub skewness: Option<f64>,
    /// Excess kurtosis G2: 0 of a normal column, positive with heavy tails; `None` of fewer than four values, or of
    /// equal ones.
    pub kurtosis: Option<f64>,
}

/// Moments of `values`; `NaN` and infinities are left out.
///
/// ```
/// let found = negah::stat::moments::moments(&[1.0, 2.0, f64::NAN, 3.0, 4.0]);
/// assert_eq!((found.n, found.mean, found.skewness), (4, Some(2.5), Some(0.0)));
/// assert!((found.kurtosis.unwrap() - -1.2).abs() < 1e-12);
/// ```
pub fn moments(values: &[f64]) -> Moments {
    let values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let count = values.len();
    let n = count as f64;
    let finite = |least: usize, figure: f64| Some(figure).filter(|x| count >= least && x.is_finite());
    let mean = values.iter().sum::<f64>() / n;
    if is_constant(&values) {
        // Rounding may leave a mean beside its equal values: nothing is divided by what that leaves.
        let same = values.first().copied();
        let (deviation, skewness, kurtosis) = (finite(2, 0.0), None, None);
        return Moments { n: count, mean: same, deviation, skewness, kurtosis };
    }
    let power = |k: i32| values.iter().map(|value| whole_power(value - mean, k)).sum::<f64>() / n;
    let (m2, m3, m4) = (power(2), power(3), power(4));
    let (g1, g2) = (m3 / (m2 * m2.sqrt()), m4 / (m2 * m2) - 3.0);
    Moments {
        n: count,
        mean: finite(1, mean),
        deviation: finite(2, (m2 * n / (n - 1.0)).sqrt()),
        skewness: finite(3, g1 * (n * (n - 1.0)).sqrt() / (n - 2.0)),
        kurtosis: finite(4, ((n + 1.0) * g2 + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0))),
    }
}

/// `base` times itself: the order of multiplying is ours, not the platform's.
fn whole_power(base: f64, times: i32) -> f64 {
    (1..times).fold(base, |product, _| product * base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_upper_tail_by_hand() {
        // Mean 2; deviations −1 −1 −1 3: m2 = 3, m3 = 6, m4 = 21; g1 = 6/√27, G1 = g1·√12/2 = 2; g2 = 21/9 − 3,
        // G2 = (5·(−2/3) + 6)·3/2 = 4.
        let found = moments(&[1.0, 1.0, 1.0, 5.0]);
        assert_eq!((found.mean, found.deviation), (Some(2.0), Some(2.0)));
        assert!((found.skewness.unwrap() - 2.0).abs() < 1e-12);
        assert!((found.kurtosis.unwrap() - 4.0).abs() < 1e-12);
    }

    #[test]
    fn too_little_to_say() {
        assert_eq!(moments(&[f64::NAN]).mean, None);
        assert_eq!(moments(&[3.0]).deviation, None);
        let two = moments(&[3.0, 4.0]);
        assert_eq!((two.skewness, two.kurtosis), (None, None));
        let same = moments(&[0.1; 9]);
        assert_eq!((same.mean, same.deviation, same.skewness), (Some(0.1), Some(0.0), None));
    }

    proptest! {
        #[test]
        fn shape_does_not_change_with_scale(values in prop::collection::vec(-100.0..100.0_f64, 4..40)) {
            let scaled: Vec<f64> = values.iter().map(|value| 7.0 * value + 3.0).collect();
            let (a, b) = (moments(&values), moments(&scaled));
            if let (Some(a), Some(b)) = (a.skewness, b.skewness) {
                prop_assert!((a - b).abs() < 1e-6);
            }
        }
    }
}
