//! The bar at the top: what is open, the palette, undo, and the menus made of the actions.

use leptos::prelude::*;

use crate::text::{Language, Msg};
use crate::ui::meeting::MeetingButtons;
use crate::ui::shell::{ActionButton, FilePickers, Menu, PaletteButton, perform};
use crate::ui::state::use_state;

/// The bar at the top. On a narrow screen its tools fold into one menu.
#[component]
pub fn Heading() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let say = move |key: Msg| move || state.words().say(key);
    let fixed = move |key: Msg| Signal::derive(move || state.words().say(key).to_owned());
    let scenario = move || {
        let words = state.words();
        let title = words.label(&state.scenario().title);
        words.fill_one(Msg::ScenarioMenu, &title)
    };
    // Once a tool was used, the tools have served; a menu among them opens on.
    let served = move |event: leptos::ev::MouseEvent| {
        let summary = event_target::<web_sys::Element>(&event).closest("summary").ok().flatten();
        if summary.is_none() {
            open.set(false);
        }
    };
    view! {
        <div class="top-box"><header class="top">
            <span class="logo">{say(Msg::AppName)}</span>
            <OpenSnapshot/>
            <span class="grow"></span>
            <PaletteButton/>
            <MeetingButtons/>
            <button data-testid="language" lang=move || state.language.get().other().code() on:click=move |_| perform(state, "language")
                title=say(Msg::LanguageSwitchLabel)>
                {say(Msg::LanguageSwitch)}
            </button>
            <button class="icon more" data-testid="tools-toggle" aria-expanded=move || open.get().to_string() aria-controls="tools"
                aria-label=say(Msg::ToolsMenu) title=say(Msg::ToolsMenu) on:click=move |_| open.update(|open| *open = !*open)>"⋯"</button>
            <div class="tools" id="tools" class:open=open on:click=served>
                <span class="pair">
                    <ActionButton id="undo" sign="↶"/>
                    <ActionButton id="redo" sign="↷"/>
                </span>
                <Menu label=move || view! { <span class="name">{scenario}</span>" ▾" } name=Signal::derive(scenario)
                    testid="scenario-menu" actions=&["scenario-save", "scenario-open", "scenario-reset", "work-save", "revisions"]/>
                <Menu label=move || view! { {say(Msg::DataMenu)}" ▾" } name=fixed(Msg::DataMenu)
                    testid="data-menu" actions=&["open-data", "open-demo"]/>
                <Menu label=move || view! { <span class="wide-name">{say(Msg::ViewMenu)}</span>
                        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/><path class="half" d="M8 2a6 6 0 0 1 0 12z"/></svg> }
                    name=fixed(Msg::ViewMenu) sign=true testid="view-menu" actions=&["theme-light", "theme-projector", "print"]/>
                <Menu label=move || view! { <span class="wide-name">{say(Msg::HelpMenu)}</span>
                        <b class="sign" aria-hidden="true">{move || if state.language.get() == Language::Fa { "؟" } else { "?" }}</b> }
                    name=fixed(Msg::HelpMenu) sign=true testid="help-menu" actions=&["tour", "keys", "act-methodology"]/>
            </div>
            <FilePickers/>
        </header></div>
    }
}

/// Title, period, size and the synthetic mark of what is open.
#[component]
fn OpenSnapshot() -> impl IntoView {
    let state = use_state();
    move || {
        let (words, loaded) = (state.words(), state.loaded()?);
        let snapshot = &loaded.snapshot;
        let count = words.fill(
            Msg::CountTag,
            &[("n", &words.int(snapshot.n_areas())), ("unit", &words.area_level(snapshot))],
        );
        let synthetic = snapshot.header.synthetic;
        let title = words.label(&snapshot.header.title);
        Some(view! {
            <span class="title" data-testid="snapshot-title" title=title.clone()>{title.clone()}</span>
            <span class="tag">{words.fill_one(Msg::PeriodTag, &state.period_name())}</span>
            <span class="tag of-count">{count}</span>
            {synthetic.then(|| view! {
                <span class="tag synthetic" data-testid="synthetic" title=words.say(Msg::SyntheticLong)>
                    {words.say(Msg::Synthetic)}
                </span>
            })}
        })
    }
}
