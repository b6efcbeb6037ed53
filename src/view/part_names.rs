//! Names of the parts of an index and of the data.

use super::Words;
use crate::case::{self, Case};
use crate::snapshot::Snapshot;

/// The name of a group or indicator of the index.
pub(super) fn node_name(case: &Case, id: &str, words: Words) -> String {
    words.label(&case.part_name(id))
}

/// The name of a domain or indicator of the data, or its identifier.
pub(super) fn data_name(snapshot: &Snapshot, id: &str, words: Words) -> String {
    words.label(&case::data_name(snapshot, id))
}
