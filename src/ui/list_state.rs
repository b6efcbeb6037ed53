//! How the reader has arranged the list: columns, order, groups, pins, and what is open above it.
//!
//! Nothing of it changes a score, a rank or the list: that is for the scenario.

use leptos::prelude::*;

use crate::view::{Arrangement, Column, Sort, default_columns};

/// What is open above the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Popup {
    /// What can be done with an area.
    Row(usize),
    /// The filter of a column.
    Filter(Column),
    /// Which columns are shown.
    Columns,
}

/// A decision outside the rule being written.
#[derive(Debug, Clone, PartialEq)]
pub struct LockDraft {
    /// The area.
    pub area: usize,
    /// Whether it is kept in the list; else out.
    pub inside: bool,
}

/// The signals of the arrangement; copied freely.
#[derive(Clone, Copy)]
pub struct ListState {
    /// Columns shown, rank and name among them.
    pub columns: RwSignal<Vec<Column>>,
    /// The order.
    pub sort: RwSignal<Sort>,
    /// Whether each part of the index has a column of its own, as wide as its weight.
    pub spread: RwSignal<bool>,
    /// Parts opened to their children, by position.
    pub opened: RwSignal<Vec<usize>>,
    /// Areas kept on top, in the order in which they were pinned; at most [`MOST_PINNED`].
    pub pinned: RwSignal<Vec<usize>>,
    /// Level of the divisions by which rows are grouped.
    pub level: RwSignal<Option<usize>>,
    /// Groups folded away.
    pub folded: RwSignal<Vec<Option<u32>>>,
    /// What is open, and where: css pixels from the start and the top of the window.
    pub popup: RwSignal<Option<(Popup, f64, f64)>>,
    /// The decision being written.
    pub draft: RwSignal<Option<LockDraft>>,
    /// Words that the reader looks for. They show rows; no rank, no list and no filter hears of them.
    pub find: RwSignal<String>,
    /// The row marked last: a range of marks begins there.
    pub anchor: StoredValue<Option<usize>>,
}

/// So many areas may be pinned.
pub const MOST_PINNED: usize = 6;

impl ListState {
    /// As the list stands unless the reader arranges it.
    pub fn new() -> Self {
        Self {
            columns: RwSignal::new(default_columns()),
            sort: RwSignal::new(Sort::default()),
            spread: RwSignal::new(false),
            opened: RwSignal::new(Vec::new()),
            pinned: RwSignal::new(Vec::new()),
            level: RwSignal::new(None),
            folded: RwSignal::new(Vec::new()),
            popup: RwSignal::new(None),
            draft: RwSignal::new(None),
            find: RwSignal::new(String::new()),
            anchor: StoredValue::new(None),
        }
    }

    /// How the list stands. Tracked.
    pub fn arrangement(self) -> Arrangement {
        Arrangement {
            columns: self.columns.get(),
            sort: self.sort.get(),
            spread: self.spread.get(),
            level: self.level.get(),
            pinned: self.pinned.get(),
        }
    }

    /// Arranges the list as it was left, and forgets the rest that belonged to the data that were open.
    pub fn restore(self, kept: Arrangement) {
        let Arrangement { columns, sort, spread, level, pinned } = kept;
        self.columns.set(columns);
        self.sort.set(sort);
        self.spread.set(spread);
        self.level.set(level);
        self.pinned.set(pinned.into_iter().take(MOST_PINNED).collect());
        self.opened.set(Vec::new());
        self.folded.set(Vec::new());
        self.popup.set(None);
        self.draft.set(None);
        self.find.set(String::new());
        self.anchor.set_value(None);
    }
}

/// Takes a value into a list, or out of it where it is already.
pub fn toggle<T: PartialEq>(list: &mut Vec<T>, value: T) {
    match list.iter().position(|own| *own == value) {
        Some(at) => drop(list.remove(at)),
        None => list.push(value),
    }
}
