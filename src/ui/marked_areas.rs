//! What is done with the areas chosen: brushed together or laid side by side. The same in every place.

use leptos::prelude::*;

use super::shell::go;
use super::state::{Place, State};
use crate::view::{MOST_COMPARED, first_compared, marks_with, toggle_marks};

impl State {
    /// Marks areas, or takes the marks away where all of them are marked.
    pub fn toggle_marks(self, areas: &[usize]) {
        if !areas.is_empty() {
            // Nothing may be reading when it is set.
            let next = toggle_marks(&self.marked.get_untracked(), areas);
            self.marked.set(next);
        }
    }

    /// Marks areas in place of those marked, or besides them.
    pub fn mark_areas(self, areas: Vec<usize>, besides: bool) {
        let before = if besides { self.marked.get_untracked() } else { Default::default() };
        self.marked.set(marks_with(&before, areas));
    }

    /// Whether an area is marked. Tracked.
    pub fn is_marked(self, area: usize) -> bool {
        self.marked.read().binary_search(&area).is_ok()
    }

    /// Takes all marks away.
    pub fn forget_marks(self) {
        self.marked.set(Default::default());
    }

    /// Lays areas beside those compared, as far as there is room.
    pub fn add_compared(self, areas: impl IntoIterator<Item = usize>) {
        self.compared.update(|compared| {
            for area in areas {
                if compared.len() < MOST_COMPARED && !compared.contains(&area) {
                    compared.push(area);
                }
            }
        });
    }

    /// Takes an area away from those compared.
    pub fn remove_compared(self, area: usize) {
        self.compared.update(|compared| compared.retain(|own| *own != area));
    }

    /// Whether an area is compared. Tracked.
    pub fn is_compared(self, area: usize) -> bool {
        self.compared.read().contains(&area)
    }

    /// Whether no other area can be compared. Tracked.
    pub fn is_comparison_full(self) -> bool {
        self.compared.read().len() >= MOST_COMPARED
    }

    /// The areas brushed together alone count; the other conditions of the filter stay.
    pub fn filter_to_marked(self) {
        let Some(loaded) = self.loaded_untracked() else { return };
        let code = |at: &usize| loaded.snapshot.areas.code.get(*at).cloned();
        let areas = self.marked.get_untracked().iter().filter_map(code).collect();
        self.edit_filter(&untrack(|| self.filter_form()).only(areas));
    }

    /// Lays the first by rank of the areas brushed together side by side and goes there.
    pub fn compare_marked(self) {
        let Some(case) = untrack(|| self.case()) else { return };
        self.compared.set(first_compared(&case.outcome, &self.marked.get_untracked()));
        go(self, Place::Compare);
    }
}
