//! The scenario run otherwise: other scales, fillings, methods, indicators, weights and values, by the stages of the pipeline.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::linear_parts::{leave_out, reweigh_index};
use super::random::Stream;
use crate::filter::AreaSet;
use crate::pipeline::{Matrix, Plan, Problem, build_matrix, compile_and_score, resolve, score_compiled};
use crate::scenario::Scenario;
use crate::score::{Imputation, Method, Normalisation, ScoreTree};
use crate::snapshot::{Column, Snapshot};

/// What each choice may be; the scenario's own comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Scales.
    pub normalise: Vec<Normalisation>,
    /// Ways to fill gaps.
    pub impute: Vec<Imputation>,
    /// Ways to combine the top groups.
    pub method: Vec<Method>,
    /// Indicators to do without, after "none".
    pub left_out: Vec<Option<String>>,
    /// Whether doing without one counts among the choices.
    pub leave_one_out: bool,
}

impl Options {
    /// From a scenario; every alternative counts once.
    pub fn new(scenario: &Scenario) -> Self {
        let choices = &scenario.robustness.choices;
        Self {
            normalise: distinct(scenario.normalise.clone(), &choices.normalise),
            impute: distinct(scenario.impute.clone(), &choices.impute),
            method: distinct(scenario.index.method, &choices.method),
            left_out: std::iter::once(None).chain(indicator_ids(scenario).into_iter().map(Some)).collect(),
            leave_one_out: choices.leave_one_out,
        }
    }

    /// How many levels each choice has.
    pub fn sizes(&self) -> [usize; 4] {
        let left_out = if self.leave_one_out { self.left_out.len() } else { 1 };
        [self.normalise.len(), self.impute.len(), self.method.len(), left_out]
    }

    /// Whether anything may be otherwise.
    pub fn vary(&self) -> bool {
        self.sizes().iter().any(|size| *size > 1)
    }
}

/// Indicators of an index, each once, in the order of the leaves.
pub fn indicator_ids(scenario: &Scenario) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in scenario.index.leaves().into_iter().filter_map(|leaf| leaf.indicator.clone()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn distinct<T: PartialEq + Clone>(own: T, others: &[T]) -> Vec<T> {
    let mut all = vec![own];
    for other in others {
        if !all.contains(other) {
            all.push(other.clone());
        }
    }
    all
}

/// One combination: positions in the lists of [`Options`], in their order. All zero is the scenario itself.
pub type Variant = [usize; 4];

/// A combination of choices that cannot be run.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Skipped {
    /// The scale.
    pub normalise: Normalisation,
    /// The filling of gaps.
    pub impute: Imputation,
    /// The method at the top.
    pub method: Method,
    /// The indicator left out.
    pub left_out: Option<String>,
    /// Why it cannot be run; not read back from JSON, see [`Reasons`](super::Reasons).
    #[serde(skip_deserializing)]
    pub problems: Vec<Problem>,
    /// How many draws and samples met it.
    pub times: u32,
}

/// Values that can be shaken.
#[derive(Debug, Clone)]
struct Shaky {
    indicator: usize,
    period: usize,
    values: Arc<Column>,
    errors: Arc<Column>,
}

/// Runs variants of a scenario, keeping what several of them need.
#[derive(Debug, Clone)]
pub struct Lab {
    snapshot: Snapshot,
    scenario: Scenario,
    set: AreaSet,
    /// What may be otherwise.
    pub options: Options,
    plans: BTreeMap<[usize; 3], Result<Plan, Vec<Problem>>>,
    matrices: BTreeMap<[usize; 2], Result<Arc<Matrix>, Vec<Problem>>>,
    shaky: Vec<Shaky>,
    skipped: BTreeMap<Variant, (Vec<Problem>, u32)>,
}

impl Lab {
    /// For a scenario that fits the snapshot; the snapshot is kept (its columns are shared, not copied).
    pub fn new(snapshot: &Snapshot, scenario: &Scenario, set: &AreaSet) -> Self {
        let mut scenario = scenario.clone();
        let options = Options::new(&scenario);
        scenario.snapshot = None;
        Self {
            snapshot: snapshot.clone(),
            scenario,
            set: set.clone(),
            options,
            plans: BTreeMap::new(),
            matrices: BTreeMap::new(),
            shaky: Vec::new(),
            skipped: BTreeMap::new(),
        }
    }

    /// Scores of all areas with other weights in the compiled index; all `NaN` where a method cannot take them.
    pub fn reweighed(&self, (matrix, tree): (&Matrix, &ScoreTree)) -> Vec<f64> {
        let scored = score_compiled(&self.snapshot, self.scenario.flat.as_ref(), (matrix, tree));
        scored.map_or_else(|_| vec![f64::NAN; self.snapshot.n_areas()], |found| found.0.score)
    }

    /// Gets ready to shake values; returns the indicators that have standard errors.
    pub fn find_standard_errors(&mut self, period: usize) -> Vec<String> {
        let mut ids = Vec::new();
        for id in indicator_ids(&self.scenario) {
            let Some(indicator) = self.snapshot.indicator_idx(&id) else { continue };
            let Some((period, values)) = self.snapshot.column_in_force(indicator, period) else { continue };
            let Some(errors) = self.snapshot.standard_error(indicator, period) else { continue };
            self.shaky.push(Shaky { indicator, period, values: values.clone(), errors: errors.clone() });
            ids.push(id);
        }
        ids
    }

    /// Scores of all areas under a variant, other weights (in the order of the index; none: as they stand) and
    /// shaken values; `None` when the combination cannot be run, which is noted.
    pub fn scores(
        &mut self,
        variant: Variant,
        weights: Option<&[f64]>,
        noise: Option<&mut Stream>,
    ) -> Option<Vec<f64>> {
        match self.try_scores(variant, weights, noise) {
            Ok(scores) => Some(scores),
            Err(problems) => {
                self.skipped.entry(variant).or_insert((problems, 0)).1 += 1;
                None
            }
        }
    }

    fn try_scores(
        &mut self,
        variant: Variant,
        weights: Option<&[f64]>,
        noise: Option<&mut Stream>,
    ) -> Result<Vec<f64>, Vec<Problem>> {
        let mut scenario = self.chosen(variant);
        let [normalise, impute, method, _] = variant;
        let plan = match self.plans.get(&[normalise, impute, method]) {
            Some(known) => known.clone()?,
            None => {
                let plan = resolve(&self.snapshot, &scenario);
                self.plans.insert([normalise, impute, method], plan.clone());
                plan?
            }
        };
        if let Some(weights) = weights {
            reweigh_index(&mut scenario.index, weights);
        }
        if let Some(id) = self.options.left_out.get(variant[3]).and_then(Option::as_ref) {
            leave_out(&mut scenario.index, id);
        }
        let matrix = match noise {
            Some(stream) => {
                self.shake(stream);
                Arc::new(build_matrix(&self.snapshot, &plan, &self.set)?)
            }
            None => self.matrix([normalise, impute], &plan)?,
        };
        compile_and_score(&scenario, &plan, &matrix, &self.snapshot).map(|scored| scored.scores.score)
    }

    fn chosen(&self, [normalise, impute, method, _]: Variant) -> Scenario {
        let mut scenario = self.scenario.clone();
        let options = &self.options;
        scenario.index.method = options.method.get(method).copied().unwrap_or(scenario.index.method);
        if let Some(own) = options.normalise.get(normalise) {
            scenario.normalise = own.clone();
        }
        if let Some(own) = options.impute.get(impute) {
            scenario.impute = own.clone();
        }
        scenario
    }

    fn matrix(&mut self, key: [usize; 2], plan: &Plan) -> Result<Arc<Matrix>, Vec<Problem>> {
        if let Some(known) = self.matrices.get(&key) {
            return known.clone();
        }
        self.settle();
        let built = build_matrix(&self.snapshot, plan, &self.set).map(Arc::new);
        self.matrices.insert(key, built.clone());
        built
    }

    /// `value + z · standard error`, wherever both are there.
    fn shake(&mut self, stream: &mut Stream) {
        for own in &self.shaky {
            let shaken = own.values.raw().iter().zip(own.errors.raw()).map(|(value, error)| {
                if value.is_nan() || error.is_nan() || *error <= 0.0 {
                    *value
                } else {
                    value + error * stream.normal()
                }
            });
            let column = Arc::new(Column::new(shaken.collect()));
            self.snapshot.replace_column(own.indicator, own.period, column);
        }
    }

    /// Values as they are.
    fn settle(&mut self) {
        for own in &self.shaky {
            self.snapshot.replace_column(own.indicator, own.period, own.values.clone());
        }
    }

    /// Why a variant could not be run.
    pub fn problems(&self, variant: Variant) -> Vec<Problem> {
        self.skipped.get(&variant).map(|(problems, _)| problems.clone()).unwrap_or_default()
    }

    /// What could not be run so far.
    pub fn skipped(&self) -> Vec<Skipped> {
        let list = self.skipped.iter();
        list.filter_map(|([normalise, impute, method, left_out], (problems, times))| {
            Some(Skipped {
                normalise: self.options.normalise.get(*normalise)?.clone(),
                impute: self.options.impute.get(*impute)?.clone(),
                method: *self.options.method.get(*method)?,
                left_out: self.options.left_out.get(*left_out)?.clone(),
                problems: problems.clone(),
                times: *times,
            })
        })
        .collect()
    }
}
