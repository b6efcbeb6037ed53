//! What all rows are made of, looked up once for all of them: a row that asked for each part by itself would be told of
//! every change as often as there are parts.

use leptos::prelude::*;

use crate::case::Case;
use crate::insight::Near;
use crate::sensitivity::Setting;
use crate::ui::robustness::Found;
use crate::ui::state::{Shared, State, shared};
use crate::view::{Column, ListRow, Rows, Trends, Words, list_row};

/// What rows are made of.
pub struct Content {
    case: Shared<Case>,
    sure: Option<(Shared<Found>, bool)>,
    setting: Setting,
    local: Shared<Vec<u32>>,
    top: f64,
    trends: Trends,
    columns: Vec<Column>,
    words: Words,
}

impl Content {
    /// What an area's row says; `None` where there is no such area.
    pub fn row(&self, area: usize) -> Option<ListRow> {
        let sure = || self.sure.as_ref().map(|own| (own.0.sure(), self.setting));
        let is_fresh = self.sure.as_ref().is_some_and(|own| own.1);
        let rows = Rows {
            case: &self.case,
            sure: sure(),
            near: Near::of(&self.case.outcome),
            is_fresh,
            local: &self.local.0,
            top: self.top,
            trends: &self.trends,
        };
        (area < self.case.snapshot.n_areas()).then(|| list_row(rows, area, &self.columns, self.words))
    }
}

/// Memos that the table has for other uses too.
#[derive(Clone, Copy)]
pub struct Sources {
    /// How sure the list is, and whether that belongs to the present scenario.
    pub sure: Memo<Option<(Shared<Found>, bool)>>,
    /// Ranks inside divisions.
    pub local: Memo<Shared<Vec<u32>>>,
    /// The highest value on the common scale.
    pub top: Memo<f64>,
    /// Ranks of every period.
    pub trends: Memo<Trends>,
}

/// What rows are made of now; `None` before there is a result.
pub fn content_memo(state: State, sources: Sources) -> Memo<Option<Shared<Content>>> {
    Memo::new(move |_| {
        Some(shared(Content {
            case: state.case()?,
            sure: sources.sure.get(),
            setting: state.robustness.setting.get(),
            local: sources.local.get(),
            top: sources.top.get(),
            trends: sources.trends.get(),
            columns: state.list.columns.get(),
            words: state.words(),
        }))
    })
}
