//! Two groupings crossed, with any measure in the cells.

use std::sync::Arc;

use crate::aggregate::Cross;
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::rank::People;
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::view::Words;
use crate::view::measure::{MeasureChoice, is_count, measure_choices, measure_label};

use super::by::{GroupChoice, group_set};
use super::gauge::Gauge;

/// What stands in the cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PivotMeasure {
    /// Number of areas.
    #[default]
    Areas,
    /// Inhabitants.
    People,
    /// Share of all inhabitants.
    PeopleShare,
    /// Share of the areas that stand above the cut line.
    Listed,
    /// The score, a domain or an indicator, put together by its own rule.
    Of(MeasureChoice),
}

impl PivotMeasure {
    /// A key for the choice.
    pub fn key(&self, snapshot: &Snapshot) -> String {
        match self {
            Self::Areas => "areas".to_owned(),
            Self::People => "people".to_owned(),
            Self::PeopleShare => "people-share".to_owned(),
            Self::Listed => "listed".to_owned(),
            Self::Of(MeasureChoice::Indicator(at)) if *at >= snapshot.indicators.len() => "score".to_owned(),
            Self::Of(measure) => measure.key(snapshot),
        }
    }

    /// Whether the cells of a row add up to its total, so that shares of it can be shown.
    pub fn is_additive(&self, snapshot: &Snapshot) -> bool {
        match self {
            Self::Areas | Self::People => true,
            Self::PeopleShare | Self::Listed => false,
            Self::Of(MeasureChoice::Indicator(at)) if *at >= snapshot.indicators.len() => false,
            Self::Of(measure) => is_count(snapshot, measure),
        }
    }
}

/// Everything that a cell can show.
pub fn pivot_measures(case: &Case) -> Vec<PivotMeasure> {
    let snapshot = &*case.snapshot;
    let mut all = vec![PivotMeasure::Areas];
    if snapshot.population.is_some() {
        all.extend([PivotMeasure::People, PivotMeasure::PeopleShare]);
    }
    all.push(PivotMeasure::Listed);
    all.extend(measure_choices(case).into_iter().map(PivotMeasure::Of));
    all
}

/// The measure in words.
pub fn pivot_measure_label(case: &Case, measure: &PivotMeasure, words: Words) -> String {
    let key = match measure {
        PivotMeasure::Areas => Msg::PivotAreas,
        PivotMeasure::People => Msg::Population,
        PivotMeasure::PeopleShare => Msg::PopulationShare,
        PivotMeasure::Listed => Msg::PivotListed,
        PivotMeasure::Of(MeasureChoice::Indicator(at)) if *at >= case.snapshot.indicators.len() => {
            Msg::ScoreLong
        }
        PivotMeasure::Of(measure) => return measure_label(case, measure, words),
    };
    words.say(key).to_owned()
}

/// How a measure that adds up is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// As it is.
    #[default]
    Value,
    /// As a share of its row.
    OfRow,
    /// As a share of its column.
    OfColumn,
    /// As a share of everything.
    OfAll,
}

impl Shown {
    /// All ways, with their words.
    pub const ALL: [(Self, Msg); 4] = [
        (Self::Value, Msg::PivotShownValue),
        (Self::OfRow, Msg::PivotShownRow),
        (Self::OfColumn, Msg::PivotShownColumn),
        (Self::OfAll, Msg::PivotShownAll),
    ];
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct PivotCell {
    /// What it says; empty where the two groups have no area in common.
    pub text: String,
    /// At full precision: in the unit of the measure, shares 0 to 1.
    pub value: Option<f64>,
    /// Its areas, ascending.
    pub areas: Vec<u32>,
    /// How many of them have no value.
    pub missing: usize,
    /// Shade from 1 (lowest values) to 5; 0 without a value, and of totals.
    pub shade: u8,
}

/// The crossed groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PivotView {
    /// The finding.
    pub title: String,
    /// Names of the rows, the last of them the total.
    pub rows: Vec<String>,
    /// Names of the columns, the last of them the total.
    pub columns: Vec<String>,
    /// Cells row by row.
    pub cells: Vec<Arc<PivotCell>>,
    /// How values were put together, and how many are missing.
    pub notes: Vec<String>,
}

impl PivotView {
    /// How many groups a table with room for so many rows and columns, besides the totals, leaves out.
    pub fn left_out(&self, (rows, columns): (usize, usize)) -> usize {
        let beyond = |names: &[String], room: usize| names.len().saturating_sub(1).saturating_sub(room);
        beyond(&self.rows, rows) + beyond(&self.columns, columns)
    }
}

/// Number of shades.
const SHADES: u8 = 5;

/// Crosses two groupings of the areas that count. Groups without an area are left out.
pub fn pivot_view(
    case: &Case,
    (by, across, measure, shown): (&GroupChoice, &GroupChoice, &PivotMeasure, Shown),
    words: Words,
) -> PivotView {
    let Case { snapshot, outcome, .. } = case;
    let (rows, columns) = (group_set(case, by, words), group_set(case, across, words));
    let sizes = (rows.names.len(), columns.names.len());
    let cross = Cross::new(&outcome.set, (&rows.of, sizes.0), (&columns.of, sizes.1));
    let kept_rows: Vec<usize> =
        (0..=sizes.0).filter(|row| *row == sizes.0 || !cross.areas(*row, sizes.1).is_empty()).collect();
    let kept_columns: Vec<usize> = (0..=sizes.1)
        .filter(|column| *column == sizes.1 || !cross.areas(sizes.0, *column).is_empty())
        .collect();
    let meter = Meter::new(case, measure);
    let shown = if measure.is_additive(snapshot) { shown } else { Shown::Value };
    let totals = totals(&meter, &cross, shown);
    let cell = |row: usize, column: usize| {
        let areas = cross.areas(row, column);
        let own = meter.value(areas);
        let whole = match shown {
            Shown::Value => None,
            Shown::OfRow => Some(totals[row]),
            Shown::OfColumn => Some(totals[column]),
            Shown::OfAll => Some(totals[0]),
        };
        let share = |whole: Option<f64>| Some(own? / whole.filter(|whole| *whole > 0.0)?);
        let value = whole.map_or(own, share);
        let text = if areas.is_empty() {
            String::new()
        } else if whole.is_some() {
            words.exact_percent(value)
        } else {
            meter.text(value, words)
        };
        PivotCell { text, value, areas: areas.to_vec(), missing: meter.missing(areas), shade: 0 }
    };
    let mut cells: Vec<PivotCell> = kept_rows
        .iter()
        .flat_map(|row| kept_columns.iter().map(|column| (*row, *column)))
        .map(|(row, column)| cell(row, column))
        .collect();
    shade(&mut cells, kept_columns.len());
    let named = |names: &[String], kept: &[usize]| -> Vec<String> {
        let total = words.say(Msg::PivotTotal);
        kept.iter().map(|at| names.get(*at).map_or(total, String::as_str).to_owned()).collect()
    };
    let (rows, columns) = (named(&rows.names, &kept_rows), named(&columns.names, &kept_columns));
    let label = pivot_measure_label(case, measure, words);
    PivotView {
        title: title((&rows, &columns), &cells, &label, words),
        notes: meter.notes(cross.areas(sizes.0, sizes.1), words),
        rows,
        columns,
        cells: cells.into_iter().map(Arc::new).collect(),
    }
}

/// What the cells are shares of: of each row, of each column, or of everything.
fn totals(meter: &Meter, cross: &Cross, shown: Shown) -> Vec<Option<f64>> {
    let (rows, columns) = (cross.n_rows(), cross.n_columns());
    match shown {
        Shown::Value => Vec::new(),
        Shown::OfRow => (0..=rows).map(|row| meter.value(cross.areas(row, columns))).collect(),
        Shown::OfColumn => (0..=columns).map(|column| meter.value(cross.areas(rows, column))).collect(),
        Shown::OfAll => vec![meter.value(cross.areas(rows, columns))],
    }
}

/// A measure as the cells need it.
struct Meter<'a> {
    gauge: Option<Gauge<'a>>,
    people: Option<&'a [f64]>,
    outcome: &'a Outcome,
    measure: &'a PivotMeasure,
    all_people: f64,
}

impl<'a> Meter<'a> {
    fn new(case: &'a Case, measure: &'a PivotMeasure) -> Self {
        let Case { snapshot, outcome, .. } = case;
        let gauge = match measure {
            PivotMeasure::Of(choice) => Some(Gauge::new(case, choice)),
            _ => None,
        };
        let people = snapshot.population_column(outcome.period).map(|column| column.raw());
        let mut own = Self { gauge, people, outcome, measure, all_people: 0.0 };
        let everything: Vec<u32> = outcome.set.iter().map(|at| at as u32).collect();
        own.all_people = own.inhabitants(&everything).unwrap_or(0.0);
        own
    }

    fn inhabitants(&self, areas: &[u32]) -> Option<f64> {
        People::of(Some(self.people?), areas.iter().copied()).total()
    }

    fn value(&self, areas: &[u32]) -> Option<f64> {
        match self.measure {
            PivotMeasure::Areas => Some(areas.len() as f64),
            _ if areas.is_empty() => None,
            PivotMeasure::People => self.inhabitants(areas),
            PivotMeasure::PeopleShare => {
                self.inhabitants(areas).filter(|_| self.all_people > 0.0).map(|own| own / self.all_people)
            }
            PivotMeasure::Listed => {
                let listed = areas.iter().filter(|at| self.outcome.in_list(**at as usize)).count();
                Some(listed as f64 / areas.len() as f64)
            }
            PivotMeasure::Of(_) => self.gauge.as_ref()?.of(areas).value,
        }
    }

    fn text(&self, value: Option<f64>, words: Words) -> String {
        match (self.measure, &self.gauge) {
            (PivotMeasure::PeopleShare | PivotMeasure::Listed, _) => words.exact_percent(value),
            (_, Some(gauge)) => gauge.text(value, words),
            _ => words.number(value, 0),
        }
    }

    fn missing(&self, areas: &[u32]) -> usize {
        match (self.measure, &self.gauge, self.people) {
            (_, Some(gauge), _) => gauge.missing(areas),
            (PivotMeasure::People | PivotMeasure::PeopleShare, _, Some(people)) => {
                areas.iter().filter(|at| people[**at as usize].is_nan()).count()
            }
            _ => 0,
        }
    }

    fn notes(&self, everything: &[u32], words: Words) -> Vec<String> {
        let rule = match &self.gauge {
            Some(gauge) if gauge.is_sum() => Some(Msg::PivotRuleSum),
            Some(_) => Some(Msg::PivotRuleMean),
            None => None,
        };
        let missing = self.missing(everything);
        let gaps = (missing > 0).then(|| words.fill(Msg::GroupsMissing, &[("n", &words.int(missing))]));
        rule.map(|key| words.say(key).to_owned()).into_iter().chain(gaps).collect()
    }
}

/// Shades the inner cells by five equal steps between the lowest and the highest value.
fn shade(cells: &mut [PivotCell], n_columns: usize) {
    let n_rows = cells.len() / n_columns.max(1);
    let is_inner = |at: usize| at % n_columns + 1 < n_columns && at / n_columns + 1 < n_rows;
    let ends = (0..cells.len())
        .filter(|at| is_inner(*at) && !cells[*at].areas.is_empty())
        .filter_map(|at| cells[at].value);
    let (low, high) =
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    if low >= high {
        return;
    }
    for (_, cell) in cells.iter_mut().enumerate().filter(|(at, _)| is_inner(*at)) {
        let Some(value) = cell.value.filter(|_| !cell.areas.is_empty()) else { continue };
        let step = (value - low) / (high - low) * f64::from(SHADES);
        cell.shade = (step as u8).min(SHADES - 1) + 1;
    }
}

fn title(
    (rows, columns): (&[String], &[String]),
    cells: &[PivotCell],
    measure: &str,
    words: Words,
) -> String {
    let n = columns.len();
    let inner = cells.iter().enumerate().filter(|(at, _)| at % n + 1 < n && at / n + 1 < rows.len());
    let valued = inner.filter_map(|(at, cell)| Some((at, cell.value.filter(|_| !cell.areas.is_empty())?)));
    // Of equal cells the first is named.
    let top = valued.reduce(|best, other| if other.1 > best.1 { other } else { best });
    top.map_or_else(
        || measure.to_owned(),
        |(at, _)| {
            let parts = [
                ("measure", measure),
                ("row", rows[at / n].as_str()),
                ("column", columns[at % n].as_str()),
                ("value", cells[at].text.as_str()),
            ];
            words.fill(Msg::PivotTitle, &parts)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::GroupBy;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    fn view(measure: impl Fn(&Snapshot) -> PivotMeasure, shown: Shown) -> PivotView {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let (by, across) =
            (GroupChoice::By(GroupBy::Division("county".into())), GroupChoice::By(GroupBy::Kind));
        pivot_view(&case, (&by, &across, &measure(&snapshot), shown), Words::default())
    }

    fn texts(view: &PivotView) -> Vec<&str> {
        view.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn counts_add_up_in_both_directions() {
        let found = view(|_| PivotMeasure::Areas, Shown::Value);
        assert_eq!(found.rows, ["شرقی", "غربی", "نامشخص", "کل"]);
        assert_eq!(found.columns, ["محلهٔ هدف", "بافت فرسوده", "نامشخص", "کل"]);
        assert_eq!(
            texts(&found),
            ["۱", "۱", "", "۲", "۱", "", "", "۱", "", "", "۱", "۱", "۲", "۱", "۱", "۴"]
        );
        let shares = view(|_| PivotMeasure::Areas, Shown::OfRow);
        assert_eq!(texts(&shares)[..4], ["۵۰٪", "۵۰٪", "", "۱۰۰٪"]);
        assert_eq!(texts(&view(|_| PivotMeasure::People, Shown::OfAll))[3], "۳۰٪");
    }

    #[test]
    fn totals_are_no_groups_that_could_be_left_out() {
        // Three groups of rows and of columns, and the totals.
        let found = view(|_| PivotMeasure::Areas, Shown::Value);
        assert_eq!([(3, 3), (2, 3), (2, 1), (9, 0)].map(|room| found.left_out(room)), [0, 1, 3, 3]);
    }

    #[test]
    fn a_cell_is_a_share_of_its_own_column() {
        let shares = view(|_| PivotMeasure::Areas, Shown::OfColumn);
        assert_eq!(texts(&shares)[..4], ["۵۰٪", "۱۰۰٪", "", "۵۰٪"]);
        assert_eq!(texts(&shares)[12..], ["۱۰۰٪"; 4]);
    }

    #[test]
    fn rates_are_weighted_and_what_is_missing_is_counted() {
        let rate = |snapshot: &Snapshot| {
            PivotMeasure::Of(MeasureChoice::Indicator(snapshot.indicator_idx("unemployment").unwrap()))
        };
        let found = view(rate, Shown::OfRow);
        // Rates do not add up: the way of showing is not applied. 110 jobless of 800 active.
        assert_eq!(texts(&found)[..4], ["۲۰٫۰٪", "۱۰٫۰٪", "", "۱۳٫۸٪"]);
        assert_eq!((found.cells[10].text.as_str(), found.cells[10].missing), ("—", 1));
        assert_eq!((found.cells[0].shade, found.cells[1].shade, found.cells[3].shade), (5, 2, 0));
        assert_eq!(found.notes.len(), 2);
        assert!(found.title.contains("شرقی") && found.title.contains("محلهٔ هدف"), "{}", found.title);
    }

    #[test]
    fn shares_of_people_and_of_the_list() {
        let people = view(|_| PivotMeasure::PeopleShare, Shown::Value);
        assert_eq!(texts(&people)[3], "۳۰٪");
        let listed = view(|_| PivotMeasure::Listed, Shown::Value);
        assert!(listed.cells.iter().all(|cell| cell.areas.is_empty() || cell.value.is_some()));
    }
}
