//! Pairwise comparison: one line for each pair, seventeen worded steps in each.

use leptos::prelude::*;

use super::draft::{Draft, redraft};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::{DraftPreview, PairLine, STEPS, step_words};

/// The pairs of a draft. They are made once: the children stay while the dialog is open.
#[component]
pub fn AhpEntry(draft: Draft, preview: Memo<DraftPreview>) -> impl IntoView {
    let state = use_state();
    let read = untrack(|| draft.get());
    let too_many = read.as_ref().is_some_and(|draft| draft.too_many_to_compare());
    let pairs = read.filter(|_| !too_many).map(|draft| draft.pair_lines()).unwrap_or_default();
    let help = move || {
        let words = state.words();
        if too_many {
            words.fill_one(Msg::AhpTooMany, &words.int(crate::weight::AHP_LIMIT))
        } else {
            words.say(Msg::AhpHelp).to_owned()
        }
    };
    let lines = pairs.into_iter().map(|pair| view! { <Pair draft=draft preview=preview pair=pair/> });
    view! {
        <p class="small">{help}</p>
        <ul class="pairs" data-testid="ahp-entry">{lines.collect_view()}</ul>
    }
}

#[component]
fn Pair(draft: Draft, preview: Memo<DraftPreview>, pair: PairLine) -> impl IntoView {
    let state = use_state();
    let PairLine { pair: (i, j), names: (first, second), step } = pair;
    let worst = move || preview.read().worst.as_ref().is_some_and(|(pair, _)| *pair == (i, j));
    let label = {
        let (first, second) = (first.clone(), second.clone());
        move || state.words().fill(Msg::AhpPair, &[("first", &first), ("second", &second)])
    };
    let options = move || {
        let words = state.words();
        let option = |own: i8| {
            let text = step_words(own, (&first, &second), words);
            view! { <option value=own.to_string() selected=step == Some(own)>{text}</option> }
        };
        view! {
            <option value="" selected=step.is_none()>{words.say(Msg::AhpNone)}</option>
            {STEPS.into_iter().map(option).collect_view()}
        }
    };
    let changed = move |event| {
        let step = event_target_value(&event).parse::<i8>().ok();
        redraft(draft, |draft| draft.compare((i, j), step));
    };
    view! {
        <li class:worst=worst>
            <label for=format!("pair-{i}-{j}")>{label}</label>
            <select id=format!("pair-{i}-{j}") data-testid=format!("pair-{i}-{j}") on:change=live(changed)>{options}</select>
        </li>
    }
}
