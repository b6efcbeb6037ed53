//! What can be done with a row: marked, pinned, compared, decided on outside the rule.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::document::Command;
use crate::scenario::{Lock, Membership};
use crate::text::Msg;
use crate::ui::list_state::{LockDraft, MOST_PINNED, Popup, toggle};
use crate::ui::state::State;

/// Marks an area or takes its mark away; with `range` also what stands between it and the row marked last.
pub fn mark(state: State, area: usize, (order, range): (&[usize], bool)) {
    let place = |wanted: usize| order.iter().position(|own| *own == wanted);
    let anchor = state.list.anchor.get_value().filter(|_| range);
    match anchor.and_then(place).zip(place(area)) {
        Some((from, to)) => state.mark_areas(order[from.min(to)..=from.max(to)].to_vec(), true),
        None => state.toggle_marks(&[area]),
    }
    state.list.anchor.set_value(Some(area));
}

/// Pins an area on top, or lets it go.
pub fn pin(state: State, area: usize) {
    let pinned = state.list.pinned;
    let full = pinned.with_untracked(|list| list.len() >= MOST_PINNED && !list.contains(&area));
    if full {
        state.toast.set(Some(state.words_now().say(Msg::ListPinFull).to_owned()));
    } else {
        pinned.update(|list| toggle(list, area));
    }
}

/// Lays an area beside those that are compared.
pub fn compare(state: State, area: usize) {
    state.add_compared([area]);
    let there = untrack(|| state.is_compared(area));
    let key = if there { Msg::ListCompareAdded } else { Msg::ListCompareFull };
    state.toast.set(Some(state.words_now().say(key).to_owned()));
}

/// Begins a decision on an area.
pub fn decide(state: State, area: usize, inside: bool) {
    state.list.draft.set(Some(LockDraft { area, inside }));
}

/// Begins the decision that goes against the rule; where there is one already, it is withdrawn.
pub fn decide_or_withdraw(state: State, area: usize) {
    let Some(case) = untrack(|| state.case()) else { return };
    match case.outcome.lock(area) {
        Some(_) => withdraw(state, area),
        None => decide(state, area, !case.outcome.in_list(area)),
    }
}

/// Keeps a decision in the scenario: the draft's area and way, with what else was written of it.
pub fn keep(state: State, draft: &LockDraft, written: Lock) {
    let Some(area) = code(state, draft.area) else { return };
    let list = if draft.inside { Membership::In } else { Membership::Out };
    let lock = Lock { area, list, ..written };
    state.edit(&Command::Decide(Box::new(lock)));
}

/// Takes a decision back.
pub fn withdraw(state: State, area: usize) {
    if let Some(area) = code(state, area) {
        state.edit(&Command::Withdraw { area });
    }
}

fn code(state: State, area: usize) -> Option<String> {
    state.loaded_untracked()?.snapshot.areas.code.get(area).cloned()
}

/// Opens something at the element that asks for it, or closes it where it is open.
pub fn open(state: State, popup: Popup, at: &Element) {
    let same = state.list.popup.with_untracked(|own| own.as_ref().is_some_and(|own| own.0 == popup));
    if same {
        return state.list.popup.set(None);
    }
    let (rect, width) = (at.get_bounding_client_rect(), window_width());
    let rtl = state.language.get_untracked() == crate::text::Language::Fa;
    let start = if rtl { width - rect.right() } else { rect.left() };
    state.list.popup.set(Some((popup, start, rect.bottom())));
}

fn window_width() -> f64 {
    web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64()).unwrap_or(1000.0)
}

/// The element that listens.
pub fn element(event: &Event) -> Option<Element> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}
