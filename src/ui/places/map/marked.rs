//! The marked areas: how many, how many people, and what to do with them.

use leptos::prelude::*;

use crate::ui::state::use_state;
use crate::ui::widgets;
use crate::view::marked_text;

/// A bar about the marked areas.
#[component]
pub fn MarkedBar() -> impl IntoView {
    let state = use_state();
    let text = move || {
        let (loaded, period) = state.data()?;
        Some(marked_text(&loaded.snapshot, period, &state.marked.read(), state.words()))
    };
    view! { <widgets::MarkedBar class="marked-bar" testids=("map-marked", "marked") text=Signal::derive(text)/> }
}
