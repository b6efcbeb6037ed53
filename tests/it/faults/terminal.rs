//! Texts from files that reach a terminal.

use serde_json::json;

use crate::cli::{negah, scratch};

const FOLDER: &str = "tests/data/faults/24-terminal-escapes";

fn is_harmful(letter: char) -> bool {
    letter.is_control() && letter != '\n' || matches!(letter, '\u{202a}'..='\u{202e}')
}

#[test]
fn nothing_of_a_file_steers_the_terminal() {
    let snapshot = format!("{FOLDER}/escape.snapshot.json");
    let member = json!({
        "format": "negah.scenario", "version": 1, "title": "t",
        "index": {"id": "r", "children": [{"indicator": "\u{1b}[2J\u{9b}31m\u{202e}", "weight": 1.0}]}
    });
    let member = scratch("terminal.scenario.json", member.to_string().as_bytes());
    let member = member.to_str().unwrap();
    for lang in ["en", "fa"] {
        for args in [
            &["explain", &snapshot, "1"][..],
            &["explain", &snapshot, "\u{1b}[31m"],
            &["rank", &snapshot],
            &["rank", &snapshot, "--method"],
            &["rank", &snapshot, "--scenario", member],
            &["rank", "no/\u{1b}]0;x\u{7}/file"],
            &["rank", &snapshot, "--\u{1b}[2J"],
            &["compare", &snapshot, "--with", member],
            &["robustness", &snapshot, "--draws", "10"],
            &["diagnose", &snapshot],
            &["check", &snapshot],
            &["aggregate", &snapshot, "--by", "division:\u{1b}[2J"],
        ] {
            let ended = negah(&[args, &["--lang", lang]].concat());
            let shown = format!("{}{}", ended.text(), ended.stderr);
            assert!(!shown.contains(is_harmful), "{args:?}: {shown:?}");
            assert!(!shown.is_empty(), "{args:?}");
        }
    }
}

#[test]
fn check_finds_control_characters() {
    let found = negah(&["check", &format!("{FOLDER}/escape.snapshot.json"), "--json"]).fine().json();
    let rules: Vec<_> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|own| own["rule"] == "control-character")
        .collect();
    let paths: Vec<_> = rules.iter().map(|own| own["place"]["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["title", "areas.name[0]"]);
}

#[test]
fn foreign_words_are_cut() {
    let snapshot = format!("{FOLDER}/escape.snapshot.json");
    for lang in ["en", "fa"] {
        let scenario = format!("{FOLDER}/long.scenario.json");
        let ended = negah(&["rank", &snapshot, "--scenario", &scenario, "--lang", lang]);
        assert_eq!(ended.code, 1);
        assert!(ended.stderr.len() < 2_000 && ended.stderr.contains('…'), "{} bytes", ended.stderr.len());
        assert!(ended.stderr.contains("carry_forward"), "what was expected still stands: {}", ended.stderr);
    }
    let recipe = "tests/data/faults/13-totals-row/r.toml";
    let table = format!("code,name,pop,x\n01,a,10,{}\n", "y".repeat(1_000_000));
    let table = scratch("terminal-long.csv", table.as_bytes());
    let out = scratch("terminal-long.snapshot.json", b"");
    let ended = negah(&["import", "--recipe", recipe, table.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert!(ended.code == 1 && ended.stderr.len() < 1_000, "{} bytes", ended.stderr.len());
}

#[test]
fn import_says_how_many_more_are_alike() {
    let recipe = "tests/data/faults/13-totals-row/r.toml";
    let rows: String = (0..45).map(|at| format!("{at},a{at},10,many\n")).collect();
    let table = scratch("terminal-alike.csv", format!("code,name,pop,x\n{rows}").as_bytes());
    let out = scratch("terminal-alike.snapshot.json", b"");
    let args = ["import", "--recipe", recipe, table.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let ended = negah(&args);
    // Ten of them, how many more, and how many areas are left without a value.
    assert_eq!((ended.code, ended.stderr.lines().count()), (1, 12), "{}", ended.stderr);
    assert!(ended.stderr.lines().nth(10).unwrap().contains("35 more like these"), "{}", ended.stderr);
    let all = negah(&[&args[..], &["--all"]].concat());
    assert_eq!(all.stderr.lines().count(), 46);
}
