//! Finding an area: a field above the filters that is no filter. What it finds is shown with the ranks it has.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::text::Msg;
use crate::ui::state::{State, use_state};
use crate::view::{FindView, FoundArea, find_note, find_set, find_view};

/// The field and what it finds.
#[component]
pub fn Find() -> impl IntoView {
    let state = use_state();
    let find = state.list.find;
    let view = Memo::new(move |_| {
        let Some((loaded, case)) = state.both() else { return FindView::default() };
        find_view(&case, &loaded.search, &find.read(), state.words())
    });
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            if let Some(first) = view.with_untracked(|view| view.areas.first().map(|own| own.area)) {
                state.selected.set(Some(first));
            }
        }
    };
    let areas = move || {
        let list = view.get().areas;
        (!list.is_empty()).then(|| {
            let rows = list.into_iter().map(|own| row(state, own)).collect_view();
            view! { <ul class="found" data-testid="found">{rows}</ul> }
        })
    };
    let note = move || {
        let text = view.get().note?;
        Some(view! { <p class="small" data-testid="find-note">{text}</p> })
    };
    view! {
        <div class="stack find">
            <input type="search" data-testid="find" prop:value=move || find.get()
                placeholder=move || state.words().say(Msg::SearchArea) aria-label=move || state.words().say(Msg::SearchArea)
                on:input=move |event| find.set(event_target_value(&event)) on:keydown=key/>
            <div aria-live="polite">{areas}{note}</div>
        </div>
    }
}

fn row(state: State, own: FoundArea) -> impl IntoView {
    let area = own.area;
    view! {
        <li>
            <button class="quiet" data-testid="found-area" aria-pressed=move || (state.selected.get() == Some(area)).to_string()
                on:click=move |_| state.selected.set(Some(area))>
                <b>{own.name}</b>" "<small>{own.whereabouts}</small>" "<span class="num">{own.rank}</span>
            </button>
        </li>
    }
}

/// Above the list: what is looked for, how many rows that shows, and the way back to all of them.
#[component]
pub fn FindChip() -> impl IntoView {
    let state = use_state();
    let find = state.list.find;
    move || {
        let ((loaded, case), words) = (state.both()?, state.words());
        let found = find_set(&loaded.search, &find.read())?;
        let text = words.fill_one(Msg::FindChip, find.read().trim());
        let label = words.fill_one(Msg::FindEnd, find.read().trim());
        Some(view! {
            <div class="chips screen-only" data-testid="find-chip">
                <button class="chip" aria-label=label on:click=move |_| find.set(String::new())>{text}</button>
                <span class="small">{find_note(&case.outcome, &found, words)}</span>
            </div>
        })
    }
}
