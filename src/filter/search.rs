//! Finding areas by name as Persian readers type it.

use super::AreaSet;
use crate::snapshot::Snapshot;
use crate::text::{Query, fold};

/// The names and codes of all areas, folded once so that each keystroke costs one scan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchIndex {
    folded: Vec<String>,
}

impl SearchIndex {
    /// Folds names (in both languages) and codes of a snapshot.
    pub fn new(snapshot: &Snapshot) -> Self {
        let areas = &snapshot.areas;
        let text = |at: usize| {
            let english = areas.name_en.get(at).and_then(Option::as_deref).unwrap_or_default();
            fold(&format!("{} {english} {}", areas.name[at], areas.code[at]))
        };
        Self { folded: (0..areas.len()).map(text).collect() }
    }

    /// Areas whose name or code matches; an empty query matches all.
    pub fn find(&self, query: &str) -> AreaSet {
        let query = Query::new(query);
        if query.is_empty() {
            return AreaSet::all(self.folded.len());
        }
        AreaSet::from_fn(self.folded.len(), |at| query.matches(&self.folded[at]))
    }
}
