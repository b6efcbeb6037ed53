//! The areas brushed together, with a way to let them go.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::AreaLink;

/// How many are named.
const NAMED: usize = 24;

/// Marks the areas of a group, or takes the marks away where all of them are marked.
pub fn toggle(state: State, areas: &[u32]) {
    state.toggle_marks(&positions(areas));
}

/// Marks areas brushed over besides those marked.
pub fn add(state: State, areas: &[u32]) {
    state.mark_areas(positions(areas), true);
}

fn positions(areas: &[u32]) -> Vec<usize> {
    areas.iter().map(|at| *at as usize).collect()
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
            <button data-testid="marks-clear" on:click=move |_| state.forget_marks()>{words.say(Msg::MarkedClear)}</button>
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
