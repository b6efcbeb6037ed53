//! Why, how sure and what if, of one run: explanation, comparison, diagnosis, robustness and the method in words.

use std::sync::Arc;

use serde_json::json;
use wasm_bindgen::prelude::*;

use super::convert::{or_default, parse_json, whole};
use super::error::{ApiError, Thrown};
use crate::case::Case;
use crate::export::{
    Sureness, diagnosis, equal_weights_beside, explanation, flips_at_the_line, insight_json, side_by_side,
};
use crate::insight::Earlier;
use crate::sensitivity::{Job, Progress};
use crate::text::Language;
use crate::view::Words;

/// One area's standing taken apart: every part of the index, every rule.
///
/// # Errors
/// `parse`, `blocked`, `scenario`, or `argument` for a code that the snapshot does not have.
#[wasm_bindgen(unchecked_return_type = "ExplanationFile")]
pub fn explain(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "code", unchecked_param_type = "string")] code: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
) -> Result<JsValue, Thrown> {
    let case = super::case(snapshot, scenario)?;
    let position = code.as_string().and_then(|code| case.snapshot.areas.position(&code));
    let found = position.and_then(|area| explanation(&case, area));
    let found = found.ok_or_else(|| ApiError::argument("code", "the code of an area of the snapshot"))?;
    parse_json(&found.json())
}

/// Two scenarios on one snapshot side by side; absent ones stand for equal weights, the second with the areas, period and cut
/// line of the first.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "ComparisonFile")]
pub fn compare(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
    #[wasm_bindgen(js_name = "other", unchecked_optional_param_type = "Scenario | string")] other: &JsValue,
) -> Result<JsValue, Thrown> {
    let case = super::case(snapshot, scenario)?;
    let second = if other.is_undefined() || other.is_null() {
        case.with(equal_weights_beside(&case.snapshot, &case.scenario))?
    } else {
        case.with(super::choices(&case.snapshot, other)?)?
    };
    parse_json(&side_by_side(&case, &second).json())
}

/// How the indicators of an index hang together, and what the weights really do.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "DiagnosisFile")]
pub fn diagnose(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
) -> Result<JsValue, Thrown> {
    parse_json(&diagnosis(&super::case(snapshot, scenario)?).json())
}

/// What matters in a list, as numbers: the figures of the page's overview, beside the same scenario in the period before.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "InsightFile")]
pub fn insight(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
) -> Result<JsValue, Thrown> {
    let case = super::case(snapshot, scenario)?;
    parse_json(&insight_json(&case, &Earlier::of(&case)))
}

/// The method in paragraphs, in `fa` (Persian) or `en` (English); absent: Persian.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen]
pub fn methodology(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_param_type = "Scenario | string | null | undefined")]
    scenario: &JsValue,
    #[wasm_bindgen(js_name = "language", unchecked_optional_param_type = "\"fa\" | \"en\"")]
    language: &JsValue,
) -> Result<Vec<String>, Thrown> {
    let language = match language.as_string().as_deref() {
        Some("en") => Language::En,
        Some("fa") => Language::Fa,
        None if language.is_undefined() || language.is_null() => Language::Fa,
        _ => return Err(ApiError::argument("language", "\"fa\" or \"en\"").into()),
    };
    let case = super::case(snapshot, scenario)?;
    Ok(crate::view::methodology(&case, Words { language }))
}

/// What may be asked in place of what the scenario's `robustness` says.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Options {
    draws: Option<u32>,
    seed: Option<u64>,
    top: Option<u32>,
    samples: Option<u32>,
    flips: usize,
}

/// How sure the list is, worked through at one go. A page does better with `RobustnessJob` in a worker.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "RobustnessFile")]
pub fn robustness(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_param_type = "Scenario | string | null | undefined")]
    scenario: &JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "RobustnessOptions")]
    options: &JsValue,
) -> Result<JsValue, Thrown> {
    let mut job = RobustnessJob::new(snapshot, scenario, options)?;
    while !job.job.step(u32::MAX).finished {}
    job.result()
}

/// The question "how sure is this list?" worked in portions, which change nothing in the result.
#[wasm_bindgen]
pub struct RobustnessJob {
    case: Case,
    job: Job,
    flips: usize,
}

#[wasm_bindgen]
impl RobustnessJob {
    /// Makes ready what the scenario's `robustness` asks for, as far as `options` does not say otherwise.
    ///
    /// # Errors
    /// `parse`, `blocked`, `scenario` or `argument`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
        #[wasm_bindgen(js_name = "scenario", unchecked_param_type = "Scenario | string | null | undefined")]
        scenario: &JsValue,
        #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "RobustnessOptions")]
        options: &JsValue,
    ) -> Result<RobustnessJob, Thrown> {
        let options: Options = or_default(options, "options")?;
        let mut case = super::case(snapshot, scenario)?;
        let asked = &mut Arc::make_mut(&mut case.scenario).robustness;
        asked.draws = options.draws.unwrap_or(asked.draws);
        asked.seed = options.seed.unwrap_or(asked.seed);
        asked.samples = options.samples.unwrap_or(asked.samples);
        asked.top = options.top.or(asked.top);
        let job = Job::new(&case.snapshot, &case.scenario, &case.outcome)?;
        Ok(Self { case, job, flips: options.flips })
    }

    /// Works on: about `n` draws, runs or comparisons.
    ///
    /// # Errors
    /// `argument` when `n` is no whole number.
    #[wasm_bindgen(unchecked_return_type = "RobustnessProgress")]
    pub fn step(
        &mut self,
        #[wasm_bindgen(js_name = "n", unchecked_param_type = "number")] n: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let Progress { done, total, finished, error } = self.job.step(whole(n, "n")?);
        let progress = json!({ "done": done, "total": total, "finished": finished, "error": error });
        parse_json(&progress.to_string())
    }

    /// What was found so far; complete when `step` says `finished`.
    ///
    /// # Errors
    /// `scenario` when smallest changes were asked for and cannot be found.
    #[wasm_bindgen(unchecked_return_type = "RobustnessFile")]
    pub fn result(&self) -> Result<JsValue, Thrown> {
        let (case, found) = (&self.case, self.job.result());
        let flips = match self.flips {
            0 => Vec::new(),
            n => flips_at_the_line(case, found.top as usize, n)?,
        };
        parse_json(&Sureness { case, found: &found }.json(&flips))
    }
}
