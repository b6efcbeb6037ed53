//! The engine against the pipeline, on snapshots of every awkward shape.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::aggregate::{GroupSummary, aggregate, group};
use crate::filter::{AreaSet, Range};
use crate::pipeline;
use crate::rank::rank;
use crate::scenario::Scenario;
use crate::score::IndexNode;
use crate::testing::small_snapshot;

/// What a made-up snapshot looks like.
#[derive(Debug, Clone)]
struct Shape {
    n_areas: usize,
    seed: u64,
    /// Share of gaps, per cent.
    gaps: u64,
    /// Whole numbers below this, so that ties abound.
    levels: u64,
}

fn shape() -> impl Strategy<Value = Shape> {
    (
        1..1300_usize,
        any::<u64>(),
        prop_oneof![Just(0_u64), 1..40_u64],
        prop_oneof![Just(4_u64), Just(1 << 40)],
    )
        .prop_map(|(n_areas, seed, gaps, levels)| Shape { n_areas, seed, gaps, levels })
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (x ^ (x >> 31)) % sides
    }
}

/// Eleven indicators of every measure and polarity, one constant; areas not in the order of their codes.
fn snapshot(shape: &Shape) -> Snapshot {
    let mut dice = Dice(shape.seed);
    let n = shape.n_areas;
    let mut column = |gaps: u64, levels: u64, step: f64| -> Value {
        (0..n)
            .map(|_| if dice.roll(100) < gaps { Value::Null } else { json!(dice.roll(levels) as f64 * step) })
            .collect()
    };
    let (gaps, levels) = (shape.gaps, shape.levels);
    let step = 97.0 / levels as f64;
    let values = json!({
        "pop": {"1": column(0, 5000, 1.0)}, "base": {"1": column(gaps / 4, 900, 1.0)},
        "part": {"1": column(gaps / 4, 500, 1.0)},
        "whole_rate": {"1": column(0, levels, step)}, "rate": {"1": column(gaps, levels, step)},
        "mean": {"1": column(gaps, levels, -step)}, "weighted": {"1": column(gaps, levels, step)},
        "count": {"1": column(0, levels, 1.0)}, "same": {"1": column(gaps, 1, 1.0)},
        "none": {"1": column(100, 2, 1.0)}
    });
    let indicator = |id: &str, measure: Value, polarity: &str| json!({"id": id, "name": id, "unit": "-", "decimals": 1, "measure": measure, "polarity": polarity});
    let count = || json!({"kind": "count"});
    let mean = || json!({"kind": "mean"});
    let rate = || json!({"kind": "rate", "denominator": "base", "per": 100});
    let ratio = json!({"kind": "ratio", "numerator": "part", "denominator": "base", "per": 100});
    let file = json!({
        "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-05-01",
        "synthetic": true, "area_level": "a", "population": "pop",
        "periods": [{"id": "1", "name": "1"}, {"id": "2", "name": "2"}],
        "levels": [{"id": "province", "name": "p"}, {"id": "county", "name": "c"}],
        "divisions": [
            {"code": "P", "name": "P", "level": "province"},
            {"code": "C", "name": "C", "level": "county", "parent": "P"},
            {"code": "D", "name": "D", "level": "county", "parent": "P"}
        ],
        "kinds": [{"id": "k", "name": "k"}, {"id": "l", "name": "l"}], "domains": [],
        "indicators": [
            indicator("pop", count(), "context"), indicator("base", count(), "context"),
            indicator("part", count(), "context"), indicator("whole_rate", rate(), "raises_need"),
            indicator("rate", rate(), "lowers_need"), indicator("mean", mean(), "raises_need"),
            indicator("weighted", json!({"kind": "mean", "weight": "base"}), "lowers_need"),
            indicator("count", count(), "raises_need"), indicator("same", mean(), "raises_need"),
            indicator("none", mean(), "lowers_need"), indicator("ratio", ratio, "raises_need")
        ],
        "areas": {
            "code": (0..n).map(|at| format!("{:05}", (at * 37) % 99_991)).collect::<Vec<_>>(),
            "name": vec!["a"; n],
            "division": (0..n).map(|at| [Some("C"), None, Some("P"), Some("D")][at * 4 / n]).collect::<Vec<_>>(),
            "kind": (0..n).map(|at| [Some("k"), Some("l"), None][at % 3]).collect::<Vec<_>>(),
        },
        "values": values
    });
    open(file.to_string().as_bytes(), &Limits::DEFAULT).unwrap()
}

/// The scenario that the engine computes.
fn flat(snapshot: &Snapshot, weights: &[f64], filter: &Filter) -> Scenario {
    let leaf = |(indicator, weight): (&crate::snapshot::Indicator, &f64)| IndexNode {
        weight: *weight,
        ..IndexNode::leaf(&indicator.id)
    };
    let scored = snapshot.indicators.iter().zip(weights);
    let leaves = scored.filter(|(indicator, _)| indicator.polarity != Polarity::Context).map(leaf).collect();
    Scenario {
        index: IndexNode::group("need", leaves),
        filter: filter.clone(),
        ..Scenario::equal_weights(snapshot)
    }
}

fn half() -> Filter {
    Filter::Range(Range { indicator: "pop".into(), min: Some(2500.0), max: None, include_missing: false })
}

fn bits(scores: &[f64]) -> Vec<Option<u64>> {
    scores.iter().map(|score| (!score.is_nan()).then(|| (score + 0.0).to_bits())).collect()
}

fn close(a: Option<f64>, b: f64) -> bool {
    a.map_or(b.is_nan(), |a| (a - b).abs() <= 1e-9 * a.abs().max(1.0))
}

fn check_groups(found: &GroupMeans, keys: &[GroupKey], expected: &[GroupSummary], n_indicators: usize) {
    let present = (0..keys.len()).filter(|at| found.counts[*at] > 0);
    assert_eq!(present.clone().count(), expected.len());
    for (at, expected) in present.zip(expected) {
        assert_eq!((&keys[at], found.counts[at] as usize), (&expected.key, expected.areas));
        assert!(close(expected.population, found.population[at]));
        for (indicator, summary) in expected.indicators.iter().enumerate() {
            let value = summary.as_ref().and_then(|summary| summary.value);
            let own = found.means[at * n_indicators + indicator];
            assert!(close(value, own), "{:?} {indicator}: {own}, expected {value:?}", keys[at]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn scores_and_ranks_are_those_of_the_pipeline(shape in shape(), weights in prop::collection::vec(prop_oneof![Just(0.0), 0.0..9.0_f64], 11)) {
        let snapshot = snapshot(&shape);
        let mut engine = Engine::new(snapshot.clone());
        for filter in [Filter::default(), half()] {
            engine.filter(&filter).unwrap();
            let expected = pipeline::run(&snapshot, &flat(&snapshot, &weights, &filter));
            let Ok(expected) = expected else {
                prop_assert_eq!(engine.score_rank(&weights), Err(EngineError::NothingToScore));
                continue;
            };
            let masked: Vec<f64> = (0..shape.n_areas)
                .map(|at| expected.scored.scores.get(at).filter(|_| expected.set.contains(at)).unwrap_or(f64::NAN))
                .collect();
            let found = engine.score_rank(&weights).unwrap();
            prop_assert_eq!(bits(found.scores), bits(&masked));
            prop_assert_eq!(found.order, &expected.ranked.ranking.order[..]);
        }
    }

    #[test]
    fn groups_are_those_of_the_aggregation(shape in shape()) {
        let snapshot = snapshot(&shape);
        let mut engine = Engine::new(snapshot.clone());
        let weights = engine.default_weights();
        for filter in [Filter::default(), half()] {
            engine.filter(&filter).unwrap();
            let chosen: Vec<usize> = engine.selection().iter().map(|at| *at as usize).collect();
            let mut set = AreaSet::none(shape.n_areas);
            chosen.iter().for_each(|at| set.insert(*at));
            let scores = engine.score_rank(&weights).map(|found| found.scores.to_vec());
            let Ok(scores) = scores else { continue };
            let ranking = rank(&scores, &set, &snapshot.areas.code);
            let deciles: Vec<u8> = (0..shape.n_areas)
                .map(|at| ranking.rank(at).map_or(0, |rank| crate::rank::decile(rank, ranking.len()) as u8))
                .collect();
            let county = GroupBy::Division("county".into());
            for by in [GroupBy::All, county, GroupBy::Kind, GroupBy::Office, GroupBy::Decile] {
                let grouping = group(&snapshot, &by, &deciles).unwrap();
                let expected = aggregate(&snapshot, &set, &grouping, 1).groups;
                let found = engine.aggregate(&by).unwrap().clone();
                check_groups(&found, engine.groups(), &expected, 11);
                // The same in one pass with the scores.
                engine.filter(&Filter::Office(true)).unwrap();
                let mut other = weights.clone();
                other[3] += 1.0;
                let (means, order) = engine.slider_move(&filter, &other).unwrap();
                let (means, order) = (means.clone(), order.scores.to_vec());
                if by != GroupBy::Decile {
                    check_groups(&means, engine.groups(), &expected, 11);
                }
                prop_assert_eq!(bits(&order), bits(engine.score_rank(&other).unwrap().scores));
                engine.score_rank(&weights).unwrap();
            }
        }
    }

    #[test]
    fn draws_rank_as_one_by_one(shape in shape(), seed in any::<u64>(), draws in 1..40_usize, k in 0..20_u32) {
        let snapshot = snapshot(&shape);
        let mut engine = Engine::new(snapshot.clone());
        engine.filter(&half()).unwrap();
        let mut dice = Dice(seed);
        let weights: Vec<f64> = (0..draws * 11).map(|_| dice.roll(5) as f64 * 0.3).collect();
        let found = engine.monte_carlo(&weights, draws, k);
        let n = shape.n_areas;
        let (mut sum, mut times, mut top) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
        for weights in weights.chunks(11) {
            let Ok(order) = engine.score_rank(weights) else {
                prop_assert_eq!(found, Err(EngineError::NothingToScore));
                return Ok(());
            };
            let ranking = rank(order.scores, &AreaSet::all(n), &snapshot.areas.code);
            for (at, rank) in (0..n).filter_map(|at| Some((at, ranking.rank(at)?))) {
                sum[at] += f64::from(rank);
                times[at] += 1.0;
                top[at] += f64::from(u8::from(rank <= k));
            }
        }
        let found = found.unwrap();
        let chosen = engine.selection().to_vec();
        for at in 0..n {
            if chosen.contains(&(at as u32)) {
                prop_assert!(bits(&[found.mean_rank[at]]) == bits(&[sum[at] / times[at]]));
                prop_assert_eq!(found.top_k[at], top[at] / draws as f64);
            } else {
                prop_assert!(found.mean_rank[at].is_nan() && found.top_k[at].is_nan());
            }
        }
    }
}

#[test]
fn by_hand_on_four_areas() {
    // Scaled: unemployment 100, 33⅓, 0, –; dropout 33⅓, 0, 100, 66⅔; trust (lowers) 50, –, 0, 100.
    let mut engine = Engine::new(small_snapshot());
    assert_eq!(engine.default_weights(), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
    let found = engine.score_rank(&[9.0, 0.0, 0.0, 2.0, 1.0, 1.0]).unwrap();
    assert_eq!(found.order, [0, 2, 1]);
    assert!((found.scores[0] - (200.0 + 100.0 / 3.0 + 50.0) / 4.0).abs() < 1e-12);
    assert!((found.scores[1] - 200.0 / 9.0).abs() < 1e-12, "three quarters of the weight suffice");
    assert_eq!(found.scores[2], 25.0);
    assert!(found.scores[3].is_nan(), "half of the weight does not suffice");
}

#[test]
fn a_refused_call_changes_nothing() {
    let mut engine = Engine::new(small_snapshot());
    let weights = engine.default_weights();
    let before = engine.score_rank(&weights).unwrap().order.to_vec();
    let wrong = |found, expected| Err::<Order, _>(EngineError::WeightCount { found, expected });
    assert_eq!(engine.score_rank(&[1.0]), wrong(1, 6));
    let negative = [0.0, 0.0, 0.0, -1.0, 1.0, 1.0];
    assert_eq!(engine.score_rank(&negative).unwrap_err(), EngineError::BadWeight { at: 3, found: -1.0 });
    assert_eq!(engine.score_rank(&[0.0; 6]), Err(EngineError::NothingToScore));
    assert_eq!(
        engine.monte_carlo(&[1.0; 13], 2, 1),
        Err(EngineError::WeightCount { found: 13, expected: 12 })
    );
    let unknown = Filter::Kind(vec!["x".into()]);
    let mut other = weights.clone();
    other[3] = 0.0;
    assert!(matches!(engine.slider_move(&unknown, &other), Err(EngineError::Filter { .. })));
    assert!(engine.slider_move(&Filter::Office(true), &[0.0; 6]).is_err());
    assert_eq!(engine.selection().len(), 4);
    let (_, after) = engine.slider_move(&Filter::default(), &weights).unwrap();
    assert_eq!(after.order, before);
    let (_, after) = engine.slider_move(&Filter::default(), &other).unwrap();
    assert_ne!(after.order, before);
    let level = GroupBy::Division("city".into());
    assert_eq!(engine.aggregate(&level), Err(EngineError::UnknownLevel { level: "city".into() }));
}

#[test]
fn bands_need_ranks() {
    let mut engine = Engine::new(small_snapshot());
    assert_eq!(engine.aggregate(&GroupBy::Tier), Err(EngineError::NotRanked));
    engine.score_rank(&[0.0, 0.0, 0.0, 0.0, 1.0, 0.0]).unwrap();
    assert_eq!(engine.aggregate(&GroupBy::Tier).unwrap().counts, [1, 1, 1, 1]);
    engine.filter(&Filter::Office(true)).unwrap();
    assert_eq!(engine.aggregate(&GroupBy::Decile), Err(EngineError::NotRanked));
}
