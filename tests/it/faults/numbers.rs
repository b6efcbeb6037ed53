//! Scores that would leave the range of numbers.

use serde_json::{Value, json};

use crate::cli::{Ended, negah, scratch};

const FOLDER: &str = "tests/data/faults/15-overflow";

fn json_of(name: &str) -> Value {
    let path = format!("{}/{FOLDER}/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn ranked(case: &str, snapshot: &Value, scenario: &Value, lang: &str) -> Ended {
    let snapshot = scratch(&format!("overflow-{case}.snapshot.json"), snapshot.to_string().as_bytes());
    let scenario = scratch(&format!("overflow-{case}.scenario.json"), scenario.to_string().as_bytes());
    let (snapshot, scenario) = (snapshot.to_str().unwrap(), scenario.to_str().unwrap());
    negah(&["rank", snapshot, "--scenario", scenario, "--csv", "-", "--lang", lang])
}

fn rows(ended: &Ended) -> Vec<(String, f64, u32)> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[0].to_owned(), cells[2].parse().unwrap(), cells[3].parse().unwrap())
    };
    ended.text().lines().skip(1).map(row).collect()
}

#[test]
fn power_means_of_any_exponent_are_numbers() {
    let (snapshot, mut scenario) = (json_of("s.snapshot.json"), json_of("s.scenario.json"));
    for (p, expected) in [
        (1000.0, [("02", 299.792_138_1), ("00", 2.997_921_3), ("01", 1.998_614_1)]),
        (-1000.0, [("02", 200.138_677_5), ("00", 1.000_693_4), ("01", 1.000_693_4)]),
    ] {
        scenario["index"]["method"]["power"] = p.into();
        let found = rows(&ranked("power", &snapshot, &scenario, "en").fine());
        for ((code, score, _), (wanted, value)) in found.iter().zip(expected) {
            assert_eq!(code, wanted);
            assert!((score / value - 1.0).abs() < 1e-6, "{p}: {score} {value}");
        }
        assert_eq!(found[0].2, 1);
    }
}

/// Refused with words of its own, never as a lack of values.
fn refused(case: &str, snapshot: &Value, scenario: &Value, words: [&str; 2]) {
    for (lang, words) in ["en", "fa"].into_iter().zip(words) {
        let ended = ranked(case, snapshot, scenario, lang);
        assert_eq!((ended.code, ended.stdout.len()), (1, 0), "{case}: {}", ended.stderr);
        assert!(
            ended.stderr.contains(words) && !ended.stderr.contains("lack of"),
            "{case}: {}",
            ended.stderr
        );
    }
}

#[test]
fn what_is_no_number_is_a_problem_named_as_such() {
    let (snapshot, scenario) = (json_of("s.snapshot.json"), json_of("s.scenario.json"));
    let with = |values: [f64; 3]| {
        let mut own = snapshot.clone();
        own["values"]["a"]["1403"] = json!(values);
        own["values"]["b"]["1403"] = json!(values);
        own
    };
    let mut product = scenario.clone();
    product["index"]["method"] = json!("product");
    let numbers = ["too large or too small to be numbers", "بزرگ‌تر یا کوچک‌تر از آن است که عدد باشد"];
    refused(
        "product",
        &with([1e120, 2.0, 3.0]),
        &{
            let mut own = product.clone();
            own["index"]["children"][0]["weight"] = json!(3.0);
            own
        },
        numbers,
    );
    refused("vanished", &with([1e-200, 2.0, 3.0]), &product, numbers);
    let mut plain = scenario.clone();
    plain["index"]["method"] = json!("arithmetic");
    plain["normalise"] = json!({"method": "min_max"});
    let large = ["too large to be computed with", "بزرگ‌تر از آن است که بتوان با آن‌ها محاسبه کرد"];
    refused("values", &with([1.7e308, -1.7e308, 0.0]), &plain, large);
    let mut z = plain.clone();
    z["normalise"] = json!({"method": "z_score"});
    refused("squares", &with([1e200, -1e200, 0.0]), &z, large);
    let mut heavy = plain.clone();
    heavy["index"]["children"][0]["weight"] = json!(1e308);
    heavy["index"]["children"][1]["weight"] = json!(1e308);
    refused("weights", &snapshot, &heavy, large);
    assert_eq!(rows(&ranked("fine", &with([1e100, 2.0, 3.0]), &plain, "en").fine())[0].0, "00");
}
