//! What would take one area across the line, and which orders at the line are sure.

use leptos::prelude::*;

use super::found;
use crate::text::Msg;
use crate::ui::state::{State, use_state};
use crate::view::{FlipLines, pairs_view, value_flip_lines, weight_flip_lines};

/// The selected area, or else the first one below the line.
fn subject(state: State) -> Option<usize> {
    let found = found(state)?;
    let sure = found.sure();
    let (ranking, line) = (&sure.case.outcome.ranked.ranking, sure.case.outcome.ranked.cut.line);
    let selected = state.selected.get().filter(|area| ranking.rank(*area).is_some());
    let below = || ranking.order.get(line).or(ranking.order.last());
    selected.or_else(|| below().map(|area| *area as usize))
}

/// The smallest changes of one area.
#[component]
pub fn FlipsCard() -> impl IntoView {
    let state = use_state();
    let robustness = state.robustness;
    let area = Memo::new(move |_| subject(state));
    Effect::new(move |_| {
        robustness.found.track();
        if let Some(area) = area.get() {
            robustness.want_flips(area);
        }
    });
    let title = move || {
        let (found, words) = (found(state)?, state.words());
        Some(words.fill_one(Msg::FlipTitle, &found.sure().name(area.get()?, words)))
    };
    let own = Memo::new(move |_| robustness.flips.get().filter(|own| Some(own.area) == area.get()));
    let weights = Signal::derive(move || {
        let (found, own) = (found(state)?, own.get()?);
        Some(weight_flip_lines(found.sure(), own.area, own.weights.as_ref()?, state.words()))
    });
    let values = Signal::derive(move || {
        let (found, own) = (found(state)?, own.get().filter(|own| own.done)?);
        Some(value_flip_lines(found.sure(), own.area, &own.values, state.words()))
    });
    view! {
        <section class="card" data-testid="sure-flips">
            <div class="head"><h2>{title}</h2></div>
            <div class="body stack">
                <p class="small">{move || state.words().say(Msg::FlipHint)}</p>
                <h3>{move || state.words().say(Msg::FlipWeights)}</h3>
                <Lines lines=weights testid="flips-weights"/>
                <h3>{move || state.words().say(Msg::FlipValues)}</h3>
                <Lines lines=values testid="flips-values"/>
            </div>
        </section>
    }
}

#[component]
fn Lines(lines: Signal<Option<FlipLines>>, testid: &'static str) -> impl IntoView {
    let state = use_state();
    let items = move || match lines.get() {
        None => view! { <li class="muted">{state.words().say(Msg::FlipPending)}</li> }.into_any(),
        Some(own) => {
            let none = own.none.map(|text| view! { <li class="small">{text}</li> });
            let lines: Vec<_> = own.lines.into_iter().map(|text| view! { <li>{text}</li> }).collect();
            (lines, none).into_any()
        }
    };
    let busy = move || lines.read().is_none().to_string();
    view! { <ul class="plain" data-testid=testid aria-busy=busy>{items}</ul> }
}

/// The pairs at the line.
#[component]
pub fn PairsCard() -> impl IntoView {
    let state = use_state();
    let body = move || {
        let (found, words) = (found(state)?, state.words());
        let Some(view) = pairs_view(found.sure(), state.robustness.setting.get(), words) else {
            return Some(view! { <p class="small">{words.say(Msg::PairsNotLinear)}</p> }.into_any());
        };
        let sentences: Vec<_> = view.sentences.into_iter().map(|text| view! { <p>{text}</p> }).collect();
        let row = |([upper, lower], names, said): ([usize; 2], [String; 2], Msg)| {
            let [above, below] = names;
            let pick = move |area| move |_| state.selected.set(Some(area));
            view! {
                <tr>
                    <td><button class="quiet wrapped" on:click=pick(upper)>{above}</button></td>
                    <td><button class="quiet wrapped" on:click=pick(lower)>{below}</button></td>
                    <td class="small">{words.say(said)}</td>
                </tr>
            }
        };
        Some(
            view! {
                {sentences}
                <div class="table-box short" tabindex="0" role="region" aria-label=words.say(Msg::PairsHead)>
                    <table data-testid="sure-pairs">
                        <thead><tr>
                            <th scope="col">{words.say(Msg::PairUpper)}</th>
                            <th scope="col">{words.say(Msg::PairLower)}</th>
                            <th scope="col">{words.say(Msg::SureStandingHead)}</th>
                        </tr></thead>
                        <tbody>{view.rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <section class="card">
            <div class="head"><h2>{move || state.words().say(Msg::PairsHead)}</h2></div>
            <div class="body stack">{body}</div>
        </section>
    }
}
