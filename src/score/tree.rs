//! The compiled index tree, and the quick way through it where every node is a weighted mean or sum.

use std::sync::Arc;

use super::combine::Weights;
use super::fault::ScoreFault;
use super::general;
use super::index_tree::{ScoreTree, Scores, TreeNode};
use super::node::{Method, MissingRule};

/// Rows worked on at a time: the partial sums of a few nodes stay in the nearest cache.
const BLOCK: usize = 1024;

/// Partial results of one node over one block of rows.
#[derive(Default)]
struct Lane {
    value: Vec<f64>,
    coverage: Vec<f64>,
    /// Whether no value of the block can be missing; `coverage` is then 1 throughout and left empty.
    complete: bool,
}

impl ScoreTree {
    /// A tree that scales no group.
    pub fn new(root: TreeNode, missing: MissingRule) -> Self {
        Self { root, missing, scale: Arc::default() }
    }

    /// Whether a score is a weighted sum of the values that are there, by a rule on missing values that looks at weights alone.
    pub fn is_linear(&self) -> bool {
        self.root.leaf.is_none() && self.root.is_linear() && !self.missing.counts_indicators()
    }

    /// A node's rule on missing values: its own, or the tree's.
    pub fn rule_of(&self, node: &TreeNode) -> MissingRule {
        node.missing.unwrap_or(self.missing)
    }

    /// Least share of the weight of a node's children that must be there in one area.
    pub(super) fn least(&self, node: &TreeNode, (columns, area): (&[&[f64]], usize)) -> f64 {
        self.rule_of(node).least(|| {
            let (there, all) = node.available(columns, area);
            f64::from(there) / f64::from(all.max(1))
        })
    }

    /// The part below a node as a tree of its own.
    pub fn branch(&self, node: &TreeNode) -> Self {
        Self { root: node.clone(), missing: self.missing, scale: Arc::clone(&self.scale) }
    }

    /// Scores all areas. `columns` are on the common scale, `NaN` where missing, all of length `n_areas`.
    ///
    /// An area in which a group cannot combine its children is not scored; [`ScoreTree::score_checked`] tells of those.
    pub fn score(&self, columns: &[&[f64]], n_areas: usize) -> Scores {
        self.score_checked(columns, n_areas).0
    }

    /// Scores all areas, and names the groups that cannot combine their children somewhere, such as a geometric mean
    /// over a value of 0, or whose values leave the range of numbers.
    pub fn score_checked(&self, columns: &[&[f64]], n_areas: usize) -> (Scores, Vec<ScoreFault>) {
        if self.is_linear() {
            let scores = self.score_linear(columns, n_areas);
            let lost = scores.score.iter().map(|score| score.is_infinite());
            let faults = ScoreFault::out_of_numbers(&self.root, lost).into_iter().collect();
            (scores, faults)
        } else {
            general::score(self, columns, n_areas)
        }
    }

    fn score_linear(&self, columns: &[&[f64]], n_areas: usize) -> Scores {
        let complete: Vec<bool> = columns.iter().map(|column| !column.iter().any(|x| x.is_nan())).collect();
        let mut scores = Scores {
            score: Vec::with_capacity(n_areas),
            coverage: Vec::with_capacity(n_areas),
            parts: self.linear_parts(&self.root),
            scaled: Vec::new(),
        };
        let mut pool = Vec::new();
        for start in (0..n_areas).step_by(BLOCK) {
            let rows = start..(start + BLOCK).min(n_areas);
            let block = Block { columns, complete: &complete, rows, least: self.missing.min_coverage() };
            let lane = block.node(&self.root, &mut pool);
            scores.score.extend_from_slice(&lane.value);
            scores.coverage.extend_from_slice(&lane.coverage);
            scores.coverage.resize(scores.score.len(), 1.0);
            pool.push(lane);
        }
        scores
    }
}

impl ScoreTree {
    fn linear_parts(&self, node: &TreeNode) -> f64 {
        match node.leaf {
            Some(column) => self.typical(column),
            None => {
                let below: Vec<f64> = node.children.iter().map(|child| self.linear_parts(child)).collect();
                node.magnitude(&below)
            }
        }
    }
}

struct Block<'a> {
    columns: &'a [&'a [f64]],
    complete: &'a [bool],
    rows: std::ops::Range<usize>,
    least: f64,
}

/// A node's child over one block.
enum Child<'a> {
    /// A column without gaps, read in place.
    Whole(&'a [f64]),
    /// A column with gaps, read in place.
    Gappy(&'a [f64]),
    /// The result of a node below.
    Node(Lane),
}

impl<'a> Block<'a> {
    fn child(&self, child: &TreeNode, pool: &mut Vec<Lane>) -> Child<'a> {
        match child.leaf {
            Some(leaf) => {
                let column = &self.columns[leaf][self.rows.clone()];
                if self.complete[leaf] { Child::Whole(column) } else { Child::Gappy(column) }
            }
            None => Child::Node(self.node(child, pool)),
        }
    }

    fn node(&self, node: &TreeNode, pool: &mut Vec<Lane>) -> Lane {
        let mut lane = pool.pop().unwrap_or_default();
        lane.value.clear();
        lane.value.resize(self.rows.len(), 0.0);
        lane.coverage.clear();
        // Children without gaps weigh the same in every row; only the others need a weight per row.
        let mut base = 0.0;
        let mut gappy = Vec::new();
        for child in &node.children {
            match self.child(child, pool) {
                Child::Whole(column) => {
                    add_weighted(&mut lane.value, column, child.weight);
                    base += child.weight;
                }
                Child::Node(below) if below.complete => {
                    add_weighted(&mut lane.value, &below.value, child.weight);
                    base += child.weight;
                    pool.push(below);
                }
                Child::Gappy(column) => {
                    add_present(&mut lane.value, column, child.weight);
                    gappy.push((Child::Gappy(column), child.weight));
                }
                Child::Node(below) => {
                    add_present(&mut lane.value, &below.value, child.weight);
                    gappy.push((Child::Node(below), child.weight));
                }
            }
        }
        lane.complete = gappy.is_empty();
        if lane.complete {
            finish_complete(&mut lane.value, base, node.method);
        } else {
            self.finish_gappy(&mut lane, base, &gappy, node.method);
        }
        pool.extend(
            gappy
                .into_iter()
                .filter_map(|(child, _)| if let Child::Node(lane) = child { Some(lane) } else { None }),
        );
        lane
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one node's sum")]
    fn finish_gappy(&self, lane: &mut Lane, base: f64, gappy: &[(Child, f64)], method: Method) {
        let mut there = vec![base; lane.value.len()];
        lane.coverage.resize(lane.value.len(), base);
        let mut whole = base;
        for (child, weight) in gappy {
            whole += weight;
            match child {
                Child::Whole(column) | Child::Gappy(column) => {
                    add_where_present(&mut there, column, *weight);
                    add_where_present(&mut lane.coverage, column, *weight);
                }
                Child::Node(below) => {
                    add_where_present(&mut there, &below.value, *weight);
                    add_weighted(&mut lane.coverage, &below.coverage, *weight);
                }
            }
        }
        for ((value, coverage), there) in lane.value.iter_mut().zip(&mut lane.coverage).zip(&there) {
            *coverage /= whole;
            *value = combine(*value, Weights { there: *there, whole, least: self.least }, method);
        }
    }
}

fn add_weighted(sums: &mut [f64], values: &[f64], weight: f64) {
    for (sum, x) in sums.iter_mut().zip(values) {
        *sum += weight * x;
    }
}

fn add_present(sums: &mut [f64], values: &[f64], weight: f64) {
    for (sum, x) in sums.iter_mut().zip(values) {
        *sum += if x.is_nan() { 0.0 } else { weight * x };
    }
}

fn add_where_present(sums: &mut [f64], values: &[f64], weight: f64) {
    for (sum, x) in sums.iter_mut().zip(values) {
        *sum += if x.is_nan() { 0.0 } else { weight };
    }
}

fn finish_complete(sums: &mut [f64], whole: f64, method: Method) {
    if method != Method::Sum {
        sums.iter_mut().for_each(|sum| *sum /= whole);
    }
}

/// A node's value from the weighted sum over the children that are there; `NaN` where too few are.
#[inline]
fn combine(sum: f64, weights: Weights, method: Method) -> f64 {
    let Weights { there, whole, .. } = weights;
    if !weights.enough() {
        return f64::NAN;
    }
    match method {
        // With nothing missing a sum is itself, to the last bit.
        Method::Sum if there >= whole => sum,
        Method::Sum => sum * (whole / there),
        // Only means and sums come here.
        _ => sum / there,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaf(at: usize, weight: f64) -> TreeNode {
        TreeNode::leaf(format!("i{at}"), weight, at)
    }

    fn group(weight: f64, method: Method, children: Vec<TreeNode>) -> TreeNode {
        TreeNode { method, ..TreeNode::group("g", weight, children) }
    }

    const NAN: f64 = f64::NAN;

    fn explain(tree: &ScoreTree, columns: &[&[f64]], area: usize) -> super::super::NodeValue {
        tree.explain(&tree.score(columns, columns[0].len()), columns, area)
    }

    #[test]
    fn nested_means_by_hand() {
        // (1·(1·10 + 3·20)/4 + 1·40)/2 = (17.5 + 40)/2
        let inner = group(1.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 3.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 1.0)]);
        let tree = ScoreTree::new(root, MissingRule::default());
        let scores = tree.score(&[&[10.0], &[20.0], &[40.0]], 1);
        assert_eq!((scores.score[0], scores.coverage[0]), (28.75, 1.0));
    }

    #[test]
    fn sums_keep_their_weights() {
        let root = group(1.0, Method::Sum, vec![leaf(0, 0.225), leaf(1, 0.093)]);
        let tree = ScoreTree::new(root, MissingRule::Renormalise { min_coverage: 0.5 });
        let scores = tree.score(&[&[100.0, 100.0], &[50.0, NAN]], 2);
        assert_eq!(scores.score[0], 0.225 * 100.0 + 0.093 * 50.0);
        assert!((scores.score[1] - 31.8).abs() < 1e-12);
    }

    #[test]
    fn missing_weight_is_shared_down_to_the_bound() {
        let root = group(1.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 1.0), leaf(2, 1.0)]);
        let columns: [&[f64]; 3] = [&[1.0, 1.0, NAN], &[2.0, NAN, NAN], &[6.0, 6.0, 6.0]];
        let scores = ScoreTree::new(root.clone(), MissingRule::default()).score(&columns, 3);
        assert_eq!(scores.score[..2], [3.0, 3.5]);
        assert!(scores.score[2].is_nan());
        assert_eq!(scores.coverage, [1.0, 2.0 / 3.0, 1.0 / 3.0]);
        let strict = ScoreTree::new(root, MissingRule::Propagate).score(&columns, 3);
        assert!(strict.score[1].is_nan() && !strict.score[0].is_nan());
    }

    #[test]
    fn a_missing_domain_counts_as_one_missing_child() {
        let inner = group(1.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 1.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 2.0)]);
        let tree = ScoreTree::new(root, MissingRule::default());
        let scores = tree.score(&[&[NAN], &[5.0], &[8.0]], 1);
        // Half of the inner domain is below two thirds, so it is missing; two of three remain.
        assert_eq!(scores.score[0], 8.0);
        assert!((scores.coverage[0] - (0.5 + 2.0) / 3.0).abs() < 1e-15);
    }

    #[test]
    fn contributions_sum_to_the_score_even_around_zero() {
        let inner = group(3.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 1.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 1.0)]);
        let tree = ScoreTree::new(root, MissingRule::default());
        let why = explain(&tree, &[&[-1.0], &[1.0], &[0.5]], 0);
        let parts: Vec<f64> = why.children[0].children.iter().map(|leaf| leaf.contribution).collect();
        assert_eq!(parts, [-0.375, 0.375]);
        assert_eq!(why.value, Some(0.125));
    }

    #[test]
    fn blocks_do_not_show() {
        let n = BLOCK * 2 + 7;
        let (a, mut b): (Vec<f64>, Vec<f64>) = ((0..n).map(|i| i as f64).collect(), vec![1.0; n]);
        b[BLOCK + 1] = NAN;
        let root = group(1.0, Method::Arithmetic, vec![leaf(0, 2.0), leaf(1, 1.0)]);
        let tree = ScoreTree::new(root, MissingRule::default());
        let scores = tree.score(&[&a, &b], n);
        for i in [0, BLOCK - 1, BLOCK, BLOCK + 1, n - 1] {
            let why = explain(&tree, &[&a, &b], i);
            assert_eq!(scores.get(i), why.value);
            assert_eq!(scores.coverage[i], why.coverage);
        }
    }

    proptest! {
        #[test]
        fn explaining_agrees_with_scoring(
            rows in prop::collection::vec(prop::array::uniform4(prop::option::of(-50.0..50.0_f64)), 1..30),
            weights in prop::array::uniform4(0.01..5.0_f64),
        ) {
            let columns: Vec<Vec<f64>> =
                (0..4).map(|c| rows.iter().map(|row| row[c].unwrap_or(NAN)).collect()).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let inner = group(weights[0], Method::Arithmetic, vec![leaf(0, weights[1]), leaf(1, weights[2])]);
            let root = group(1.0, Method::Sum, vec![inner, leaf(2, weights[3]), leaf(3, 1.0)]);
            let tree = ScoreTree::new(root, MissingRule::Renormalise { min_coverage: 0.3 });
            let scores = tree.score(&columns, rows.len());
            for at in 0..rows.len() {
                let why = explain(&tree, &columns, at);
                prop_assert_eq!(scores.get(at).is_some(), why.value.is_some());
                for (child, own) in why.children.iter().enumerate() {
                    let told = own.value.and(why.value).map(|_| own.contribution);
                    prop_assert_eq!(tree.part(&scores, (&columns, at), child), told);
                }
                if let (Some(score), Some(value)) = (scores.get(at), why.value) {
                    prop_assert!((score - value).abs() < 1e-9);
                    let leaves = why.children[0].children.iter().chain(&why.children[1..]);
                    prop_assert!((leaves.map(|leaf| leaf.contribution).sum::<f64>() - score).abs() < 1e-9);
                }
            }
        }
    }
}
