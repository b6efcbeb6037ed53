//! The arrangement of the list as it is remembered: by identifiers, for positions belong to one file.

use serde::{Deserialize, Serialize};

use super::{Column, Sort, default_columns};
use crate::snapshot::Snapshot;

/// How a list is arranged.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrangement {
    /// The columns shown.
    pub columns: Vec<Column>,
    /// The order.
    pub sort: Sort,
    /// Whether each part of the index has a column of its own.
    pub spread: bool,
    /// Level of the divisions by which rows are grouped.
    pub level: Option<usize>,
    /// Areas kept on top.
    pub pinned: Vec<usize>,
}

/// An arrangement by identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct KeptList {
    /// The columns shown; none for the usual ones.
    columns: Vec<String>,
    /// The column sorted by; empty for the rank.
    sort: String,
    reversed: bool,
    spread: bool,
    level: Option<String>,
    pinned: Vec<String>,
}

/// Columns of one kind with their names in files.
const NAMES: [(Column, &str); 11] = [
    (Column::Rank, "rank"),
    (Column::Local, "local"),
    (Column::Name, "name"),
    (Column::Population, "population"),
    (Column::Parts, "parts"),
    (Column::Score, "score"),
    (Column::Band, "band"),
    (Column::Chance, "chance"),
    (Column::Coverage, "coverage"),
    (Column::Tier, "tier"),
    (Column::Trend, "trend"),
];
/// What stands before the identifier of an indicator.
const INDICATOR: &str = "indicator.";

impl KeptList {
    /// An arrangement, to be kept. An order by one part of the index is not: its position belongs to one scenario.
    pub fn of(own: &Arrangement, snapshot: &Snapshot) -> Self {
        let code = |at: &usize| snapshot.areas.code.get(*at).cloned();
        Self {
            columns: own.columns.iter().filter_map(|column| name(*column, snapshot)).collect(),
            sort: name(own.sort.by, snapshot).unwrap_or_default(),
            reversed: own.sort.reversed,
            spread: own.spread,
            level: own.level.and_then(|at| Some(snapshot.divisions.levels.get(at)?.id.clone())),
            pinned: own.pinned.iter().filter_map(code).collect(),
        }
    }

    /// The arrangement for a snapshot; what it does not have is left out.
    pub fn arrangement(&self, snapshot: &Snapshot) -> Arrangement {
        let columns: Vec<Column> = self.columns.iter().filter_map(|own| column(own, snapshot)).collect();
        let by = column(&self.sort, snapshot);
        let level = |id: &String| snapshot.divisions.levels.iter().position(|level| level.id == *id);
        Arrangement {
            columns: if columns.is_empty() { default_columns() } else { columns },
            sort: by.map_or_else(Sort::default, |by| Sort { by, reversed: self.reversed }),
            spread: self.spread,
            level: self.level.as_ref().and_then(level),
            pinned: self.pinned.iter().filter_map(|code| snapshot.areas.position(code)).collect(),
        }
    }
}

fn name(column: Column, snapshot: &Snapshot) -> Option<String> {
    if let Column::Indicator(at) = column {
        return Some(format!("{INDICATOR}{}", snapshot.indicators.get(at)?.id));
    }
    NAMES.iter().find(|own| own.0 == column).map(|own| own.1.to_owned())
}

fn column(name: &str, snapshot: &Snapshot) -> Option<Column> {
    match name.strip_prefix(INDICATOR) {
        Some(id) => snapshot.indicator_idx(id).map(Column::Indicator),
        None => NAMES.iter().find(|own| own.1 == name).map(|own| own.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn an_arrangement_comes_back_as_it_was() {
        let snapshot = small_snapshot();
        let mut columns: Vec<Column> = NAMES.iter().map(|own| own.0).collect();
        columns.push(Column::Indicator(3));
        let sort = Sort { by: Column::Indicator(3), reversed: true };
        let own = Arrangement { columns, sort, spread: true, level: Some(0), pinned: vec![2, 0] };
        assert_eq!(KeptList::of(&own, &snapshot).arrangement(&snapshot), own);
    }

    #[test]
    fn nothing_kept_is_the_usual_list_and_what_is_unknown_is_left_out() {
        let snapshot = small_snapshot();
        let usual = KeptList::default().arrangement(&snapshot);
        assert_eq!((usual.columns, usual.sort), (default_columns(), Sort::default()));
        let kept = KeptList {
            columns: ["name", "indicator.gone", "score"].map(String::from).to_vec(),
            sort: "indicator.gone".into(),
            level: Some("gone".into()),
            pinned: vec!["gone".into()],
            ..KeptList::default()
        };
        let own = kept.arrangement(&snapshot);
        assert_eq!(own.columns, [Column::Name, Column::Score]);
        assert_eq!((own.sort, own.level, own.pinned), (Sort::default(), None, vec![]));
        let by_part =
            Arrangement { sort: Sort { by: Column::Part(1), reversed: true }, ..usual_of(&snapshot) };
        assert!(KeptList::of(&by_part, &snapshot).arrangement(&snapshot).sort.is_rank());
    }

    fn usual_of(snapshot: &Snapshot) -> Arrangement {
        KeptList::default().arrangement(snapshot)
    }
}
