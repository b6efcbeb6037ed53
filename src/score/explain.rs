//! One area's score taken apart: what every node adds to it.

use super::combine::{Weights, combine_parts, factors};
use super::node::Method;
use super::tree::{ScoreTree, Scores, TreeNode};

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
    /// What the value counts for in the value of the group above: under a mean or sum the weight after the missing
    /// siblings' share was spread; 0 where missing itself.
    pub used_weight: f64,
    /// What the value counts for in the *composite* score: the product of `used_weight` down to here.
    pub factor: f64,
    /// What it adds to the *composite* score, `factor · value`; the leaves' contributions sum to the score, unless a
    /// group whose children make 0 was brought to another scale.
    pub contribution: f64,
    /// Share of its weight that rests on values that are there, 0 to 1.
    pub coverage: f64,
    /// The children.
    pub children: Vec<NodeValue>,
}

impl ScoreTree {
    /// One area's score taken apart, by the same formulas as the [`ScoreTree::score`] that gave `scores`.
    pub fn explain(&self, scores: &Scores, columns: &[&[f64]], area: usize) -> NodeValue {
        let mut taking = Taking { tree: self, scores, columns, area, scaled: 0 };
        let mut value = taking.node(&self.root);
        value.used_weight = f64::from(u8::from(value.value.is_some()));
        let factor = value.used_weight;
        spread(&mut value, factor);
        value
    }
}

struct Taking<'a> {
    tree: &'a ScoreTree,
    scores: &'a Scores,
    columns: &'a [&'a [f64]],
    area: usize,
    /// Groups with a scale of their own met so far: scoring met them in the same order.
    scaled: usize,
}

impl Taking<'_> {
    /// The node with the `used_weight` of everything below it.
    fn node(&mut self, node: &TreeNode) -> NodeValue {
        let mut children: Vec<NodeValue> = node.children.iter().map(|child| self.node(child)).collect();
        let mut own = NodeValue {
            id: node.id.clone(),
            leaf: node.leaf,
            value: None,
            weight: node.weight,
            used_weight: 0.0,
            factor: 0.0,
            contribution: 0.0,
            coverage: 0.0,
            children: Vec::new(),
        };
        if let Some(leaf) = node.leaf {
            own.value = Some(self.columns[leaf][self.area]).filter(|x| !x.is_nan());
            own.coverage = f64::from(u8::from(own.value.is_some()));
            return own;
        }
        let whole: f64 = children.iter().map(|child| child.weight).sum();
        own.coverage = children.iter().map(|child| child.weight * child.coverage).sum::<f64>() / whole;
        let parts: Vec<_> = children.iter().filter_map(|child| Some((child.weight, child.value?))).collect();
        let least = node.missing.unwrap_or(self.tree.missing).min_coverage();
        let weights = Weights { there: parts.iter().map(|(w, _)| w).sum(), whole, least };
        let combined = combine_parts(node.method, &parts, weights);
        let value = self.rescaled(node, combined);
        // What stands below a scaled group is stretched with it; where the children make 0 nothing can be handed down.
        let stretch = if node.is_rescaled() && combined != 0.0 {
            value / combined
        } else {
            f64::from(u8::from(!node.is_rescaled()))
        };
        // A group that is missing itself still shows what its children would have counted for.
        let (method, at) =
            if combined.is_nan() { (Method::Arithmetic, 0.0) } else { (node.method, combined) };
        let there = children.iter_mut().filter(|child| child.value.is_some());
        for (child, factor) in there.zip(factors(method, &parts, (at, weights))) {
            child.used_weight = factor * if combined.is_nan() { 1.0 } else { stretch };
        }
        own.children = children;
        own.value = Some(value).filter(|x| !x.is_nan());
        own
    }

    fn rescaled(&mut self, node: &TreeNode, combined: f64) -> f64 {
        if !node.is_rescaled() {
            return combined;
        }
        self.scaled += 1;
        self.scores.scaled.get(self.scaled - 1).map_or(f64::NAN, |column| column[self.area])
    }
}

/// Hands the node's share in the composite score down: `factor` is the product of the weights above and its own.
fn spread(node: &mut NodeValue, factor: f64) {
    node.factor = factor;
    node.contribution = factor * node.value.unwrap_or_default();
    for child in &mut node.children {
        let own = factor * child.used_weight;
        spread(child, own);
    }
}
