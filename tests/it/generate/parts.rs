//! The parts of a scenario: each strategy gives one member of the file.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::{INDICATORS, PERIODS, code};

/// A number as people type it.
pub fn number() -> BoxedStrategy<f64> {
    prop_oneof![4 => (-20..=60_i32).prop_map(f64::from), 1 => select(vec![0.1, 33.3, -2.5, 250.0, 1e4])]
        .boxed()
}

fn positive() -> BoxedStrategy<f64> {
    prop_oneof![3 => (1..=40_i32).prop_map(f64::from), 1 => select(vec![0.1, 2.5, 1000.0])].boxed()
}

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> + Clone {
    select(words)
}

/// A scale for a leaf whose indicator raises need or lowers it, or for a group.
pub fn scale(lowers: bool) -> BoxedStrategy<Value> {
    let straight = prop_oneof![
        Just(json!({ "method": "min_max" })),
        (number(), positive())
            .prop_map(|(lo, more)| json!({ "method": "min_max", "lo": lo, "hi": lo + more })),
        Just(json!({ "method": "z_score" })),
        (number(), positive()).prop_map(|(mean, sd)| json!({ "method": "z_score", "mean": mean, "sd": sd })),
        Just(json!({ "method": "distance_to_max" })),
        (number(), any::<bool>()).prop_map(
            |(target, truncate)| json!({ "method": "distance_to_target", "target": target, "truncate": truncate })
        ),
        Just(json!({ "method": "distance_to_target" })),
        (0..4_usize).prop_map(|at| json!({ "method": "distance_to_reference", "area": code(at) })),
        positive().prop_map(|to| json!({ "method": "fraction_of_max", "to": to })),
    ];
    let fixed = prop_oneof![
        Just(json!({ "method": "as_is" })),
        (number(), positive())
            .prop_map(|(minus, per)| json!({ "method": "scaled", "minus": minus, "per": per })),
        (number(), positive(), any::<bool>()).prop_map(move |(best, apart, truncate)| {
            let worst = if lowers { best - apart } else { best + apart };
            json!({ "method": "goalposts", "best": best, "worst": worst, "truncate": truncate })
        }),
        (number(), positive()).prop_map(|(first, apart)| {
            json!({ "method": "bands", "bounds": [first, first + apart], "points": [1.0, 2.5, 4.0] })
        }),
    ];
    let placed = prop_oneof![
        (
            one_of(&["inclusive", "exclusive", "share"]),
            one_of(&["low", "mean", "high"]),
            any::<bool>(),
            select(vec![1.0, 100.0])
        )
            .prop_map(|(definition, ties, zeros, to)| json!({
                "method": "percentile_rank", "definition": definition, "ties": ties, "zeros_apart": zeros, "to": to
            })),
        Just(json!({ "method": "rank" })),
        Just(json!({ "method": "borda" })),
        Just(json!({ "method": "iod_exponential" })),
    ];
    prop_oneof![12 => straight, 4 => fixed, 1 => placed].boxed()
}

/// How outliers are treated.
pub fn treatment() -> BoxedStrategy<Value> {
    let transform = || one_of(&["none", "log", "box_cox"]);
    prop_oneof![
        3 => Just(json!({ "method": "none" })),
        3 => (number(), positive(), 0..3_u8).prop_map(|(low, apart, which)| match which {
            0 => json!({ "method": "caps", "low": low }),
            1 => json!({ "method": "caps", "high": low + apart }),
            _ => json!({ "method": "caps", "low": low, "high": low + apart }),
        }),
        4 => (1..5_u32, select(vec![0.1, 1.0, 2.0]), select(vec![-1.0, 0.5, 3.5]), transform()).prop_map(
            |(most, skew, kurtosis, then)| json!({
                "method": "winsorise", "max_points": most, "skew": skew, "kurtosis": kurtosis, "then": then
            })
        ),
        1 => transform().prop_map(|by| json!({ "method": "transform", "by": by })),
    ]
    .boxed()
}

/// How gaps are filled.
pub fn imputation() -> BoxedStrategy<Value> {
    let level = || one_of(&["province", "county"]);
    prop_oneof![
        3 => Just(json!({ "method": "none" })),
        1 => one_of(&["mean", "median", "domain_mean"]).prop_map(|method| json!({ "method": method })),
        1 => (one_of(&["group_mean", "group_median"]), level())
            .prop_map(|(method, level)| json!({ "method": method, "level": level })),
        1 => prop::option::of(1..3_u32).prop_map(|most| match most {
            Some(most) => json!({ "method": "carry_forward", "max_periods": most }),
            None => json!({ "method": "carry_forward" }),
        }),
    ]
    .boxed()
}

/// What happens where values are missing.
pub fn missing() -> BoxedStrategy<Value> {
    let share = || select(vec![0.0, 0.3, 0.5, 2.0 / 3.0, 1.0]);
    prop_oneof![
        4 => share().prop_map(|least| json!({ "rule": "renormalise", "min_coverage": least })),
        2 => share().prop_map(|least| json!({ "rule": "indicators", "min_share": least })),
        1 => Just(json!({ "rule": "propagate" })),
    ]
    .boxed()
}

/// Which areas set the scale.
pub fn within() -> BoxedStrategy<Value> {
    prop_oneof![
        6 => Just(json!("all")),
        2 => Just(json!("filter")),
        1 => one_of(&["province", "county"]).prop_map(|level| json!({ "group": level })),
        4 => one_of(&PERIODS).prop_map(|period| json!({ "base": period })),
    ]
    .boxed()
}

/// How children combine.
pub fn method() -> BoxedStrategy<Value> {
    prop_oneof![
        8 => one_of(&["arithmetic", "sum", "min", "max", "median"]).prop_map(|name| json!(name)),
        1 => one_of(&["geometric", "harmonic", "product"]).prop_map(|name| json!(name)),
        1 => select(vec![-1.0, 0.5, 2.0]).prop_map(|power| json!({ "power": power })),
    ]
    .boxed()
}

/// Decimals to round to.
pub fn decimals() -> BoxedStrategy<Option<u8>> {
    prop::option::weighted(0.15, 0..5_u8).boxed()
}

/// Which areas count.
pub fn filter() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        one_of(&["P", "Q", "C1", "C2", "D1"]).prop_map(|code| json!({ "division": [code] })),
        one_of(&["k1", "k2"]).prop_map(|id| json!({ "kind": [id] })),
        prop::collection::vec((0..4_usize).prop_map(code), 1..4).prop_map(|codes| json!({ "area": codes })),
        any::<bool>().prop_map(|served| json!({ "office": served })),
        (one_of(&INDICATORS), number(), any::<bool>()).prop_map(
            |(id, min, gaps)| json!({ "range": { "indicator": id, "min": min, "include_missing": gaps } })
        ),
        one_of(&["A0", "0", "5"]).prop_map(|text| json!({ "search": text })),
    ];
    let tree = leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({ "all": parts })),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({ "any": parts })),
            inner.prop_map(|part| json!({ "not": part })),
        ]
    });
    prop_oneof![2 => Just(json!({ "all": [] })), 2 => tree].boxed()
}

/// How ranks are banded.
pub fn tiers() -> BoxedStrategy<Value> {
    prop_oneof![
        (2..6_u8).prop_map(|count| json!({ "method": "quantile", "count": count })),
        (2..5_u8).prop_map(|count| json!({ "method": "natural_breaks", "count": count })),
        Just(json!({ "method": "cuts", "bounds": [60.0, 20.0] })),
        Just(json!({ "method": "area_shares", "shares": [0.2, 0.3] })),
        Just(json!({ "method": "population_shares", "shares": [0.2, 0.3] })),
        Just(json!({ "method": "rules" })),
    ]
    .boxed()
}

/// Where the list ends.
pub fn cut() -> BoxedStrategy<Value> {
    prop_oneof![
        (0..6_u32).prop_map(|count| json!({ "count": count })),
        select(vec![0.0, 0.3, 1.0]).prop_map(|share| json!({ "population_share": share })),
        number().prop_map(|score| json!({ "score": score })),
    ]
    .boxed()
}

/// Rules beside the score.
pub fn rules() -> BoxedStrategy<Value> {
    let of = prop_oneof![
        one_of(&INDICATORS).prop_map(|id| json!({ "indicator": id })),
        Just(json!({ "node": "index" })),
        Just(json!("score")),
    ];
    let bar = prop_oneof![
        number().prop_map(|at| json!({ "at_least": at })),
        number().prop_map(|at| json!({ "at_most": at })),
        select(vec![50.0, 90.0]).prop_map(|at| json!({ "percentile": { "at_least": at } })),
        select(vec![0.2, 0.5]).prop_map(|share| json!({ "population": { "share": share } })),
    ];
    let threshold = (of, bar).prop_map(|(of, bar)| json!({ "threshold": { "of": of, "bar": bar } }));
    let condition = threshold.prop_recursive(1, 4, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({ "all": parts })),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({ "any": parts })),
            inner.prop_map(|part| json!({ "not": part })),
        ]
    });
    let one = condition.prop_map(|when| json!([{ "id": "r", "name": "r", "tier": "r", "when": when }]));
    prop_oneof![3 => Just(json!([])), 1 => one].boxed()
}

/// A flat method, or none.
pub fn flat() -> BoxedStrategy<Option<Value>> {
    let basis = one_of(&["common", "own"]);
    let weighed =
        one_of(&["saw", "wpm", "topsis", "moora", "copras", "waspas", "vikor", "taxonomy", "morris"]);
    let single = prop_oneof![
        6 => (weighed, basis).prop_map(|(method, basis)| json!({ "method": method, "normalise": basis })),
        1 => Just(json!({ "method": "promethee", "preference": { "shape": "v_shape", "p": 20.0 } })),
        1 => Just(json!({ "method": "electre_iii", "q": 1.0, "p": 5.0 })),
        1 => Just(json!({ "method": "copeland" })),
    ];
    let joined = (one_of(&["borda", "copeland_of"]), prop::collection::vec(single.clone(), 1..3))
        .prop_map(|(method, of)| json!({ "method": method, "of": of }));
    prop_oneof![12 => Just(None), 2 => single.prop_map(Some), 1 => joined.prop_map(Some)].boxed()
}
