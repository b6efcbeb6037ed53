//! Composite score: indicators → common scale → index tree → one number per area, high = more need.
//!
//! This module must not know of files, the interface or how ranks are shown.

mod impute;
mod normalise;
mod tree;

pub use impute::{Imputed, Imputation, impute};
pub use normalise::{Normalisation, NormaliseError, normalise};
pub use tree::{IndexNode, Method, MissingRule, NodeKind, NodeValue, Scores, ScoreTree, TreeNode};
