//! The first harm of each division, and how many areas each tier holds.

use std::sync::Arc;

use crate::aggregate::{GroupBy, GroupKey, Grouping, group};
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::snapshot::{Column, Polarity, Snapshot};
use crate::sorting::Sorting;

use super::values::value_over;

/// The indicator that sets a division apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DivisionHarm {
    /// Position of the indicator.
    pub indicator: usize,
    /// Its value over the areas of the division that count; `None` where the period has no figures.
    pub here: Option<f64>,
    /// Its value over all areas that count.
    pub all: Option<f64>,
    /// Its mean contribution to the score in the division, weighted by inhabitants where they are known, in points.
    pub mean: f64,
    /// By how much that exceeds the mean over all areas that count, in points.
    pub excess: f64,
}

/// What is known of the first harm of one division.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstHarm {
    /// The division.
    pub division: GroupKey,
    /// Areas that count there.
    pub areas: usize,
    /// Whether any of them has a score.
    pub scored: bool,
    /// The harm; `None` where none adds to the scores.
    pub harm: Option<DivisionHarm>,
}

/// The first harm of each division of a level: the scored indicator whose mean contribution there exceeds most
/// the mean over all areas that count, both weighted by inhabitants where they are known. The contribution alone
/// would name the same widespread indicator everywhere. Capacities are no harms and are left out; what else lowers need
/// counts as its lack. The division with the largest excess comes first, those without a harm last. Empty where the data
/// have no such level.
pub fn first_harms(case: &Case, level: &str) -> Vec<FirstHarm> {
    let snapshot = &*case.snapshot;
    let Ok(grouping) = group(snapshot, &GroupBy::Division(level.to_owned()), &[]) else { return Vec::new() };
    let parts = Parts::of(case, &grouping);
    let one = |own: usize| FirstHarm {
        division: grouping.groups[own].clone(),
        areas: parts.areas[own].len(),
        scored: parts.scored[own],
        harm: parts.first(snapshot, own).map(|at| harm(case, &parts, (own, at))),
    };
    let mut found: Vec<FirstHarm> =
        (0..grouping.groups.len()).filter(|own| !parts.areas[*own].is_empty()).map(one).collect();
    let excess = |own: &FirstHarm| own.harm.as_ref().map_or(f64::NEG_INFINITY, |harm| harm.excess);
    found.order_by(|a, b| excess(b).total_cmp(&excess(a)).then(b.scored.cmp(&a.scored)));
    found
}

fn harm(case: &Case, parts: &Parts, (own, at): (usize, usize)) -> DivisionHarm {
    let Case { snapshot, outcome, .. } = case;
    let period = snapshot.column_in_force(at, outcome.period).map(|in_force| in_force.0);
    let over = |areas: &mut dyn Iterator<Item = usize>| value_over(snapshot, (at, period?), areas);
    DivisionHarm {
        indicator: at,
        here: over(&mut parts.areas[own].iter().copied()),
        all: over(&mut outcome.set.iter()),
        mean: parts.mean(own, at),
        excess: parts.excess(own, at),
    }
}

/// Contributions of every indicator, by division.
struct Parts {
    /// Contributions times inhabitants, by division and indicator.
    sums: Vec<Vec<f64>>,
    /// Inhabitants of the areas with a score.
    weights: Vec<f64>,
    /// The areas that count.
    areas: Vec<Vec<usize>>,
    scored: Vec<bool>,
    /// The mean contribution of each indicator over all divisions.
    overall: Vec<f64>,
}

impl Parts {
    fn of(case: &Case, grouping: &Grouping) -> Self {
        let Case { snapshot, outcome, .. } = case;
        // Where nobody is known every area weighs the same; else one of unknown population is in no mean.
        let is_known =
            |column: &&Arc<Column>| outcome.set.iter().any(|at| column.get(at).is_some_and(|own| own > 0.0));
        let people = snapshot.population_column(outcome.period).filter(is_known);
        let (n_groups, n_indicators) = (grouping.groups.len(), snapshot.indicators.len());
        let mut sums = vec![vec![0.0; n_indicators]; n_groups];
        let (mut weights, mut areas) = (vec![0.0; n_groups], vec![Vec::new(); n_groups]);
        let mut scored = vec![false; n_groups];
        for area in outcome.set.iter() {
            let own = grouping.of[area] as usize;
            areas[own].push(area);
            if outcome.scored.scores.get(area).is_none() {
                continue;
            }
            scored[own] = true;
            let weight = people.map_or(1.0, |column| column.get(area).unwrap_or(0.0));
            weights[own] += weight;
            for leaf in outcome.explain(area).leaves() {
                if let Some(own_leaf) = leaf.leaf.and_then(|column| outcome.matrix.leaf_of(column)) {
                    sums[own][own_leaf.indicator] += weight * leaf.contribution;
                }
            }
        }
        let everyone: f64 = weights.iter().sum();
        let mean = |at: usize| sums.iter().map(|own| own[at]).sum::<f64>() / everyone;
        let overall = (0..n_indicators).map(mean).collect();
        Self { sums, weights, areas, scored, overall }
    }

    fn mean(&self, own: usize, at: usize) -> f64 {
        self.sums[own][at] / self.weights[own]
    }

    fn excess(&self, own: usize, at: usize) -> f64 {
        self.mean(own, at) - self.overall[at]
    }

    /// The harm that exceeds most. An indicator that adds nothing there may still fall short least: it is none for all
    /// that. In the only division there is nothing to exceed: there the contribution itself decides.
    fn first(&self, snapshot: &Snapshot, own: usize) -> Option<usize> {
        let is_harm = |at: &usize| {
            let indicator = &snapshot.indicators[*at];
            indicator.polarity != Polarity::Context && !indicator.capacity
        };
        let adds = |at: &usize| self.weights[own] > 0.0 && self.sums[own][*at] > 0.0;
        (0..self.overall.len()).filter(is_harm).filter(adds).max_by(|a, b| {
            let by_excess = self.excess(own, *a).total_cmp(&self.excess(own, *b));
            by_excess.then(self.sums[own][*a].total_cmp(&self.sums[own][*b]))
        })
    }
}

/// How many of the areas that count are in each tier, the neediest first.
pub fn tier_counts(outcome: &Outcome, tiers: usize) -> Vec<usize> {
    let mut counts = vec![0; tiers];
    for tier in outcome.ranked.tiers.iter().filter(|tier| **tier > 0) {
        if let Some(count) = counts.get_mut(usize::from(*tier) - 1) {
            *count += 1;
        }
    }
    counts
}
