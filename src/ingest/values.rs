//! What was measured: one column of numbers per indicator and period.

use super::frame::Frame;
use super::issue::{ImportRule, Issue};
use super::number::{Scale, parse_number};
use super::recipe::{IndicatorColumn, Recipe};
use super::table::Table;
use crate::snapshot::{Column, Entries, Indicator, Measure};

type Values = Entries<Entries<Column>>;

const NOT_NEGATIVE: [f64; 2] = [0.0, f64::INFINITY];

/// Values and standard errors of all indicators.
pub(super) fn read_values(frame: &mut Frame, recipe: &Recipe, issues: &mut Vec<Issue>) -> (Values, Values) {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for indicator in &recipe.indicators {
        if let Some(name) = &indicator.column {
            let by_period = read_column(frame, (name, possible(indicator), indicator.scale), recipe, issues);
            values.push((indicator.id.clone(), by_period));
        }
        if let Some(name) = &indicator.standard_error {
            let by_period = read_column(frame, (name, NOT_NEGATIVE, indicator.scale), recipe, issues);
            errors.push((indicator.id.clone(), by_period));
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

/// One column of a table as columns by period; what is missing is reported once for each.
fn read_column(
    frame: &mut Frame,
    (name, range, scale): (&str, [f64; 2], f64),
    recipe: &Recipe,
    issues: &mut Vec<Issue>,
) -> Entries<Column> {
    let Some((table, column)) = frame.require(name, issues) else { return Entries::default() };
    let reader = Reader { table: &frame.tables[table], column, range, recipe, scale: Scale::new(scale) };
    let in_use = frame.rows[table].iter().filter(|rows| !rows.is_empty()).count();
    let mut by_period = Vec::new();
    for (period, rows) in recipe.periods.iter().zip(&frame.rows[table]).filter(|(_, rows)| !rows.is_empty()) {
        let mut read = |row: &Option<usize>| row.map_or(f64::NAN, |row| reader.read(row, issues));
        let values = Column::new(rows.iter().map(&mut read).collect());
        if values.missing() > 0 {
            let place = if in_use > 1 { format!("{name} · {}", period.id) } else { name.to_owned() };
            let issue = Issue::new(ImportRule::MissingValues).file(&reader.table.name).column(place);
            issues.push(issue.found(values.missing()).expected(0));
        }
        // Nothing at all in one of several periods: not collected then, so older figures stay in force.
        if in_use == 1 || values.missing() < values.len() {
            by_period.push((period.id.clone(), values));
        }
    }
    Entries(by_period)
}

struct Reader<'a> {
    table: &'a Table,
    column: usize,
    range: [f64; 2],
    recipe: &'a Recipe,
    scale: Scale,
}

impl Reader<'_> {
    /// The number in one row; `NaN` where it is missing or, after a complaint, where it cannot stand.
    fn read(&self, row: usize, issues: &mut Vec<Issue>) -> f64 {
        let cell = &self.table.rows[row].cells[self.column];
        let cells = &self.recipe.cells;
        if cells.missing.iter().any(|missing| missing == cell) {
            return f64::NAN;
        }
        let [low, high] = self.range;
        let (rule, expected) = match parse_number(cell, cells, self.scale) {
            None => (ImportRule::NotANumber, format!("12{}5", cells.decimal)),
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
