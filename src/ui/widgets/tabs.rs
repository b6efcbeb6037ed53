//! The way from place to place.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::{Place, use_state};

/// Links to the places; the address remembers where one is.
#[component]
pub fn PlaceTabs() -> impl IntoView {
    let state = use_state();
    let tab = move |place: Place| {
        view! {
            <a href=format!("#{}", place.id()) data-testid=format!("place-{}", place.id())
                aria-current=move || (state.place.get() == place).then_some("page")>
                {move || state.words().say(place.label())}
            </a>
        }
    };
    view! {
        <nav class="places" aria-label=move || state.words().say(Msg::Places)>
            {Place::ALL.map(tab).collect_view()}
        </nav>
    }
}
