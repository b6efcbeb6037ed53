//! Remarks of validation by supplier, to be sent to whom they concern.

use leptos::prelude::*;

use super::Desk;
use crate::export::{Flavour, remarks_csv};
use crate::text::Msg;
use crate::ui::saving::file_name_of_all;
use crate::ui::state::{Checked, State, use_state};
use crate::ui::widgets::show_profile;
use crate::view::{RemarkRow, RuleGroup, SupplierGroup, by_supplier};
use crate::web::download;

/// Remarks of one rule shown before the rest is folded away.
const SHOWN: usize = 5;

/// The card.
#[component]
pub fn Findings(desk: Desk) -> impl IntoView {
    let state = use_state();
    let any = move || matches!(state.checked.get(), Checked::Done { remarks, .. } if !remarks.is_empty());
    view! {
        <section class="card" id="data-findings">
            <div class="head">
                <h2>{move || state.words().say(Msg::Findings)}</h2>
                <Show when=any>
                    <button class="quiet screen-only" data-testid="findings-csv" on:click=move |_| save(state)>
                        {move || state.words().say(Msg::ExportCsv)}
                    </button>
                </Show>
            </div>
            <div class="body">{move || list(state, desk)}</div>
        </section>
    }
}

fn list(state: State, desk: Desk) -> AnyView {
    let words = state.words();
    let remarks = match state.checked.get() {
        Checked::Working(share) => {
            let share = words.percent(Some(share));
            let text = words.fill_one(Msg::FindingsPending, &share);
            return view! { <p class="note" data-testid="findings-pending">{text}</p> }.into_any();
        }
        Checked::Done { remarks, .. } => remarks,
    };
    let Some(loaded) = state.loaded().filter(|_| !remarks.is_empty()) else {
        return view! { <p class="note" data-testid="findings">{words.say(Msg::FindingsNone)}</p> }
            .into_any();
    };
    let informs = remarks.iter().filter(|remark| remark.severity == "informs").count();
    let groups = by_supplier(&loaded.snapshot, &remarks, words);
    view! {
        <div class="stack" data-testid="findings">
            <p class="muted">{counts(state, remarks.len() - informs, informs)}</p>
            {groups.into_iter().map(|group| supplier(state, desk, group)).collect_view()}
        </div>
    }
    .into_any()
}

fn counts(state: State, warns: usize, informs: usize) -> String {
    let words = state.words_now();
    let warns = words.counted(warns, (Msg::WarningOne, Msg::WarningMany));
    let informs = words.counted(informs, (Msg::RemarkOne, Msg::RemarkMany));
    words.fill(Msg::FindingsSummary, &[("warns", &warns), ("informs", &informs)])
}

fn supplier(state: State, desk: Desk, group: SupplierGroup) -> impl IntoView {
    let tally = counts(state, group.warns, group.informs);
    view! {
        <section class="supplier" data-testid="supplier">
            <div class="line between"><h3>{group.name}</h3><span class="small">{tally}</span></div>
            {group.rules.into_iter().map(|own| rule(state, desk, own)).collect_view()}
        </section>
    }
}

fn rule(state: State, desk: Desk, mut group: RuleGroup) -> impl IntoView {
    let words = state.words_now();
    let rest = group.rows.split_off(SHOWN.min(group.rows.len()));
    let beyond = (group.more > 0).then(|| words.fill(Msg::RemarkRest, &[("n", &words.int(group.more))]));
    let folded = (!rest.is_empty()).then(|| {
        let label = words.fill(Msg::FindingsMore, &[("n", &words.int(rest.len() + group.more))]);
        view! {
            <details>
                <summary>{label}</summary>
                {rest.into_iter().map(|own| line(state, desk, own)).collect_view()}
                {beyond.map(|text| view! { <p class="small">{text}</p> })}
            </details>
        }
    });
    view! { {group.rows.into_iter().map(|own| line(state, desk, own)).collect_view()}{folded} }
}

fn line(state: State, desk: Desk, row: RemarkRow) -> impl IntoView {
    let words = state.words_now();
    let (class, label) = match row.severity.as_str() {
        "blocks" => ("mark blocks", Msg::SeverityBlocks),
        "warns" => ("mark warns", Msg::SeverityWarns),
        _ => ("mark informs", Msg::SeverityInforms),
    };
    let indicator = row.indicator.map(|(at, name)| {
        view! { <button class="quiet inline" on:click=move |_| desk.open(at)>{name}</button> }
    });
    let area = row.area.map(|(at, name)| {
        view! { <button class="quiet inline" on:click=move |_| show_profile(state, at)>{name}</button> }
    });
    let fact = |(key, value): (Msg, String)| {
        view! { <span>{words.say(key)}": "<bdi>{value}</bdi></span> }
    };
    view! {
        <div class="finding">
            <span class=class>{words.say(label)}</span>
            <div>
                <p>{row.text}</p>
                <p class="small about">{indicator}{area}{row.facts.into_iter().map(fact).collect_view()}</p>
            </div>
        </div>
    }
}

fn save(state: State) {
    let (Some(loaded), Checked::Done { remarks, .. }) =
        (state.loaded_untracked(), state.checked.get_untracked())
    else {
        return;
    };
    let language = state.language.get_untracked();
    let text = remarks_csv(&loaded.snapshot, &remarks, (language, Flavour::Spreadsheet));
    let _ = download::download(
        &file_name_of_all(state, "findings", "csv"),
        "text/csv;charset=utf-8",
        text.as_bytes(),
    );
}
