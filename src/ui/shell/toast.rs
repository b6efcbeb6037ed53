//! Short messages that go by themselves; what they tell of can be undone from them.

use leptos::prelude::*;

use super::toasts::Toast;
use crate::document::Command;
use crate::scenario::Scenario;
use crate::text::Msg;
use crate::ui::late::{every, live};
use crate::ui::state::{State, use_state};

/// One step, in milliseconds.
const STEP: u32 = 500;

impl State {
    /// Changes the scenario and says so, with undo at hand: for changes whose effect is wide or easily made unawares.
    pub fn edit_saying(self, said: String, command: &Command) {
        self.saying(said, || self.edit(command));
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
