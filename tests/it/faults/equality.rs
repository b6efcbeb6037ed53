//! What is equal on paper is equal in the result: ranks, tiers, percentiles, bars, "constant".

use std::collections::BTreeMap;

use negah::pipeline::{Outcome, run};
use negah::rank::decile;
use negah::rule::Verdict;
use negah::scenario::Scenario;
use negah::score::NormaliseError;
use negah::sensitivity::agreement;
use negah::snapshot::{Limits, Rule, Snapshot, advisory, open};

fn file(folder: &str, name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/faults/{folder}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn opened(folder: &str, name: &str) -> Snapshot {
    open(&file(folder, &format!("{name}.snapshot.json")), &Limits::DEFAULT).unwrap()
}

fn outcome(snapshot: &Snapshot, folder: &str, name: &str) -> Outcome {
    run(snapshot, &Scenario::parse(&file(folder, &format!("{name}.scenario.json"))).unwrap()).unwrap()
}

fn by_code<T>(snapshot: &Snapshot, value: impl Fn(usize) -> T) -> BTreeMap<&str, T> {
    snapshot.areas.code.iter().enumerate().map(|(at, code)| (code.as_str(), value(at))).collect()
}

fn ranks<'a>(snapshot: &'a Snapshot, outcome: &Outcome) -> BTreeMap<&'a str, u32> {
    by_code(snapshot, |at| outcome.ranked.ranking.rank(at).unwrap())
}

fn listed(snapshot: &Snapshot, outcome: &Outcome) -> Vec<String> {
    outcome.listed().iter().map(|at| snapshot.areas.code[*at as usize].clone()).collect()
}

#[test]
fn equal_scores_share_rank_and_tier_and_the_split_tie_is_told() {
    let snapshot = opened("1-tie-split", "s");
    let outcome = outcome(&snapshot, "1-tie-split", "s");
    assert_eq!(ranks(&snapshot, &outcome), BTreeMap::from([("A", 1), ("B", 1), ("C", 1), ("D", 4)]));
    let tiers = by_code(&snapshot, |at| outcome.tier(at).unwrap());
    assert!(tiers["A"] == tiers["B"] && tiers["B"] == tiers["C"] && tiers["C"] < tiers["D"], "{tiers:?}");
    assert!(outcome.ranked.cut.splits_tie);
    assert_eq!(listed(&snapshot, &outcome), ["A", "B"]);
    let scores = by_code(&snapshot, |at| outcome.scored.scores.score[at].to_bits());
    assert!(scores["A"] == scores["B"] && scores["B"] == scores["C"], "whoever compares bits sees a tie");
}

#[test]
fn a_percentile_of_a_sum_takes_no_rounding_for_difference() {
    let snapshot = opened("2-group-percentile", "s");
    let outcome = outcome(&snapshot, "2-group-percentile", "s");
    let text = String::from_utf8(file("2-group-percentile", "expected.csv")).unwrap();
    let expected: BTreeMap<&str, f64> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(code, score)| (code, score.trim().parse().unwrap()))
        .collect();
    assert_eq!(expected.len(), snapshot.n_areas());
    for (at, code) in snapshot.areas.code.iter().enumerate() {
        let (found, right) = (outcome.scored.scores.score[at], expected[code.as_str()]);
        assert!((found - right).abs() < 1e-12, "{code}: {found} is not {right}");
        let before = expected.values().filter(|other| **other > right + 1e-9).count() as u32;
        assert_eq!(outcome.ranked.ranking.rank(at), Some(before + 1), "{code}");
    }
}

#[test]
fn what_only_rounding_makes_differ_is_constant_whatever_the_unit() {
    let snapshot = opened("3-noise-constant", "s");
    for name in ["per1", "per100", "per1000"] {
        let outcome = outcome(&snapshot, "3-noise-constant", name);
        assert_eq!(outcome.matrix.leaves[0].left_out, Some(NormaliseError::Constant), "{name}");
        let found = by_code(&snapshot, |at| outcome.scored.scores.score[at]);
        for (code, right) in [("a", 0.0), ("b", 100.0), ("c", 100.0 / 3.0), ("d", 200.0 / 3.0)] {
            assert!((found[code] - right).abs() < 1e-9, "{name}: {found:?}");
        }
    }
}

#[test]
fn the_check_names_an_indicator_that_is_constant_but_for_rounding() {
    let snapshot = opened("3-noise-constant", "near");
    let findings = advisory(&snapshot);
    let constant = findings.iter().filter(|own| own.rule == Rule::Constant).count();
    assert_eq!(constant, 1, "{findings:?}");
    let equal = run(&snapshot, &Scenario::equal_weights(&snapshot)).unwrap();
    assert_eq!(equal.matrix.leaves.iter().filter(|leaf| leaf.left_out.is_some()).count(), 1);
}

#[test]
fn a_bar_is_met_in_spite_of_rounding() {
    let snapshot = opened("4-bar-missed", "s");
    let outcome = outcome(&snapshot, "4-bar-missed", "s");
    let at = snapshot.areas.position("A").unwrap();
    assert_eq!(outcome.tier(at), Some(1));
    assert!(outcome.in_list(at));
    assert_eq!(outcome.flags.as_ref().unwrap().rules[0].verdict[at], Some(Verdict::Flagged));
    let why = outcome.flags.as_ref().unwrap().fired(at);
    assert_eq!(why[0].thresholds[0].bar, Some(62.0), "the bar that is shown is the one written");
}

/// Every value from 1 to 100 as three indicators of a third each: the bar at the value itself is met, one above it is not.
#[test]
fn every_bar_is_met_by_its_own_value() {
    let indicator = |id: &str| {
        format!(
            r#"{{"id":"{id}","name":"{id}","unit":"u","decimals":3,"measure":{{"kind":"mean"}},"polarity":"raises_need","domain":"d"}}"#
        )
    };
    let column = (1..=100).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let codes = (1..=100).map(|n| format!("\"{n:03}\"")).collect::<Vec<_>>().join(",");
    let text = format!(
        r#"{{"format":"negah.snapshot","version":1,"title":"t","issuer":"i","issued":"2024-01-01","synthetic":true,"area_level":"a",
        "periods":[{{"id":"1","name":"1"}}],"domains":[{{"id":"d","name":"d"}}],"indicators":[{},{},{}],
        "areas":{{"code":[{codes}],"name":[{codes}]}},"values":{{"a":{{"1":[{column}]}},"b":{{"1":[{column}]}},"c":{{"1":[{column}]}}}}}}"#,
        indicator("a"),
        indicator("b"),
        indicator("c")
    );
    let snapshot = open(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let third = 1.0 / 3.0;
    for bar in 1..=100_u32 {
        let scenario = format!(
            r#"{{"format":"negah.scenario","version":1,"title":"t","normalise":{{"method":"as_is"}},
            "index":{{"id":"r","method":"sum","children":[{{"indicator":"a","weight":{third}}},{{"indicator":"b","weight":{third}}},{{"indicator":"c","weight":{third}}}]}},
            "cut":{{"score":{bar}}},"tiers":{{"method":"cuts","bounds":[{bar}]}},
            "rules":[{{"id":"up","name":"u","when":{{"threshold":{{"of":"score","bar":{{"at_least":{bar}}}}}}}}},
                     {{"id":"node","name":"n","when":{{"threshold":{{"of":{{"node":"r"}},"bar":{{"at_least":{bar}}}}}}}}},
                     {{"id":"down","name":"d","when":{{"threshold":{{"of":"score","bar":{{"at_most":{bar}}}}}}}}},
                     {{"id":"below","name":"b","when":{{"not":{{"threshold":{{"of":"score","bar":{{"at_least":{bar}}}}}}}}}}}]}}"#
        );
        let outcome = run(&snapshot, &Scenario::parse(scenario.as_bytes()).unwrap()).unwrap();
        let rules = &outcome.flags.as_ref().unwrap().rules;
        for value in 1..=100_u32 {
            let at = value as usize - 1;
            let flagged = |rule: usize| rules[rule].verdict[at] == Some(Verdict::Flagged);
            let reaches = value >= bar;
            assert_eq!(outcome.in_list(at), reaches, "{value} {bar}");
            assert_eq!(outcome.tier(at), Some(if reaches { 1 } else { 2 }), "{value} {bar}");
            let expected = [reaches, reaches, value <= bar, !reaches];
            assert_eq!([0, 1, 2, 3].map(flagged), expected, "{value} {bar}");
        }
    }
}

#[test]
fn the_neediest_stands_in_the_first_band_of_few() {
    let snapshot = opened("16-few-areas-bands", "s");
    let outcome = outcome(&snapshot, "16-few-areas-bands", "s");
    let order = &outcome.ranked.ranking.order;
    let tiers: Vec<u8> = order.iter().map(|at| outcome.tier(*at as usize).unwrap()).collect();
    let deciles: Vec<u32> = (1..=order.len() as u32).map(|rank| decile(rank, order.len())).collect();
    assert_eq!((tiers.as_slice(), deciles.as_slice()), (&[1, 2, 4][..], &[1, 4, 7][..]));
}

#[test]
fn weighted_agreement_is_the_same_both_ways() {
    let snapshot = opened("17-weighted-tau", "s");
    let [a, b] = ["A", "B"].map(|name| outcome(&snapshot, "17-weighted-tau", name));
    let (one, other) = (agreement(&a, &b), agreement(&b, &a));
    assert_eq!(one.weighted_tau, other.weighted_tau);
    // scipy.stats.weightedtau of the two columns.
    assert!((one.weighted_tau.unwrap() - 0.080_464_329_888_335).abs() < 1e-12, "{one:?}");
}

#[test]
fn the_order_of_the_indicators_changes_nothing() {
    let snapshot = opened("19-equal-areas-parted", "ties");
    let [one, reversed] = ["one", "reversed"].map(|name| outcome(&snapshot, "19-equal-areas-parted", name));
    for outcome in [&one, &reversed] {
        let ranks = ranks(&snapshot, outcome);
        assert_eq!((ranks["A"], ranks["B"]), (2, 2));
        assert!(outcome.ranked.cut.splits_tie);
    }
    assert_eq!(ranks(&snapshot, &one), ranks(&snapshot, &reversed));
    assert_eq!(listed(&snapshot, &one), listed(&snapshot, &reversed));
    assert_eq!(one.ranked.tiers, reversed.ranked.tiers);
}

/// Left out of a scenario, as its page says; the method itself, given the column, does as published.
#[test]
fn a_constant_column_takes_no_part_and_the_method_by_itself_is_as_published() {
    use negah::score::methods::{Decision, FigureKind, FlatMethod, evaluate};
    let snapshot = opened("25-constant-column", "constant");
    let outcome = outcome(&snapshot, "25-constant-column", "copras");
    assert_eq!(outcome.matrix.leaves[3].left_out, Some(NormaliseError::Constant));
    let found = by_code(&snapshot, |at| (outcome.scored.scores.score[at] * 100.0).round() / 100.0);
    assert_eq!(found, BTreeMap::from([("A", 100.0), ("B", 91.53), ("C", 46.83), ("D", 93.76)]));
    let raw: Vec<&[f64]> = (0..5).map(|at| snapshot.column(at, 0).unwrap().raw()).collect();
    let weights = [0.26, 0.98, 0.66, 0.77, 0.99];
    let total: f64 = weights.iter().sum();
    let decision = Decision {
        columns: &raw,
        raw: &raw,
        raises_need: &[true, false, true, false, false],
        weights: &weights.map(|weight| weight / total),
        rows: &[0, 1, 2, 3],
    };
    let own =
        evaluate(&FlatMethod::Copras { normalise: negah::score::methods::Basis::Own }, &decision).unwrap();
    let published = [0.28816, 0.27788, 0.15615, 0.27780];
    for (own, right) in own.figure(FigureKind::Significance).unwrap().iter().zip(published) {
        assert!((own - right).abs() < 6e-6, "{own} {right}");
    }
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/scenario.md")).unwrap();
    assert!(page.contains("takes no part here either") && page.contains("COPRAS and WASPAS"));
}
