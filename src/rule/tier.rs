//! Tiers by rule: the gravest word whose rule holds.

use serde::Serialize;

use super::choice::Rule;
use super::evaluate::{RuleOutcome, Verdict};
use crate::filter::AreaSet;
use crate::snapshot::Label;

/// Tiers that rules make.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleTiers {
    /// Words of the tiers, the gravest first: tier 1 is the first. Areas that none of their rules flags stand in one
    /// further tier, `names.len() + 1`, which has no word.
    pub names: Vec<Label>,
    /// Tier of each area, from 1; 0 outside the set, and where no rule flags the area but one is unknown.
    pub of: Vec<u8>,
    /// Areas whose tier could be graver if missing values were known.
    #[serde(skip)]
    pub uncertain: AreaSet,
}

impl RuleTiers {
    /// Number of tiers, the last one for areas not flagged.
    pub fn count(&self) -> usize {
        self.names.len() + 1
    }
}

/// Tiers from the verdicts of `rules`, whose order is that of severity. A rule without a word makes no tier; rules
/// with the same Persian word share one. Beyond 254 words the rest share the last.
///
/// `outcome` is what [`super::evaluate`] made of these rules.
pub fn rule_tiers(rules: &[Rule], outcome: &RuleOutcome) -> RuleTiers {
    let mut names: Vec<Label> = Vec::new();
    let mut tier_of_rule: Vec<Option<u8>> = Vec::new();
    for rule in rules {
        tier_of_rule.push(rule.tier.as_ref().map(|word| {
            let known = names.iter().position(|name| name.fa == word.fa);
            let at = known.unwrap_or(names.len());
            if known.is_none() && names.len() < 254 {
                names.push(word.clone());
            }
            at.min(253) as u8 + 1
        }));
    }
    let n_areas = outcome.verdict.len();
    let gravest = |area: usize, wanted: Verdict| {
        let said = outcome.rules.iter().zip(&tier_of_rule);
        said.filter(|(rule, _)| rule.verdict.get(area) == Some(&Some(wanted)))
            .filter_map(|(_, tier)| *tier)
            .min()
    };
    // A near miss may hide a missing value too; its explanation names it, the tier follows what is certain.
    let open = |area: usize| gravest(area, Verdict::Unknown);
    let tier =
        |area: usize| match (outcome.verdict.get(area).copied().flatten(), gravest(area, Verdict::Flagged)) {
            (None, _) => 0,
            (_, Some(tier)) => tier,
            (_, None) if open(area).is_some() => 0,
            _ => names.len() as u8 + 1,
        };
    let graver = |area: usize| {
        open(area).is_some_and(|unknown| gravest(area, Verdict::Flagged).is_none_or(|own| unknown < own))
    };
    RuleTiers { of: (0..n_areas).map(tier).collect(), uncertain: AreaSet::from_fn(n_areas, graver), names }
}
