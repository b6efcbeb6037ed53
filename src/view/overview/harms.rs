//! The first harm of each division, and how many areas each tier holds.

use std::sync::Arc;

use crate::aggregate::{GroupBy, Grouping, group};
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::snapshot::{Column, Polarity, Snapshot};
use crate::sorting::Sorting;
use crate::text::Msg;
use crate::view::groups::key_name;
use crate::view::palette::domain_colour;
use crate::view::why::collect_leaves;
use crate::view::{Words, need_of};

use super::list::value_over;

/// The need that sets one division apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Harm {
    /// Its name: the indicator's, or the lack of what lowers need.
    pub name: String,
    /// Position of the indicator.
    pub indicator: usize,
    /// The colour of its domain.
    pub colour: Option<usize>,
    /// The indicator's value in the division against the one over all areas that count, with unit; empty where the
    /// period has none.
    pub values: String,
    /// Its mean contribution to the score, weighted by inhabitants, and by how much that exceeds the one over all areas.
    pub points: String,
    /// The excess itself, in points of the score.
    pub excess: f64,
}

/// What is known of the first harm of one division.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstHarm {
    /// Name of the division.
    pub division: String,
    /// Number of areas that count there.
    pub areas: usize,
    /// Whether any area of the division could be scored.
    pub scored: bool,
    /// The harm; `None` where none adds to the scores.
    pub harm: Option<Harm>,
}

/// The first harm of each division of a level: the scored indicator whose mean contribution there exceeds most
/// the mean over all areas that count, both weighted by inhabitants where they are known. The contribution alone
/// would name the same widespread indicator everywhere. Capacities are no harms and are left out; what else lowers need
/// is named as its lack. The division with the largest excess comes first, those without a harm last.
pub fn first_harms(case: &Case, level: &str, words: Words) -> Vec<FirstHarm> {
    let snapshot = &*case.snapshot;
    let Ok(grouping) = group(snapshot, &GroupBy::Division(level.to_owned()), &[]) else { return Vec::new() };
    let parts = Parts::of(case, &grouping);
    let telling = Telling { case, words };
    let one = |own: usize| FirstHarm {
        division: key_name(&grouping.groups[own], words),
        areas: parts.areas[own].len(),
        scored: parts.scored[own],
        harm: parts.first(snapshot, own).map(|at| telling.harm(&parts, own, at)),
    };
    let mut found: Vec<FirstHarm> =
        (0..grouping.groups.len()).filter(|own| !parts.areas[*own].is_empty()).map(one).collect();
    let excess = |own: &FirstHarm| own.harm.as_ref().map_or(f64::NEG_INFINITY, |harm| harm.excess);
    found.order_by(|a, b| excess(b).total_cmp(&excess(a)).then(b.scored.cmp(&a.scored)));
    found
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
            let why = outcome.explain(area);
            let mut leaves = Vec::new();
            collect_leaves(&why, &mut leaves);
            for leaf in leaves {
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

struct Telling<'a> {
    case: &'a Case,
    words: Words,
}

impl Telling<'_> {
    fn harm(&self, parts: &Parts, own: usize, at: usize) -> Harm {
        let indicator = &self.case.snapshot.indicators[at];
        let excess = parts.excess(own, at);
        Harm {
            name: need_of(indicator, self.words),
            indicator: at,
            colour: indicator.domain.as_deref().and_then(|id| domain_colour(&self.case.snapshot, id)),
            values: self.values(at, &parts.areas[own]).unwrap_or_default(),
            points: self.points(parts.mean(own, at), excess),
            excess,
        }
    }

    /// The value here and over all areas, by what the indicator measures.
    fn values(&self, at: usize, areas: &[usize]) -> Option<String> {
        let (period, _) = self.case.snapshot.column_in_force(at, self.case.outcome.period)?;
        let indicator = &self.case.snapshot.indicators[at];
        let here = value_over(&self.case.snapshot, (at, period), areas.iter().copied())?;
        let all = value_over(&self.case.snapshot, (at, period), self.case.outcome.set.iter())?;
        let value = |value| self.words.value(indicator, Some(value));
        Some(self.words.filled(Msg::HarmValues, &[("here", value(here)), ("all", value(all))]))
    }

    fn points(&self, mean: f64, excess: f64) -> String {
        let number = |value: f64| self.words.score(Some(value));
        let written = number(excess.abs());
        let key = match excess {
            _ if written == number(0.0) => Msg::HarmPoints,
            _ if excess > 0.0 => Msg::HarmPointsMore,
            _ => Msg::HarmPointsLess,
        };
        self.words.filled(key, &[("points", number(mean)), ("excess", written)])
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};

    #[test]
    fn a_county_is_known_by_what_sets_it_apart() {
        let snapshot = small_snapshot();
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("unemployment"), IndexNode::leaf("dropout")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&case_of(&snapshot, &scenario), "county", Words::default());
        let of = |name: &str| harms.iter().find(|own| own.division == name).unwrap();
        let named = |name: &str| of(name).harm.as_ref().map(|harm| harm.name.as_str());
        // Unemployment is 20 and 10 % in the first county, 5 % in the second, where dropout is highest.
        assert_eq!([named("شرقی"), named("غربی")], [Some("نرخ بیکاری"), Some("ترک تحصیل")]);
        assert_eq!(harms.iter().map(|own| own.areas).sum::<usize>(), 4, "areas outside any county too");
        // 110 jobless of 800 here, 160 of 1800 everywhere: the value stands against the one over all.
        let harm = of("شرقی").harm.clone().unwrap();
        assert!(harm.values.contains("۱۳٫۸٪") && harm.values.contains("۸٫۹٪"), "{harm:?}");
        assert!(harm.points.contains("امتیاز"), "{harm:?}");
        let excesses: Vec<f64> = harms.iter().filter_map(|own| Some(own.harm.as_ref()?.excess)).collect();
        assert!(excesses.windows(2).all(|pair| pair[0] >= pair[1]), "{excesses:?}");
    }

    #[test]
    fn what_lowers_need_is_a_harm_as_its_lack() {
        let source =
            SMALL.replace(r#""polarity": "lowers_need", "capacity": true"#, r#""polarity": "lowers_need""#);
        let snapshot = open(source.as_bytes(), &Limits::DEFAULT).unwrap();
        let index = IndexNode::group("need", vec![IndexNode::leaf("trust")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&case_of(&snapshot, &scenario), "county", Words::default());
        let named: Vec<&str> =
            harms.iter().filter_map(|own| Some(own.harm.as_ref()?.name.as_str())).collect();
        assert!(!named.is_empty() && named.iter().all(|name| *name == "کمبود اعتماد اجتماعی"), "{named:?}");
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
        let harms = first_harms(&case_of(&snapshot, &scenario), "county", Words::default());
        let of = |name: &str| harms.iter().find(|own| own.division == name).unwrap();
        assert_eq!(of("غربی").harm.as_ref().map(|harm| harm.name.as_str()), Some("ترک تحصیل"));
        // The area outside any county has the least dropout and no other value: scored, with nothing that adds to it.
        let last = harms.last().unwrap();
        assert_eq!((harms.len(), last.scored, &last.harm), (3, true, &None));
    }
}
