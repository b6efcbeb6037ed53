//! What a row of the list says.

use crate::case::Case;
use crate::sensitivity::Setting;
use crate::text::Msg;

use super::super::Words;
use super::super::locks::lock_mark;
use super::super::ranking::{RankingRow, ranking_row};
use super::super::robustness::{Sure, chance_text};
use super::columns::Column;
use super::near::{borderline_rule, near_rule};
use super::trend::{Trends, trend_cell};
use crate::insight::Near;

/// A band of ranks on an axis from rank 1 to the last, logarithmic, so that the first ranks have room; per cent from
/// the start.
#[derive(Debug, Clone, PartialEq)]
pub struct BandView {
    /// Where the band begins.
    pub from: f64,
    /// How wide it is.
    pub width: f64,
    /// Where the rank itself is.
    pub rank: Option<f64>,
    /// Where the list ends.
    pub cut: f64,
    /// The ranks in words.
    pub text: String,
}

/// The contents of one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Made of the row itself: rank, name, bars, score.
    Own,
    /// A text, and whether it is to be marked.
    Text(String, bool),
    /// A band of ranks.
    Band(BandView),
    /// A line of ranks as an SVG path in a box of 80 by 20, time from left to right, and the ranks in words.
    Trend(String, String),
}

/// A node's value as a share of the top of the common scale, 0 to 1, by identifier, with its children's.
pub type Fill = (String, f64, Vec<(String, f64)>);

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    /// What every list says of an area.
    pub base: RankingRow,
    /// Whether it is in the list.
    pub listed: bool,
    /// That it stands near the line, and what that means; `None` where it does not.
    pub near: Option<String>,
    /// That it is borderline, and what that means; `None` where it is not, or where that is not known of this list.
    pub borderline: Option<String>,
    /// A decision outside the rule: whether it keeps the area in, and the reason.
    pub lock: Option<(bool, String)>,
    /// Values of the top nodes and of their children as shares of the top of the common scale, 0 to 1, by identifier.
    pub fills: Vec<Fill>,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What rows are made from.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The run.
    pub case: &'a Case,
    /// How sure the list is, if it is known.
    pub sure: Option<(Sure<'a>, Setting)>,
    /// When an area is near the line.
    pub near: Near,
    /// Whether [`Rows::sure`] belongs to this very outcome.
    pub is_fresh: bool,
    /// Ranks inside the divisions.
    pub local: &'a [u32],
    /// The highest value on the common scale.
    pub top: f64,
    /// Ranks in every period; empty where they are not asked for.
    pub trends: &'a Trends,
}

/// One row with the cells of the columns shown.
pub fn list_row(rows: Rows, area: usize, columns: &[Column], words: Words) -> ListRow {
    let case = rows.case;
    let outcome = &*case.outcome;
    let base = ranking_row(case, area, words);
    let share = |value: Option<f64>| value.map_or(0.0, |value| (value / rows.top).clamp(0.0, 1.0));
    let why = outcome.explain(area);
    let fills = why.children.iter().map(|child| {
        let inner = child.children.iter().map(|leaf| (leaf.id.clone(), share(leaf.value))).collect();
        (child.id.clone(), share(child.value), inner)
    });
    ListRow {
        listed: outcome.in_list(area),
        near: rows.near.is_near(outcome, area).then(|| near_rule(words)),
        borderline: rows
            .sure
            .filter(|_| rows.is_fresh)
            .and_then(|sure| borderline_rule(outcome, sure, area, words)),
        lock: lock_mark(case, area, words),
        fills: fills.collect(),
        cells: columns.iter().map(|column| cell(rows, (area, &base), *column, words)).collect(),
        base,
    }
}

fn cell(rows: Rows, (area, base): (usize, &RankingRow), column: Column, words: Words) -> Cell {
    let none = || Cell::Text(words.number(None, 0), false);
    let chance = rows.sure.and_then(|(sure, setting)| sure.chance(setting, area));
    match column {
        Column::Rank | Column::Name | Column::Parts | Column::Score | Column::Part(_) => Cell::Own,
        Column::Trend => {
            trend_cell(rows.trends, area, words).map_or_else(none, |(path, text)| Cell::Trend(path, text))
        }
        Column::Population => Cell::Text(base.population.clone(), false),
        Column::Coverage => Cell::Text(base.coverage.clone(), base.low_coverage),
        Column::Tier => Cell::Text(base.tier.clone(), false),
        Column::Local => {
            let local = rows.local.get(area).filter(|local| **local > 0);
            local.map_or_else(none, |local| Cell::Text(words.int(*local as usize), false))
        }
        Column::Chance => chance.map_or_else(none, |own| Cell::Text(chance_text(own.in_top, words), false)),
        Column::Band => {
            let band = rows.sure.zip(chance.and_then(|own| own.ranks));
            band.map_or_else(none, |((sure, _), band)| Cell::Band(band_view(sure, area, band, words)))
        }
        Column::Indicator(at) => {
            let Some(indicator) = rows.case.snapshot.indicators.get(at) else { return none() };
            let column = rows.case.snapshot.column_in_force(at, rows.case.outcome.period).map(|own| own.1);
            let value = column.and_then(|column| column.get(area));
            Cell::Text(words.value_among(indicator, value, &rows.case.scenario.bars_of(&indicator.id)), false)
        }
    }
}

fn band_view(sure: Sure, area: usize, band: crate::sensitivity::Band, words: Words) -> BandView {
    let last = f64::from(band.worst).max(sure.case.outcome.ranked.ranking.len() as f64).max(2.0);
    let place = |rank: f64| 100.0 * (rank.max(1.0).ln() / last.ln()).clamp(0.0, 1.0);
    let (from, to) = (place(band.low.into()), place(band.high.into()));
    let number = |rank: u32| words.int(rank as usize);
    BandView {
        from,
        width: to - from,
        rank: sure.case.outcome.ranked.ranking.rank(area).map(|rank| place(rank.into())),
        cut: place(f64::from(sure.found.top) + 0.5),
        text: words.fill(
            Msg::ListBandText,
            &[("low", &number(band.low)), ("high", &number(band.high)), ("median", &number(band.median))],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::default_columns;
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::MissingRule;
    use crate::sensitivity::{Job, Reasons};
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn a_row_with_and_without_knowing_how_sure_it_is() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario { cut: Cut::Count(2), ..Scenario::equal_weights(&snapshot) };
        scenario.missing = MissingRule::Renormalise { min_coverage: 0.0 };
        scenario.robustness.draws = 400;
        let case = case_of(&snapshot, &scenario);
        let mut job = Job::new(&snapshot, &scenario, &case.outcome).unwrap();
        job.step(u32::MAX);
        let found = job.result();
        let reasons = Reasons::of(&found);
        let sure = Sure { case: &case, found: &found, reasons: &reasons };
        let setting = Setting::PlusMinus;
        let rows = Rows {
            case: sure.case,
            sure: Some((sure, setting)),
            near: Near::of(&sure.case.outcome),
            is_fresh: true,
            local: &[1, 2, 1, 1],
            top: 100.0,
            trends: &Trends::default(),
        };
        let mut columns = default_columns();
        columns.extend([Column::Local, Column::Indicator(3), Column::Tier]);
        let first = sure.case.outcome.ranked.ranking.order[0] as usize;
        let row = list_row(rows, first, &columns, Words::default());
        assert_eq!(row.cells.len(), columns.len());
        let Cell::Band(band) = &row.cells[5] else { panic!("{:?}", row.cells) };
        assert!(band.from >= 0.0 && band.from + band.width <= 100.0 && band.rank == Some(0.0), "{band:?}");
        assert!(matches!(&row.cells[6], Cell::Text(text, _) if text.contains('٪')), "{:?}", row.cells);
        assert!(row.listed && row.lock.is_none());
        assert!(row.fills.iter().all(|fill| (0.0..=1.0).contains(&fill.1)));
        for area in sure.case.outcome.set.iter() {
            let row = list_row(rows, area, &columns, Words::default());
            let chance = sure.chance(setting, area).unwrap().in_top;
            assert_eq!(row.borderline.is_some(), chance > 0.1 && chance < 0.9, "{chance}");
            let older = list_row(Rows { is_fresh: false, ..rows }, area, &columns, Words::default());
            assert_eq!(older.borderline, None, "of another list nothing is said");
            // Nearness is told from the scores, whether anything has been computed or not.
            let before = list_row(Rows { sure: None, ..rows }, area, &columns, Words::default());
            assert_eq!((row.near, before.borderline), (before.near, None));
        }
        let say = |key: Msg| key.text(crate::text::Language::Fa);
        assert_ne!(say(Msg::ListNear), say(Msg::SureBorderline));
        let unknown = list_row(Rows { sure: None, ..rows }, first, &columns, Words::default());
        assert_eq!(unknown.cells[5], Cell::Text("—".to_owned(), false));
    }
}
