//! Dates are real days of the Gregorian calendar, and periods follow one another.

use super::report::Report;
use crate::snapshot::{Finding, Place, Rule, SnapshotFile};

pub(super) fn check(file: &SnapshotFile, report: &mut Report) {
    let mut day = |text: &str, place: Place| check_day(text, place, report);
    day(&file.issued, Place::at("issued"));
    for (at, office) in file.offices.iter().enumerate() {
        if let Some(opened) = &office.opened {
            day(opened, Place::at(format!("offices[{at}].opened")));
        }
    }
    for (at, source) in file.sources.iter().enumerate() {
        let place = || Place::at(format!("sources[{at}].date"));
        check_day_or_year(source.date.as_deref(), place, report);
    }
    for (at, indicator) in file.indicators.iter().enumerate() {
        let place = || Place::at(format!("indicators[{at}].date")).of_indicator(&indicator.id);
        check_day_or_year(indicator.date.as_deref(), place, report);
    }
    check_periods(file, report);
}

fn check_day(text: &str, place: Place, report: &mut Report) {
    if !is_day(text) {
        report.add(Finding::new(Rule::InvalidDate, place, text, "YYYY-MM-DD"));
    }
}

fn check_day_or_year(text: Option<&str>, place: impl FnOnce() -> Place, report: &mut Report) {
    if let Some(text) = text.filter(|text| !is_day(text) && !is_year(text)) {
        report.add(Finding::new(Rule::InvalidDate, place(), text, "YYYY-MM-DD / YYYY"));
    }
}

/// ISO days of one length sort as text does, so they are compared as they stand.
fn check_periods(file: &SnapshotFile, report: &mut Report) {
    let mut newest: Option<&str> = None;
    for (at, period) in file.periods.iter().enumerate() {
        let place = |member: &str| Place::at(format!("periods[{at}].{member}")).of_period(&period.id);
        for (member, text) in [("start", &period.start), ("end", &period.end)] {
            if let Some(text) = text {
                check_day(text, place(member), report);
            }
        }
        let Some(start) = period.start.as_deref().filter(|text| is_day(text)) else { continue };
        if let Some(before) = newest.filter(|before| start <= *before) {
            report.add(Finding::new(Rule::PeriodsOutOfOrder, place("start"), start, format!("> {before}")));
        }
        newest = newest.max(Some(start));
        if let Some(end) = period.end.as_deref().filter(|end| is_day(end) && *end < start) {
            report.add(Finding::new(Rule::PeriodEndsBeforeStart, place("end"), end, format!("≥ {start}")));
        }
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` is `YYYY-MM-DD` and that day exists.
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return false;
    }
    let number =
        |range: std::ops::Range<usize>| bytes[range].iter().fold(0_u32, |n, b| n * 10 + u32::from(b - b'0'));
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    (1..=days_in(year, month)).contains(&day)
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_calendar() {
        for good in ["2024-02-29", "2000-02-29", "1999-12-31", "2023-04-30"] {
            assert!(is_day(good), "{good}");
        }
        for bad in [
            "2023-02-29",
            "1900-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-01-00",
            "2023-04-31",
            "2023-1-01",
            "۲۰۲۳-۰۱-۰۱",
            "",
        ] {
            assert!(!is_day(bad), "{bad}");
        }
        assert!(is_year("1402") && !is_year("402") && !is_year("14o2"));
    }
}
