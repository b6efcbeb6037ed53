//! What was measured: one column of numbers per indicator and period.

use super::frame::Frame;
use super::import_rule::ImportRule;
use super::issue::Issue;
use super::number::{MissingCodes, Scale, parse_number};
use super::recipe::{CellRules, IndicatorColumn, Recipe};
use super::table::Table;
use crate::snapshot::{Column, Entries, Indicator, Measure};

type Values = Entries<Entries<Column>>;

const NOT_NEGATIVE: [f64; 2] = [0.0, f64::INFINITY];

/// Values and standard errors of all indicators.
pub(super) fn read_values(frame: &mut Frame, recipe: &Recipe, issues: &mut Vec<Issue>) -> (Values, Values) {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for indicator in &recipe.indicators {
        if let Some(name) = &indicator.column {
            let wanted = Wanted { name, range: possible(indicator), indicator };
            values.push((indicator.id.clone(), read_column(frame, &wanted, recipe, issues)));
        }
        if let Some(name) = &indicator.standard_error {
            let wanted = Wanted { name, range: NOT_NEGATIVE, indicator };
            errors.push((indicator.id.clone(), read_column(frame, &wanted, recipe, issues)));
        }
    }
    (Entries(values), Entries(errors))
}

/// Every indicator as the snapshot describes it.
pub(super) fn describe(indicator: &IndicatorColumn) -> Indicator {
    let it = indicator.clone();
    Indicator {
        id: it.id,
        name: it.name,
        unit: it.unit,
        decimals: it.decimals,
        measure: it.measure,
        polarity: it.polarity,
        domain: it.domain,
        level: it.level,
        approach: it.approach,
        capacity: it.capacity,
        source: it.source,
        date: it.date,
        definition: it.definition,
        range: it.range,
    }
}

/// A column that the recipe asks for.
struct Wanted<'a> {
    name: &'a str,
    range: [f64; 2],
    indicator: &'a IndicatorColumn,
}

/// One column as columns by period, each from the table that has the period's rows; what is missing is reported once for
/// each, and a period that several tables hold is refused.
fn read_column(
    frame: &mut Frame,
    wanted: &Wanted,
    recipe: &Recipe,
    issues: &mut Vec<Issue>,
) -> Entries<Column> {
    let columns = frame.require(wanted.name, wanted.indicator.table, issues);
    let mut found = Vec::new();
    for (period, own) in recipe.periods.iter().enumerate() {
        match frame.in_period(&columns, period) {
            Ok(column) => found.extend(column.map(|column| (period, column))),
            Err(tables) => {
                issues.push(
                    ambiguous(frame, wanted.name, tables).expected(format!("{} · table = 1 | 2 …", own.id)),
                );
            }
        }
    }
    let missing = MissingCodes::new(&recipe.cells);
    let mut by_period = Vec::new();
    for (period, (table, column)) in &found {
        let (rows, table) = (&frame.rows[*table][*period], &frame.tables[*table]);
        let scale = Scale::new(wanted.indicator.scale);
        let reader = Reader {
            table,
            column: *column,
            range: wanted.range,
            cells: &recipe.cells,
            missing: &missing,
            scale,
        };
        let mut read = |row: &Option<usize>| row.map_or(f64::NAN, |row| reader.read(row, issues));
        let values = Column::new(rows.iter().map(&mut read).collect());
        let id = &recipe.periods[*period].id;
        if values.missing() > 0 {
            let place =
                if found.len() > 1 { format!("{} · {id}", wanted.name) } else { wanted.name.to_owned() };
            let issue = Issue::new(ImportRule::MissingValues).file(&table.name).column(place);
            issues.push(issue.found(values.missing()).expected(0));
        }
        // Nothing at all in one of several periods: not collected then, so older figures stay in force.
        if found.len() == 1 || values.missing() < values.len() {
            by_period.push((id.clone(), values));
        }
    }
    Entries(by_period)
}

/// A column of which two tables hold figures of one period.
fn ambiguous(frame: &Frame, name: &str, [first, second]: [usize; 2]) -> Issue {
    let [first, second] = [first, second].map(|at| frame.tables[at].name.as_str());
    let issue = Issue::new(ImportRule::AmbiguousColumn).file(second).row(1).column(name);
    issue.found(format!("{first}, {second}"))
}

struct Reader<'a> {
    table: &'a Table,
    column: usize,
    range: [f64; 2],
    cells: &'a CellRules,
    missing: &'a MissingCodes<'a>,
    scale: Scale,
}

impl Reader<'_> {
    /// The number in one row; `NaN` where it is missing or, after a complaint, where it cannot stand.
    fn read(&self, row: usize, issues: &mut Vec<Issue>) -> f64 {
        let cell = &self.table.rows[row].cells[self.column];
        if self.missing.matches(cell) {
            return f64::NAN;
        }
        let [low, high] = self.range;
        let (rule, expected) = match parse_number(cell, self.cells, self.scale) {
            None => (ImportRule::NotANumber, format!("12{}5", self.cells.decimal)),
            Some(value) if value >= low && value <= high => return value,
            Some(_) if self.range == NOT_NEGATIVE => (ImportRule::Negative, "≥ 0".to_owned()),
            Some(_) => (ImportRule::OutOfRange, format!("{low}…{high}")),
        };
        issues.push(self.table.cell_issue(rule, row, self.column).expected(expected));
        f64::NAN
    }
}

/// Lowest and highest possible value of an indicator.
fn possible(indicator: &IndicatorColumn) -> [f64; 2] {
    match (indicator.range, &indicator.measure) {
        (Some(range), _) => range,
        (None, Measure::Count) => NOT_NEGATIVE,
        (None, _) => [f64::NEG_INFINITY, f64::INFINITY],
    }
}
