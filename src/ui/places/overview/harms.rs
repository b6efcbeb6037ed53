//! The first harm of each county.

use leptos::prelude::*;

use super::{address, follow};
use crate::text::Msg;
use crate::ui::state::{State, use_state};
use crate::view::{FirstHarm, Harm, Lead, MeasureChoice, first_harms};

/// The table; each harm leads to the map of it.
#[component]
pub fn FirstHarms() -> impl IntoView {
    let state = use_state();
    let level = Memo::new(move |_| {
        state.loaded().and_then(|loaded| loaded.snapshot.divisions.levels.last().cloned())
    });
    let harms = Memo::new(move |_| {
        let case = state.case()?;
        Some(first_harms(&case, &level.get()?.id, state.words()))
    });
    let title = move || {
        let words = state.words();
        let name = level.get().map(|level| words.label(&level.name)).unwrap_or_default();
        words.fill_one(Msg::OverviewFirstHarm, &name)
    };
    let rows = move || Some(harms.get()?.into_iter().map(|harm| row(state, harm)).collect_view());
    let heads = [Msg::Name, Msg::Areas, Msg::HarmHead, Msg::Contribution];
    let head =
        move || heads.map(|head| view! { <th scope="col">{state.words().say(head)}</th> }).collect_view();
    view! {
        <Show when=move || harms.read().as_ref().is_some_and(|harms| !harms.is_empty())>
            <section class="card">
                <div class="head">
                    <h2>{title}</h2>
                    <a href="#groups" class="screen-only">{move || state.words().say(Msg::LeadGroups)}</a>
                </div>
                <div class="body stack">
                    <div class="table-box short" tabindex="0" role="region" aria-label=title>
                        <table class="harms" data-testid="first-harms">
                            <thead><tr>{head}</tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <p class="small">{move || state.words().say(Msg::OverviewFirstHarmNote)}</p>
                </div>
            </section>
        </Show>
    }
}

fn row(state: State, own: FirstHarm) -> impl IntoView {
    let words = state.words_now();
    let named = match own.harm {
        Some(Harm { name, indicator, colour, values, points, .. }) => {
            let lead = Lead::Map(MeasureChoice::Indicator(indicator));
            view! {
                <td>
                    {colour.map(|at| view! { <i class=format!("swatch d{}", at + 1)></i> })}
                    <a href=address(&lead) on:click=move |_| follow(state, &lead)>{name}</a>
                    <small class="harm-values">{values}</small>
                </td>
                <td class="points">{points}</td>
            }
            .into_any()
        }
        None => {
            let text = if own.scored { words.number(None, 0) } else { words.say(Msg::Unscored).to_owned() };
            view! { <td>{text}</td><td>{words.number(None, 0)}</td> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{own.division}</th>
            <td class="num">{words.int(own.areas)}</td>
            {named}
        </tr>
    }
}
