//! Rows of totals: nearly every table exported from a spreadsheet ends with one, and it is no area.
//!
//! A row is taken for a total if it is called one, or if each of its counts is the sum of those of all other areas, of the
//! snapshot or of one division. Sums are compared where at least three others add up, and where one small count alone, such
//! as three schools among areas of one each, could not make them so by chance.

use std::collections::BTreeMap;

use super::report::{Report, plain};
use crate::snapshot::{Column, Finding, Measure, Place, Rule, Snapshot};
use crate::sorting::Sorting;
use crate::text::fold;
use crate::tolerance::Tolerance;

/// What totals are called, as [`fold`] writes it.
const NAMES: [&str; 17] = [
    "جمع",
    "جمع کل",
    "جمع کلی",
    "کل",
    "کل کشور",
    "کل استان",
    "کل شهرستان",
    "مجموع",
    "مجموع کل",
    "سرجمع",
    "total",
    "totals",
    "grand total",
    "sub total",
    "subtotal",
    "sum",
    "overall total",
];
/// What names of totals begin with.
const BEGINNINGS: [&str; 5] = ["جمع کل ", "مجموع کل ", "سرجمع ", "grand total ", "total of "];

/// Fewest other areas that must add up.
const FEWEST: usize = 3;
/// The least sum that says something by itself; below it two counts must agree.
const TELLING: f64 = 20.0;

pub(super) fn check(snapshot: &Snapshot, report: &mut Report) {
    let counts = counts(snapshot);
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for (at, (name, code)) in snapshot.areas.name.iter().zip(&snapshot.areas.code).enumerate() {
        if let Some(word) = [name, code].into_iter().find(|text| is_total(text)) {
            found.insert(at, word.clone());
        }
    }
    let named: Vec<usize> = found.keys().copied().collect();
    for mut members in groups(snapshot) {
        // A total of totals: what was found below is counted once.
        members.retain(|at| !found.contains_key(at) || named.contains(at));
        if let Some((at, what)) = sum_of_others(&members, &counts, &named) {
            found.insert(at, what);
        }
    }
    for (at, what) in found {
        let place = Place::at(format!("areas.name[{at}]")).of_area(&snapshot.areas.code[at]);
        report.add(Finding::new(Rule::TotalsRow, place, &snapshot.areas.name[at], what));
    }
}

fn is_total(text: &str) -> bool {
    // A joiner may stand for the space between two words.
    let folded = fold(&text.replace('\u{200c}', " "));
    let bare = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    NAMES.contains(&bare) || BEGINNINGS.iter().any(|beginning| bare.starts_with(beginning))
}

/// The counts given for the newest period.
fn counts(snapshot: &Snapshot) -> Vec<(&str, &Column)> {
    let all = snapshot.columns_in_force(snapshot.latest_period());
    all.filter(|(own, ..)| own.measure == Measure::Count)
        .map(|(own, _, column)| (own.id.as_str(), column))
        .collect()
}

/// Areas of each division, the narrowest first, then all.
fn groups(snapshot: &Snapshot) -> Vec<Vec<usize>> {
    let tree = &snapshot.divisions;
    let mut of_unit: Vec<Vec<usize>> = vec![Vec::new(); tree.units.len()];
    for (at, unit) in snapshot.areas.division.iter().enumerate() {
        for unit in unit.iter().flat_map(|unit| tree.lineage(*unit)) {
            of_unit[unit as usize].push(at);
        }
    }
    let mut units: Vec<usize> = (0..of_unit.len()).collect();
    units.order_by_key(|at| std::cmp::Reverse(tree.units[*at].level));
    let mut groups: Vec<Vec<usize>> = units.into_iter().map(|at| std::mem::take(&mut of_unit[at])).collect();
    groups.push((0..snapshot.n_areas()).collect());
    groups
}

/// The first area of the group each of whose counts is the sum of the others' (those that are called totals left out), and
/// the count that says so most.
fn sum_of_others(members: &[usize], counts: &[(&str, &Column)], named: &[usize]) -> Option<(usize, String)> {
    let parts: Vec<usize> = members.iter().copied().filter(|at| !named.contains(at)).collect();
    let sums: Vec<(f64, usize)> = counts.iter().map(|(_, column)| sum(column, &parts)).collect();
    parts.iter().find_map(|at| {
        let own =
            counts.iter().zip(&sums).filter_map(|((id, column), sum)| Some((*id, column.get(*at)?, *sum)));
        let (mut telling, mut most) = (0, ("", 0.0));
        for (id, value, (sum, n)) in own.filter(|(_, value, (sum, _))| *value != 0.0 || *sum != 0.0) {
            if n <= FEWEST || !Tolerance::default().same(2.0 * value, sum) {
                return None;
            }
            telling += 1;
            if value > most.1 {
                most = (id, value);
            }
        }
        let (id, value) = most;
        (telling > 1 || value >= TELLING).then(|| (*at, format!("Σ {id} = {}", plain(value))))
    })
}

/// The sum of a count over areas, and over how many of them that are not zero.
fn sum(column: &Column, areas: &[usize]) -> (f64, usize) {
    let values = areas.iter().filter_map(|at| column.get(*at)).filter(|value| *value > 0.0);
    values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_names() {
        for name in
            ["جمع کل", " جمع‌كل ", "«مجموع»", "کل", "Total", "GRAND TOTAL", "sub-total", "جمع کل استان"]
        {
            assert!(is_total(name), "{name}");
        }
        for name in ["کل‌تپه", "کل تپه", "جمع‌آباد", "مجموعه", "Totalview", "Summerfield", "کلاک", ""]
        {
            assert!(!is_total(name), "{name}");
        }
    }

    fn found(columns: &[&[f64]]) -> Option<usize> {
        let columns: Vec<Column> = columns.iter().map(|values| Column::new(values.to_vec())).collect();
        let counts: Vec<(&str, &Column)> = columns.iter().map(|column| ("n", column)).collect();
        let members: Vec<usize> = (0..columns[0].len()).collect();
        sum_of_others(&members, &counts, &[]).map(|own| own.0)
    }

    #[test]
    fn a_sum_of_the_others_is_a_total() {
        assert_eq!(found(&[&[10.0, 20.0, 25.0, 30.0, 40.0, 125.0]]), Some(5));
        assert_eq!(found(&[&[100.0, 20.0, 50.0, 30.0], &[10.0, 1.0, 4.0, 5.0]]), Some(0));
        assert_eq!(
            found(&[&[100.0, 20.0, 50.0, 30.0], &[11.0, 1.0, 4.0, 5.0]]),
            None,
            "one of two does not add up"
        );
        assert_eq!(found(&[&[f64::NAN, 60.0, 10.0, 20.0, 30.0]]), Some(1));
        // Small counts and few areas add up by chance.
        assert_eq!(found(&[&[3.0, 1.0, 1.0, 1.0]]), None);
        assert_eq!(found(&[&[3.0, 1.0, 1.0, 1.0], &[30.0, 10.0, 10.0, 10.0]]), Some(0));
        assert_eq!(found(&[&[500.0, 200.0, 300.0]]), None);
        assert_eq!(found(&[&[500.0, 500.0, 0.0, 0.0]]), None);
        assert_eq!(found(&[&[0.0, 0.0, 0.0, 0.0, 0.0]]), None);
    }
}
