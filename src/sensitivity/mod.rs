//! How sure is the list: scenarios perturbed and run again, and what came of it summarised.
//!
//! This module must not know of the interface, files, clocks or threads; it is worked step by step from outside.

mod compare;
mod dominance;
mod fault;
mod flip;
mod job;
mod linear;
mod random;
mod reading;
mod reasons;
mod result;
mod settings;
mod shares;
mod shift;
mod tally;
mod variant;
mod weights;

pub use compare::{Agreement, Comparison, Move, Moved, agreement, compare};
pub use dominance::{Dominance, Pair, SettingDominance, Standing};
pub use fault::Fault;
pub use flip::{ValueFlip, WeightFlip, value_flip, value_flips, weight_flips};
pub use job::{Job, Progress};
pub use reasons::Reasons;
pub use result::{Band, Chance, Robustness, Setting, SettingResult};
pub use shares::{Estimate, Factor, FactorShare, LeftOut, Shares};
pub use variant::{Skipped, indicator_ids};

#[cfg(test)]
mod tests;
