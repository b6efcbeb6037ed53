//! Outlines from a GeoJSON file.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::import_rule::ImportRule;
use super::input::Text;
use super::issue::Issue;
use crate::snapshot::{Entries, Geometry, Ring};

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<Feature<'a>>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(default)]
    properties: Option<serde_json::Map<String, Value>>,
    #[serde(borrow, default)]
    geometry: Option<Outline<'a>>,
}

#[derive(Deserialize)]
struct Outline<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    coordinates: Option<&'a RawValue>,
}

/// Outlines in area order, as far as the file has them.
pub(super) fn read_boundaries(
    text: &Text,
    property: &str,
    codes: &[String],
    issues: &mut Vec<Issue>,
) -> Entries<Geometry> {
    let collection: Collection = match serde_json::from_str(&text.text) {
        Ok(collection) => collection,
        Err(error) => {
            let issue = Issue::new(ImportRule::BadGeoJson).file(&text.name).row(error.line());
            issues.push(issue.found(error).expected("FeatureCollection"));
            return Entries::default();
        }
    };
    let known: HashSet<&str> = codes.iter().map(String::as_str).collect();
    let mut by_code: HashMap<String, Geometry> = HashMap::new();
    for (at, feature) in collection.features.iter().enumerate() {
        let place = |issue: Issue| issue.file(&text.name).column(format!("features[{at}]"));
        match read_feature(feature, property) {
            Ok((code, _)) if !known.contains(code.as_str()) => {
                issues.push(place(Issue::new(ImportRule::UnknownBoundary)).found(code));
            }
            Ok((code, geometry)) => {
                if by_code.insert(code.clone(), geometry).is_some() {
                    issues.push(place(Issue::new(ImportRule::DuplicateCode)).found(code));
                }
            }
            Err((found, expected)) => {
                issues.push(place(Issue::new(ImportRule::BadBoundary)).found(found).expected(expected));
            }
        }
    }
    let in_order = codes.iter().filter_map(|code| by_code.remove_entry(code));
    let entries = Entries(in_order.collect::<Vec<_>>());
    let gaps = codes.len() - entries.0.len();
    if gaps > 0 {
        issues.push(Issue::new(ImportRule::NoBoundary).file(&text.name).found(gaps).expected(0));
    }
    entries
}

type Complaint = (String, &'static str);

fn read_feature(feature: &Feature, property: &str) -> Result<(String, Geometry), Complaint> {
    let code = match feature.properties.as_ref().and_then(|properties| properties.get(property)) {
        Some(Value::String(code)) => code.trim().to_owned(),
        Some(Value::Number(code)) => code.to_string(),
        other => return Err((format!("{property}: {other:?}"), "area code")),
    };
    let outline = feature.geometry.as_ref().ok_or_else(|| (code.clone(), "geometry"))?;
    let text = outline.coordinates.map_or("null", RawValue::get);
    let shape = |error: serde_json::Error| (format!("{code}: {error}"), "coordinates");
    let geometry = match outline.kind.as_str() {
        "Polygon" => Geometry::Polygon(rings(serde_json::from_str(text).map_err(shape)?)?),
        "MultiPolygon" => {
            let polygons: Vec<Vec<Vec<Vec<f64>>>> = serde_json::from_str(text).map_err(shape)?;
            Geometry::MultiPolygon(polygons.into_iter().map(rings).collect::<Result<_, _>>()?)
        }
        other => return Err((format!("{code}: {other}"), "Polygon | MultiPolygon")),
    };
    Ok((code, geometry))
}

/// Positions may carry a height, which is dropped.
fn rings(positions: Vec<Vec<Vec<f64>>>) -> Result<Vec<Ring>, Complaint> {
    let point = |position: Vec<f64>| match position[..] {
        [lon, lat, ..] if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Ok([lon, lat]),
        _ => Err((format!("{position:?}"), "longitude, latitude (degrees)")),
    };
    positions.into_iter().map(|ring| ring.into_iter().map(point).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(features: &str) -> (Entries<Geometry>, Vec<ImportRule>) {
        let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        let text = Text { name: "b.geojson".to_owned(), packed: false, text };
        let mut issues = Vec::new();
        let codes = ["01".to_owned(), "02".to_owned()];
        let entries = read_boundaries(&text, "code", &codes, &mut issues);
        (entries, issues.iter().map(|issue| issue.rule).collect())
    }

    fn feature(code: &str, coordinates: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","x":1}},"geometry":{{"type":"Polygon","coordinates":{coordinates}}}}}"#
        )
    }

    #[test]
    fn keeps_area_order_and_drops_heights() {
        let ring = "[[[0,0,9],[1,0,9],[1,1,9],[0,0,9]]]";
        let (entries, rules) = read(&format!("{},{}", feature("02", ring), feature("01", ring)));
        assert_eq!(entries.iter().map(|(code, _)| code).collect::<Vec<_>>(), ["01", "02"]);
        assert_eq!(entries.get("01").unwrap().rings().next().unwrap()[1], [1.0, 0.0]);
        assert_eq!(rules, []);
    }

    #[test]
    fn reports_strangers_gaps_and_metres() {
        let stranger = feature("9", "[[[0,0],[1,0],[1,1],[0,0]]]");
        let metres = feature("01", "[[[530000,180000],[1,0],[1,1],[0,0]]]");
        let (_, rules) = read(&format!("{stranger},{metres}"));
        assert_eq!(rules, [ImportRule::UnknownBoundary, ImportRule::BadBoundary, ImportRule::NoBoundary]);
        let (_, rules) = read("{");
        assert_eq!(rules, [ImportRule::BadGeoJson]);
    }
}
