//! The first harm of each county, and how many areas each tier holds.

use std::sync::Arc;

use crate::aggregate::{GroupBy, group};
use crate::pipeline::Outcome;
use crate::snapshot::{Column, Polarity, Snapshot};

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
    /// Whether any area of the division could be scored.
    pub scored: bool,
    /// Name of the indicator; `None` where none adds to the scores.
    pub harm: Option<String>,
    /// Position of the indicator.
    pub indicator: Option<usize>,
    /// Identifier of its domain, for the colour.
    pub domain: Option<String>,
    /// Its mean contribution to the score, weighted by inhabitants.
    pub contribution: Option<f64>,
}

/// The first harm of each division of a level: the scored indicator whose mean contribution there exceeds most
/// the mean over all areas that count, both weighted by inhabitants where they are known. The contribution alone
/// would name the same widespread indicator everywhere. Capacities are no harms and are left out.
pub fn first_harms(snapshot: &Snapshot, outcome: &Outcome, level: &str, words: Words) -> Vec<FirstHarm> {
    let Ok(grouping) = group(snapshot, &GroupBy::Division(level.to_owned()), &[]) else { return Vec::new() };
    // Where nobody is known every area weighs the same; else one of unknown population is in no mean.
    let is_known =
        |column: &&Arc<Column>| outcome.set.iter().any(|at| column.get(at).is_some_and(|own| own > 0.0));
    let people = snapshot.population_column(outcome.period).filter(is_known);
    let n_indicators = snapshot.indicators.len();
    let mut sums = vec![vec![0.0; n_indicators]; grouping.groups.len()];
    let mut weights = vec![0.0; grouping.groups.len()];
    let mut areas = vec![0; grouping.groups.len()];
    let mut scored = vec![false; grouping.groups.len()];
    for area in outcome.set.iter() {
        let own = grouping.of[area] as usize;
        areas[own] += 1;
        if outcome.scored.scores.get(area).is_none() {
            continue;
        }
        scored[own] = true;
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
    let overall: Vec<f64> =
        (0..n_indicators).map(|at| sums.iter().map(|own| own[at]).sum::<f64>() / everyone).collect();
    let excess = |own: usize, at: usize| sums[own][at] / weights[own] - overall[at];
    let is_harm = |at: &usize| {
        let indicator = &snapshot.indicators[*at];
        indicator.polarity != Polarity::Context && !indicator.capacity
    };
    let harm = |own: usize| {
        // An indicator that adds nothing there may still fall short least: it is no harm for all that.
        let adds = |at: &usize| weights[own] > 0.0 && sums[own][*at] > 0.0;
        let best = (0..n_indicators).filter(is_harm).filter(adds).max_by(|a, b| {
            // In the only division there is nothing to exceed: there the contribution itself decides.
            excess(own, *a).total_cmp(&excess(own, *b)).then(sums[own][*a].total_cmp(&sums[own][*b]))
        });
        FirstHarm {
            division: key_name(&grouping.groups[own], words),
            areas: areas[own],
            scored: scored[own],
            harm: best.map(|at| words.label(&snapshot.indicators[at].name)),
            indicator: best,
            domain: best.and_then(|at| snapshot.indicators[at].domain.clone()),
            contribution: best.map(|at| sums[own][at] / weights[own]),
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
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};

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

    #[test]
    fn what_adds_nothing_is_no_harm_however_little_it_falls_short() {
        // In 03 unemployment is lowest and adds nothing, 8 points below the mean of all; dropout adds 7, 10 below.
        let values = r#""dropout": {"1402": [4, 2, 8, 6]}"#;
        let source = SMALL.replace(values, r#""dropout": {"1402": [9, 9, 3, 2]}"#);
        let snapshot = open(source.as_bytes(), &Limits::DEFAULT).unwrap();
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("unemployment"), IndexNode::leaf("dropout")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&snapshot, &run(&snapshot, &scenario).unwrap(), "county", Words::default());
        assert_eq!((harms[1].scored, harms[1].harm.as_deref()), (true, Some("ترک تحصیل")));
        // The area outside any county has the least dropout and no other value: scored, with nothing that adds to it.
        assert_eq!((harms[2].scored, harms[2].harm.as_deref(), harms[2].contribution), (true, None, None));
    }
}
