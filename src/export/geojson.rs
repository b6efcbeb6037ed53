//! The ranking as GeoJSON (RFC 7946): one feature an area, for maps and geographic programs.

use serde_json::{Map, Value, json};

use super::names::value_name;
use super::ranking::listed;
use crate::case::Case;
use crate::snapshot::{Column, Geometry, Indicator, Ring};

/// Every area that counts in rank order, then the unscored ones; the geometry of the snapshot, else its point, else `null`.
/// Rings follow the right-hand rule (RFC 7946 §3.1.6), whichever way the file had them: outer ones counterclockwise, holes
/// clockwise. Consumers on the sphere would fill the rest of the globe otherwise.
/// Properties: `code`, `name`, `score`, `rank`, `tier`, `coverage` (0 to 1), `in_list` and each indicator's value as
/// `ID.value`, with `null` for what is missing. The collection's own members tell title, period, hash and whether the
/// values are invented. One feature a line.
pub fn ranking_geojson(case: &Case) -> String {
    let Case { snapshot, sha256, outcome, .. } = case;
    let head = json!({
        "title": snapshot.header.title,
        "synthetic": snapshot.header.synthetic,
        "sha256": **sha256,
        "period": snapshot.periods[outcome.period].id,
    });
    let columns: Vec<_> =
        snapshot.columns_in_force(outcome.period).map(|(own, _, values)| (own, values)).collect();
    let features: Vec<String> =
        listed(outcome, None).map(|area| feature(case, &columns, area).to_string()).collect();
    let head = head.to_string();
    let head = head.trim_start_matches('{').trim_end_matches('}');
    format!("{{\"type\":\"FeatureCollection\",{head},\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn feature(case: &Case, columns: &[(&Indicator, &Column)], area: usize) -> Value {
    let Case { snapshot, outcome, .. } = case;
    let geometry = match snapshot.boundaries.get(area) {
        Some(Some(geometry)) => serde_json::to_value(wound(geometry)).unwrap_or_default(),
        _ => snapshot
            .areas
            .point
            .get(area)
            .copied()
            .flatten()
            .map_or(Value::Null, |point| json!({ "type": "Point", "coordinates": point })),
    };
    let mut own = Map::new();
    let mut put = |key: &str, value: Value| own.insert(key.to_owned(), value);
    for indicator in &snapshot.indicators {
        put(&value_name(&indicator.id), Value::Null);
    }
    for (indicator, column) in columns {
        put(&value_name(&indicator.id), json!(column.get(area)));
    }
    put("code", json!(snapshot.areas.code[area]));
    put("name", json!(snapshot.areas.name[area]));
    put("score", json!(outcome.scored.scores.get(area)));
    put("rank", json!(outcome.ranked.ranking.rank(area)));
    put("tier", json!(outcome.tier(area)));
    put("coverage", json!(outcome.scored.scores.coverage.get(area)));
    put("in_list", json!(outcome.in_list(area)));
    json!({ "type": "Feature", "properties": own, "geometry": geometry })
}

/// The geometry with its rings wound by the right-hand rule.
fn wound(geometry: &Geometry) -> Geometry {
    let polygon = |rings: &Vec<Ring>| {
        let rings = rings.iter().enumerate();
        rings.map(|(at, ring)| turned(ring, if at == 0 { 1.0 } else { -1.0 })).collect()
    };
    match geometry {
        Geometry::Polygon(rings) => Geometry::Polygon(polygon(rings)),
        Geometry::MultiPolygon(polygons) => Geometry::MultiPolygon(polygons.iter().map(polygon).collect()),
    }
}

/// The ring in the direction of `wanted` (1 counterclockwise, −1 clockwise); it begins and ends where it did. One that
/// encloses nothing has no direction and stays.
fn turned(ring: &Ring, wanted: f64) -> Ring {
    let mut ring = ring.clone();
    if doubled_area(&ring) * wanted < 0.0 {
        ring.reverse();
    }
    ring
}

/// Twice the area of a closed ring in square degrees, above 0 where it runs counterclockwise (the shoelace formula, from
/// the ring's first point so that small rings far from the origin lose no digits).
fn doubled_area(ring: &Ring) -> f64 {
    let Some([x0, y0]) = ring.first().copied() else { return 0.0 };
    let cross =
        |pair: &[[f64; 2]]| (pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0);
    ring.windows(2).map(cross).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn rings_follow_the_right_hand_rule() {
        let square = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to], [from, from]];
        let back = |ring: Ring| ring.into_iter().rev().collect::<Ring>();
        let good = || vec![square(51.0, 52.0), back(square(51.2, 51.4)), back(square(51.6, 51.8))];
        let bad: Vec<Ring> = good().into_iter().map(back).collect();
        assert_eq!(wound(&Geometry::Polygon(bad.clone())), Geometry::Polygon(good()));
        assert_eq!(wound(&Geometry::Polygon(good())), Geometry::Polygon(good()));
        let parts = vec![bad, good(), vec![back(square(10.0, 10.5))]];
        let expected = vec![good(), good(), vec![square(10.0, 10.5)]];
        assert_eq!(wound(&Geometry::MultiPolygon(parts)), Geometry::MultiPolygon(expected));
        let line = vec![[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]];
        assert_eq!(wound(&Geometry::Polygon(vec![line.clone()])), Geometry::Polygon(vec![line]));
    }

    #[test]
    fn every_area_is_a_feature_with_its_result() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        let text = ranking_geojson(&case.clone().with_sha256("abc"));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["type"], "FeatureCollection");
        let features = value["features"].as_array().unwrap();
        assert_eq!(features.len(), case.outcome.set.count());
        assert_eq!(features[0]["properties"]["rank"], 1);
        assert_eq!(features[0]["properties"]["code"], "01");
        assert_eq!(features[3]["properties"]["score"], Value::Null);
        assert_eq!(features[0]["properties"]["unemployment.value"], 20.0);
        for (feature, area) in features.iter().zip(&case.outcome.ranked.ranking.order) {
            let has = snapshot.boundaries.get(*area as usize).is_some_and(Option::is_some)
                || snapshot.areas.point.get(*area as usize).copied().flatten().is_some();
            assert_eq!(feature["geometry"].is_object(), has);
        }
    }
}
