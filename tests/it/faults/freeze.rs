//! A frozen scenario scores as the one it was made of, or is refused with the reason.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test it faults::freeze -- --nocapture` tries more of them, other ones each time.

use std::cell::RefCell;
use std::collections::BTreeMap;

use negah::pipeline::{Problem, Unfreezable, freeze, run};
use negah::scenario::{Scenario, Within};
use negah::score::{IndexNode, Normalisation, Treatment};
use negah::snapshot::{Limits, Snapshot, open};
use negah::text::Language;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRng, TestRunner};
use serde_json::Value;

use crate::cli::negah;
use crate::generate::{opened, read, scenario, snapshot};

fn path(name: &str) -> String {
    format!("tests/data/faults/22-freeze/{name}")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

fn case(data: &str, choices: &str) -> (Snapshot, Scenario) {
    let snapshot = open(&file(&format!("{data}.snapshot.json")), &Limits::DEFAULT).unwrap();
    (snapshot, Scenario::parse(&file(&format!("{choices}.scenario.json"))).unwrap())
}

fn scores(snapshot: &Snapshot, scenario: &Scenario) -> Vec<f64> {
    run(snapshot, scenario).unwrap().scored.scores.score.clone()
}

fn frozen(snapshot: &Snapshot, scenario: &Scenario) -> Result<Scenario, Vec<Problem>> {
    let found = freeze(snapshot, scenario, &run(snapshot, scenario).unwrap())?;
    Ok(Scenario::parse(found.to_json().as_bytes()).unwrap())
}

#[test]
fn the_base_period_sets_the_frozen_scale() {
    let (snapshot, scenario) = case("two-periods", "base");
    let frozen = frozen(&snapshot, &scenario).unwrap();
    assert_eq!(scores(&snapshot, &scenario), [50.0, 100.0, 200.0]);
    assert_eq!(scores(&snapshot, &frozen), [50.0, 100.0, 200.0]);
    assert_eq!(frozen.within, Within::All);
    let goalposts = Normalisation::Goalposts { best: 0.0, worst: 20.0, lo: 0.0, hi: 100.0, truncate: false };
    assert_eq!(frozen.index.children[0].normalise, Some(goalposts));
}

#[test]
fn what_a_treatment_leaves_constant_does_not_come_back() {
    let (snapshot, scenario) = case("caps", "caps-all");
    let frozen = frozen(&snapshot, &scenario).unwrap();
    let third = 200.0 / 3.0;
    for (found, expected) in scores(&snapshot, &frozen).into_iter().zip([100.0, third, 0.0]) {
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }
    let leaves: Vec<_> = frozen.index.leaves().iter().map(|leaf| leaf.indicator.clone().unwrap()).collect();
    assert_eq!(leaves, ["x1"]);
}

#[test]
fn caps_that_nothing_reaches_today_hold_tomorrow() {
    let (snapshot, scenario) = case("caps", "cap-not-reached");
    let frozen = frozen(&snapshot, &scenario).unwrap();
    assert_eq!(scores(&snapshot, &frozen), scores(&snapshot, &scenario));
    let caps = Some(Treatment::Caps { low: None, high: Some(50.0) });
    assert!(frozen.index.children.iter().all(|leaf| leaf.treat == caps), "{:?}", frozen.index);
    // A later value of 1,000 counts as 50.
    let later = String::from_utf8(file("caps.snapshot.json"))
        .unwrap()
        .replace("[1.0, 3.0, 2.0]", "[1.0, 1000.0, 2.0]");
    let capped = later.replace("1000.0", "50.0");
    let [later, capped] = [later, capped].map(|text| open(text.as_bytes(), &Limits::DEFAULT).unwrap());
    assert_eq!(scores(&later, &frozen), scores(&capped, &frozen));
}

#[test]
fn an_indicator_that_is_gone_is_refused_by_name() {
    let (snapshot, scenario) = case("gone", "gone");
    let problems = frozen(&snapshot, &scenario).unwrap_err();
    assert_eq!(problems, [Problem::CannotFreeze { what: "x0".to_owned(), why: Unfreezable::Gone }]);
    let (en, fa) = (problems[0].text(Language::En), problems[0].text(Language::Fa));
    assert!(en.contains("`x0`") && en.contains("base period"), "{en}");
    assert!(fa.contains("x0") && fa.contains("دورهٔ پایه"), "{fa}");
}

#[test]
fn the_command_says_what_it_leaves_out_and_why_it_refuses() {
    let [caps, scenario] = ["caps.snapshot.json", "caps-all.scenario.json"].map(path);
    let ended = negah(&["freeze", &caps, "--scenario", &scenario]).fine();
    assert!(
        ended.stderr.contains("left out of the frozen scenario") && ended.stderr.contains("x0"),
        "{}",
        ended.stderr
    );
    let [gone, scenario] = ["gone.snapshot.json", "gone.scenario.json"].map(path);
    for (language, said) in [("en", "base period"), ("fa", "دورهٔ پایه")] {
        let ended = negah(&["freeze", &gone, "--scenario", &scenario, "--lang", language]);
        assert_eq!((ended.code, ended.text()), (1, ""));
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
}

/// What became of generated scenarios.
#[derive(Debug, Default)]
struct Tally {
    tried: usize,
    ran: usize,
    frozen: usize,
    refused: BTreeMap<String, usize>,
}

fn near(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || a == b || (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

/// Whether nothing of the index follows from data any more.
fn is_fixed(node: &IndexNode) -> bool {
    let scale = node.normalise.as_ref();
    let fixed = match node.indicator {
        Some(_) => scale.is_some_and(Normalisation::is_fixed),
        None => scale.is_none_or(Normalisation::is_fixed),
    };
    let capped = matches!(node.treat, None | Some(Treatment::Caps { .. }));
    fixed && (capped || node.indicator.is_none()) && node.children.iter().all(is_fixed)
}

fn check(data: &Value, choices: &Value, tally: &RefCell<Tally>) -> Result<(), TestCaseError> {
    let (snapshot, scenario) = (opened(data), read(choices));
    let mut tally = tally.borrow_mut();
    tally.tried += 1;
    let Ok(before) = run(&snapshot, &scenario) else { return Ok(()) };
    tally.ran += 1;
    let frozen = match freeze(&snapshot, &scenario, &before) {
        Ok(frozen) => frozen,
        Err(problems) => {
            for problem in &problems {
                let Problem::CannotFreeze { why, .. } = problem else {
                    return Err(TestCaseError::fail(format!("{problem:?}")));
                };
                *tally.refused.entry(format!("{why:?}")).or_default() += 1;
            }
            return Ok(());
        }
    };
    tally.frozen += 1;
    prop_assert_eq!(&Scenario::parse(frozen.to_json().as_bytes()).unwrap(), &frozen);
    prop_assert!(is_fixed(&frozen.index) && frozen.treat == Treatment::None, "{:?}", frozen.index);
    prop_assert!(!matches!(frozen.within, Within::Base(_)));
    let after = run(&snapshot, &frozen).unwrap();
    for (at, (a, b)) in before.scored.scores.score.iter().zip(&after.scored.scores.score).enumerate() {
        prop_assert!(near(*a, *b), "area {at}: {a} before, {b} frozen\n{}", frozen.to_json());
    }
    // What rules flag and where the filter reaches stays as well.
    let verdicts =
        |outcome: &negah::pipeline::Outcome| outcome.flags.as_ref().map(|flags| flags.verdict.clone());
    prop_assert_eq!(verdicts(&before).is_some(), verdicts(&after).is_some());
    prop_assert_eq!(&before.set, &after.set);
    prop_assert_eq!(freeze(&snapshot, &frozen, &after).unwrap().to_json(), frozen.to_json());
    Ok(())
}

#[test]
fn generated_scenarios_score_the_same_when_frozen_or_are_refused() {
    let more = std::env::var("PROPTEST_CASES").is_ok();
    let config = Config { failure_persistence: None, ..Config::default() };
    let config = if more { config } else { Config { cases: 400, ..config } };
    let algorithm = config.rng_algorithm;
    let mut runner = match more {
        true => TestRunner::new(config),
        false => TestRunner::new_with_rng(config, TestRng::deterministic_rng(algorithm)),
    };
    let tally = RefCell::new(Tally::default());
    let found = runner.run(&(snapshot(), scenario()), |(data, choices)| check(&data, &choices, &tally));
    let tally = tally.into_inner();
    println!("{tally:#?}");
    found.unwrap_or_else(|failure| panic!("{failure}"));
    // The generator must not make nothing but what is refused.
    assert!(tally.ran * 4 > tally.tried && tally.frozen * 4 > tally.ran, "{tally:?}");
    // Where the check at the end of freezing has to step in, arithmetic alone must be the cause.
    let inexact = tally.refused.get("Inexact").copied().unwrap_or_default();
    assert!(inexact * 100 <= tally.ran, "{tally:?}");
}
