//! Composite score: indicators → common scale → index tree → one number per area, high = more need.
//!
//! This module must not know of files, the interface or how ranks are shown.

mod explain;
mod impute;
pub mod methods;
mod normalise;
mod tree;
mod weight;

pub use explain::NodeValue;
pub use impute::{Imputation, Imputed, impute};
pub use normalise::{Normalisation, NormaliseError, normalise};
pub use tree::{IndexNode, Method, MissingRule, ScoreTree, Scores, TreeNode};
pub use weight::{set_share, shares};
