//! Which of the six colours a part of the index wears: the same everywhere.

use crate::pipeline::Outcome;
use crate::snapshot::Snapshot;

use super::Words;

/// Position of the colour, 0 to 5, of a top node of the index: its domain's place in the snapshot.
/// A seventh domain shares the last, neutral colour.
pub fn colour_of(snapshot: &Snapshot, node: &str) -> usize {
    let by_domain = |id: &str| snapshot.domains.iter().position(|domain| domain.id == id);
    let by_indicator = || {
        let at = snapshot.indicator_idx(node)?;
        by_domain(snapshot.indicators[at].domain.as_deref()?)
    };
    by_domain(node).or_else(by_indicator).unwrap_or(5).min(5)
}

/// Identifier, colour and name of each top node of the index that takes part in the score.
pub fn legend(snapshot: &Snapshot, outcome: &Outcome, words: Words) -> Vec<(String, usize, String)> {
    let name = |id: &str| node_name(snapshot, id, words);
    let children = &outcome.scored.tree.root.children;
    children.iter().map(|child| (child.id.clone(), colour_of(snapshot, &child.id), name(&child.id))).collect()
}

/// The name of a node: its domain's, its indicator's, or its identifier.
pub(super) fn node_name(snapshot: &Snapshot, id: &str, words: Words) -> String {
    let domain =
        snapshot.domains.iter().find(|domain| domain.id == id).map(|domain| words.label(&domain.name));
    let indicator = || snapshot.indicator_idx(id).map(|at| words.label(&snapshot.indicators[at].name));
    domain.or_else(indicator).unwrap_or_else(|| id.to_owned())
}
