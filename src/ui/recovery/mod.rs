//! Work that survives: each window keeps revisions of its work in IndexedDB, and what was last kept opens again.
//!
//! A change is kept at once; while a control is moved, at the pace of [`Writer`] and when it rests. What a page that goes
//! may not have time for is left in local storage and taken over at the next start; where there is no IndexedDB, local
//! storage holds the last revision alone.

pub(super) mod keeper;
mod kept;
mod notice;
mod work_file;

use leptos::prelude::*;

use super::late::{every, on_document, on_window};
use super::persist::Session;
use super::state::{Loaded, Shared, State};
use crate::document::Due;
use crate::json;
use work_file::leave_copy;

pub use kept::{Kept, all_kept, find, remove};
pub use notice::Notice;
pub use work_file::{save_present_work, save_work};

/// While another window is told of, it is asked so often whether it is still there, milliseconds: a window that is closed or
/// breaks down need not be able to say so.
const ASK: u32 = 3000;

/// Keeps whatever changes, and leaves a copy of it for the screen after a panic.
pub fn keep(state: State) {
    Effect::new(move |_| {
        let Some(loaded) = state.loaded() else { return };
        // What is only tried out while presenting is not kept.
        if state.meeting.trying.get() {
            return;
        }
        let session = Session::of(state, &loaded);
        let is_moving = state.is_moving();
        changed(state, (&loaded, session), is_moving);
    });
    // A page that is hidden or goes may be ended before the database has answered.
    on_document("visibilitychange", move |_| state.recovery.leave());
    on_window("pagehide", move |_| state.recovery.leave());
    let is_beside = Memo::new(move |_| state.recovery.notices.read().contains(&Notice::Another));
    Effect::new(move |_| {
        if is_beside.get() {
            every(ASK, move || state.recovery.ask());
        }
    });
}

/// Takes up the present work, and keeps it where it differs from what is kept.
fn changed(state: State, (loaded, session): (&Shared<Loaded>, Session), is_moving: bool) {
    // When it is saved stands beside it.
    let work = json::write(&Session { saved: 0.0, ..session });
    let Some((due, is_kept)) = state.recovery.take(&work, is_moving) else { return };
    if due != Due::Nothing {
        leave_copy(state, loaded, (&work, is_kept));
    }
    if let Due::Write(revision) = due {
        state.recovery.write(loaded.fingerprint.clone(), revision);
    }
}
