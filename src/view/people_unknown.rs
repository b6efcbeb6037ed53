//! Areas that are not counted where inhabitants are, because nobody knows theirs.

use super::Words;
use crate::pipeline::Outcome;
use crate::rank::{Cut, Tiers};
use crate::scenario::Scenario;
use crate::text::Msg;

/// Where list, tiers or rules go by inhabitants: how many areas are not counted because theirs are unknown.
pub fn people_unknown(scenario: &Scenario, outcome: &Outcome, words: Words) -> Vec<String> {
    let by_people = matches!(scenario.cut, Cut::PopulationShare(_))
        || matches!(scenario.tiers, Tiers::PopulationShares { .. });
    let ranked = if by_people { outcome.ranked.cut.ranked_unknown } else { 0 };
    let rules = outcome.flags.as_ref().and_then(|flags| flags.without_population).unwrap_or(0);
    let said = [(Msg::CutPeopleUnknown, ranked), (Msg::RulesPeopleUnknown, rules)];
    let said = said.into_iter().filter(|own| own.1 > 0);
    said.map(|(key, n)| words.fill_one(key, &words.int(n))).collect()
}
