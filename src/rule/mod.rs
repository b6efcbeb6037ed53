//! Rule mode: which areas are flagged, and by which rule, beside the composite score.
//!
//! `&[`[`Rule`]`] → `[`evaluate`]` → `[`RuleOutcome`]: a verdict per area and rule, with the thresholds that made it.
//! A value that is missing is *unknown*, never silently "not exceeded". This module must not know of weights, of how
//! a score is made (it is handed the finished columns), of the interface or of files.

mod choice;
mod compile;
mod enclosed;
mod evaluate;
mod explain;
mod logic;
mod neighbours;
mod percentile;
mod population;
mod problem;
mod rule_input;
mod tier;
mod truth;

pub use choice::{
    Bar, Condition, Enclosed, PercentileBar, PercentileDefinition, PopulationBar, Reach, Rule, Several,
    Subject, Threshold,
};
pub use enclosed::Surroundings;
pub use evaluate::{RuleOutcome, RuleResult, Verdict, VerdictCounts, evaluate};
pub use explain::{LeafState, RuleExplanation, ThresholdExplanation};
pub use neighbours::{Neighbours, neighbours};
pub use percentile::percentile;
pub use problem::{RuleError, RuleErrorKind};
pub use rule_input::{NodeColumn, RuleInput};
pub use tier::{RuleTiers, rule_tiers};
pub use truth::Truth;
