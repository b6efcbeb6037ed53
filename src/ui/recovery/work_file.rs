//! The work as a file: for the screen after a panic, and for the user.

use leptos::prelude::*;

use crate::json;
use crate::text::{Msg, isolate};
use crate::ui::persist::{Session, work_file};
use crate::ui::saving::file_name_of_all;
use crate::ui::state::{Loaded, State};
use crate::web::{download, page};

/// Leaves the file of the work where it is found after a panic.
pub(super) fn leave_copy(state: State, loaded: &Loaded, (session, is_kept): (&str, bool)) {
    let name = file_name_of_all(state, "work", "work.json");
    let mut head = String::new();
    page::leave_copy(&name, work_file(&mut head, &loaded.fingerprint, session), is_kept);
}

/// Saves a session as a file that this page opens again.
pub fn save_work(state: State, loaded: &Loaded, session: &str) {
    let name = file_name_of_all(state, "work", "work.json");
    let mut head = String::new();
    let parts = work_file(&mut head, &loaded.fingerprint, session).map(str::to_owned);
    if download::download_parts(&name, "application/json", &parts).is_ok() {
        let words = state.words_now();
        let said = words.fill_one(Msg::SaidWorkSaved, &isolate(&name));
        state.toast.set(Some(said));
    }
}

/// Saves the present work as a file.
pub fn save_present_work(state: State) {
    let Some(loaded) = state.loaded_untracked() else { return };
    let session = json::write(&untrack(|| Session::of(state, &loaded)));
    save_work(state, &loaded, &session);
}
