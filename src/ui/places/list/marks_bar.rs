//! The bar of the marked areas.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;
use crate::ui::widgets::MarkedBar;

/// How many are marked, and what to do with them.
#[component]
pub fn MarksBar() -> impl IntoView {
    let state = use_state();
    let text = move || {
        let words = state.words();
        Some(words.fill_one(Msg::ListMarked, &words.int(state.marked.read().len())))
    };
    view! { <MarkedBar class="marks-bar line tight" testids=("marks", "marks") text=Signal::derive(text)/> }
}
