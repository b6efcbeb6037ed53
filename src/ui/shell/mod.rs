//! What stands around the places: palette, shortcuts, messages, themes, tour, help.

mod actions;
mod help;
mod invite;
mod keys;
mod menu;
mod notices;
mod palette;
mod revisions;
mod save_scenario;
mod sheet;
pub(super) mod shell_state;
mod skeleton;
mod toast;
pub(super) mod toasts;
mod tour;

use leptos::prelude::*;
use web_sys::{Element, HtmlDialogElement, MouseEvent};

pub use actions::{FilePickers, perform};
pub use help::{Help, HelpCard};
pub use invite::Invitation;
pub use keys::listen;
pub use menu::{ActionButton, Menu};
pub use notices::Notices;
pub use palette::{Palette, PaletteButton};
pub use revisions::Revisions;
pub use save_scenario::SaveScenario;
pub use sheet::ShortcutSheet;
pub use skeleton::Skeleton;
pub use toast::ToastList;
pub use tour::Tour;

use super::state::{Place, State};
use crate::web::page;

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
