//! Effective and suggested weights beside the chosen ones, computed only while they are looked at.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::{WeightCheck, Words, weight_check};

/// The details below the weights.
#[component]
pub fn WeightCheckDetails() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let toggled = move |event: leptos::ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let found = Memo::new(move |_| {
        let case = state.case().filter(|_| open.get())?;
        Some(weight_check(&case, state.words()))
    });
    view! {
        <details class="advanced" data-testid="weight-check" on:toggle=live(toggled)>
            <summary>{move || state.words().say(Msg::WeightCheck)}</summary>
            {move || found.get().map(|found| tables(&found, state.words()))}
        </details>
    }
}

fn tables(found: &WeightCheck, words: Words) -> impl IntoView + use<> {
    let hint = if found.effective.is_some() { Msg::WeightEffectiveHint } else { Msg::WeightEffectiveNone };
    let cell = |text: Option<&String>| view! { <td class="num">{text.cloned()}</td> };
    let effective = found.effective.as_ref();
    let weighed = found.names.iter().enumerate().map(|(at, name)| {
        let own = effective.map(|list| cell(list.get(at)));
        view! { <tr><th scope="row">{name.clone()}</th>{cell(found.nominal.get(at))}{own}</tr> }
    });
    let heads =
        found.suggested.iter().map(|(name, _)| view! { <th scope="col" class="num">{name.clone()}</th> });
    let suggested = found.names.iter().enumerate().map(|(at, name)| {
        let cells = found
            .suggested
            .iter()
            .map(|(_, shares)| cell(shares.as_ref().ok().and_then(|list| list.get(at))));
        view! { <tr><th scope="row">{name.clone()}</th>{cells.collect_view()}</tr> }
    });
    let reasons = found.suggested.iter().filter_map(|(name, shares)| {
        let reason = shares.as_ref().err()?;
        Some(view! { <p class="small">{format!("{name}: {reason}")}</p> })
    });
    view! {
        <div class="stack check-tables">
            <table class="tight" data-testid="weights-effective">
                <thead><tr>
                    <th scope="col">{words.say(Msg::Domain)}</th>
                    <th scope="col" class="num">{words.say(Msg::WeightNominal)}</th>
                    {effective.map(|_| view! { <th scope="col" class="num">{words.say(Msg::WeightEffective)}</th> })}
                </tr></thead>
                <tbody>{weighed.collect_view()}</tbody>
            </table>
            <p class="small">{words.say(hint)}</p>
            <h3>{words.say(Msg::WeightSuggested)}</h3>
            <div class="table-box" tabindex="0" role="region" aria-label=words.say(Msg::WeightSuggested)>
                <table class="tight" data-testid="weights-suggested">
                    <thead><tr><th scope="col">{words.say(Msg::Domain)}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{suggested.collect_view()}</tbody>
                </table>
            </div>
            {reasons.collect_view()}
            <p class="small">{found.note.clone()}</p>
        </div>
    }
}
