//! Bringing indicators to a common scale on which more always means more need.

mod error;
mod linear;
mod placed;

use serde::{Deserialize, Serialize};

pub use error::NormaliseError;

use crate::filter::AreaSet;
use crate::snapshot::Polarity;
use crate::snapshot::wire::nothing_more;
use crate::tolerance::{Tolerance, settle};

/// How an indicator is brought to the common scale. `x` is the value turned so that more is worse
/// (`−value` where the indicator lowers need); minimum, mean and so on are over the areas of reference.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
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
    /// `mean + sd · (x − x̄) / s` with the sample standard deviation (divisor n − 1): mean 0 and deviation 1 unless
    /// said otherwise.
    ZScore {
        /// Mean of the areas of reference on the scale.
        #[serde(default, skip_serializing_if = "is_zero")]
        mean: f64,
        /// Standard deviation of the areas of reference on the scale, above 0.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        sd: f64,
    },
    /// `±(value − minus) / per` with fixed numbers in the indicator's unit, minus where it lowers need; not bounded.
    Scaled {
        /// What is taken off, in the indicator's unit.
        minus: f64,
        /// What it is divided by, in the indicator's unit; above 0.
        per: f64,
    },
    /// `lo + (hi − lo) · (value − best) / (worst − best)` with goalposts in the indicator's unit, which stay where they
    /// are whatever the data: periods compare.
    Goalposts {
        /// Value without need.
        best: f64,
        /// Value of the greatest need; above `best` where the indicator raises need, else below.
        worst: f64,
        /// Scale at `best`.
        #[serde(default)]
        lo: f64,
        /// Scale at `worst`.
        #[serde(default = "hundred")]
        hi: f64,
        /// Whether values beyond a goalpost count as standing on it.
        #[serde(default = "yes")]
        truncate: bool,
    },
    /// Shortfall from a target: `100 · (x − t) / (max − t)`, `t` the target turned like `x`. 0 on target, 100 for the
    /// area farthest from it. The share of the way already gone is 100 less this.
    DistanceToTarget {
        /// Target in the indicator's unit; absent: the one that the data set for the period.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<f64>,
        /// Whether areas better than the target count as standing on it; else they are below 0.
        #[serde(default = "yes")]
        truncate: bool,
    },
    /// Shortfall from a reference area: `100 · (x − r) / (max − r)`, `r` that area's value; better areas are below 0.
    DistanceToReference {
        /// Code of the area of reference.
        area: String,
    },
    /// `100 · (1 − (max − x) / (max − min))`: how near an area is to the worst one. The same numbers as min–max 0 to 100.
    #[serde(deserialize_with = "nothing_more")]
    DistanceToMax,
    /// `to · value / max` where the indicator raises need, `to · min / value` where it lowers it. Values must be above 0
    /// (0 is allowed where it raises need).
    FractionOfMax {
        /// Scale of the neediest area.
        #[serde(default = "hundred")]
        to: f64,
    },
    /// Per cent of the areas of reference that are less needy, by the `definition`; 0 to `to`.
    PercentileRank {
        /// Which percentile.
        #[serde(default, skip_serializing_if = "is_default")]
        definition: Percentile,
        /// Which rank equal values share.
        #[serde(default, skip_serializing_if = "is_default")]
        ties: Ties,
        /// Whether zeros are set apart: they come to 0, and the others are ranked among themselves.
        #[serde(default, skip_serializing_if = "is_default")]
        zeros_apart: bool,
        /// Scale of the whole: 100, or 1 for shares.
        #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
        to: f64,
    },
    /// The ascending rank of `x`, 1 to n, ties sharing their mean.
    #[serde(deserialize_with = "nothing_more")]
    Rank,
    /// Borda points: the number of areas less needy, ties counting half.
    #[serde(deserialize_with = "nothing_more")]
    Borda,
    /// English Indices of Deprivation: `−23 · ln(1 − R · (1 − e^(−100/23)))` with `R = (n + 1 − k) / n`,
    /// `k` the rank of need, 1 the neediest, ties sharing the lowest; 0 to 100.
    #[serde(deserialize_with = "nothing_more")]
    IodExponential,
    /// Categories: points for bands of the value.
    Bands {
        /// Lower ends of the second band, the third, …: ascending, in the indicator's unit.
        bounds: Vec<f64>,
        /// Points of each band, one more than bounds; high = more need, whatever the indicator's polarity.
        points: Vec<f64>,
    },
    /// `x` as it stands, for indicators already on a common scale.
    #[serde(deserialize_with = "nothing_more")]
    AsIs,
}

/// Which percentile; `r` is the ascending rank of need among n values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Percentile {
    /// `100 · (r − 1) / (n − 1)`: from 0 to 100 inclusive, as spreadsheets' PERCENTRANK.INC.
    #[default]
    Inclusive,
    /// `100 · r / (n + 1)`: 0 and 100 are never reached, as spreadsheets' PERCENTRANK.EXC.
    Exclusive,
    /// `100 · r / n`: the share of values not above.
    Share,
}

/// The rank that equal values share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// The lowest of theirs.
    #[default]
    Low,
    /// The mean of theirs.
    Mean,
    /// The highest of theirs.
    High,
}

fn hundred() -> f64 {
    100.0
}

fn one() -> f64 {
    1.0
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn is_one(value: &f64) -> bool {
    (*value - 1.0).abs() < f64::EPSILON
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn is_hundred(value: &f64) -> bool {
    (*value - 100.0).abs() < f64::EPSILON
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Default for Normalisation {
    fn default() -> Self {
        Self::MIN_MAX
    }
}

impl Normalisation {
    /// Min–max from 0 to 100.
    pub const MIN_MAX: Self = Self::MinMax { lo: 0.0, hi: 100.0 };
    /// Z-scores of mean 0 and deviation 1.
    pub const Z_SCORE: Self = Self::ZScore { mean: 0.0, sd: 1.0 };
    /// Inclusive percentile ranks.
    pub const PERCENTILE_RANK: Self = Self::PercentileRank {
        definition: Percentile::Inclusive,
        ties: Ties::Low,
        zeros_apart: false,
        to: 100.0,
    };

    /// Whether the scale stays where it is whatever the data are: such scales need no base to compare periods.
    pub fn is_fixed(&self) -> bool {
        matches!(self, Self::Scaled { .. } | Self::Goalposts { .. } | Self::Bands { .. } | Self::AsIs)
    }
}

/// What sets an indicator's scale.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Whether more of the indicator means more need.
    pub polarity: Polarity,
    /// The areas of reference.
    pub reference: &'a AreaSet,
    /// The values of the areas of reference, where they are not those to be scaled: a base period's.
    pub base: Option<&'a [f64]>,
    /// The target's or reference area's value in the indicator's unit, for the methods that need one.
    pub anchor: Option<f64>,
    /// Typical magnitude of what the values were put together from, where it may have cancelled; else 0.
    pub parts: f64,
}

impl<'a> Frame<'a> {
    /// The scale of the values themselves.
    pub fn new(polarity: Polarity, reference: &'a AreaSet) -> Self {
        Self { polarity, reference, base: None, anchor: None, parts: 0.0 }
    }
}

/// Brings `values` (`NaN` = missing) to the scale; missing stays missing.
///
/// Rank-based methods place only the areas of reference, the others come out missing; but with a base every area is
/// placed among the base's values, at most at its ends.
///
/// Values that only rounding parts ([`Tolerance`]) are equal: they share their place, and where all are equal there is
/// nothing to scale by.
///
/// ```
/// use negah::{filter::AreaSet, score::{Frame, Normalisation, normalise}, snapshot::Polarity};
/// let all = AreaSet::all(3);
/// let frame = Frame::new(Polarity::RaisesNeed, &all);
/// assert_eq!(normalise(&[10.0, 15.0, 30.0], &Normalisation::MIN_MAX, &frame)?, [0.0, 25.0, 100.0]);
/// # Ok::<(), negah::score::NormaliseError>(())
/// ```
///
/// # Errors
/// When there is no value, no difference to scale by (fixed scales and ranks allow that), or a value, target or
/// reference that the method cannot use.
pub fn normalise(values: &[f64], method: &Normalisation, frame: &Frame) -> Result<Vec<f64>, NormaliseError> {
    let turn = if frame.polarity == Polarity::LowersNeed { -1.0 } else { 1.0 };
    let settled = stretches(values, method).then(|| {
        let mut settled = values.to_vec();
        settle(&mut settled);
        settled
    });
    let values = settled.as_deref().unwrap_or(values);
    let members = Members::new(frame.base.unwrap_or(values), turn, frame);
    if members.turned.is_empty() {
        return Err(NormaliseError::AllMissing);
    }
    let placing = placed::Placing { members: &members, values, by_base: frame.base.is_some() };
    let map = |f: &dyn Fn(f64) -> f64| Ok(values.iter().map(|value| f(*value)).collect());
    match method {
        Normalisation::MinMax { lo, hi } => linear::min_max(&members, values, (*lo, *hi)),
        Normalisation::DistanceToMax => linear::min_max(&members, values, (0.0, 100.0)),
        Normalisation::ZScore { mean, sd } => linear::z_score(&members, values, (*mean, *sd)),
        Normalisation::Scaled { minus, per } => map(&|value| turn * (value - minus) / per),
        Normalisation::Goalposts { best, worst, lo, hi, truncate } => {
            map(&|value| linear::between(value, (*best, *worst), (*lo, *hi), *truncate))
        }
        Normalisation::DistanceToTarget { target, truncate } => {
            linear::distance(&members, values, target.or(frame.anchor), *truncate)
        }
        Normalisation::DistanceToReference { .. } => linear::distance(&members, values, frame.anchor, false),
        Normalisation::FractionOfMax { to } => linear::fraction_of_max(&members, values, *to),
        Normalisation::PercentileRank { definition, ties, zeros_apart, to } => {
            placing.percentile((*definition, *ties, *to), *zeros_apart)
        }
        Normalisation::Rank => Ok(placing.ranked(|tie, _| tie.mean())),
        Normalisation::Borda => Ok(placing.ranked(|tie, _| tie.mean() - 1.0)),
        Normalisation::IodExponential => Ok(placing.iod_exponential()),
        Normalisation::Bands { bounds, points } => {
            let tolerance = Tolerance::of(values).of_parts(frame.parts);
            let bounds: Vec<f64> = bounds.iter().map(|bound| tolerance.least(*bound)).collect();
            map(&|value| placed::band(value, &bounds, points))
        }
        Normalisation::AsIs => map(&|value| turn * value),
    }
}

/// How many times its own range a value may measure before the scale makes much of its last digits.
const FAR_FROM_ZERO: f64 = 100.0;

/// Whether a scale by distances stretches the values so much that rounding would become a difference: they lie close
/// together and far from zero.
fn stretches(values: &[f64], method: &Normalisation) -> bool {
    let by_range = matches!(
        method,
        Normalisation::MinMax { .. }
            | Normalisation::DistanceToMax
            | Normalisation::ZScore { .. }
            | Normalisation::DistanceToTarget { .. }
            | Normalisation::DistanceToReference { .. }
    );
    let widen = |(min, max): (f64, f64), x: &f64| (min.min(*x), max.max(*x));
    let (min, max) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), widen);
    by_range && min.abs().max(max.abs()) > FAR_FROM_ZERO * (max - min)
}

/// Brings `values` to the scale of their own group's areas of reference; `group[area]` is `None` where the area is in
/// none, and comes out missing. So do the areas of a group in which nothing can be told apart.
///
/// # Errors
/// The first group's reason when no group can be scaled.
pub fn normalise_in_groups(
    values: &[f64],
    method: &Normalisation,
    (frame, group): (&Frame, &[Option<u32>]),
) -> Result<Vec<f64>, NormaliseError> {
    let n_groups = group.iter().flatten().max().map_or(0, |last| *last as usize + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); n_groups];
    for (at, group) in group.iter().enumerate() {
        if let Some(group) = group {
            members[*group as usize].push(at);
        }
    }
    let mut scaled = vec![f64::NAN; values.len()];
    let mut failure = Some(NormaliseError::AllMissing);
    for own in members.iter().filter(|own| !own.is_empty()) {
        let part: Vec<f64> = own.iter().map(|at| values[*at]).collect();
        let base: Option<Vec<f64>> = frame.base.map(|base| own.iter().map(|at| base[*at]).collect());
        let reference = AreaSet::from_fn(own.len(), |at| frame.reference.contains(own[at]));
        let frame = Frame { reference: &reference, base: base.as_deref(), ..*frame };
        match normalise(&part, method, &frame) {
            Ok(done) => {
                own.iter().zip(done).for_each(|(at, value)| scaled[*at] = value);
                failure = None;
            }
            Err(error) => {
                failure = failure.map(|first| if first == NormaliseError::AllMissing { error } else { first })
            }
        }
    }
    failure.map_or(Ok(scaled), Err)
}

/// The values of the areas of reference that are there, turned so that more is worse.
struct Members {
    turn: f64,
    parts: f64,
    /// Turned value and position, in area order.
    turned: Vec<(f64, u32)>,
}

impl Members {
    fn new(values: &[f64], turn: f64, frame: &Frame) -> Self {
        let reference = frame.reference;
        let whole = reference.is_all();
        let turned = values
            .iter()
            .enumerate()
            .filter(|(at, value)| !value.is_nan() && (whole || reference.contains(*at)))
            .map(|(at, value)| (turn * value, at as u32))
            .collect();
        Self { turn, parts: frame.parts, turned }
    }

    /// Whether nothing but rounding tells the values apart.
    fn is_constant(&self) -> bool {
        let (min, max) = self.bounds();
        Tolerance::default().of_parts(self.parts).same(min, max)
    }

    fn bounds(&self) -> (f64, f64) {
        self.turned
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), (x, _)| (min.min(*x), max.max(*x)))
    }
}

#[cfg(test)]
mod tests;
