//! The module for other programs: wasm-bindgen exports with TypeScript types. Converts, calls, converts.
//!
//! Built without the page (`--no-default-features`), so that the page does not carry these exports.
//! Nothing is computed here. Every failure is thrown as a typed object, see [`error`].

mod analysis;
mod analysis_types;
mod convert;
mod engine;
mod error;
mod inequality;
mod types;

pub use analysis::{RobustnessJob, compare, diagnose, explain, insight, methodology, robustness};
pub use engine::ApiEngine;
pub use inequality::inequality;

use wasm_bindgen::prelude::*;

use crate::aggregate::{GroupBy, Grouping, group};
use crate::case::Case;
use crate::export::{group_table, ranking_json};
use crate::filter::AreaSet;
use crate::pipeline;
use crate::scenario::Scenario;
use crate::snapshot::{Limits, Snapshot, advisory, build, findings_json, open, parse, sha256_hex};
use convert::{bytes, group_by, json_text, parse_json};
use error::{ApiError, Thrown};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

/// Runs when the module starts: should Rust ever panic, the console says where before the call traps.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| console_error(&format!("negah: {info}"))));
}

/// Version of the module.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// SHA-256 of bytes (of a text: of its UTF-8) in lower-case hexadecimal: the name of a snapshot.
///
/// # Errors
/// `argument` when there are no bytes.
#[wasm_bindgen]
pub fn sha256(
    #[wasm_bindgen(js_name = "data", unchecked_param_type = "Bytes")] data: &JsValue,
) -> Result<String, Thrown> {
    Ok(sha256_hex(&bytes(data, "data")?))
}

/// Everything there is to say about a snapshot file: what blocks it or, where nothing does, what is advised.
/// A file that cannot be read at all is reported in `error`, not thrown.
///
/// # Errors
/// `argument` when there are no bytes.
#[wasm_bindgen(unchecked_return_type = "Verdict")]
pub fn validate(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
) -> Result<JsValue, Thrown> {
    let bytes = bytes(snapshot, "snapshot")?;
    let (head, findings, error) = match parse(&bytes, &Limits::DEFAULT) {
        Ok(file) => {
            let head = Some((file.areas.code.len(), file.indicators.len()));
            let findings = build(file, &Limits::DEFAULT).map_or_else(|blocks| blocks, |own| advisory(&own));
            (head, findings, None)
        }
        Err(error) => (None, Vec::new(), Some(ApiError::from(error).json())),
    };
    let verdict = serde_json::json!({
        "sha256": sha256_hex(&bytes),
        "areas": head.map(|(areas, _)| areas),
        "indicators": head.map(|(_, indicators)| indicators),
        "findings": findings_json(&findings),
        "error": error,
    });
    parse_json(&verdict.to_string())
}

/// Ranks the areas of a snapshot by a scenario (absent: equal weights).
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "RankingFile")]
pub fn run(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
) -> Result<JsValue, Thrown> {
    parse_json(&ranking_json(&case(snapshot, scenario)?, None))
}

/// Puts the areas of a snapshot together; a scenario adds how need is spread inside each group.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "GroupFile")]
pub fn aggregate(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "by", unchecked_optional_param_type = "GroupBy")] by: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
) -> Result<JsValue, Thrown> {
    let snapshot = open(&bytes(snapshot, "snapshot")?, &Limits::DEFAULT).map_err(ApiError::from)?;
    let by = group_by(by, &snapshot)?;
    let banded = matches!(by, GroupBy::Decile | GroupBy::Tier);
    if scenario.is_undefined() && !banded {
        let everything = AreaSet::all(snapshot.n_areas());
        let grouping = grouping(&snapshot, &by, &[])?;
        let place = (&everything, snapshot.latest_period());
        return parse_json(&group_table(&snapshot, place, &grouping, None).json());
    }
    let outcome = pipeline::run(&snapshot, &choices(&snapshot, scenario)?)?;
    let grouping = grouping(&snapshot, &by, &outcome.bands(&by))?;
    let place = (&*outcome.set, outcome.period);
    parse_json(&group_table(&snapshot, place, &grouping, Some(&outcome)).json())
}

/// A scenario run on a snapshot.
fn case(snapshot: &JsValue, scenario: &JsValue) -> Result<Case, ApiError> {
    let bytes = bytes(snapshot, "snapshot")?;
    let snapshot = open(&bytes, &Limits::DEFAULT)?;
    let scenario = choices(&snapshot, scenario)?;
    Ok(Case::run(snapshot, scenario)?.with_sha256(sha256_hex(&bytes)))
}

/// The scenario asked for; absent: equal weights.
fn choices(snapshot: &Snapshot, scenario: &JsValue) -> Result<Scenario, ApiError> {
    if scenario.is_undefined() || scenario.is_null() {
        return Ok(Scenario::equal_weights(snapshot));
    }
    Ok(Scenario::parse(json_text(scenario, "scenario")?.as_bytes())?)
}

fn grouping(snapshot: &Snapshot, by: &GroupBy, bands: &[u8]) -> Result<Grouping, ApiError> {
    group(snapshot, by, bands)
        .map_err(|unknown| ApiError::from(pipeline::Problem::UnknownLevel { level: unknown.0 }))
}
