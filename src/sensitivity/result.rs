//! What came of it, as plain data; full precision, rounded only where people read.

use serde::{Deserialize, Serialize};

use super::dominance::Dominance;
use super::scenario_variant::Skipped;
use super::setting::Setting;
use super::shares::{LeftOut, Shares};

/// How sure a list is.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Robustness {
    /// Length K of the list in question; without locks, where the scenario's cut line ends it.
    pub top: u32,
    /// Areas of the list as the scenario's rule makes it, those with a rank of at most K, in the order of their ranks.
    pub list: Vec<u32>,
    /// Identifiers of the top groups, in the order of every list of weights here.
    pub groups: Vec<String>,
    /// The top groups as the ordinal setting understands their importance, class by class.
    pub importance: Vec<Vec<String>>,
    /// Whether the index is linear, so that dominance and changes of weight are exact.
    pub linear: bool,
    /// One entry per setting: always the three of the weights, and those that were asked for.
    pub settings: Vec<SettingResult>,
    /// What leaving out each indicator does.
    pub left_out: Vec<LeftOut>,
    /// Shares of the choices in the spread of the ranks (Sobol); `None` when not asked for.
    pub shares: Option<Shares>,
    /// Which orders no weights can reverse; `None` for an index that is not linear.
    pub dominance: Option<Dominance>,
    /// Combinations of choices that could not be run, each with the reason and how often it was met.
    pub skipped: Vec<Skipped>,
    /// Indicators of the index that have standard errors; empty: there is nothing to shake values by.
    pub with_standard_errors: Vec<String>,
}

/// The outcome of one setting.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct SettingResult {
    /// What was varied.
    pub setting: Setting,
    /// Draws that count.
    pub draws: u32,
    /// Draws that met a combination which cannot be run; not among `draws`.
    pub skipped: u32,
    /// The largest standard error of any probability here.
    pub error: f64,
    /// Whether that is within the tolerance asked for.
    pub within_tolerance: bool,
    /// Whether every rank was counted by itself; with more than 3 000 areas, ranks beyond 128 are known to 1/64.
    pub exact_ranks: bool,
    /// Per area of the selection, in file order; not read back from JSON: there are too many to be written out and read again.
    #[serde(skip_deserializing)]
    pub chances: Vec<Chance>,
    /// Areas in the list in at least nine of ten draws, the surest first.
    pub certain: Vec<u32>,
    /// Areas in between.
    pub borderline: Vec<u32>,
    /// How many areas are in the list in at most one of ten draws.
    pub out: usize,
    /// Mean number of areas of the present list that stay in it: the sum of their probabilities.
    pub expected_overlap: f64,
}

/// One area in one setting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chance {
    /// Position of the area.
    pub area: u32,
    /// Share of the draws in which its rank is at most K, 0 to 1.
    pub in_top: f64,
    /// Standard error of that share, `√(p(1 − p)/n)`; 0 where all draws agree, when up to about 3/n may still go the
    /// other way (the rule of three).
    pub error: f64,
    /// Share of the draws in which it came first.
    pub first: f64,
    /// Share of the draws in which too much was missing for a score.
    pub unscored: f64,
    /// Ranks over the draws with a score; `None` where there is none.
    pub ranks: Option<Band>,
    /// Mean shares of the top groups over the draws in which it is in the list (central weights; SMAA-2, Lahdelma and
    /// Salminen 2001); `None` where that never happened or weights were not drawn.
    pub weights_in_top: Option<Vec<f64>>,
    /// The same for coming first.
    pub weights_first: Option<Vec<f64>>,
}

/// Where the ranks of an area lie, 1 = first priority. The band errs outwards where ranks share a counter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Best rank met.
    pub best: u32,
    /// Rank not exceeded in 5 % of the draws.
    pub low: u32,
    /// Middle rank.
    pub median: u32,
    /// Rank not exceeded in 95 % of the draws.
    pub high: u32,
    /// Worst rank met.
    pub worst: u32,
    /// Mean rank.
    pub mean: f64,
}
