//! What a tab remembers of the work besides the session: the way back and forth, marks, what is compared. So a reload, after a
//! panic too, finds everything as it was. It ends with the tab, as undo does.

use std::sync::Arc;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::late::{Rest, on_window};
use super::state::{Loaded, Reference, State, shared};
use crate::document::{History, Step};
use crate::json;
use crate::scenario::Scenario;
use crate::web::{page, storage};

/// So many steps either way are remembered at first; fewer where they find no room.
const STEPS: usize = 60;
/// So long after a change it is written, milliseconds: scenarios are long, and changes come close together.
const WAIT: u32 = 400;

/// A step of the way.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
struct KeptStep {
    scenario: Scenario,
    /// What its name is true of; absent: the trail's own base, which most steps share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Scenario>,
}

impl KeptStep {
    fn of(step: &Step, base: &Scenario) -> Self {
        let own = (*step.base != *base).then(|| (*step.base.0).clone());
        Self { scenario: (*step.scenario.0).clone(), base: own }
    }

    fn step(self, base: &Scenario) -> Step {
        let own = self.base.unwrap_or_else(|| base.clone());
        Step { scenario: shared(self.scenario), base: shared(own) }
    }
}

/// The way and the marks, by the codes of the areas.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize)]
#[serde(default)]
struct Trail {
    /// The scenario that the way leads to.
    now: Option<Scenario>,
    /// Its base.
    base: Option<Scenario>,
    past: Vec<KeptStep>,
    future: Vec<KeptStep>,
    marked: Vec<String>,
    compared: Vec<String>,
    /// The scenario kept for comparison, if one is.
    kept: Option<Scenario>,
    /// The period compared with, if one is.
    period: Option<String>,
}

fn key(fingerprint: &str) -> String {
    format!("negah.trail.{}.{fingerprint}", page::path())
}

/// The last steps, in their order.
fn last_steps(list: &[Step], base: &Scenario, most: usize) -> Vec<KeptStep> {
    list[list.len().saturating_sub(most)..].iter().map(|own| KeptStep::of(own, base)).collect()
}

impl Trail {
    fn of(state: State, loaded: &Loaded, most: usize) -> Self {
        let code = |at: &usize| loaded.snapshot.areas.code.get(*at).cloned();
        let base = state.base();
        let History { past, future } = state.history();
        let [past, future] = [past, future].map(|list| last_steps(&list, &base, most));
        let (kept, period) = match state.reference.get() {
            Reference::Equal => (None, None),
            Reference::Kept(scenario) => (Some((*scenario.0).clone()), None),
            Reference::Period(period) => (None, Some(period)),
        };
        Self {
            now: Some((*state.scenario().0).clone()),
            base: Some((*base.0).clone()),
            past,
            future,
            marked: state.marked.get().iter().filter_map(code).collect(),
            compared: state.compared.get().iter().filter_map(code).collect(),
            kept,
            period,
        }
    }
}

/// Writes the trail of what is open, as much of it as finds room.
fn write(state: State) {
    let Some(loaded) = state.loaded_untracked() else { return };
    if state.meeting.trying.get_untracked() {
        return;
    }
    let mut most = STEPS;
    while !storage::save_for_tab(
        &key(&loaded.fingerprint),
        &json::write(&untrack(|| Trail::of(state, &loaded, most))),
    ) {
        if most == 0 {
            return storage::forget_for_tab(&key(&loaded.fingerprint));
        }
        most /= 2;
    }
}

/// Remembers the trail, a moment after it has changed and when the page goes.
pub fn remember(state: State) {
    let rest = Rest::new();
    Effect::new(move |_| {
        // A control that is moved changes the scenario many times a second.
        if state.loaded().is_none() || state.is_moving() {
            return;
        }
        state.track_work();
        rest.begin(WAIT, move || write(state));
    });
    on_window("pagehide", move |_| write(state));
}

/// Brings back what the tab remembers of data that have just been opened. `strict`: only where it led to the very scenario that is
/// open; else the scenario that it led to is one step back.
pub fn restore(state: State, loaded: &Loaded, strict: bool) {
    let text = loaded.names().find_map(|name| storage::load_for_tab(&key(name)));
    let Some(trail) = text.and_then(|text| json::read::<Trail>(&text).ok()) else { return };
    let same = trail.now.as_ref() == Some(&*state.scenario_untracked().0);
    if strict && !same {
        return;
    }
    let base = trail.base.unwrap_or_else(|| (*untrack(|| state.base()).0).clone());
    let mut past = trail.past;
    let mut future = trail.future;
    if !same {
        past.extend(trail.now.map(|scenario| KeptStep { scenario, base: None }));
        future.clear();
    }
    let [past, future] = [past, future].map(|list| list.into_iter().map(|own| own.step(&base)).collect());
    state.retrace(History { past, future });
    let position = |code: &String| loaded.snapshot.areas.position(code);
    let mut marked: Vec<usize> = trail.marked.iter().filter_map(position).collect();
    marked.sort_unstable();
    marked.dedup();
    state.marked.set(Arc::new(marked));
    state.add_compared(trail.compared.iter().filter_map(position));
    let known = |period: &String| loaded.snapshot.period_idx(period).is_some();
    state.reference.set(match (trail.kept, trail.period.filter(known)) {
        (Some(scenario), _) => Reference::Kept(shared(scenario)),
        (None, Some(period)) => Reference::Period(period),
        (None, None) => Reference::Equal,
    });
}
