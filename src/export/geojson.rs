//! The ranking as GeoJSON (RFC 7946): one feature an area, for maps and geographic programs.

use serde_json::{Map, Value, json};

use super::Run;
use super::ranking::listed;
use crate::snapshot::{Column, Indicator};

/// Every area that counts in rank order, then the unscored ones; the geometry of the snapshot, else its point, else `null`.
/// Properties: `code`, `name`, `score`, `rank`, `tier`, `coverage` (0 to 1), `in_list` and each indicator's value under its
/// identifier, with `null` for what is missing. The collection's own members tell title, period, hash and whether the
/// values are invented. One feature a line.
pub fn ranking_geojson(run: &Run) -> String {
    let Run { snapshot, sha256, outcome, .. } = *run;
    let head = json!({
        "title": snapshot.header.title,
        "synthetic": snapshot.header.synthetic,
        "sha256": sha256,
        "period": snapshot.periods[outcome.period].id,
    });
    let columns: Vec<_> =
        snapshot.columns_in_force(outcome.period).map(|(own, _, values)| (own, values)).collect();
    let features: Vec<String> =
        listed(outcome, None).map(|area| feature(run, &columns, area).to_string()).collect();
    let head = head.to_string();
    let head = head.trim_start_matches('{').trim_end_matches('}');
    format!("{{\"type\":\"FeatureCollection\",{head},\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn feature(run: &Run, columns: &[(&Indicator, &Column)], area: usize) -> Value {
    let Run { snapshot, outcome, .. } = *run;
    let geometry = match snapshot.boundaries.get(area) {
        Some(Some(geometry)) => serde_json::to_value(&**geometry).unwrap_or_default(),
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
        put(&indicator.id, Value::Null);
    }
    for (indicator, column) in columns {
        put(&indicator.id, json!(column.get(area)));
    }
    // After the indicators: what an indicator of the same name would hide is the result.
    put("code", json!(snapshot.areas.code[area]));
    put("name", json!(snapshot.areas.name[area]));
    put("score", json!(outcome.scored.scores.get(area)));
    put("rank", json!(outcome.ranked.ranking.rank(area)));
    put("tier", json!(outcome.tier(area)));
    put("coverage", json!(outcome.scored.scores.coverage.get(area)));
    put("in_list", json!(outcome.in_list(area)));
    json!({ "type": "Feature", "properties": own, "geometry": geometry })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::Scenario;
    use crate::testing::small_snapshot;

    #[test]
    fn every_area_is_a_feature_with_its_result() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let outcome = run(&snapshot, &scenario).unwrap();
        let text = ranking_geojson(&Run {
            snapshot: &snapshot,
            sha256: "abc",
            scenario: &scenario,
            outcome: &outcome,
        });
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["type"], "FeatureCollection");
        let features = value["features"].as_array().unwrap();
        assert_eq!(features.len(), outcome.set.count());
        assert_eq!(features[0]["properties"]["rank"], 1);
        assert_eq!(features[0]["properties"]["code"], "01");
        assert_eq!(features[3]["properties"]["score"], Value::Null);
        for (feature, area) in features.iter().zip(&outcome.ranked.ranking.order) {
            let has = snapshot.boundaries.get(*area as usize).is_some_and(Option::is_some)
                || snapshot.areas.point.get(*area as usize).copied().flatten().is_some();
            assert_eq!(feature["geometry"].is_object(), has);
        }
    }
}
