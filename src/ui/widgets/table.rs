//! Small shared pieces of tables and selects.

use leptos::prelude::*;

use crate::document::Command;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::go;
use crate::ui::state::{Place, State, use_state};
use crate::view::{MeasureChoice, Mend, measure_choices, measure_label, mends, problem_texts};

/// A name that selects its area and opens its profile.
#[component]
pub fn AreaLink(
    /// Position of the area.
    area: usize,
    /// Its name.
    name: String,
) -> impl IntoView {
    let state = use_state();
    view! {
        <button class="quiet" on:click=move |_| show_profile(state, area)>{name}</button>
    }
}

/// Opens the profile of an area.
pub fn show_profile(state: State, area: usize) {
    state.selected.set(Some(area));
    go(state, Place::Profile);
}

/// Why there is no result, with the next step.
#[component]
pub fn Problems() -> impl IntoView {
    let state = use_state();
    let list = move || {
        let problems = state.outcome().and_then(Result::err)?;
        let texts =
            problem_texts(&problems, &state.loaded()?.snapshot, &state.scenario().index, state.words());
        let items: Vec<_> = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect();
        let offered = mends(&problems, &state.scenario());
        let mend = |mend: Mend| {
            let testid = format!("mend-{}", mend.key());
            view! {
                <button class="primary" data-testid=testid on:click=move |_| state.edit(&Command::Mend(mend))>
                    {state.words().say(mend.words())}
                </button>
            }
        };
        Some(view! {
            <section class="card empty" role="alert" data-testid="problems">
                <h1>{state.words().say(Msg::ErrorScenario)}</h1>
                <ul class="stack">{items}</ul>
                <div class="line">
                    {offered.into_iter().map(mend).collect_view()}
                    <button on:click=move |_| state.undo() disabled=move || !state.can_undo()>
                        {move || state.words().say(Msg::Undo)}
                    </button>
                </div>
            </section>
        })
    };
    view! { {list} }
}

/// Chooses what a map or chart shows.
#[component]
pub fn MeasureSelect(
    /// The choice.
    choice: RwSignal<MeasureChoice>,
    /// What the choice is for.
    label: Msg,
    /// Test identifier.
    testid: &'static str,
) -> impl IntoView {
    let state = use_state();
    let options = move || {
        let case = state.case()?;
        let (words, snapshot) = (state.words(), &case.snapshot);
        let chosen = choice.get().key(snapshot);
        let option = |one: MeasureChoice| {
            let key = one.key(snapshot);
            let selected = key == chosen;
            view! { <option value=key selected=selected>{measure_label(&case, &one, words)}</option> }
        };
        Some(measure_choices(&case).into_iter().map(option).collect_view())
    };
    let changed = move |event| {
        if let Some(loaded) = state.loaded_untracked() {
            choice.set(MeasureChoice::from_key(&loaded.snapshot, &event_target_value(&event)));
        }
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(label)}</span>
            <select data-testid=testid on:change=live(changed)>{options}</select>
        </label>
    }
}
