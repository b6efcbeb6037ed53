//! The first harm of each county, and how many areas each tier holds.

use crate::aggregate::{GroupBy, group};
use crate::pipeline::Outcome;
use crate::snapshot::{Polarity, Snapshot};

use crate::view::Words;
use crate::view::groups::key_name;
use crate::view::why::collect_leaves;

/// The harm that weighs most in one division.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstHarm {
    /// Name of the division.
    pub division: String,
    /// Number of areas that count there.
    pub areas: usize,
    /// Name of the indicator; `None` when no area of the division could be scored.
    pub harm: Option<String>,
    /// Position of the indicator.
    pub indicator: Option<usize>,
    /// Identifier of its domain, for the colour.
    pub domain: Option<String>,
    /// Its mean contribution to the score, weighted by inhabitants.
    pub contribution: f64,
}

/// The first harm of each division of a level: the scored indicator whose mean contribution there exceeds most
/// the mean over all areas that count, both weighted by inhabitants where they are known. The contribution alone
/// would name the same widespread indicator everywhere. Capacities are no harms and are left out.
pub fn first_harms(snapshot: &Snapshot, outcome: &Outcome, level: &str, words: Words) -> Vec<FirstHarm> {
    let Ok(grouping) = group(snapshot, &GroupBy::Division(level.to_owned()), &[]) else { return Vec::new() };
    let people = snapshot.population_column(outcome.period);
    let n_indicators = snapshot.indicators.len();
    let mut sums = vec![vec![0.0; n_indicators]; grouping.groups.len()];
    let mut weights = vec![0.0; grouping.groups.len()];
    let mut areas = vec![0; grouping.groups.len()];
    for area in outcome.set.iter() {
        let own = grouping.of[area] as usize;
        areas[own] += 1;
        if outcome.scored.scores.get(area).is_none() {
            continue;
        }
        let weight = people.map_or(1.0, |column| column.get(area).unwrap_or(0.0));
        weights[own] += weight;
        let why = outcome.explain(area);
        let mut leaves = Vec::new();
        collect_leaves(&why, &mut leaves);
        for leaf in leaves {
            if let Some(at) =
                leaf.leaf.and_then(|column| outcome.matrix.leaf_of(column)).map(|leaf| leaf.indicator)
            {
                sums[own][at] += weight * leaf.contribution;
            }
        }
    }
    let everyone: f64 = weights.iter().sum();
    let overall = |at: usize| sums.iter().map(|own| own[at]).sum::<f64>() / everyone;
    let excess = |own: usize, at: usize| sums[own][at] / weights[own] - overall(at);
    let is_harm = |at: &usize| {
        let indicator = &snapshot.indicators[*at];
        indicator.polarity != Polarity::Context && !indicator.capacity
    };
    let harm = |own: usize| {
        let best = (0..n_indicators).filter(is_harm).max_by(|a, b| {
            // In the only division there is nothing to exceed: there the contribution itself decides.
            excess(own, *a).total_cmp(&excess(own, *b)).then(sums[own][*a].total_cmp(&sums[own][*b]))
        });
        let best = best.filter(|at| weights[own] > 0.0 && sums[own][*at] > 0.0);
        FirstHarm {
            division: key_name(&grouping.groups[own], words),
            areas: areas[own],
            harm: best.map(|at| words.label(&snapshot.indicators[at].name)),
            indicator: best,
            domain: best.and_then(|at| snapshot.indicators[at].domain.clone()),
            contribution: best.map_or(0.0, |at| sums[own][at] / weights[own]),
        }
    };
    (0..grouping.groups.len()).filter(|own| areas[*own] > 0).map(harm).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::testing::small_snapshot;

    #[test]
    fn a_county_is_known_by_what_sets_it_apart() {
        let snapshot = small_snapshot();
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("unemployment"), IndexNode::leaf("dropout")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&snapshot, &run(&snapshot, &scenario).unwrap(), "county", Words::default());
        let named: Vec<_> = harms.iter().map(|harm| (harm.division.as_str(), harm.harm.as_deref())).collect();
        // Unemployment is 20 and 10 % in the first county, 5 % in the second, where dropout is highest.
        assert_eq!(named[..2], [("شرقی", Some("نرخ بیکاری")), ("غربی", Some("ترک تحصیل"))]);
        assert_eq!(harms[2].areas, 1, "areas outside any county are shown too");
    }
}
