//! The areas brushed together, with a way to let them go.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::AreaLink;
use crate::view::toggle_marks;

/// How many are named.
const NAMED: usize = 24;

/// Marks areas, or takes the marks away where all of them are marked.
pub fn toggle(state: State, areas: &[u32]) {
    if !areas.is_empty() {
        // Nothing may be reading when it is set.
        let next = toggle_marks(&state.marked.get_untracked(), areas);
        state.marked.set(next);
    }
}

/// Adds areas to those marked.
pub fn add(state: State, areas: &[u32]) {
    let marked = state.marked.get_untracked();
    let fresh: Vec<u32> =
        areas.iter().copied().filter(|at| marked.binary_search(&(*at as usize)).is_err()).collect();
    toggle(state, &fresh);
}

/// How many are marked, and which.
pub fn marks() -> impl IntoView {
    let state = use_state();
    let said = move || {
        let (words, n) = (state.words(), state.marked.read().len());
        if n == 0 {
            words.say(Msg::MarkedNone).to_owned()
        } else {
            words.fill(Msg::Marked, &[("n", &words.int(n))])
        }
    };
    let names = move || {
        let (loaded, marked, words) = (state.loaded()?, state.marked.get(), state.words());
        let link = |at: &usize| view! { <AreaLink area=*at name=words.area(&loaded.snapshot, *at)/> };
        let links: Vec<_> = marked.iter().take(NAMED).map(link).collect();
        let rest = marked.len().checked_sub(NAMED).filter(|rest| *rest > 0);
        let more = rest.map(|rest| words.fill(Msg::MarkedMore, &[("n", &words.int(rest))]));
        let clear = (!marked.is_empty()).then(|| view! {
            <button data-testid="marks-clear" on:click=move |_| state.marked.set(Default::default())>{words.say(Msg::MarkedClear)}</button>
        });
        Some((links, more.map(|more| view! { <span class="small">{more}</span> }), clear))
    };
    view! {
        <section class="card marks screen-only" data-testid="marks">
            <b role="status" data-testid="marks-count">{said}</b>
            {names}
        </section>
    }
}
