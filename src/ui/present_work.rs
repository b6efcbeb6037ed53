//! The present work and the preferences, as they are remembered.

use leptos::prelude::*;

use super::persist::{PREFERENCES, Preferences, Session};
use super::state::{Loaded, State};
use crate::json;
use crate::view::KeptList;
use crate::web::{page, storage};

impl Session {
    /// What the page shows now.
    pub fn of(state: State, loaded: &Loaded) -> Self {
        let selected = state.selected.get().and_then(|at| loaded.snapshot.areas.code.get(at).cloned());
        let (scenario, base) = (state.scenario(), state.base());
        Self {
            scenario: (*scenario.0).clone(),
            base: (*base.0 != *scenario.0).then(|| (*base.0).clone()),
            selected,
            deck: state.meeting.deck.get(),
            saved: page::now(),
            language: state.language.get(),
            list: KeptList::of(&state.list.arrangement(), &loaded.snapshot),
        }
    }
}

/// Saves language, theme and the like as they change.
pub fn remember_preferences(state: State) {
    Effect::new(move |_| {
        let shell = state.shell;
        let preferences = Preferences {
            language: state.language.get(),
            projector: shell.projector.get(),
            toured: shell.toured.get(),
            recent: shell.recent.get(),
            no_single_keys: !shell.single_keys.get(),
        };
        storage::save(PREFERENCES, &json::write(&preferences));
    });
}
