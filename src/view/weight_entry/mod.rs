//! Weights being judged: a draft that the reader fills in, with what it leads to at every moment.
//!
//! The draft holds what was entered in every way, so that looking at another way loses nothing. Nothing touches the
//! scenario before [`WeightDraft::apply`].

mod order;
mod pairs;
mod people;
mod preview;

use std::collections::BTreeMap;

use crate::scenario::Scenario;
use crate::score::{IndexNode, shares};
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::text::Msg;
use crate::weight::{Judge, Weighting};

pub use order::RankLine;
pub use pairs::{PairLine, STEPS, step_words};
pub use preview::{DraftPreview, ShareLine};

use super::Words;
use super::choices::weighting_words;
use super::part_names::data_name;
use super::weights::{node_at, node_at_mut};

/// A way to come to weights, as the dialog offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The same for each.
    Equal,
    /// An order of importance.
    Ranks,
    /// Pairwise comparison.
    Ahp,
    /// Points for swings.
    Swing,
    /// Points of several people.
    Budget,
}

impl Way {
    /// All ways, the easiest first.
    pub const ALL: [Self; 5] = [Self::Equal, Self::Ranks, Self::Ahp, Self::Swing, Self::Budget];

    /// A name for tests.
    pub fn key(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Ranks => "ranks",
            Self::Ahp => "ahp",
            Self::Swing => "swing",
            Self::Budget => "budget",
        }
    }

    /// Whether it stands behind «advanced».
    pub fn is_advanced(self) -> bool {
        matches!(self, Self::Swing | Self::Budget)
    }

    /// Its name, and when to take it.
    pub fn words(self) -> (Msg, Msg) {
        let any = match self {
            Self::Equal => Weighting::Equal,
            Self::Ranks => Weighting::Ranks { order: Vec::new() },
            Self::Ahp => Weighting::Ahp { judges: Vec::new() },
            Self::Swing => Weighting::Swing { points: BTreeMap::new() },
            Self::Budget => Weighting::Budget { people: Vec::new() },
        };
        weighting_words(&any)
    }
}

/// Judgements on the children of one node, not yet in force.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightDraft {
    /// Where the node is: positions from the top.
    pub path: Vec<usize>,
    /// Its name; empty for the whole index.
    pub title: String,
    /// Identifiers of the children.
    pub ids: Vec<String>,
    /// Names of the children.
    pub names: Vec<String>,
    /// The way in use.
    pub way: Way,
    /// The shares in force.
    now: Vec<f64>,
    /// Children by importance, each with whether it ties with the one before.
    order: Vec<(usize, bool)>,
    /// Ratio of the first to the second for each pair (i, j), i before j; `None` where not compared.
    ratios: BTreeMap<(usize, usize), f64>,
    /// Further judges of the scenario, who stay.
    others: Vec<Judge>,
    /// Points for each swing.
    swings: Vec<f64>,
    /// Names and points of people.
    people: Vec<(String, Vec<f64>)>,
}

impl WeightDraft {
    /// A draft for the node at a path, filled with the judgements in force. `None` where there is no group.
    pub fn open(snapshot: &Snapshot, scenario: &Scenario, path: &[usize], words: Words) -> Option<Self> {
        let node = node_at(&scenario.index, path)?;
        if node.children.is_empty() {
            return None;
        }
        let name = |node: &IndexNode| match &node.name {
            Some(name) => words.label(name),
            None => data_name(snapshot, node.name_id(), words),
        };
        let now = shares(&node.child_weights());
        let n = node.children.len();
        let mut order: Vec<usize> = (0..n).collect();
        order.order_by(|a, b| now[*b].total_cmp(&now[*a]));
        let mut draft = Self {
            path: path.to_vec(),
            title: if path.is_empty() { String::new() } else { name(node) },
            ids: node.children.iter().map(|child| child.name_id().to_owned()).collect(),
            names: node.children.iter().map(name).collect(),
            way: Way::Ranks,
            order: order.into_iter().map(|child| (child, false)).collect(),
            ratios: BTreeMap::new(),
            others: Vec::new(),
            swings: swings(&now),
            people: Vec::new(),
            now,
        };
        draft.people = (1..=2).map(|at| draft.new_person(at, words)).collect();
        if let Some(weighting) = &node.weighting {
            draft.read(weighting);
        }
        Some(draft)
    }

    /// Takes over judgements that a scenario holds.
    fn read(&mut self, weighting: &Weighting) {
        match weighting {
            Weighting::Equal => self.way = Way::Equal,
            Weighting::Ranks { order } => {
                self.way = Way::Ranks;
                self.read_order(order);
            }
            Weighting::Ahp { judges } => {
                self.way = Way::Ahp;
                self.read_pairs(judges);
            }
            Weighting::Swing { points } => {
                self.way = Way::Swing;
                self.swings = self.points_of(points);
            }
            Weighting::Budget { people } => {
                self.way = Way::Budget;
                self.people = people
                    .iter()
                    .map(|person| (person.name.clone(), self.points_of(&person.points)))
                    .collect();
            }
            // Best and worst are judged in files alone.
            Weighting::Bwm { .. } => {}
        }
    }

    fn points_of(&self, points: &BTreeMap<String, f64>) -> Vec<f64> {
        self.ids.iter().map(|id| points.get(id).copied().unwrap_or_default()).collect()
    }

    /// How many children there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is nothing to weigh.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The judgements as a scenario writes them.
    pub fn weighting(&self) -> Weighting {
        match self.way {
            Way::Equal => Weighting::Equal,
            Way::Ranks => Weighting::Ranks { order: self.places() },
            Way::Ahp => Weighting::Ahp { judges: self.judges() },
            Way::Swing => Weighting::Swing { points: self.named(&self.swings) },
            Way::Budget => Weighting::Budget { people: self.persons() },
        }
    }

    fn named(&self, points: &[f64]) -> BTreeMap<String, f64> {
        self.ids.iter().cloned().zip(points.iter().copied()).collect()
    }

    /// Puts the judgements into force. Equal weights are written down plainly; a draft that leads to no weights
    /// changes nothing.
    pub fn apply(&self, index: &mut IndexNode) {
        let Ok(derived) = self.derive() else { return };
        let Some(node) = node_at_mut(index, &self.path) else { return };
        if node.children.len() != self.len() {
            return;
        }
        // The numbers follow, so that a program without the judgements starts from the same weights.
        for (child, share) in node.children.iter_mut().zip(derived.shares) {
            child.weight = if self.way == Way::Equal { 1.0 } else { share };
            child.locked = false;
        }
        node.weighting = (self.way != Way::Equal).then(|| self.weighting());
    }
}

/// Where points start: the largest share 100, the others in proportion.
fn swings(now: &[f64]) -> Vec<f64> {
    let most = now.iter().copied().fold(0.0, f64::max);
    now.iter().map(|share| if most > 0.0 { (100.0 * share / most).round() } else { 100.0 }).collect()
}

#[cfg(test)]
mod tests;
