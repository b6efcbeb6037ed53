//! One choice of method: a select, its sentence, and the numbers that belong to it.

use leptos::prelude::*;

use crate::document::{Command, Refused};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::view::help::setting_topic;
use crate::view::{Refusal, Setting, params, setting_view};

/// The control of a setting; absent where the setting means nothing now.
#[component]
pub fn SettingSelect(
    /// Which setting.
    setting: Setting,
    /// What it is called.
    label: Msg,
    /// Test identifier.
    testid: &'static str,
) -> impl IntoView {
    let state = use_state();
    let shown = Memo::new(move |_| {
        let Some(loaded) = state.loaded() else { return Default::default() };
        setting_view(setting, &loaded.snapshot, &state.scenario(), state.words())
    });
    let options = move || {
        let shown = shown.get();
        let option = |(key, name): (String, String)| {
            let selected = key == shown.chosen;
            view! { <option value=key selected=selected>{name}</option> }
        };
        shown.offers.into_iter().map(option).collect_view()
    };
    let changed = move |event| {
        let key = event_target_value(&event);
        let words = state.words_now();
        let offers = shown.read_untracked().offers.clone();
        let name = offers.into_iter().find(|(own, _)| *own == key).map(|(_, name)| name).unwrap_or_default();
        let said = words.fill(Msg::SaidSetting, &[("setting", words.say(label)), ("choice", &name)]);
        state.edit_saying(said, &Command::Choose { setting, key });
    };
    view! {
        <Show when=move || !shown.read().offers.is_empty()>
            <div class="field helped">
                {setting_topic(setting).map(|topic| view! { <Help topic=topic/> })}
                <label class="field">
                    <span>{move || state.words().say(label)}</span>
                    <select data-testid=testid on:change=live(changed)>{options}</select>
                    <small class="small">{move || shown.get().hint}</small>
                </label>
            </div>
            <ParamFields setting=setting/>
        </Show>
    }
}

/// The numbers of the choice in force.
#[component]
fn ParamFields(setting: Setting) -> impl IntoView {
    let state = use_state();
    let shown = Memo::new(move |_| params(setting, &state.scenario(), state.words()));
    let keys = Memo::new(move |_| shown.read().iter().map(|param| param.key).collect::<Vec<_>>());
    let field = move |key: &'static str| {
        let own = Memo::new(move |_| shown.read().iter().find(|param| param.key == key).cloned());
        let value = move || own.get().map(|own| own.shown).unwrap_or_default();
        let fault = RwSignal::new(None::<(String, Refusal)>);
        let typed = move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            match state.apply(&Command::SetParam { setting, key, text: text.clone() }) {
                Ok(()) => fault.set(None),
                Err(Refused::Number(why)) => fault.set(Some((text, why.into()))),
            }
            event_target::<web_sys::HtmlInputElement>(&event).set_value(&untrack(value));
        };
        let said = move || fault.get().map(|(text, why)| why.text(&text, state.words()));
        let remark = format!("param-{key}-fault");
        let described = remark.clone();
        // Lists need the whole line.
        let list = matches!(key, "bounds" | "shares");
        view! {
            <label class:line=!list class:field=list>
                <span class="small grow">{move || own.get().map(|own| own.label)}</span>
                <input type="text" inputmode="decimal" class:number=!list data-testid=format!("param-{key}")
                    aria-label=move || own.get().map(|own| own.label) aria-invalid=move || fault.read().is_some().then_some("true")
                    aria-describedby=move || fault.read().is_some().then(|| described.clone()) prop:value=value on:change=live(typed)/>
                {move || said().map(|text| view! {
                    <small class="small fault" role="alert" id=remark.clone() data-testid=remark.clone()>{text}</small>
                })}
            </label>
        }
    };
    view! { <For each=move || keys.get() key=|key| *key children=field/> }
}
