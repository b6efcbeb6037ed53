//! Rule mode on the result of a run.

use std::sync::Arc;

use super::{Matrix, Scored};
use crate::filter::AreaSet;
use crate::rule::{
    Condition, Neighbours, NodeColumn, Rule, RuleError, RuleInput, RuleOutcome, Subject, evaluate,
};
use crate::scenario::{Scenario, Within};
use crate::score::TreeNode;
use crate::snapshot::Snapshot;

/// What the rules are applied to: the result of the stages before.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Position of the period.
    pub period: usize,
    /// The areas that count.
    pub set: &'a AreaSet,
    /// Indicators on the common scale.
    pub matrix: &'a Matrix,
    /// Scores and the tree that made them.
    pub scored: &'a Scored,
    /// Who borders on whom, where it is known already: it saves finding it again at every moved weight.
    pub neighbours: Option<&'a Arc<Neighbours>>,
}

/// Applies the scenario's rules to the areas that count. It depends on everything up to the score, not on ranks.
///
/// Percentiles and shares of the population are taken among the areas that set the scale ([`Within`]). Groups of the
/// index are scored apart, those alone that a rule names; a group left without information is not there.
///
/// # Errors
/// Every name or number of the rules that does not fit; see [`evaluate`].
pub fn flag_stage(
    snapshot: &Snapshot,
    scenario: &Scenario,
    before: Before,
) -> Result<RuleOutcome, Vec<RuleError>> {
    let Before { period, set, matrix, scored, neighbours } = before;
    let everything = AreaSet::all(snapshot.n_areas());
    let columns = matrix.columns();
    let node = |id| {
        let tree = scored.tree.branch(group(&scored.tree.root, id)?);
        Some((id, tree.score(&columns, snapshot.n_areas()).score))
    };
    let named: Vec<(&str, Vec<f64>)> = node_names(&scenario.rules).into_iter().filter_map(node).collect();
    let nodes: Vec<NodeColumn> = named.iter().map(|(id, values)| NodeColumn { id, values }).collect();
    let input = RuleInput {
        snapshot,
        period,
        set,
        reference: if scenario.within == Within::Filter { set } else { &everything },
        score: &scored.scores.score,
        nodes: &nodes,
        neighbours,
    };
    evaluate(&scenario.rules, &input)
}

/// The groups that rules name, each once.
fn node_names(rules: &[Rule]) -> Vec<&str> {
    let enclosed = rules.iter().filter_map(|rule| rule.enclosed.as_ref()).map(|enclosed| &enclosed.when);
    let conditions = rules.iter().map(|rule| &rule.when).chain(enclosed);
    let mut names: Vec<&str> = Vec::new();
    for (threshold, _) in conditions.flat_map(Condition::thresholds) {
        if let Subject::Node(id) = &threshold.of
            && !names.contains(&id.as_str())
        {
            names.push(id);
        }
    }
    names
}

/// The first group of that name from the root down.
fn group<'a>(node: &'a TreeNode, id: &str) -> Option<&'a TreeNode> {
    if node.leaf.is_none() && node.id == id {
        return Some(node);
    }
    node.children.iter().find_map(|child| group(child, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rule::Verdict;
    use crate::testing::small_snapshot;

    #[test]
    fn burden_and_deprivation_by_hand() {
        // School is the mean of dropout 33.3, 0, 100, 66.7 and trust 50, –, 0, 100: 41.7, – (half is missing), 50, 83.3.
        // Scores: 70.8, –, 25, – (see the tests of the chain).
        let mut scenario = Scenario::equal_weights(&small_snapshot());
        scenario.rules = serde_json::from_str(
            r#"[{"id": "school", "name": "آموزش", "when":
                {"threshold": {"of": {"node": "school"}, "bar": {"at_least": 50}, "near": 0.2}}},
               {"id": "burden", "name": "فشار", "when": {"all": [
                {"threshold": {"of": {"indicator": "unemployment"}, "bar": {"percentile": {"at_least": 90}}}},
                {"threshold": {"of": "score", "bar": {"percentile": {"at_least": 65}}}}]}}]"#,
        )
        .unwrap();
        let snapshot = small_snapshot();
        let outcome = run(&snapshot, &scenario).unwrap();
        let before = Before {
            period: outcome.period,
            set: &outcome.set,
            matrix: &outcome.matrix,
            scored: &outcome.scored,
            neighbours: None,
        };
        let flags = flag_stage(&snapshot, &scenario, before).unwrap();
        use Verdict::{Flagged, Near, NotFlagged, Unknown};
        assert_eq!(flags.rules[0].verdict, [Near, Unknown, Flagged, Flagged].map(Some));
        // 02 is at the 67th percentile of unemployment, so its missing score decides nothing.
        assert_eq!(flags.rules[1].verdict, [Flagged, NotFlagged, NotFlagged, Unknown].map(Some));
        assert_eq!(flags.verdict, [Flagged, Unknown, Flagged, Flagged].map(Some));
    }
}
