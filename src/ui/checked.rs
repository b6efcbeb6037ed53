//! How far the data have been checked, and the hash that is known once they have.

use std::sync::Arc;

use crate::snapshot::Remark;
use crate::text::ltr;

/// What validation has said so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Checked {
    /// Still at it; share done.
    Working(f64),
    /// Finished.
    Done {
        /// The remarks.
        remarks: Arc<Vec<Remark>>,
        /// SHA-256 of the file.
        hash: String,
    },
}

impl Checked {
    /// SHA-256 of the file, as soon as it is known.
    pub fn hash(&self) -> Option<&str> {
        match self {
            Self::Done { hash, .. } => Some(hash),
            Self::Working(_) => None,
        }
    }

    /// The first letters of the hash, to be written among words; an ellipsis until it is known.
    pub fn short_hash(&self, letters: usize) -> String {
        ltr(&self.hash().map_or_else(|| "…".to_owned(), |hash| hash.chars().take(letters).collect()))
    }
}
