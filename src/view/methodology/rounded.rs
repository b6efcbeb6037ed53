//! What a method says of rounding, of groups on a scale of their own, and of those that count the indicators below them.

use super::super::choices::scale_name;
use super::super::formulas::scale_formula;
use super::Telling;
use crate::score::{IndexNode, MissingRule};
use crate::text::Msg;

impl Telling<'_> {
    /// To how many decimals the values of which indicators are rounded.
    pub(super) fn rounded_leaves(&self) -> Vec<String> {
        let leaves = self.case.scenario.index.leaves();
        let mut decimals: Vec<u8> = leaves.iter().filter_map(|leaf| leaf.round).collect();
        decimals.sort_unstable();
        decimals.dedup();
        let sentence = |decimals: &u8| {
            let own = leaves.iter().filter(|leaf| leaf.round == Some(*decimals));
            let names = self.names(own.map(|leaf| self.node_name(leaf)));
            let values = [("names", names), ("n", self.words.int(usize::from(*decimals)))];
            self.fill(Msg::MethodRoundLeaves, &values)
        };
        decimals.iter().map(sentence).collect()
    }

    /// That a group's value is rounded, in the words of `key`.
    pub(super) fn rounded(&self, node: &IndexNode, decimals: Option<u8>, key: Msg) -> Option<String> {
        let values = [("node", self.node_name(node)), ("n", self.words.int(usize::from(decimals?)))];
        Some(self.fill(key, &values))
    }

    /// A group's own rule on missing values, where it counts indicators.
    pub(super) fn own_rule(&self, node: &IndexNode) -> Option<String> {
        let Some(MissingRule::Indicators { min_share }) = node.missing else { return None };
        let share = self.words.exact_share(min_share);
        Some(self.fill(Msg::MethodIndicatorsOf, &[("node", self.node_name(node)), ("share", share)]))
    }

    /// That a group's value is put on a scale of its own.
    pub(super) fn rescaled(&self, node: &IndexNode) -> Option<String> {
        let scale = node.normalise.as_ref()?;
        let values = [
            ("node", self.node_name(node)),
            ("scale", self.words.say(scale_name(scale)).to_owned()),
            ("formula", scale_formula(scale).to_owned()),
        ];
        Some(self.fill(Msg::MethodRescaled, &values))
    }
}
