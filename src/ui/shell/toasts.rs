//! Short messages that go by themselves, as plain signals.

use leptos::prelude::*;

use crate::pipeline::Shared;
use crate::scenario::Scenario;

/// How long a message stays, in steps.
const STAY: u32 = 12;
/// How long it stays where it offers undo.
const STAY_LONGER: u32 = 20;
#[derive(Clone)]
pub(super) struct Toast {
    pub(super) id: u32,
    pub(super) text: String,
    /// The scenario that the change told of led to; while it is in force, the change can be undone.
    pub(super) after: Option<Shared<Scenario>>,
    /// Steps left. Plain data: the list outlives the place that says the message.
    left: u32,
}

/// The messages on the page; copied freely.
#[derive(Clone, Copy)]
pub struct Toasts {
    pub(super) list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows a message below those that are there; `None` is no message.
    pub fn set(self, text: Option<String>) {
        if let Some(text) = text {
            self.push(text, None);
        }
    }

    pub(super) fn push(self, text: String, after: Option<Shared<Scenario>>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let left = if after.is_some() { STAY_LONGER } else { STAY };
        self.list.update(|list| {
            // A change before this one can no longer be undone alone, and the same words need not stand twice.
            list.retain(|other| other.text != text && (after.is_none() || other.after.is_none()));
            list.push(Toast { id, text, after, left });
        });
    }

    pub(super) fn remove(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }

    /// One step of time for all. Nobody is told of a step that only counts: the messages shown stay as they are.
    pub(super) fn step(self) {
        let mut list = self.list.write();
        let shown = list.len();
        list.iter_mut().for_each(|toast| toast.left = toast.left.saturating_sub(1));
        list.retain(|toast| toast.left > 0);
        if list.len() == shown {
            list.untrack();
        }
    }
}
