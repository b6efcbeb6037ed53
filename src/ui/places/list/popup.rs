//! What opens above the table: the actions of a row, the filter of a column, the choice of columns.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::actions::{compare, decide, mark, pin, withdraw};
use super::columns_menu::ColumnsMenu;
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::ui::late::on_window;
use crate::ui::list_state::Popup;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::{RangeFilter, show_profile};
use crate::view::{filter_label, filterable};
use crate::web::page;

/// Room that a popup needs, css pixels.
const ROOM: (f64, f64) = (290.0, 330.0);

/// The popup that is open, if one is.
#[component]
pub fn ListPopup() -> impl IntoView {
    let state = use_state();
    let popup = state.list.popup;
    let node = NodeRef::<Div>::new();
    on_window("pointerdown", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let inside = target.is_some_and(|own| own.closest(".list-popup, .opens").ok().flatten().is_some());
        if !inside && popup.with_untracked(Option::is_some) {
            popup.set(None);
        }
    });
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        if let Some(first) = element.query_selector("button, input").ok().flatten() {
            let _ = first.unchecked_into::<HtmlElement>().focus();
        }
    });
    move || {
        let (own, start, top) = popup.get()?;
        let [width, height] = page::window_size();
        let start = format!("{}px", start.min(width - ROOM.0).max(8.0));
        let top = format!("{}px", top.min(height - ROOM.1).max(8.0));
        let label = own_label(state, &own);
        let content = match own {
            Popup::Row(area) => view! { <div role="menu" class="menu-list" aria-label=label.clone()>{actions(state, area)}</div> }.into_any(),
            Popup::Filter(column) => {
                let indicator = filterable(column, &state.loaded()?.snapshot)?.to_owned();
                view! { <RangeFilter indicator=indicator/> }.into_any()
            }
            Popup::Columns => view! { <ColumnsMenu/> }.into_any(),
        };
        Some(view! {
            <div class="list-popup card" node_ref=node data-testid="list-popup" role="group" aria-label=label
                style:inset-inline-start=start style:inset-block-start=top on:keydown=move |event| key(state, &event)>
                {content}
            </div>
        })
    }
}

fn own_label(state: State, popup: &Popup) -> String {
    let (words, loaded) = (state.words(), state.loaded());
    let of = |label: &dyn Fn(&Snapshot) -> String| {
        loaded.as_ref().map(|loaded| label(&loaded.snapshot)).unwrap_or_default()
    };
    match popup {
        Popup::Row(area) => of(&|own| words.fill_one(Msg::ListMenu, &words.area(own, *area))),
        Popup::Filter(column) => of(&|own| filter_label(*column, own, words)),
        Popup::Columns => words.say(Msg::ListColumns).to_owned(),
    }
}

/// Closes what is open; the table has the keys again.
fn close(state: State) {
    state.list.popup.set(None);
    page::focus("ranking-grid");
}

/// Escape closes; arrows walk through a menu.
fn key(state: State, event: &KeyboardEvent) {
    let step = |next: bool| {
        let active = page::document().ok().and_then(|document| document.active_element());
        let other = active
            .and_then(|own| if next { own.next_element_sibling() } else { own.previous_element_sibling() });
        if let Some(other) = other.and_then(|own| own.dyn_into::<HtmlElement>().ok()) {
            let _ = other.focus();
        }
    };
    let menu = state.list.popup.with_untracked(|own| matches!(own, Some((Popup::Row(_), ..))));
    match event.key().as_str() {
        "Escape" => close(state),
        "ArrowDown" if menu => step(true),
        "ArrowUp" if menu => step(false),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// An entry of the menu: its name, its test identifier, what it does to an area.
type Item = (Msg, &'static str, fn(State, usize));

/// The actions of an area, as they stand.
fn actions(state: State, area: usize) -> impl IntoView {
    let words = state.words();
    let case = state.case();
    let lock = case.as_ref().and_then(|case| case.outcome.lock(area));
    let counts = case.is_some_and(|case| case.outcome.set.contains(area));
    let pinned = state.list.pinned.read().contains(&area);
    let marked = state.is_marked(area);
    let item = move |(key, testid, act): (Msg, &'static str, fn(State, usize))| {
        let run = move |_| {
            close(state);
            act(state, area);
        };
        view! { <button role="menuitem" data-testid=testid on:click=run>{words.say(key)}</button> }
    };
    let mut items: Vec<Item> = vec![
        (Msg::ShowProfile, "menu-profile", show_profile),
        (if marked { Msg::ListUnmark } else { Msg::ListMarkOne }, "menu-mark", |state, area| {
            mark(state, area, (&[], false));
        }),
        (if pinned { Msg::ListUnpin } else { Msg::ListPin }, "menu-pin", pin),
        (Msg::ListCompareAdd, "menu-compare", compare),
    ];
    if counts && lock != Some(true) {
        items.push((Msg::ListLockIn, "menu-lock-in", |state, area| decide(state, area, true)));
    }
    if counts && lock != Some(false) {
        items.push((Msg::ListLockOut, "menu-lock-out", |state, area| decide(state, area, false)));
    }
    if lock.is_some() {
        items.push((Msg::ListUnlock, "menu-unlock", withdraw));
    }
    items.into_iter().map(item).collect_view()
}
