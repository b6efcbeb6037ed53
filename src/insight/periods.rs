//! A run beside the same scenario in the period before: what of it compares, and what does not.

use std::sync::Arc;

use crate::aggregate::quantile;
use crate::case::Case;
use crate::history::{Join, ListChange, Moment, standing_changes};
use crate::pipeline::{Outcome, Problem, Reference};
use crate::rank::People;
use crate::scenario::Scenario;
use crate::score::Normalisation;
use crate::snapshot::Snapshot;
use crate::sorting::ascend;

use super::values::scored_indicators;

/// The scenario in the period before.
#[derive(Debug, Clone)]
pub enum Earlier {
    /// There is none: the period in use is the first.
    First,
    /// It could not be run there.
    Failed(Arc<Vec<Problem>>),
    /// Its result.
    Run(Arc<Outcome>),
}

impl Earlier {
    /// Runs the scenario of a case in the period before.
    pub fn of(case: &Case) -> Self {
        match scenario_before(&case.snapshot, &case.scenario, case.outcome.period) {
            None => Self::First,
            Some(scenario) => match case.with(scenario) {
                Ok(before) => Self::Run(before.outcome),
                Err(problems) => Self::Failed(Arc::new(problems)),
            },
        }
    }

    /// The result, if there is one.
    pub fn outcome(&self) -> Option<&Outcome> {
        match self {
            Self::Run(outcome) => Some(outcome),
            Self::First | Self::Failed(_) => None,
        }
    }
}

/// The scenario in the period before `period`; `None` where that is the first.
pub fn scenario_before(snapshot: &Snapshot, scenario: &Scenario, period: usize) -> Option<Scenario> {
    let before = snapshot.periods.get(period.checked_sub(1)?)?;
    Some(Scenario { period: Some(before.id.clone()), ..scenario.clone() })
}

/// The inhabitants of the areas that count; `None` without population figures.
pub fn people(snapshot: &Snapshot, outcome: &Outcome) -> Option<People> {
    let column = snapshot.population_column(outcome.period)?;
    Some(People::of(Some(column.raw()), outcome.set.iter().map(|at| at as u32)))
}

/// The areas that came into the list since the period before, and those that left it, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turnover {
    /// Positions of those that came.
    pub entered: Vec<usize>,
    /// Positions of those that left.
    pub left: Vec<usize>,
}

/// Who came into the list and who left it.
pub fn turnover(snapshot: &Snapshot, before: &Outcome, now: &Outcome) -> Turnover {
    let join = Join::new(snapshot, snapshot);
    let changes = standing_changes(Moment { outcome: before }, Moment { outcome: now }, &join);
    let of = |wanted| {
        let own = changes.iter().zip(&join.pairs).filter(move |(change, _)| change.list == wanted);
        own.filter_map(|(_, pair)| pair.after.or(pair.before).map(|at| at as usize)).collect()
    };
    Turnover { entered: of(ListChange::Entered), left: of(ListChange::Left) }
}

/// Whether scores of two periods share one scale: fixed goalposts, or the scale of one period for all.
pub fn is_scale_fixed(case: &Case) -> bool {
    let is_fixed = |scale: &Normalisation| {
        matches!(scale, Normalisation::Goalposts { .. } | Normalisation::Scaled { .. })
    };
    let plan = &case.outcome.plan;
    let fixed = matches!(plan.within, Reference::Base(_))
        || plan.leaves.iter().all(|leaf| is_fixed(&leaf.normalisation));
    fixed && case.scenario.flat.is_none()
}

/// Median score of the list; `None` where no listed area has a score.
pub fn median_of_list(outcome: &Outcome) -> Option<f64> {
    let scores = outcome.listed().into_iter().filter_map(|at| outcome.scored.scores.get(at as usize));
    let mut scores: Vec<f64> = scores.collect();
    ascend(&mut scores);
    quantile(&scores, 0.5)
}

/// The scored indicators whose figures in force are the same in two periods, so that they show no change.
pub fn not_renewed(now: &Case, before: usize) -> Vec<usize> {
    let in_force = |at: usize, period| now.snapshot.column_in_force(at, period).map(|own| own.0);
    let is_same = |at: &usize| in_force(*at, before) == in_force(*at, now.outcome.period);
    scored_indicators(now).into_iter().filter(is_same).collect()
}
