//! Chosen weights beside those that count in effect, and beside those that the data suggest.

use crate::case::Case;
use crate::score::Method;
use crate::stat::effective::effective;
use crate::text::Msg;
use crate::weight::diagnostic::{Diagnostic, suggest};

use super::Words;
use super::part_names::node_name;

/// The top weights looked at from several sides; one entry of each list for each top node, in its order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WeightCheck {
    /// Names of the top nodes that take part.
    pub names: Vec<String>,
    /// The chosen weights.
    pub nominal: Vec<String>,
    /// Shares of the score's variance; `None` where the score is no weighted sum of its parts.
    pub effective: Option<Vec<String>>,
    /// Weights that the data suggest: name of the method and its weights, or why there are none.
    pub suggested: Vec<(String, Result<Vec<String>, String>)>,
    /// What the figures rest on.
    pub note: String,
}

/// The name of a method that suggests weights from data.
pub fn diagnostic_name(method: Diagnostic) -> Msg {
    match method {
        Diagnostic::Entropy => Msg::DiagnosticEntropy,
        Diagnostic::Critic => Msg::DiagnosticCritic,
        Diagnostic::Deviation => Msg::DiagnosticDeviation,
        Diagnostic::Principal => Msg::DiagnosticPrincipal,
    }
}

/// Compares the top weights over the areas that count and have a value in every top node.
pub fn weight_check(case: &Case, words: Words) -> WeightCheck {
    let Case { snapshot, scenario, outcome, .. } = case;
    let tree = &outcome.scored.tree;
    let all = outcome.matrix.columns();
    let top = &tree.root.children;
    let column = |node: &crate::score::TreeNode| -> Vec<f64> {
        let whole = match node.leaf {
            Some(leaf) => all.get(leaf).map(|column| column.to_vec()).unwrap_or_default(),
            None => tree.branch(node).score(&all, snapshot.n_areas()).score,
        };
        outcome.set.iter().filter_map(|at| whole.get(at).copied()).collect()
    };
    let columns: Vec<Vec<f64>> = top.iter().map(column).collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let weights: Vec<f64> = top.iter().map(|node| node.weight).collect();
    let percent = |share: f64| words.percent(Some(share));
    let additive = outcome.is_additive() && matches!(scenario.index.method, Method::Arithmetic | Method::Sum);
    let found = effective(&weights, &columns).filter(|_| additive);
    let suggestion = |method: Diagnostic| {
        let shares = suggest(method, &columns);
        let shares = shares.map(|found| found.shares.into_iter().map(percent).collect());
        (words.say(diagnostic_name(method)).to_owned(), shares.map_err(|error| error.text(words.language)))
    };
    let rows = crate::stat::rows::complete(&columns).first().map_or(0, Vec::len);
    WeightCheck {
        names: top.iter().map(|node| node_name(case, &node.id, words)).collect(),
        nominal: crate::score::shares(&weights).into_iter().map(percent).collect(),
        effective: found.map(|found| found.columns.iter().map(|own| percent(own.share)).collect()),
        suggested: Diagnostic::ALL.map(suggestion).to_vec(),
        note: words.fill_one(Msg::CheckRows, &words.int(rows)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn chosen_effective_and_suggested_weights_stand_side_by_side() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        let check = weight_check(&case, Words::default());
        assert_eq!(check.nominal, ["۵۰٪", "۵۰٪"]);
        assert_eq!((check.names.len(), check.suggested.len()), (2, 4));
        assert!(check.effective.is_some_and(|shares| shares.len() == 2));
        scenario.index.method = Method::Max;
        let case = case_of(&snapshot, &scenario);
        let check = weight_check(&case, Words::default());
        assert_eq!(check.effective, None);
    }
}
