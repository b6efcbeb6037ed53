//! Which columns are shown.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::list_state::toggle;
use crate::ui::state::use_state;
use crate::view::{Column, chooser};

/// A box for every column.
#[component]
pub fn ColumnsMenu() -> impl IntoView {
    let state = use_state();
    let columns = state.list.columns;
    let option = move |(column, name): (Column, String)| {
        let testid = match column {
            Column::Indicator(at) => format!("column-indicator-{at}"),
            other => format!("column-{other:?}").to_lowercase(),
        };
        let change = move |_| {
            columns.update(|list| {
                toggle(list, column);
                list.sort_unstable();
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" data-testid=testid prop:checked=move || columns.read().contains(&column) on:change=live(change)/>
                {name}
            </label>
        }
    };
    let lists = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let (indicators, fixed): (Vec<_>, Vec<_>) = chooser(&loaded.snapshot, words)
            .into_iter()
            .partition(|own| matches!(own.0, Column::Indicator(_)));
        Some(view! {
            <h3>{words.say(Msg::ListColumns)}</h3>
            {fixed.into_iter().map(option).collect_view()}
            <h3>{words.say(Msg::ListColumnsIndicators)}</h3>
            {indicators.into_iter().map(option).collect_view()}
        })
    };
    view! { <div class="columns-menu" data-testid="columns-menu">{lists}</div> }
}
