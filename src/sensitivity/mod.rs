//! How sure is the list: scenarios perturbed and run again, and what came of it summarised.
//!
//! This module must not know of the interface, files, clocks or threads; it is worked step by step from outside.

mod certainty;
mod compare;
mod dominance;
mod fault;
mod flip;
mod job;
mod linear;
mod linear_parts;
mod random;
mod rank_shift;
mod reasons;
mod result;
mod scenario_variant;
mod setting;
mod settings;
mod shares;
mod tally;
mod weights;

pub use certainty::Certainty;
pub use compare::{Agreement, Comparison, Move, Moved, agreement, compare};
pub use dominance::{Dominance, Pair, SettingDominance, Standing};
pub use fault::Fault;
pub use flip::{ValueFlip, WeightFlip, value_flip, value_flips, weight_flips};
pub use job::{Job, Progress};
pub use reasons::Reasons;
pub use result::{Band, Chance, Robustness, SettingResult};
pub use scenario_variant::{Skipped, indicator_ids};
pub use setting::Setting;
pub use shares::{Estimate, Factor, FactorShare, LeftOut, Shares};

#[cfg(test)]
mod tests;
