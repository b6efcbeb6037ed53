//! What the table derives of the state: keys of its order and ranks inside divisions.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::state::{Shared, State, shared};
use crate::view::{Column, alphabet, find_set, local_ranks};

/// How many lines stand above the cut line, where that can be said.
pub fn cut_place(state: State, order: &[u32], pinned: &[usize]) -> Option<usize> {
    let case = state.case()?;
    let line = case.outcome.ranked.cut.line;
    // Among the rows that a search shows there is no place for the line.
    let whole = find_set(&state.loaded()?.search, &state.list.find.read()).is_none();
    let shown = whole && state.list.sort.get().is_rank() && state.list.level.get().is_none();
    let above = order.get(..line)?;
    let pinned = above.iter().filter(|at| pinned.contains(&(**at as usize))).count();
    (shown && line > 0 && line <= case.outcome.ranked.ranking.len()).then_some(line - pinned)
}

/// Ranks inside the divisions of the level chosen, or of the lowest one.
pub fn local_memo(state: State) -> Memo<Shared<Vec<u32>>> {
    Memo::new(move |_| {
        let wanted = state.list.columns.read().contains(&Column::Local);
        let Some(case) = state.case().filter(|_| wanted) else { return shared(Vec::new()) };
        let lowest = case.snapshot.divisions.levels.len().checked_sub(1);
        let level = state.list.level.get().or(lowest);
        shared(level.map(|level| local_ranks(&case, level)).unwrap_or_default())
    })
}

/// The places of the names in the alphabet: keys are long to make, and no weight changes them.
pub fn alphabet_memo(state: State) -> Memo<Shared<Vec<u32>>> {
    Memo::new(move |_| {
        let Some(loaded) = state.loaded() else { return shared(Vec::new()) };
        shared(alphabet(&loaded.snapshot, state.words()))
    })
}

/// The highest value on the common scale, which fills a column of the index.
pub fn top_memo(state: State) -> Memo<f64> {
    // Weights make another outcome, but of the same values.
    let matrix = Memo::new(move |_| {
        let case = state.case().filter(|_| state.list.spread.get())?;
        Some(Shared(Arc::clone(&case.outcome.matrix)))
    });
    Memo::new(move |_| {
        let Some(matrix) = matrix.get() else { return 1.0 };
        let values = matrix.columns().into_iter().flatten().copied();
        let top = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
        if top > 0.0 { top } else { 1.0 }
    })
}
