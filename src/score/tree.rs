//! The index tree: indicators at the leaves, a weighted combination at every node.

use serde::{Deserialize, Serialize};

use super::normalise::Normalisation;
use crate::snapshot::Label;
use crate::snapshot::wire::nothing_more;

/// One node of an index as a scenario writes it: either an `indicator`, or `children` to combine.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IndexNode {
    /// Identifier of a group: a domain of the snapshot where there is one of that name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name of a group; absent: the domain's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
    /// Weight among its siblings: not negative; only proportions matter, except under the method `sum`.
    #[serde(default = "one")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0)))]
    pub weight: f64,
    /// Identifier of the indicator, for a leaf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// The leaf's own scale, where it differs from the scenario's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalisation>,
    /// How the children combine.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: Method,
    /// The children of a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<IndexNode>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn one() -> f64 {
    1.0
}

impl IndexNode {
    /// A leaf of weight 1.
    pub fn leaf(indicator: impl Into<String>) -> Self {
        Self { weight: 1.0, indicator: Some(indicator.into()), ..Self::default() }
    }

    /// A group of weight 1, combined by the arithmetic mean.
    pub fn group(id: impl Into<String>, children: Vec<Self>) -> Self {
        Self { weight: 1.0, id: Some(id.into()), children, ..Self::default() }
    }

    /// The leaves below this node, from left to right.
    pub fn leaves(&self) -> Vec<&Self> {
        if self.indicator.is_some() {
            return vec![self];
        }
        self.children.iter().flat_map(Self::leaves).collect()
    }
}

/// How the children of a node combine; `x` are those that are there, `w` their weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Weighted arithmetic mean `Σ w·x / Σ w`.
    #[default]
    Arithmetic,
    /// Weighted sum `Σ w·x` with the weights as written; what is missing is made up in proportion.
    Sum,
}

/// What happens where a child of a node is missing.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum MissingRule {
    /// The children that are there share the weight, provided they hold at least `min_coverage` of it.
    Renormalise {
        /// Least share of a node's weight that must be there, 0 to 1; below it the node is missing.
        #[serde(default = "two_thirds")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
        min_coverage: f64,
    },
    /// One missing child leaves the node missing.
    #[serde(deserialize_with = "nothing_more")]
    Propagate,
}

fn two_thirds() -> f64 {
    2.0 / 3.0
}

impl Default for MissingRule {
    fn default() -> Self {
        Self::Renormalise { min_coverage: two_thirds() }
    }
}

impl MissingRule {
    pub(super) fn min_coverage(self) -> f64 {
        match self {
            Self::Renormalise { min_coverage } => min_coverage,
            Self::Propagate => 1.0,
        }
    }
}

/// A node ready for computing: identifiers resolved, nodes without information left out.
#[derive(Debug, Clone, PartialEq)]
pub struct TreeNode {
    /// Identifier of the group, or of the indicator.
    pub id: String,
    /// Weight among its siblings, as written.
    pub weight: f64,
    /// Position of the column for a leaf.
    pub leaf: Option<usize>,
    /// How children combine.
    pub method: Method,
    /// Children with a part in the score, in file order; empty for a leaf.
    pub children: Vec<TreeNode>,
}

/// A compiled index with its rule on missing values.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTree {
    /// The whole index.
    pub root: TreeNode,
    /// What happens where values are missing.
    pub missing: MissingRule,
}

/// Scores of all areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Composite score, high = more need; `NaN` where it could not be computed.
    pub score: Vec<f64>,
    /// Share of the whole index's weight that rests on values that are there, 0 to 1.
    pub coverage: Vec<f64>,
}

impl Scores {
    /// The score of an area; `None` where too much is missing.
    pub fn get(&self, area: usize) -> Option<f64> {
        self.score.get(area).copied().filter(|score| !score.is_nan())
    }
}

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
    /// Scores all areas. `columns` are on the common scale, `NaN` where missing, all of length `n_areas`.
    pub fn score(&self, columns: &[&[f64]], n_areas: usize) -> Scores {
        let complete: Vec<bool> = columns.iter().map(|column| !column.iter().any(|x| x.is_nan())).collect();
        let mut scores = Scores { score: Vec::with_capacity(n_areas), coverage: Vec::with_capacity(n_areas) };
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
    if method == Method::Arithmetic {
        sums.iter_mut().for_each(|sum| *sum /= whole);
    }
}

/// The weight of the children that are there, of all children, and the least share that must be there.
#[derive(Clone, Copy)]
pub(super) struct Weights {
    pub(super) there: f64,
    pub(super) whole: f64,
    pub(super) least: f64,
}

/// A node's value from the weighted sum over the children that are there; `NaN` where too few are.
#[inline]
pub(super) fn combine(sum: f64, weights: Weights, method: Method) -> f64 {
    let Weights { there, whole, least } = weights;
    // A whisker below the bound still counts: 2/3 of a weight summed in floating point may fall short of 2/3.
    if there <= 0.0 || there < whole * (least - 1e-9) {
        return f64::NAN;
    }
    match method {
        Method::Arithmetic => sum / there,
        // With nothing missing a sum is itself, to the last bit.
        Method::Sum if there >= whole => sum,
        Method::Sum => sum * (whole / there),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaf(at: usize, weight: f64) -> TreeNode {
        TreeNode {
            id: format!("i{at}"),
            weight,
            leaf: Some(at),
            method: Method::default(),
            children: Vec::new(),
        }
    }

    fn group(weight: f64, method: Method, children: Vec<TreeNode>) -> TreeNode {
        TreeNode { id: "g".into(), weight, leaf: None, method, children }
    }

    const NAN: f64 = f64::NAN;

    #[test]
    fn nested_means_by_hand() {
        // (1·(1·10 + 3·20)/4 + 1·40)/2 = (17.5 + 40)/2
        let inner = group(1.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 3.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 1.0)]);
        let tree = ScoreTree { root, missing: MissingRule::default() };
        let scores = tree.score(&[&[10.0], &[20.0], &[40.0]], 1);
        assert_eq!((scores.score[0], scores.coverage[0]), (28.75, 1.0));
    }

    #[test]
    fn sums_keep_their_weights() {
        let root = group(1.0, Method::Sum, vec![leaf(0, 0.225), leaf(1, 0.093)]);
        let tree = ScoreTree { root, missing: MissingRule::Renormalise { min_coverage: 0.5 } };
        let scores = tree.score(&[&[100.0, 100.0], &[50.0, NAN]], 2);
        assert_eq!(scores.score[0], 0.225 * 100.0 + 0.093 * 50.0);
        assert!((scores.score[1] - 31.8).abs() < 1e-12);
    }

    #[test]
    fn missing_weight_is_shared_down_to_the_bound() {
        let root = group(1.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 1.0), leaf(2, 1.0)]);
        let columns: [&[f64]; 3] = [&[1.0, 1.0, NAN], &[2.0, NAN, NAN], &[6.0, 6.0, 6.0]];
        let scores = ScoreTree { root: root.clone(), missing: MissingRule::default() }.score(&columns, 3);
        assert_eq!(scores.score[..2], [3.0, 3.5]);
        assert!(scores.score[2].is_nan());
        assert_eq!(scores.coverage, [1.0, 2.0 / 3.0, 1.0 / 3.0]);
        let strict = ScoreTree { root, missing: MissingRule::Propagate }.score(&columns, 3);
        assert!(strict.score[1].is_nan() && !strict.score[0].is_nan());
    }

    #[test]
    fn a_missing_domain_counts_as_one_missing_child() {
        let inner = group(1.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 1.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 2.0)]);
        let tree = ScoreTree { root, missing: MissingRule::default() };
        let scores = tree.score(&[&[NAN], &[5.0], &[8.0]], 1);
        // Half of the inner domain is below two thirds, so it is missing; two of three remain.
        assert_eq!(scores.score[0], 8.0);
        assert!((scores.coverage[0] - (0.5 + 2.0) / 3.0).abs() < 1e-15);
    }

    #[test]
    fn contributions_sum_to_the_score_even_around_zero() {
        let inner = group(3.0, Method::Arithmetic, vec![leaf(0, 1.0), leaf(1, 1.0)]);
        let root = group(1.0, Method::Arithmetic, vec![inner, leaf(2, 1.0)]);
        let tree = ScoreTree { root, missing: MissingRule::default() };
        let why = tree.explain(&[&[-1.0], &[1.0], &[0.5]], 0);
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
        let tree = ScoreTree { root, missing: MissingRule::default() };
        let scores = tree.score(&[&a, &b], n);
        for i in [0, BLOCK - 1, BLOCK, BLOCK + 1, n - 1] {
            let why = tree.explain(&[&a, &b], i);
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
            let tree = ScoreTree { root, missing: MissingRule::Renormalise { min_coverage: 0.3 } };
            let scores = tree.score(&columns, rows.len());
            for at in 0..rows.len() {
                let why = tree.explain(&columns, at);
                prop_assert_eq!(scores.get(at).is_some(), why.value.is_some());
                if let (Some(score), Some(value)) = (scores.get(at), why.value) {
                    prop_assert!((score - value).abs() < 1e-9);
                    let leaves = why.children[0].children.iter().chain(&why.children[1..]);
                    prop_assert!((leaves.map(|leaf| leaf.contribution).sum::<f64>() - score).abs() < 1e-9);
                }
            }
        }
    }
}
