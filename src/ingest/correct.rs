//! Documented changes of single cells: applied in the open, or refused.

use super::frame::Frame;
use super::import_rule::ImportRule;
use super::issue::Issue;
use super::recipe::{Correction, Recipe};

/// Applies the recipe's corrections; each leaves a remark, whatever became of it.
///
/// Answers those that were applied.
pub(super) fn apply<'a>(
    frame: &mut Frame,
    recipe: &'a Recipe,
    issues: &mut Vec<Issue>,
) -> Vec<&'a Correction> {
    let mut applied = Vec::new();
    for correction in &recipe.corrections {
        let issue = apply_one(frame, correction);
        if issue.rule == ImportRule::CorrectionApplied {
            applied.push(correction);
        }
        issues.push(issue);
    }
    applied
}

fn apply_one(frame: &mut Frame, correction: &Correction) -> Issue {
    let place = |issue: Issue| {
        let issue = issue.column(correction.column.as_str()).area(&correction.area);
        Issue { reason: Some(correction.reason.clone()), ..issue.expected(&correction.to) }
    };
    let area = frame.codes.iter().position(|code| *code == correction.area);
    let columns = frame.find(&correction.column, correction.table);
    let mut rule = ImportRule::CorrectionUnknown;
    let first = columns.first().map_or(0, |(table, _)| *table);
    let file = frame.tables.get(first).map_or("", |table| table.name.as_str());
    let mut issue = Issue::new(rule).file(file);
    let Some(area) = area else { return place(issue) };
    let cells = columns
        .iter()
        .flat_map(|(table, column)| frame.rows_of(*table, area).map(move |row| (*table, row, *column)));
    for (table, row, column) in cells.collect::<Vec<_>>() {
        let table = &mut frame.tables[table];
        let cell = &table.rows[row].cells[column];
        rule = match cell {
            cell if *cell == correction.from => ImportRule::CorrectionApplied,
            cell if *cell == correction.to && rule != ImportRule::CorrectionApplied => {
                ImportRule::CorrectionNotNeeded
            }
            cell if *cell == correction.to => continue,
            _ => return place(table.cell_issue(ImportRule::CorrectionMismatch, row, column)),
        };
        issue = table.cell_issue(rule, row, column);
        if rule == ImportRule::CorrectionApplied {
            table.rows[row].cells[column].clone_from(&correction.to);
        }
    }
    place(issue)
}
