//! Every indicator: how it is made, what it is for, how much of it is there.

use leptos::prelude::*;

use super::Desk;
use crate::text::Msg;
use crate::ui::state::use_state;
use crate::view::{IndicatorRow, indicator_rows};

/// The card.
#[component]
pub fn Definitions(desk: Desk) -> impl IntoView {
    let state = use_state();
    let heads =
        [Msg::Indicator, Msg::IndicatorMade, Msg::Polarity, Msg::Coverage, Msg::IndicatorSpread, Msg::Source];
    let head =
        move || heads.map(|head| view! { <th scope="col">{state.words().say(head)}</th> }).collect_view();
    let row = move |(at, row): (usize, IndicatorRow)| {
        let definition = (!row.definition.is_empty()).then(|| view! { <p>{row.definition}</p> });
        let spread = row.spread.map(|text| view! { <bdi>{text}</bdi> }).collect_view();
        view! {
            <tr>
                <th scope="row">
                    <button class="quiet" on:click=move |_| desk.open(at)>{row.name}</button>
                    <div class="small">{row.domain}</div>
                    <div class="small"><bdi class="hash">{row.id}</bdi></div>
                </th>
                <td class="made"><p class="small">{row.made}</p>{definition}</td>
                <td>{row.polarity}<div class="small">{row.purpose}</div></td>
                <td class="num" class:low=row.low_coverage>{row.coverage}</td>
                <td class="spread">{spread}</td>
                <td>{row.source}</td>
            </tr>
        }
    };
    let rows = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let period = state.data().map_or(loaded.snapshot.latest_period(), |data| data.1);
        Some(indicator_rows(&loaded.snapshot, period, words).into_iter().enumerate().map(row).collect_view())
    };
    view! {
        <section class="card" id="data-definitions">
            <div class="head"><h2>{move || state.words().say(Msg::DataDefinitions)}</h2></div>
            <div class="body">
                <div class="table-box" tabindex="0" role="region" aria-label=move || state.words().say(Msg::Indicators)>
                    <table class="definitions" data-testid="indicators">
                        <thead><tr>{head}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
        </section>
    }
}
