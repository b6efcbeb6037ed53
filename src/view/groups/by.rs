//! What areas are grouped by, and the groups with their names.

use std::collections::HashSet;

use crate::aggregate::{GroupBy, GroupKey, Grouping, group};
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::rule::Verdict;
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::view::Words;

/// What areas are grouped by on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupChoice {
    /// As files know it.
    By(GroupBy),
    /// What the scenario's rules say.
    Flag,
    /// Above or below the cut line.
    List,
}

impl GroupChoice {
    /// A key for the choice: `division:…`, `kind`, `flag`, …
    pub fn key(&self) -> String {
        match self {
            Self::By(GroupBy::Division(id)) => format!("division:{id}"),
            Self::By(GroupBy::All) => "all".to_owned(),
            Self::By(GroupBy::Kind) => "kind".to_owned(),
            Self::By(GroupBy::Office) => "office".to_owned(),
            Self::By(GroupBy::Decile) => "decile".to_owned(),
            Self::By(GroupBy::Tier) => "tier".to_owned(),
            Self::Flag => "flag".to_owned(),
            Self::List => "list".to_owned(),
        }
    }
}

/// Everything that areas can be grouped by: divisions from the widest, kind, office, tier, decile, list, flags, all.
pub fn group_choices(case: &Case) -> Vec<GroupChoice> {
    let Case { snapshot, outcome, .. } = case;
    let levels = snapshot.divisions.levels.iter();
    let mut list: Vec<GroupBy> = levels.map(|level| GroupBy::Division(level.id.clone())).collect();
    list.extend((!snapshot.kinds.is_empty()).then_some(GroupBy::Kind));
    list.extend((!snapshot.offices.is_empty()).then_some(GroupBy::Office));
    list.extend([GroupBy::Tier, GroupBy::Decile]);
    let mut choices: Vec<GroupChoice> = list.into_iter().map(GroupChoice::By).collect();
    choices.push(GroupChoice::List);
    choices.extend(outcome.flags.is_some().then_some(GroupChoice::Flag));
    choices.push(GroupChoice::By(GroupBy::All));
    choices
}

/// The choice in words.
pub fn group_label(snapshot: &Snapshot, choice: &GroupChoice, words: Words) -> String {
    let key = match choice {
        GroupChoice::By(GroupBy::Division(id)) => {
            let level = snapshot.divisions.levels.iter().find(|level| level.id == *id);
            return level.map_or_else(|| id.clone(), |level| words.label(&level.name));
        }
        GroupChoice::By(GroupBy::Kind) => Msg::Kind,
        GroupChoice::By(GroupBy::Office) => Msg::Office,
        GroupChoice::By(GroupBy::Tier) => Msg::Tier,
        GroupChoice::By(GroupBy::Decile) => Msg::Decile,
        GroupChoice::By(GroupBy::All) => Msg::GroupAll,
        GroupChoice::Flag => Msg::GroupFlag,
        GroupChoice::List => Msg::GroupList,
    };
    words.say(key).to_owned()
}

/// Groups with their names, and the group of each area.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSet {
    /// Names of the groups, each of them different.
    pub names: Vec<String>,
    /// Position of each area's group.
    pub of: Vec<u32>,
    /// Whether the groups have an order of their own, as tiers have.
    pub is_ordered: bool,
}

impl GroupSet {
    /// Areas of each group among those that count, ascending.
    pub fn members(&self, outcome: &Outcome) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.names.len()];
        for at in outcome.set.iter() {
            members[self.of[at] as usize].push(at as u32);
        }
        members
    }
}

/// The groups of a choice; a choice that the data do not know puts everything into one group.
pub fn group_set(case: &Case, choice: &GroupChoice, words: Words) -> GroupSet {
    let Case { snapshot, outcome, .. } = case;
    match choice {
        GroupChoice::By(by) => {
            let bands = case.outcome.bands(by);
            let everything = || Grouping { groups: vec![GroupKey::All], of: vec![0; snapshot.n_areas()] };
            let grouping = group(snapshot, by, &bands).unwrap_or_else(|_| everything());
            GroupSet {
                names: names(snapshot, &grouping.groups, words),
                of: grouping.of,
                is_ordered: matches!(by, GroupBy::Decile | GroupBy::Tier),
            }
        }
        GroupChoice::Flag => {
            let verdicts = outcome.flags.as_ref().map(|flags| &flags.verdict);
            let of = |at: usize| match verdicts.and_then(|all| *all.get(at)?) {
                Some(Verdict::Flagged) => 0,
                Some(Verdict::Near) => 1,
                Some(Verdict::NotFlagged) => 2,
                Some(Verdict::Unknown) | None => 3,
            };
            let keys = [Msg::GroupFlagged, Msg::GroupNear, Msg::GroupNotFlagged, Msg::GroupUnknown];
            said(&keys, (0..snapshot.n_areas()).map(of).collect(), words)
        }
        GroupChoice::List => {
            let of = |at: usize| if outcome.in_list(at) { 0 } else { 1 };
            said(&[Msg::GroupListed, Msg::GroupNotListed], (0..snapshot.n_areas()).map(of).collect(), words)
        }
    }
}

fn said(keys: &[Msg], of: Vec<u32>, words: Words) -> GroupSet {
    GroupSet { names: keys.iter().map(|key| words.say(*key).to_owned()).collect(), of, is_ordered: true }
}

/// Names of groups; of divisions that share a name each says which one it is.
fn names(snapshot: &Snapshot, keys: &[GroupKey], words: Words) -> Vec<String> {
    let plain: Vec<String> = keys.iter().map(|key| key_name(key, words)).collect();
    let mut met = HashSet::new();
    let repeated: HashSet<&String> = plain.iter().filter(|name| !met.insert(*name)).collect();
    let apart = |(key, name): (&GroupKey, &String)| match key {
        GroupKey::Division { code, .. } if repeated.contains(name) => {
            let tree = &snapshot.divisions;
            let parent = tree.position(code).and_then(|at| tree.units.get(at as usize)?.parent);
            let beside = parent.map_or_else(|| code.clone(), |parent| words.division(snapshot, parent));
            format!("{name} ({beside})")
        }
        _ => name.clone(),
    };
    keys.iter().zip(&plain).map(apart).collect()
}

/// The name of a group.
pub(in crate::view) fn key_name(key: &GroupKey, words: Words) -> String {
    match key {
        GroupKey::All => words.say(Msg::GroupAll).to_owned(),
        GroupKey::Division { name, .. } | GroupKey::Kind { name, .. } => words.label(name),
        GroupKey::Office { served } => {
            let answer = words.say(if *served { Msg::OfficeYes } else { Msg::OfficeNo });
            format!("{}: {answer}", words.say(Msg::Office))
        }
        GroupKey::Decile { decile } => words.fill_one(Msg::DecileN, &words.int(usize::from(*decile))),
        GroupKey::Tier { tier } => words.fill_one(Msg::TierN, &words.int(usize::from(*tier))),
        GroupKey::Unknown => words.say(Msg::GroupUnknown).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn every_choice_puts_every_area_somewhere() {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let choices = group_choices(&case);
        let keys: Vec<String> = choices.iter().map(GroupChoice::key).collect();
        assert_eq!(
            keys,
            ["division:province", "division:county", "kind", "office", "tier", "decile", "list", "all"]
        );
        for choice in choices.iter().chain([&GroupChoice::Flag]) {
            let set = group_set(&case, choice, Words::default());
            assert!(set.of.iter().all(|at| (*at as usize) < set.names.len()), "{choice:?}");
            assert_eq!(set.members(&case.outcome).concat().len(), 4, "{choice:?}");
            assert!(!group_label(&snapshot, choice, Words::default()).is_empty());
        }
        let lost = GroupChoice::By(GroupBy::Division("city".into()));
        assert_eq!(group_set(&case, &lost, Words::default()).names.len(), 1);
    }
}
