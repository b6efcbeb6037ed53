//! `run(&Snapshot, &Scenario) → Outcome`, pure, in stages of which each depends only on what stands before it:
//! [`resolve`] → [`select`] → [`build_matrix`] → [`score`](compile_and_score) → [`rank_all`] → [`rank_stage`].
//! Moving a weight recomputes only the last two.
//!
//! This module must not know of files, clocks, the interface or how results are shown.

mod compile;
mod flags;
mod matrix;
mod numbers;
mod prepare;
mod problem;
mod resolve;

use std::sync::Arc;

pub use compile::compile_tree;
pub use flags::{Before, flag_stage};
pub use matrix::{Matrix, MatrixLeaf, build_matrix};
pub use prepare::{Prepared, division_groups, prepare};
pub use problem::Problem;
pub use resolve::{Anchor, Leaf, Plan, Reference, resolve};

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
    pub overall: Arc<Ranking>,
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
        self.scored.tree.explain(&self.scored.scores, &self.matrix.columns(), area)
    }

    /// Whether an area stands above the cut line.
    pub fn in_list(&self, area: usize) -> bool {
        let ranking = &self.ranked.ranking;
        let above = &ranking.order[..self.ranked.cut.count.min(ranking.len())];
        let Some(rank) = ranking.rank(area) else { return false };
        // Equal ranks stand together, so that only the run of ties at the line needs a look.
        above.get(rank as usize - 1..).is_some_and(|run| {
            run.iter()
                .take_while(|other| ranking.rank(**other as usize) == Some(rank))
                .any(|other| *other as usize == area)
        })
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
    let overall = rank_all(snapshot, &scored.scores);
    let ranked = rank_stage(snapshot, scenario, (&plan, &set), (&scored.scores, &overall));
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
    let (scores, faults) = tree.score_checked(&matrix.columns(), n_areas);
    if !faults.is_empty() {
        return Err(faults.into_iter().map(Problem::from).collect());
    }
    Ok(Scored { tree, scores })
}

/// Ranks all areas of the snapshot, whatever the filter.
pub fn rank_all(snapshot: &Snapshot, scores: &Scores) -> Arc<Ranking> {
    Arc::new(rank(&scores.score, &AreaSet::all(snapshot.n_areas()), &snapshot.areas.code))
}

/// Ranks the areas that count, beside the `overall` ranking of all of them.
pub fn rank_stage(
    snapshot: &Snapshot,
    scenario: &Scenario,
    (plan, set): (&Plan, &AreaSet),
    (scores, overall): (&Scores, &Arc<Ranking>),
) -> Ranked {
    let ranking =
        if set.is_all() { (**overall).clone() } else { rank(&scores.score, set, &snapshot.areas.code) };
    let population = snapshot.population_column(plan.period).map(|column| column.raw());
    Ranked {
        tiers: assign_tiers(&scenario.tiers, &ranking, &scores.score, population),
        cut: cut_line(scenario.cut, &ranking, &scores.score, population),
        ranking,
        overall: Arc::clone(overall),
    }
}

#[cfg(test)]
mod tests;
