//! Why an index tree gives no score.

use super::index_tree::TreeNode;
use super::node::Method;

/// A group that cannot combine what stands below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncombined {
    /// The group.
    pub node: String,
    /// The child with values that the method cannot take.
    pub child: String,
    /// The method.
    pub method: Method,
    /// In how many areas.
    pub areas: usize,
}

/// Why a score would not be one.
#[derive(Debug, Clone, PartialEq)]
pub enum ScoreFault {
    /// A group cannot combine what stands below it.
    Uncombined(Uncombined),
    /// The values of a group leave the range of numbers.
    OutOfNumbers {
        /// The group.
        node: String,
        /// In how many areas.
        areas: usize,
    },
}

impl ScoreFault {
    /// That the values of a group leave the range of numbers, where they do.
    pub(super) fn out_of_numbers(node: &TreeNode, is_lost: impl Iterator<Item = bool>) -> Option<Self> {
        let areas = is_lost.filter(|lost| *lost).count();
        (areas > 0).then(|| Self::OutOfNumbers { node: node.id.clone(), areas })
    }
}
