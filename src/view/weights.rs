//! The weights beside the ranking.

use crate::pipeline::Outcome;
use crate::scenario::Scenario;
use crate::score::{IndexNode, shares};
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::weight::{Consistency, set_share_locked};

use super::Words;
use super::choices::{left_out_words, weighting_name};
use super::need::need_named;
use super::palette::colours;
use super::part_names::data_name;

/// One node of the index with its share among its siblings.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightGroup {
    /// Identifier of the group or indicator.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What its bars stand for: its name, or the lack of it where it lowers need.
    pub need: String,
    /// Its colour.
    pub colour: usize,
    /// Share among its siblings, 0 to 1.
    pub share: f64,
    /// Whether moving a sibling leaves it alone.
    pub locked: bool,
    /// Whether it can be moved: not locked itself, and not all that is left between locked siblings.
    pub movable: bool,
    /// Why it takes no part in the score, where it does not.
    pub left_out: Option<String>,
    /// How the weights of what lies below it came about, where judgements led to them.
    pub origin: Option<String>,
    /// What lies below it.
    pub children: Vec<WeightGroup>,
}

/// The top nodes of the index with their shares, and what lies below each.
pub fn weight_groups(
    snapshot: &Snapshot,
    scenario: &Scenario,
    outcome: Option<&Outcome>,
    words: Words,
) -> Vec<WeightGroup> {
    let mut leaf = 0;
    let mut found = groups(&scenario.index, &mut |node, (share, movable), children| {
        let id = node.indicator.clone().or_else(|| node.id.clone()).unwrap_or_default();
        let own_name = node.name.as_ref().map(|name| words.label(name));
        let left_out = node.indicator.as_ref().and_then(|_| {
            leaf += 1;
            let error = outcome?.matrix.leaves.get(leaf - 1)?.left_out?;
            Some(words.say(left_out_words(error)).to_owned())
        });
        let left_out = left_out.or_else(|| (share <= 0.0).then(|| words.say(Msg::WeightZeroOut).to_owned()));
        let name = own_name.unwrap_or_else(|| data_name(snapshot, &id, words));
        WeightGroup {
            need: need_named(snapshot, &id, &name, words),
            name,
            colour: 0,
            share,
            locked: node.locked,
            movable,
            left_out,
            origin: weights_origin(node, words),
            children,
            id,
        }
    });
    // As the score's bars are coloured: among the nodes that take part in it, then the rest.
    let used = outcome.map(|own| own.scored.tree.root.children.as_slice()).unwrap_or_default();
    let used: Vec<&str> = used.iter().map(|node| node.id.as_str()).collect();
    let rest = found.iter().map(|own| own.id.clone()).filter(|id| !used.contains(&id.as_str()));
    let all: Vec<String> = used.iter().map(|id| (*id).to_owned()).chain(rest).collect();
    let colours = colours(snapshot, all.iter().map(String::as_str));
    for own in &mut found {
        let at = all.iter().position(|id| *id == own.id);
        colour_below(own, at.map_or(0, |at| colours[at]));
    }
    found
}

/// What lies below a node has its colour.
fn colour_below(node: &mut WeightGroup, colour: usize) {
    node.colour = colour;
    node.children.iter_mut().for_each(|child| colour_below(child, colour));
}

/// Children first, so that leaves are met in the order of the index.
fn groups(
    node: &IndexNode,
    make: &mut impl FnMut(&IndexNode, (f64, bool), Vec<WeightGroup>) -> WeightGroup,
) -> Vec<WeightGroup> {
    let shares = shares(&node.child_weights());
    let open = node.children.iter().filter(|child| !child.locked).count();
    node.children
        .iter()
        .zip(shares)
        .map(|(child, share)| {
            let below = groups(child, make);
            make(child, (share, !child.locked && open > 1), below)
        })
        .collect()
}

/// The index with the share of one child set exactly; its unlocked siblings share the rest in their old proportion.
/// `path` leads to the child: positions from the top. The siblings' total stays what it was. Judgements that the
/// weights came from give way to the weights they led to.
pub fn set_child_share(index: &IndexNode, path: &[usize], share: f64) -> IndexNode {
    let mut changed = index.clone();
    let Some((last, above)) = path.split_last() else { return changed };
    let mut parent = &mut changed;
    for at in above {
        let Some(child) = parent.children.get_mut(*at) else { return index.clone() };
        parent = child;
    }
    let weights = parent.child_weights();
    parent.weighting = None;
    let total: f64 = weights.iter().sum();
    let locked: Vec<bool> = parent.children.iter().map(|child| child.locked).collect();
    for (child, share) in parent.children.iter_mut().zip(set_share_locked(&weights, &locked, *last, share)) {
        child.weight = share * if total > 0.0 { total } else { 1.0 };
    }
    changed
}

/// How the weights of a node's children came about: «from pairwise comparison, CR = 0.05»; `None` where they are written
/// down.
pub fn weights_origin(node: &IndexNode, words: Words) -> Option<String> {
    let how = words.say(weighting_name(node.weighting.as_ref()?));
    let derived = node.judged()?.ok()?;
    let ratio = derived.consistency.as_ref().and_then(Consistency::ratio);
    Some(match (ratio, derived.people.len()) {
        (Some(ratio), _) => {
            let ratio = words.number(Some(ratio), 2);
            words.fill(Msg::WeightsFromRatio, &[("how", how), ("ratio", &ratio)])
        }
        (None, n) if n > 1 => words.fill(Msg::WeightsFromPeople, &[("how", how), ("n", &words.int(n))]),
        _ => words.fill_one(Msg::WeightsFrom, how),
    })
}

/// The node at a path: positions from the top.
pub fn node_at<'a>(index: &'a IndexNode, path: &[usize]) -> Option<&'a IndexNode> {
    path.iter().try_fold(index, |node, at| node.children.get(*at))
}

/// The same, to be changed.
pub fn node_at_mut<'a>(index: &'a mut IndexNode, path: &[usize]) -> Option<&'a mut IndexNode> {
    path.iter().try_fold(index, |node, at| node.children.get_mut(*at))
}

/// Locks the weight at a path, or opens its lock.
pub fn toggle_lock(index: &mut IndexNode, path: &[usize]) {
    if let Some(node) = node_at_mut(index, path) {
        node.locked = !node.locked;
    }
}

/// The index with equal weights for the top nodes and inside each.
pub fn equalise(index: &IndexNode) -> IndexNode {
    let children = index
        .children
        .iter()
        .map(|child| IndexNode { weight: 1.0, locked: false, ..equalise(child) })
        .collect();
    IndexNode { children, weighting: None, ..index.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn a_share_set_is_the_share_shown() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.index = set_child_share(&scenario.index, &[0], 0.6);
        let groups = weight_groups(&snapshot, &scenario, None, Words::default());
        assert_eq!(groups.iter().map(|group| group.share).collect::<Vec<_>>(), [0.6, 0.4]);
        assert_eq!(
            groups[1].children.iter().map(|leaf| leaf.name.as_str()).collect::<Vec<_>>(),
            ["ترک تحصیل", "اعتماد اجتماعی"]
        );
        scenario.index = set_child_share(&scenario.index, &[1, 0], 0.25);
        assert_eq!(weight_groups(&snapshot, &scenario, None, Words::default())[1].children[1].share, 0.75);
        assert_eq!(equalise(&scenario.index), Scenario::equal_weights(&snapshot).index);
    }

    #[test]
    fn a_locked_weight_stays_and_the_last_open_one_cannot_move() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        toggle_lock(&mut scenario.index, &[0]);
        let groups = |scenario: &Scenario| weight_groups(&snapshot, scenario, None, Words::default());
        let flags: Vec<_> = groups(&scenario).iter().map(|group| (group.locked, group.movable)).collect();
        assert_eq!(flags, [(true, false), (false, false)]);
        toggle_lock(&mut scenario.index, &[0]);
        assert!(groups(&scenario)[0].movable);
    }

    #[test]
    fn judged_weights_say_where_they_came_from() {
        let snapshot = small_snapshot();
        let mut index = Scenario::equal_weights(&snapshot).index;
        assert_eq!(weights_origin(&index, Words::default()), None);
        index.weighting = Some(crate::weight::Weighting::Equal);
        assert_eq!(weights_origin(&index, Words::default()).unwrap(), "از «وزن برابر»");
        assert!(set_child_share(&index, &[0], 0.3).weighting.is_none());
    }

    #[test]
    fn a_weight_of_zero_is_said() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.index = set_child_share(&scenario.index, &[0], 0.0);
        assert!(weight_groups(&snapshot, &scenario, None, Words::default())[0].left_out.is_some());
    }
}
