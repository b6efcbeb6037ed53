//! The index tree as a list of parts: the only file here that knows what a tree is made of.

use crate::engine::SQUARE_DRAWS as DRAWS;
use crate::score::{IndexNode, Method, ScoreTree, TreeNode};

/// A node, in the order of reading: a parent stands before its children, the root first.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Identifier of the group or indicator.
    pub id: String,
    /// Weight among its siblings, as written.
    pub weight: f64,
    /// Position of the column for a leaf of a compiled tree.
    pub column: Option<usize>,
    /// Places of the children among the parts.
    pub children: Vec<usize>,
    /// Whether children combine as a sum that keeps its weights; else as their mean.
    sum: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Flat {
    parent: usize,
    column: Option<usize>,
    sum: bool,
}

/// A tree as a list. Weights of all parts travel as one slice in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The parts; never empty.
    pub parts: Vec<Part>,
    /// The same, as far as the hot path needs it.
    flat: Vec<Flat>,
    least: f64,
    linear: bool,
}

impl Reading {
    /// Reads a compiled tree.
    pub fn of(tree: &ScoreTree) -> Self {
        let linear = tree.is_linear();
        let mut reading = Self { parts: Vec::new(), flat: Vec::new(), least: least_coverage(tree), linear };
        reading.add(&tree.root);
        Self { flat: flat(&reading.parts), ..reading }
    }

    fn add(&mut self, node: &TreeNode) -> usize {
        let TreeNode { id, weight, leaf, method, children, .. } = node;
        let sum = *method == Method::Sum;
        let at = self.parts.len();
        self.parts.push(Part { id: id.clone(), weight: *weight, column: *leaf, children: Vec::new(), sum });
        for child in children {
            let place = self.add(child);
            self.parts[at].children.push(place);
        }
        at
    }

    /// Reads the index of a scenario, for its weights alone.
    pub fn of_index(index: &IndexNode) -> Self {
        let mut reading = Self { parts: Vec::new(), flat: Vec::new(), least: 0.0, linear: false };
        reading.add_index(index);
        reading
    }

    fn add_index(&mut self, node: &IndexNode) -> usize {
        let at = self.parts.len();
        let id = node.id.as_ref().or(node.indicator.as_ref()).cloned().unwrap_or_default();
        self.parts.push(Part { id, weight: node.weight, column: None, children: Vec::new(), sum: false });
        for child in &node.children {
            let place = self.add_index(child);
            self.parts[at].children.push(place);
        }
        at
    }

    /// The parts right below the root.
    pub fn top(&self) -> &[usize] {
        self.parts.first().map_or(&[], |root| &root.children)
    }

    /// The same tree with its top groups as leaves, column by column in their order.
    pub fn flat(&self) -> Self {
        let Some(root) = self.parts.first() else { return self.clone() };
        let mut parts = vec![Part { children: (1..=root.children.len()).collect(), ..root.clone() }];
        for (column, child) in root.children.iter().enumerate() {
            let own = &self.parts[*child];
            parts.push(Part { column: Some(column), children: Vec::new(), sum: false, ..own.clone() });
        }
        Self { flat: flat(&parts), parts, ..*self }
    }

    /// All weights, in the order of the parts.
    pub fn weights(&self) -> Vec<f64> {
        self.parts.iter().map(|part| part.weight).collect()
    }

    /// Whether a score is a weighted sum of the values that are there.
    pub fn is_linear(&self) -> bool {
        self.linear
    }

    /// Least share of a node's weight that must be there.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// What a part's children are multiplied with beside their share: 1 for a mean, their whole weight for a sum.
    pub fn stretch(&self, part: usize, weights: &[f64]) -> f64 {
        let own = &self.parts[part];
        if own.sum { own.children.iter().map(|child| weights[*child]).sum() } else { 1.0 }
    }

    /// For areas that lack the columns marked `missing`, and a few draws of the weights side by side (part by part): the
    /// weight of every column in the score. Which draws leave enough for a score is noted too. Linear trees only.
    pub fn reduce(&self, weights: &[Side], missing: &[bool], into: &mut Reduced) {
        let Reduced { columns, scored, own, whole, factor, there } = into;
        for sides in [&mut *own, &mut *whole, &mut *factor, &mut *there] {
            sides.clear();
            sides.resize(self.parts.len(), [0.0; DRAWS]);
        }
        columns.clear();
        columns.resize(missing.len(), [0.0; DRAWS]);
        // Upwards: which parts are there, and what the weights of their children are multiplied by.
        for at in (0..self.parts.len()).rev() {
            match self.flat[at].column {
                Some(column) => there[at] = [if missing[column] { 0.0 } else { 1.0 }; DRAWS],
                None => {
                    for draw in 0..DRAWS {
                        let (own, whole) = (own[at][draw], whole[at][draw]);
                        // The same whisker as in the tree itself.
                        let enough = own > 0.0 && own >= whole * (self.least - 1e-9);
                        let stretch = if self.flat[at].sum { whole / own } else { 1.0 / own };
                        factor[at][draw] = if enough { stretch } else { 0.0 };
                        there[at][draw] = if enough { 1.0 } else { 0.0 };
                    }
                }
            }
            if at > 0 {
                let above = self.flat[at].parent;
                for draw in 0..DRAWS {
                    whole[above][draw] += weights[at][draw];
                    own[above][draw] += there[at][draw] * weights[at][draw];
                }
            }
        }
        *scored = there.first().copied().unwrap_or_default();
        // Downwards, a factor becomes the product of all factors and weights above.
        for at in 1..self.parts.len() {
            let above = factor[self.flat[at].parent];
            let reach: Side = std::array::from_fn(|draw| above[draw] * weights[at][draw] * there[at][draw]);
            match self.flat[at].column {
                Some(column) => columns[column].iter_mut().zip(reach).for_each(|(own, reach)| *own += reach),
                None => factor[at].iter_mut().zip(reach).for_each(|(own, reach)| *own *= reach),
            }
        }
    }
}

fn flat(parts: &[Part]) -> Vec<Flat> {
    let mut flat: Vec<Flat> =
        parts.iter().map(|part| Flat { parent: 0, column: part.column, sum: part.sum }).collect();
    for (at, part) in parts.iter().enumerate() {
        part.children.iter().for_each(|child| flat[*child].parent = at);
    }
    flat
}

/// One number per draw, for a few draws.
pub type Side = [f64; DRAWS];

/// What [`Reading::reduce`] gives, with its buffers.
#[derive(Debug, Clone, Default)]
pub struct Reduced {
    /// Weight of each column.
    pub columns: Vec<Side>,
    /// 1 for a draw that leaves enough for a score, else 0.
    pub scored: Side,
    own: Vec<Side>,
    whole: Vec<Side>,
    factor: Vec<Side>,
    there: Vec<Side>,
}

/// Gives a compiled tree other weights, in the order of [`Reading::parts`].
pub fn reweigh(tree: &mut ScoreTree, weights: &[f64]) {
    fn walk(node: &mut TreeNode, weights: &mut std::slice::Iter<f64>) {
        node.weight = weights.next().copied().unwrap_or(node.weight);
        node.children.iter_mut().for_each(|child| walk(child, weights));
    }
    walk(&mut tree.root, &mut weights.iter());
}

/// The same for the index of a scenario.
pub fn reweigh_index(index: &mut IndexNode, weights: &[f64]) {
    fn walk(node: &mut IndexNode, weights: &mut std::slice::Iter<f64>) {
        node.weight = weights.next().copied().unwrap_or(node.weight);
        node.children.iter_mut().for_each(|child| walk(child, weights));
    }
    walk(index, &mut weights.iter());
}

/// Takes the weight from every leaf of an indicator.
pub fn leave_out(index: &mut IndexNode, indicator: &str) {
    if index.indicator.as_deref() == Some(indicator) {
        index.weight = 0.0;
    }
    index.children.iter_mut().for_each(|child| leave_out(child, indicator));
}

/// The values of each top group over all areas, `NaN` where missing; one row per child of the root.
pub fn top_values(tree: &ScoreTree, columns: &[&[f64]], n_areas: usize) -> Vec<Vec<f64>> {
    let value = |child: &TreeNode| match child.leaf {
        Some(column) => columns[column].to_vec(),
        None => tree.branch(child).score(columns, n_areas).score,
    };
    tree.root.children.iter().map(value).collect()
}

fn least_coverage(tree: &ScoreTree) -> f64 {
    tree.missing.min_coverage()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::MissingRule;
    use proptest::prelude::*;

    fn leaf(at: usize, weight: f64) -> TreeNode {
        TreeNode::leaf(format!("i{at}"), weight, at)
    }

    fn group(weight: f64, method: Method, children: Vec<TreeNode>) -> TreeNode {
        TreeNode { method, ..TreeNode::group("g", weight, children) }
    }

    #[test]
    fn weights_travel_in_the_order_of_reading() {
        let inner = group(2.0, Method::Sum, vec![leaf(0, 3.0), leaf(1, 4.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 5.0)]);
        let mut tree = ScoreTree::new(root, MissingRule::default());
        let reading = Reading::of(&tree);
        assert_eq!(reading.weights(), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!((reading.top(), reading.stretch(1, &reading.weights())), (&[1, 4][..], 7.0));
        reweigh(&mut tree, &[1.0, 9.0, 8.0, 7.0, 6.0]);
        assert_eq!(Reading::of(&tree).weights(), [1.0, 9.0, 8.0, 7.0, 6.0]);
        assert_eq!(top_values(&tree, &[&[1.0], &[2.0], &[3.0]], 1), [vec![22.0], vec![3.0]]);
    }

    proptest! {
        #[test]
        fn one_weight_per_column_says_the_same_as_the_tree(
            rows in prop::collection::vec(prop::array::uniform4(prop::option::of(-50.0..50.0_f64)), 1..20),
            weights in prop::array::uniform5(0.01..5.0_f64), least in 0.0..1.0_f64,
        ) {
            let columns: Vec<Vec<f64>> =
                (0..4).map(|c| rows.iter().map(|row| row[c].unwrap_or(f64::NAN)).collect()).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let inner = group(weights[0], Method::Sum, vec![leaf(0, weights[1]), leaf(1, weights[2])]);
            let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, weights[3]), leaf(3, weights[4])]);
            let tree = ScoreTree::new(root, MissingRule::Renormalise { min_coverage: least });
            let scores = tree.score(&columns, rows.len());
            let reading = Reading::of(&tree);
            let mut reduced = Reduced::default();
            for (at, row) in rows.iter().enumerate() {
                let missing = row.map(|x| x.is_none());
                let weights: Vec<Side> = reading.weights().into_iter().map(|own| [own; DRAWS]).collect();
                reading.reduce(&weights, &missing, &mut reduced);
                prop_assert_eq!(reduced.scored == [1.0; DRAWS], scores.get(at).is_some());
                if let Some(score) = scores.get(at) {
                    let own: f64 = row.iter().zip(&reduced.columns).map(|(x, w)| x.unwrap_or(0.0) * w[1]).sum();
                    prop_assert!((own - score).abs() < 1e-9 * score.abs().max(1.0));
                }
            }
        }
    }
}
