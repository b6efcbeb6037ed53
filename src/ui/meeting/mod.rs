//! The meeting: its slides, the file that goes along, later work in it.

mod file;
mod offer;

use leptos::prelude::*;

use super::persist::Session;
use crate::view::Deck;

pub use file::{MeetingButtons, save_meeting};
pub use offer::Offer;

/// What of the meeting covers the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Nothing: the page is at work.
    #[default]
    Work,
    /// The slides are being arranged.
    Arranging,
    /// The slides are shown.
    Presenting,
    /// The slides as sheets for the printer; with the presenter's notes or without.
    Sheets(bool),
}

/// The signals of the meeting; copied freely.
#[derive(Clone, Copy)]
pub struct Meeting {
    /// The slides as someone arranged them; empty for those made from what is shown.
    pub deck: RwSignal<Deck>,
    /// Later work in the same meeting file, until it is taken or refused.
    pub offer: RwSignal<Option<Session>>,
    /// Whether the room only tries weights out: nothing of it is kept.
    pub trying: RwSignal<bool>,
    /// What covers the page.
    pub mode: RwSignal<Mode>,
    /// Whether the meeting file is being written.
    pub saving: RwSignal<bool>,
}

impl Meeting {
    /// No slides of one's own, nothing shown.
    pub fn new() -> Self {
        Self {
            deck: RwSignal::new(Deck::new()),
            offer: RwSignal::new(None),
            trying: RwSignal::new(false),
            mode: RwSignal::new(Mode::Work),
            saving: RwSignal::new(false),
        }
    }

    /// Forgets everything: other data are open.
    pub fn forget(self) {
        self.deck.set(Deck::new());
        self.offer.set(None);
        self.trying.set(false);
        self.mode.set(Mode::Work);
    }
}
