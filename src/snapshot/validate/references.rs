//! References: everything named elsewhere is listed where it belongs, and is of the right sort.

use std::collections::HashMap;

use super::keys::Keys;
use super::report::Report;
use crate::snapshot::entries::Entries;
use crate::snapshot::{Column, Finding, Measure, Place, Rule, SnapshotFile};

pub(super) fn check(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    check_areas(file, keys, report);
    check_indicators(file, keys, report);
    check_values("values", &file.values, keys, report);
    check_values("standard_errors", &file.standard_errors, keys, report);
    check_unique_keys("boundaries", file.boundaries.iter().map(|(code, _)| code), report);
    for (code, _) in file.boundaries.iter() {
        keys.areas.require(code, report, || Place::at(format!("boundaries.{code}")).of_area(code));
    }
    check_programmes(file, keys, report);
    check_offices(file, keys, report);
    check_targets(file, keys, report);
}

fn check_areas(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    let columns =
        [("division", &file.areas.division, &keys.divisions), ("kind", &file.areas.kind, &keys.kinds)];
    for (member, column, known) in columns {
        for (at, entry) in column.iter().enumerate() {
            let Some(entry) = entry else { continue };
            known.require(entry, report, || {
                let place = Place::at(format!("areas.{member}[{at}]"));
                file.areas.code.get(at).map_or(place.clone(), |code| place.of_area(code))
            });
        }
    }
}

fn check_indicators(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    for (at, indicator) in file.indicators.iter().enumerate() {
        let place =
            |member: &str| Place::at(format!("indicators[{at}].{member}")).of_indicator(&indicator.id);
        if let Some(domain) = &indicator.domain {
            keys.domains.require(domain, report, || place("domain"));
        }
        if let Some(source) = &indicator.source {
            keys.sources.require(source, report, || place("source"));
        }
        for (member, id) in ingredients(&indicator.measure) {
            require_count((file, keys), id, report, || place(&format!("measure.{member}")));
        }
    }
    if let Some(population) = &file.population {
        require_count((file, keys), population, report, || Place::at("population").of_indicator(population));
    }
}

/// The counts that a measure is made or weighted from, with the member that names each.
pub(super) fn ingredients(measure: &Measure) -> Vec<(&'static str, &str)> {
    match measure {
        Measure::Count | Measure::Mean { weight: None } => vec![],
        Measure::Rate { denominator, .. } => vec![("denominator", denominator)],
        Measure::Mean { weight: Some(weight) } => vec![("weight", weight)],
        Measure::Ratio { numerator, denominator, .. } => {
            vec![("numerator", numerator), ("denominator", denominator)]
        }
    }
}

fn require_count(
    (file, keys): (&SnapshotFile, &Keys),
    id: &str,
    report: &mut Report,
    place: impl Fn() -> Place,
) {
    let Some(at) = keys.indicators.require(id, report, &place) else { return };
    let kind = match &file.indicators[at].measure {
        Measure::Count => return,
        Measure::Rate { .. } => "rate",
        Measure::Mean { .. } => "mean",
        Measure::Ratio { .. } => "ratio",
    };
    report.add(Finding::new(Rule::NotACount, place(), format!("{id} ({kind})"), "measure.kind = count"));
}

fn check_values(member: &str, values: &Entries<Entries<Column>>, keys: &Keys, report: &mut Report) {
    check_unique_keys(member, values.iter().map(|(id, _)| id), report);
    for (id, by_period) in values.iter() {
        let path = format!("{member}.{id}");
        keys.indicators.require(id, report, || Place::at(&path).of_indicator(id));
        check_unique_keys(&path, by_period.iter().map(|(period, _)| period), report);
        for (period, _) in by_period.iter() {
            keys.periods.require(period, report, || {
                Place::at(format!("{path}.{period}")).of_indicator(id).of_period(period)
            });
        }
    }
}

fn check_unique_keys<'a>(path: &str, keys: impl Iterator<Item = &'a str>, report: &mut Report) {
    let mut seen = HashMap::new();
    for key in keys {
        let times = seen.entry(key).or_insert(0_usize);
        *times += 1;
        if *times == 2 {
            report.add(Finding::new(Rule::DuplicateKey, Place::at(format!("{path}.{key}")), key, "×1"));
        }
    }
}

fn check_programmes(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    for (at, programme) in file.programmes.iter().enumerate() {
        let place = |member: &str| Place::at(format!("programmes[{at}].{member}"));
        keys.agencies.require(&programme.agency, report, || place("agency"));
        if let Some(domain) = &programme.domain {
            keys.domains.require(domain, report, || place("domain"));
        }
    }
    let mut first = HashMap::new();
    for (at, record) in file.records.iter().enumerate() {
        let place = |member: &str| Place::at(format!("records[{at}]{member}")).of_area(&record.area);
        keys.programmes.require(&record.programme, report, || place(".programme"));
        keys.areas.require(&record.area, report, || place(".area"));
        keys.periods.require(&record.period, report, || place(".period").of_period(&record.period));
        let key = (&record.programme, &record.area, &record.period);
        let before = *first.entry(key).or_insert(at);
        if before != at {
            let found = format!("{} / {} / {}", key.0, key.1, key.2);
            report.add(Finding::new(Rule::DuplicateRecord, place(""), found, format!("≠ records[{before}]")));
        }
        for (member, amount) in [("planned", record.planned), ("done", record.done)] {
            if let Some(amount) = amount.filter(|amount| *amount < 0.0) {
                let place = place(&format!(".{member}"));
                report.add(Finding::new(Rule::NegativeAmount, place, super::report::plain(amount), "≥ 0"));
            }
        }
    }
}

fn check_offices(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    for (at, office) in file.offices.iter().enumerate() {
        for (nth, code) in office.areas.iter().enumerate() {
            keys.areas
                .require(code, report, || Place::at(format!("offices[{at}].areas[{nth}]")).of_area(code));
        }
    }
}

/// A target's period may lie beyond the last one listed, so it is not looked up.
fn check_targets(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    let mut first = HashMap::new();
    for (at, target) in file.targets.iter().enumerate() {
        let place =
            |member: &str| Place::at(format!("targets[{at}]{member}")).of_indicator(&target.indicator);
        keys.indicators.require(&target.indicator, report, || place(".indicator"));
        if let Some(area) = &target.area {
            keys.areas.require(area, report, || place(".area").of_area(area));
        }
        if let Some(division) = &target.division {
            keys.divisions.require(division, report, || place(".division"));
        }
        if target.period.trim().is_empty() {
            report.add(Finding::new(Rule::EmptyCode, place(".period"), &target.period, "≠ \"\""));
        }
        let key = (&target.indicator, &target.period, &target.area, &target.division);
        let before = *first.entry(key).or_insert(at);
        if before != at {
            let found = format!("{} / {}", target.indicator, target.period);
            report.add(Finding::new(Rule::DuplicateTarget, place(""), found, format!("≠ targets[{before}]")));
        }
    }
}
