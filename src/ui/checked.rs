//! How far the data have been checked, and the hash that is known once they have.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::State;
use crate::snapshot::Remark;
use crate::text::{Msg, ltr};

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

impl State {
    /// The hash for a file that must say which data it was made of; where it is not known yet the user is told to wait.
    pub fn hash_to_save(self) -> Option<String> {
        let hash = self.checked.with_untracked(|checked| checked.hash().map(str::to_owned));
        if hash.is_none() {
            self.toast.set(Some(self.words_now().say(Msg::SaveWait).to_owned()));
        }
        hash
    }
}
