//! What is done with the areas chosen: brushed together or laid side by side. The same in every place.

use leptos::prelude::*;

use super::shell::go;
use super::state::{Place, State};
use crate::view::first_compared;

impl State {
    /// The areas brushed together alone count; the other conditions of the filter stay.
    pub fn filter_to_marked(self) {
        let Some(loaded) = self.loaded_untracked() else { return };
        let code = |at: &usize| loaded.snapshot.areas.code.get(*at).cloned();
        let areas = self.marked.get_untracked().iter().filter_map(code).collect();
        self.edit_filter(&untrack(|| self.filter_form()).only(areas));
    }

    /// Lays the first by rank of the areas brushed together side by side and goes there.
    pub fn compare_marked(self) {
        let Some((_, outcome)) = untrack(|| self.both()) else { return };
        self.compared.set(first_compared(&outcome, &self.marked.get_untracked()));
        go(self, Place::Compare);
    }
}
