//! ارائه: slides for the whole room, made from the present scenario, which stays locked meanwhile.

mod act;
mod bodies;
mod charts;
mod keys;
mod manager;
mod sheets;
mod show;
mod slide;
mod stage;
mod trial;

use leptos::prelude::*;

use super::meeting::Mode;
use super::state::{State, use_state};
use crate::text::Msg;
use crate::view::{Deck, Words, automatic};

/// Whatever of the meeting covers the page.
#[component]
pub fn Presentation() -> impl IntoView {
    let state = use_state();
    move || {
        state.loaded()?;
        Some(match state.meeting.mode.get() {
            Mode::Work => return None,
            Mode::Arranging => view! { <manager::Manager/> }.into_any(),
            Mode::Presenting => view! { <stage::Stage/> }.into_any(),
            Mode::Sheets(notes) => view! { <sheets::Sheets notes=notes/> }.into_any(),
        })
    }
}

/// The slides in force: those arranged, else the automatic ones.
fn deck_now(state: State) -> Deck {
    let own = state.meeting.deck.get_untracked();
    if !own.is_empty() {
        return own;
    }
    let Some(case) = untrack(|| state.case()) else { return own };
    let compared = state.compared.get_untracked();
    let marked = state.marked.get_untracked();
    let chosen = if compared.is_empty() { marked.as_slice() } else { compared.as_slice() };
    automatic(&case, (chosen, state.selected.get_untracked()))
}

/// The number of a slide, from 1, and how many there are.
fn counter(words: Words, at: usize, n: usize) -> String {
    words.fill(Msg::SlideCounter, &[("at", &words.int(at)), ("n", &words.int(n))])
}
