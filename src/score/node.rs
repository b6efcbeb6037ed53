//! The index as a scenario writes it: plain data, computed by [`super::tree`].

use serde::{Deserialize, Serialize};

use super::denominate::Denominator;
use super::impute::Imputation;
use super::normalise::Normalisation;
#[cfg(not(target_arch = "wasm32"))]
use super::round::MOST_DECIMALS;
use super::shrink::Shrinkage;
use super::treat::Treatment;
use crate::snapshot::Label;
use crate::snapshot::wire::nothing_more;
use crate::weight::{Derived, Weighting, WeightingError};

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
    /// For a group: the judgements that its children's weights come from. The children's own `weight` then counts for
    /// nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<Weighting>,
    /// Whether the weight is locked: moving a sibling's share leaves it alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub locked: bool,
    /// For a leaf: what its values are divided by first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominate: Option<Denominator>,
    /// For a leaf: how its gaps are filled, where that differs from the scenario's way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impute: Option<Imputation>,
    /// For a leaf: how rates of small areas are drawn towards their division's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shrink: Option<Shrinkage>,
    /// For a leaf: how outliers are treated, where that differs from the scenario's way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treat: Option<Treatment>,
    /// For a leaf: its own scale, where it differs from the scenario's. For a group: a scale its combined value is
    /// brought to again (more always meaning more need), such as a maximum of 10 or a percentile rank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalisation>,
    /// Decimals, 0 to 9, halves away from zero: for a leaf those its value on the common scale is rounded to, for a group those
    /// its combined value is rounded to, before `normalise`. Absent: not rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = MOST_DECIMALS)))]
    pub round: Option<u8>,
    /// For a group: decimals, 0 to 9, that its value is rounded to after `normalise`, `floor` and `cap`. Absent: not rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = MOST_DECIMALS)))]
    pub round_scale: Option<u8>,
    /// How the children combine.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: Method,
    /// For a group: what happens where children are missing, where that differs from the scenario's rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingRule>,
    /// For a group: values below this count as this, after `normalise`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<f64>,
    /// For a group: values above this count as this, after `normalise`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<f64>,
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

    /// The node's identifier: its own, or the indicator's.
    pub fn name_id(&self) -> &str {
        self.id.as_deref().or(self.indicator.as_deref()).unwrap_or_default()
    }

    /// What the judgements on the children lead to; `None` where the weights are written down.
    ///
    /// # Errors
    /// Every judgement that does not fit the children.
    pub fn judged(&self) -> Option<Result<Derived, WeightingError>> {
        let ids: Vec<&str> = self.children.iter().map(Self::name_id).collect();
        self.weighting.as_ref().map(|weighting| weighting.derive(&ids))
    }

    /// The children's weights: those the judgements lead to, else those written down. Judgements that do not fit
    /// count for nothing here; resolving a scenario reports them.
    pub fn child_weights(&self) -> Vec<f64> {
        match self.judged() {
            Some(Ok(derived)) => derived.shares,
            _ => self.children.iter().map(|child| child.weight).collect(),
        }
    }

    /// The same index with every weight written down: judgements give way to the weights they lead to.
    pub fn with_plain_weights(&self) -> Self {
        let weights = self.child_weights();
        let children = self.children.iter().map(Self::with_plain_weights).zip(weights);
        let children = children.map(|(child, weight)| Self { weight, ..child }).collect();
        Self { children, weighting: None, ..self.clone() }
    }

    /// The leaves below this node, from left to right.
    pub fn leaves(&self) -> Vec<&Self> {
        if self.indicator.is_some() {
            return vec![self];
        }
        self.children.iter().flat_map(Self::leaves).collect()
    }
}

/// How the children of a node combine; `x` are those that are there, `w` their weights. Higher always means more need,
/// so that means of a low exponent (geometric, harmonic) pull an area down for one mild child, and those of a high
/// one (power above 1, maximum) push it up for one severe child.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Weighted arithmetic mean `Σ w·x / Σ w`.
    #[default]
    Arithmetic,
    /// Weighted sum `Σ w·x` with the weights as written; what is missing is made up in proportion.
    Sum,
    /// Weighted geometric mean `exp(Σ w·ln x / Σ w)`; every `x` must be above 0.
    Geometric,
    /// Weighted harmonic mean `Σ w / Σ (w / x)`; every `x` must be above 0.
    Harmonic,
    /// Weighted power mean `(Σ w·xᵖ / Σ w)^(1/p)` with this exponent p, not 0; every `x` must not be below 0, and above 0
    /// where p is negative.
    Power(f64),
    /// Weighted product `Π x^w` with the weights as written; what is missing is made up in proportion of the exponents.
    /// Every `x` must not be below 0.
    Product,
    /// The smallest `x`.
    Min,
    /// The largest `x`.
    Max,
    /// Weighted median: the `x` below and above which lies half of the weight, the mean of two where that falls between.
    Median,
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
    /// The children that are there share the weight, provided that at least `min_share` of the *indicators* below the node
    /// have a value: at every depth, each counting one whatever its weight, as the Global Innovation Index asks for two
    /// thirds of the indicators of each sub-index. A filled gap counts as a value; what takes no part counts on neither side.
    Indicators {
        /// Least share of the indicators below a node that must have a value, 0 to 1; below it the node is missing.
        #[serde(default = "two_thirds")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
        min_share: f64,
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
    /// Least share of the weight of a node's children that must be there, 0 to 1; 0 where indicators are counted instead.
    pub fn min_coverage(self) -> f64 {
        match self {
            Self::Renormalise { min_coverage } => min_coverage,
            Self::Indicators { .. } => 0.0,
            Self::Propagate => 1.0,
        }
    }

    /// The same rule with another least share, 0 to 1; where one gap was enough to leave a node missing, the weight counts.
    pub fn with_share(self, share: f64) -> Self {
        match self {
            Self::Indicators { .. } => Self::Indicators { min_share: share },
            Self::Renormalise { .. } | Self::Propagate => Self::Renormalise { min_coverage: share },
        }
    }

    /// Whether indicators are counted and not the weight of children.
    pub fn counts_indicators(self) -> bool {
        matches!(self, Self::Indicators { .. })
    }

    /// [`Self::min_coverage`] of a node of whose indicators the share `available` is there: beyond reach where these are too few.
    pub(super) fn least(self, available: impl FnOnce() -> f64) -> f64 {
        match self {
            // A whisker below the bound still counts: 2/3 written in decimals may lie above two of three.
            Self::Indicators { min_share } if available() < min_share - 1e-9 => f64::INFINITY,
            rule => rule.min_coverage(),
        }
    }
}
