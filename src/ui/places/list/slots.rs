//! The rows that exist. Each shows one line after another as the table is scrolled and ordered anew: no row is made or
//! thrown away for it, which would be slow, and what a row once subscribed to is never unsubscribed by the framework when
//! the row goes.
//!
//! A row in sight stays where it is in the document: the browser tells nobody of a click on a button that was taken out and
//! put back between press and release, and takes the focus from it.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

use super::row::{GroupRow, Row};
use super::table_state::Table;
use crate::view::{Line, Window};

/// The rows, in the order of their lines. `node` is what they stand in.
#[component]
pub fn Slots(table: Table, node: NodeRef<Div>) -> impl IntoView {
    let n_pinned = Memo::new(move |_| table.pinned.read().len());
    let each = Memo::new(move |_| table.window.get().places().len());
    Effect::new(move |before: Option<Window>| {
        let window = table.window.get();
        if let Some(node) = node.get() {
            put_in_order(&node, window, before);
        }
        window
    });
    view! {
        <For each=move || 0..each.get() key=|slot| *slot let(slot)>
            <div role="presentation" data-slot=slot><Slot table=table number=slot n_pinned=n_pinned/></div>
        </For>
    }
}

/// Puts the rows that show another line than before where it belongs among the others, so that the page is read in the order of
/// the lines. The others are not touched: they are in order already.
fn put_in_order(parent: &Element, window: Window, before: Option<Window>) {
    let child = |slot: usize| parent.query_selector(&format!(":scope > [data-slot='{slot}']")).ok().flatten();
    let last = parent.query_selector_all(":scope > [data-slot]").ok();
    let last = last.and_then(|list| list.get(list.length().checked_sub(1)?));
    let mut next = last.and_then(|last| last.next_sibling());
    for (slot, stays) in window.rows(before).rev() {
        let Some(row) = child(slot) else { continue };
        if !stays {
            let _ = parent.insert_before(&row, next.as_ref());
        }
        next = Some(row.into());
    }
}

#[component]
fn Slot(table: Table, number: usize, n_pinned: Memo<usize>) -> impl IntoView {
    let line = Memo::new(move |_| {
        let place = table.window.get().place(number)?;
        Some((place, *table.lines.read().lines.get(place)?))
    });
    // A row that is about to go keeps what it last showed.
    let kept = |before: Option<&usize>| before.copied().unwrap_or_default();
    let place = Memo::new(move |before| line.get().map_or_else(|| kept(before), |own| own.0));
    let of = Memo::new(move |before| match line.get() {
        Some((_, Line::Area(at) | Line::Head(at))) => at as usize,
        None => kept(before),
    });
    let is_area = Memo::new(move |_| line.get().map(|own| matches!(own.1, Line::Area(_))));
    let top = Memo::new(move |_| table.top_of(place.get()));
    let index = Signal::derive(move || place.get() + n_pinned.get() + 2);
    move || {
        Some(if is_area.get()? {
            view! { <Row table=table area=of.into() index=index top=Some(top)/> }.into_any()
        } else {
            view! { <GroupRow table=table at=of index=index top=top/> }.into_any()
        })
    }
}
