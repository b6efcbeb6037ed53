//! A file with one mistake is refused in the reader's language: no English in a Persian sentence, no digits of the other script.

use std::collections::BTreeSet;

use negah::scenario::Scenario;
use negah::snapshot::{Limits, OpenError, open};
use negah::text::Language;
use serde_json::{Value, json};

/// What may stand in Persian text as it is.
const KNOWN: [&str; 7] = ["JSON", "UTF", "8", "true", "false", "null", "negah"];

/// What is foreign in Persian text: words in Latin letters or digits, and whole phrases among what is set apart from left to
/// right, where only names, addresses and values may stand.
fn foreign(text: &str) -> Vec<String> {
    let mut runs = text.split(['\u{2066}', '\u{2069}']);
    let outside = runs.clone().step_by(2).flat_map(|run| run.split(|own: char| !own.is_ascii_alphanumeric()));
    let words = outside.filter(|word| !word.is_empty() && !KNOWN.contains(word));
    let mut found: Vec<String> = words.map(str::to_owned).collect();
    runs.next();
    found.extend(runs.step_by(2).filter(|run| run.contains(' ')).map(str::to_owned));
    found
}

/// The file with one thing wrong in it, in every way at every place.
fn mistakes(whole: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    let mut paths = Vec::new();
    walk(whole, "", &mut paths);
    for path in paths {
        let wrong =
            [json!("متن"), json!(-1.5), json!([]), json!({}), json!(null), json!(true), json!([1, "x"])];
        for value in wrong {
            let mut other = whole.clone();
            *other.pointer_mut(&path).unwrap() = value;
            found.push(other);
        }
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", ""));
        let mut without = whole.clone();
        if let Some(Value::Object(members)) = without.pointer_mut(parent) {
            let value = members.remove(name);
            found.push(without.clone());
            if let (Some(Value::Object(members)), Some(value)) = (without.pointer_mut(parent), value) {
                members.insert(format!("{name}x"), value);
                found.push(without);
            }
        }
    }
    found
}

fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
    if !path.is_empty() {
        found.push(path.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (name, own) in members {
                walk(own, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        // The first items stand for all.
        Value::Array(items) => {
            for (at, own) in items.iter().enumerate().take(2) {
                walk(own, &format!("{path}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn read(path: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Reads the file with every mistake in it; how many of them are refused, and what is foreign in the Persian reasons.
fn refusals(whole: &Value, reason: impl Fn(&[u8]) -> Option<String>) -> (usize, BTreeSet<String>) {
    let texts = mistakes(whole).into_iter().map(|wrong| serde_json::to_string_pretty(&wrong).unwrap());
    let reasons: Vec<String> = texts.filter_map(|text| reason(text.as_bytes())).collect();
    (reasons.len(), reasons.iter().flat_map(|text| foreign(text)).collect())
}

fn scenario_reason(bytes: &[u8]) -> Option<String> {
    Some(Scenario::parse(bytes).err()?.text(Language::Fa))
}

fn snapshot_reason(bytes: &[u8]) -> Option<String> {
    match open(bytes, &Limits::DEFAULT).err()? {
        OpenError::Parse(error) => Some(error.text(Language::Fa)),
        OpenError::Blocked(_) => None,
    }
}

#[test]
fn a_scenario_with_a_mistake_is_refused_in_persian() {
    let mut n_refused = 0;
    for name in ["demo", "demo-children", "demo-urgent", "ahp", "topsis", "cejst", "svi", "asem-treated"] {
        let whole = read(&format!("seeds/scenarios/{name}.scenario.json"));
        let (n, found) = refusals(&whole, scenario_reason);
        assert_eq!(found, BTreeSet::new(), "{name}");
        n_refused += n;
    }
    assert!(n_refused > 500, "{n_refused}");
}

#[test]
fn a_snapshot_with_a_mistake_is_refused_in_persian() {
    let whole = json!({
        "format": "negah.snapshot", "version": 1, "title": {"fa": "نمونه"}, "issuer": {"fa": "نمونه"}, "issued": "2025-01-01",
        "area_level": {"fa": "محله"}, "periods": [{"id": "1403", "name": {"fa": "۱۴۰۳"}}], "domains": [],
        "indicators": [{
            "id": "a", "name": {"fa": "الف"}, "unit": {"fa": "نفر"}, "measure": {"kind": "count"}, "polarity": "raises_need",
        }],
        "areas": {"code": ["01", "02"], "name": ["یک", "دو"]}, "values": {"a": {"1403": [1, null]}},
    });
    let (n_refused, found) = refusals(&whole, snapshot_reason);
    assert_eq!(found, BTreeSet::new());
    assert!(n_refused > 60, "{n_refused}");
}

#[test]
fn text_that_is_no_json_is_refused_in_persian() {
    let whole =
        r#"{"format": "negah.scenario", "version": 1, "title": "\u0041 ب", "n": [1, 2.5, true, null]}"#;
    let damages: Vec<String> = (0..=whole.len())
        .filter(|at| whole.is_char_boundary(*at))
        .flat_map(|at| {
            let (before, after) = whole.split_at(at);
            let rest: String = after.chars().skip(1).collect();
            ["", ",", "}", "]", "\"", "\\", "\u{1}", "1e999", "-", "tru", ":"]
                .into_iter()
                .flat_map(move |own| {
                    [
                        format!("{before}{own}{after}"),
                        format!("{before}{own}{rest}"),
                        format!("{before}{own}"),
                    ]
                })
                .collect::<Vec<_>>()
        })
        .collect();
    let mut found = BTreeSet::new();
    for text in damages {
        for said in [scenario_reason(text.as_bytes()), snapshot_reason(text.as_bytes())].into_iter().flatten()
        {
            // Names that the damaged text holds are told as they are.
            let own = text.replace('\\', "");
            found.extend(foreign(&said).into_iter().filter(|run| !own.contains(run)));
        }
    }
    assert_eq!(found, BTreeSet::new());
}
