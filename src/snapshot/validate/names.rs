//! Names: there, in Persian letters, and different under one parent. Boundaries that are not there.

use std::collections::HashMap;

use super::report::Report;
use crate::snapshot::{Finding, Place, Rule, Snapshot};

pub(super) fn check_areas(snapshot: &Snapshot, report: &mut Report) {
    let areas = &snapshot.areas;
    let place = |at: usize| Place::at(format!("areas.name[{at}]")).of_area(&areas.code[at]);
    for (at, name) in areas.name.iter().enumerate() {
        check_letters(name, report, || place(at));
    }
    let names = areas.name.iter().zip(&areas.division).map(|(name, parent)| (*parent, 0, name.as_str()));
    check_unique("areas.name[]", names, report, place);
}

pub(super) fn check_divisions(snapshot: &Snapshot, report: &mut Report) {
    let units = &snapshot.divisions.units;
    let place = |at: usize| Place::at(format!("divisions[{at}].name"));
    for (at, unit) in units.iter().enumerate() {
        check_letters(&unit.name.fa, report, || place(at));
    }
    let names = units.iter().map(|unit| (unit.parent, unit.level, unit.name.fa.as_str()));
    check_unique("divisions[].name", names, report, place);
}

pub(super) fn check_indicators(snapshot: &Snapshot, report: &mut Report) {
    for (at, indicator) in snapshot.indicators.iter().enumerate() {
        let place = || Place::at(format!("indicators[{at}].name")).of_indicator(&indicator.id);
        check_letters(&indicator.name.fa, report, place);
    }
}

fn check_letters(name: &str, report: &mut Report, place: impl Fn() -> Place) {
    if name.trim().is_empty() {
        report.add(Finding::new(Rule::EmptyName, place(), name, "≠ \"\""));
    }
    if name.contains(ARABIC) {
        report.add(Finding::new(Rule::MixedLetters, place(), name, persian_letters(name)));
    }
}

const ARABIC: [char; 3] = ['ي', 'ى', 'ك'];

fn persian_letters(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect()
}

/// What a reader takes for the same name: Arabic letters, joiners and doubled spaces do not tell names apart.
fn folded(name: &str) -> String {
    let spaced = persian_letters(name).replace('\u{200c}', " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names under one parent and of one level, each unlike the others.
fn check_unique<'a>(
    home: &str,
    names: impl Iterator<Item = (Option<u32>, usize, &'a str)>,
    report: &mut Report,
    place: impl Fn(usize) -> Place,
) {
    let mut first = HashMap::new();
    for (at, (parent, level, name)) in names.enumerate() {
        let folded = folded(name);
        if folded.is_empty() {
            continue;
        }
        let before = *first.entry((parent, level, folded)).or_insert(at);
        if before != at {
            let expected = format!("≠ {}", home.replace("[]", &format!("[{before}]")));
            report.add(Finding::new(Rule::DuplicateName, place(at), name, expected));
        }
    }
}

pub(super) fn check_boundaries_present(snapshot: &Snapshot, report: &mut Report) {
    for (at, boundary) in snapshot.boundaries.iter().enumerate() {
        if boundary.is_none() {
            let code = &snapshot.areas.code[at];
            let path = format!("boundaries.{code}");
            report.add(Finding::new(Rule::NoBoundary, Place::at(&path).of_area(code), "null", path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_spellings_of_one_name() {
        assert_eq!(folded("كوي  علي‌آباد "), folded("کوی علی آباد"));
        assert_ne!(folded("آباد"), folded("اباد"));
    }
}
