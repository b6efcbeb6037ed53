//! One area's score taken apart: what every node adds to it.

use super::tree::{Method, ScoreTree, TreeNode, Weights, combine};

/// A node's part in one area's score.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeValue {
    /// Identifier of the group or indicator.
    pub id: String,
    /// Position of the column for a leaf.
    pub leaf: Option<usize>,
    /// Value on the common scale; `None` where missing.
    pub value: Option<f64>,
    /// Weight among its siblings as written.
    pub weight: f64,
    /// Weight after the missing siblings' share was spread; 0 where missing itself.
    pub used_weight: f64,
    /// What it adds to the *composite* score; the leaves' contributions sum to the score.
    pub contribution: f64,
    /// Share of its weight that rests on values that are there, 0 to 1.
    pub coverage: f64,
    /// The children.
    pub children: Vec<NodeValue>,
}

impl ScoreTree {
    /// One area's score taken apart, by the same formulas as [`ScoreTree::score`].
    pub fn explain(&self, columns: &[&[f64]], area: usize) -> NodeValue {
        let mut value = explain_node(&self.root, columns, area, self.missing.min_coverage());
        value.used_weight = 1.0;
        let there = f64::from(u8::from(value.value.is_some()));
        spread(&mut value, there);
        value
    }
}

fn explain_node(node: &TreeNode, columns: &[&[f64]], area: usize, least: f64) -> NodeValue {
    let mut own = NodeValue {
        id: node.id.clone(),
        leaf: node.leaf,
        value: None,
        weight: node.weight,
        used_weight: 0.0,
        contribution: 0.0,
        coverage: 0.0,
        children: node.children.iter().map(|child| explain_node(child, columns, area, least)).collect(),
    };
    if let Some(leaf) = node.leaf {
        own.value = Some(columns[leaf][area]).filter(|x| !x.is_nan());
        own.coverage = f64::from(u8::from(own.value.is_some()));
        return own;
    }
    let whole: f64 = own.children.iter().map(|child| child.weight).sum();
    let present = || own.children.iter().filter(|child| child.value.is_some());
    let there: f64 = present().map(|child| child.weight).sum();
    let sum: f64 = present().map(|child| child.weight * child.value.unwrap_or_default()).sum();
    own.coverage = own.children.iter().map(|child| child.weight * child.coverage).sum::<f64>() / whole;
    own.value = Some(combine(sum, Weights { there, whole, least }, node.method)).filter(|x| !x.is_nan());
    let stretch = if node.method == Method::Sum { whole / there } else { 1.0 / there };
    for child in &mut own.children {
        child.used_weight = if child.value.is_some() { child.weight * stretch } else { 0.0 };
    }
    own
}

/// Hands the node's share in the composite score down: `factor` is the product of the weights above.
fn spread(node: &mut NodeValue, factor: f64) {
    let own = factor * node.used_weight;
    node.contribution = own * node.value.unwrap_or_default();
    for child in &mut node.children {
        spread(child, own);
    }
}
