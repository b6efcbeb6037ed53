//! Why an area is flagged, near or unknown: every threshold with the area's own value beside it.

use serde::Serialize;

use super::choice::{Subject, Threshold};
use super::compile::{Compiled, Leaf};
use super::enclosed::Surroundings;
use super::evaluate::{RuleOutcome, RuleResult, Verdict};
use super::logic::Lean;
use super::percentile::percentile;
use super::truth::Truth;

/// Where an area stands against one threshold, taken by itself and before any `not`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafState {
    /// The area passes the bar.
    Exceeds,
    /// It lies within the band: below the bar by little, or under a `not` above it by little.
    Near,
    /// It does not.
    Below,
    /// It has no value.
    Missing,
}

/// One threshold and one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdExplanation {
    /// The threshold as the scenario writes it.
    pub threshold: Threshold,
    /// Whether it stands under an odd number of `not`: passing the bar then speaks against the flag.
    pub negated: bool,
    /// Where the area stands.
    pub state: LeafState,
    /// The area's value in the unit of the quantity; `None` where missing.
    pub value: Option<f64>,
    /// The bar in the same unit: for a percentile or a share of the population the value that marks it today.
    /// `None` where no area reaches it.
    pub bar: Option<f64>,
    /// The area's percentile of need, 0 to 100, by the threshold's definition; `None` where the value is missing
    /// or the indicator is context.
    pub percentile: Option<f64>,
}

/// What one rule says of one area, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleExplanation {
    /// Position of the rule.
    pub rule: usize,
    /// What it says.
    pub verdict: Verdict,
    /// The thresholds of its condition, from left to right.
    pub thresholds: Vec<ThresholdExplanation>,
    /// Whether the area is flagged, near or unknown by enclosure rather than by the condition itself.
    pub by_enclosure: bool,
    /// Its neighbours, where the rule asks for them and the area has a boundary.
    pub surroundings: Option<Surroundings>,
    /// Whether the rule asks for neighbours and the area has no boundary.
    pub boundary_missing: bool,
    /// The thresholds of the enclosure's condition.
    pub enclosure: Vec<ThresholdExplanation>,
}

impl RuleExplanation {
    /// The thresholds that speak for the flag: passed, or not passed under a `not`.
    pub fn exceeded(&self) -> impl Iterator<Item = &ThresholdExplanation> {
        let enclosure = self.enclosure.iter().filter(|_| self.by_enclosure);
        self.thresholds.iter().chain(enclosure).filter(|one| match one.state {
            LeafState::Exceeds => !one.negated,
            LeafState::Below => one.negated,
            LeafState::Near | LeafState::Missing => false,
        })
    }

    /// The quantities for which the area has no value, each once.
    pub fn missing(&self) -> Vec<&Subject> {
        let mut found: Vec<&Subject> = Vec::new();
        let all = self.thresholds.iter().chain(&self.enclosure);
        for one in all.filter(|one| one.state == LeafState::Missing) {
            if !found.contains(&&one.threshold.of) {
                found.push(&one.threshold.of);
            }
        }
        found
    }
}

impl RuleOutcome {
    /// What every rule says of an area, in the scenario's order; empty outside the set.
    pub fn explain(&self, area: usize) -> Vec<RuleExplanation> {
        let one = |(at, rule): (usize, &RuleResult)| {
            Some(self.explain_rule(at, rule, (area, (*rule.verdict.get(area)?)?)))
        };
        self.rules.iter().enumerate().filter_map(one).collect()
    }

    /// The rules that flag an area, with the thresholds exceeded.
    pub fn fired(&self, area: usize) -> Vec<RuleExplanation> {
        self.explain(area).into_iter().filter(|one| one.verdict == Verdict::Flagged).collect()
    }

    fn explain_rule(
        &self,
        at: usize,
        rule: &RuleResult,
        (area, verdict): (usize, Verdict),
    ) -> RuleExplanation {
        let own = rule.when.truth_of(Lean::Strict, area);
        let lenient = rule.when.truth_of(Lean::Easier, area);
        let asked = rule.enclosure.as_ref().zip(self.neighbours.as_ref());
        let bounded = asked.filter(|(_, around)| around.has_boundary(area));
        RuleExplanation {
            rule: at,
            verdict,
            thresholds: self.thresholds(&rule.when, area),
            by_enclosure: match verdict {
                Verdict::Flagged => own != Truth::True,
                Verdict::Near => lenient != Truth::True,
                Verdict::Unknown => own == Truth::False,
                Verdict::NotFlagged => false,
            },
            surroundings: bounded.map(|(enclosure, around)| enclosure.surroundings(around, area)),
            boundary_missing: asked.is_some() && bounded.is_none(),
            enclosure: rule
                .enclosure
                .as_ref()
                .map_or_else(Vec::new, |enclosure| self.thresholds(&enclosure.when, area)),
        }
    }

    fn thresholds(&self, compiled: &Compiled, area: usize) -> Vec<ThresholdExplanation> {
        compiled.leaves.iter().map(|leaf| self.threshold(leaf, area)).collect()
    }

    fn threshold(&self, leaf: &Leaf, area: usize) -> ThresholdExplanation {
        let value = leaf.measured.values.get(area);
        let raw = value.unwrap_or(f64::NAN);
        let near = if leaf.negated { Lean::Harder } else { Lean::Easier };
        let state = match (leaf.truth(raw, Lean::Strict), leaf.truth(raw, near)) {
            (Truth::Unknown, _) => LeafState::Missing,
            // Under a `not` the band lies above the bar: within it, the area misses not being passed.
            (Truth::True, Truth::False) => LeafState::Near,
            (Truth::True, _) => LeafState::Exceeds,
            (Truth::False, Truth::True) => LeafState::Near,
            (Truth::False, _) => LeafState::Below,
        };
        let rank = |(value, turn): (f64, f64)| {
            percentile(leaf.measured.sorted(&self.reference), turn * value + 0.0, leaf.definition())
        };
        ThresholdExplanation {
            threshold: leaf.threshold.clone(),
            negated: leaf.negated,
            state,
            value,
            bar: leaf.in_unit(),
            percentile: value.zip(leaf.measured.turn).and_then(rank),
        }
    }
}
