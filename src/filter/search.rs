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

    /// The best `most` areas for a query, of those in `within` where it is given, with the number of all that match:
    /// names that begin with it first, then those with a word that does (a code is such a word), then the others; each
    /// in the order of the areas. None for an empty query.
    pub fn best(&self, query: &str, most: usize, within: Option<&AreaSet>) -> (Vec<usize>, usize) {
        let (query, folded) = (Query::new(query), fold(query));
        if query.is_empty() {
            return (Vec::new(), 0);
        }
        let inner = format!(" {folded}");
        let (mut buckets, mut total) = ([Vec::new(), Vec::new(), Vec::new()], 0);
        let counts = |at: usize| within.is_none_or(|set| set.contains(at));
        let all = self.folded.iter().enumerate();
        for (at, name) in all.filter(|(at, name)| counts(*at) && query.matches(name)) {
            total += 1;
            let bucket = match name {
                name if name.starts_with(&folded) => 0,
                name if name.contains(&inner) => 1,
                _ => 2,
            };
            if buckets[bucket].len() < most {
                buckets[bucket].push(at);
            }
        }
        let mut found = buckets.concat();
        found.truncate(most);
        (found, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn the_best_are_chosen_within_a_set() {
        let search = SearchIndex::new(&small_snapshot());
        assert_eq!(search.best("گ", 9, None), (vec![1], 1));
        assert_eq!(search.best("0", 2, None), (vec![0, 1], 4));
        let set = AreaSet::from_fn(4, |at| at != 1);
        assert_eq!(search.best("0", 2, Some(&set)), (vec![0, 2], 3));
        assert_eq!(search.best("گ", 9, Some(&set)), (vec![], 0));
        assert_eq!(search.best(" ", 9, Some(&set)), (vec![], 0));
    }
}
