//! One area's standing taken apart: every part of the index with what it adds, and what each rule says.

use serde::Serialize;
use serde_json::{Map, Value};

use super::json::{figures, to_text};
use crate::case::Case;
use crate::pipeline::MatrixLeaf;
use crate::rule::RuleExplanation;
use crate::score::{NodeValue, NormaliseError};
use crate::snapshot::Label;

/// Why an area stands where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    format: &'static str,
    version: u32,
    /// SHA-256 of the snapshot.
    pub snapshot: String,
    /// Identifier of the period.
    pub period: String,
    /// Code of the area.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is among the areas that count.
    pub counts: bool,
    /// Composite score; `None` where it could not be computed.
    pub score: Option<f64>,
    /// Rank among the areas that count, 1 = first priority; `None` where it has none.
    pub rank: Option<u32>,
    /// Whether others share the rank.
    pub tied: bool,
    /// How many areas have a rank.
    pub ranked: usize,
    /// Tier, from 1; `None` where it has none.
    pub tier: Option<u8>,
    /// Whether it stands above the cut line.
    pub in_list: bool,
    /// Share of the index's weight that rests on values that are there, 0 to 1.
    pub coverage: f64,
    /// Whether the score is the sum of the contributions; under a flat method it is not, and there are none.
    pub additive: bool,
    /// Parts of the index from the root down, each followed by its own.
    pub parts: Vec<Part>,
    /// Indicators of the index that take no part.
    pub left_out: Vec<PartLeftOut>,
    /// What each rule says, and why.
    pub rules: Vec<RuleSaid>,
    /// A flat method's own figures.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub figures: Map<String, Value>,
}

/// A group or an indicator in the score of one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Identifier of the group or indicator.
    pub id: String,
    /// Name.
    pub name: Label,
    /// How many groups stand above it.
    pub depth: usize,
    /// What the data say of it; `None` for a group.
    #[serde(flatten)]
    pub data: Option<PartData>,
    /// Value on the common scale; `None` where missing.
    pub scaled: Option<f64>,
    /// Weight among its siblings as written.
    pub weight: f64,
    /// What the value counts for in the group above, missing siblings' share spread; 0 where it is missing.
    pub used_weight: f64,
    /// What it adds to the score; `None` where it is missing or the score is no sum.
    pub contribution: Option<f64>,
    /// What the median of every indicator would add at this area's weights; `None` where the score is no sum.
    pub median_contribution: Option<f64>,
}

/// An indicator of one area as the data have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartData {
    /// Position of the indicator in the snapshot.
    #[serde(skip)]
    pub indicator: usize,
    /// The period whose values were used.
    pub period: String,
    /// The value in the indicator's unit; `None` where missing.
    pub value: Option<f64>,
    /// What was scaled in its place (divided, drawn to the mean, treated or filled); `None` where that is the value.
    pub treated: Option<f64>,
    /// Whether a gap was filled.
    pub filled: bool,
}

/// An indicator that takes no part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartLeftOut {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Why.
    pub reason: NormaliseError,
}

/// What one rule says of the area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleSaid {
    /// Identifier of the rule.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Verdict, thresholds and the area's own values.
    #[serde(flatten)]
    pub why: RuleExplanation,
}

/// Takes one area's standing apart. `area` is its position; of a position that is not there nothing is said (`None`).
pub fn explanation(case: &Case, area: usize) -> Option<Explanation> {
    let Case { snapshot, outcome, .. } = case;
    if area >= snapshot.n_areas() {
        return None;
    }
    let ranked = &outcome.ranked;
    let why = outcome.explain(area);
    let mut parts = Vec::new();
    Taking { case, area }.collect(&why, 0, &mut parts);
    Some(Explanation {
        format: "negah.explanation",
        version: 1,
        snapshot: case.sha256.to_string(),
        period: snapshot.periods.get(outcome.period)?.id.clone(),
        code: snapshot.areas.code.get(area)?.clone(),
        name: snapshot.areas.name.get(area)?.clone(),
        counts: outcome.set.contains(area),
        score: outcome.scored.scores.get(area),
        rank: ranked.ranking.rank(area),
        tied: ranked.ranking.is_tied(area),
        ranked: ranked.ranking.len(),
        tier: outcome.tier(area),
        in_list: outcome.in_list(area),
        coverage: outcome.scored.scores.coverage.get(area).copied()?,
        additive: outcome.is_additive(),
        parts,
        left_out: left_out(case),
        rules: rules(case, area),
        figures: figures(outcome, area),
    })
}

impl Explanation {
    /// `{format, version, snapshot, period, code, name, …, parts, left_out, rules}`; `null` is missing.
    pub fn json(&self) -> String {
        to_text(self)
    }
}

struct Taking<'a> {
    case: &'a Case,
    area: usize,
}

impl Taking<'_> {
    /// Adds a node and all below it; answers what the medians of its indicators would add.
    fn collect(&self, node: &NodeValue, depth: usize, parts: &mut Vec<Part>) -> f64 {
        let outcome = &self.case.outcome;
        let at = parts.len();
        let leaf = node.leaf.and_then(|column| outcome.matrix.leaf_of(column));
        let is_sum = outcome.is_additive();
        parts.push(Part {
            id: node.id.clone(),
            name: self.case.part_name(&node.id),
            depth,
            data: leaf.map(|leaf| self.data(leaf)),
            scaled: node.value,
            weight: node.weight,
            used_weight: node.used_weight,
            contribution: node.value.filter(|_| is_sum).map(|_| node.contribution),
            median_contribution: None,
        });
        let below: f64 = node.children.iter().map(|child| self.collect(child, depth + 1, parts)).sum();
        let own = |column| node.value.map_or(0.0, |_| node.factor * outcome.matrix.median(column));
        let median = node.leaf.map_or(below, own);
        if let Some(part) = parts.get_mut(at) {
            part.median_contribution = Some(median).filter(|median| is_sum && median.is_finite());
        }
        median
    }

    fn data(&self, leaf: &MatrixLeaf) -> PartData {
        let snapshot = &*self.case.snapshot;
        let value = snapshot.column(leaf.indicator, leaf.period).and_then(|column| column.get(self.area));
        let scaled = leaf.scaled_from(snapshot).get(self.area).copied().filter(|x| !x.is_nan());
        PartData {
            indicator: leaf.indicator,
            period: snapshot.periods.get(leaf.period).map(|period| period.id.clone()).unwrap_or_default(),
            value,
            treated: scaled.filter(|_| scaled != value),
            filled: leaf.filled.binary_search(&(self.area as u32)).is_ok(),
        }
    }
}

fn left_out(case: &Case) -> Vec<PartLeftOut> {
    let out = |leaf: &MatrixLeaf| {
        let indicator = case.snapshot.indicators.get(leaf.indicator)?;
        Some(PartLeftOut { id: indicator.id.clone(), name: indicator.name.clone(), reason: leaf.left_out? })
    };
    case.outcome.matrix.leaves.iter().filter_map(out).collect()
}

fn rules(case: &Case, area: usize) -> Vec<RuleSaid> {
    let Some(flags) = &case.outcome.flags else { return Vec::new() };
    let said = |why: RuleExplanation| {
        let rule = flags.rules.get(why.rule)?;
        Some(RuleSaid { id: rule.id.clone(), name: rule.name.clone(), why })
    };
    flags.explain(area).into_iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::small_snapshot;

    #[test]
    fn parts_add_up_and_what_is_missing_is_marked() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let run = Case::run(snapshot, scenario).unwrap().with_sha256("ab");
        let first = explanation(&run, 0).unwrap();
        assert_eq!((first.rank, first.ranked, first.in_list), (Some(1), 2, true));
        let leaves: Vec<&Part> = first.parts.iter().filter(|part| part.data.is_some()).collect();
        let sum: f64 = leaves.iter().filter_map(|part| part.contribution).sum();
        assert!((sum - first.score.unwrap()).abs() < 1e-12);
        assert_eq!(leaves[0].data.as_ref().unwrap().value, Some(20.0));
        // The second area has no figure of trust.
        let second = explanation(&run, 1).unwrap();
        let trust = second.parts.iter().find(|part| part.id == "trust").unwrap();
        assert_eq!((trust.contribution, trust.data.as_ref().unwrap().value), (None, None));
        assert_eq!(explanation(&run, 0).unwrap().json(), first.json());
    }
}
