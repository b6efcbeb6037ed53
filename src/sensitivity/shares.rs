//! Which choice moves the ranks most: variance shares after Sobol, and indicators left out one by one.

use serde::{Deserialize, Serialize};

use super::random::Stream;
use super::rank_shift::Shift;
use super::scenario_variant::Options;
use crate::pipeline::Problem;

/// What leaving out one indicator does to the ranks.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct LeftOut {
    /// Identifier of the indicator.
    pub indicator: String,
    /// Mean of |rank without it − rank|, over the areas ranked in both; `None` where it cannot be left out.
    pub mean_shift: Option<f64>,
    /// The largest of them.
    pub largest_shift: u32,
    /// Areas that leave the list, their places going to others.
    pub leave: usize,
    /// Areas that cannot be scored without it.
    pub lost: usize,
    /// Why it cannot be left out; not read back from JSON, see [`Reasons`](super::Reasons).
    #[serde(skip_deserializing)]
    pub problems: Vec<Problem>,
}

impl LeftOut {
    pub(super) fn new(indicator: String, found: Result<Shift, Vec<Problem>>) -> Self {
        let (shift, problems) = found.map_or_else(|why| (None, why), |shift| (Some(shift), Vec::new()));
        let own = shift.unwrap_or_default();
        Self {
            indicator,
            mean_shift: shift.map(|shift| shift.mean),
            largest_shift: own.largest,
            leave: own.left,
            lost: own.lost,
            problems,
        }
    }
}

/// A choice that moves the ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// The common scale.
    Normalise,
    /// The filling of gaps.
    Impute,
    /// The method at the top.
    Method,
    /// Which indicator is left out, none included.
    LeftOut,
    /// The weights, within ±x of those that stand; one number from 0 to 1 chooses them all.
    Weights,
}

const FACTORS: [Factor; 5] =
    [Factor::Normalise, Factor::Impute, Factor::Method, Factor::LeftOut, Factor::Weights];

/// Shares of the choices in the variance of the mean rank shift.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Shares {
    /// Samples that count.
    pub samples: u32,
    /// Samples dropped because one of their combinations could not be run.
    pub dropped: u32,
    /// Runs made.
    pub runs: u32,
    /// Mean over all choices of the mean rank shift.
    pub mean_shift: f64,
    /// Its variance V; 0: the choices make no difference at all, and there are no shares.
    pub variance: f64,
    /// The choices that were varied.
    pub factors: Vec<FactorShare>,
    /// Choices that have one level only and were not varied.
    pub fixed: Vec<Factor>,
}

/// One choice's shares, with bootstrap standard errors. Estimates from few samples may fall below 0 or above 1.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct FactorShare {
    /// The choice.
    pub factor: Factor,
    /// Levels it has; 0 for the weights, which vary continuously.
    pub levels: usize,
    /// First-order share: what it does alone. `None` when nothing varies.
    pub first: Option<Estimate>,
    /// Total share: what it does together with the others.
    pub total: Option<Estimate>,
}

/// A number with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// One point of the space of choices, a number between 0 and 1 per factor of [`FACTORS`].
pub type Point = [f64; 5];

/// The experiment: pairs of points A and B, and A with one coordinate from B in turn; N·(d + 2) runs.
#[derive(Debug, Clone)]
pub struct Sobol {
    seed: u64,
    /// Samples to make.
    pub wanted: u32,
    /// Samples made, dropped ones included.
    pub made: u32,
    sizes: [usize; 5],
    varied: Vec<usize>,
    /// Per sample that counts: y(A), y(B), y(AB₁), …
    results: Vec<Vec<f64>>,
}

/// Resamplings of the bootstrap.
const BOOTSTRAP: u64 = 200;

impl Sobol {
    /// For the choices there are; weights vary if `plus_minus` is above 0.
    pub fn new(seed: u64, wanted: u32, (options, plus_minus): (&Options, f64)) -> Self {
        let [a, b, c, d] = options.sizes();
        let sizes = [a, b, c, d, if plus_minus > 0.0 { 0 } else { 1 }];
        let varied = (0..FACTORS.len()).filter(|at| sizes[*at] != 1).collect();
        Self { seed, wanted, made: 0, sizes, varied, results: Vec::new() }
    }

    /// Runs per sample: d + 2.
    pub fn runs_per_sample(&self) -> u32 {
        self.varied.len() as u32 + 2
    }

    /// The points of the next sample: A, B, then A with each varied coordinate from B.
    pub fn points(&self) -> Vec<Point> {
        let mut stream = Stream::new(self.seed, [4, 0, u64::from(self.made)]);
        let mut point = || -> Point { std::array::from_fn(|_| stream.unit()) };
        let (a, b) = (point(), point());
        let mixed = self.varied.iter().map(|at| {
            let mut own = a;
            own[*at] = b[*at];
            own
        });
        [a, b].into_iter().chain(mixed).collect()
    }

    /// The levels that a point chooses.
    pub fn levels(&self, point: &Point) -> [usize; 4] {
        std::array::from_fn(|at| {
            ((point[at] * self.sizes[at] as f64) as usize).min(self.sizes[at].saturating_sub(1))
        })
    }

    /// Notes the results of the sample; `None` drops it.
    pub fn note(&mut self, results: Option<Vec<f64>>) {
        self.made += 1;
        self.results.extend(results);
    }

    /// The shares so far: `S = mean((y_B − ȳ)·(y_AB − y_A)) / V` (Saltelli 2010; ȳ takes nothing from the expectation
    /// and much from the noise), `S_T = Σ(y_A − y_AB)² / (2·N·V)` (Jansen 1999).
    pub fn shares(&self) -> Shares {
        let everything: Vec<usize> = (0..self.results.len()).collect();
        let (mean, variance, own) = self.estimate(&everything);
        let errors = self.bootstrap();
        let estimate = |value: f64, error: f64| (variance > 0.0).then_some(Estimate { value, error });
        let factors = self.varied.iter().zip(own.iter().zip(&errors)).map(|(at, (own, error))| FactorShare {
            factor: FACTORS[*at],
            levels: self.sizes[*at],
            first: estimate(own[0], error[0]),
            total: estimate(own[1], error[1]),
        });
        let fixed = (0..FACTORS.len()).filter(|at| !self.varied.contains(at)).map(|at| FACTORS[at]);
        Shares {
            samples: self.results.len() as u32,
            dropped: self.made - self.results.len() as u32,
            runs: self.made * self.runs_per_sample(),
            mean_shift: mean,
            variance,
            factors: factors.collect(),
            fixed: fixed.collect(),
        }
    }

    /// Mean, variance and per factor first and total share, over some samples.
    fn estimate(&self, samples: &[usize]) -> (f64, f64, Vec<[f64; 2]>) {
        let n = samples.len().max(1) as f64;
        let rows = || samples.iter().map(|at| &self.results[*at]);
        let mean = rows().map(|y| y[0] + y[1]).sum::<f64>() / (2.0 * n);
        let square = |y: f64| (y - mean) * (y - mean);
        let variance = rows().map(|y| square(y[0]) + square(y[1])).sum::<f64>() / (2.0 * n);
        let shares = (2..2 + self.varied.len()).map(|at| {
            let first: f64 = rows().map(|y| (y[1] - mean) * (y[at] - y[0])).sum();
            let total: f64 = rows().map(|y| (y[0] - y[at]) * (y[0] - y[at])).sum();
            let share = |x: f64| if variance > 0.0 { x / variance } else { 0.0 };
            [share(first / n), share(total / (2.0 * n))]
        });
        (mean, variance, shares.collect())
    }

    /// Standard deviations of the estimates over resampled samples (Efron 1979).
    fn bootstrap(&self) -> Vec<[f64; 2]> {
        let n = self.results.len();
        let mut sums = vec![[[0.0; 2]; 2]; self.varied.len()];
        for round in 0..BOOTSTRAP {
            let mut stream = Stream::new(self.seed, [5, 0, round]);
            let samples: Vec<usize> = (0..n).map(|_| stream.below(n)).collect();
            for (sums, own) in sums.iter_mut().zip(self.estimate(&samples).2) {
                for (sums, own) in sums.iter_mut().zip(own) {
                    sums[0] += own;
                    sums[1] += own * own;
                }
            }
        }
        let times = BOOTSTRAP as f64;
        let deviation =
            |[sum, squares]: [f64; 2]| ((squares - sum * sum / times) / (times - 1.0)).max(0.0).sqrt();
        sums.into_iter().map(|own| own.map(deviation)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn experiment(y: impl Fn(&Point) -> f64) -> Shares {
        let sizes = [2, 1, 1, 1, 0];
        let mut sobol =
            Sobol { seed: 3, wanted: 4000, made: 0, sizes, varied: vec![0, 4], results: Vec::new() };
        while sobol.made < sobol.wanted {
            let results = sobol.points().iter().map(&y).collect();
            sobol.note(Some(results));
        }
        sobol.shares()
    }

    #[test]
    fn a_sum_of_two_choices_has_the_shares_of_their_variances() {
        // A level 0 or 1 has variance 1/4, an even number 1/12: shares 3/4 and 1/4, and no interaction.
        let shares = experiment(|point| f64::from(u8::from(point[0] >= 0.5)) + point[4]);
        for (own, expected) in shares.factors.iter().zip([0.75, 0.25]) {
            for estimate in [own.first.unwrap(), own.total.unwrap()] {
                assert!((estimate.value - expected).abs() < 4.0 * estimate.error + 0.01, "{own:?}");
                assert!(estimate.error < 0.04);
            }
        }
        assert!((shares.mean_shift - 1.0).abs() < 0.02);
        assert_eq!((shares.fixed.len(), shares.runs), (3, 16_000));
    }

    #[test]
    fn a_product_shows_in_the_totals() {
        // y = ab with a = ±1 and b even on −1…1: each alone does nothing, together they do everything.
        let shares = experiment(|point| (2.0 * point[4] - 1.0) * if point[0] < 0.5 { -1.0 } else { 1.0 });
        for own in &shares.factors {
            assert!(own.first.unwrap().value.abs() < 0.06, "{own:?}");
            assert!((own.total.unwrap().value - 1.0).abs() < 0.06, "{own:?}");
        }
    }

    #[test]
    fn no_spread_is_said() {
        let shares = experiment(|_| 2.0);
        assert_eq!((shares.variance, shares.factors[0].first, shares.mean_shift), (0.0, None, 2.0));
    }
}
