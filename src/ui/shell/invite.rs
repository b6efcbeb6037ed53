//! The invitation to the tour: a line of the page at the first visit, above the overview. It covers nothing.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::{Place, use_state};

/// The invitation, until it is taken up or declined.
#[component]
pub fn Invitation() -> impl IntoView {
    let state = use_state();
    let wanted = Memo::new(move |_| {
        let shell = state.shell;
        let idle = !shell.toured.get() && shell.tour.get().is_none();
        idle && state.place.get() == Place::Overview && state.loaded().is_some()
    });
    let say = move |key: Msg| move || state.words().say(key);
    view! {
        <Show when=move || wanted.get()>
            <aside class="invitation line screen-only" data-testid="tour-invitation" aria-label=say(Msg::TourStart)>
                <p class="grow">{say(Msg::TourInvite)}</p>
                <button class="primary" data-testid="tour-accept" on:click=move |_| super::tour::start(state)>{say(Msg::TourStart)}</button>
                <button data-testid="tour-decline" on:click=move |_| state.shell.toured.set(true)>{say(Msg::TourNo)}</button>
            </aside>
        </Show>
    }
}
