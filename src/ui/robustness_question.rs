//! The question how robust the list is, asked about what the page shows.

use leptos::prelude::*;

use super::robustness::{Phase, RobustnessState};
use super::state::State;
use crate::task::Request;
use crate::text::Msg;
use crate::view::{same_question, sure_locks_note, sure_sentence};

impl State {
    /// Says that work in the background was lost and has begun again, in a new worker or in the page.
    pub fn say_lost_worker(self, in_worker: bool) {
        let said = if in_worker { Msg::WorkerAnew } else { Msg::WorkerLost };
        self.toast.set(Some(self.words_now().say(said).to_owned()));
    }
}

impl RobustnessState {
    /// Asks about the present scenario; what was under way is given up.
    pub fn start(self, state: State) {
        let Some(case) = untrack(|| state.case()) else { return };
        self.running.set_value(None);
        self.phase.set(Phase::Working(0.0, 0.5));
        let request = Request::Robustness(Box::new((*case.scenario).clone()));
        let hear = move |reply| self.hear(&case, reply);
        self.running.set_value(Some(self.worker.with_value(|own| own.ask(request, hear))));
    }

    /// Whether the answer that is there belongs to the present scenario. Tracked.
    pub fn is_fresh(self, state: State) -> bool {
        self.found.get().is_some_and(|found| same_question(&found.case.scenario, &state.scenario()))
    }

    /// What a fresh answer says of an area; empty without one. Tracked.
    pub fn sentence(self, state: State, area: usize) -> Option<String> {
        let found = self.found.get().filter(|_| self.is_fresh(state))?;
        let decided = state.case().is_some_and(|case| case.outcome.lock(area).is_some());
        sure_sentence(found.sure(), self.setting.get(), (area, decided), state.words())
    }

    /// What must be said beside the chances where decisions have been made outside the rule. Tracked.
    pub fn locks_note(self, state: State) -> Option<&'static str> {
        let case = state.case()?;
        sure_locks_note(&case.outcome, state.words())
    }
}
