//! `run(&Snapshot, &Scenario) → Outcome`, pure, in stages of which each depends only on what stands before it:
//! [`resolve`] → [`select`] → [`build_matrix`] → [`score`](compile_and_score) → [`rank_stage`].
//! Moving a weight recomputes only the last two: [`Chain`] remembers the others.
//!
//! This module must not know of files, clocks, the interface or how results are shown.

mod chain;
mod compile;
mod flags;
mod flat;
mod freeze;
mod matrix;
mod numbers;
mod population;
mod prepare;
mod problem;
mod resolve;
mod shared_result;

use std::sync::Arc;

pub use chain::Chain;
pub use compile::compile_tree;
pub use flags::{Before, flag_stage};
pub use freeze::{Unfreezable, freeze};
pub use matrix::{Matrix, MatrixLeaf, build_matrix};
pub use prepare::{Divisions, Prepared, division_groups, prepare};
pub use problem::{LockFault, Problem};
pub use resolve::{Anchor, Leaf, Plan, Reference, resolve};
pub use shared_result::{Shared, shared};

use crate::aggregate::GroupBy;
use crate::filter::{AreaSet, FilterContext, SearchIndex, apply};
use crate::rank::{Cut, CutLine, Ranking, Tiers, assign_tiers, cut_line, decile, kept, settle};
use crate::rule::{RuleOutcome, rule_tiers};
use crate::scenario::Scenario;
use crate::score::methods::{FlatMethod, FlatScores};
use crate::score::{NodeValue, ScoreTree, Scores};
use crate::snapshot::Snapshot;

/// Scores and the tree that made them.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The index as computed: leaves without information are left out.
    pub tree: ScoreTree,
    /// Scores of all areas of the snapshot; equal ones, which rounding had parted, are the same to the last bit.
    pub scores: Scores,
    /// What a flat method found, where one scored in place of the tree.
    pub flat: Option<FlatScores>,
    /// Ranks among all areas of the snapshot, whatever the filter.
    pub ranking: Arc<Ranking>,
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
    /// Number of tiers.
    pub n_tiers: usize,
    /// Where the list ends.
    pub cut: CutLine,
    /// Of the areas that count, those kept in the list (`true`) or out of it, by ascending position.
    pub locks: Vec<(u32, bool)>,
    /// Bounds that the scenario sets to the score: of the cut line, of tiers, of rules. A score shown beside its verdict
    /// needs as many decimals as tell it from these.
    pub bars: Vec<f64>,
}

/// The result of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What the scenario comes to on the snapshot.
    pub plan: Arc<Plan>,
    /// Position of the period.
    pub period: usize,
    /// The areas that count.
    pub set: Arc<AreaSet>,
    /// Indicators on the common scale.
    pub matrix: Arc<Matrix>,
    /// Scores.
    pub scored: Arc<Scored>,
    /// Which areas the scenario's rules flag, and by which rule; `None` without rules.
    pub flags: Option<Arc<RuleOutcome>>,
    /// Ranks.
    pub ranked: Arc<Ranked>,
}

impl Outcome {
    /// Whether a score is the sum of what its parts add. A flat method's is not: [`Outcome::explain`] then tells of the
    /// weighted index beside it.
    pub fn is_additive(&self) -> bool {
        self.scored.flat.is_none()
    }

    /// Decile or tier of each area of the snapshot, from 1 and 0 where it has no rank, as far as `by` asks for either;
    /// else empty.
    pub fn bands(&self, by: &GroupBy) -> Vec<u8> {
        let Ranked { ranking, tiers, .. } = &*self.ranked;
        match by {
            GroupBy::Tier => tiers.clone(),
            GroupBy::Decile => {
                let band = |at| ranking.rank(at).map_or(0, |rank| decile(rank, ranking.len()) as u8);
                (0..tiers.len()).map(band).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The tier of an area, from 1; `None` without a rank.
    pub fn tier(&self, area: usize) -> Option<u8> {
        self.ranked.tiers.get(area).copied().filter(|tier| *tier > 0)
    }

    /// One area's score taken apart.
    pub fn explain(&self, area: usize) -> NodeValue {
        self.scored.tree.explain(&self.scored.scores, &self.matrix.columns(), area)
    }

    /// Mean over the areas that count of the share of the index that rests on data, 0 to 1; 0 without areas.
    pub fn mean_coverage(&self) -> f64 {
        let coverage = &self.scored.scores.coverage;
        self.set.iter().map(|at| coverage[at]).sum::<f64>() / self.set.count().max(1) as f64
    }

    /// Whether an area is in the list: above the cut line, unless a lock says otherwise.
    pub fn in_list(&self, area: usize) -> bool {
        if let Some(inside) = self.lock(area) {
            return inside;
        }
        let ranking = &self.ranked.ranking;
        let above = &ranking.order[..self.ranked.cut.line.min(ranking.len())];
        let Some(rank) = ranking.rank(area) else { return false };
        // Equal ranks stand together, so that only the run of ties at the line needs a look.
        above.get(rank as usize - 1..).is_some_and(|run| {
            run.iter()
                .take_while(|other| ranking.rank(**other as usize) == Some(rank))
                .any(|other| *other as usize == area)
        })
    }

    /// Whether a lock keeps an area in the list (`true`) or out of it; `None` without one.
    pub fn lock(&self, area: usize) -> Option<bool> {
        kept(&self.ranked.locks, area as u32)
    }

    /// How many areas the list would have by its rule alone, without locks.
    pub fn line_by_rule(&self, snapshot: &Snapshot, cut: Cut) -> usize {
        if self.ranked.locks.is_empty() {
            return self.ranked.cut.line;
        }
        let population = snapshot.population_column(self.period).map(|column| column.raw());
        cut_line(cut, &self.ranked.ranking, (&self.scored.scores.score, population), &[]).line
    }

    /// The areas in the list in the order of their ranks; those locked in without a rank come last.
    pub fn listed(&self) -> Vec<u32> {
        let Ranked { ranking, cut, locks, .. } = &*self.ranked;
        let (above, below) = ranking.order.split_at(cut.line.min(ranking.len()));
        let inside = |at: &&u32| kept(locks, **at) == Some(true);
        let mut list: Vec<u32> =
            above.iter().filter(|at| kept(locks, **at) != Some(false)).copied().collect();
        if !locks.is_empty() {
            list.extend(below.iter().chain(&ranking.unscored).filter(inside));
        }
        list
    }
}

/// Runs a scenario on a snapshot.
///
/// # Errors
/// Every name or number of the scenario that does not fit the snapshot; nothing is computed in part.
pub fn run(snapshot: &Snapshot, scenario: &Scenario) -> Result<Outcome, Vec<Problem>> {
    run_with(snapshot, scenario, &SearchIndex::new(snapshot))
}

/// [`run`] with the names of the snapshot folded before, for who runs several scenarios on it.
///
/// # Errors
/// Those of [`run`].
pub fn run_with(
    snapshot: &Snapshot,
    scenario: &Scenario,
    search: &SearchIndex,
) -> Result<Outcome, Vec<Problem>> {
    Chain::default().run(snapshot, scenario, search).map(Arc::unwrap_or_clone)
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
/// When no indicator of the index holds any information, or a method cannot take the values.
pub fn compile_and_score(
    scenario: &Scenario,
    plan: &Plan,
    matrix: &Matrix,
    snapshot: &Snapshot,
) -> Result<Scored, Vec<Problem>> {
    let tree = compile_tree(scenario, plan, matrix)?;
    let (scores, flat, ranking) = score_compiled(snapshot, scenario.flat.as_ref(), (matrix, &tree))?;
    Ok(Scored { tree, scores, flat, ranking: Arc::new(ranking) })
}

/// Scores all areas by a compiled index, or by a flat method over its leaves, and ranks them: which scores are equal is
/// settled here, once, for all that comes after.
///
/// # Errors
/// When a method cannot take the values.
pub fn score_compiled(
    snapshot: &Snapshot,
    flat: Option<&FlatMethod>,
    (matrix, tree): (&Matrix, &ScoreTree),
) -> Result<(Scores, Option<FlatScores>, Ranking), Vec<Problem>> {
    let (mut scores, faults) = tree.score_checked(&matrix.columns(), snapshot.n_areas());
    let Some(method) = flat else {
        return if faults.is_empty() {
            let ranking = settle(&mut scores.score, &snapshot.areas.code, scores.parts);
            Ok((scores, None, ranking))
        } else {
            Err(faults.into_iter().map(Problem::from).collect())
        };
    };
    let mut flat = flat::score_flat(snapshot, method, (matrix, tree)).map_err(|problem| vec![problem])?;
    let areas = flat.score.iter().filter(|score| score.is_infinite()).count();
    if areas > 0 {
        return Err(vec![Problem::OutOfNumbers { node: tree.root.id.clone(), areas }]);
    }
    // A method's numbers are on a scale of their own, of which the index's parts say nothing.
    let ranking = settle(&mut flat.score, &snapshot.areas.code, 0.0);
    scores.score.clone_from(&flat.score);
    Ok((scores, Some(flat), ranking))
}

/// The flags of the scenario's rules; `None` without rules.
///
/// # Errors
/// Every name or number of the rules that does not fit.
pub fn apply_rules(
    snapshot: &Snapshot,
    scenario: &Scenario,
    before: Before,
) -> Result<Option<Arc<RuleOutcome>>, Vec<Problem>> {
    if scenario.rules.is_empty() {
        return Ok(None);
    }
    let flags = flag_stage(snapshot, scenario, before);
    flags
        .map(|flags| Some(Arc::new(flags)))
        .map_err(|errors| errors.into_iter().map(|error| Problem::Rule { error }).collect())
}

/// What ranks are made of.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Scores and order of all areas.
    pub scored: &'a Scored,
    /// What the rules flag, where there are any.
    pub flags: Option<&'a RuleOutcome>,
}

/// Ranks the areas that count, beside the overall ranking of all of them.
///
/// # Errors
/// When list or tiers go by inhabitants and too few of them are known.
pub fn rank_stage(
    snapshot: &Snapshot,
    scenario: &Scenario,
    (plan, set): (&Plan, &AreaSet),
    Standing { scored, flags }: Standing,
) -> Result<Ranked, Vec<Problem>> {
    let (scores, overall) = (&scored.scores, &scored.ranking);
    let ranking = if set.is_all() { (**overall).clone() } else { overall.within(set) };
    let population = snapshot.population_column(plan.period).map(|column| column.raw());
    let by_rule =
        flags.filter(|_| scenario.tiers == Tiers::Rules {}).map(|flags| rule_tiers(&scenario.rules, flags));
    let n_tiers = by_rule.as_ref().map_or_else(|| scenario.tiers.count(), |tiers| tiers.count());
    let locks: Vec<_> = plan.locks.iter().copied().filter(|own| set.contains(own.0 as usize)).collect();
    let by_score = || assign_tiers(&scenario.tiers, &ranking, &scores.score, population);
    let cut = cut_line(scenario.cut, &ranking, (&scores.score, population), &locks);
    population::check_known(scenario, &ranking, (&cut, population))?;
    Ok(Ranked {
        tiers: by_rule.map_or_else(by_score, |tiers| tiers.of),
        n_tiers,
        cut,
        locks,
        bars: scenario.score_bars(),
        ranking,
        overall: Arc::clone(overall),
    })
}

#[cfg(test)]
mod tests;
