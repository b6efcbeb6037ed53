//! One row of the table.

use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::actions::{mark, open};
use super::cells::cells;
use super::table_state::Table;
use crate::ui::list_state::{Popup, toggle};
use crate::ui::state::use_state;
use crate::view::ListRow;
use crate::web::page;
use crate::web::pieces::{Hints, Written};

/// An area; `top` is missing where it is pinned.
#[component]
pub fn Row(table: Table, area: Signal<usize>, index: Signal<usize>, top: Option<Memo<f64>>) -> impl IntoView {
    let state = use_state();
    let row = Memo::new(move |_| table.content.get()?.row(area.get()));
    let is = move |want: fn(&ListRow) -> bool| move || row.read().as_ref().is_some_and(want);
    let pointed = Memo::new(move |_| state.pointed.get() == Some(area.get()));
    let marked = Memo::new(move |_| state.is_marked(area.get()));
    let context = move |event: MouseEvent| {
        event.prevent_default();
        let area = area.get_untracked();
        state.selected.set(Some(area));
        let start = f64::from(event.client_x());
        let rtl = state.language.get_untracked() == crate::text::Language::Fa;
        let start = if rtl { page::window_size()[0] - start } else { start };
        let at = (Popup::Row(area), start, f64::from(event.client_y()));
        state.list.popup.set(Some(at));
    };
    let node = NodeRef::<Div>::new();
    Effect::new(move |written: Option<Written>| {
        let mut written = written.unwrap_or_default();
        if let (Some(node), Some(row)) = (node.get(), row.read().as_ref()) {
            let hints = if state.is_moving() { Hints::Later } else { Hints::Now };
            written.write(&node, cells(table, row, (marked.get(), table.stale.get())), hints);
        }
        written
    });
    view! {
        <div class="grid-row" role="row" id=move || format!("row-{}", area.get()) data-testid="row" node_ref=node
            aria-rowindex=move || index.get().to_string()
            aria-selected=move || (state.selected.get() == Some(area.get())).to_string()
            class:near=is(|row| row.near.is_some()) class:listed=is(|row| row.listed)
            class:pointed=move || pointed.get() class:marked=move || marked.get()
            style:inset-block-start=move || top.map_or_else(|| "auto".to_owned(), |top| format!("{}px", top.get()))
            on:pointerenter=move |_| state.pointed.set(Some(area.get_untracked()))
            on:contextmenu=context
            on:click=move |event| clicked(table, area.get_untracked(), &event)></div>
    }
}

/// The row listens for what is inside it, whose elements are written without listeners.
fn clicked(table: Table, area: usize, event: &MouseEvent) {
    let state = table.state;
    let inside = |selector: &str| {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        target.closest(selector).ok()?
    };
    if let Some(button) = inside(".opens") {
        event.stop_propagation();
        open(state, Popup::Row(area), &button);
    } else if let Some(tick) = inside(".mark-box") {
        event.stop_propagation();
        mark(state, area, (&table.areas(), event.shift_key()));
        // The browser has ticked it already; a range may leave the mark as it was.
        if let Ok(tick) = tick.dyn_into::<HtmlInputElement>() {
            tick.set_checked(untrack(|| state.is_marked(area)));
        }
    } else {
        state.selected.set(Some(area));
    }
}

/// The heading of a group.
#[component]
pub fn GroupRow(table: Table, at: Memo<usize>, index: Signal<usize>, top: Memo<f64>) -> impl IntoView {
    let state = use_state();
    let head = Memo::new(move |_| table.lines.read().heads.get(at.get()).cloned());
    let text = move || {
        let (loaded, head) = (state.loaded()?, head.get()?);
        Some(head.text(&loaded.snapshot, state.words()))
    };
    let folded = move || head.read().as_ref().is_some_and(|head| head.folded);
    let fold = move |_| {
        if let Some(head) = head.get_untracked() {
            state.list.folded.update(|list| toggle(list, head.unit));
        }
    };
    view! {
        <div class="grid-row group-row" role="row" data-testid="group-row" aria-rowindex=move || index.get().to_string()
            style:inset-block-start=move || format!("{}px", top.get())>
            <span role="gridcell">
                <button class="quiet" data-testid="group-fold" aria-expanded=move || (!folded()).to_string() on:click=fold>
                    <span aria-hidden="true">{move || if folded() { "+" } else { "−" }}</span>{text}
                </button>
            </span>
        </div>
    }
}
