//! Tables lined up by area and period.

use std::collections::{HashMap, HashSet};

use super::import_rule::ImportRule;
use super::issue::Issue;
use super::recipe::Recipe;
use super::table::Table;

/// The tables of one import with, for each, the row of every area in every period.
pub(super) struct Frame {
    pub tables: Vec<Table>,
    /// Codes of the areas, in the order of their first row in the first table.
    pub codes: Vec<String>,
    /// `rows[table][period][area]`; an empty inner list when the table has no row in that period.
    pub rows: Vec<Vec<Vec<Option<usize>>>>,
}

/// What tells the rows of one table apart.
struct Keys {
    code: usize,
    period: PeriodOf,
}

enum PeriodOf {
    Table(usize),
    Column(usize),
}

impl Frame {
    /// Lines tables up; the first one says which areas there are.
    pub fn new(mut tables: Vec<Table>, recipe: &Recipe, issues: &mut Vec<Issue>) -> Self {
        let keys: Vec<Option<Keys>> =
            tables.iter_mut().enumerate().map(|(at, table)| find_keys(table, at, recipe, issues)).collect();
        let codes = match (tables.first(), keys.first()) {
            (Some(table), Some(Some(keys))) => distinct_codes(table, keys.code),
            _ => Vec::new(),
        };
        let index: HashMap<&str, usize> =
            codes.iter().enumerate().map(|(at, code)| (code.as_str(), at)).collect();
        let rows = tables
            .iter()
            .zip(&keys)
            .map(|(table, keys)| match keys {
                Some(keys) => line_up(table, keys, &Known { areas: &index, recipe }, issues),
                None => vec![Vec::new(); recipe.periods.len()],
            })
            .collect();
        Self { tables, codes, rows }
    }

    /// Every table that has a column of this name, and its position there; with `wanted` (1 for the first) that table alone.
    pub fn find(&mut self, name: &str, wanted: Option<usize>) -> Vec<(usize, usize)> {
        let tables = self.tables.iter_mut().enumerate();
        let tables = tables.filter(|(at, _)| wanted.is_none_or(|wanted| wanted == at + 1));
        tables.filter_map(|(at, table)| Some((at, table.use_column(name)?))).collect()
    }

    /// As [`Frame::find`], reporting a column that is nowhere.
    pub fn require(
        &mut self,
        name: &str,
        wanted: Option<usize>,
        issues: &mut Vec<Issue>,
    ) -> Vec<(usize, usize)> {
        let found = self.find(name, wanted);
        if found.is_empty() {
            let table = self.tables.get(wanted.unwrap_or(1).saturating_sub(1));
            let file = table.map_or("", |table| table.name.as_str());
            issues.push(Issue::new(ImportRule::MissingColumn).file(file).row(1).column(name));
        }
        found
    }

    /// Of the columns, each in another table, the one that holds a period's figures; `None` where no table has rows in it.
    ///
    /// # Errors
    /// The first two where several tables have rows in it: which of them is meant cannot be told.
    pub fn in_period(
        &self,
        columns: &[(usize, usize)],
        period: usize,
    ) -> Result<Option<(usize, usize)>, [usize; 2]> {
        let has_rows = |table: usize| self.rows[table].get(period).is_some_and(|rows| !rows.is_empty());
        let mut there = columns.iter().copied().filter(|(table, _)| has_rows(*table));
        match (there.next(), there.next()) {
            (Some(first), Some(second)) => Err([first.0, second.0]),
            (only, _) => Ok(only),
        }
    }

    /// Rows of one area in one table, oldest period first.
    pub fn rows_of(&self, table: usize, area: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows[table].iter().filter_map(move |rows| rows.get(area).copied().flatten())
    }
}

struct Known<'a> {
    areas: &'a HashMap<&'a str, usize>,
    recipe: &'a Recipe,
}

fn find_keys(table: &mut Table, at: usize, recipe: &Recipe, issues: &mut Vec<Issue>) -> Option<Keys> {
    let join = at.checked_sub(1).and_then(|at| recipe.joins.get(at));
    let code_name = join.map_or(recipe.areas.code.as_str(), |join| join.key.as_str());
    let code = table.use_column(code_name);
    let own = join.and_then(|join| join.period.as_deref()).and_then(|id| recipe.period_idx(id));
    let column = recipe.time.column.as_deref().filter(|_| own.is_none());
    let column = column.and_then(|name| table.use_column(name));
    let fixed = recipe.time.period.as_deref().and_then(|id| recipe.period_idx(id));
    let period = own.map(PeriodOf::Table).or(column.map(PeriodOf::Column)).or(fixed.map(PeriodOf::Table));
    let missing = [(code.is_none(), Some(code_name)), (period.is_none(), recipe.time.column.as_deref())];
    for name in missing.into_iter().filter(|(missing, _)| *missing).filter_map(|(_, name)| name) {
        issues.push(Issue::new(ImportRule::MissingColumn).file(&table.name).row(1).column(name));
    }
    Some(Keys { code: code?, period: period? })
}

fn distinct_codes(table: &Table, column: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    let codes = table.rows.iter().map(|row| row.cells[column].as_str());
    codes.filter(|code| !code.is_empty() && seen.insert(*code)).map(str::to_owned).collect()
}

fn line_up(table: &Table, keys: &Keys, known: &Known, issues: &mut Vec<Issue>) -> Vec<Vec<Option<usize>>> {
    let mut rows = vec![Vec::new(); known.recipe.periods.len()];
    let mut lines = HashMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        let code = row.cells[keys.code].as_str();
        let Some(&area) = known.areas.get(code) else {
            let rule = if code.is_empty() { ImportRule::MissingCode } else { ImportRule::UnknownArea };
            issues.push(table.cell_issue(rule, at, keys.code));
            continue;
        };
        let Some(period) = period_of(table, at, keys, known.recipe) else {
            if let PeriodOf::Column(column) = keys.period {
                issues.push(table.cell_issue(ImportRule::UnknownPeriod, at, column).area(code));
            }
            continue;
        };
        let slots: &mut Vec<Option<usize>> = &mut rows[period];
        slots.resize(known.areas.len(), None);
        match slots[area] {
            None => {
                slots[area] = Some(at);
                lines.insert((area, period), row.line);
            }
            Some(_) => {
                let first = lines.get(&(area, period)).copied().unwrap_or_default();
                let issue = table.cell_issue(ImportRule::DuplicateCode, at, keys.code);
                issues.push(issue.expected(format!("≠ row {first}")));
            }
        }
    }
    report_gaps(table, &rows, issues);
    rows
}

fn period_of(table: &Table, row: usize, keys: &Keys, recipe: &Recipe) -> Option<usize> {
    match keys.period {
        PeriodOf::Table(period) => Some(period),
        PeriodOf::Column(column) => recipe.period_idx(&table.rows[row].cells[column]),
    }
}

fn report_gaps(table: &Table, rows: &[Vec<Option<usize>>], issues: &mut Vec<Issue>) {
    for slots in rows {
        let gaps = slots.iter().filter(|slot| slot.is_none()).count();
        if gaps > 0 {
            let issue = Issue::new(ImportRule::NoJoinedRow).file(&table.name);
            issues.push(issue.found(gaps).expected(0));
        }
    }
}
