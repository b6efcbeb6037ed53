//! Composite score: indicators → common scale → index tree → one number per area, high = more need.
//!
//! This module must not know of files, the interface or how ranks are shown.

mod combine;
mod denominate;
mod explain;
mod fault;
mod general;
mod impute;
mod index_tree;
pub mod methods;
mod node;
mod normalise;
mod round;
mod shrink;
mod treat;
mod tree;
mod weight;

pub use denominate::{Denominator, denominate};
pub use explain::NodeValue;
pub use fault::{ScoreFault, Uncombined};
pub use impute::{Centre, Imputation, Imputed, fill, impute};
pub use index_tree::{GroupScale, ScoreTree, Scores, TreeNode, typical};
pub use node::{IndexNode, Method, MissingRule};
pub use normalise::{Frame, Normalisation, NormaliseError, Percentile, Ties, normalise, normalise_in_groups};
pub use round::{MOST_DECIMALS, round_to};
pub use shrink::{Rates, Shrinkage, Shrunken, shrink};
pub use treat::{Transform, Treatment, TreatmentRecord, treat};
pub use weight::{set_share, shares};
