//! Key figures as tiles, each against the period before and each a link.

use leptos::prelude::*;

use super::{Before, address, follow};
use crate::text::Msg;
use crate::ui::state::use_state;
use crate::view::{Against, Change, KeyFigure, Verdict, against};

/// The tiles and what must be said of the comparison.
#[component]
pub fn Figures(before: Before) -> impl IntoView {
    let state = use_state();
    let found = Memo::new(move |_| {
        let (case, before) = (state.case()?, before.get()?);
        Some(against(&case, &before, state.words()))
    });
    let tiles = move || found.get().map(|found: Against| found.figures.into_iter().map(tile).collect_view());
    let notes = move || {
        let notes = found.get()?.notes;
        (!notes.is_empty())
            .then(|| view! { <p class="small" data-testid="against-notes">{notes.join(" ")}</p> })
    };
    view! {
        <section aria-label=move || state.words().say(Msg::KeyFigures)>
            <div class="tiles figures" data-testid="tiles">{tiles}</div>
            {notes}
        </section>
    }
}

fn tile(figure: KeyFigure) -> impl IntoView {
    let state = use_state();
    let (href, lead) = (address(&figure.lead), figure.lead);
    // Names of indicators are set smaller than numbers.
    let is_number = figure.value.chars().next().is_some_and(char::is_numeric);
    view! {
        <a class="card tile" class:named=!is_number href=href data-testid=format!("figure-{}", figure.id)
            on:click=move |_| follow(state, &lead)>
            <span class="small">{figure.label}</span>
            <span class="big num">{figure.value}</span>
            {(!figure.detail.is_empty()).then(|| view! { <span class="small">{figure.detail}</span> })}
            {figure.change.map(change)}
        </a>
    }
}

fn change(change: Change) -> impl IntoView {
    let words = use_state().words_now();
    let (class, verdict) = match change.verdict {
        Verdict::Better => ("change better", Some(Msg::AgainstBetter)),
        Verdict::Worse => ("change worse", Some(Msg::AgainstWorse)),
        Verdict::Neutral => ("change", None),
    };
    view! {
        <span class=class>
            <i aria-hidden="true">{change.arrow}</i>" "{change.text}
            {verdict.map(|key| view! { " · " <b>{words.say(key)}</b> })}
        </span>
    }
}
