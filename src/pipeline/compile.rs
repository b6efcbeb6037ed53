//! The index with its weights, ready for computing.

use std::sync::Arc;

use super::matrix::Matrix;
use super::problem::Problem;
use super::resolve::Plan;
use crate::scenario::Scenario;
use crate::score::{IndexNode, ScoreTree, TreeNode};

/// The index with the scenario's weights, over the columns that hold information.
///
/// # Errors
/// [`Problem::NothingToScore`] when no column does.
pub fn compile_tree(scenario: &Scenario, plan: &Plan, matrix: &Matrix) -> Result<ScoreTree, Vec<Problem>> {
    debug_assert_eq!(plan.leaves.len(), matrix.leaves.len());
    let mut next = 0;
    let weight = scenario.index.weight;
    let root = compile_node((&scenario.index, weight), matrix, &mut next)
        .ok_or_else(|| vec![Problem::NothingToScore])?;
    Ok(ScoreTree { root, missing: scenario.missing, scale: Arc::clone(&matrix.scale) })
}

/// Leaves without information, weightless nodes and groups left empty by that take no part.
pub(super) fn compile_node(
    (node, weight): (&IndexNode, f64),
    matrix: &Matrix,
    next: &mut usize,
) -> Option<TreeNode> {
    if let Some(indicator) = &node.indicator {
        let at = *next;
        *next += 1;
        let column = matrix.leaves.get(at)?.column;
        return column.map(|column| TreeNode::leaf(indicator, weight, column));
    }
    let weighed = node.children.iter().zip(node.child_weights());
    let children: Vec<TreeNode> = weighed.filter_map(|child| compile_node(child, matrix, next)).collect();
    let heavy: Vec<TreeNode> = children.into_iter().filter(|child| child.weight > 0.0).collect();
    (!heavy.is_empty()).then(|| TreeNode {
        method: node.method,
        missing: node.missing,
        normalise: node.normalise.clone(),
        bounds: (node.floor, node.cap),
        round: node.round,
        round_scale: node.round_scale,
        ..TreeNode::group(node.id.clone().unwrap_or_default(), weight, heavy)
    })
}
