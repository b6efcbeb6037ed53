//! Borda count over several methods (J.-C. de Borda 1781): from each method an area gets as many points as it leaves areas
//! behind, and half a point for each that it ties with; the score is the sum, 0 to `k·(n − 1)` with k methods.
//!
//! Areas that any of the methods leaves unscored are left unscored. One area scores 0. The scores by each method stand
//! beside the count as figures.

use super::{Decision, FigureKind, FlatMethod, FlatScores, MethodError, Outcome, evaluate};
use crate::sorting::Sorting;
use crate::tolerance::settle;

/// Scores by several methods, for the areas that all of them score.
pub(super) struct Members {
    pub(super) rows: Vec<usize>,
    /// By method, in the order of `rows`; equal scores are equal to the last bit.
    pub(super) scores: Vec<Vec<f64>>,
    unscored: Vec<usize>,
    n_areas: usize,
}

pub(super) fn members(of: &[FlatMethod], decision: &Decision) -> Result<Members, MethodError> {
    let all: Vec<FlatScores> =
        of.iter().map(|method| evaluate(method, decision)).collect::<Result<_, _>>()?;
    let n_areas = all.first().map_or(0, |scores| scores.score.len());
    let scored = |row: &usize| all.iter().all(|scores| scores.score.get(*row).is_some_and(|x| !x.is_nan()));
    let rows: Vec<usize> = (0..n_areas).filter(scored).collect();
    let mut unscored: Vec<usize> = all.iter().flat_map(|scores| scores.unscored.iter().copied()).collect();
    unscored.sort_unstable();
    unscored.dedup();
    let take = |scores: &FlatScores| {
        let mut own: Vec<f64> = rows.iter().map(|row| scores.score[*row]).collect();
        settle(&mut own);
        own
    };
    Ok(Members { scores: all.iter().map(take).collect(), rows, unscored, n_areas })
}

impl Members {
    /// Gives every area its numbers, with the score by each method beside.
    pub(super) fn spread(self, mut outcome: Outcome) -> Result<FlatScores, MethodError> {
        for (at, scores) in self.scores.into_iter().enumerate() {
            outcome = outcome.with(FigureKind::Member(at), scores);
        }
        outcome.spread(&self.rows, self.unscored, self.n_areas)
    }
}

pub(super) fn borda(of: &[FlatMethod], decision: &Decision) -> Result<FlatScores, MethodError> {
    let members = members(of, decision)?;
    let mut total = vec![0.0; members.rows.len()];
    for scores in &members.scores {
        total.iter_mut().zip(points(scores)).for_each(|(total, points)| *total += points);
    }
    members.spread(Outcome::of(total))
}

/// Areas left behind, ties counting half.
fn points(scores: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.order_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let mut points = vec![0.0; scores.len()];
    let mut below = 0;
    for run in order.chunk_by(|a, b| scores[*a] == scores[*b]) {
        run.iter().for_each(|at| points[*at] = below as f64 + (run.len() - 1) as f64 / 2.0);
        below += run.len();
    }
    points
}
