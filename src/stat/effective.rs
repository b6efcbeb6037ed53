//! Effective weights: how much of the score's variance each column really brings, which nominal weights do not say.
//!
//! Both figures are linear. Paruolo, Saisana and Saltelli (2013, "Ratings and rankings: voodoo or science?") define the
//! main effect as `S_j = Var(E(score | x_j)) / Var(score)` with a curve for the inner mean; here that curve is the
//! straight line of regression, so that `S_j = r²(x_j, score)`. A score that is a weighted sum is nearly straight in
//! its columns, and the line has no width to choose.

use super::correlation::straight;
use super::rows::{centred, complete, dot};

/// How much each column brings to a weighted sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Effective {
    /// Rows at which every column has a value; the others took no part.
    pub rows: usize,
    /// One entry for each column, in their order.
    pub columns: Vec<Influence>,
}

/// How much one column brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// The nominal weight as a share of all, 0 to 1.
    pub nominal: f64,
    /// `w·cov(x, score) / var(score)`: its share of the score's variance. All columns sum to 1; negative where a
    /// column works against the others.
    pub share: f64,
    /// `r²(x, score)`, 0 to 1: the share of the score's variance that goes when `x` is known, with all that moves with
    /// it; these do not sum to 1. `None` of a constant column.
    pub main_effect: Option<f64>,
}

/// Effective weights of `score = Σ w_j · x_j` over the complete rows. Weights are not negative, their scale is of no
/// matter; columns are those that the score is made of, already on their common scale.
///
/// `None` when the score is constant or cannot be computed: of fewer than two complete rows, of all weights zero, of a
/// weight that is negative or not a number, or when there are not as many weights as columns.
///
/// ```
/// let (a, b) = ([1.0, 2.0, 3.0], [10.0, 30.0, 20.0]);
/// // Score 5.5 16 11.5 (half each): b has a hundred times a's variance and brings nearly all of the score's.
/// let found = negah::stat::effective::effective(&[0.5, 0.5], &[&a, &b]).unwrap();
/// // 0.25·(1 + 2·5 + 100) = 27.75; of a 0.25·(1 + 5) = 1.5.
/// assert!((found.columns[0].share - 1.5 / 27.75).abs() < 1e-12);
/// assert!((found.columns[1].share - 26.25 / 27.75).abs() < 1e-12);
/// ```
pub fn effective(weights: &[f64], columns: &[&[f64]]) -> Option<Effective> {
    let sum: f64 = weights.iter().sum();
    let fine = weights.iter().all(|weight| *weight >= 0.0 && weight.is_finite());
    if !fine || !sum.is_finite() || sum <= 0.0 || weights.len() != columns.len() {
        return None;
    }
    let columns: Vec<Vec<f64>> = complete(columns).iter().map(|column| centred(column)).collect();
    let rows = columns.first()?.len();
    let nominal: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
    let score: Vec<f64> =
        (0..rows).map(|row| nominal.iter().zip(&columns).map(|(w, x)| w * x[row]).sum()).collect();
    // Covariances of one divisor throughout, which cancels. Σ w_j·cov(x_j, score) is the variance itself.
    let parts: Vec<f64> = nominal.iter().zip(&columns).map(|(w, x)| w * dot(x, &score)).collect();
    let whole: f64 = parts.iter().sum();
    let influence = |((nominal, part), x): ((&f64, &f64), &Vec<f64>)| Influence {
        nominal: *nominal,
        share: part / whole,
        main_effect: straight(x, &score).map(|r| r * r),
    };
    // Columns that cancel each other leave a score of nothing but rounding.
    let own: f64 = nominal.iter().zip(&columns).map(|(w, x)| w * w * dot(x, x)).sum();
    if rows < 2 || whole <= own * 1e-20 {
        return None;
    }
    Some(Effective { rows, columns: nominal.iter().zip(&parts).zip(&columns).map(influence).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_to_say() {
        let (a, b) = ([1.0, 2.0], [2.0, 1.0]);
        assert_eq!(effective(&[1.0, 1.0], &[&a, &b]), None, "a constant score");
        let (third, other) = ([0.1, 0.2, 0.4], [0.4, 0.3, 0.1]);
        assert_eq!(effective(&[0.7, 0.7], &[&third, &other]), None, "constant but for rounding");
        assert_eq!(effective(&[1.0], &[&a, &b]), None);
        assert_eq!(effective(&[f64::NAN, 1.0], &[&a, &b]), None);
        assert_eq!(effective(&[], &[]), None);
    }

    #[test]
    fn a_column_of_no_weight_may_still_tell_the_score() {
        let (a, b) = ([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]);
        let found = effective(&[1.0, 0.0], &[&a, &b]).unwrap();
        assert_eq!((found.columns[1].share, found.columns[0].share), (0.0, 1.0));
        assert!((found.columns[1].main_effect.unwrap() - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn shares_sum_to_one_on_every_scale(
            rows in prop::collection::vec((-9.0..9.0_f64, -9.0..9.0_f64, -9.0..9.0_f64), 5..30),
            weights in prop::collection::vec(0.1..5.0_f64, 3),
        ) {
            let [a, b, c]: [Vec<f64>; 3] =
                [rows.iter().map(|r| r.0).collect(), rows.iter().map(|r| r.1).collect(), rows.iter().map(|r| r.2).collect()];
            let found = effective(&weights, &[&a, &b, &c]).unwrap();
            prop_assert!((found.columns.iter().map(|one| one.share).sum::<f64>() - 1.0).abs() < 1e-9);
            let scaled: Vec<f64> = weights.iter().map(|weight| weight * 8.0).collect();
            let again = effective(&scaled, &[&a, &b, &c]).unwrap();
            for (one, other) in found.columns.iter().zip(&again.columns) {
                prop_assert!((one.share - other.share).abs() < 1e-9);
            }
        }
    }
}
