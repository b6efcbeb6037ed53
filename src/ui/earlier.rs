//! The scenario in the period before.

use leptos::prelude::*;

use super::stages::stages;
use super::state::{Shared, State, shared};
use crate::insight::{Earlier, scenario_before};

/// The scenario in the period before, by stages of its own, so that a change there costs no more than it does here.
/// They live with who asks, and are worked only while somebody reads what comes of them.
pub fn earlier(state: State) -> Memo<Option<Shared<Earlier>>> {
    let before = Memo::new(move |_| {
        let (loaded, period) = state.data()?;
        scenario_before(&loaded.snapshot, &state.scenario(), period).map(shared)
    });
    let scenario = Signal::derive(move || before.get().unwrap_or_else(|| state.scenario()));
    let outcome = stages(Signal::derive(move || state.loaded()), scenario);
    Memo::new(move |_| {
        state.data()?;
        if before.read().is_none() {
            return Some(shared(Earlier::First));
        }
        Some(shared(match outcome.get()? {
            Ok(outcome) => Earlier::Run(outcome.0),
            Err(problems) => Earlier::Failed(problems),
        }))
    })
}
