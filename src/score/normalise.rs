//! Bringing indicators to a common scale on which more always means more need.

use serde::{Deserialize, Serialize};

use crate::filter::AreaSet;
use crate::snapshot::Polarity;
use crate::snapshot::wire::nothing_more;

/// How an indicator is brought to the common scale. `x` is the value turned so that more is worse
/// (`−value` where the indicator lowers need); minimum, mean and so on are over the areas of reference.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Normalisation {
    /// `lo + (hi − lo) · (x − min) / (max − min)`: 0 to 100 unless said otherwise.
    MinMax {
        /// Value of the least needy area.
        #[serde(default)]
        lo: f64,
        /// Value of the neediest area.
        #[serde(default = "hundred")]
        hi: f64,
    },
    /// `(x − mean) / s` with the sample standard deviation (divisor n − 1).
    #[serde(deserialize_with = "nothing_more")]
    ZScore,
    /// `100 · (r − 1) / (n − 1)`, `r` the ascending rank of `x`, ties sharing the lowest.
    #[serde(deserialize_with = "nothing_more")]
    PercentileRank,
    /// The ascending rank of `x`, 1 to n, ties sharing their mean.
    #[serde(deserialize_with = "nothing_more")]
    Rank,
    /// English Indices of Deprivation: `−23 · ln(1 − R · (1 − e^(−100/23)))` with `R = (n + 1 − k) / n`,
    /// `k` the rank of need, 1 the neediest, ties sharing the lowest; 0 to 100.
    #[serde(deserialize_with = "nothing_more")]
    IodExponential,
    /// `x` as it stands, for indicators already on a common scale.
    #[serde(deserialize_with = "nothing_more")]
    AsIs,
}

fn hundred() -> f64 {
    100.0
}

impl Default for Normalisation {
    fn default() -> Self {
        Self::MinMax { lo: 0.0, hi: 100.0 }
    }
}

/// Why an indicator cannot be brought to the scale; it then takes no part in the score, and that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NormaliseError {
    /// No area of reference has a value.
    #[error("no area has a value")]
    AllMissing,
    /// All areas of reference have the same value, which cannot tell them apart.
    #[error("all areas have the same value")]
    Constant,
}

/// Brings `values` (`NaN` = missing) to the scale, by `reference` areas; missing stays missing.
///
/// Rank-based methods place only the areas of reference; the others come out missing.
///
/// ```
/// use negah::{filter::AreaSet, score::{Normalisation, normalise}, snapshot::Polarity};
/// let all = AreaSet::all(3);
/// let scaled = normalise(&[10.0, 15.0, 30.0], Polarity::RaisesNeed, Normalisation::default(), &all)?;
/// assert_eq!(scaled, [0.0, 25.0, 100.0]);
/// # Ok::<(), negah::score::NormaliseError>(())
/// ```
///
/// # Errors
/// When there is no value, or no difference to scale by ([`Normalisation::AsIs`] and ranks allow the latter).
pub fn normalise(
    values: &[f64],
    polarity: Polarity,
    method: Normalisation,
    reference: &AreaSet,
) -> Result<Vec<f64>, NormaliseError> {
    let turn = if polarity == Polarity::LowersNeed { -1.0 } else { 1.0 };
    let members = Members::new(values, turn, reference);
    if members.n == 0 {
        return Err(NormaliseError::AllMissing);
    }
    match method {
        Normalisation::MinMax { lo, hi } => members.min_max(values, lo, hi),
        Normalisation::ZScore => members.z_score(values),
        Normalisation::PercentileRank => members.percentile_rank(values),
        Normalisation::Rank => Ok(members.ranked(values, |tie| (tie.first + tie.last) as f64 / 2.0)),
        Normalisation::IodExponential => Ok(members.iod_exponential(values)),
        Normalisation::AsIs => Ok(values.iter().map(|value| turn * value).collect()),
    }
}

/// The values of the areas of reference that are there, turned so that more is worse.
struct Members {
    turn: f64,
    /// Turned value and position, in area order.
    turned: Vec<(f64, u32)>,
    n: usize,
}

/// A run of equal values in ascending order: first and last rank, from 1.
struct Tie {
    first: usize,
    last: usize,
}

impl Members {
    fn new(values: &[f64], turn: f64, reference: &AreaSet) -> Self {
        let whole = reference.is_all();
        let turned: Vec<(f64, u32)> = values
            .iter()
            .enumerate()
            .filter(|(at, value)| !value.is_nan() && (whole || reference.contains(*at)))
            .map(|(at, value)| (turn * value, at as u32))
            .collect();
        let n = turned.len();
        Self { turn, turned, n }
    }

    fn bounds(&self) -> (f64, f64) {
        self.turned
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), (x, _)| (min.min(*x), max.max(*x)))
    }

    fn min_max(&self, values: &[f64], lo: f64, hi: f64) -> Result<Vec<f64>, NormaliseError> {
        let (min, max) = self.bounds();
        let range = max - min;
        if range <= 0.0 {
            return Err(NormaliseError::Constant);
        }
        Ok(values.iter().map(|value| lo + (hi - lo) * ((self.turn * value - min) / range)).collect())
    }

    fn z_score(&self, values: &[f64]) -> Result<Vec<f64>, NormaliseError> {
        let n = self.n as f64;
        let mean = self.turned.iter().map(|(x, _)| x).sum::<f64>() / n;
        let squares = self.turned.iter().map(|(x, _)| (x - mean).powi(2)).sum::<f64>();
        let (min, max) = self.bounds();
        if min >= max {
            return Err(NormaliseError::Constant);
        }
        let deviation = (squares / (n - 1.0)).sqrt();
        Ok(values.iter().map(|value| (self.turn * value - mean) / deviation).collect())
    }

    fn percentile_rank(&self, values: &[f64]) -> Result<Vec<f64>, NormaliseError> {
        let (min, max) = self.bounds();
        if min >= max {
            return Err(NormaliseError::Constant);
        }
        let steps = (self.n - 1) as f64;
        Ok(self.ranked(values, |tie| 100.0 * (tie.first - 1) as f64 / steps))
    }

    fn iod_exponential(&self, values: &[f64]) -> Vec<f64> {
        let n = self.n as f64;
        // The neediest of a tie has ascending rank `last`, hence rank of need n + 1 − last.
        self.ranked(values, |tie| iod_transform(tie.last as f64 / n))
    }

    /// Gives every member the number that `place` makes of its run of equal values.
    fn ranked(&self, values: &[f64], place: impl Fn(&Tie) -> f64) -> Vec<f64> {
        let mut sorted = self.turned.clone();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut placed = vec![f64::NAN; values.len()];
        let mut start = 0;
        for run in sorted.chunk_by(|a, b| a.0 == b.0) {
            let value = place(&Tie { first: start + 1, last: start + run.len() });
            for (_, at) in run {
                placed[*at as usize] = value;
            }
            start += run.len();
        }
        placed
    }
}

/// The exponential transformation of the English Indices of Deprivation; `share` is R in (0, 1].
fn iod_transform(share: f64) -> f64 {
    -23.0 * libm::log(1.0 - share * (1.0 - libm::exp(-100.0 / 23.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(values: &[f64], polarity: Polarity, method: Normalisation) -> Vec<f64> {
        normalise(values, polarity, method, &AreaSet::all(values.len())).unwrap()
    }

    #[test]
    fn polarity_turns_min_max_round() {
        let lowers = run(&[10.0, 15.0, 30.0], Polarity::LowersNeed, Normalisation::default());
        assert_eq!(lowers, [100.0, 75.0, 0.0]);
    }

    #[test]
    fn z_score_uses_the_sample_deviation() {
        let z = run(&[1.0, 2.0, 3.0], Polarity::RaisesNeed, Normalisation::ZScore);
        assert_eq!(z, [-1.0, 0.0, 1.0]);
    }

    #[test]
    fn ranks_and_percentiles_with_ties_and_gaps() {
        let values = [5.0, 1.0, f64::NAN, 5.0, 9.0];
        let percentile = run(&values, Polarity::RaisesNeed, Normalisation::PercentileRank);
        assert_eq!(percentile[..2], [100.0 / 3.0, 0.0]);
        assert!(percentile[2].is_nan());
        let rank = run(&values, Polarity::RaisesNeed, Normalisation::Rank);
        assert_eq!((rank[0], rank[1], rank[3], rank[4]), (2.5, 1.0, 2.5, 4.0));
    }

    #[test]
    fn iod_exponential_runs_from_zero_to_hundred() {
        // Given ranks 1..4, 1 the neediest: R = 1, 3/4, 1/2, 1/4.
        let scaled = run(&[1.0, 2.0, 3.0, 4.0], Polarity::LowersNeed, Normalisation::IodExponential);
        assert!((scaled[0] - 100.0).abs() < 1e-9);
        assert!((scaled[2] - -23.0 * (1.0 - 0.5 * (1.0 - (-100.0_f64 / 23.0).exp())).ln()).abs() < 1e-12);
    }

    #[test]
    fn reference_areas_set_the_scale() {
        let reference = AreaSet::from_fn(3, |at| at < 2);
        let scaled =
            normalise(&[0.0, 10.0, 20.0], Polarity::RaisesNeed, Normalisation::default(), &reference)
                .unwrap();
        assert_eq!(scaled, [0.0, 100.0, 200.0]);
        let ranked =
            normalise(&[0.0, 10.0, 20.0], Polarity::RaisesNeed, Normalisation::Rank, &reference).unwrap();
        assert!(ranked[2].is_nan());
    }

    #[test]
    fn no_information_is_an_error() {
        let all = AreaSet::all(2);
        let error =
            |values: &[f64], method| normalise(values, Polarity::RaisesNeed, method, &all).unwrap_err();
        assert_eq!(error(&[f64::NAN; 2], Normalisation::AsIs), NormaliseError::AllMissing);
        for method in [Normalisation::default(), Normalisation::ZScore, Normalisation::PercentileRank] {
            assert_eq!(error(&[3.3, 3.3], method), NormaliseError::Constant);
        }
    }

    proptest! {
        #[test]
        fn flipping_polarity_reverses_order(values in prop::collection::vec(-1e6..1e6_f64, 2..40)) {
            for method in [Normalisation::default(), Normalisation::ZScore, Normalisation::Rank] {
                let all = AreaSet::all(values.len());
                let (Ok(up), Ok(down)) = (
                    normalise(&values, Polarity::RaisesNeed, method, &all),
                    normalise(&values, Polarity::LowersNeed, method, &all),
                ) else { continue };
                for i in 1..values.len() {
                    if values[i] - values[0] > 1e-6 {
                        prop_assert!(up[i] > up[0] && down[i] < down[0]);
                    }
                }
            }
        }

        #[test]
        fn min_max_stays_in_bounds(values in prop::collection::vec(-1e9..1e9_f64, 2..60)) {
            if let Ok(scaled) = normalise(&values, Polarity::RaisesNeed, Normalisation::default(), &AreaSet::all(values.len())) {
                prop_assert!(scaled.iter().all(|x| (-1e-9..=100.0 + 1e-9).contains(x)));
            }
        }
    }
}
