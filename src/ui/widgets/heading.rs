//! The bar at the top: what is open, undo, scenario, data, language.

use leptos::html::{Details, Input};
use leptos::prelude::*;

use crate::text::{Language, Msg};
use crate::ui::loading;
use crate::ui::meeting::MeetingButtons;
use crate::ui::state::{Checked, use_state};
use crate::web::download;

/// The bar at the top.
#[component]
pub fn Heading() -> impl IntoView {
    let state = use_state();
    let switch = move |_| {
        state.language.update(|language| {
            *language = if *language == Language::Fa { Language::En } else { Language::Fa };
        });
    };
    view! {
        <header class="top">
            <span class="logo">{move || state.words().say(Msg::AppName)}</span>
            <OpenSnapshot/>
            <span class="grow"></span>
            <button class="icon" data-testid="undo" disabled=move || !state.can_undo() on:click=move |_| state.undo()
                aria-label=move || state.words().say(Msg::Undo) title=move || state.words().say(Msg::Undo)>"↶"</button>
            <button class="icon" data-testid="redo" disabled=move || !state.can_redo() on:click=move |_| state.redo()
                aria-label=move || state.words().say(Msg::Redo) title=move || state.words().say(Msg::Redo)>"↷"</button>
            <ScenarioMenu/>
            <OpenData/>
            <MeetingButtons/>
            <button data-testid="language" lang=move || other(state.language.get()).code() on:click=switch
                title=move || state.words().say(Msg::LanguageSwitchLabel)>
                {move || state.words().say(Msg::LanguageSwitch)}
            </button>
        </header>
    }
}

fn other(language: Language) -> Language {
    if language == Language::Fa { Language::En } else { Language::Fa }
}

/// Title, period, size and the synthetic mark of what is open.
#[component]
fn OpenSnapshot() -> impl IntoView {
    let state = use_state();
    move || {
        let (words, loaded) = (state.words(), state.loaded()?);
        let snapshot = &loaded.snapshot;
        let period = state.both().map_or(snapshot.latest_period(), |(_, outcome)| outcome.period);
        let period = snapshot.periods.get(period).map(|period| words.label(&period.name)).unwrap_or_default();
        let count = words.fill(
            Msg::CountTag,
            &[("n", &words.int(snapshot.n_areas())), ("unit", &words.area_level(snapshot))],
        );
        let synthetic = snapshot.header.synthetic;
        Some(view! {
            <span class="title" data-testid="snapshot-title">{words.label(&snapshot.header.title)}</span>
            <span class="tag">{words.fill_one(Msg::PeriodTag, &period)}</span>
            <span class="tag">{count}</span>
            {synthetic.then(|| view! {
                <span class="tag synthetic" data-testid="synthetic" title=words.say(Msg::SyntheticLong)>
                    {words.say(Msg::Synthetic)}
                </span>
            })}
        })
    }
}

/// Saving, opening and resetting the scenario.
#[component]
fn ScenarioMenu() -> impl IntoView {
    let state = use_state();
    let menu = NodeRef::<Details>::new();
    let picker = NodeRef::<Input>::new();
    let close = move || shut(menu);
    let save = move |_| {
        let mut scenario = (*state.scenario_untracked().0).clone();
        // The file says which data it was made for, as soon as that is known.
        if let Checked::Done { hash, .. } = state.checked.get_untracked() {
            scenario.snapshot = Some(hash);
        }
        let text = scenario.to_json();
        let _ = download::download("negah.scenario.json", "application/json", text.as_bytes());
        close();
    };
    let reset = move |_| {
        let Some(loaded) = state.loaded_untracked() else { return };
        let fresh = crate::scenario::Scenario::equal_weights(&loaded.snapshot);
        state.edit(|scenario| *scenario = fresh);
        close();
    };
    let choose = move |_| pick(menu, picker);
    let name = move || {
        let words = state.words();
        let title = words.label(&state.scenario().title);
        words.fill_one(Msg::ScenarioMenu, &title)
    };
    view! {
        <details class="menu" node_ref=menu>
            <summary class="button" data-testid="scenario-menu">{name}" ▾"</summary>
            <div>
                <button data-testid="scenario-save" on:click=save>{move || state.words().say(Msg::ScenarioSave)}</button>
                <button data-testid="scenario-open" on:click=choose>{move || state.words().say(Msg::ScenarioOpen)}</button>
                <button data-testid="scenario-reset" on:click=reset>{move || state.words().say(Msg::ScenarioReset)}</button>
            </div>
        </details>
        <FilePicker node=picker testid="scenario-file"/>
    }
}

/// Opening a snapshot, or going back to the one that came with the page.
#[component]
fn OpenData() -> impl IntoView {
    let state = use_state();
    let menu = NodeRef::<Details>::new();
    let picker = NodeRef::<Input>::new();
    let close = move || shut(menu);
    let choose = move |_| pick(menu, picker);
    let back = move |_| {
        loading::open_demo(state);
        close();
    };
    view! {
        <details class="menu" node_ref=menu>
            <summary class="button" data-testid="data-menu">{move || state.words().say(Msg::DataMenu)}" ▾"</summary>
            <div>
                <button data-testid="open-data" on:click=choose>{move || state.words().say(Msg::OpenData)}</button>
                <button data-testid="open-demo" on:click=back>{move || state.words().say(Msg::OpenDemo)}</button>
            </div>
        </details>
        <FilePicker node=picker testid="data-file"/>
    }
}

/// Folds a menu away.
fn shut(menu: NodeRef<Details>) {
    if let Some(menu) = menu.get_untracked() {
        menu.set_open(false);
    }
}

/// Opens the browser's file dialog from a menu.
fn pick(menu: NodeRef<Details>, picker: NodeRef<Input>) {
    if let Some(picker) = picker.get_untracked() {
        picker.click();
    }
    shut(menu);
}

/// The browser's own file dialog; snapshots and scenarios are told apart by content.
#[component]
fn FilePicker(
    /// The hidden input.
    node: NodeRef<Input>,
    /// Test identifier.
    testid: &'static str,
) -> impl IntoView {
    let state = use_state();
    let changed = move |_| {
        let Some(input) = node.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            loading::open_user_file(state, file);
        }
        // The same file may be chosen again after it was mended.
        input.set_value("");
    };
    view! {
        <input type="file" hidden node_ref=node data-testid=testid accept=".json,application/json" on:change=changed/>
    }
}
