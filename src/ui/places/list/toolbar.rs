//! How the list is shown: bars stacked or in columns, groups, columns.

use leptos::prelude::*;

use super::actions::{element, open};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::list_state::Popup;
use crate::ui::state::use_state;

/// The tools above the table.
#[component]
pub fn ListTools() -> impl IntoView {
    let state = use_state();
    let list = state.list;
    let way = move |spread: bool, key: Msg, testid: &'static str| {
        view! {
            <button data-testid=testid aria-pressed=move || (list.spread.get() == spread).to_string()
                on:click=move |_| list.spread.set(spread)>{move || state.words().say(key)}</button>
        }
    };
    let levels = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let chosen = list.level.get();
        let options = loaded.snapshot.divisions.levels.iter().enumerate().map(|(at, level)| {
            view! { <option value=at.to_string() selected=chosen == Some(at)>{words.label(&level.name)}</option> }
        });
        Some(view! {
            <option value="" selected=chosen.is_none()>{words.say(Msg::ListGroupNone)}</option>
            {options.collect_view()}
        })
    };
    let group = move |event| {
        list.folded.set(Vec::new());
        list.level.set(event_target_value(&event).parse().ok());
    };
    let columns = move |event: leptos::ev::MouseEvent| {
        if let Some(at) = element(&event) {
            open(state, Popup::Columns, &at);
        }
    };
    view! {
        <div class="line tight list-tools screen-only">
            <div class="seg" role="group" aria-label=move || state.words().say(Msg::ListBarsAs)>
                {way(false, Msg::ListStacked, "bars-stacked")}
                {way(true, Msg::ListSpread, "bars-columns")}
            </div>
            <select data-testid="group-level" aria-label=move || state.words().say(Msg::ListGroup) on:change=live(group)>{levels}</select>
            <button class="opens" data-testid="columns" aria-haspopup="true" on:click=columns>
                {move || state.words().say(Msg::ListColumns)}" ▾"
            </button>
        </div>
    }
}
