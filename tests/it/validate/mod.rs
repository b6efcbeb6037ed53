//! Every rule of validation, each broken in one otherwise good file.

mod cases;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cases::{CASES, change, like_literacy, named, ring};
use negah::snapshot::{
    Advisory, Finding, Limits, Rule, Severity, SnapshotFile, advisory, advisory_steps, blocking, build,
    findings, findings_json, parse,
};
use negah::text::Language;

fn read(name: &str) -> SnapshotFile {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/snapshots").join(name);
    parse(&fs::read(path).unwrap(), &Limits::DEFAULT).unwrap()
}

fn judge(mutate: impl FnOnce(&mut SnapshotFile)) -> Vec<Finding> {
    let mut file = read("good.json");
    mutate(&mut file);
    findings(file, &Limits::DEFAULT)
}

fn brief(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.code(), finding.place.path)).collect()
}

#[test]
fn each_fault_is_found_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for (at, (mutate, expected)) in CASES.iter().enumerate() {
        let found = brief(&judge(*mutate));
        if found != *expected {
            wrong.push(format!("case {at}: expected {expected:?}\n         found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_exercised() {
    let exercised: BTreeSet<&str> = CASES
        .iter()
        .flat_map(|(_, expected)| expected.iter())
        .filter_map(|line| line.split(' ').next())
        .collect();
    let all: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(exercised, all);
}

#[test]
fn findings_say_where_what_was_found_and_what_was_expected() {
    let first = |mutate: fn(&mut SnapshotFile)| judge(mutate).remove(0);
    let check = |mutate: fn(&mut SnapshotFile), found: &str, expected: &str| {
        let finding = first(mutate);
        assert_eq!(
            (finding.found.as_str(), finding.expected.as_str()),
            (found, expected),
            "{:?}",
            finding.rule
        );
    };
    check(|f| f.areas.code[8] = "0001".into(), "0001", "≠ areas.code[0]");
    check(|f| f.kinds.push(named(" hostel\u{200f}")), " hostel\\u{200f}", "hostel");
    check(|f| f.areas.division[0] = Some("1".into()), "1", "∈ divisions[].code");
    check(|f| f.divisions[0].parent = Some("00101".into()), "00 → 00101 → 001 → 00", "parent = null");
    check(|f| f.divisions[2].parent = Some("001".into()), "county → county", "province");
    check(|f| change(f, "trust", "1402", |values| values.truncate(11)), "11", "12");
    check(|f| f.population = Some("literacy".into()), "literacy (rate)", "measure.kind = count");
    check(|f| change(f, "literacy", "1401", |values| values[2] = 100.5), "100.5", "[0, 100]");
    check(|f| f.periods.reverse(), "2022-03-21", "> 2023-03-21");
    check(|f| ring(f, "0001").truncate(4), "51, 35.01", "51, 35");
    check(|f| change(f, "charities", "1402", |values| values[..5].fill(f64::NAN)), "58.3 %", "≥ 66 %");
    check(|f| change(f, "charities", "1402", |values| values[..7].fill(0.0)), "58.3 % = 0", "≤ 50 %");
    check(|f| like_literacy(f, 0), "literacy (ρ = 1.00, n = 12)", "|ρ| ≤ 0.9");
    check(|f| ring(f, "0001").swap(1, 2), "51.00500, 35.00500", "0");
    check(|f| f.areas.name[1] = "كوي نو".into(), "كوي نو", "کوی نو");

    let place = first(|f| change(f, "charities", "1402", |values| values[2] = -1.0)).place;
    assert_eq!(place.area.as_deref(), Some("0003"));
    assert_eq!(place.indicator.as_deref(), Some("charities"));
    assert_eq!(place.period.as_deref(), Some("1402"));
    let place = first(|f| f.areas.kind[2] = Some("x".into())).place;
    assert_eq!((place.area.as_deref(), place.indicator), (Some("0003"), None));
}

#[test]
fn many_faults_are_reported_at_once() {
    let found = blocking(&read("many_faults.json"), &Limits::DEFAULT);
    let expected = [
        "duplicate-area-code areas.code[1]",
        "division-cycle divisions[0].parent",
        "unknown-division areas.division[2]",
        "unknown-indicator indicators[7].measure.denominator",
        "unknown-area records[2].area",
        "unknown-area offices[0].areas[1]",
        "too-many-decimals indicators[4].decimals",
        "column-length values.unemployed.1402",
        "out-of-range values.literacy.1402[5]",
        "negative-count values.charities.1402[4]",
        "invalid-date issued",
        "periods-out-of-order periods[1].start",
        "ring-not-closed boundaries.0001",
    ];
    assert_eq!(brief(&found), expected);
    assert!(found.iter().all(|finding| finding.severity == Severity::Blocks));
    let json = findings_json(&found);
    for (value, finding) in json.as_array().unwrap().iter().zip(&found) {
        assert_eq!(value["fa"], finding.text(Language::Fa));
        assert_eq!(value["en"], finding.text(Language::En));
    }
    assert_eq!(build(read("many_faults.json"), &Limits::DEFAULT).unwrap_err(), found);
}

#[test]
fn only_blocking_findings_block() {
    let mut file = read("good.json");
    change(&mut file, "charities", "1402", |values| values.fill(3.0));
    assert_eq!(blocking(&file, &Limits::DEFAULT), []);
    let snapshot = build(file, &Limits::DEFAULT).unwrap();
    assert!(advisory(&snapshot).iter().all(|finding| finding.severity != Severity::Blocks));
}

#[test]
fn advice_in_slices_is_the_same_as_at_once() {
    let mut file = read("good.json");
    ring(&mut file, "0001").swap(1, 2);
    file.areas.name[1] = "كوي نو".into();
    let snapshot = build(file, &Limits::DEFAULT).unwrap();
    let at_once = advisory(&snapshot);
    assert_eq!(at_once.len(), 2);
    let mut slices = Advisory::new(&snapshot);
    let mut sliced = Vec::new();
    while let Some(found) = slices.step(&snapshot) {
        sliced.extend(found);
    }
    assert_eq!(sliced, at_once);
    assert_eq!((slices.done(), slices.step(&snapshot)), (slices.total(), None));
    assert_eq!(advisory_steps(&snapshot).count(), slices.total());
}

/// Each list has its limit, and every text of the file is measured.
#[test]
fn every_limit_is_watched() {
    let limits = Limits {
        areas: 11,
        indicators: 8,
        periods: 1,
        divisions: 3,
        levels: 2,
        kinds: 1,
        vertices: 59,
        ..Limits::DEFAULT
    };
    let over = blocking(&read("good.json"), &limits);
    let sizes: Vec<_> =
        over.iter().map(|f| (f.place.path.as_str(), f.found.as_str(), f.expected.as_str())).collect();
    let expected = [
        ("areas.code", "12", "≤ 11"),
        ("indicators", "9", "≤ 8"),
        ("periods", "2", "≤ 1"),
        ("divisions", "4", "≤ 3"),
        ("levels", "3", "≤ 2"),
        ("kinds", "2", "≤ 1"),
        ("boundaries", "60", "≤ 59"),
    ];
    assert_eq!(sizes, expected);

    let file = read("good.json");
    let texts = blocking(&file, &Limits { text: 0, ..Limits::DEFAULT });
    let measured: usize = texts.iter().filter(|f| f.rule == Rule::TextTooLong).map(|f| 1 + f.more).sum();
    assert_eq!(measured, count_texts(&file));
}

/// Strings that stand as values in the file, apart from fixed words; the levels of divisions are free ones.
fn count_texts(file: &SnapshotFile) -> usize {
    fn strings(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::String(_) => 1,
            serde_json::Value::Array(entries) => entries.iter().map(strings).sum(),
            serde_json::Value::Object(members) => {
                let fixed = ["format", "kind", "polarity", "level", "approach", "type"];
                let free =
                    |name: &str, value: &serde_json::Value| !(fixed.contains(&name) && value.is_string());
                members
                    .iter()
                    .filter(|(name, value)| free(name, value))
                    .map(|(_, value)| strings(value))
                    .sum()
            }
            _ => 0,
        }
    }
    strings(&serde_json::to_value(file).unwrap()) + file.divisions.len()
}
