//! The names of the files that the page saves.

use leptos::prelude::*;

use super::state::State;
use crate::text::Msg;
use crate::view;
use crate::web::page;

/// The name of a file of what is shown now, saved now: data, period, day and time. `kind` says in a word what it is.
pub fn file_name(state: State, kind: &str, ending: &str) -> String {
    named(state, kind, (true, ending))
}

/// The name of a file that is of no period.
pub fn file_name_of_all(state: State, kind: &str, ending: &str) -> String {
    named(state, kind, (false, ending))
}

fn named(state: State, kind: &str, (of_period, ending): (bool, &str)) -> String {
    let moment = page::moment();
    let Some(loaded) = state.loaded_untracked() else {
        return view::file_name(kind, ("", ""), (&moment, ending));
    };
    let period = untrack(|| state.data()).map(|(_, period)| period).filter(|_| of_period);
    view::saved_name(kind, (&loaded.snapshot, period), (&moment, ending), state.words_now())
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
