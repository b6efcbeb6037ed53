//! One row of the table.

use leptos::prelude::*;

use super::actions::{element, mark, open};
use super::parts::part_cells;
use super::table::Table;
use crate::text::Msg;
use crate::ui::list_state::{Popup, toggle};
use crate::ui::state::use_state;
use crate::view::{BandView, Cell, Column, ListRow, RankingRow};
use crate::web::page;

/// An area; `top` is missing where it is pinned.
#[component]
pub fn Row(table: Table, area: Signal<usize>, index: Signal<usize>, top: Option<Memo<f64>>) -> impl IntoView {
    let state = use_state();
    let row = Memo::new(move |_| table.content.get()?.row(area.get()));
    let is = move |want: fn(&ListRow) -> bool| move || row.read().as_ref().is_some_and(want);
    let pointed = Memo::new(move |_| state.pointed.get() == Some(area.get()));
    let marked = Memo::new(move |_| state.is_marked(area.get()));
    let menu = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        if let Some(at) = element(&event) {
            open(state, Popup::Row(area.get_untracked()), &at);
        }
    };
    let context = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let area = area.get_untracked();
        state.selected.set(Some(area));
        let start = f64::from(event.client_x());
        let rtl = state.language.get_untracked() == crate::text::Language::Fa;
        let start = if rtl { page::window_size()[0] - start } else { start };
        let at = (Popup::Row(area), start, f64::from(event.client_y()));
        state.list.popup.set(Some(at));
    };
    view! {
        <div class="grid-row" role="row" id=move || format!("row-{}", area.get()) data-testid="row"
            aria-rowindex=move || index.get().to_string()
            aria-selected=move || (state.selected.get() == Some(area.get())).to_string()
            class:near=is(|row| row.near.is_some()) class:listed=is(|row| row.listed)
            class:pointed=move || pointed.get() class:marked=move || marked.get()
            style:inset-block-start=move || top.map_or_else(|| "auto".to_owned(), |top| format!("{}px", top.get()))
            on:pointerenter=move |_| state.pointed.set(Some(area.get_untracked()))
            on:contextmenu=context
            on:click=move |_| state.selected.set(Some(area.get_untracked()))>
            {move || row.get().map(|row| cells(table, &row, (marked.get(), table.stale.get())))}
            <span role="gridcell" class="row-end">
                <button class="quiet opens" tabindex="-1" data-testid="row-menu" aria-haspopup="menu" on:click=menu
                    aria-label=move || row.get().map(|row| state.words().fill_one(Msg::ListMenu, &row.base.name))>"⋯"</button>
            </span>
        </div>
    }
}

fn cells(table: Table, row: &ListRow, (marked, stale): (bool, bool)) -> impl IntoView + use<> {
    let columns = table.state.list.columns.get();
    let shown = columns.into_iter().zip(&row.cells);
    let cells: Vec<_> = shown.map(|own| one(table, row, (marked, stale), own)).collect();
    cells
}

fn one(
    table: Table,
    row: &ListRow,
    (marked, stale): (bool, bool),
    (column, cell): (Column, &Cell),
) -> AnyView {
    let words = table.state.words();
    match (column, cell) {
        (Column::Rank, _) => rank(table, row, marked).into_any(),
        (Column::Name, _) => who(table, row).into_any(),
        (Column::Parts, _) if table.state.list.spread.get() => part_cells(table, row).into_any(),
        (Column::Parts, _) => stacked(&row.base).into_any(),
        (Column::Score, _) => {
            let low = row.base.low_coverage.then(|| {
                let text = words.fill_one(Msg::ListLowCoverage, &row.base.coverage);
                view! { <small class="low" title=text.clone() aria-label=text role="img">"◔"</small> }
            });
            view! { <span role="gridcell" class="num score"><span data-testid="row-score">{row.base.score.clone()}</span>{low}</span> }.into_any()
        }
        (_, Cell::Band(band)) => band_cell(band, stale).into_any(),
        (Column::Chance, Cell::Text(text, _)) => {
            view! { <span role="gridcell" class="num wide" class:stale=stale data-testid="row-chance">{text.clone()}</span> }.into_any()
        }
        (_, Cell::Text(text, low)) => {
            view! { <span role="gridcell" class="num wide" class:low=*low title=text.clone()>{text.clone()}</span> }.into_any()
        }
        (_, Cell::Trend(path, text)) => view! {
            <span role="gridcell" class="wide" title=text.clone()>
                <svg class="trend" viewBox="0 0 80 20" role="img" aria-label=text.clone()><path d=path.clone()/></svg>
            </span>
        }
        .into_any(),
        (_, Cell::Own) => view! { <span role="gridcell" class="wide"></span> }.into_any(),
    }
}

/// The box of the mark and the rank.
fn rank(table: Table, row: &ListRow, marked: bool) -> impl IntoView + use<> {
    let (state, words, area) = (table.state, table.state.words(), row.base.area);
    let tied = row.base.tied.then(|| view! { <small>{words.say(Msg::Tied)}</small> });
    let overall = row.base.overall.as_ref().map(|overall| {
        let title = format!("{}: {overall}", words.say(Msg::RankOverall));
        view! { <small title=title>"("{overall.clone()}")"</small> }
    });
    let change = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        mark(state, area, (&table.areas(), event.shift_key()));
    };
    let listed = row.listed.then(|| words.say(Msg::ListInList));
    view! {
        <span role="gridcell" class="rank num">
            <input type="checkbox" class="mark-box" tabindex="-1" data-testid="row-mark" prop:checked=marked
                aria-label=words.fill_one(Msg::ListMark, &row.base.name) on:click=change/>
            <span data-testid="row-rank" class="rank-no" title=listed>{row.base.rank.clone()}</span>{overall}{tied}
        </span>
    }
}

/// The name, where it lies, and what is special about it.
fn who(table: Table, row: &ListRow) -> impl IntoView + use<> {
    let words = table.state.words();
    let near = row
        .near
        .clone()
        .map(|rule| view! { <em class="near-tag" title=rule>{words.say(Msg::ListNear)}</em> });
    let lock = row.lock.clone().map(|(inside, text)| {
        let key = if inside { Msg::ListLockedInMark } else { Msg::ListLockedOutMark };
        view! { <em class="lock-tag" class:out=!inside title=text data-testid="row-lock">{words.say(key)}</em> }
    });
    let (name, place) = (row.base.name.clone(), row.base.whereabouts.clone());
    view! {
        <span role="gridcell" class="who">
            <b title=name.clone()>{name.clone()}</b>
            <small title=place.clone()>{lock}{near}{place.clone()}</small>
        </span>
    }
}

fn stacked(base: &RankingRow) -> impl IntoView + use<> {
    let parts = base.parts.iter().map(|(colour, width, text)| {
        view! {
            <i class=format!("d{}", colour + 1) style:inline-size=format!("{width:.2}%") title=text.clone()></i>
        }
    });
    let parts: Vec<_> = parts.collect();
    view! { <span role="gridcell" class="wide"><span class="bar">{parts}</span></span> }
}

/// A band with the rank as a tick and the end of the list as a line.
fn band_cell(band: &BandView, stale: bool) -> impl IntoView + use<> {
    let at = |value: f64| format!("{value:.1}%");
    let (text, label) = (band.text.clone(), band.text.clone());
    let tick = band.rank.map(|rank| view! { <i class="tick" style:inset-inline-start=at(rank)></i> });
    view! {
        <span role="gridcell" class="wide" class:stale=stale title=text data-testid="row-band">
            <span class="band" role="img" aria-label=label>
                <i class="end" style:inset-inline-start=at(band.cut)></i>
                <i class="reach" style:inset-inline-start=at(band.from) style:inline-size=at(band.width)></i>
                {tick}
            </span>
        </span>
    }
}

/// The heading of a group.
#[component]
pub fn GroupRow(table: Table, at: Memo<usize>, index: Signal<usize>, top: Memo<f64>) -> impl IntoView {
    let state = use_state();
    let head = Memo::new(move |_| table.lines.read().heads.get(at.get()).cloned());
    let text = move || {
        let (loaded, head) = (state.loaded()?, head.get()?);
        Some(head.text(&loaded.snapshot, state.words()))
    };
    let folded = move || head.read().as_ref().is_some_and(|head| head.folded);
    let fold = move |_| {
        if let Some(head) = head.get_untracked() {
            state.list.folded.update(|list| toggle(list, head.unit));
        }
    };
    view! {
        <div class="grid-row group-row" role="row" data-testid="group-row" aria-rowindex=move || index.get().to_string()
            style:inset-block-start=move || format!("{}px", top.get())>
            <span role="gridcell">
                <button class="quiet" data-testid="group-fold" aria-expanded=move || (!folded()).to_string() on:click=fold>
                    <span aria-hidden="true">{move || if folded() { "+" } else { "−" }}</span>{text}
                </button>
            </span>
        </div>
    }
}
