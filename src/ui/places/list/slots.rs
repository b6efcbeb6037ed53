//! The rows that exist. Each shows one line after another as the table is scrolled and ordered anew: no row is made or
//! thrown away for it, which would be slow, and what a row once subscribed to is never unsubscribed by the framework when
//! the row goes.

use leptos::prelude::*;

use super::row::{GroupRow, Row};
use super::table::Table;
use crate::view::Line;

/// Which lines of the table have rows: so many from the first one on, as far as there are lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    first: usize,
    n_slots: usize,
    n_lines: usize,
}

impl Window {
    /// Rows for `shown` lines from `first` on and `spare` ones on either side. Their number does not depend on where
    /// the table is scrolled to.
    pub fn new((first, shown): (usize, usize), spare: usize, n_lines: usize) -> Self {
        Self { first: first.min(n_lines).saturating_sub(spare), n_slots: shown + 2 * spare, n_lines }
    }

    /// The lines that have rows.
    pub fn places(self) -> std::ops::Range<usize> {
        self.first..(self.first + self.n_slots).min(self.n_lines)
    }

    /// The row that shows a line.
    fn slot(self, place: usize) -> usize {
        place % self.n_slots
    }

    /// The line that a row shows.
    fn place(self, slot: usize) -> Option<usize> {
        let ahead = (slot + self.n_slots - self.slot(self.first)) % self.n_slots;
        Some(self.first + ahead).filter(|place| self.places().contains(place))
    }
}

/// The rows, in the order of their lines.
#[component]
pub fn Slots(table: Table) -> impl IntoView {
    let n_pinned = Memo::new(move |_| table.pinned.read().len());
    let each = move || {
        let window = table.window.get();
        window.places().map(|place| window.slot(place)).collect::<Vec<_>>()
    };
    view! { <For each=each key=|slot| *slot let(slot)><Slot table=table number=slot n_pinned=n_pinned/></For> }
}

#[component]
fn Slot(table: Table, number: usize, n_pinned: Memo<usize>) -> impl IntoView {
    let line = Memo::new(move |_| {
        let place = table.window.get().place(number)?;
        Some((place, *table.lines.read().lines.get(place)?))
    });
    // A row that is about to go keeps what it last showed.
    let kept = |before: Option<&usize>| before.copied().unwrap_or_default();
    let place = Memo::new(move |before| line.get().map_or_else(|| kept(before), |own| own.0));
    let of = Memo::new(move |before| match line.get() {
        Some((_, Line::Area(at) | Line::Head(at))) => at as usize,
        None => kept(before),
    });
    let is_area = Memo::new(move |_| line.get().map(|own| matches!(own.1, Line::Area(_))));
    let top = Memo::new(move |_| table.top_of(place.get()));
    let index = Signal::derive(move || place.get() + n_pinned.get() + 2);
    move || {
        Some(if is_area.get()? {
            view! { <Row table=table area=of.into() index=index top=Some(top)/> }.into_any()
        } else {
            view! { <GroupRow table=table at=of index=index top=top/> }.into_any()
        })
    }
}
