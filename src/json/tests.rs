//! The reader against `serde_json`, on what is right and on what is wrong.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::*;

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Thing {
    name: String,
    #[serde(default)]
    parts: Vec<Part>,
    at: Option<[f64; 2]>,
    many: Option<BTreeMap<String, u8>>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    None,
    One(i32),
    Named { label: String, yes: bool },
    Tagged(Tagged),
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Tagged {
    Flat { x: f64 },
    Nested { of: Vec<Tagged> },
}

const GOOD: &str = r#" {"name": "گ\n\u06af\ud83d\ude00/", "parts": ["none", {"one": -3}, {"named": {"label": "", "yes": true}},
  {"tagged": {"of": [{"kind": "flat", "x": 1e2}, {"x": 0.1, "kind": "flat"}], "kind": "nested"}}],
  "at": [1, -2.5e-3], "many": {"a": 0, "b": 255}} "#;

fn both(text: &str) -> (Result<Thing, Fault>, Result<Thing, serde_json::Error>) {
    (read(text), serde_json::from_str(text))
}

#[test]
fn reads_what_serde_json_reads() {
    let (ours, theirs) = both(GOOD);
    assert_eq!(ours.unwrap(), theirs.unwrap());
}

/// Text broken in one place, and the path to it.
const BROKEN: [(&str, &str, &str); 18] = [
    ("\"name\"", "\"nam\"", "nam"),
    ("{\"one\": -3}", "{\"one\": -3.5}", "parts[1].one"),
    ("{\"one\": -3}", "{\"one\": 3000000000}", "parts[1].one"),
    ("{\"one\": -3}", "{\"on\": -3}", "parts[1]"),
    ("\"yes\": true", "\"yes\": 1", "parts[2].named.yes"),
    ("\"yes\": true", "\"yes\": null", "parts[2].named.yes"),
    (", \"yes\": true", "", "parts[2].named"),
    ("\"yes\": true", "\"yes\": tru", "parts[2].named.yes"),
    ("[1, -2.5e-3]", "[1]", "at"),
    ("[1, -2.5e-3]", "[1, 2, 3]", "at"),
    ("[1, -2.5e-3]", "[01, 2]", "at[0]"),
    ("[1, -2.5e-3]", "[1e999, 2]", "at[0]"),
    ("[1, -2.5e-3]", "\"1\"", "at"),
    ("\"b\": 255", "\"b\": 256", "many.b"),
    ("\"b\": 255", "b: 255", "many"),
    ("\"b\": 255", "\"b\" 255", "many.b"),
    ("\\u06af", "\\u06zz", "name"),
    ("255}}", "255}", "."),
];

#[test]
fn says_what_serde_json_says_and_where() {
    for (from, to, path) in BROKEN {
        let text = GOOD.replace(from, to);
        let (ours, theirs) = both(&text);
        let (ours, theirs) = (ours.unwrap_err(), theirs.unwrap_err());
        // Where one byte is wrong, the column may be that of its beginning or of its end.
        let line = |message: &str| message.split(" column ").next().unwrap_or_default().to_owned();
        let (told, expected) = (line(&ours.to_string()), line(&theirs.to_string()));
        assert_eq!(told, expected, "{from} → {to}");
        // Of broken syntax line and column tell the place; the path is where reading last stood.
        if ours.kind == FaultKind::Shape {
            assert_eq!(ours.path.as_str(), path, "{from} → {to}");
        }
    }
}

#[test]
fn a_variant_holds_one_thing() {
    // `serde_json` says of these that it expected a value.
    assert_eq!(read::<Part>("[1]").unwrap_err().line, 1);
    let fault = read::<Part>("{\"one\": -3, \"x\": 1}").unwrap_err();
    assert_eq!(fault.kind, FaultKind::Syntax);
}

#[test]
fn a_variant_needs_what_it_holds() {
    let fault = read::<Part>("\"one\"").unwrap_err();
    assert_eq!(fault.to_string(), "invalid type: unit variant, expected newtype variant at line 1 column 5");
    assert_eq!(read::<Part>("{\"none\": null}"), Ok(Part::None));
}

#[test]
fn a_text_cut_anywhere_is_cut_and_no_panic() {
    for (end, _) in GOOD.char_indices().take(GOOD.len() - 2).skip(1) {
        if end < GOOD.trim_end().len() {
            let fault = read::<Thing>(&GOOD[..end]).unwrap_err();
            let theirs = serde_json::from_str::<Thing>(&GOOD[..end]).unwrap_err();
            assert_eq!(
                (fault.kind, fault.line),
                (FaultKind::Cut, theirs.line()),
                "{}: {fault}",
                &GOOD[..end]
            );
        }
    }
}

#[test]
fn too_deep_is_refused_before_the_stack_ends() {
    let deep = "[".repeat(100_000);
    assert_eq!(read::<Value>(&deep).unwrap_err().kind, FaultKind::Syntax);
    assert_eq!(read::<serde::de::IgnoredAny>(&deep).unwrap_err().kind, FaultKind::Syntax);
}

#[test]
fn both_layouts_are_those_of_serde_json() {
    let value: Thing = read(GOOD).unwrap();
    assert_eq!(write(&value), serde_json::to_string(&value).unwrap());
    assert_eq!(write_indented(&value), serde_json::to_string_pretty(&value).unwrap());
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        prop::num::f64::NORMAL.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_survives(value in value()) {
        prop_assert_eq!(read::<Value>(&write(&value)).unwrap(), value.clone());
        prop_assert_eq!(read::<Value>(&write_indented(&value)).unwrap(), value);
    }

    #[test]
    fn any_bytes_are_judged_alike(text in r#"[\[\]{}:,"\\0-9eE+.\-a-z \n]{0,24}"#) {
        prop_assert_eq!(read::<Value>(&text).ok(), serde_json::from_str::<Value>(&text).ok());
        let skipped = read::<serde::de::IgnoredAny>(&text).is_ok();
        prop_assert_eq!(skipped, serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok());
    }
}
