//! Rules on the small snapshot, by hand: unemployment 20, 10, 5, –; dropout 4, 2, 8, 6; trust (lowers) 3, –, 5, 1.

use super::*;
use crate::rule::{LeafState, NodeColumn, Subject, rule_tiers};
use crate::snapshot::Snapshot;
use crate::testing::small_snapshot;

const NAN: f64 = f64::NAN;

fn check(rules: &str, expected: [&str; 4]) -> RuleOutcome {
    let outcome = run(rules, &[90.0, 40.0, 25.0, NAN]).unwrap();
    let letter = |verdict: &Option<Verdict>| match verdict {
        None => "",
        Some(Verdict::Flagged) => "F",
        Some(Verdict::Near) => "N",
        Some(Verdict::NotFlagged) => "-",
        Some(Verdict::Unknown) => "?",
    };
    assert_eq!(outcome.verdict.iter().map(letter).collect::<Vec<_>>(), expected, "{rules}");
    outcome
}

fn run(rules: &str, score: &[f64]) -> Result<RuleOutcome, Vec<RuleError>> {
    let snapshot = small_snapshot();
    let all = AreaSet::all(4);
    let school = [60.0, NAN, 55.0, 83.0];
    let nodes = [NodeColumn { id: "school", values: &school }];
    let rules: Vec<Rule> = serde_json::from_str(&format!("[{rules}]")).unwrap();
    evaluate(
        &rules,
        &RuleInput {
            snapshot: &snapshot,
            period: 1,
            set: &all,
            reference: &all,
            score,
            nodes: &nodes,
            neighbours: None,
        },
    )
}

fn rule(when: &str) -> String {
    format!(r#"{{"id": "r", "name": "ق", "when": {when}}}"#)
}

fn leaf(of: &str, bar: &str) -> String {
    format!(r#"{{"threshold": {{"of": {of}, "bar": {bar}}}}}"#)
}

const UNEMPLOYMENT: &str = r#"{"indicator": "unemployment"}"#;
const DROPOUT: &str = r#"{"indicator": "dropout"}"#;
const TRUST: &str = r#"{"indicator": "trust"}"#;

#[test]
fn values_in_their_unit_and_unknown_where_missing() {
    check(&rule(&leaf(UNEMPLOYMENT, r#"{"at_least": 10}"#)), ["F", "F", "-", "?"]);
    check(&rule(&leaf(TRUST, r#"{"at_most": 3}"#)), ["F", "?", "-", "F"]);
    check(&rule(&leaf("\"score\"", r#"{"at_least": 40}"#)), ["F", "F", "-", "?"]);
    check(&rule(&leaf(r#"{"node": "school"}"#, r#"{"at_least": 60}"#)), ["F", "?", "-", "F"]);
    check(&rule(&leaf(r#"{"indicator": "pop"}"#, r#"{"at_least": 3000}"#)), ["-", "-", "F", "F"]);
}

#[test]
fn percentiles_are_of_need() {
    // Trust lowers need: 1 is the neediest of three, then 3, then 5. Shares 100, 66.7, 33.3; ranks 100, 50, 0.
    check(&rule(&leaf(TRUST, r#"{"percentile": {"at_least": 66}}"#)), ["F", "?", "-", "F"]);
    let ranks = r#"{"percentile": {"at_least": 66, "definition": "percent_rank"}}"#;
    let outcome = check(&rule(&leaf(TRUST, ranks)), ["-", "?", "-", "F"]);
    let own = &outcome.explain(0)[0].thresholds[0];
    assert_eq!((own.value, own.bar, own.percentile), (Some(3.0), Some(1.0), Some(50.0)));
    assert_eq!(outcome.explain(1)[0].missing(), [&Subject::Indicator("trust".into())]);
}

#[test]
fn the_neediest_hold_a_share_of_the_population() {
    // Dropout 8, 6, 4, 2 with 3000, 4000, 1000, 2000 of 10,000 inhabitants.
    let at_most = |share: f64| leaf(DROPOUT, &format!(r#"{{"population": {{"share": {share}}}}}"#));
    check(&rule(&at_most(0.69)), ["-", "-", "F", "-"]);
    let outcome = check(&rule(&at_most(0.7)), ["-", "-", "F", "F"]);
    assert_eq!(outcome.without_population, Some(0));
    assert_eq!(outcome.explain(0)[0].thresholds[0].bar, Some(6.0));
    let at_least = r#"{"population": {"share": 0.71, "reach": "at_least"}}"#;
    check(&rule(&leaf(DROPOUT, at_least)), ["F", "-", "F", "F"]);
}

#[test]
fn near_misses_are_listed() {
    let near = |bar: &str, near: f64| {
        format!(r#"{{"threshold": {{"of": {DROPOUT}, "bar": {bar}, "near": {near}}}}}"#)
    };
    check(&rule(&near(r#"{"at_least": 8}"#, 0.25)), ["-", "-", "F", "N"]);
    // Shares of need: 2 → 25, 4 → 50, 6 → 75, 8 → 100.
    check(&rule(&near(r#"{"percentile": {"at_least": 80}}"#, 5.0)), ["-", "-", "F", "N"]);
    check(&rule(&near(r#"{"population": {"share": 0.6}}"#, 0.1)), ["-", "-", "F", "N"]);
    // Not at least 4: 2 alone; with a band of half the value 4 and 6 (≥ 4 but not ≥ 6)… 6 is at the shifted bar.
    let not = format!(r#"{{"not": {}}}"#, near(r#"{"at_least": 4}"#, 0.5));
    let outcome = check(&rule(&not), ["N", "F", "-", "-"]);
    assert_eq!(outcome.explain(0)[0].thresholds[0].state, LeafState::Near);
    assert_eq!(outcome.fired(1)[0].exceeded().count(), 1, "not reaching 4 is what flags it");
}

#[test]
fn missing_values_go_through_the_tables_of_kleene() {
    let work = leaf(UNEMPLOYMENT, r#"{"at_least": 10}"#);
    let school = leaf(DROPOUT, r#"{"at_least": 6}"#);
    let trust = leaf(TRUST, r#"{"at_most": 3}"#);
    // work F F - ?, school - - F F, trust F ? - F
    check(&rule(&format!(r#"{{"any": [{work}, {school}]}}"#)), ["F", "F", "F", "F"]);
    check(&rule(&format!(r#"{{"all": [{work}, {school}]}}"#)), ["-", "-", "-", "?"]);
    check(&rule(&format!(r#"{{"not": {work}}}"#)), ["-", "-", "F", "?"]);
    let two = |count| format!(r#"{{"at_least": {{"count": {count}, "of": [{work}, {school}, {trust}]}}}}"#);
    check(&rule(&two(2)), ["F", "?", "-", "F"]);
    check(&rule(&two(3)), ["-", "-", "-", "?"]);
}

#[test]
fn what_fired_is_shown_with_value_bar_and_percentile() {
    let both = [leaf(UNEMPLOYMENT, r#"{"at_least": 10}"#), leaf(DROPOUT, r#"{"at_least": 6}"#)].join(",");
    let outcome = check(&rule(&format!(r#"{{"any": [{both}]}}"#)), ["F", "F", "F", "F"]);
    let fired = outcome.fired(0);
    let exceeded: Vec<_> = fired[0].exceeded().collect();
    assert_eq!(exceeded.len(), 1);
    assert_eq!(
        (exceeded[0].value, exceeded[0].bar, exceeded[0].percentile),
        (Some(20.0), Some(10.0), Some(100.0))
    );
    assert_eq!(outcome.fired(3)[0].missing(), [&Subject::Indicator("unemployment".into())]);
    assert!(outcome.fired(9).is_empty());
}

#[test]
fn tiers_take_the_gravest_word() {
    let with = |id: &str, tier: &str, when: &str| {
        format!(r#"{{"id": "{id}", "name": "ق", "tier": "{tier}", "when": {when}}}"#)
    };
    let acute = with("a", "حاد", &leaf(UNEMPLOYMENT, r#"{"at_least": 20}"#));
    let crisis = with("b", "بحرانی", &leaf(DROPOUT, r#"{"at_least": 6}"#));
    let rules = format!("{acute},{crisis}");
    let outcome = check(&rules, ["F", "-", "F", "F"]);
    let list: Vec<Rule> = serde_json::from_str(&format!("[{rules}]")).unwrap();
    let tiers = rule_tiers(&list, &outcome);
    assert_eq!((tiers.of.as_slice(), tiers.count()), (&[1, 3, 2, 2][..], 3));
    assert_eq!(tiers.uncertain.iter().collect::<Vec<_>>(), [3], "unemployment of 04 is missing");
}

#[test]
fn every_error_at_once_in_both_languages() {
    let bad = [
        leaf(r#"{"indicator": "nothing"}"#, r#"{"at_least": 1}"#),
        leaf(r#"{"node": "work"}"#, r#"{"at_least": 1}"#),
        leaf(r#"{"indicator": "pop"}"#, r#"{"percentile": {"at_least": 90}}"#),
        leaf(DROPOUT, r#"{"percentile": {"at_least": 190}}"#),
        r#"{"at_least": {"count": 3, "of": []}}"#.to_owned(),
    ];
    let rules = format!("{},{}", rule(&format!(r#"{{"all": [{}]}}"#, bad.join(","))), rule(r#"{"all": []}"#));
    let errors = run(&rules, &[1.0; 4]).unwrap_err();
    assert_eq!(errors.len(), 7, "{errors:#?}");
    for error in &errors {
        assert_ne!(error.text(crate::text::Language::Fa), error.text(crate::text::Language::En));
    }
    let enclosed = r#"{"id": "e", "name": "ق", "when": {"threshold": {"of": "score", "bar": {"at_least": 90}}},
        "enclosed": {"when": {"threshold": {"of": "score", "bar": {"at_least": 50}}}}}"#;
    assert_eq!(run(enclosed, &[1.0; 4]).unwrap_err()[0].kind, RuleErrorKind::NoBoundaries);
}

#[test]
fn areas_among_flagged_ones_are_flagged_by_the_lower_bar() {
    // A row of four squares 01 02 03 04; scores 90, 60, 95, 40. The bar is 80; among flagged neighbours 50.
    let mut snapshot = small_snapshot();
    let square = |x: f64| {
        let ring = vec![[x, 0.0], [x + 1.0, 0.0], [x + 1.0, 1.0], [x, 1.0], [x, 0.0]];
        Some(Arc::new(crate::snapshot::Geometry::Polygon(vec![ring])))
    };
    snapshot.boundaries = vec![square(0.0), square(1.0), square(2.0), square(3.0)];
    let rules: Vec<Rule> = serde_json::from_str(
        r#"[{"id": "e", "name": "ق", "when": {"threshold": {"of": "score", "bar": {"at_least": 80}}},
            "enclosed": {"when": {"threshold": {"of": "score", "bar": {"at_least": 50}}}}}]"#,
    )
    .unwrap();
    let all = AreaSet::all(4);
    let verdicts = |snapshot: &Snapshot, score: &[f64]| {
        let (set, reference, nodes, neighbours) = (&all, &all, &[][..], None);
        let input = RuleInput { snapshot, period: 1, set, reference, score, nodes, neighbours };
        evaluate(&rules, &input).unwrap()
    };
    use Verdict::{Flagged, NotFlagged, Unknown};
    let outcome = verdicts(&snapshot, &[90.0, 60.0, 95.0, 40.0]);
    assert_eq!(outcome.verdict, [Flagged, Flagged, Flagged, NotFlagged].map(Some));
    let why = &outcome.fired(1)[0];
    assert!(why.by_enclosure && !outcome.fired(0)[0].by_enclosure);
    assert_eq!(why.surroundings.unwrap().flagged, 2);
    assert_eq!(why.exceeded().count(), 1, "the lower bar");
    // A neighbour without a score leaves it open; so does a missing boundary.
    let open = verdicts(&snapshot, &[90.0, 60.0, NAN, 40.0]);
    assert_eq!(open.verdict, [Flagged, Unknown, Unknown, NotFlagged].map(Some));
    snapshot.boundaries[1] = None;
    let bare = verdicts(&snapshot, &[90.0, 60.0, 95.0, 40.0]);
    assert_eq!(bare.verdict[1], Some(Unknown));
    assert_eq!(bare.without_boundary, Some(1));
    assert!(bare.explain(1)[0].boundary_missing);
}

#[test]
fn columns_and_single_areas_follow_one_formula() {
    let parts = [
        leaf(UNEMPLOYMENT, r#"{"at_least": 10}"#),
        format!(r#"{{"not": {}}}"#, leaf(TRUST, r#"{"at_most": 3}"#)),
        leaf(DROPOUT, r#"{"percentile": {"at_least": 50}}"#),
    ]
    .join(",");
    for when in [
        format!(r#"{{"all": [{parts}]}}"#),
        format!(r#"{{"any": [{parts}]}}"#),
        format!(r#"{{"at_least": {{"count": 2, "of": [{parts}]}}}}"#),
    ] {
        let outcome = run(&rule(&when), &[1.0; 4]).unwrap();
        let compiled = &outcome.rules[0].when;
        for lean in [Lean::Strict, Lean::Easier, Lean::Harder] {
            let columns = compiled.truths(lean, 4);
            let single: Vec<Truth> = (0..4).map(|area| compiled.truth_of(lean, area)).collect();
            assert_eq!(columns, single, "{when}");
        }
    }
}

#[test]
fn the_areas_outside_the_set_get_no_verdict() {
    let snapshot = small_snapshot();
    let set = AreaSet::from_fn(4, |at| at != 2);
    let rules: Vec<Rule> =
        serde_json::from_str(&format!("[{}]", rule(&leaf(DROPOUT, r#"{"percentile": {"at_least": 75}}"#))))
            .unwrap();
    let input = RuleInput {
        snapshot: &snapshot,
        period: 1,
        set: &set,
        reference: &set,
        score: &[],
        nodes: &[],
        neighbours: None,
    };
    let outcome = evaluate(&rules, &input).unwrap();
    // Without 03 (8 %), 6 % is the highest of three.
    assert_eq!(outcome.verdict[2..], [None, Some(Verdict::Flagged)]);
    assert_eq!(outcome.counts.not_flagged, 2);
}

proptest::proptest! {
    #[test]
    fn what_is_settled_stays_so_however_the_gaps_are_filled(
        given in proptest::array::uniform3(proptest::array::uniform4(proptest::option::of(0.0..10.0_f64))),
        fill in proptest::array::uniform4(0.0..10.0_f64),
    ) {
        let when = r#"{"any": [
            {"all": [{"threshold": {"of": {"node": "a"}, "bar": {"at_least": 5}, "near": 0.2}},
                     {"not": {"threshold": {"of": {"node": "b"}, "bar": {"at_most": 4}, "near": 0.2}}}]},
            {"at_least": {"count": 2, "of": [
                {"threshold": {"of": {"node": "a"}, "bar": {"at_most": 3}}},
                {"threshold": {"of": {"node": "b"}, "bar": {"at_least": 7}}},
                {"threshold": {"of": {"node": "c"}, "bar": {"at_least": 6}}}]}}]}"#;
        let rules: Vec<Rule> = serde_json::from_str(&format!("[{}]", rule(when))).unwrap();
        let snapshot = small_snapshot();
        let all = AreaSet::all(4);
        let verdicts = |columns: &[Vec<f64>]| {
            let named = ["a", "b", "c"].iter().zip(columns);
            let nodes: Vec<NodeColumn> = named.map(|(id, values)| NodeColumn { id, values }).collect();
            let (set, reference, score, neighbours) = (&all, &all, &[][..], None);
            let snapshot = &snapshot;
            evaluate(&rules, &RuleInput { snapshot, period: 1, set, reference, score, nodes: &nodes, neighbours })
                .unwrap()
                .verdict
        };
        let with = |filled: bool| -> Vec<Vec<f64>> {
            let value = |(one, other): (&Option<f64>, &f64)| one.unwrap_or(if filled { *other } else { NAN });
            given.iter().map(|column| column.iter().zip(&fill).map(value).collect()).collect()
        };
        for (open, settled) in verdicts(&with(false)).into_iter().zip(verdicts(&with(true))) {
            match open {
                Some(Verdict::Flagged) => proptest::prop_assert_eq!(settled, Some(Verdict::Flagged)),
                Some(Verdict::NotFlagged) => proptest::prop_assert_ne!(settled, Some(Verdict::Flagged)),
                Some(Verdict::Near) => proptest::prop_assert!(
                    matches!(settled, Some(Verdict::Near | Verdict::Flagged))
                ),
                _ => {}
            }
            proptest::prop_assert_ne!(settled, Some(Verdict::Unknown));
        }
    }
}
