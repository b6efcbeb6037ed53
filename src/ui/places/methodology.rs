//! The method of the scenario as sentences, on the screen and on paper.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;
use crate::view::methodology;

/// The method, folded away on the screen; opened when it is asked for, and always there in print.
#[component]
pub fn Methodology() -> impl IntoView {
    let state = use_state();
    let sentences = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let paragraphs = methodology(&loaded.snapshot, &state.scenario(), &outcome, words);
        Some(paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect_view())
    };
    let open = RwSignal::new(false);
    view! {
        <details class="method" data-testid="methodology" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{move || state.words().say(Msg::Methodology)}</summary>
            {move || open.get().then(sentences)}
        </details>
    }
}
