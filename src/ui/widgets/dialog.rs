//! What went wrong, in full, over what is still open.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::text::{Language, Msg};
use crate::ui::late::live;
use crate::ui::shell::follow;
use crate::ui::state::use_state;

/// Shows the last failure until it is closed.
#[component]
pub fn FailureDialog() -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            follow(&dialog, state.failure.get().is_some());
        }
    });
    let reasons = move || {
        let language = state.language.get();
        let failure = state.failure.get()?;
        let list: Vec<_> = failure
            .reasons
            .into_iter()
            .map(|(fa, en)| view! { <li>{if language == Language::Fa { fa } else { en }}</li> })
            .collect();
        let file = state.words().fill_one(Msg::ErrorFile, &crate::text::isolate(&failure.file));
        let kept = state.loaded().is_some().then(|| state.words().say(Msg::ErrorKept));
        Some(view! {
            <p class="muted">{file}</p>
            <ul class="stack" data-testid="failure-reasons">{list}</ul>
            {kept.map(|text| view! { <p class="note">{text}</p> })}
        })
    };
    view! {
        <dialog node_ref=node data-testid="failure" aria-labelledby="failure-title" on:close=live(move |_| state.failure.set(None))>
            <div class="head">
                <h2 id="failure-title">{move || state.words().say(Msg::ErrorTitle)}</h2>
                <button data-testid="failure-close" on:click=move |_| state.failure.set(None)>
                    {move || state.words().say(Msg::Close)}
                </button>
            </div>
            <div class="body">{reasons}</div>
        </dialog>
    }
}
