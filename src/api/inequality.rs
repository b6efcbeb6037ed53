//! How unequally measures are shared out.

use wasm_bindgen::prelude::*;

use super::convert::{bytes, group_by, or_default, parse_json};
use super::error::{ApiError, Thrown};
use super::{choices, grouping};
use crate::aggregate::GroupBy;
use crate::case::Case;
use crate::export::{InequalitySource, inequality as taken_apart};
use crate::filter::AreaSet;
use crate::pipeline::Problem;
use crate::snapshot::{Limits, Snapshot, open, sha256_hex};

/// What is asked for; nothing: every indicator with values, and the score where there is a scenario.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Asked {
    indicators: Vec<String>,
    score: bool,
}

impl Asked {
    fn measures(&self, source: &InequalitySource) -> Result<Vec<Option<usize>>, ApiError> {
        let position = |id: &String| {
            let unknown = || Problem::UnknownIndicator { indicator: id.clone() };
            source.snapshot.indicator_idx(id).ok_or_else(unknown)
        };
        let named = self.indicators.iter().map(position).collect::<Result<Vec<_>, _>>()?;
        Ok(source.measures(named, self.score))
    }
}

/// How unequally measures are shared out, between groups and within them: Gini coefficient, Theil's T and variance with η², as the
/// page shows them. A figure that is not defined for the values is null, and `undefined` says why.
///
/// # Errors
/// `parse`, `blocked`, `scenario` or `argument`.
#[wasm_bindgen(unchecked_return_type = "InequalityFile")]
pub fn inequality(
    #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    #[wasm_bindgen(js_name = "by", unchecked_optional_param_type = "GroupBy")] by: &JsValue,
    #[wasm_bindgen(js_name = "measures", unchecked_optional_param_type = "InequalityMeasures")]
    measures: &JsValue,
    #[wasm_bindgen(js_name = "scenario", unchecked_optional_param_type = "Scenario | string")]
    scenario: &JsValue,
) -> Result<JsValue, Thrown> {
    let bytes = bytes(snapshot, "snapshot")?;
    let snapshot = open(&bytes, &Limits::DEFAULT).map_err(ApiError::from)?;
    let (by, asked): (_, Asked) = (group_by(by, &snapshot)?, or_default(measures, "measures")?);
    let sha256 = sha256_hex(&bytes);
    let banded = matches!(by, GroupBy::Decile | GroupBy::Tier);
    if (scenario.is_undefined() || scenario.is_null()) && !banded && !asked.score {
        return of_data(&snapshot, &sha256, &by, &asked);
    }
    let scenario = choices(&snapshot, scenario)?;
    let case = Case::run(snapshot, scenario).map_err(ApiError::from)?.with_sha256(sha256);
    let grouping = grouping(&case.snapshot, &by, &case.outcome.bands(&by))?;
    let source = InequalitySource::of_case(&case, &grouping);
    parse_json(&taken_apart(&source, &asked.measures(&source)?).json())
}

/// Without a scenario all areas count, in the newest period.
fn of_data(snapshot: &Snapshot, sha256: &str, by: &GroupBy, asked: &Asked) -> Result<JsValue, Thrown> {
    let everything = AreaSet::all(snapshot.n_areas());
    let grouping = grouping(snapshot, by, &[])?;
    let source = InequalitySource::of_data(snapshot, sha256, &everything, &grouping);
    parse_json(&taken_apart(&source, &asked.measures(&source)?).json())
}
