//! The signals of the shell.

use leptos::prelude::*;

use crate::ui::persist::Preferences;
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
