//! Groups crossed with groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::choices::use_choices;
use super::controls::{group_select, notes, select};
use super::marked_areas;
use crate::export::{Flavour, cross_csv};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::saving::file_name;
use crate::ui::shell::Help;
use crate::ui::state::{Shared, shared, use_state};
use crate::ui::widgets::Chips;
use crate::view::{
    PivotCell, PivotView, Shown, Words, help, pivot_measure_label, pivot_measures, pivot_view,
};
use crate::web::download;

/// Rows and columns of the table, besides the totals; the file has all.
const SHOWN: (usize, usize) = (150, 40);

type View = Memo<Option<Shared<PivotView>>>;

/// Controls and table.
pub fn part() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let view: View = Memo::new(move |_| {
        let case = state.case()?;
        let (by, across) = (choices.rows(&case), choices.columns(&case));
        let chosen = (&by, &across, &choices.cells.get(), choices.shown.get());
        Some(shared(pivot_view(&case, chosen, state.words())))
    });
    let said = move || {
        let (view, words) = (view.get()?, state.words());
        let rest = view.left_out(SHOWN);
        let rest = (rest > 0).then(|| words.fill(Msg::GroupsRestTable, &[("n", &words.int(rest))]));
        Some(view.notes.iter().cloned().chain(rest).collect())
    };
    let save = move |_| {
        let Some(view) = view.get_untracked() else { return };
        let cells: Vec<(Option<f64>, usize)> =
            view.cells.iter().map(|cell| (cell.value, cell.missing)).collect();
        let missing = state.words_now().say(Msg::Missing);
        let text = cross_csv((&view.rows, &view.columns), &cells, missing, Flavour::Spreadsheet);
        let _ = download::download(
            &file_name(state, "cross-table", "csv"),
            "text/csv;charset=utf-8",
            text.as_bytes(),
        );
    };
    view! {
        <section class="card">
            <div class="head"><div class="titled"><h1 data-testid="pivot-title">{move || view.get().map(|view| view.title.clone())}</h1><Help topic=&help::PIVOT/></div><Chips/></div>
            <div class="body stack">
                {controls()}
                <p class="small screen-only">{move || state.words().say(Msg::PivotHint)}</p>
                <div class="table-box" tabindex="0" role="region" data-testid="pivot" aria-label=move || view.get().map(|view| view.title.clone())>
                    {move || view.get().map(|view| table(&view, choices.is_shaded.get()))}
                </div>
                {notes(move || said().unwrap_or_default())}
                <div class="line"><span class="grow"></span>
                    <button class="quiet screen-only" data-testid="pivot-csv" on:click=save>{move || state.words().say(Msg::ExportCsv)}</button>
                </div>
            </div>
        </section>
    }
}

fn controls() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let measures = move || {
        let Some(case) = state.case() else { return Vec::new() };
        let (snapshot, words, chosen) = (&case.snapshot, state.words(), choices.cells.get());
        let one = |own| (chosen == own, own);
        let all = pivot_measures(&case).into_iter().map(one);
        all.map(|(is_chosen, own)| (own.key(snapshot), pivot_measure_label(&case, &own, words), is_chosen))
            .collect()
    };
    let measure = move |key: String| {
        let Some(case) = untrack(|| state.case()) else { return };
        let all = pivot_measures(&case);
        if let Some(own) = all.into_iter().find(|own| own.key(&case.snapshot) == key) {
            choices.cells.set(own);
        }
    };
    let ways = move || {
        let one = |(at, (shown, name)): (usize, &(Shown, Msg))| {
            (at.to_string(), state.words().say(*name).to_owned(), choices.shown.get() == *shown)
        };
        Shown::ALL.iter().enumerate().map(one).collect()
    };
    let way = move |key: String| {
        if let Some((shown, _)) = key.parse::<usize>().ok().and_then(|at| Shown::ALL.get(at)) {
            choices.shown.set(*shown);
        }
    };
    let adds_up = Memo::new(move |_| {
        state.loaded().is_some_and(|loaded| choices.cells.read().is_additive(&loaded.snapshot))
    });
    let swap = move |_| {
        if let Some((by, across)) = choices.sides_now(state) {
            choices.by.set(Some(across));
            choices.across.set(Some(by));
        }
    };
    view! {
        <div class="line">
            {group_select(Msg::GroupBy, "pivot-by", false)}
            <button class="swap" data-testid="pivot-swap" on:click=swap title=move || state.words().say(Msg::PivotSwap)
                aria-label=move || state.words().say(Msg::PivotSwap)>"⇄"</button>
            {group_select(Msg::PivotAcross, "pivot-across", true)}
            {select(Msg::PivotMeasureLabel, "pivot-measure", measures, measure)}
            {move || adds_up.get().then(|| select(Msg::PivotShown, "pivot-shown", ways, way))}
            <label class="check">
                <input type="checkbox" data-testid="pivot-shade" prop:checked=move || choices.is_shaded.get()
                    on:change=live(move |event| choices.is_shaded.set(event_target_checked(&event)))/>
                {move || state.words().say(Msg::PivotShade)}
            </label>
        </div>
    }
}

/// Positions shown of `n`, the last of which is the total.
fn window(n: usize, most: usize) -> Vec<usize> {
    let last = n.saturating_sub(1);
    (0..last.min(most)).chain((n > 0).then_some(last)).collect()
}

fn table(view: &PivotView, is_shaded: bool) -> impl IntoView + use<> {
    let state = use_state();
    let words = state.words();
    let (rows, columns) = (window(view.rows.len(), SHOWN.0), window(view.columns.len(), SHOWN.1));
    let head = |at: &usize| view! { <th scope="col">{view.columns[*at].clone()}</th> };
    let row = |at: &usize| {
        let cell = |column: &usize| {
            let cell = &view.cells[at * view.columns.len() + column];
            cell_view(cell, (&view.rows[*at], &view.columns[*column]), (words, is_shaded))
        };
        let is_total = at + 1 == view.rows.len();
        let cells: Vec<_> = columns.iter().map(cell).collect();
        view! { <tr class:total=is_total><th scope="row">{view.rows[*at].clone()}</th>{cells}</tr> }
    };
    let heads: Vec<_> = columns.iter().map(head).collect();
    let rows: Vec<_> = rows.iter().map(row).collect();
    view! {
        <table class="pivot"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>
    }
}

fn cell_view(
    cell: &Arc<PivotCell>,
    (row, column): (&str, &str),
    (words, is_shaded): (Words, bool),
) -> AnyView {
    if cell.areas.is_empty() {
        return view! { <td class="num"></td> }.into_any();
    }
    let state = use_state();
    let own = Arc::clone(cell);
    let n = words.int(cell.areas.len());
    let label = words
        .fill(Msg::PivotCellLabel, &[("row", row), ("column", column), ("value", &cell.text), ("n", &n)]);
    let gap = (cell.missing > 0).then(|| {
        let said = words.fill_one(Msg::PivotMissing, &words.int(cell.missing));
        view! { <small>{said}</small> }
    });
    let class = if is_shaded { format!("num shade-{}", cell.shade) } else { "num".to_owned() };
    view! {
        <td class=class>
            <button class="quiet" aria-label=label on:click=move |_| marked_areas::toggle(state, &own.areas)>{cell.text.clone()}</button>
            {gap}
        </td>
    }
    .into_any()
}
