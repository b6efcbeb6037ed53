//! What stands around the places: palette, shortcuts, messages, themes, tour, help.

mod actions;
mod help;
mod invite;
mod keys;
mod menu;
mod palette;
mod save_scenario;
mod sheet;
mod skeleton;
mod toast;
mod tour;

use leptos::prelude::*;
use web_sys::{Element, HtmlDialogElement, MouseEvent};

pub use actions::{FilePickers, perform};
pub use help::{Help, HelpCard};
pub use invite::Invitation;
pub use keys::listen;
pub use menu::{ActionButton, Menu};
pub use palette::{Palette, PaletteButton};
pub use save_scenario::SaveScenario;
pub use sheet::ShortcutSheet;
pub use skeleton::Skeleton;
pub use toast::{ToastList, Toasts};
pub use tour::Tour;

use super::persist::Preferences;
use super::state::{Place, State};
use crate::view::help::Topic;
use crate::web::page;

/// The signals of the shell; copied freely.
#[derive(Clone, Copy)]
pub struct Shell {
    /// Whether the palette is open.
    pub palette: RwSignal<bool>,
    /// Whether the sheet of shortcuts is open.
    pub sheet: RwSignal<bool>,
    /// Whether the method is shown in sentences.
    pub methodology: RwSignal<bool>,
    /// Whether a name is asked for under which the scenario is saved.
    pub saving: RwSignal<bool>,
    /// What help is open on, and where its button stands: start, block start and block end, css pixels.
    pub help: RwSignal<Option<(&'static Topic, [f64; 3])>>,
    /// The step of the tour, from 0.
    pub tour: RwSignal<Option<usize>>,
    /// Whether the tour was taken or declined.
    pub toured: RwSignal<bool>,
    /// Whether the projector's theme was chosen, or another; `None`: the device decides.
    pub projector: RwSignal<Option<bool>>,
    /// Keys of the entries used last in the palette, the newest first.
    pub recent: RwSignal<Vec<String>>,
    /// Whether shortcuts of one key without Ctrl are on.
    pub single_keys: RwSignal<bool>,
}

impl Shell {
    /// As the reader left it.
    pub fn new(preferences: &Preferences) -> Self {
        let shell = Self {
            palette: RwSignal::new(false),
            sheet: RwSignal::new(false),
            methodology: RwSignal::new(false),
            saving: RwSignal::new(false),
            help: RwSignal::new(None),
            tour: RwSignal::new(None),
            toured: RwSignal::new(preferences.toured),
            projector: RwSignal::new(preferences.projector),
            recent: RwSignal::new(preferences.recent.clone()),
            single_keys: RwSignal::new(!preferences.no_single_keys),
        };
        page::set_theme(untrack(|| shell.is_projector()));
        shell
    }

    /// Whether the projector's theme is in force. Tracked.
    pub fn is_projector(self) -> bool {
        self.projector.get().unwrap_or_else(page::prefers_contrast)
    }
}

/// Takes a theme; canvases draw again with its colours.
fn set_theme(state: State, projector: bool) {
    page::set_theme(projector);
    state.shell.projector.set(Some(projector));
    state.fonts.update(|count| *count += 1);
}

/// Goes to a place, as its tab does.
pub fn go(state: State, place: Place) {
    state.place.set(place);
    page::set_fragment(place.id());
    page::focus("content");
}

/// Whether a click met the backdrop of a dialog rather than what stands in it.
fn on_backdrop(event: &MouseEvent) -> bool {
    event_target::<Element>(event).tag_name() == "DIALOG"
}

/// Opens and closes a dialog as a signal says. The browser gives the focus back.
pub fn follow(dialog: &HtmlDialogElement, open: bool) {
    match (open, dialog.open()) {
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    }
}
