//! The marked areas: how many, how many people, and what to do with them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::sorting::Sorting;
use crate::text::Msg;
use crate::ui::state::{Place, State, use_state};
use crate::view::{FilterForm, marked_text};
use crate::web::page;

/// Most areas that are laid side by side.
const SIDE_BY_SIDE: usize = 6;

/// A bar about the marked areas; nothing without any.
#[component]
pub fn MarkedBar() -> impl IntoView {
    let state = use_state();
    let any = Memo::new(move |_| !state.marked.read().is_empty());
    let text = move || {
        let (loaded, period) = state.data()?;
        Some(marked_text(&loaded.snapshot, period, &state.marked.read(), state.words()))
    };
    view! {
        <Show when=move || any.get()>
            <div class="marked-bar screen-only" role="status" data-testid="map-marked">
                <span class="grow">{text}</span>
                <button class="primary" data-testid="marked-filter" on:click=move |_| filter_to_marked(state)>
                    {move || state.words().say(Msg::MapMarkedFilter)}
                </button>
                <button data-testid="marked-compare" on:click=move |_| compare_marked(state)
                    title=move || state.words().say(Msg::MapMarkedCompareHint)>
                    {move || state.words().say(Msg::MapMarkedCompare)}
                </button>
                <button class="quiet" data-testid="marked-clear" on:click=move |_| state.marked.set(Arc::new(Vec::new()))>
                    {move || state.words().say(Msg::MapMarkedClear)}
                </button>
            </div>
        </Show>
    }
}

/// Keeps the marked areas alone, besides the other conditions.
fn filter_to_marked(state: State) {
    let Some(loaded) = state.loaded_untracked() else { return };
    let code = |at: &usize| loaded.snapshot.areas.code.get(*at).cloned();
    let areas = state.marked.get_untracked().iter().filter_map(code).collect();
    let form = untrack(|| state.filter_form());
    state.edit_filter(&FilterForm { areas, ..form });
}

/// Lays the first of the marked areas side by side, in the order of their ranks.
fn compare_marked(state: State) {
    let Some((_, outcome)) = untrack(|| state.both()) else { return };
    let mut areas = (*state.marked.get_untracked()).clone();
    areas.order_by_key(|at| outcome.ranked.ranking.rank(*at).unwrap_or(u32::MAX));
    areas.truncate(SIDE_BY_SIDE);
    state.compared.set(areas);
    state.place.set(Place::Compare);
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(Place::Compare.id());
    }
    page::focus("content");
}
