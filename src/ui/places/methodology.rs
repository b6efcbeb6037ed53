//! The method of the scenario as sentences, on the screen and on paper.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::follow;
use crate::ui::state::{State, use_state};
use crate::view::methodology;

/// A button that shows the method.
#[component]
pub fn MethodologyButton() -> impl IntoView {
    let state = use_state();
    view! {
        <button class="quiet screen-only" data-testid="methodology-open" on:click=move |_| state.shell.methodology.set(true)>
            {move || state.words().say(Msg::Methodology)}
        </button>
    }
}

/// The method, wherever it was asked for; its sentences are made only when it is.
#[component]
pub fn MethodologyDialog() -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Dialog>::new();
    let open = state.shell.methodology;
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            follow(&dialog, open.get());
        }
    });
    let close = move |_| open.set(false);
    view! {
        <dialog node_ref=node class="method" data-testid="methodology" aria-labelledby="methodology-title" on:close=live(move |_| open.set(false))>
            <div class="head">
                <h2 id="methodology-title">{move || state.words().say(Msg::Methodology)}</h2>
                <button data-testid="methodology-close" on:click=close>{move || state.words().say(Msg::Close)}</button>
            </div>
            <div class="body">{move || open.get().then(|| sentences(state))}</div>
        </dialog>
    }
}

/// The method, one paragraph a step of the work.
pub fn sentences(state: State) -> Option<impl IntoView> {
    let ((loaded, outcome), words) = (state.both()?, state.words());
    let paragraphs = methodology(&loaded.snapshot, &state.scenario(), &outcome, words);
    Some(paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect_view())
}
