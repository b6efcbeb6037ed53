//! مقایسه: scenarios side by side, and areas side by side.

mod areas;
mod scenarios;
mod similar;

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;

pub use scenarios::compared;

/// The comparison place.
#[component]
pub fn ComparePlace() -> impl IntoView {
    let state = use_state();
    // Areas laid side by side elsewhere are what one comes for.
    let of_areas = RwSignal::new(!state.compared.read_untracked().is_empty());
    let tab = move |areas: bool, key: Msg, testid: &'static str| {
        view! {
            <button data-testid=testid aria-pressed=move || (of_areas.get() == areas).to_string()
                on:click=move |_| of_areas.set(areas)>
                {move || state.words().say(key)}
            </button>
        }
    };
    view! {
        <div class="stack" data-testid="compare">
            <div class="seg compare-tabs screen-only" role="group" aria-label=move || state.words().say(Msg::CompareTabs)>
                {tab(false, Msg::CompareScenarios, "compare-scenarios")}
                {tab(true, Msg::CompareAreas, "compare-areas")}
            </div>
            {move || if of_areas.get() {
                view! { <areas::Areas/> }.into_any()
            } else {
                view! { <scenarios::Scenarios/> }.into_any()
            }}
        </div>
    }
}
