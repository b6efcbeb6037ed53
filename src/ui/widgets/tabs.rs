//! The way from place to place.

use leptos::html::Nav;
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
    let node = NodeRef::<Nav>::new();
    // Where the tabs do not fit, the current one is brought to the middle.
    Effect::new(move |_| {
        state.place.track();
        let Some(nav) = node.get() else { return };
        let Ok(Some(tab)) = nav.query_selector("[aria-current]") else { return };
        let (own, whole) = (tab.get_bounding_client_rect(), nav.get_bounding_client_rect());
        let aside = (own.left() + own.right() - whole.left() - whole.right()) / 2.0;
        nav.set_scroll_left(nav.scroll_left() + aside as i32);
    });
    view! {
        <nav class="places" node_ref=node aria-label=move || state.words().say(Msg::Places)>
            {Place::ALL.map(tab).collect_view()}
        </nav>
    }
}
