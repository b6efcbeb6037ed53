//! The ranks of the past, which are worked while no control is moved.

use leptos::prelude::*;

use crate::ui::state::State;
use crate::view::{Column, Trends, rank_trends};

/// Ranks of every period, where the column is shown: each period is a run of its own, too much for every move of a
/// control.
pub fn trends_memo(state: State) -> Memo<Trends> {
    state.at_rest(move || {
        let wanted = state.list.columns.read().contains(&Column::Trend);
        let Some(loaded) = state.loaded().filter(|_| wanted) else { return Trends::default() };
        rank_trends(&loaded.snapshot, &state.scenario(), &loaded.search)
    })
}
