//! Who the areas are: names, kinds, points, divisions.

use std::collections::HashMap;

use super::frame::Frame;
use super::issue::{ImportRule, Issue};
use super::number::parse_number;
use super::recipe::{DivisionColumns, Recipe};
use crate::snapshot::Label;
use crate::snapshot::wire::{Areas, Division};

/// A column of texts about areas and where each was read.
struct Attribute {
    table: usize,
    column: usize,
    /// Row of each area; `None` where it has none in that table.
    rows: Vec<Option<usize>>,
}

/// Reads everything about areas but their values.
pub(super) fn read_areas(
    frame: &mut Frame,
    recipe: &Recipe,
    issues: &mut Vec<Issue>,
) -> (Areas, Vec<Division>) {
    let columns = &recipe.areas;
    let name = attribute(frame, Some(&columns.name), issues);
    let name_en = attribute(frame, columns.name_en.as_ref(), issues);
    let kind = attribute(frame, columns.kind.as_ref(), issues);
    let lon = attribute(frame, columns.lon.as_ref(), issues);
    let lat = attribute(frame, columns.lat.as_ref(), issues);
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

/// Finds a column and makes sure that all rows of one area agree in it.
fn attribute(frame: &mut Frame, name: Option<&String>, issues: &mut Vec<Issue>) -> Option<Attribute> {
    let (table, column) = frame.require(name?, issues)?;
    let mut rows = Vec::with_capacity(frame.codes.len());
    for area in 0..frame.codes.len() {
        let mut all = frame.rows_of(table, area);
        let first = all.next();
        rows.push(first);
        let Some(first) = first else { continue };
        let cell = |row: usize| frame.tables[table].rows[row].cells[column].as_str();
        for row in all.filter(|row| cell(*row) != cell(first)) {
            let issue = frame.tables[table].cell_issue(ImportRule::AreaConflict, row, column);
            issues.push(issue.area(&frame.codes[area]).expected(cell(first)));
        }
    }
    Some(Attribute { table, column, rows })
}

/// The texts of an attribute; an empty list when the recipe names no column.
fn texts(frame: &Frame, attribute: Option<&Attribute>) -> Vec<Option<String>> {
    let Some(attribute) = attribute else { return Vec::new() };
    attribute.rows.iter().map(|row| text(frame, attribute, *row).map(str::to_owned)).collect()
}

fn text<'a>(frame: &'a Frame, attribute: &Attribute, row: Option<usize>) -> Option<&'a str> {
    let text = frame.tables[attribute.table].rows[row?].cells[attribute.column].as_str();
    Some(text).filter(|text| !text.is_empty())
}

fn report_missing_names(frame: &Frame, name: Option<&Attribute>, issues: &mut Vec<Issue>) {
    let Some(name) = name else { return };
    for (area, row) in name.rows.iter().enumerate().filter(|(_, row)| text(frame, name, **row).is_none()) {
        let table = &frame.tables[name.table];
        let issue = match row {
            Some(row) => table.cell_issue(ImportRule::MissingName, *row, name.column),
            None => Issue::new(ImportRule::MissingName)
                .file(&table.name)
                .column(table.headers[name.column].as_str()),
        };
        issues.push(issue.area(&frame.codes[area]));
    }
}

fn report_unknown_kinds(frame: &Frame, kind: Option<&Attribute>, recipe: &Recipe, issues: &mut Vec<Issue>) {
    let Some(kind) = kind else { return };
    for row in kind.rows.iter().flatten() {
        let unknown = text(frame, kind, Some(*row))
            .is_some_and(|text| !recipe.kinds.iter().any(|known| known.id == text));
        if unknown {
            issues.push(frame.tables[kind.table].cell_issue(ImportRule::UnknownKind, *row, kind.column));
        }
    }
}

fn degrees(
    frame: &Frame,
    attribute: Option<&Attribute>,
    (most, recipe): (f64, &Recipe),
    issues: &mut Vec<Issue>,
) -> Vec<Option<f64>> {
    let Some(attribute) = attribute else { return Vec::new() };
    let mut read = |row: &Option<usize>| {
        let cell = text(frame, attribute, *row)?;
        if recipe.cells.missing.iter().any(|missing| missing == cell) {
            return None;
        }
        let degree = parse_number(cell, &recipe.cells, 1.0);
        let good = degree.filter(|degree| degree.abs() <= most);
        if good.is_none() {
            let rule = if degree.is_some() { ImportRule::OutOfRange } else { ImportRule::NotANumber };
            let issue = frame.tables[attribute.table].cell_issue(rule, (*row)?, attribute.column);
            issues.push(issue.expected(format!("−{most}…{most}")));
        }
        good
    };
    attribute.rows.iter().map(&mut read).collect()
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
        let code = attribute(frame, Some(&level.code), issues);
        let name = attribute(frame, Some(&level.name), issues);
        levels.extend(code.zip(name).map(|(code, name)| (level, code, name)));
    }
    let mut units = Units::default();
    let mut innermost = Vec::with_capacity(frame.codes.len());
    for area in 0..frame.codes.len() {
        let mut parent = None;
        for (depth, (level, code, name)) in levels.iter().enumerate() {
            let Some(row) = code.rows[area] else { continue };
            let Some(unit) = text(frame, code, Some(row)) else {
                let table = &frame.tables[code.table];
                issues.push(table.cell_issue(ImportRule::MissingDivision, row, code.column));
                continue;
            };
            let label = label(level, unit, text(frame, name, name.rows[area]));
            let wanted = Division { code: unit.to_owned(), name: label, level: level.level.clone(), parent };
            issues.extend(units.add(depth, &wanted).map(|difference| {
                let table = &frame.tables[code.table];
                let issue = table.cell_issue(ImportRule::DivisionConflict, row, code.column);
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
