//! The question answered on tables small enough to answer it by hand, and the laws that hold on any.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::pipeline::run;
use crate::rank::Cut;
use crate::scenario::{Choices, Depth, Scenario, Uncertainty};
use crate::score::{Imputation, IndexNode, Method, Normalisation};
use crate::snapshot::{Limits, Snapshot, open, sha256_hex};

/// A snapshot of columns; area `at` has the code `at`, standard errors go with the columns of the same place.
pub(super) fn table(columns: &[Vec<Option<f64>>], errors: &[Vec<Option<f64>>]) -> Snapshot {
    let n = columns[0].len();
    let id = |at: usize| format!("i{at}");
    let indicator = |at: usize| json!({"id": id(at), "name": id(at), "unit": "-", "decimals": 1, "measure": {"kind": "mean"}, "polarity": "raises_need"});
    let by_id = |all: &[Vec<Option<f64>>]| -> Value {
        let each = all.iter().enumerate().map(|(at, own)| (id(at), json!({"1": own})));
        each.collect::<serde_json::Map<String, Value>>().into()
    };
    let file = json!({
        "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-05-01",
        "synthetic": true, "area_level": "a", "periods": [{"id": "1", "name": "1"}],
        "levels": [{"id": "p", "name": "p"}], "divisions": [{"code": "P", "name": "P", "level": "p"}],
        "kinds": [], "domains": [], "indicators": (0..columns.len()).map(indicator).collect::<Vec<_>>(),
        "areas": {
            "code": (0..n).map(|at| format!("{at:05}")).collect::<Vec<_>>(), "name": vec!["a"; n],
            "division": vec!["P"; n],
        },
        "values": by_id(columns), "standard_errors": by_id(errors),
    });
    open(file.to_string().as_bytes(), &Limits::DEFAULT).unwrap()
}

pub(super) fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

pub(super) fn flat(snapshot: &Snapshot, weights: &[f64], top: u32) -> Scenario {
    let leaf =
        |(at, weight): (usize, &f64)| IndexNode { weight: *weight, ..IndexNode::leaf(format!("i{at}")) };
    Scenario {
        index: IndexNode::group("need", weights.iter().enumerate().map(leaf).collect()),
        cut: Cut::Count(top),
        ..Scenario::equal_weights(snapshot)
    }
}

fn job(snapshot: &Snapshot, scenario: &Scenario) -> Job {
    Job::new(snapshot, scenario, &run(snapshot, scenario).unwrap()).unwrap()
}

fn answer(snapshot: &Snapshot, scenario: &Scenario) -> Robustness {
    let mut job = job(snapshot, scenario);
    while !job.step(1000).finished {}
    job.result()
}

/// Scaled: 100 0, 0 100, 30 30.
fn three() -> Snapshot {
    table(&[some(&[10.0, 0.0, 3.0]), some(&[0.0, 10.0, 3.0])], &[])
}

#[test]
fn decisions_outside_the_rule_are_no_chance() {
    use crate::scenario::{Lock, Membership};
    let mut scenario = flat(&three(), &[2.0, 1.0], 2);
    let plain = answer(&three(), &scenario);
    for (at, list) in [(2, Membership::In), (0, Membership::Out)] {
        let area = three().areas.code[at].clone();
        scenario.locks = vec![Lock::new(area, list, "مصوبه")];
        let outcome = run(&three(), &scenario).unwrap();
        assert_eq!(outcome.ranked.cut.count, 2);
        assert_ne!(outcome.listed(), plain.list, "the list is another one");
        assert_eq!(answer(&three(), &scenario), plain, "the chances are those of the rule");
    }
}

fn near(found: f64, expected: f64, error: f64) {
    assert!((found - expected).abs() <= 4.0 * error.max(1e-9), "{found}, expected {expected} ± {error}");
}

#[test]
fn probabilities_that_are_known() {
    let scenario = flat(&three(), &[2.0, 1.0], 2);
    let found = answer(&three(), &scenario);
    let chances = |setting: usize| &found.settings[setting].chances;
    let check = |setting: usize, area: usize, in_top: f64, first: f64| {
        let own = &chances(setting)[area];
        near(own.in_top, in_top, own.error);
        near(own.first, first, (first * (1.0 - first) / 8000.0).sqrt());
    };
    // Any weight w of the first: areas 100w, 100(1 − w), 30. The third is second of three unless 0.3 < w < 0.7.
    check(0, 0, 0.7, 0.5);
    check(0, 1, 0.7, 0.5);
    check(0, 2, 0.6, 0.0);
    // The first is more important: w even on 0.5…1, so the third is second from 0.7 on.
    check(1, 0, 1.0, 1.0);
    check(1, 1, 0.4, 0.0);
    check(1, 2, 0.6, 0.0);
    assert_eq!(found.importance, [vec!["i0".to_owned()], vec!["i1".to_owned()]]);
    // 2 and 1, a quarter up or down: w/(1 − w) from 1.5/1.25 to 2.5/0.75. P(w > 0.7) = P(2a > 7/3·b) for a, b even on 0.75…1.25:
    // the region b < 6a/7 has the area ∫(6a/7 − 0.75) from 0.875 to 1.25, over 0.25.
    let beyond = (3.0 / 7.0 * (1.25 * 1.25 - 0.875 * 0.875) - 0.75 * 0.375) / 0.25;
    check(2, 0, 1.0, 1.0);
    check(2, 2, beyond, 0.0);
    // Mean weights under which the second comes first: w even on 0…0.5.
    let central = chances(0)[1].weights_first.as_ref().unwrap();
    near(central[0], 0.25, 0.003);
    assert_eq!((chances(0)[2].weights_first.as_ref(), chances(0)[0].ranks.unwrap().worst), (None, 3));
    assert_eq!((found.list.as_slice(), found.settings[1].certain.as_slice()), (&[0, 1][..], &[0][..]));
    let overlap = &found.settings[0];
    near(overlap.expected_overlap, 1.4, 0.01);
}

#[test]
fn the_error_stops_the_drawing_and_is_stated() {
    let mut scenario = flat(&three(), &[1.0, 1.0], 1);
    scenario.robustness = Uncertainty { tolerance: 0.02, samples: 0, ..Uncertainty::default() };
    let found = answer(&three(), &scenario);
    // ½·½/n ≤ 0.0004 from n = 625 on, which is looked at after 1024.
    assert_eq!(found.settings[0].draws, 1024);
    assert!(found.settings.iter().all(|own| own.within_tolerance && own.error <= 0.02));
    scenario.robustness.draws = 100;
    let few = answer(&three(), &scenario);
    assert_eq!((few.settings[0].draws, few.settings[0].within_tolerance), (100, false));
}

#[test]
fn portions_change_nothing() {
    let snapshot = table(
        &[
            some(&[1.0, 5.0, 3.0, 4.0]),
            vec![Some(2.0), None, Some(9.0), Some(1.0)],
            some(&[4.0, 1.0, 2.0, 3.0]),
        ],
        &[some(&[0.5; 4])],
    );
    let mut scenario = flat(&snapshot, &[1.0, 1.0, 2.0], 2);
    let choices = Choices { normalise: vec![Normalisation::Rank], leave_one_out: true, ..Choices::default() };
    scenario.robustness =
        Uncertainty { draws: 700, samples: 9, noise: true, choices, ..Uncertainty::default() };
    let whole = {
        let mut job = job(&snapshot, &scenario);
        let progress = job.step(u32::MAX);
        assert!(progress.finished && progress.done == progress.total);
        job.result()
    };
    for portion in [1, 7, 100] {
        let mut job = job(&snapshot, &scenario);
        while !job.step(portion).finished {}
        assert_eq!(job.result(), whole, "portions of {portion}");
    }
    let settings: Vec<Setting> = whole.settings.iter().map(|own| own.setting).collect();
    assert_eq!(settings[3..], [Setting::Noise, Setting::Choices, Setting::Together]);
    assert_eq!(whole.with_standard_errors, ["i0"]);
    // The same bytes everywhere; a change here is a change of every published figure.
    let text = serde_json::to_string(&whole).unwrap();
    assert_eq!(
        sha256_hex(text.as_bytes()),
        "bb733e64ec0fd7f1f4e5acad193b5a15ae704fafee9336b2e377b7700a48ba0c"
    );
}

#[test]
fn what_cannot_be_run_is_counted_and_named() {
    let snapshot = three();
    let mut scenario = flat(&snapshot, &[1.0, 1.0], 1);
    let unknown = Imputation::GroupMean { level: "nowhere".into() };
    let choices = Choices { impute: vec![unknown], method: vec![Method::Sum], ..Choices::default() };
    scenario.robustness = Uncertainty { draws: 400, samples: 20, choices, ..Uncertainty::default() };
    let found = answer(&snapshot, &scenario);
    let own = found.settings.iter().find(|own| own.setting == Setting::Choices).unwrap();
    assert!(own.draws + own.skipped == 400 && (150..250).contains(&own.skipped));
    assert_eq!(found.skipped.len(), 2, "one per method");
    assert!(found.skipped.iter().all(|own| own.times > 0 && !own.problems.is_empty()));
    let shares = found.shares.unwrap();
    assert!(shares.dropped > 0 && shares.samples + shares.dropped == 20);
}

#[test]
fn leaving_out_and_choices_by_hand() {
    let snapshot = three();
    let mut scenario = flat(&snapshot, &[3.0, 1.0], 1);
    scenario.robustness = Uncertainty { draws: 10, plus_minus: 0.0, ..Uncertainty::default() };
    let found = answer(&snapshot, &scenario);
    // Scores 75, 25, 30. Without the first 0, 100, 30: ranks 3, 1, 2 against 1, 3, 2. Without the second 100, 0, 30.
    let own: Vec<_> =
        found.left_out.iter().map(|own| (own.mean_shift, own.largest_shift, own.leave)).collect();
    assert_eq!(own, [(Some(4.0 / 3.0), 2, 1), (Some(0.0), 0, 0)]);
    let shares = found.shares.unwrap();
    assert_eq!((shares.variance, shares.factors.len(), shares.fixed.len()), (0.0, 0, 5));
    let one = flat(&snapshot, &[1.0], 1);
    let only = &answer(&snapshot, &one).left_out[0];
    assert!(only.mean_shift.is_none() && !only.problems.is_empty());
}

#[test]
fn everything_wrong_is_said() {
    let snapshot = three();
    let mut scenario = flat(&snapshot, &[1.0, 1.0], 2);
    let outcome = run(&snapshot, &scenario).unwrap();
    scenario.robustness = Uncertainty {
        draws: 0,
        top: Some(0),
        plus_minus: 2.0,
        tolerance: f64::NAN,
        order: vec!["x".into()],
        ..Uncertainty::default()
    };
    let faults = Job::new(&snapshot, &scenario, &outcome).err().unwrap();
    assert_eq!(faults.len(), 5, "{faults:?}");
    for fault in &faults {
        assert_ne!(fault.text(crate::text::Language::Fa), fault.text(crate::text::Language::En));
    }
}

#[test]
fn an_order_given_may_turn_the_list_round() {
    let mut scenario = flat(&three(), &[2.0, 1.0], 2);
    scenario.robustness = Uncertainty { order: vec!["i1".into()], draws: 2000, ..Uncertainty::default() };
    let found = answer(&three(), &scenario);
    assert_eq!(found.importance, [vec!["i1".to_owned()], vec!["i0".to_owned()]]);
    assert_eq!(found.settings[1].chances[1].first, 1.0);
    let dominance = found.dominance.unwrap();
    let standing = |setting: usize, area: u32| {
        let own = dominance.settings[setting].standings.iter().find(|own| own.area == area).unwrap();
        (own.above, own.below)
    };
    // With at least half the weight on the second, 100w is above 100(1 − w) and 30; the other two may change places.
    assert_eq!([standing(1, 0), standing(1, 1), standing(1, 2)], [(0, 1), (2, 0), (0, 1)]);
    assert_eq!(dominance.settings[1].always, [1]);
    // Any weights: nobody surely. Near 2 to 1: 100w is at least 54.5, the others at most 45.5.
    assert_eq!([standing(0, 0), standing(0, 1), standing(2, 0)], [(0, 0), (0, 0), (2, 0)]);
    // 30 against 100(1 − w), w from 1.5/2.75 to 2.5/3.25.
    let pair = dominance.settings[2].near_cut.iter().find(|pair| pair.upper == 1).unwrap();
    assert!(!pair.certain && (pair.least - (75.0 / 3.25 - 30.0)).abs() < 1e-9, "{pair:?}");
    assert!((pair.most - (125.0 / 2.75 - 30.0)).abs() < 1e-9);
}

#[test]
fn noise_blurs_what_is_close() {
    let snapshot = table(&[some(&[0.0, 5.0, 5.1, 10.0])], &[some(&[0.0, 0.5, 0.5, 0.0])]);
    let mut scenario = flat(&snapshot, &[1.0], 2);
    scenario.robustness = Uncertainty { noise: true, draws: 4000, ..Uncertainty::default() };
    let found = answer(&snapshot, &scenario);
    let own = &found.settings[3];
    assert_eq!(own.setting, Setting::Noise);
    // P(5.1 + e > 5 + f) with a difference of deviation 0.5·√2: Φ(0.1/0.7071) = Φ(0.14142) = 0.55623.
    near(own.chances[2].in_top, 0.556_23, own.chances[2].error);
    assert_eq!((own.chances[3].in_top, own.chances[0].in_top), (1.0, 0.0));
}

/// Columns with gaps, weights in two groups, depth.
fn any_index() -> impl Strategy<Value = (Snapshot, Scenario)> {
    let cell = prop::option::weighted(0.85, -50.0..50.0_f64);
    let columns = prop::collection::vec(prop::collection::vec(cell, 12), 5);
    (columns, prop::array::uniform7(0.1..3.0_f64), 1..6_u32, any::<bool>()).prop_map(
        |(columns, weights, top, deep)| {
            let snapshot = table(&columns, &[]);
            let leaf = |at: usize| IndexNode { weight: weights[at], ..IndexNode::leaf(format!("i{at}")) };
            let group =
                |id: &str, own: Vec<IndexNode>, weight| IndexNode { weight, ..IndexNode::group(id, own) };
            let children = vec![
                group("a", vec![leaf(0), leaf(1)], weights[5]),
                group("b", vec![leaf(2), leaf(3)], weights[6]),
                leaf(4),
            ];
            let mut scenario = flat(&snapshot, &[1.0], top);
            scenario.index = IndexNode::group("need", children);
            scenario.robustness = Uncertainty {
                draws: 64,
                samples: 0,
                depth: if deep { Depth::All } else { Depth::Top },
                ..Uncertainty::default()
            };
            (snapshot, scenario)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn laws_of_any_index((snapshot, scenario) in any_index()) {
        let outcome = run(&snapshot, &scenario);
        prop_assume!(outcome.is_ok());
        let outcome = outcome.unwrap();
        let mut job = Job::new(&snapshot, &scenario, &outcome).unwrap();
        job.step(u32::MAX);
        let found = job.result();
        prop_assert!(found.linear);
        for own in &found.settings {
            // Somebody has each rank in every draw, as long as somebody is left to have it.
            let shares: Vec<_> = (0..12).map(|area| job.rank_shares(own.setting, area).unwrap()).collect();
            let scored: f64 = own.chances.iter().map(|chance| 1.0 - chance.unscored).sum();
            let per_rank: Vec<f64> = (0..12).map(|rank| shares.iter().map(|own| own[rank]).sum()).collect();
            prop_assert!((per_rank.iter().sum::<f64>() - scored).abs() < 1e-9);
            if own.chances.iter().all(|chance| chance.unscored == 0.0) {
                prop_assert!(per_rank.iter().all(|sum| (sum - 1.0).abs() < 1e-9), "{per_rank:?}");
            }
            prop_assert!(per_rank.windows(2).all(|pair| pair[0] >= pair[1] - 1e-9));
            for chance in &own.chances {
                let (in_top, first) = (chance.in_top, chance.first);
                prop_assert!(first <= in_top && in_top + chance.unscored <= 1.0 + 1e-12);
            }
        }
        let dominance = found.dominance.unwrap();
        for (own, setting) in dominance.settings.iter().zip(&found.settings) {
            let chance = |area: u32| &setting.chances[area as usize];
            for area in &own.always {
                prop_assert!((chance(*area).in_top + chance(*area).unscored - 1.0).abs() < 1e-9);
            }
            let whole = setting.chances.iter().all(|chance| chance.unscored == 0.0);
            for pair in own.near_cut.iter().filter(|pair| pair.certain && whole) {
                prop_assert!(chance(pair.upper).in_top >= chance(pair.lower).in_top);
            }
        }
    }
}
