//! One area's score taken apart: what every node adds to it.

use super::combine::{Part, Weights, combine_parts, factors};
use super::index_tree::{ScoreTree, Scores, TreeNode};
use super::node::Method;

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

impl NodeValue {
    /// All leaves from here down, itself where it is one, in the order of the index.
    pub fn leaves(&self) -> Vec<&NodeValue> {
        let own = self.leaf.is_some().then_some(self);
        own.into_iter().chain(self.children.iter().flat_map(NodeValue::leaves)).collect()
    }
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

    /// What one child of the index adds to one area's score, as [`ScoreTree::explain`] tells it; `None` where the child or
    /// the score is missing. Makes none of the rest: for every area at once that would be most of the work.
    pub fn part(&self, scores: &Scores, (columns, area): (&[&[f64]], usize), child: usize) -> Option<f64> {
        let mut taking = Taking { tree: self, scores, columns, area, scaled: 0 };
        let children = taking.values(&self.root);
        let own = children.get(child)?.1?;
        let place = children[..child].iter().filter(|other| other.1.is_some()).count();
        let joined = taking.join(&self.root, &children);
        joined.value?;
        Some(joined.used(&self.root).get(place)? * own)
    }
}

/// The value of a group with what it was made of.
struct Joined {
    /// Weights and values of the children that are there.
    parts: Vec<Part>,
    weights: Weights,
    /// The children combined, before any scale of the group's own.
    combined: f64,
    value: Option<f64>,
}

impl Joined {
    /// What the children that are there count for.
    fn used(&self, node: &TreeNode) -> Vec<f64> {
        // What stands below a scaled group is stretched with it; where the children make 0 nothing can be handed down.
        let stretch = match self.combined {
            combined if combined.is_nan() || !node.is_rescaled() => 1.0,
            0.0 => 0.0,
            combined => self.value.unwrap_or(f64::NAN) / combined,
        };
        // A group that is missing itself still shows what its children would have counted for.
        let (method, at) =
            if self.combined.is_nan() { (Method::Arithmetic, 0.0) } else { (node.method, self.combined) };
        let mut used = factors(method, &self.parts, (at, self.weights));
        used.iter_mut().for_each(|factor| *factor *= stretch);
        used
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
        let values: Vec<_> = children.iter().map(|child| (child.weight, child.value)).collect();
        let joined = self.join(node, &values);
        let covered = children.iter().map(|child| child.weight * child.coverage).sum::<f64>();
        own.coverage = covered / joined.weights.whole;
        let there = children.iter_mut().filter(|child| child.value.is_some());
        for (child, used) in there.zip(joined.used(node)) {
            child.used_weight = used;
        }
        own.children = children;
        own.value = joined.value;
        own
    }

    /// Weights and values of the children of a node.
    fn values(&mut self, node: &TreeNode) -> Vec<(f64, Option<f64>)> {
        node.children.iter().map(|child| (child.weight, self.value(child))).collect()
    }

    fn value(&mut self, node: &TreeNode) -> Option<f64> {
        match node.leaf {
            Some(leaf) => Some(self.columns[leaf][self.area]).filter(|x| !x.is_nan()),
            None => {
                let children = self.values(node);
                self.join(node, &children).value
            }
        }
    }

    /// Combines the children of a group, which have been met before it.
    fn join(&mut self, node: &TreeNode, children: &[(f64, Option<f64>)]) -> Joined {
        let whole: f64 = children.iter().map(|child| child.0).sum();
        let parts: Vec<Part> = children.iter().filter_map(|child| Some((child.0, child.1?))).collect();
        let least = self.tree.least(node, (self.columns, self.area));
        let weights = Weights { there: parts.iter().map(|(w, _)| w).sum(), whole, least };
        let combined = combine_parts(node.method, &parts, weights);
        let value = Some(self.rescaled(node, combined)).filter(|x| !x.is_nan());
        Joined { parts, weights, combined, value }
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
