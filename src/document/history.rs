//! The steps before and after the present one.

use super::MAX_STEPS;
use crate::pipeline::Shared;
use crate::scenario::Scenario;

/// A scenario with its base: going back brings both, and with them the name that was true then.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The choices.
    pub scenario: Shared<Scenario>,
    /// The scenario opened or saved last, then.
    pub base: Shared<Scenario>,
}

/// Steps in their order, the nearest to the present last on either side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// What undo brings back.
    pub past: Vec<Step>,
    /// What redo brings back.
    pub future: Vec<Step>,
}

impl History {
    /// A new step: what was taken back before cannot be made again.
    pub(super) fn remember(&mut self, before: Step) {
        self.past.push(before);
        let extra = self.past.len().saturating_sub(MAX_STEPS);
        self.past.drain(..extra);
        self.future.clear();
    }

    pub(super) fn back(&mut self, present: &mut Step) -> bool {
        step(&mut self.past, present, &mut self.future)
    }

    pub(super) fn forth(&mut self, present: &mut Step) -> bool {
        step(&mut self.future, present, &mut self.past)
    }
}

fn step(from: &mut Vec<Step>, present: &mut Step, to: &mut Vec<Step>) -> bool {
    let Some(next) = from.pop() else { return false };
    to.push(std::mem::replace(present, next));
    true
}
