//! A presentation under way: its screens, which of them is shown, and a trial of weights.

use leptos::prelude::*;

use super::act::{Act, Typed};
use super::deck_now;
use crate::case::Case;
use crate::document::Document;
use crate::ui::meeting::Mode;
use crate::ui::state::{Shared, State};
use crate::view::{Deck, Screen, screens};
use crate::web::page;

/// What the presentation knows; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Show {
    pub(super) state: State,
    /// The slides, fixed when it begins: a trial must not change which areas are shown.
    pub(super) deck: StoredValue<Deck>,
    pub(super) screens: Memo<Vec<Screen>>,
    /// Position of the screen shown; a trial may shorten the list for a while.
    pub(super) at: RwSignal<usize>,
    pub(super) black: RwSignal<bool>,
    pub(super) typed: RwSignal<Typed>,
    /// What a trial must bring back, and the result before it.
    held: StoredValue<Option<(Document, usize)>>,
    pub(super) before: RwSignal<Option<Shared<Case>>>,
}

impl Show {
    pub(super) fn new(state: State) -> Self {
        let deck = StoredValue::new(deck_now(state));
        let screens = Memo::new(move |_| {
            let Some(case) = state.case() else { return Vec::new() };
            let sure = state.robustness.is_fresh(state);
            // In a trial an older answer is no answer, but its slide must not vanish from under the count.
            let sure = sure || (state.meeting.trying.get() && state.robustness.found.read().is_some());
            let sure = state.robustness.n_rows().filter(|_| sure);
            deck.with_value(|deck| screens(deck, &case.snapshot, &case.outcome, sure))
        });
        Self {
            state,
            deck,
            screens,
            at: RwSignal::new(0),
            black: RwSignal::new(false),
            typed: RwSignal::new(Typed::default()),
            held: StoredValue::new(None),
            before: RwSignal::new(None),
        }
    }

    /// Position of the screen shown, within what there is.
    pub(super) fn position(self) -> usize {
        self.at.get().min(self.screens.read().len().saturating_sub(1))
    }

    pub(super) fn go(self, to: usize) {
        let last = self.screens.with_untracked(Vec::len).saturating_sub(1);
        self.at.set(to.min(last));
    }

    pub(super) fn trying(self) -> bool {
        self.state.meeting.trying.get_untracked()
    }

    /// Begins a trial, or ends it with everything as it was.
    pub(super) fn toggle_trial(self) {
        let state = self.state;
        if let Some((held, at)) = self.held.try_update_value(Option::take).flatten() {
            state.release(held);
            state.meeting.trying.set(false);
            self.before.set(None);
            self.at.set(at);
            page::focus("present-try");
        } else {
            self.held.set_value(state.hold().map(|held| (held, untrack(|| self.position()))));
            self.before.set(untrack(|| state.case()));
            state.meeting.trying.set(true);
        }
    }

    pub(super) fn leave(self) {
        if self.trying() {
            self.toggle_trial();
        }
        self.state.meeting.mode.set(Mode::Work);
    }

    /// One step back out: the black screen, then the trial, then the presentation.
    pub(super) fn escape(self) {
        if self.black.get_untracked() {
            self.black.set(false);
        } else if self.trying() {
            self.toggle_trial();
        } else {
            self.leave();
        }
    }

    /// Does what a key or a button asks for.
    pub(super) fn act(self, act: Act) {
        let at = untrack(|| self.position());
        if !matches!(act, Act::Black | Act::Escape) {
            self.black.set(false);
        }
        match act {
            Act::Next => self.go(at + 1),
            Act::Back => self.go(at.saturating_sub(1)),
            Act::First => self.go(0),
            Act::Last => self.go(usize::MAX),
            Act::Number(number) => self.go(number.saturating_sub(1)),
            Act::Black => self.black.update(|black| *black = !*black),
            Act::Try => self.toggle_trial(),
            Act::Escape => self.escape(),
        }
    }
}
