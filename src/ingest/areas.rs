//! Who the areas are: names, kinds, points, divisions.

use std::collections::HashMap;

use super::frame::Frame;
use super::import_rule::ImportRule;
use super::issue::Issue;
use super::number::{MissingCodes, Scale, parse_number};
use super::recipe::{DivisionColumns, Recipe};
use crate::snapshot::Label;
use crate::snapshot::wire::{Areas, Division};

/// A column of texts about areas, which may stand in several tables, and where each was read.
struct Attribute {
    /// Name of the column.
    name: String,
    /// Name of the first table that has it.
    file: String,
    /// Cell of each area; `None` where it has no row in any table that has the column.
    cells: Vec<Option<Cell>>,
}

/// A cell that may be asked for its text.
#[derive(Clone, Copy)]
struct Cell {
    table: usize,
    row: usize,
    column: usize,
}

impl Cell {
    fn raw(self, frame: &Frame) -> &str {
        frame.tables[self.table].rows[self.row].cells[self.column].as_str()
    }

    /// `None` where nothing stands there.
    fn text(self, frame: &Frame) -> Option<&str> {
        Some(self.raw(frame)).filter(|text| !text.is_empty())
    }

    fn issue(self, rule: ImportRule, frame: &Frame) -> Issue {
        frame.tables[self.table].cell_issue(rule, self.row, self.column)
    }
}

/// Reads everything about areas but their values.
pub(super) fn read_areas(
    frame: &mut Frame,
    recipe: &Recipe,
    issues: &mut Vec<Issue>,
) -> (Areas, Vec<Division>) {
    let columns = &recipe.areas;
    let mut own = |name: Option<&String>| attribute(frame, (name, columns.table), issues);
    let [name, name_en, kind] =
        [Some(&columns.name), columns.name_en.as_ref(), columns.kind.as_ref()].map(&mut own);
    let [lon, lat] = [columns.lon.as_ref(), columns.lat.as_ref()].map(&mut own);
    let (divisions, division) = read_divisions(frame, recipe, issues);
    report_missing_names(frame, name.as_ref(), issues);
    report_unknown_kinds(frame, kind.as_ref(), recipe, issues);
    let areas = Areas {
        code: frame.codes.clone(),
        name: texts(frame, name.as_ref()).into_iter().map(Option::unwrap_or_default).collect(),
        name_en: texts(frame, name_en.as_ref()),
        division,
        kind: texts(frame, kind.as_ref()),
        lon: degrees(frame, lon.as_ref(), (180.0, recipe), issues),
        lat: degrees(frame, lat.as_ref(), (90.0, recipe), issues),
    };
    (areas, divisions)
}

/// Finds a column and makes sure that all rows of one area agree in it, in whichever tables they stand.
fn attribute(
    frame: &mut Frame,
    (name, table): (Option<&String>, Option<usize>),
    issues: &mut Vec<Issue>,
) -> Option<Attribute> {
    let name = name?;
    let columns = frame.require(name, table, issues);
    let frame: &Frame = frame;
    let file = frame.tables[columns.first()?.0].name.clone();
    let mut cells = Vec::with_capacity(frame.codes.len());
    for area in 0..frame.codes.len() {
        let mut all = columns.iter().flat_map(|(table, column)| {
            frame.rows_of(*table, area).map(move |row| Cell { table: *table, row, column: *column })
        });
        let first = all.next();
        cells.push(first);
        let Some(first) = first else { continue };
        // A further table need not say it again.
        let differs = |cell: &Cell| {
            cell.raw(frame) != first.raw(frame) && (cell.table == first.table || cell.text(frame).is_some())
        };
        for cell in all.filter(differs) {
            let issue = cell.issue(ImportRule::AreaConflict, frame).area(&frame.codes[area]);
            let expected = first.raw(frame);
            issues.push(if cell.table == first.table {
                issue.expected(expected)
            } else {
                issue.expected(format!("{expected} ({})", frame.tables[first.table].name))
            });
        }
    }
    Some(Attribute { name: name.clone(), file, cells })
}

/// The texts of an attribute; an empty list when the recipe names no column.
fn texts(frame: &Frame, attribute: Option<&Attribute>) -> Vec<Option<String>> {
    let Some(attribute) = attribute else { return Vec::new() };
    attribute.cells.iter().map(|cell| (*cell)?.text(frame).map(str::to_owned)).collect()
}

fn report_missing_names(frame: &Frame, name: Option<&Attribute>, issues: &mut Vec<Issue>) {
    let Some(name) = name else { return };
    for (area, cell) in name.cells.iter().enumerate() {
        if cell.is_some_and(|cell| cell.text(frame).is_some()) {
            continue;
        }
        let issue = match cell {
            Some(cell) => cell.issue(ImportRule::MissingName, frame),
            None => Issue::new(ImportRule::MissingName).file(&name.file).column(name.name.as_str()),
        };
        issues.push(issue.area(&frame.codes[area]));
    }
}

fn report_unknown_kinds(frame: &Frame, kind: Option<&Attribute>, recipe: &Recipe, issues: &mut Vec<Issue>) {
    let Some(kind) = kind else { return };
    let is_unknown = |cell: &&Cell| {
        cell.text(frame).is_some_and(|text| !recipe.kinds.iter().any(|known| known.id == text))
    };
    let unknown = kind.cells.iter().flatten().filter(is_unknown);
    issues.extend(unknown.map(|cell| cell.issue(ImportRule::UnknownKind, frame)));
}

fn degrees(
    frame: &Frame,
    attribute: Option<&Attribute>,
    (most, recipe): (f64, &Recipe),
    issues: &mut Vec<Issue>,
) -> Vec<Option<f64>> {
    let Some(attribute) = attribute else { return Vec::new() };
    let missing = MissingCodes::new(&recipe.cells);
    let mut read = |cell: &Option<Cell>| {
        let cell = (*cell)?;
        let text = cell.text(frame).filter(|text| !missing.matches(text))?;
        let degree = parse_number(text, &recipe.cells, Scale::new(1.0));
        let good = degree.filter(|degree| degree.abs() <= most);
        if good.is_none() {
            let rule = if degree.is_some() { ImportRule::OutOfRange } else { ImportRule::NotANumber };
            issues.push(cell.issue(rule, frame).expected(format!("−{most}…{most}")));
        }
        good
    };
    attribute.cells.iter().map(&mut read).collect()
}

/// The units found so far, with what must not change about them.
#[derive(Default)]
struct Units {
    list: Vec<(usize, Division)>,
    by_code: HashMap<String, usize>,
}

/// Units, widest level first and then in order of appearance, and the unit of each area.
fn read_divisions(
    frame: &mut Frame,
    recipe: &Recipe,
    issues: &mut Vec<Issue>,
) -> (Vec<Division>, Vec<Option<String>>) {
    if recipe.divisions.is_empty() {
        return Default::default();
    }
    let mut levels = Vec::new();
    for level in &recipe.divisions {
        let code = attribute(frame, (Some(&level.code), level.table), issues);
        let name = attribute(frame, (Some(&level.name), level.table), issues);
        levels.extend(code.zip(name).map(|(code, name)| (level, code, name)));
    }
    let mut units = Units::default();
    let mut innermost = Vec::with_capacity(frame.codes.len());
    for area in 0..frame.codes.len() {
        let mut parent = None;
        for (depth, (level, code, name)) in levels.iter().enumerate() {
            let Some(cell) = code.cells[area] else { continue };
            let Some(unit) = cell.text(frame) else {
                issues.push(cell.issue(ImportRule::MissingDivision, frame));
                continue;
            };
            let label = label(level, unit, name.cells[area].and_then(|cell| cell.text(frame)));
            let wanted = Division { code: unit.to_owned(), name: label, level: level.level.clone(), parent };
            issues.extend(units.add(depth, &wanted).map(|difference| {
                let issue = cell.issue(ImportRule::DivisionConflict, frame);
                issue.area(&frame.codes[area]).found(difference.0).expected(difference.1)
            }));
            parent = Some(wanted.code);
        }
        innermost.push(parent);
    }
    (units.sorted(), innermost)
}

fn label(level: &DivisionColumns, code: &str, name: Option<&str>) -> Label {
    level.names.get(code).cloned().unwrap_or_else(|| Label::fa(name.unwrap_or(code)))
}

impl Units {
    /// Adds a unit, or answers how it differs from the one already known by its code.
    fn add(&mut self, depth: usize, wanted: &Division) -> Option<(String, String)> {
        let Some(&at) = self.by_code.get(&wanted.code) else {
            self.by_code.insert(wanted.code.clone(), self.list.len());
            self.list.push((depth, wanted.clone()));
            return None;
        };
        let (_, known) = &self.list[at];
        let show = |unit: &Division| {
            let parent = unit.parent.as_deref().unwrap_or("—");
            format!("{} {} ({}) ← {parent}", unit.code, unit.name.fa, unit.level)
        };
        (known != wanted).then(|| (show(wanted), show(known)))
    }

    fn sorted(mut self) -> Vec<Division> {
        self.list.sort_by_key(|(depth, _)| *depth);
        self.list.into_iter().map(|(_, unit)| unit).collect()
    }
}
