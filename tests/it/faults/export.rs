//! What is handed on must be right by the rules of its format.

use serde_json::Value;

use crate::cli::negah;

fn doubled_area(ring: &Value) -> f64 {
    let points: Vec<[f64; 2]> = serde_json::from_value(ring.clone()).unwrap();
    assert_eq!(points.first(), points.last(), "closed");
    points.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum()
}

#[test]
fn rings_of_geojson_follow_the_right_hand_rule() {
    let path = "tests/data/faults/21-geojson-winding/clockwise.snapshot.json";
    let file: Value =
        serde_json::from_slice(&negah(&["rank", path, "--geojson", "-"]).fine().stdout).unwrap();
    let mut rings = 0;
    for feature in file["features"].as_array().unwrap() {
        let geometry = &feature["geometry"];
        let polygons = match geometry["type"].as_str() {
            Some("Polygon") => vec![geometry["coordinates"].clone()],
            _ => geometry["coordinates"].as_array().unwrap().clone(),
        };
        for polygon in &polygons {
            for (at, ring) in polygon.as_array().unwrap().iter().enumerate() {
                assert_eq!(
                    doubled_area(ring) > 0.0,
                    at == 0,
                    "outer rings counterclockwise, holes clockwise"
                );
                rings += 1;
            }
        }
    }
    assert_eq!(rings, 3);
}
