//! `Engine` for JavaScript: typed arrays in, typed arrays out.

use js_sys::{Float64Array, JsString, Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

use super::convert::{bytes, filter, group_by, numbers, parse_json, whole};
use super::error::{ApiError, Thrown};
use crate::aggregate::GroupBy;
use crate::engine::{Engine, GroupMeans, Order};
use crate::export::group_name;

/// Keeps a snapshot in the module's memory and answers in typed arrays. Every array handed out is a copy.
#[wasm_bindgen(js_name = Engine)]
pub struct ApiEngine {
    engine: Engine,
    /// Room for the weights of a call.
    weights: Vec<f64>,
    /// The groups of the last answer, for as long as the grouping stays the same.
    groups: Option<(GroupBy, JsValue)>,
    names: Names,
}

/// Member names, made once: a new text for each answer would cost more than the answer of a small snapshot.
struct Names {
    count: JsString,
    counts: JsString,
    population: JsString,
    means: JsString,
    groups: JsString,
    order: JsString,
    scores: JsString,
    mean_rank: JsString,
    top_k: JsString,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            count: "count".into(),
            counts: "counts".into(),
            population: "population".into(),
            means: "means".into(),
            groups: "groups".into(),
            order: "order".into(),
            scores: "scores".into(),
            mean_rank: "meanRank".into(),
            top_k: "topK".into(),
        }
    }
}

/// A plain object from members; setting a member of a fresh object cannot fail.
fn object<const N: usize>(members: [(&JsString, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, name, &value);
    }
    object.into()
}

fn doubles(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

#[wasm_bindgen(js_class = Engine)]
impl ApiEngine {
    /// Opens a snapshot file. At first all areas are chosen.
    ///
    /// # Errors
    /// `parse`, `blocked` or `argument`.
    pub fn load(
        #[wasm_bindgen(js_name = "snapshot", unchecked_param_type = "Bytes")] snapshot: &JsValue,
    ) -> Result<ApiEngine, Thrown> {
        let bytes = bytes(snapshot, "snapshot")?;
        let engine = Engine::load(&bytes).map_err(ApiError::from)?;
        Ok(Self { engine, weights: Vec::new(), groups: None, names: Names::default() })
    }

    /// Number of areas of the snapshot.
    #[wasm_bindgen(getter, js_name = nAreas)]
    pub fn n_areas(&self) -> usize {
        self.engine.snapshot().n_areas()
    }

    /// Identifiers of the indicators: the order of weights and means.
    pub fn indicators(&self) -> Vec<String> {
        self.engine.snapshot().indicators.iter().map(|indicator| indicator.id.clone()).collect()
    }

    /// Codes of the areas: what positions in `order` and `scores` stand for.
    pub fn codes(&self) -> Vec<String> {
        self.engine.snapshot().areas.code.clone()
    }

    /// Identifiers of the periods, oldest first; the newest is computed with.
    pub fn periods(&self) -> Vec<String> {
        self.engine.snapshot().periods.iter().map(|period| period.id.clone()).collect()
    }

    /// 1 for every indicator that raises or lowers need, 0 for context.
    #[wasm_bindgen(js_name = defaultWeights)]
    pub fn default_weights(&self) -> Vec<f64> {
        self.engine.default_weights()
    }

    /// Chooses the areas that count, in place of those chosen before, and returns how many; no `spec`: all.
    /// Indicators are judged by their values in force in the newest period.
    ///
    /// # Errors
    /// `scenario` for names that the snapshot does not have, `argument` for another shape. The choice stays then.
    pub fn filter(
        &mut self,
        #[wasm_bindgen(js_name = "spec", unchecked_optional_param_type = "Filter | string")] spec: &JsValue,
    ) -> Result<usize, Thrown> {
        Ok(self.engine.filter(&filter(spec)?)?)
    }

    /// Positions of the chosen areas, ascending.
    pub fn selection(&mut self) -> Uint32Array {
        self.engine.selection().into()
    }

    /// Puts the chosen areas together, by what each indicator measures; no `by`: all in one group.
    /// Deciles and tiers (five of equal size) are those of the last ranking.
    ///
    /// # Errors
    /// `scenario` for an unknown level, `argument` for another shape, or for bands before anything was ranked.
    #[wasm_bindgen(unchecked_return_type = "Aggregation")]
    pub fn aggregate(
        &mut self,
        #[wasm_bindgen(js_name = "by", unchecked_optional_param_type = "GroupBy")] by: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let by = group_by(by, self.engine.snapshot())?;
        self.engine.aggregate(&by)?;
        if self.groups.as_ref().is_none_or(|(known, _)| *known != by) || is_banded(&by) {
            self.groups = Some((by, parse_json(&self.group_list())?));
        }
        let means = self.engine.group_means();
        let groups = self.groups.as_ref().map(|(_, list)| list.clone()).unwrap_or_default();
        let Names { count, counts, population, means: values, groups: list, .. } = &self.names;
        Ok(object([
            (count, total(means).into()),
            (counts, Uint32Array::from(means.counts.as_slice()).into()),
            (population, doubles(&means.population)),
            (values, doubles(&means.means)),
            (list, groups),
        ]))
    }

    /// Scores and ranks the chosen areas.
    ///
    /// # Errors
    /// `argument` for wrong weights, `scenario` when none above 0 is left. The former result stays then.
    #[wasm_bindgen(js_name = scoreRank, unchecked_return_type = "Ranking")]
    pub fn score_rank(
        &mut self,
        #[wasm_bindgen(js_name = "weights", unchecked_param_type = "Float64Array")] weights: &JsValue,
    ) -> Result<JsValue, Thrown> {
        numbers(weights, "weights", &mut self.weights)?;
        let Order { order, scores } = self.engine.score_rank(&self.weights)?;
        let names = &self.names;
        Ok(object([(&names.order, Uint32Array::from(order).into()), (&names.scores, doubles(scores))]))
    }

    /// The same when only the weights changed.
    ///
    /// # Errors
    /// As `scoreRank`.
    #[wasm_bindgen(unchecked_return_type = "Ranking")]
    pub fn reweight(
        &mut self,
        #[wasm_bindgen(js_name = "weights", unchecked_param_type = "Float64Array")] weights: &JsValue,
    ) -> Result<JsValue, Thrown> {
        self.score_rank(weights)
    }

    /// One move of any slider: `filter`, `aggregate` by the grouping last asked for (at first all together) and
    /// `scoreRank` in one pass. What did not change is not computed again.
    ///
    /// # Errors
    /// As those three. The former choice and result stay then.
    #[wasm_bindgen(js_name = sliderMove, unchecked_return_type = "SliderAnswer")]
    pub fn slider_move(
        &mut self,
        #[wasm_bindgen(js_name = "spec", unchecked_param_type = "Filter | string | null | undefined")]
        spec: &JsValue,
        #[wasm_bindgen(js_name = "weights", unchecked_param_type = "Float64Array")] weights: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let filter = filter(spec)?;
        numbers(weights, "weights", &mut self.weights)?;
        let (means, Order { order, scores }) = self.engine.slider_move(&filter, &self.weights)?;
        let names = &self.names;
        Ok(object([
            (&names.count, total(means).into()),
            (&names.counts, Uint32Array::from(means.counts.as_slice()).into()),
            (&names.population, doubles(&means.population)),
            (&names.means, doubles(&means.means)),
            (&names.order, Uint32Array::from(order).into()),
            (&names.scores, doubles(scores)),
        ]))
    }

    /// Ranks the chosen areas once per draw: `weights` holds `draws` rows of one weight per indicator.
    ///
    /// # Errors
    /// `argument` for weights of another number, negative or not finite; `scenario` for a draw without weight.
    #[wasm_bindgen(js_name = monteCarlo, unchecked_return_type = "RankSpread")]
    pub fn monte_carlo(
        &mut self,
        #[wasm_bindgen(js_name = "weights", unchecked_param_type = "Float64Array")] weights: &JsValue,
        #[wasm_bindgen(js_name = "draws", unchecked_param_type = "number")] draws: &JsValue,
        #[wasm_bindgen(js_name = "k", unchecked_param_type = "number")] k: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let (draws, k) = (whole(draws, "draws")?, whole(k, "k")?);
        let mut all = Vec::new();
        numbers(weights, "weights", &mut all)?;
        let spread = self.engine.monte_carlo(&all, draws as usize, k)?;
        let names = &self.names;
        Ok(object([(&names.mean_rank, doubles(&spread.mean_rank)), (&names.top_k, doubles(&spread.top_k))]))
    }

    fn group_list(&self) -> String {
        let groups = self.engine.groups().iter().map(|key| {
            let (key, name) = group_name(key);
            serde_json::json!({ "key": key, "name": name.fa, "nameEn": name.en })
        });
        serde_json::Value::from_iter(groups).to_string()
    }
}

fn is_banded(by: &GroupBy) -> bool {
    matches!(by, GroupBy::Decile | GroupBy::Tier)
}

fn total(means: &GroupMeans) -> u32 {
    means.counts.iter().sum()
}
