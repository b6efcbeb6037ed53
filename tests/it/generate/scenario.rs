//! Random scenarios over the names of [`super::snapshot`].

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::parts::{
    cut, decimals, filter, flat, imputation, method, missing, number, rules, scale, tiers, treatment, within,
};
use super::{INDICATORS, PERIODS, code};

/// A scenario file.
pub fn scenario() -> BoxedStrategy<Value> {
    let ways = (scale(false), within(), treatment(), imputation(), missing());
    let after = (tiers(), cut(), rules(), flat(), locks());
    let period = prop::option::of(select(PERIODS.to_vec()));
    (index(), ways, after, filter(), period).prop_map(|(index, ways, after, filter, period)| {
        let (normalise, within, treat, impute, missing) = ways;
        let (tiers, cut, rules, flat, locks) = after;
        let mut file = json!({
            "format": "negah.scenario", "version": 1, "title": "t", "filter": filter, "impute": impute,
            "treat": treat, "normalise": common(normalise), "within": within, "missing": missing, "index": index,
            "tiers": tiers, "cut": cut, "rules": rules, "locks": locks,
        });
        put(&mut file, "period", period);
        put(&mut file, "flat", flat);
        file
    })
    .boxed()
}

/// Goalposts of the whole scenario would contradict the polarity of half of the indicators.
fn common(scale: Value) -> Value {
    if scale["method"] == "goalposts" { json!({ "method": "z_score" }) } else { scale }
}

fn locks() -> BoxedStrategy<Value> {
    prop_oneof![
        3 => Just(json!([])),
        1 => select(vec!["in", "out"])
            .prop_map(|list| json!([{ "area": code(1), "list": list, "reason": "r" }])),
    ]
    .boxed()
}

fn put(object: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object[key] = value.into();
    }
}

/// One to three levels of groups.
fn index() -> BoxedStrategy<Value> {
    let inner = group("inner", prop::collection::vec(leaf(), 1..4).boxed());
    let child = prop_oneof![2 => leaf(), 2 => inner];
    let middle = group("middle", prop::collection::vec(child, 1..4).boxed());
    let top = prop_oneof![2 => leaf(), 3 => middle];
    group("index", prop::collection::vec(top, 1..4).boxed())
}

fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![6 => (1..5_i32).prop_map(f64::from), 1 => Just(0.0), 1 => Just(0.3)]
}

fn group(id: &'static str, children: BoxedStrategy<Vec<Value>>) -> BoxedStrategy<Value> {
    let scaled = prop::option::weighted(0.25, scale(false));
    let bounds = prop::option::weighted(0.15, (number(), 1..40_i32, 0..3_u8));
    let own = (prop::option::weighted(0.3, missing()), decimals(), decimals());
    (children, weight(), method(), scaled, bounds, own, 0..8_u8)
        .prop_map(move |(children, weight, method, scale, bounds, (missing, round, round_scale), judged)| {
            let children = named(id, children);
            let mut node = json!({ "id": id, "weight": weight, "method": method });
            put(&mut node, "normalise", scale);
            put(&mut node, "missing", missing);
            put(&mut node, "round", round);
            put(&mut node, "round_scale", round_scale);
            if let Some((floor, apart, which)) = bounds {
                put(&mut node, "floor", (which != 1).then_some(floor));
                put(&mut node, "cap", (which != 0).then_some(floor + f64::from(apart)));
            }
            put(&mut node, "weighting", weighting(judged, &children));
            node["children"] = children.into();
            node
        })
        .boxed()
}

/// Children with names of their own: groups of one level would share theirs.
fn named(parent: &str, children: Vec<Value>) -> Vec<Value> {
    let own = |(at, mut child): (usize, Value)| {
        if child.get("children").is_some() {
            child["id"] = format!("{parent}-{at}").into();
        } else {
            child["id"] = format!("{parent}-{at}-{}", child["indicator"].as_str().unwrap_or_default()).into();
        }
        child
    };
    children.into_iter().enumerate().map(own).collect()
}

/// Judgements on the children, now and then.
fn weighting(which: u8, children: &[Value]) -> Option<Value> {
    let ids: Vec<&str> = children.iter().filter_map(|child| child["id"].as_str()).collect();
    let points = || -> serde_json::Map<String, Value> {
        ids.iter().zip(1..).map(|(id, n)| ((*id).to_owned(), json!(100 / n))).collect()
    };
    match which {
        0 => Some(json!({ "by": "equal" })),
        1 => Some(json!({ "by": "ranks", "order": ids })),
        2 => Some(json!({ "by": "swing", "points": points() })),
        _ => None,
    }
}

fn leaf() -> BoxedStrategy<Value> {
    select(INDICATORS.to_vec())
        .prop_flat_map(|id| {
            let lowers = matches!(id, "trust" | "served" | "points");
            let own = (
                prop::option::weighted(0.5, scale(lowers)),
                prop::option::weighted(0.3, treatment()),
                prop::option::weighted(0.2, imputation()),
                decimals(),
            );
            (weight(), own, 0..10_u8).prop_map(move |(weight, (scale, treat, impute, round), more)| {
                let mut leaf = json!({ "indicator": id, "weight": weight });
                put(&mut leaf, "normalise", scale);
                put(&mut leaf, "treat", treat);
                put(&mut leaf, "impute", impute);
                put(&mut leaf, "round", round);
                match more {
                    0 => leaf["denominate"] = json!({ "by": "pop", "per": 1000.0 }),
                    1 if matches!(id, "rate" | "served") => leaf["shrink"] = json!({ "level": "county" }),
                    2 => leaf["locked"] = json!(true),
                    _ => {}
                }
                leaf
            })
        })
        .boxed()
}
