//! The choices of method: five that everybody meets, and the rest behind «advanced».

use leptos::prelude::*;

use super::controls::{CoverageControl, CutControl, PeriodSelect, TierControl};
use super::setting_select::SettingSelect;
use crate::document::Command;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::{Setting, is_lifted, members};

/// The panel below the weights.
#[component]
pub fn MethodPanel() -> impl IntoView {
    let state = use_state();
    let lifted = Memo::new(move |_| is_lifted(&state.scenario()));
    view! {
        <section class="stack choices" data-testid="method" aria-labelledby="method-title">
            <h2 id="method-title">{move || state.words().say(Msg::MethodPanel)}</h2>
            <PeriodSelect/>
            <SettingSelect setting=Setting::Scale label=Msg::Normalisation testid="normalisation"/>
            <SettingSelect setting=Setting::Combine label=Msg::CombineDomains testid="combine"/>
            <Show when=move || lifted.get()>
                <p class="note" role="status" data-testid="lifted">{move || state.words().say(Msg::LiftedNote)}</p>
            </Show>
            <SettingSelect setting=Setting::Impute label=Msg::ImputeLabel testid="impute"/>
            <SettingSelect setting=Setting::Treat label=Msg::TreatLabel testid="treat"/>
            <CutControl/>
            <TierControl/>
            <details class="advanced" data-testid="method-advanced">
                <summary>{move || state.words().say(Msg::Advanced)}</summary>
                <div class="stack">
                    <SettingSelect setting=Setting::Inside label=Msg::CombineInside testid="inside"/>
                    <CoverageControl/>
                    <SettingSelect setting=Setting::Within label=Msg::WithinLabel testid="within"/>
                    <SettingSelect setting=Setting::Percentile label=Msg::PercentileLabel testid="percentile"/>
                    <SettingSelect setting=Setting::Tiers label=Msg::TiersKind testid="tiers-kind"/>
                    <FlatControls/>
                </div>
            </details>
        </section>
    }
}

/// The flat method with what belongs to it.
#[component]
fn FlatControls() -> impl IntoView {
    view! {
        <SettingSelect setting=Setting::Flat label=Msg::FlatLabel testid="flat"/>
        <Members/>
        <SettingSelect setting=Setting::Basis label=Msg::Basis testid="basis"/>
        <SettingSelect setting=Setting::Preference label=Msg::Preference testid="preference"/>
        <SettingSelect setting=Setting::Weighted label=Msg::FlatWeighting testid="weighted"/>
    }
}

/// The methods that a Borda or Copeland of methods joins.
#[component]
fn Members() -> impl IntoView {
    let state = use_state();
    let shown = Memo::new(move |_| members(&state.scenario(), state.words()));
    let keys = Memo::new(move |_| shown.read().iter().map(|own| own.0.clone()).collect::<Vec<_>>());
    let option = move |key: String| {
        let (testid, toggled) = (format!("member-{key}"), key.clone());
        let own = Memo::new(move |_| shown.read().iter().find(|own| own.0 == key).cloned());
        let joined = move || own.get().is_some_and(|own| own.2);
        let changed = move |event: leptos::ev::Event| {
            state.edit(&Command::ToggleMember { key: toggled.clone() });
            // The last one stays joined, whatever was clicked.
            event_target::<web_sys::HtmlInputElement>(&event).set_checked(untrack(joined));
        };
        view! {
            <label class="check small">
                <input type="checkbox" data-testid=testid prop:checked=joined on:change=live(changed)/>
                {move || own.get().map(|own| own.1)}
            </label>
        }
    };
    view! {
        <Show when=move || !keys.read().is_empty()>
            <fieldset class="field" data-testid="members">
                <legend class="small">{move || state.words().say(Msg::FlatMembers)}</legend>
                <For each=move || keys.get() key=Clone::clone children=option/>
            </fieldset>
        </Show>
    }
}
