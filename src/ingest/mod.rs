//! Tables → snapshot file, as a recipe says, with every remark by file, row and column.
//!
//! `recipe + tables (+ outlines) → `[`import`]` → `[`Import`]; nothing is dropped or mended in silence:
//! errors block, and what was passed over, corrected or unused stands in the report.
//! This module must not know of scenarios, scores or the interface; it opens files only in [`Input::read`].

mod areas;
mod boundaries;
mod check;
mod correct;
mod frame;
mod input;
mod import_rule;
mod issue;
mod number;
mod recipe;
mod table;
mod values;
mod rule_text;

use serde::Serialize;

pub use import_rule::ImportRule;
pub use input::Input;
pub use issue::Issue;
pub use recipe::{
    AreaColumns, BoundaryRule, CellRules, Correction, DivisionColumns, IndicatorColumn, Join, Recipe,
    RecipeError, TimeRule,
};

use crate::snapshot::wire::{FORMAT, VERSION};
use crate::snapshot::{Entries, Geometry, Label, Severity, SnapshotFile};
use frame::Frame;
use input::Text;
use table::Table;

/// Remarks kept of one import; the rest is counted.
const MOST_ISSUES: usize = 10_000;

/// A finished import.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The snapshot file, not yet judged by [`crate::snapshot::build`].
    pub file: SnapshotFile,
    /// What happened on the way.
    pub report: ImportReport,
}

/// What an import did, for people to read before they trust its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The tables read.
    pub files: Vec<FileReport>,
    /// Number of areas.
    pub areas: usize,
    /// Number of areas with an outline.
    pub boundaries: usize,
    /// Warnings and remarks; none blocks.
    pub issues: Vec<Issue>,
}

/// What was read of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Name of the input.
    pub name: String,
    /// Whether it was packed with gzip.
    pub packed: bool,
    /// Rows below the header, empty ones not counted.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Columns that nothing in the recipe uses.
    pub unused: Vec<String>,
}

/// Why an import failed: every error found, then the warnings met on the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} errors block the import", .0.iter().filter(|issue| issue.severity == Severity::Blocks).count())]
pub struct ImportErrors(pub Vec<Issue>);

/// Makes a snapshot file of tables: the first one, those it is joined with in the recipe's order, and
/// at any place a GeoJSON file of outlines.
///
/// # Errors
/// All errors of all files together, then the warnings. Only a file that is missing or cannot be decoded
/// at all ends the import before its cells are judged.
pub fn import(recipe: &Recipe, inputs: &[Input]) -> Result<Import, ImportErrors> {
    let mut issues = recipe.issues();
    let (tables, outlines) = sort_inputs(recipe, inputs, &mut issues);
    if tables.len() != 1 + recipe.joins.len() {
        return Err(ImportErrors(limited(issues)));
    }
    let mut frame = Frame::new(tables, recipe, &mut issues);
    let applied = correct::apply(&mut frame, recipe, &mut issues);
    let reasons: Vec<&Label> = applied.iter().map(|correction| &correction.reason).collect();
    let mut file = head(recipe, &reasons);
    (file.areas, file.divisions) = areas::read_areas(&mut frame, recipe, &mut issues);
    (file.values, file.standard_errors) = values::read_values(&mut frame, recipe, &mut issues);
    file.boundaries = read_outlines(recipe, outlines.as_ref(), &frame.codes, &mut issues);
    let files = frame.tables.iter().map(|table| report_table(table, &mut issues)).collect();
    let is_good = no_block(&issues);
    let issues = limited(issues);
    if !is_good {
        return Err(ImportErrors(issues));
    }
    let (areas, boundaries) = (frame.codes.len(), file.boundaries.0.len());
    Ok(Import { file, report: ImportReport { files, areas, boundaries, issues } })
}

/// A snapshot file as compact JSON; the same file gives the same bytes, and numbers are exact.
pub fn write_snapshot(file: &SnapshotFile) -> Vec<u8> {
    // The wire types hold no map with other than text keys, so writing to memory cannot fail.
    serde_json::to_vec(file).unwrap_or_default()
}

fn no_block(issues: &[Issue]) -> bool {
    issues.iter().all(|issue| issue.severity != Severity::Blocks)
}

/// Errors first, then in the order of discovery; what exceeds the limit is counted, not lost.
fn limited(mut issues: Vec<Issue>) -> Vec<Issue> {
    issues.sort_by_key(|issue| issue.severity);
    if issues.len() > MOST_ISSUES {
        let more = issues.len() - MOST_ISSUES;
        issues.truncate(MOST_ISSUES);
        issues.push(Issue::new(ImportRule::TooMany).found(more));
    }
    issues
}

fn sort_inputs(recipe: &Recipe, inputs: &[Input], issues: &mut Vec<Issue>) -> (Vec<Table>, Option<Text>) {
    let (mut tables, mut outlines) = (Vec::new(), None);
    let mut n_tables = 0;
    for input in inputs {
        let unexpected = |name: &str| Issue::new(ImportRule::FileUnexpected).file(name);
        match input::decode(input) {
            Ok(text) if text.is_json() && recipe.boundaries.is_some() && outlines.is_none() => {
                outlines = Some(text);
            }
            Ok(text) if text.is_json() || n_tables > recipe.joins.len() => {
                issues.push(unexpected(&text.name));
            }
            Ok(text) => {
                n_tables += 1;
                tables.push(Table::read(&text, recipe.cells.delimiter, issues));
            }
            Err(issue) => {
                n_tables += 1;
                issues.push(*issue);
            }
        }
    }
    let missing = (1 + recipe.joins.len()).saturating_sub(n_tables);
    if missing > 0 {
        issues.push(
            Issue::new(ImportRule::FileMissing).column("CSV").found(n_tables).expected(n_tables + missing),
        );
    }
    if outlines.is_none() && recipe.boundaries.as_ref().is_some_and(|rule| !rule.optional) {
        issues.push(Issue::new(ImportRule::FileMissing).column("GeoJSON").found(0).expected(1));
    }
    (tables, outlines)
}

fn head(recipe: &Recipe, reasons: &[&Label]) -> SnapshotFile {
    let recipe = recipe.clone();
    SnapshotFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        title: recipe.title,
        issuer: recipe.issuer,
        issued: recipe.issued,
        synthetic: recipe.synthetic,
        note: note(recipe.note.as_ref(), reasons),
        area_level: recipe.area_level,
        population: recipe.population,
        periods: recipe.periods,
        sources: recipe.sources,
        levels: recipe.levels,
        divisions: Vec::new(),
        kinds: recipe.kinds,
        domains: recipe.domains,
        indicators: recipe.indicators.iter().map(values::describe).collect(),
        areas: crate::snapshot::wire::Areas {
            code: Vec::new(),
            name: Vec::new(),
            name_en: Vec::new(),
            division: Vec::new(),
            kind: Vec::new(),
            lon: Vec::new(),
            lat: Vec::new(),
        },
        values: Entries::default(),
        standard_errors: Entries::default(),
        boundaries: Entries::default(),
        agencies: Vec::new(),
        programmes: Vec::new(),
        records: Vec::new(),
        offices: Vec::new(),
        targets: Vec::new(),
    }
}

/// A corrected figure must not look like a published one: the reasons travel with the data.
fn note(note: Option<&Label>, reasons: &[&Label]) -> Option<Label> {
    let mut parts: Vec<&Label> = note.into_iter().collect();
    for reason in reasons {
        if !parts.contains(reason) {
            parts.push(reason);
        }
    }
    let fa: Vec<&str> = parts.iter().map(|part| part.fa.as_str()).collect();
    let en: Vec<&str> = parts.iter().filter_map(|part| part.en.as_deref()).collect();
    (!parts.is_empty()).then(|| Label { fa: fa.join(" "), en: (!en.is_empty()).then(|| en.join(" ")) })
}

fn read_outlines(
    recipe: &Recipe,
    outlines: Option<&Text>,
    codes: &[String],
    issues: &mut Vec<Issue>,
) -> Entries<Geometry> {
    match (&recipe.boundaries, outlines) {
        (Some(rule), Some(text)) => boundaries::read_boundaries(text, &rule.property, codes, issues),
        _ => Entries::default(),
    }
}

fn report_table(table: &Table, issues: &mut Vec<Issue>) -> FileReport {
    issues.extend(table.line_breaks());
    let unused = table.unused();
    if !unused.is_empty() {
        let issue = Issue::new(ImportRule::UnusedColumns).file(&table.name);
        issues.push(issue.found(unused.join(", ")));
    }
    let (rows, columns) = (table.rows.len(), table.headers.len());
    FileReport { name: table.name.clone(), packed: table.packed, rows, columns, unused }
}
