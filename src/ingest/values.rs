//! What was measured: one column of numbers per indicator and period.

use super::frame::Frame;
use super::issue::{ImportRule, Issue};
use super::number::parse_number;
use super::recipe::{IndicatorColumn, Recipe};
use crate::snapshot::{Column, Entries, Indicator, Measure};

type Values = Entries<Entries<Column>>;

/// Values and standard errors of all indicators.
pub(super) fn read_values(frame: &mut Frame, recipe: &Recipe, issues: &mut Vec<Issue>) -> (Values, Values) {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for indicator in &recipe.indicators {
        if let Some(name) = &indicator.column {
            let by_period = read_indicator(frame, (indicator, name), recipe, issues);
            report_missing(&indicator.id, &by_period, issues);
            values.push((indicator.id.clone(), by_period));
        }
        if let Some(name) = &indicator.standard_error {
            errors.push((indicator.id.clone(), read_indicator(frame, (indicator, name), recipe, issues)));
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

fn read_indicator(
    frame: &mut Frame,
    (indicator, name): (&IndicatorColumn, &str),
    recipe: &Recipe,
    issues: &mut Vec<Issue>,
) -> Entries<Column> {
    let Some((table, column)) = frame.require(name, issues) else { return Entries::default() };
    let in_use = frame.rows[table].iter().filter(|rows| !rows.is_empty()).count();
    let mut by_period = Vec::new();
    for (period, rows) in recipe.periods.iter().zip(&frame.rows[table]) {
        if rows.is_empty() {
            continue;
        }
        let mut read = |row: &Option<usize>| match row {
            Some(row) => read_cell(frame, (table, *row, column), (indicator, recipe), issues),
            None => f64::NAN,
        };
        let values = Column::new(rows.iter().map(&mut read).collect());
        // Nothing at all in one of several periods: not collected then, so older figures stay in force.
        if in_use == 1 || values.missing() < values.len() {
            by_period.push((period.id.clone(), values));
        }
    }
    Entries(by_period)
}

fn read_cell(
    frame: &Frame,
    (table, row, column): (usize, usize, usize),
    (indicator, recipe): (&IndicatorColumn, &Recipe),
    issues: &mut Vec<Issue>,
) -> f64 {
    let table = &frame.tables[table];
    let cell = &table.rows[row].cells[column];
    if recipe.cells.missing.iter().any(|missing| missing == cell) {
        return f64::NAN;
    }
    let mut complain = |rule, expected: String| {
        issues.push(table.cell_issue(rule, row, column).expected(expected));
        f64::NAN
    };
    let Some(value) = parse_number(cell, &recipe.cells, indicator.scale) else {
        return complain(ImportRule::NotANumber, format!("12{}5", recipe.cells.decimal));
    };
    match indicator.range {
        Some([low, high]) if value < low || value > high => {
            complain(ImportRule::OutOfRange, format!("{low}…{high}"))
        }
        _ if value < 0.0 && indicator.measure == Measure::Count => {
            complain(ImportRule::NegativeCount, "≥ 0".to_owned())
        }
        _ => value,
    }
}

fn report_missing(id: &str, by_period: &Entries<Column>, issues: &mut Vec<Issue>) {
    for (period, column) in by_period.iter().filter(|(_, column)| !column.is_complete()) {
        let issue = Issue::new(ImportRule::MissingValues).column(format!("{id} · {period}"));
        issues.push(issue.found(column.missing()).expected(0));
    }
}
