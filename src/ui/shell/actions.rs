//! Everything the page can do, in one table: palette, menus, tooltips and the sheet of shortcuts are made of it.
//!
//! A new command is one line here; a menu takes it up by its name.

use leptos::html::Input;
use leptos::prelude::*;

use super::{go, set_theme};
use crate::document::Command;
use crate::filter::Filter;
use crate::scenario::Scenario;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::loading;
use crate::ui::meeting::{Mode, save_meeting};
use crate::ui::recovery::save_present_work;
use crate::ui::state::{Place, State, use_state};
use crate::ui::widgets::save_workbook;
use crate::web::page;

/// Something the page can do.
#[derive(Clone, Copy)]
pub struct Action {
    /// Its name in menus, in the memory of the palette and in tests.
    pub id: &'static str,
    /// Its name for people.
    pub label: Msg,
    /// The strokes that do it, parted by spaces, the one shown first; see [`super::keys::stroke`]. May be empty.
    pub keys: &'static str,
    /// Does it.
    pub run: fn(State),
    /// Whether it would do anything now. Tracked.
    pub ready: fn(State) -> bool,
}

impl Action {
    const fn new(id: &'static str, label: Msg, keys: &'static str, run: fn(State)) -> Self {
        Self { id, label, keys, run, ready: |_| true }
    }

    const fn when(self, ready: fn(State) -> bool) -> Self {
        Self { ready, ..self }
    }

    /// The stroke shown, in the keys of this keyboard; empty without one.
    pub fn shown_keys(self) -> &'static str {
        self.keys.split(' ').next().unwrap_or_default()
    }
}

const fn action(id: &'static str, label: Msg, keys: &'static str, run: fn(State)) -> Action {
    Action::new(id, label, keys, run)
}

fn has_data(state: State) -> bool {
    state.loaded().is_some()
}

fn has_filter(state: State) -> bool {
    state.scenario().filter != Filter::default()
}

/// The table.
pub static ACTIONS: &[Action] = &[
    action("palette", Msg::PaletteOpen, "Ctrl+K", |state| state.shell.palette.update(|open| *open = !*open)),
    action("undo", Msg::Undo, "Ctrl+Z", State::undo).when(State::can_undo),
    action("redo", Msg::Redo, "Ctrl+Shift+Z Ctrl+Y", State::redo).when(State::can_redo),
    action("scenario-save", Msg::ScenarioSave, "Ctrl+S", |state| state.shell.saving.set(true)).when(has_data),
    action("scenario-open", Msg::ScenarioOpen, "", |_| page::click("pick-scenario")).when(has_data),
    action("scenario-reset", Msg::ScenarioReset, "", reset).when(has_data),
    action("work-save", Msg::WorkSave, "", save_present_work).when(has_data),
    action("revisions", Msg::Revisions, "", |state| state.recovery.is_shown.set(true)).when(has_data),
    action("act-equal", Msg::ActEqual, "", equal).when(has_data),
    action("act-clear", Msg::FiltersClear, "", clear_filters).when(has_filter),
    action("open-data", Msg::OpenData, "Ctrl+O", |_| page::click("pick-data")),
    action("open-demo", Msg::OpenDemo, "", loading::open_demo),
    action("act-methodology", Msg::Methodology, "", |state| state.shell.methodology.set(true)).when(has_data),
    action("act-sure", Msg::ActSure, "", sure).when(has_data),
    action("act-xlsx", Msg::SaveXlsx, "", save_workbook).when(has_data),
    action("act-meeting", Msg::MeetingSave, "", save_meeting)
        .when(|state| has_data(state) && !state.meeting.saving.get()),
    action("act-slides", Msg::Slides, "", |state| state.meeting.mode.set(Mode::Arranging)).when(has_data),
    action("act-present", Msg::Present, "Alt+P", |state| state.meeting.mode.set(Mode::Presenting))
        .when(has_data),
    action("print", Msg::PrintPlace, "Ctrl+P", |_| page::print()).when(has_data),
    action("language", Msg::LanguageSwitchLabel, "", switch_language),
    action("theme-light", Msg::ThemeLight, "", |state| set_theme(state, false))
        .when(|state| state.shell.is_projector()),
    action("theme-projector", Msg::ThemeProjector, "", |state| set_theme(state, true))
        .when(|state| !state.shell.is_projector()),
    action("tour", Msg::TourStart, "", super::tour::start).when(has_data),
    action("keys", Msg::KeysTitle, "?", |state| state.shell.sheet.set(true)),
];

/// An action by its name.
pub fn find(id: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|action| action.id == id)
}

/// Does an action by its name, if it would do anything now.
pub fn perform(state: State, id: &str) {
    if let Some(action) = find(id).filter(|action| untrack(|| (action.ready)(state))) {
        (action.run)(state);
    }
}

fn reset(state: State) {
    let Some(loaded) = state.loaded_untracked() else { return };
    let fresh = Scenario::equal_weights(&loaded.snapshot);
    state.adopt_saying(state.words_now().say(Msg::SaidReset).to_owned(), (fresh.clone(), fresh));
}

/// Makes the weights of every group equal.
fn equal(state: State) {
    let said = state.words_now().say(Msg::SaidEqual).to_owned();
    state.edit_saying(said, &Command::EqualiseWeights);
}

fn clear_filters(state: State) {
    let said = state.words_now().say(Msg::SaidCleared).to_owned();
    state.edit_saying(said, &Command::SetFilter(Filter::default()));
}

fn sure(state: State) {
    go(state, Place::Robustness);
    state.robustness.start(state);
}

fn switch_language(state: State) {
    state.language.update(|language| *language = language.other());
}

/// The browser's own file dialogs, opened by the actions; snapshots and scenarios are told apart by content.
#[component]
pub fn FilePickers() -> impl IntoView {
    let state = use_state();
    let picker = |id: &'static str, testid: &'static str| {
        let node = NodeRef::<Input>::new();
        let changed = move |_| {
            let Some(input) = node.get_untracked() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                loading::open_user_file(state, file);
            }
            // The same file may be chosen again after it was mended.
            input.set_value("");
        };
        view! {
            <input type="file" hidden id=id node_ref=node data-testid=testid accept=".json,application/json" on:change=live(changed)/>
        }
    };
    view! {
        {picker("pick-scenario", "scenario-file")}
        {picker("pick-data", "data-file")}
    }
}
