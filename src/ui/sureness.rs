//! How sure the list is: asked, under way, answered, and whether the answer still belongs to the scenario.

use leptos::prelude::*;

use super::state::{Shared, State, shared};
use crate::case::Case;
use crate::sensitivity::{Reasons, Robustness, Setting, ValueFlip, WeightFlip};
use crate::text::Msg;
use crate::view::{Sure, same_question, sure_locks_note, sure_rows, sure_sentence};
use crate::web::worker::{Question, Running, SureNews, ask};

/// Up to so many areas the question is asked without being bidden.
pub const BY_ITSELF: usize = 3_000;

/// Where the question stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Phase {
    /// Not asked, stopped or answered.
    #[default]
    Idle,
    /// Share done and the error so far.
    Working(f64, f64),
    /// It cannot be answered: why, in Persian and English.
    Failed(Vec<[String; 2]>),
}

/// An answer with all that it was made from.
#[derive(Debug)]
pub struct Found {
    case: Shared<Case>,
    robustness: Robustness,
    reasons: Reasons,
}

impl Found {
    /// As the view takes it.
    pub fn sure(&self) -> Sure<'_> {
        Sure { case: &self.case, found: &self.robustness, reasons: &self.reasons }
    }
}

/// The changes that take one area across the line, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub struct FlipsFound {
    /// The area.
    pub area: usize,
    /// Changes of weight; `None` until they are there.
    pub weights: Option<Vec<WeightFlip>>,
    /// Changes of value so far.
    pub values: Vec<ValueFlip>,
    /// Whether all are there.
    pub done: bool,
}

/// The signals of the question; copied freely.
#[derive(Clone, Copy)]
pub struct Sureness {
    /// Where the question stands.
    pub phase: RwSignal<Phase>,
    /// The setting looked at.
    pub setting: RwSignal<Setting>,
    /// The last answer.
    pub found: RwSignal<Option<Shared<Found>>>,
    /// Changes of the area asked for last.
    pub flips: RwSignal<Option<FlipsFound>>,
    /// The area to ask for once the one before is answered: questions do not pile up.
    next: StoredValue<Option<usize>>,
    running: StoredValue<Option<Running>, LocalStorage>,
    /// The one that gave the answer: further questions on it go there.
    answered: StoredValue<Option<Running>, LocalStorage>,
}

impl State {
    /// Says that work in the background was lost and goes on in the page.
    pub fn say_lost_worker(self) {
        self.toast.set(Some(self.words_now().say(Msg::WorkerLost).to_owned()));
    }
}

impl Sureness {
    /// Nothing asked.
    pub fn new() -> Self {
        Self {
            phase: RwSignal::default(),
            setting: RwSignal::new(Setting::PlusMinus),
            found: RwSignal::new(None),
            flips: RwSignal::new(None),
            next: StoredValue::new(None),
            running: StoredValue::new_local(None),
            answered: StoredValue::new_local(None),
        }
    }

    /// Asks about the present scenario; what was under way is given up.
    pub fn start(self, state: State) {
        let Some((loaded, case)) = untrack(|| state.both()) else { return };
        self.running.set_value(None);
        self.phase.set(Phase::Working(0.0, 0.5));
        let question = Question {
            bytes: loaded.bytes.clone(),
            snapshot: loaded.snapshot.clone(),
            scenario: (*case.scenario).clone(),
            outcome: case.outcome.clone(),
        };
        let hear = move |news| {
            if news == SureNews::Lost {
                state.say_lost_worker();
            }
            self.hear(&case, news);
        };
        self.running.set_value(Some(ask(question, hear)));
    }

    fn hear(self, case: &Shared<Case>, news: SureNews) {
        match news {
            SureNews::Progress { done, total, error } => {
                self.phase.set(Phase::Working(done as f64 / total.max(1) as f64, error));
            }
            SureNews::Found(robustness, reasons) => {
                let own = self.running.try_update_value(Option::take).flatten();
                self.answered.set_value(own);
                self.flips.set(None);
                self.next.set_value(None);
                let (case, robustness) = (case.clone(), *robustness);
                self.found.set(Some(shared(Found { case, robustness, reasons })));
                self.phase.set(Phase::Idle);
            }
            SureNews::Failed(reasons) => self.phase.set(Phase::Failed(reasons)),
            SureNews::Lost => self.phase.set(Phase::Working(0.0, 0.5)),
            SureNews::WeightFlips(area, found) => self.add(area, |own| own.weights = Some(found)),
            SureNews::ValueFlip(area, found) => self.add(area, |own| own.values.extend(found)),
            SureNews::FlipsDone(area) => {
                self.add(area, |own| own.done = true);
                let next = self.next.try_update_value(Option::take).flatten();
                if let Some(next) = next {
                    self.ask_flips(next);
                }
            }
        }
    }

    fn add(self, area: usize, change: impl FnOnce(&mut FlipsFound)) {
        self.flips.update(|flips| {
            if let Some(flips) = flips.as_mut().filter(|flips| flips.area == area) {
                change(flips);
            }
        });
    }

    /// Asks for the changes of an area, if they are not there or on their way.
    pub fn want_flips(self, area: usize) {
        let waiting = self.flips.with_untracked(|flips| flips.as_ref().map(|own| (own.area, own.done)));
        match waiting {
            Some((own, _)) if own == area => self.next.set_value(None),
            Some((_, false)) => self.next.set_value(Some(area)),
            _ => self.ask_flips(area),
        }
    }

    fn ask_flips(self, area: usize) {
        self.flips.set(Some(FlipsFound { area, weights: None, values: Vec::new(), done: false }));
        self.answered.with_value(|own| own.iter().for_each(|own| own.flips(area)));
    }

    /// Stops what is under way; an answer that is there stays.
    pub fn stop(self) {
        self.running.set_value(None);
        self.phase.set(Phase::Idle);
    }

    /// Forgets everything: other data are open.
    pub fn forget(self) {
        self.stop();
        self.answered.set_value(None);
        self.found.set(None);
        self.flips.set(None);
        self.next.set_value(None);
    }

    /// Whether the answer that is there belongs to the present scenario. Tracked.
    pub fn is_fresh(self, state: State) -> bool {
        self.found.get().is_some_and(|found| same_question(&found.case.scenario, &state.scenario()))
    }

    /// How many rows the slides of the answer that is there have. Tracked.
    pub fn n_rows(self) -> Option<usize> {
        self.found.get().map(|found| sure_rows(found.sure(), self.setting.get()).len())
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
