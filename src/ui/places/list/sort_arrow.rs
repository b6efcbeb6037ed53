//! How the table is sorted by a column, as its heading says it.

use leptos::prelude::*;

use crate::ui::state::State;
use crate::view::Column;

/// `ascending`, `descending` or `none`.
pub fn sorted(state: State, column: Column) -> &'static str {
    let sort = state.list.sort.get();
    match (sort.by == column, sort.rises()) {
        (false, _) => "none",
        (true, true) => "ascending",
        (true, false) => "descending",
    }
}

/// ▴ where values rise from row to row, ▾ where they fall.
pub fn arrow(state: State, column: Column) -> &'static str {
    match sorted(state, column) {
        "ascending" => "▴",
        "descending" => "▾",
        _ => "",
    }
}
