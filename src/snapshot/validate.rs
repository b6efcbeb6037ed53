//! Judges a parsed file.

use super::{Finding, Limits, SnapshotFile};

/// Findings that make a file unusable; empty means [`super::build`] will succeed.
pub fn blocking(_file: &SnapshotFile, _limits: &Limits) -> Vec<Finding> {
    Vec::new()
}
