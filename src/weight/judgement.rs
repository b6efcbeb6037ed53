//! What people say of the children of a node: an order, points, comparisons.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::once_each::once_each;

/// One place in an order of importance.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Place {
    /// One child.
    One(String),
    /// Equally important children: they share the mean of the weights of the places they take.
    Tied(Vec<String>),
}

impl Place {
    /// The children of this place.
    pub fn members(&self) -> &[String] {
        match self {
            Self::One(child) => std::slice::from_ref(child),
            Self::Tied(children) => children,
        }
    }
}

/// One person's shared-out points.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Person {
    /// Name of the person, or of their office.
    pub name: String,
    /// Points of each child, 0 to 100; where they do not sum to 100, their proportions count.
    #[serde(deserialize_with = "once_each")]
    pub points: BTreeMap<String, f64>,
}

/// One judge's pairwise comparisons.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Judge {
    /// Name of the judge, where one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Each pair at most once, in either direction; pairs may be left out as long as the rest links all children.
    pub comparisons: Vec<Comparison>,
}

/// `of` is `ratio` times as important as `over`.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Comparison {
    /// A child.
    pub of: String,
    /// Another child.
    pub over: String,
    /// 1/9 to 9 on Saaty's scale: 1 equally, 3 moderately, 5 strongly, 7 very strongly, 9 extremely more important.
    /// A ninth may be written as short as 0.11.
    pub ratio: f64,
}
