//! The changes that take one area across the cut line, looked for one after another.

use std::sync::Arc;

use super::protocol::Reply;
use crate::pipeline::Outcome;
use crate::scenario::Scenario;
use crate::sensitivity::{indicator_ids, value_flip, weight_flips};
use crate::snapshot::Snapshot;

/// The changes of one area being looked for: all weights at once, then indicator by indicator.
pub struct Flips {
    scenario: Box<Scenario>,
    outcome: Arc<Outcome>,
    area: usize,
    /// The indicators left; `None` before the weights have been looked at.
    left: Option<std::vec::IntoIter<String>>,
}

impl Flips {
    /// Those of an area under a scenario whose result is there.
    pub fn new(scenario: Box<Scenario>, outcome: Arc<Outcome>, area: usize) -> Self {
        Self { scenario, outcome, area, left: None }
    }

    /// The next change, or that all have been told.
    pub fn step(&mut self, snapshot: &Snapshot) -> Reply {
        let Some(left) = &mut self.left else {
            self.left = Some(indicator_ids(&self.scenario).into_iter());
            let found = weight_flips(snapshot, &self.scenario, &self.outcome, self.area);
            return Reply::WeightFlips(found.unwrap_or_default());
        };
        let Some(id) = left.next() else { return Reply::FlipsDone };
        let found = value_flip(snapshot, &self.scenario, (&self.outcome, self.area), &id);
        Reply::ValueFlip(found.ok().flatten())
    }
}
