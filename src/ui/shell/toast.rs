//! Short messages that go by themselves; what they tell of can be undone from them.

use leptos::prelude::*;

use crate::scenario::Scenario;
use crate::text::Msg;
use crate::ui::late::{every, live};
use crate::ui::state::{Shared, State, use_state};

/// How long a message stays, in steps.
const STAY: u32 = 12;
/// How long it stays where it offers undo.
const STAY_LONGER: u32 = 20;
/// One step, in milliseconds.
const STEP: u32 = 500;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    /// The scenario that the change told of led to; while it is in force, the change can be undone.
    after: Option<Shared<Scenario>>,
    /// Steps left. Plain data: the list outlives the place that says the message.
    left: u32,
}

/// The messages on the page; copied freely.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
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

    fn push(self, text: String, after: Option<Shared<Scenario>>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let left = if after.is_some() { STAY_LONGER } else { STAY };
        self.list.update(|list| {
            // A change before this one can no longer be undone alone, and the same words need not stand twice.
            list.retain(|other| other.text != text && (after.is_none() || other.after.is_none()));
            list.push(Toast { id, text, after, left });
        });
    }

    fn remove(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }

    /// One step of time for all. Nobody is told of a step that only counts: the messages shown stay as they are.
    fn step(self) {
        let mut list = self.list.write();
        let shown = list.len();
        list.iter_mut().for_each(|toast| toast.left = toast.left.saturating_sub(1));
        list.retain(|toast| toast.left > 0);
        if list.len() == shown {
            list.untrack();
        }
    }
}

impl State {
    /// Changes the scenario and says so, with undo at hand: for changes whose effect is wide or easily made unawares.
    pub fn edit_saying(self, said: String, change: impl FnOnce(&mut Scenario)) {
        self.saying(said, || self.edit(change));
    }

    /// [`State::adopt`], and says so.
    pub fn adopt_saying(self, said: String, named: (Scenario, Scenario)) {
        self.saying(said, || self.adopt(named));
    }

    fn saying(self, said: String, act: impl FnOnce()) {
        let before = self.scenario_untracked();
        act();
        let after = self.scenario_untracked();
        if after != before {
            self.toast.push(said, Some(after));
        }
    }
}

/// The messages of the moment. They wait while somebody reads them.
#[component]
pub fn ToastList() -> impl IntoView {
    let state = use_state();
    let toasts = state.toast;
    let held = StoredValue::new(false);
    let any = Memo::new(move |_| !toasts.list.read().is_empty());
    Effect::new(move |_| {
        // The element that was left is gone with the last message, and tells nothing any more.
        if !any.get() {
            held.set_value(false);
            return;
        }
        every(STEP, move || {
            if !held.get_value() {
                toasts.step();
            }
        });
    });
    let one = move |toast: Toast| {
        let (id, after) = (toast.id, toast.after);
        let fresh = move || after.as_ref().is_some_and(|after| state.scenario() == *after);
        let undo = move |_| {
            state.undo();
            toasts.remove(id);
        };
        view! {
            <div class="toast" data-testid="toast">
                <span class="grow">{toast.text}</span>
                <Show when=fresh>
                    <button data-testid="toast-undo" on:click=undo>{move || state.words().say(Msg::Undo)}</button>
                </Show>
                <button on:click=move |_| toasts.remove(id)>{move || state.words().say(Msg::Close)}</button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite" aria-atomic="false"
            on:pointerenter=move |_| held.set_value(true) on:pointerleave=live(move |_| held.set_value(false))
            on:focusin=move |_| held.set_value(true) on:focusout=live(move |_| held.set_value(false))>
            <For each=move || toasts.list.get() key=|toast| toast.id children=one/>
        </div>
    }
}
