//! The work on one data set: what is chosen, what was chosen before, and the commands that change it.
//!
//! All changes go through [`Document::apply`]; undo, redo, what is kept and what is logged see the same commands. This
//! module must not know of the web or of how anything is shown.

mod command;
mod history;
mod revision;
mod writer;

pub use command::{Command, Refused};
pub use history::{History, Step};
pub use revision::{Damaged, MAX_REVISIONS, Revision, apart, is_news, latest, surplus};
pub use writer::{Due, Writer};

use std::sync::Arc;

use crate::pipeline::{Shared, shared};
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::view::name_truly;

/// How many steps back are kept.
const MAX_STEPS: usize = 200;

/// An open data set with the present choices and the way to them.
#[derive(Debug, Clone)]
pub struct Document {
    snapshot: Arc<Snapshot>,
    present: Step,
    history: History,
    /// The control that is being moved: its commands count as one for undo.
    moving: Option<String>,
}

impl Document {
    /// Work that begins with these choices. The name of a changed scenario is told against its `base`, the scenario opened
    /// or saved last.
    pub fn new(snapshot: Arc<Snapshot>, scenario: Scenario, base: Scenario) -> Self {
        let present = Step { scenario: shared(scenario), base: shared(base) };
        Self { snapshot, present, history: History::default(), moving: None }
    }

    /// The data.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The present choices.
    pub fn scenario(&self) -> &Shared<Scenario> {
        &self.present.scenario
    }

    /// The scenario opened or saved last.
    pub fn base(&self) -> &Shared<Scenario> {
        &self.present.base
    }

    /// The steps before and after the present one.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Carries a command out; one that changes nothing leaves no step.
    ///
    /// # Errors
    /// What a command says with a number that cannot be: nothing is changed then.
    pub fn apply(&mut self, command: &Command) -> Result<(), Refused> {
        self.rest();
        self.change(command, true)
    }

    /// Carries a command out while a control is being moved: all its moves are undone as one.
    ///
    /// # Errors
    /// Those of [`Document::apply`].
    pub fn drag(&mut self, control: &str, command: &Command) -> Result<(), Refused> {
        let is_first = self.moving.as_deref() != Some(control);
        if is_first {
            self.moving = Some(control.to_owned());
        }
        self.change(command, is_first)
    }

    /// The control that was moved is let go.
    pub fn rest(&mut self) {
        self.moving = None;
    }

    fn change(&mut self, command: &Command, is_step: bool) -> Result<(), Refused> {
        let next = self.after(command)?;
        if next == self.present {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.present, next);
        if is_step && !command.is_naming() {
            self.history.remember(before);
        }
        Ok(())
    }

    /// What a command makes of the present; parts that it leaves as they were stay the same value at the same address.
    fn after(&self, command: &Command) -> Result<Step, Refused> {
        let Step { scenario, base } = &self.present;
        match command {
            Command::Adopt { scenario: own, base: of } => {
                Ok(Step { scenario: kept_or(scenario, (**own).clone()), base: kept_or(base, (**of).clone()) })
            }
            Command::Name(title) => {
                let named = Scenario { title: title.clone(), ..(**scenario).clone() };
                let named = kept_or(scenario, named);
                Ok(Step { base: kept_or(base, (*named).clone()), scenario: named })
            }
            other => {
                let mut next = (**scenario).clone();
                other.apply_to(&mut next, &self.snapshot)?;
                name_truly(&mut next, base);
                Ok(Step { scenario: kept_or(scenario, next), base: base.clone() })
            }
        }
    }

    /// Takes the last step back; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        self.rest();
        self.history.back(&mut self.present)
    }

    /// Makes the last step taken back again; `false` where there is none.
    pub fn redo(&mut self) -> bool {
        self.rest();
        self.history.forth(&mut self.present)
    }

    /// Takes up a way back and forth, as after a reload.
    pub fn retrace(&mut self, history: History) {
        self.history = history;
    }
}

/// The value that is there where the new one is equal to it.
fn kept_or(present: &Shared<Scenario>, next: Scenario) -> Shared<Scenario> {
    if **present == next { present.clone() } else { shared(next) }
}

#[cfg(test)]
mod tests;
