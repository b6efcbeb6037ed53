//! Short messages that go by themselves.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;

/// How long a message stays, in milliseconds.
const STAY: u32 = 6_000;

/// The message of the moment.
#[component]
pub fn Toasts() -> impl IntoView {
    let state = use_state();
    Effect::new(move |_| {
        let Some(shown) = state.toast.get() else { return };
        gloo::timers::callback::Timeout::new(STAY, move || {
            if state.toast.get_untracked().as_ref() == Some(&shown) {
                state.toast.set(None);
            }
        })
        .forget();
    });
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || state.toast.get().map(|text| view! {
                <div class="toast" data-testid="toast">
                    <span class="grow">{text}</span>
                    <button on:click=move |_| state.toast.set(None)>{move || state.words().say(Msg::Close)}</button>
                </div>
            })}
        </div>
    }
}
