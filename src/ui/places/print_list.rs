//! The ranking on paper: a plain table with repeated headings, made only while printing.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::on_print;
use crate::ui::print_frame::footer;
use crate::ui::state::{State, use_state};
use crate::view::{RankingRow, division_head, lock_mark, printed_cut, ranking_row};
use crate::web::page;

/// Rows that are printed at most: twenty sheets.
const PRINTED: usize = 600;

/// The list for the printer.
#[component]
pub fn PrintList() -> impl IntoView {
    let state = use_state();
    let printing = RwSignal::new(false);
    on_print(move || printing.set(true), move || printing.set(false));
    view! {
        <Show when=move || printing.get()>
            <section class="print-only" data-testid="print-list">{move || sheet(state)}</section>
        </Show>
    }
}

fn sheet(state: State) -> Option<impl IntoView> {
    let (case, words) = (state.case()?, state.words());
    let snapshot = &case.snapshot;
    let ranking = &case.outcome.ranked.ranking;
    let areas: Vec<u32> = ranking.order.iter().chain(&ranking.unscored).copied().collect();
    let mut rows: Vec<AnyView> = areas
        .iter()
        .take(PRINTED)
        .map(|at| {
            let mark = lock_mark(&case, *at as usize, words);
            row(ranking_row(&case, *at as usize, words), mark.map(|own| own.1)).into_any()
        })
        .collect();
    let line = case.outcome.ranked.cut.line;
    if line <= rows.len() {
        let cut = printed_cut(&case, words);
        rows.insert(
            line,
            view! { <tr class="cut-row" data-testid="print-cut"><td colspan="8">{cut}</td></tr> }.into_any(),
        );
    }
    let rest = areas.len().saturating_sub(PRINTED);
    let rest = (rest > 0).then(|| words.fill(Msg::PrintRest, &[("n", &words.int(rest))]));
    let say = |head| words.say(head).to_owned();
    // Under a filter both ranks stand in the column, and its head says which is which.
    let both = || format!("{} ({})", words.say(Msg::RankInFilter), words.say(Msg::RankOverall));
    let heads = [
        if case.outcome.set.is_all() { say(Msg::Rank) } else { both() },
        say(Msg::Name),
        division_head(snapshot, words),
        say(Msg::Population),
        say(Msg::Contribution),
        say(Msg::Score),
        say(Msg::Coverage),
        say(Msg::Tier),
    ];
    // Where a fixed element is the foot, every page keeps room for it.
    let room = (!page::has_margin_boxes())
        .then(|| view! { <tfoot><tr><td colspan="8" class="print-room"></td></tr></tfoot> });
    Some(view! {
        <table class="printed-list">
            <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
            {room}
        </table>
        {rest.map(|text| view! { <p>{text}</p> })}
        <h2>{words.say(Msg::Methodology)}</h2>
        {super::method::sentences(state)}
        <p class="small">{footer(state)}</p>
    })
}

fn row(row: RankingRow, lock: Option<String>) -> impl IntoView {
    let part = |(colour, width, _): (usize, f64, String)| {
        view! { <i class=format!("d{}", colour + 1) style:inline-size=format!("{width:.2}%")></i> }
    };
    view! {
        <tr>
            <td class="num">{row.rank}{row.overall.map(|overall| view! { <small>" ("{overall}")"</small> })}</td>
            <th scope="row">{row.name}{row.lost.map(|own| view! { <small>" ("{own.short}")"</small> })}{lock.map(|text| view! { <small>" ("{text}")"</small> })}</th>
            <td>{row.whereabouts}</td>
            <td class="num">{row.population}</td>
            <td class="fill"><span class="bar">{row.parts.into_iter().map(part).collect_view()}</span></td>
            <td class="num">{row.score}</td>
            <td class="num">{row.coverage}</td>
            <td class="num">{row.tier}</td>
        </tr>
    }
}
