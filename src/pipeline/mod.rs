//! `run(&Snapshot, &Scenario) → Outcome`, pure, in stages of which each depends only on what stands before it:
//! [`resolve`] → [`select`] → [`build_matrix`] → [`score`](compile_and_score) → [`rank_stage`].
//! Moving a weight recomputes only the last two.
//!
//! This module must not know of files, clocks, the interface or how results are shown.

mod flags;
mod matrix;
mod problem;
mod resolve;

use std::sync::Arc;

pub use flags::{Before, flag_stage};
pub use matrix::{Matrix, MatrixLeaf, build_matrix};
pub use problem::Problem;
pub use resolve::{Leaf, Plan, compile_tree, resolve};

use crate::filter::{AreaSet, FilterContext, SearchIndex, apply};
use crate::rank::{CutLine, Ranking, assign_tiers, cut_line, rank};
use crate::scenario::Scenario;
use crate::score::{NodeValue, ScoreTree, Scores};
use crate::snapshot::Snapshot;

/// Scores and the tree that made them.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The index as computed: leaves without information are left out.
    pub tree: ScoreTree,
    /// Scores of all areas of the snapshot.
    pub scores: Scores,
}

/// Ranks, tiers and the cut line.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Ranks among the areas that count.
    pub ranking: Ranking,
    /// Ranks among all areas of the snapshot, whatever the filter.
    pub overall: Ranking,
    /// Tier of each area among those that count, from 1; 0 where it has no rank.
    pub tiers: Vec<u8>,
    /// Where the list ends.
    pub cut: CutLine,
}

/// The result of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Position of the period.
    pub period: usize,
    /// The areas that count.
    pub set: Arc<AreaSet>,
    /// Indicators on the common scale.
    pub matrix: Arc<Matrix>,
    /// Scores.
    pub scored: Arc<Scored>,
    /// Ranks.
    pub ranked: Arc<Ranked>,
}

impl Outcome {
    /// One area's score taken apart.
    pub fn explain(&self, area: usize) -> NodeValue {
        self.scored.tree.explain(&self.matrix.columns(), area)
    }
}

/// Runs a scenario on a snapshot.
///
/// # Errors
/// Every name or number of the scenario that does not fit the snapshot; nothing is computed in part.
pub fn run(snapshot: &Snapshot, scenario: &Scenario) -> Result<Outcome, Vec<Problem>> {
    let plan = resolve(snapshot, scenario)?;
    let set = select(snapshot, scenario, plan.period, &SearchIndex::new(snapshot))?;
    let matrix = build_matrix(snapshot, &plan, &set)?;
    let scored = compile_and_score(scenario, &plan, &matrix, snapshot.n_areas())?;
    let ranked = rank_stage(snapshot, scenario, &set, &scored.scores);
    Ok(Outcome {
        period: plan.period,
        set: Arc::new(set),
        matrix: Arc::new(matrix),
        scored: Arc::new(scored),
        ranked: Arc::new(ranked),
    })
}

/// The areas that count.
///
/// # Errors
/// Names in the filter that the snapshot does not have.
pub fn select(
    snapshot: &Snapshot,
    scenario: &Scenario,
    period: usize,
    search: &SearchIndex,
) -> Result<AreaSet, Vec<Problem>> {
    let context = FilterContext { snapshot, period, search };
    apply(&scenario.filter, context).map_err(|unknown| unknown.into_iter().map(Problem::Filter).collect())
}

/// Scores all areas of the snapshot.
///
/// # Errors
/// When no indicator of the index holds any information.
pub fn compile_and_score(
    scenario: &Scenario,
    plan: &Plan,
    matrix: &Matrix,
    n_areas: usize,
) -> Result<Scored, Vec<Problem>> {
    let tree = compile_tree(scenario, plan, matrix)?;
    let scores = tree.score(&matrix.columns(), n_areas);
    Ok(Scored { tree, scores })
}

/// Ranks the areas that count, and all of them.
pub fn rank_stage(snapshot: &Snapshot, scenario: &Scenario, set: &AreaSet, scores: &Scores) -> Ranked {
    let code = &snapshot.areas.code;
    let ranking = rank(&scores.score, set, code);
    let overall =
        if set.is_all() { ranking.clone() } else { rank(&scores.score, &AreaSet::all(code.len()), code) };
    let population = snapshot.population_column(plan_period(snapshot, scenario)).map(|column| column.raw());
    Ranked {
        tiers: assign_tiers(&scenario.tiers, &ranking, &scores.score),
        cut: cut_line(scenario.cut, &ranking, &scores.score, population),
        ranking,
        overall,
    }
}

fn plan_period(snapshot: &Snapshot, scenario: &Scenario) -> usize {
    scenario
        .period
        .as_deref()
        .and_then(|id| snapshot.period_idx(id))
        .unwrap_or_else(|| snapshot.latest_period())
}

#[cfg(test)]
mod tests;
