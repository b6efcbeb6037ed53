//! The first ten areas with what their scores are made of.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::AreaLink;
use crate::view::{RankingRow, legend, ranking_row};

/// The table.
#[component]
pub fn FirstTen() -> impl IntoView {
    let state = use_state();
    let rows = move || {
        let (case, words) = (state.case()?, state.words());
        let first = case.outcome.ranked.ranking.order.iter().take(10);
        let row = |at: &u32| row(state, ranking_row(&case, *at as usize, words));
        Some(first.map(row).collect_view())
    };
    let keys = move || {
        let (case, words) = (state.case()?, state.words());
        let key = |(_, colour, name): (String, usize, String)| {
            view! { <span><i class=format!("swatch d{}", colour + 1)></i>{name}</span> }
        };
        Some(legend(&case, words).into_iter().map(key).collect_view())
    };
    view! {
        <section class="card">
            <div class="head">
                <h2>{move || state.words().say(Msg::OverviewTop)}</h2>
                <a href="#priority" class="screen-only">{move || state.words().say(Msg::OverviewTopLink)}</a>
            </div>
            <div class="body">
                <table class="ten" data-testid="first-ten">
                    <thead><tr>
                        <th scope="col">{move || state.words().say(Msg::Rank)}</th>
                        <th scope="col">{move || state.words().say(Msg::Name)}</th>
                        <th scope="col">{move || state.words().say(Msg::Contributions)}</th>
                        <th scope="col">{move || state.words().say(Msg::Score)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <div class="keys">{keys}</div>
            </div>
        </section>
    }
}

fn row(state: State, row: RankingRow) -> impl IntoView {
    let area = row.area;
    let said: Vec<String> = row.parts.iter().map(|part| part.2.clone()).collect();
    let said = said.join(state.words_now().say(Msg::ListAnd));
    let bar = |(colour, width, _): (usize, f64, String)| {
        view! { <i class=format!("d{}", colour + 1) style:inline-size=format!("{width:.2}%")></i> }
    };
    view! {
        <tr class:chosen=move || state.selected.get() == Some(area)
            class:pointed=move || state.pointed.get() == Some(area)
            class:marked=move || state.is_marked(area)
            on:pointerenter=move |_| state.pointed.set(Some(area))
            on:pointerleave=live(move |_| state.pointed.set(None))>
            <td class="num"><b>{row.rank}</b>{row.overall.map(|overall| view! {
                <div class="small">{state.words_now().fill_one(Msg::RankAll, &overall)}</div>
            })}</td>
            <th scope="row"><AreaLink area=area name=row.name/><div class="small">{row.whereabouts}</div></th>
            <td class="bars"><span class="bar" role="img" aria-label=said.clone() title=said>{row.parts.into_iter().map(bar).collect_view()}</span></td>
            <td class="num"><b>{row.score}</b></td>
        </tr>
    }
}
