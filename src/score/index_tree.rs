//! The compiled index tree and the scores that come of it.

use std::sync::Arc;

use super::node::{Method, MissingRule};
use super::normalise::Normalisation;
use crate::filter::AreaSet;
use crate::tolerance::Tolerance;

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
    /// The group's own rule on missing children; `None`: the tree's.
    pub missing: Option<MissingRule>,
    /// The scale a group's combined value is brought to.
    pub normalise: Option<Normalisation>,
    /// Bounds of a group's value, after scaling.
    pub bounds: (Option<f64>, Option<f64>),
    /// Decimals that a group's combined value is rounded to, before scaling; a leaf's column comes rounded.
    pub round: Option<u8>,
    /// Decimals that a group's value is rounded to after scaling and bounding.
    pub round_scale: Option<u8>,
    /// Children with a part in the score, in file order; empty for a leaf.
    pub children: Vec<TreeNode>,
}

impl TreeNode {
    /// A leaf: the column at `column`.
    pub fn leaf(id: impl Into<String>, weight: f64, column: usize) -> Self {
        Self { leaf: Some(column), ..Self::group(id, weight, Vec::new()) }
    }

    /// A group combined by the arithmetic mean.
    pub fn group(id: impl Into<String>, weight: f64, children: Vec<Self>) -> Self {
        Self {
            id: id.into(),
            weight,
            leaf: None,
            method: Method::default(),
            missing: None,
            normalise: None,
            bounds: (None, None),
            round: None,
            round_scale: None,
            children,
        }
    }

    /// How many of the indicators below the node have a value in an area, and how many there are.
    pub(super) fn available(&self, columns: &[&[f64]], area: usize) -> (u32, u32) {
        match self.leaf {
            Some(leaf) => (u32::from(!columns[leaf][area].is_nan()), 1),
            None => self.children.iter().fold((0, 0), |(there, all), child| {
                let own = child.available(columns, area);
                (there + own.0, all + own.1)
            }),
        }
    }

    /// Whether the node's value is a weighted mean or sum all the way down, by the tree's own rule on missing values:
    /// linear in its leaves.
    pub fn is_linear(&self) -> bool {
        matches!(self.method, Method::Arithmetic | Method::Sum)
            && self.missing.is_none()
            && self.normalise.is_none()
            && self.bounds == (None, None)
            && self.round.or(self.round_scale).is_none()
            && self.children.iter().all(Self::is_linear)
    }

    /// Typical magnitude of what the node adds up, given that of its children; 0 where nothing can cancel.
    pub(super) fn magnitude(&self, below: &[f64]) -> f64 {
        let weighed = || self.children.iter().map(|child| child.weight).zip(below);
        let sum: f64 = weighed().map(|(weight, own)| weight * own).sum();
        match self.method {
            Method::Arithmetic => sum / weighed().map(|(weight, _)| weight).sum::<f64>(),
            Method::Sum => sum,
            Method::Min | Method::Max | Method::Median => below.iter().copied().fold(0.0, f64::max),
            Method::Geometric | Method::Harmonic | Method::Power(_) | Method::Product => 0.0,
        }
    }
}

/// What sets the scale where a group is brought to one again: the same as for the indicators.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupScale {
    /// The areas of reference; `None`: all.
    pub reference: Option<AreaSet>,
    /// The group each area is scaled within; `None`: all together.
    pub groups: Option<Vec<Option<u32>>>,
    /// The columns of the base period, where the scale is frozen to one.
    pub base: Option<Vec<Arc<Vec<f64>>>>,
    /// Of each column its [`typical`] magnitude; what is not there counts as 0.
    pub typical: Vec<f64>,
}

/// Typical magnitude of a column some of whose values are below 0, so that they may cancel in a sum; 0 of any other.
pub fn typical(column: &[f64]) -> f64 {
    if column.iter().any(|x| *x < 0.0) { Tolerance::of(column).typical() } else { 0.0 }
}

/// A compiled index with its rule on missing values.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTree {
    /// The whole index.
    pub root: TreeNode,
    /// What happens where values are missing.
    pub missing: MissingRule,
    /// What sets the scale of groups that have one.
    pub scale: Arc<GroupScale>,
}

/// Scores of all areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Composite score, high = more need; `NaN` where it could not be computed.
    pub score: Vec<f64>,
    /// Share of the whole index's weight that rests on values that are there, 0 to 1.
    pub coverage: Vec<f64>,
    /// Typical magnitude of what the scores were put together from, where it may have cancelled; else 0.
    pub parts: f64,
    /// Values of the groups with a scale or bounds of their own, in the order in which they are computed.
    pub(super) scaled: Vec<Vec<f64>>,
}

impl Scores {
    /// The score of an area; `None` where too much is missing.
    pub fn get(&self, area: usize) -> Option<f64> {
        self.score.get(area).copied().filter(|score| !score.is_nan())
    }
}

impl ScoreTree {
    /// The [`typical`] magnitude of a column.
    pub(super) fn typical(&self, column: usize) -> f64 {
        self.scale.typical.get(column).copied().unwrap_or_default()
    }
}
