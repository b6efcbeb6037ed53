//! Numbers that look like codes for a missing value: −9, −99, −999, 9999 and the like, whole and far outside the rest.

use super::report::column_place;
use super::report::{Report, plain};
use crate::snapshot::{Column, Finding, Measure, Rule, Snapshot};
use crate::sorting::ascend;

/// Fewest other values that a code must stand out from.
const FEWEST: usize = 3;

/// Values of one column that may stand for missing ones.
pub(super) fn check(snapshot: &Snapshot, (at, period): (usize, usize), column: &Column, report: &mut Report) {
    if matches!(snapshot.indicators[at].measure, Measure::Ratio { .. }) {
        return;
    }
    let codes = codes(column.raw());
    if codes.is_empty() {
        return;
    }
    let is_code = |value: &f64| codes.iter().any(|code| code.0 == *value);
    let cells = column.raw().iter().enumerate().filter(|(_, value)| is_code(value));
    report.add_cells(cells.map(|(area, _)| (Rule::MissingCode, area)), |rule, area| {
        let mut place = column_place(snapshot, at, period).of_area(&snapshot.areas.code[area]);
        place.path += &format!("[{area}]");
        let value = column.raw()[area];
        let rest = codes.iter().find(|code| code.0 == value).map(|code| code.1).unwrap_or_default();
        Finding::new(rule, place, plain(value), format!("[{}, {}]", plain(rest[0]), plain(rest[1])))
    });
}

/// The codes among the values, each with the least and the largest of the values that are none.
fn codes(values: &[f64]) -> Vec<(f64, [f64; 2])> {
    let mut candidates: Vec<f64> = values.iter().copied().filter(|value| has_form(*value)).collect();
    ascend(&mut candidates);
    candidates.dedup();
    if candidates.is_empty() {
        return Vec::new();
    }
    let rest = values.iter().copied().filter(|value| !value.is_nan() && !has_form(*value));
    let (n, low, high) = rest.fold((0, f64::INFINITY, f64::NEG_INFINITY), |(n, low, high), value| {
        (n + 1, low.min(value), high.max(value))
    });
    if n < FEWEST {
        return Vec::new();
    }
    candidates.retain(|code| {
        // Where nothing else is below zero a negative code stands out however wide the others lie.
        let gap = if *code < 0.0 { low - code } else { code - high };
        gap > high - low || *code < 0.0 && low >= 0.0
    });
    candidates.into_iter().map(|code| (code, [low, high])).collect()
}

/// Whether a number is written as codes are: nines alone (with a minus one suffices, without it takes three), or with a
/// minus eights or sevens, two at least.
fn has_form(value: f64) -> bool {
    let size = value.abs();
    if size.fract() != 0.0 || !(9.0..1e9).contains(&size) {
        return false;
    }
    let digits = format!("{size:.0}");
    let alone = |digit: char, fewest: usize| digits.len() >= fewest && digits.chars().all(|own| own == digit);
    if value < 0.0 { alone('9', 1) || alone('8', 2) || alone('7', 2) } else { alone('9', 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], expected: &[f64]) {
        let found: Vec<f64> = codes(values).into_iter().map(|code| code.0).collect();
        assert_eq!(found, expected, "{values:?}");
    }

    #[test]
    fn codes_stand_out_and_ordinary_values_do_not() {
        check(&[10.0, 20.0, -999.0, 15.0], &[-999.0]);
        check(&[0.0, 55.5, 100.0, 12.0, -9.0, -99.0], &[-99.0, -9.0]);
        check(&[1.0, 2.0, 3.0, 4.0, 99_999.0, 9999.0], &[9999.0, 99_999.0]);
        check(&[5.0, 1.0, 3.0, -77.0, -88.0], &[-88.0, -77.0]);
        // A loss among losses, a large town among towns, a percentage.
        check(&[-9.0, -3.5, 4.0, 12.0, -14.0], &[]);
        check(&[9999.0, 5200.0, 800.0, 12_000.0], &[]);
        check(&[99.0, 98.5, 10.0, 4.0], &[]);
        check(&[-999.5, 10.0, 20.0, 15.0], &[]);
        check(&[-999.0, 10.0], &[]);
        check(&[f64::NAN, 1.0, 2.0, 3.0], &[]);
    }
}
