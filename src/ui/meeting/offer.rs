//! Later work in a meeting file is offered, never put in the place of what was saved.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::persist;
use crate::ui::state::use_state;

/// The offer, until it is taken or refused.
#[component]
pub fn Offer() -> impl IntoView {
    let state = use_state();
    let end = move || {
        if let Some(loaded) = state.loaded_untracked() {
            persist::forget_offer(&loaded);
        }
        state.meeting.offer.set(None);
    };
    let take = move |_| {
        if let Some(offer) = state.meeting.offer.get_untracked() {
            // One step of undo brings the file's own scenario back.
            if let Some(loaded) = state.loaded_untracked() {
                state.adopt(persist::Session::named(offer.scenario, offer.base, &loaded.snapshot));
            }
            state.meeting.deck.set(offer.deck);
        }
        end();
    };
    view! {
        <Show when=move || state.meeting.offer.read().is_some()>
            <div class="offer" role="region" aria-label=move || state.words().say(Msg::OfferTake) data-testid="offer">
                <span class="grow">{move || state.words().say(Msg::OfferText)}</span>
                <button class="primary" data-testid="offer-take" on:click=take>{move || state.words().say(Msg::OfferTake)}</button>
                <button data-testid="offer-refuse" on:click=move |_| end()>{move || state.words().say(Msg::OfferRefuse)}</button>
            </div>
        </Show>
    }
}
