//! The heading of the table: names, order, filters, and how sure the list is.

use leptos::prelude::*;

use super::actions::{element, open};
use super::sort_arrow::{arrow, sorted};
use super::table_state::Table;
use super::weight_columns::PartHeads;
use crate::text::Msg;
use crate::ui::list_state::Popup;
use crate::ui::robustness::Phase;
use crate::ui::state::use_state;
use crate::view::{Column, column_name, filter_label, filterable};

/// The heading row.
#[component]
pub fn Header(table: Table) -> impl IntoView {
    let state = use_state();
    let columns = state.list.columns;
    let cell = move |column: Column| match column {
        Column::Parts => {
            let inner = move || {
                if state.list.spread.get() {
                    view! { <PartHeads table=table/> }.into_any()
                } else {
                    view! { <span role="columnheader" class="wide">{state.words().say(Msg::Contributions)}</span> }.into_any()
                }
            };
            inner.into_any()
        }
        other => view! { <Head table=table column=other/> }.into_any(),
    };
    view! {
        <div role="rowgroup" class="header-group">
            <div class="grid-row header" role="row" aria-rowindex="1" class:tall=move || state.list.spread.get()
                class:taller=move || state.list.spread.get() && !state.list.opened.read().is_empty()>
                <For each=move || columns.get() key=|column| *column let(column)>{cell(column)}</For>
                <span role="columnheader" class="row-end"><span class="visually-hidden">{move || state.words().fill_one(Msg::ListMenu, "")}</span></span>
            </div>
        </div>
    }
}

#[component]
fn Head(table: Table, column: Column) -> impl IntoView {
    let state = use_state();
    let name = move || {
        state.loaded().map(|loaded| column_name(column, &loaded.snapshot, state.words())).unwrap_or_default()
    };
    let title = move || {
        let words = state.words();
        let setting = || {
            let own = table.sure.get()?;
            Some(own.0.sure().setting_name(state.robustness.setting.get(), words))
        };
        match column {
            Column::Band => words.fill_one(Msg::ListBandHint, &setting().unwrap_or_default()),
            Column::Chance => words.fill_one(Msg::ListChanceHint, &setting().unwrap_or_default()),
            _ => words.fill_one(Msg::SortBy, &name()),
        }
    };
    let wide = !matches!(column, Column::Rank | Column::Name | Column::Score);
    let filtered = Memo::new(move |_| {
        let loaded = state.loaded()?;
        Some(state.filter_form().has_range(filterable(column, &loaded.snapshot)?))
    });
    let filter = move || {
        let (active, loaded) = (filtered.get()?, state.loaded()?);
        let label = filter_label(column, &loaded.snapshot, state.words());
        let open_filter = move |event: leptos::ev::MouseEvent| {
            if let Some(at) = element(&event) {
                open(state, Popup::Filter(column), &at);
            }
        };
        Some(view! {
            <button class="opens filter-open" class:active=active aria-label=label.clone() title=label data-testid="column-filter" on:click=open_filter>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 3h12l-4.6 5.4V13l-2.8 1.5V8.4z"/></svg>
            </button>
        })
    };
    view! {
        <span role="columnheader" class:wide=wide aria-sort=move || sorted(state, column)>
            <button class="sort" title=title data-testid=format!("sort-{column:?}").to_lowercase()
                on:click=move |_| state.list.sort.update(|sort| *sort = sort.chosen(column))>
                <span class="name">{name}</span><span aria-hidden="true">{move || arrow(state, column)}</span>
            </button>
            {filter}
            {(column == Column::Band).then(|| view! { <SureState table=table/> })}
        </span>
    }
}

/// Over the bands: whether they are there, on their way, or of another scenario.
#[component]
fn SureState(table: Table) -> impl IntoView {
    let state = use_state();
    move || {
        let words = state.words();
        if let Phase::Working(share, _) = state.robustness.phase.get() {
            return Some(view! { <small class="num">{words.percent(Some(share))}</small> }.into_any());
        }
        let (key, button) = match table.sure.get().map(|own| own.1) {
            None => (Msg::ListSureNone, Msg::SureRun),
            Some(false) => (Msg::ListSureOld, Msg::SureAgain),
            Some(true) => return None,
        };
        let start = view! {
            <button class="run-sure" data-testid="head-run" title=words.say(key) on:click=move |_| state.robustness.start(state)>
                {words.say(button)}
            </button>
        };
        Some(start.into_any())
    }
}
