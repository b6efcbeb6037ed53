//! How sure the list is: asked, under way, answered, and whether the answer still belongs to the scenario.

use leptos::prelude::*;

use crate::case::Case;
use crate::pipeline::{Shared, shared};
use crate::sensitivity::{Reasons, Robustness, Setting, ValueFlip, WeightFlip};
use crate::task::{Reply, Request};
use crate::text::{Language, Msg};
use crate::view::{Sure, sure_rows};
use crate::web::worker::{Asked, Client};

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
    pub(super) case: Shared<Case>,
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
pub struct RobustnessState {
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
    pub(super) worker: StoredValue<Client, LocalStorage>,
    pub(super) running: StoredValue<Option<Asked>, LocalStorage>,
    /// The changes under way.
    looked_for: StoredValue<Option<Asked>, LocalStorage>,
}

impl RobustnessState {
    /// Nothing asked of the worker.
    pub fn new(worker: StoredValue<Client, LocalStorage>) -> Self {
        Self {
            phase: RwSignal::default(),
            setting: RwSignal::new(Setting::PlusMinus),
            found: RwSignal::new(None),
            flips: RwSignal::new(None),
            next: StoredValue::new(None),
            worker,
            running: StoredValue::new_local(None),
            looked_for: StoredValue::new_local(None),
        }
    }

    /// Takes in what comes of the question about a case.
    pub(super) fn hear(self, case: &Shared<Case>, reply: Reply) {
        match reply {
            Reply::Progress { done, total, error } => {
                self.phase.set(Phase::Working(done as f64 / total.max(1) as f64, error));
            }
            Reply::Robustness(robustness, reasons) => {
                self.running.set_value(None);
                self.looked_for.set_value(None);
                self.flips.set(None);
                self.next.set_value(None);
                let (case, robustness) = (case.clone(), *robustness);
                self.found.set(Some(shared(Found { case, robustness, reasons })));
                self.phase.set(Phase::Idle);
            }
            other => self.fail(other),
        }
    }

    /// Says why nothing comes of the work, if that is what was answered.
    fn fail(self, reply: Reply) {
        let broken = || vec![[Language::Fa, Language::En].map(|own| Msg::WorkBroken.text(own).to_owned())];
        match reply {
            Reply::Failed(reasons) => self.phase.set(Phase::Failed(reasons)),
            Reply::Broken => self.phase.set(Phase::Failed(broken())),
            _ => {}
        }
    }

    /// Takes in what comes of the changes looked for.
    fn hear_flips(self, area: usize, reply: Reply) {
        match reply {
            Reply::WeightFlips(found) => self.add(area, |own| own.weights = Some(found)),
            Reply::ValueFlip(found) => self.add(area, |own| own.values.extend(found)),
            Reply::FlipsDone => {
                self.add(area, |own| own.done = true);
                let next = self.next.try_update_value(Option::take).flatten();
                if let Some(next) = next {
                    self.ask_flips(next);
                }
            }
            // A worker that was lost begins anew.
            Reply::Progress { .. } => self.add(area, |own| (own.weights, own.values) = (None, Vec::new())),
            other => {
                // Nothing waits for an answer that does not come.
                self.flips.set(None);
                self.next.set_value(None);
                self.fail(other);
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
        let Some(found) = self.found.get_untracked() else { return };
        let request = Request::Flips { scenario: Box::new((*found.case.scenario).clone()), area };
        let hear = move |reply| self.hear_flips(area, reply);
        self.looked_for.set_value(Some(self.worker.with_value(|own| own.ask(request, hear))));
    }

    /// Stops what is under way; an answer that is there stays.
    pub fn stop(self) {
        self.running.set_value(None);
        self.phase.set(Phase::Idle);
    }

    /// Forgets everything: other data are open.
    pub fn forget(self) {
        self.stop();
        self.looked_for.set_value(None);
        self.found.set(None);
        self.flips.set(None);
        self.next.set_value(None);
    }

    /// How many rows the slides of the answer that is there have. Tracked.
    pub fn n_rows(self) -> Option<usize> {
        self.found.get().map(|found| sure_rows(found.sure(), self.setting.get()).len())
    }
}
