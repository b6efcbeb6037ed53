//! Groups of the index that an area is scored without, because too few of their data are there.

use crate::score::NodeValue;

/// What an area is scored without.
#[derive(Debug, Clone, PartialEq)]
pub struct LostGroups<'a> {
    /// The outermost lost group of each branch, in the order of the index; at least one.
    pub groups: Vec<&'a NodeValue>,
    /// Groups at the top of the index that the score counts.
    pub kept: usize,
    /// Groups at the top of the index with weight.
    pub all: usize,
}

/// What the area of a score taken apart is scored without; `None` where no group is lost or the area has no score.
/// Groups without weight say nothing of the score and are no loss; single indicators are told of elsewhere.
pub fn lost_groups(node: &NodeValue) -> Option<LostGroups<'_>> {
    node.value?;
    let mut found = Vec::new();
    collect(node, &mut found);
    let groups = || node.children.iter().filter(|child| is_group(child));
    let (kept, all) = (groups().filter(|child| child.value.is_some()).count(), groups().count());
    (!found.is_empty()).then_some(LostGroups { groups: found, kept, all })
}

fn is_group(node: &NodeValue) -> bool {
    node.leaf.is_none() && node.weight > 0.0
}

fn collect<'a>(node: &'a NodeValue, found: &mut Vec<&'a NodeValue>) {
    for child in node.children.iter().filter(|child| is_group(child)) {
        match child.value {
            None => found.push(child),
            Some(_) => collect(child, found),
        }
    }
}
