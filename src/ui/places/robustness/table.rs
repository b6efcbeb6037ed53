//! All numbers as a table, and as a file.

use leptos::prelude::*;

use super::found;
use crate::export::{Flavour, Sureness};
use crate::text::Msg;
use crate::ui::saving::file_name;
use crate::ui::state::{State, use_state};
use crate::view::{SureRow, sure_row};
use crate::web::download;

/// Rows on the screen; the file has them all.
const ROWS: usize = 400;

/// The table beside the charts.
#[component]
pub fn Table() -> impl IntoView {
    let state = use_state();
    let setting = state.robustness.setting;
    let heads = move || {
        let (found, words) = (found(state)?, state.words());
        let sure = found.sure();
        let mut heads = vec![words.say(Msg::Rank).to_owned(), words.say(Msg::Name).to_owned()];
        heads.extend(sure.found.settings.iter().map(|own| sure.setting_name(own.setting, words)));
        heads.extend(
            [Msg::SureBandHead, Msg::SureMeanHead, Msg::SureStandingHead]
                .map(|key| words.say(key).to_owned()),
        );
        Some(heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view())
    };
    let rows = move || {
        let (found, words) = (found(state)?, state.words());
        let (sure, setting) = (found.sure(), setting.get());
        let order = sure.order();
        let shown = order.iter().take(ROWS).map(|area| sure_row(sure, setting, *area as usize, words));
        Some(shown.map(|own| row(state, own)).collect_view())
    };
    let rest = move || {
        let more = found(state)?.sure().order().len().checked_sub(ROWS).filter(|more| *more > 0)?;
        let words = state.words();
        Some(view! { <p class="small">{words.fill(Msg::PrintRest, &[("n", &words.int(more))])}</p> })
    };
    view! {
        <section class="card">
            <div class="head">
                <h2>{move || state.words().say(Msg::TableTwin)}</h2>
                <button class="quiet screen-only" data-testid="sure-csv" on:click=move |_| save(state)>
                    {move || state.words().say(Msg::ExportCsv)}
                </button>
            </div>
            <div class="body">
                <div class="table-box" tabindex="0" role="region" data-testid="sure-table" aria-label=move || state.words().say(Msg::TableTwin)>
                    <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
                </div>
                {rest}
            </div>
        </section>
    }
}

fn row(state: State, own: SureRow) -> impl IntoView {
    let area = own.area;
    let chances: Vec<_> = own.chances.into_iter().map(|text| view! { <td class="num">{text}</td> }).collect();
    view! {
        <tr class:selected=move || state.selected.get() == Some(area)>
            <td class="num">{own.rank}</td>
            <th scope="row"><button class="quiet wrapped" on:click=move |_| state.selected.set(Some(area))>{own.name}</button></th>
            {chances}
            <td class="num">{own.band}</td>
            <td class="num">{own.mean}</td>
            <td>{move || state.words().say(own.certainty)}</td>
        </tr>
    }
}

fn save(state: State) {
    let Some(found) = untrack(|| found(state)) else { return };
    let Some(hash) = state.hash_to_save() else { return };
    let sure = found.sure();
    let case = sure.case.clone().with_sha256(hash);
    let text = Sureness { case: &case, found: sure.found }.csv(Flavour::Spreadsheet);
    let _ =
        download::download(&file_name(state, "robustness", "csv"), "text/csv;charset=utf-8", text.as_bytes());
}
