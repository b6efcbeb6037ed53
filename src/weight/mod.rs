//! Weights from people's judgements, and weights that data suggest.
//!
//! Pure: judgements or columns in, shares out. This module must not know of snapshots, scenarios or the interface.
//!
//! - [`Weighting`]: how the children of one node get their weights, as a scenario writes it; [`Weighting::derive`]
//!   turns it into shares, with what the judgements say of themselves (spread, consistency)
//! - [`lock`]: moving one weight while others stay
//! - [`diagnostic`]: weights that the data suggest, to be shown beside and never used unasked

mod ahp;
mod bwm;
mod children;
mod derived;
pub mod diagnostic;
mod error;
pub mod judgement;
mod lock;
mod once_each;
mod pairwise;
mod points;
mod roc;
mod simplex;
mod weighting;

pub use ahp::{AHP_LIMIT, CONSISTENT, random_index};
pub use bwm::input_threshold;
pub use derived::{Consistency, Derived, PersonShares, Spread, WorstPair};
pub use error::{Fault, WeightingError, Who};
pub use judgement::{Comparison, Judge, Person, Place};
pub use lock::set_share_locked;
pub use weighting::Weighting;
