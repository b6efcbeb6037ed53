//! What is there of every indicator in every area: one row an area, or one a county where the areas are many.

use crate::aggregate::{GroupBy, group};
use crate::chart::presence::{Cell, Model};
use crate::filter::AreaSet;
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::text::Msg;
use crate::view::Words;
use crate::view::groups::key_name;

/// Up to so many areas have a row each.
const ONE_BY_ONE: usize = 400;

/// One row: an area, or a group of them.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    /// The area, where the row is one.
    area: Option<usize>,
    name: String,
    cells: Vec<Cell>,
}

/// What is there, rows with the largest gaps first.
#[derive(Debug, Clone, PartialEq)]
pub struct Availability {
    rows: Vec<Row>,
    /// Share of each indicator there, 0 to 1, and the part of it that is of the period itself.
    columns: Vec<Cell>,
    /// Areas looked at.
    n: usize,
}

/// How much of one indicator is there, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorShare {
    /// Number in the heads of the chart.
    pub number: String,
    /// Name.
    pub name: String,
    /// Share with a value in force.
    pub there: String,
    /// Share with a value of the period itself.
    pub fresh: String,
    /// Areas without a value.
    pub missing: String,
}

/// A row of the chart in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapLine {
    /// The area, where it is one.
    pub area: Option<usize>,
    /// Name.
    pub name: String,
    /// Share there.
    pub there: String,
}

/// What is there in the areas of `set` in `period`. Of more than 400 areas counties are shown, or tiers of nothing: one
/// row for all, where the data have no divisions.
pub fn availability(snapshot: &Snapshot, set: &AreaSet, period: usize, words: Words) -> Availability {
    let n_columns = snapshot.indicators.len();
    let in_force: Vec<_> = (0..n_columns).map(|at| snapshot.column_in_force(at, period)).collect();
    let cell = |area: usize, at: usize| match in_force[at] {
        Some((own, column)) if !column.raw()[area].is_nan() => {
            if own == period {
                Cell { fresh: 1.0, older: 0.0 }
            } else {
                Cell { fresh: 0.0, older: 1.0 }
            }
        }
        _ => Cell::default(),
    };
    let n = set.count();
    let mean = |areas: &[usize]| -> Vec<Cell> {
        let share = |at: usize| {
            let mut sum = Cell::default();
            for area in areas {
                let own = cell(*area, at);
                sum = Cell { fresh: sum.fresh + own.fresh, older: sum.older + own.older };
            }
            let n = areas.len().max(1) as f64;
            Cell { fresh: sum.fresh / n, older: sum.older / n }
        };
        (0..n_columns).map(share).collect()
    };
    let all: Vec<usize> = set.iter().collect();
    let mut rows: Vec<Row> = if n <= ONE_BY_ONE {
        let row = |area: &usize| Row {
            area: Some(*area),
            name: words.area(snapshot, *area),
            cells: (0..n_columns).map(|at| cell(*area, at)).collect(),
        };
        all.iter().map(row).collect()
    } else {
        let row = |(name, areas): (String, Vec<usize>)| Row { area: None, name, cells: mean(&areas) };
        groups(snapshot, &all, words).into_iter().map(row).collect()
    };
    rows.order_by(|a, b| there(&a.cells).total_cmp(&there(&b.cells)));
    Availability { rows, columns: mean(&all), n }
}

/// The areas by the narrowest level of division.
fn groups(snapshot: &Snapshot, areas: &[usize], words: Words) -> Vec<(String, Vec<usize>)> {
    let by =
        snapshot.divisions.levels.last().map_or(GroupBy::All, |level| GroupBy::Division(level.id.clone()));
    let Ok(grouping) = group(snapshot, &by, &[]) else { return Vec::new() };
    let mut members = vec![Vec::new(); grouping.groups.len()];
    for area in areas {
        members[grouping.of[*area] as usize].push(*area);
    }
    let named = grouping.groups.iter().zip(members).filter(|(_, members)| !members.is_empty());
    named.map(|(key, members)| (key_name(key, words), members)).collect()
}

fn there(cells: &[Cell]) -> f64 {
    cells.iter().map(|cell| cell.fresh + cell.older).sum::<f64>() / cells.len().max(1) as f64
}

impl Availability {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }

    /// Whether rows are groups of areas.
    pub fn is_grouped(&self) -> bool {
        self.rows.first().is_some_and(|row| row.area.is_none())
    }

    /// The area of a row.
    pub fn area(&self, row: usize) -> Option<usize> {
        self.rows.get(row)?.area
    }

    /// The finding: how much is there, and of what least.
    pub fn title(&self, snapshot: &Snapshot, words: Words) -> String {
        let least = (0..self.columns.len())
            .reduce(|a, b| if share(self.columns[b]) < share(self.columns[a]) { b } else { a });
        let all = words.percent(Some(there(&self.columns)));
        let Some(least) = least.filter(|at| share(self.columns[*at]) < 1.0) else {
            return words.say(Msg::AvailabilityWhole).to_owned();
        };
        let name = words.label(&snapshot.indicators[least].name);
        let own = words.percent(Some(share(self.columns[least])));
        words.fill(Msg::AvailabilityTitle, &[("share", &all), ("indicator", &name), ("own", &own)])
    }

    /// What a cell of the chart holds, in words.
    pub fn tell(
        &self,
        snapshot: &Snapshot,
        (row, column): (Option<usize>, usize),
        words: Words,
    ) -> Option<String> {
        let name = words.label(&snapshot.indicators.get(column)?.name);
        let Some(row) = row else {
            let own = words.percent(Some(share(*self.columns.get(column)?)));
            return Some(format!("{name}\n{}", words.fill_one(Msg::AvailabilityThere, &own)));
        };
        let row = self.rows.get(row)?;
        let cell = row.cells.get(column)?;
        let state = match (row.area, cell) {
            (None, _) => words.fill_one(Msg::AvailabilityThere, &words.percent(Some(share(*cell)))),
            (Some(_), cell) if cell.fresh > 0.0 => words.say(Msg::AvailabilityFresh).to_owned(),
            (Some(_), cell) if cell.older > 0.0 => words.say(Msg::AvailabilityOlder).to_owned(),
            _ => words.say(Msg::AvailabilityMissing).to_owned(),
        };
        Some(format!("{}\n{name}\n{state}", row.name))
    }
}

fn share(cell: Cell) -> f64 {
    cell.fresh + cell.older
}

/// The chart of some rows, with the chosen area and indicator.
pub fn grid_model(
    found: &Availability,
    shown: std::ops::Range<usize>,
    (area, indicator): (Option<usize>, Option<usize>),
    words: Words,
) -> Model {
    let rows = found.rows.get(shown).unwrap_or_default();
    Model {
        rows: rows.iter().map(|row| (row.name.clone(), words.percent(Some(there(&row.cells))))).collect(),
        columns: found.columns.iter().enumerate().map(|(at, own)| (words.int(at + 1), share(*own))).collect(),
        cells: rows.iter().flat_map(|row| row.cells.iter().copied()).collect(),
        row: area.and_then(|area| rows.iter().position(|row| row.area == Some(area))),
        column: indicator,
        hovered: None,
    }
}

/// How much of each indicator is there, in the order of the file.
pub fn shares(snapshot: &Snapshot, found: &Availability, words: Words) -> Vec<IndicatorShare> {
    let line = |(at, own): (usize, &Cell)| IndicatorShare {
        number: words.int(at + 1),
        name: words.label(&snapshot.indicators[at].name),
        there: words.percent(Some(share(*own))),
        fresh: words.percent(Some(own.fresh)),
        missing: words.int(((1.0 - share(*own)) * found.n as f64).round() as usize),
    };
    found.columns.iter().enumerate().map(line).collect()
}

/// The first `n` rows with a gap, and how many more have one.
pub fn order_of_gaps(found: &Availability, n: usize, words: Words) -> (Vec<GapLine>, usize) {
    let gaps: Vec<&Row> = found.rows.iter().filter(|row| there(&row.cells) < 1.0).collect();
    let line = |row: &&Row| GapLine {
        area: row.area,
        name: row.name.clone(),
        there: words.percent(Some(there(&row.cells))),
    };
    (gaps.iter().take(n).map(line).collect(), gaps.len().saturating_sub(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn gaps_come_first_and_old_figures_are_told_from_new_ones() {
        let snapshot = small_snapshot();
        let found = availability(&snapshot, &AreaSet::all(4), 1, Words::default());
        // 04 lacks the active population and so the rate; 02 lacks trust.
        assert_eq!((found.area(0), found.area(1)), (Some(3), Some(1)));
        let model = grid_model(&found, 0..2, (Some(1), None), Words::default());
        assert_eq!((model.rows.len(), model.columns.len(), model.row), (2, 6, Some(1)));
        assert_eq!(model.cells[0], Cell { fresh: 0.0, older: 1.0 }, "the population is of 1401");
        assert_eq!(model.cells[1], Cell::default());
        let shares = shares(&snapshot, &found, Words::default());
        assert_eq!((shares[1].there.as_str(), shares[1].missing.as_str()), ("۷۵٪", "۱"));
        assert_eq!((shares[0].there.as_str(), shares[0].fresh.as_str()), ("۱۰۰٪", "۰٪"));
        let (gaps, more) = order_of_gaps(&found, 1, Words::default());
        assert_eq!((gaps[0].area, more), (Some(3), 1));
    }

    #[test]
    fn many_areas_are_put_together_by_county() {
        let file = crate::demo::generate(&crate::demo::DemoSpec::new(500, 1));
        let snapshot = crate::snapshot::build(file, &crate::snapshot::Limits::DEFAULT).unwrap();
        let found = availability(&snapshot, &AreaSet::all(500), snapshot.latest_period(), Words::default());
        assert!(found.is_grouped() && found.len() < 100 && !found.is_empty());
        assert!(found.tell(&snapshot, (Some(0), 0), Words::default()).is_some());
    }
}
