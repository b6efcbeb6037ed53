//! Weights as shares of a whole.

/// Each weight as a share of their sum, 0 to 1; equal shares when all are zero.
///
/// ```
/// assert_eq!(negah::score::shares(&[1.0, 3.0]), [0.25, 0.75]);
/// ```
pub fn shares(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 {
        weights.iter().map(|weight| weight / sum).collect()
    } else {
        vec![1.0 / weights.len().max(1) as f64; weights.len()]
    }
}

/// Sets weight `at` to exactly `share` of the whole; the others divide the rest in their old proportion
/// (equally, when they were all zero). With a single weight the share can only be 1.
///
/// ```
/// assert_eq!(negah::score::set_share(&[0.2, 0.6, 0.2], 0, 0.6), [0.6, 0.3, 0.1]);
/// ```
pub fn set_share(weights: &[f64], at: usize, share: f64) -> Vec<f64> {
    if weights.len() < 2 || at >= weights.len() {
        return shares(weights);
    }
    let share = share.clamp(0.0, 1.0);
    let others: f64 =
        weights.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, weight)| weight).sum();
    let spread = |(other, weight): (usize, &f64)| match (other == at, others > 0.0) {
        (true, _) => share,
        (false, true) => weight / others * (1.0 - share),
        (false, false) => (1.0 - share) / (weights.len() - 1) as f64,
    };
    weights.iter().enumerate().map(spread).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn from_nothing_and_back() {
        let all = set_share(&[0.5, 0.5], 0, 1.0);
        assert_eq!(all, [1.0, 0.0]);
        assert_eq!(set_share(&all, 0, 0.4), [0.4, 0.6]);
        assert_eq!(set_share(&[3.0], 0, 0.2), [1.0]);
    }

    proptest! {
        #[test]
        fn sixty_per_cent_is_sixty_per_cent(
            weights in prop::collection::vec(0.0..10.0_f64, 2..12), at in 0_usize..12, share in 0.0..=1.0_f64,
        ) {
            let at = at % weights.len();
            let set = set_share(&weights, at, share);
            prop_assert_eq!(set[at], share);
            prop_assert!((set.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (i, j) in [(0, 1), (1, 0)].into_iter().filter(|(i, j)| *i != at && *j != at) {
                prop_assert!((set[i] * weights[j] - set[j] * weights[i]).abs() < 1e-9);
            }
        }
    }
}
