//! Scoring an index with any method at its nodes: whole columns, node by node.

use std::borrow::Cow;

use super::combine::{Part, Weights, combine_parts};
use super::fault::{ScoreFault, Uncombined};
use super::index_tree::{ScoreTree, Scores, TreeNode, typical};
use super::node::Method;
use super::normalise::{Frame, normalise, normalise_in_groups};
use super::round::round_to;
use crate::filter::AreaSet;
use crate::snapshot::Polarity;

/// A node's values over all areas.
struct Lane<'a> {
    value: Cow<'a, [f64]>,
    /// Share of the node's weight that rests on values that are there.
    coverage: Vec<f64>,
    /// Typical magnitude of what the values were put together from, where it may have cancelled; else 0.
    parts: f64,
}

/// Scores all areas, and tells which groups could not combine their children.
pub(super) fn score(tree: &ScoreTree, columns: &[&[f64]], n_areas: usize) -> (Scores, Vec<ScoreFault>) {
    let base: Option<Vec<&[f64]>> =
        tree.scale.base.as_ref().map(|base| base.iter().map(|column| column.as_slice()).collect());
    let everything;
    let reference = match &tree.scale.reference {
        Some(set) => set,
        None => {
            everything = AreaSet::all(n_areas);
            &everything
        }
    };
    let mut pass =
        Pass { tree, columns, n_areas, reference, frozen: None, scaled: Vec::new(), faults: Vec::new() };
    if let Some(base) = base.as_deref() {
        // The base's own values at every scaled group come first: they set the scales.
        pass.columns = base;
        pass.node(&tree.root);
        pass =
            Pass { columns, frozen: Some(pass.combined()), scaled: Vec::new(), faults: Vec::new(), ..pass };
    }
    let lane = pass.node(&tree.root);
    let (score, coverage, parts) = (lane.value.into_owned(), lane.coverage, lane.parts);
    let scaled = pass.scaled.into_iter().map(|(_, value)| value).collect();
    (Scores { score, coverage, scaled, parts }, pass.faults)
}

struct Pass<'a> {
    tree: &'a ScoreTree,
    columns: &'a [&'a [f64]],
    n_areas: usize,
    reference: &'a AreaSet,
    /// Combined values of the base at the scaled groups, where the scale is frozen to one.
    frozen: Option<Vec<Vec<f64>>>,
    /// Of the groups with a scale or bounds of their own: the combined value, and what it was brought to.
    scaled: Vec<(Vec<f64>, Vec<f64>)>,
    faults: Vec<ScoreFault>,
}

impl<'a> Pass<'a> {
    fn combined(&self) -> Vec<Vec<f64>> {
        self.scaled.iter().map(|(combined, _)| combined.clone()).collect()
    }

    fn node(&mut self, node: &TreeNode) -> Lane<'a> {
        if let Some(leaf) = node.leaf {
            let column = self.columns[leaf];
            let coverage = column.iter().map(|x| f64::from(u8::from(!x.is_nan()))).collect();
            return Lane { value: Cow::Borrowed(column), coverage, parts: self.tree.typical(leaf) };
        }
        let below: Vec<Lane> = node.children.iter().map(|child| self.node(child)).collect();
        let lane = self.combine(node, &below);
        self.note_faults(node, &below, &lane);
        if node.is_rescaled() { self.rescale(node, lane) } else { lane }
    }

    fn combine(&self, node: &TreeNode, below: &[Lane]) -> Lane<'a> {
        let whole: f64 = node.children.iter().map(|child| child.weight).sum();
        let mut value = Vec::with_capacity(self.n_areas);
        let mut coverage = Vec::with_capacity(self.n_areas);
        let mut parts: Vec<Part> = Vec::with_capacity(below.len());
        for at in 0..self.n_areas {
            parts.clear();
            let mut covered = 0.0;
            for (child, lane) in node.children.iter().zip(below) {
                covered += child.weight * lane.coverage[at];
                if !lane.value[at].is_nan() {
                    parts.push((child.weight, lane.value[at]));
                }
            }
            let there = parts.iter().map(|(w, _)| w).sum();
            let least = self.tree.least(node, (self.columns, at));
            value.push(combine_parts(node.method, &parts, Weights { there, whole, least }));
            coverage.push(covered / whole);
        }
        let parts = node.magnitude(&below.iter().map(|lane| lane.parts).collect::<Vec<f64>>());
        Lane { value: Cow::Owned(value), coverage, parts }
    }

    fn note_faults(&mut self, node: &TreeNode, below: &[Lane], lane: &Lane) {
        for (child, own) in node.children.iter().zip(below) {
            let refused = |at: &usize| !own.value[*at].is_nan() && !node.method.takes(own.value[*at]);
            let areas = (0..self.n_areas).filter(|at| lane.value[*at].is_nan()).filter(refused).count();
            if areas > 0 {
                let (node, child) = (node.id.clone(), (child.id.clone(), node.method));
                let fault = Uncombined { node, child: child.0, method: child.1, areas };
                self.faults.push(ScoreFault::Uncombined(fault));
            }
        }
        let is_lost = |at: usize| lane.value[at].is_infinite() || vanished(node, below, (at, lane.value[at]));
        self.faults.extend(ScoreFault::out_of_numbers(node, (0..self.n_areas).map(is_lost)));
    }

    fn rescale(&mut self, node: &TreeNode, lane: Lane<'a>) -> Lane<'a> {
        let combined: Vec<f64> = lane.value.iter().map(|x| round_to(*x, node.round)).collect();
        let base = self.frozen.as_ref().and_then(|frozen| frozen.get(self.scaled.len())).map(Vec::as_slice);
        let mut value = match &node.normalise {
            None => combined.clone(),
            Some(method) => {
                let own = Frame::new(Polarity::RaisesNeed, self.reference);
                let frame = Frame { base, parts: lane.parts, ..own };
                let scaled = match &self.tree.scale.groups {
                    Some(groups) => normalise_in_groups(&combined, method, (&frame, groups)),
                    None => normalise(&combined, method, &frame),
                };
                // A group without difference tells nothing apart: it is missing, like an indicator left out.
                scaled.unwrap_or_else(|_| vec![f64::NAN; self.n_areas])
            }
        };
        value.iter_mut().for_each(|x| *x = round_to(node.bounded(*x), node.round_scale));
        self.scaled.push((combined, value.clone()));
        let parts = if node.normalise.is_some() { typical(&value) } else { lane.parts };
        Lane { value: Cow::Owned(value), coverage: lane.coverage, parts }
    }
}

/// Whether a product of positive factors came to 0: too small a number, not nothing.
fn vanished(node: &TreeNode, below: &[Lane], (at, value): (usize, f64)) -> bool {
    value == 0.0 && node.method == Method::Product && below.iter().all(|own| own.value[at] != 0.0)
}

impl TreeNode {
    /// Whether the group's combined value is rounded, brought to a scale or kept in bounds.
    pub(super) fn is_rescaled(&self) -> bool {
        let rounded = self.round.or(self.round_scale).is_some();
        self.leaf.is_none() && (self.normalise.is_some() || self.bounds != (None, None) || rounded)
    }

    /// The value kept in the group's bounds; missing stays missing.
    fn bounded(&self, x: f64) -> f64 {
        let (floor, cap) = self.bounds;
        let x = cap.filter(|cap| x > *cap).unwrap_or(x);
        floor.filter(|floor| x < *floor).unwrap_or(x)
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::MissingRule;
    use super::super::normalise::Normalisation;
    use super::*;

    const NAN: f64 = f64::NAN;

    fn product_of_scaled_means() -> ScoreTree {
        // The shape of CalEnviroScreen: two weighted means, each scaled to 10, multiplied.
        let component = |id: &str, leaves: [(usize, f64); 2]| TreeNode {
            normalise: Some(Normalisation::FractionOfMax { to: 10.0 }),
            ..TreeNode::group(
                id,
                1.0,
                leaves.map(|(at, weight)| TreeNode::leaf(format!("i{at}"), weight, at)).into(),
            )
        };
        let children =
            vec![component("burden", [(0, 1.0), (1, 0.5)]), component("people", [(2, 1.0), (3, 1.0)])];
        let root = TreeNode { method: Method::Product, ..TreeNode::group("ces", 1.0, children) };
        ScoreTree::new(root, MissingRule::default())
    }

    #[test]
    fn scaled_components_multiply() {
        let columns: [&[f64]; 4] = [&[90.0, 30.0], &[60.0, 30.0], &[50.0, 100.0], &[30.0, 60.0]];
        // Burden: (90 + 30)/1.5 = 80 and 30; people: 40 and 80. Scaled to 10: 10 and 3.75; 5 and 10.
        let tree = product_of_scaled_means();
        let scores = tree.score(&columns, 2);
        assert_eq!(scores.score, [50.0, 37.5]);
        let why = tree.explain(&scores, &columns, 1);
        assert_eq!(why.children[0].value, Some(3.75));
        let parts = [0, 1, 2].map(|child| tree.part(&scores, (&columns, 1), child));
        assert_eq!(parts, [Some(why.children[0].contribution), Some(why.children[1].contribution), None]);
        let leaves: f64 =
            why.children.iter().flat_map(|child| &child.children).map(|leaf| leaf.contribution).sum();
        assert!((leaves - 37.5).abs() < 1e-9, "{why:#?}");
    }

    #[test]
    fn what_is_no_number_any_more_is_named() {
        let product = TreeNode {
            method: Method::Product,
            ..TreeNode::group("p", 1.0, vec![TreeNode::leaf("a", 1.0, 0), TreeNode::leaf("b", 1.0, 1)])
        };
        // A capped inner group must not hide it.
        let root = TreeNode {
            method: Method::Min,
            ..TreeNode::group("g", 1.0, vec![product, TreeNode::leaf("c", 1.0, 2)])
        };
        let tree = ScoreTree::new(root, MissingRule::default());
        let columns: [&[f64]; 3] =
            [&[1e200, 1e-200, 2.0, 0.0], &[1e200, 1e-200, 3.0, 5.0], &[1.0, 1.0, 1.0, 1.0]];
        let faults = tree.score_checked(&columns, 4).1;
        assert_eq!(faults, [ScoreFault::OutOfNumbers { node: "p".into(), areas: 2 }]);
        let mean = ScoreTree::new(
            TreeNode::group("m", 1.0, vec![TreeNode::leaf("a", 1e200, 0), TreeNode::leaf("b", 1.0, 1)]),
            MissingRule::default(),
        );
        let faults = mean.score_checked(&columns[..2], 4).1;
        assert_eq!(faults, [ScoreFault::OutOfNumbers { node: "m".into(), areas: 1 }]);
    }

    #[test]
    fn bounds_hold_and_missing_stays_missing() {
        let mut root = TreeNode::group("g", 1.0, vec![TreeNode::leaf("a", 1.0, 0)]);
        root.bounds = (Some(1.0), Some(2.0));
        let tree = ScoreTree::new(root, MissingRule::Propagate);
        let scores = tree.score(&[&[0.0, 1.5, 9.0, NAN]], 4);
        assert_eq!(scores.score[..3], [1.0, 1.5, 2.0]);
        assert!(scores.score[3].is_nan());
        assert_eq!(tree.explain(&scores, &[&[0.0, 1.5, 9.0, NAN]], 2).contribution, 2.0);
    }

    #[test]
    fn a_geometric_mean_over_zero_names_the_child() {
        let children = vec![TreeNode::leaf("a", 1.0, 0), TreeNode::leaf("b", 1.0, 1)];
        let root = TreeNode { method: Method::Geometric, ..TreeNode::group("g", 1.0, children) };
        let tree = ScoreTree::new(root, MissingRule::default());
        let columns: [&[f64]; 2] = [&[0.0, 4.0], &[5.0, 9.0]];
        let fault = Uncombined { node: "g".into(), child: "a".into(), method: Method::Geometric, areas: 1 };
        let (scores, faults) = tree.score_checked(&columns, 2);
        assert_eq!(faults, [ScoreFault::Uncombined(fault)]);
        assert_eq!(
            (scores.get(0), scores.get(1)),
            (None, Some(libm::exp((libm::log(4.0) + libm::log(9.0)) / 2.0)))
        );
    }

    #[test]
    fn a_node_may_have_its_own_rule_on_missing_values() {
        let inner = TreeNode {
            missing: Some(MissingRule::Renormalise { min_coverage: 0.5 }),
            ..TreeNode::group("inner", 1.0, vec![TreeNode::leaf("a", 1.0, 0), TreeNode::leaf("b", 1.0, 1)])
        };
        let root = TreeNode::group("g", 1.0, vec![inner, TreeNode::leaf("c", 1.0, 2)]);
        let tree = ScoreTree::new(root, MissingRule::Propagate);
        let scores = tree.score(&[&[NAN, 1.0], &[4.0, 3.0], &[6.0, NAN]], 2);
        assert_eq!((scores.get(0), scores.get(1)), (Some(5.0), None));
        assert_eq!(scores.coverage, [0.75, 0.5]);
    }

    #[test]
    fn sums_are_rounded_before_they_are_ranked() {
        // The shape of SVI: 0.12341 and 0.12344 agree in four decimals and share the lowest rank.
        let rank = Normalisation::PercentileRank {
            definition: Default::default(),
            ties: Default::default(),
            zeros_apart: false,
            to: 1.0,
        };
        let children = vec![TreeNode::leaf("a", 1.0, 0), TreeNode::leaf("b", 1.0, 1)];
        let root = TreeNode {
            method: Method::Sum,
            normalise: Some(rank),
            round: Some(4),
            round_scale: Some(2),
            ..TreeNode::group("svi", 1.0, children)
        };
        let columns: [&[f64]; 2] = [&[0.1, 0.1, 0.3, 0.0], &[0.023_41, 0.023_44, 0.1, 0.1]];
        let tree = ScoreTree::new(root, MissingRule::Propagate);
        let scores = tree.score(&columns, 4);
        assert_eq!(scores.score, [0.33, 0.33, 1.0, 0.0]);
        assert!(!tree.is_linear());
        for at in 0..4 {
            let why = tree.explain(&scores, &columns, at);
            let parts: f64 = why.children.iter().map(|child| child.contribution).sum();
            assert!(why.value == Some(scores.score[at]) && (parts - scores.score[at]).abs() < 1e-12);
        }
    }

    #[test]
    fn rounding_alone_makes_a_tree_no_linear_one() {
        let children = vec![TreeNode::leaf("a", 2.0, 0), TreeNode::leaf("b", 1.0, 1)];
        let root = TreeNode { round: Some(1), ..TreeNode::group("g", 1.0, children) };
        let tree = ScoreTree::new(root, MissingRule::default());
        assert!(!tree.is_linear());
        assert_eq!(tree.score(&[&[1.0, NAN], &[2.0, 2.0]], 2).score[0], 1.3);
    }

    #[test]
    fn indicators_are_counted_at_every_depth() {
        // Two of five indicators lie right below the root with most of its weight, three in a group of weight 1.
        let inner = TreeNode::group(
            "inner",
            1.0,
            (2..5).map(|at| TreeNode::leaf(format!("i{at}"), 1.0, at)).collect(),
        );
        let children = vec![TreeNode::leaf("a", 10.0, 0), TreeNode::leaf("b", 10.0, 1), inner];
        let root = TreeNode {
            missing: Some(MissingRule::Indicators { min_share: 0.6 }),
            ..TreeNode::group("g", 1.0, children)
        };
        let tree = ScoreTree::new(root, MissingRule::Renormalise { min_coverage: 0.0 });
        let columns: [&[f64]; 5] = [
            &[1.0, NAN, 1.0, NAN],
            &[1.0, 4.0, 1.0, NAN],
            &[NAN, 4.0, 3.0, 5.0],
            &[NAN, 4.0, NAN, 5.0],
            &[NAN, NAN, NAN, 5.0],
        ];
        let scores = tree.score(&columns, 4);
        // Two of five are too few though they hold 20/21 of the weight; three of five are enough though they hold 1/21.
        assert!(scores.score[0].is_nan());
        assert_eq!(scores.score[1], 4.0);
        assert!((scores.score[2] - 23.0 / 21.0).abs() < 1e-12);
        assert_eq!(scores.score[3], 5.0);
        for at in 0..4 {
            assert_eq!(tree.explain(&scores, &columns, at).value, scores.get(at));
        }
    }

    #[test]
    fn the_rule_of_the_whole_index_may_count_indicators_too() {
        let inner =
            TreeNode::group("inner", 1.0, vec![TreeNode::leaf("b", 1.0, 1), TreeNode::leaf("c", 1.0, 2)]);
        let root = TreeNode::group("g", 1.0, vec![TreeNode::leaf("a", 1.0, 0), inner]);
        let tree = ScoreTree::new(root, MissingRule::Indicators { min_share: 2.0 / 3.0 });
        assert!(!tree.is_linear());
        // In the second area the inner group has one of two, too few for itself; what is left of the root is one child, but two of three indicators.
        let scores = tree.score(&[&[2.0, 2.0], &[4.0, NAN], &[6.0, 6.0]], 2);
        assert_eq!(scores.score, [3.5, 2.0]);
    }

    #[test]
    fn a_frozen_scale_is_the_bases() {
        let root = TreeNode {
            normalise: Some(Normalisation::MIN_MAX),
            ..TreeNode::group("g", 1.0, vec![TreeNode::leaf("a", 1.0, 0)])
        };
        let mut tree = ScoreTree::new(root, MissingRule::default());
        tree.scale = std::sync::Arc::new(super::super::index_tree::GroupScale {
            base: Some(vec![std::sync::Arc::new(vec![0.0, 50.0])]),
            ..Default::default()
        });
        assert_eq!(tree.score(&[&[25.0, 75.0]], 2).score, [50.0, 150.0]);
    }
}
