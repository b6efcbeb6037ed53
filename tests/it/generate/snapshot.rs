//! Random data sets.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::{INDICATORS, LEAST_AREAS, PERIODS, code};

/// A snapshot file of 4 to 9 areas in three periods.
pub fn snapshot() -> impl Strategy<Value = Value> {
    (LEAST_AREAS..10_usize).prop_flat_map(|n| {
        let own = |id: &'static str| column(id, n).prop_map(move |column| (id, column));
        let columns: Vec<_> = INDICATORS.iter().chain(&["pop", "base"]).map(|id| own(id)).collect();
        let places = prop::collection::vec((0..5_usize, 0..3_usize), n);
        let targets = prop::collection::vec(prop::option::weighted(0.7, 0..12_i32), INDICATORS.len());
        (columns, places, targets)
            .prop_map(move |(columns, places, targets)| file(n, columns, &places, &targets))
    })
}

type Columns = Vec<(&'static str, Map<String, Value>)>;

fn file(n: usize, columns: Columns, places: &[(usize, usize)], targets: &[Option<i32>]) -> Value {
    let division = |at: usize| [Some("C1"), Some("C1"), Some("C2"), Some("D1"), None][places[at].0];
    let kind = |at: usize| [Some("k1"), Some("k2"), None][places[at].1];
    let target = |(id, value): (&&str, &Option<i32>)| {
        value.map(|value| json!({ "indicator": id, "period": PERIODS[2], "value": value }))
    };
    json!({
        "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-01-01",
        "synthetic": true, "area_level": "a", "population": "pop",
        "periods": PERIODS.map(|id| json!({ "id": id, "name": id })),
        "levels": [{ "id": "province", "name": "p" }, { "id": "county", "name": "c" }],
        "divisions": [
            { "code": "P", "name": "P", "level": "province" },
            { "code": "Q", "name": "Q", "level": "province" },
            { "code": "C1", "name": "C1", "level": "county", "parent": "P" },
            { "code": "C2", "name": "C2", "level": "county", "parent": "P" },
            { "code": "D1", "name": "D1", "level": "county", "parent": "Q" },
        ],
        "kinds": [{ "id": "k1", "name": "k1" }, { "id": "k2", "name": "k2" }],
        "domains": [{ "id": "d1", "name": "d1" }, { "id": "d2", "name": "d2" }],
        "indicators": indicators(),
        "areas": {
            "code": (0..n).map(code).collect::<Vec<_>>(), "name": (0..n).map(code).collect::<Vec<_>>(),
            "division": (0..n).map(division).collect::<Vec<_>>(), "kind": (0..n).map(kind).collect::<Vec<_>>(),
        },
        "offices": [{ "id": "o", "name": "o", "areas": [code(0), code(2)] }],
        "targets": INDICATORS.iter().zip(targets).filter_map(target).collect::<Vec<_>>(),
        "values": columns.into_iter().map(|(id, column)| (id.to_owned(), Value::Object(column))).collect::<Map<_, _>>(),
    })
}

fn indicators() -> Vec<Value> {
    let own = |id: &str, measure: Value, polarity: &str| json!({ "id": id, "name": id, "unit": "u", "decimals": 3, "measure": measure, "polarity": polarity, "domain": "d1" });
    let rate = || json!({ "kind": "rate", "denominator": "pop", "per": 100 });
    vec![
        own("pop", json!({ "kind": "count" }), "context"),
        own("base", json!({ "kind": "count" }), "context"),
        own("mean", json!({ "kind": "mean" }), "raises_need"),
        own("trust", json!({ "kind": "mean", "weight": "pop" }), "lowers_need"),
        own("rate", rate(), "raises_need"),
        own("events", json!({ "kind": "count" }), "raises_need"),
        own("served", rate(), "lowers_need"),
        own("level", json!({ "kind": "mean" }), "raises_need"),
        own("points", json!({ "kind": "mean" }), "lowers_need"),
    ]
}

/// Values by period; one period at least has some.
fn column(id: &'static str, n: usize) -> impl Strategy<Value = Map<String, Value>> {
    let periods = prop::collection::vec(prop::option::weighted(0.75, values(id, n)), PERIODS.len());
    (periods, values(id, n), select(vec![0, 1, 2])).prop_map(|(mut periods, always, at)| {
        periods[at].get_or_insert(always);
        let own = PERIODS.iter().zip(periods);
        own.filter_map(|(id, values)| Some(((*id).to_owned(), Value::Array(values?)))).collect()
    })
}

/// One period's values: of one of the shapes that matter to scales, with gaps.
fn values(id: &'static str, n: usize) -> impl Strategy<Value = Vec<Value>> {
    let shape = select(vec![0, 0, 0, 0, 1, 1, 2, 3, 4, 5]);
    let gaps = prop_oneof![3 => Just(0.0), 3 => Just(0.25), 1 => Just(0.6)];
    let whole = prop::collection::vec(0..=1000_u32, n);
    let chances = prop::collection::vec(0.0..1.0_f64, n);
    (shape, gaps, whole, chances).prop_map(move |(shape, gaps, whole, chances)| {
        let one = |(at, (raw, chance)): (usize, (&u32, &f64))| {
            let absent = shape == 5 && at > 0 || *chance < gaps;
            if absent { Value::Null } else { value(id, (shape, at), f64::from(*raw)) }
        };
        whole.iter().zip(&chances).enumerate().map(one).collect()
    })
}

/// `raw` is 0 to 1000.
fn value(id: &str, (shape, at): (usize, usize), raw: f64) -> Value {
    let shaped = match shape {
        // Points of a short scale, with many ties.
        1 => (raw / 250.0).floor(),
        // All alike.
        2 => 3.0,
        // One far from the others.
        3 if at == 0 => 1000.0,
        3 => 1.0 + (raw / 500.0).floor(),
        // Hardly apart beside their size.
        4 => 900.0 + raw / 1000.0,
        _ => raw,
    };
    match id {
        "pop" | "base" => json!(shaped.round() + 1001.0),
        "events" => json!(shaped.round()),
        "rate" | "served" => json!(shaped / 10.0),
        "level" => json!(shaped / 7.0 + 0.01),
        "points" => json!(shaped + 1.0),
        _ => json!(shaped / 3.0 - 40.0),
    }
}
