//! The codes and identifiers of a file: clean, unique, and ready to be looked up.

use std::collections::HashMap;

use super::report::Report;
use crate::snapshot::finding::is_invisible;
use crate::snapshot::{Finding, Place, Rule, SnapshotFile};

/// The keys of one list, with what to say of a reference that is not among them.
pub(super) struct Known<'a> {
    positions: HashMap<&'a str, usize>,
    unknown: Rule,
    home: &'static str,
}

impl<'a> Known<'a> {
    /// Position of `key` in its list; the first one where it is repeated.
    pub(super) fn get(&self, key: &str) -> Option<usize> {
        self.positions.get(key).copied()
    }

    /// Position of `key`, or a finding that it is not listed.
    pub(super) fn require(
        &self,
        key: &str,
        report: &mut Report,
        place: impl FnOnce() -> Place,
    ) -> Option<usize> {
        let found = self.get(key);
        if found.is_none() {
            report.add(Finding::new(self.unknown, place(), key, format!("∈ {}", self.home)));
        }
        found
    }
}

/// The keys of every list that something may refer to.
pub(super) struct Keys<'a> {
    pub(super) areas: Known<'a>,
    pub(super) divisions: Known<'a>,
    pub(super) levels: Known<'a>,
    pub(super) kinds: Known<'a>,
    pub(super) domains: Known<'a>,
    pub(super) sources: Known<'a>,
    pub(super) indicators: Known<'a>,
    pub(super) periods: Known<'a>,
    pub(super) agencies: Known<'a>,
    pub(super) programmes: Known<'a>,
}

/// Reports empty, unclean and repeated keys and answers an index of them all.
pub(super) fn check<'a>(file: &'a SnapshotFile, report: &mut Report) -> Keys<'a> {
    let mut list = |home, duplicate, unknown, keys: &mut dyn Iterator<Item = &'a String>| {
        let positions = collect(home, duplicate, keys, report);
        Known { positions, unknown, home }
    };
    use Rule::*;
    let keys = Keys {
        periods: list(
            "periods[].id",
            DuplicatePeriod,
            UnknownPeriod,
            &mut file.periods.iter().map(|p| &p.id),
        ),
        sources: list("sources[].id", DuplicateId, UnknownSource, &mut file.sources.iter().map(|s| &s.id)),
        levels: list("levels[].id", DuplicateId, UnknownLevel, &mut file.levels.iter().map(|l| &l.id)),
        divisions: list(
            "divisions[].code",
            DuplicateDivisionCode,
            UnknownDivision,
            &mut file.divisions.iter().map(|d| &d.code),
        ),
        kinds: list("kinds[].id", DuplicateId, UnknownKind, &mut file.kinds.iter().map(|k| &k.id)),
        domains: list("domains[].id", DuplicateId, UnknownDomain, &mut file.domains.iter().map(|d| &d.id)),
        indicators: list(
            "indicators[].id",
            DuplicateIndicator,
            UnknownIndicator,
            &mut file.indicators.iter().map(|i| &i.id),
        ),
        areas: list("areas.code[]", DuplicateAreaCode, UnknownArea, &mut file.areas.code.iter()),
        agencies: list("agencies[].id", DuplicateId, UnknownAgency, &mut file.agencies.iter().map(|a| &a.id)),
        programmes: list(
            "programmes[].id",
            DuplicateId,
            UnknownProgramme,
            &mut file.programmes.iter().map(|p| &p.id),
        ),
    };
    collect("offices[].id", DuplicateId, &mut file.offices.iter().map(|o| &o.id), report);
    keys
}

fn collect<'a>(
    home: &str,
    duplicate: Rule,
    keys: &mut dyn Iterator<Item = &'a String>,
    report: &mut Report,
) -> HashMap<&'a str, usize> {
    let mut positions = HashMap::with_capacity(keys.size_hint().0);
    for (at, key) in keys.enumerate() {
        let place = || key_place(home, at, key, duplicate);
        check_clean(key, report, place);
        let first = *positions.entry(key.as_str()).or_insert(at);
        if first != at && !key.is_empty() {
            report.add(Finding::new(duplicate, place(), key, format!("≠ {}", path(home, first))));
        }
    }
    positions
}

fn path(home: &str, at: usize) -> String {
    home.replace("[]", &format!("[{at}]"))
}

fn key_place(home: &str, at: usize, key: &str, duplicate: Rule) -> Place {
    let place = Place::at(path(home, at));
    match duplicate {
        Rule::DuplicateAreaCode => place.of_area(key),
        Rule::DuplicateIndicator => place.of_indicator(key),
        Rule::DuplicatePeriod => place.of_period(key),
        _ => place,
    }
}

fn check_clean(key: &str, report: &mut Report, place: impl Fn() -> Place) {
    if key.is_empty() {
        report.add(Finding::new(Rule::EmptyCode, place(), key, "≠ \"\""));
        return;
    }
    let plain = key.bytes().all(|byte| byte.is_ascii_graphic());
    if plain {
        return;
    }
    let clean = cleaned(key);
    if clean != key {
        report.add(Finding::new(Rule::UncleanCode, place(), key, clean));
    }
}

/// The key without what cannot be seen; the joiners of Persian may stay inside, not at the ends.
fn cleaned(key: &str) -> String {
    let visible: String =
        key.chars().filter(|letter| !letter.is_control() && !is_invisible(*letter)).collect();
    visible
        .trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{200c}' | '\u{200d}'))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_persian_and_inner_space() {
        assert_eq!(cleaned(" 01\u{200f}\t"), "01");
        assert_eq!(cleaned("خانه\u{200c}دار"), "خانه\u{200c}دار");
        assert_eq!(cleaned("\u{200c}a b\u{a0}"), "a b");
    }
}
