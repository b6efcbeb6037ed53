//! Saving the scenario to a file, under a name that is asked for.

use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use super::follow;
use crate::text::{Msg, isolate};
use crate::ui::late::live;
use crate::ui::saving::file_name_of_all;
use crate::ui::state::{State, use_state};
use crate::view::{name_fault, typed_title};
use crate::web::download;

/// The dialog that asks for the name; closed while nothing is saved.
#[component]
pub fn SaveScenario() -> impl IntoView {
    let state = use_state();
    let open = state.shell.saving;
    let (node, field) = (NodeRef::<Dialog>::new(), NodeRef::<Input>::new());
    let name = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<Msg>);
    Effect::new(move |_| {
        let open = open.get();
        if open {
            let proposed = state.scenario_untracked().title.get(state.language.get_untracked()).to_owned();
            name.set(proposed);
            fault.set(None);
        }
        if let Some(dialog) = node.get() {
            follow(&dialog, open);
        }
        // One may write over the proposal at once.
        if let Some(field) = field.get_untracked().filter(|_| open) {
            field.set_value(&name.get_untracked());
            field.select();
        }
    });
    let close = move |_| open.set(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        fault.set(name_fault(&typed, &state.scenario_untracked()));
        if fault.get_untracked().is_none() {
            save(state, &typed);
            open.set(false);
        }
    };
    let say = move |key: Msg| move || state.words().say(key);
    let based_on = move || {
        let scenario = state.scenario();
        scenario.note.as_ref().map(|note| state.words().label(note))
    };
    view! {
        <dialog class="lock-dialog" node_ref=node data-testid="save-scenario" aria-labelledby="save-scenario-title" on:close=live(move |_| open.set(false))>
            <form on:submit=submit>
                <div class="head">
                    <h2 id="save-scenario-title">{say(Msg::SaveNameTitle)}</h2>
                    <button type="button" data-testid="save-scenario-cancel" on:click=close>{say(Msg::Cancel)}</button>
                </div>
                <div class="body">
                    <label class="field"><span>{say(Msg::SaveNameLabel)}</span>
                        <input type="text" node_ref=field data-testid="save-scenario-name" autofocus=true prop:value=move || name.get()
                            aria-invalid=move || fault.get().is_some().to_string() aria-describedby="save-scenario-hint"
                            on:input=move |event| name.set(event_target_value(&event))/>
                    </label>
                    <p class="note" id="save-scenario-hint">{say(Msg::SaveNameHint)}</p>
                    <p class="small" data-testid="save-scenario-note">{based_on}</p>
                    <p class="note bad" role="alert" data-testid="save-scenario-fault" hidden=move || fault.get().is_none()>
                        {move || fault.get().map(|key| state.words().say(key))}
                    </p>
                    <div><button class="primary" type="submit" data-testid="save-scenario-save">{say(Msg::SaveNameSave)}</button></div>
                </div>
            </form>
        </dialog>
    }
}

/// Names the scenario, writes its file and says so.
fn save(state: State, typed: &str) {
    let words = state.words_now();
    let title = typed_title(typed, &state.scenario_untracked().title, words);
    let mut scenario = (*state.scenario_untracked().0).clone();
    scenario.title = title.clone();
    // The file says which data it was made for, as soon as that is known.
    if let Some(hash) = state.checked.read_untracked().hash() {
        scenario.snapshot = Some(hash.to_owned());
    }
    let file = file_name_of_all(state, "scenario", "scenario.json");
    if download::download(&file, "application/json", scenario.to_json().as_bytes()).is_ok() {
        let name = words.label(&title);
        state.saved_as(title);
        let values = [("name", name.as_str()), ("file", &isolate(&file))];
        state.toast.set(Some(words.fill(Msg::SaidSaved, &values)));
    }
}
