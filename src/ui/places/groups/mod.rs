//! گروه‌ها: areas put together: how a measure spreads, groups crossed, inequality, groups beside indicators.

mod brush;
mod choices;
mod controls;
mod heat;
mod marked_areas;
mod pivot;
mod sharing;
mod spread;

pub use choices::GroupsChoices;

use leptos::prelude::*;

use crate::text::{Language, Msg};
use crate::ui::state::use_state;
use crate::ui::widgets::Problems;
use crate::web::page;
use choices::{Part, use_choices};

/// The groups place.
#[component]
pub fn GroupsPlace() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    if let Some(loaded) = state.loaded_untracked() {
        choices.fit(&loaded.fingerprint);
    }
    let fine = Memo::new(move |_| state.case().is_some());
    let part = move || match choices.part.get() {
        Part::Spread => spread::part().into_any(),
        Part::Pivot => pivot::part().into_any(),
        Part::Sharing => sharing::part().into_any(),
        Part::Heat => heat::part().into_any(),
    };
    view! {
        <div class="stack" data-testid="groups">
            {tabs()}
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                <div id="groups-part" class="stack" role="tabpanel" aria-labelledby=move || tab_id(choices.part.get())>
                    {part}
                    {marked_areas::marks()}
                </div>
            </Show>
        </div>
    }
}

fn tab_id(part: Part) -> &'static str {
    Part::ALL.iter().find(|own| own.0 == part).map_or("", |own| own.2)
}

/// The parts as tabs: arrow keys go from one to the next, in the direction of reading.
fn tabs() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let step = move |event: web_sys::KeyboardEvent| {
        let forward = if state.language.get_untracked() == Language::Fa { "ArrowLeft" } else { "ArrowRight" };
        let now = Part::ALL.iter().position(|own| own.0 == choices.part.get_untracked()).unwrap_or(0);
        let last = Part::ALL.len() - 1;
        let next = match event.key().as_str() {
            "Home" => 0,
            "End" => last,
            key if key == forward => (now + 1) % Part::ALL.len(),
            "ArrowLeft" | "ArrowRight" => now.checked_sub(1).unwrap_or(last),
            _ => return,
        };
        event.prevent_default();
        choices.part.set(Part::ALL[next].0);
        page::focus(Part::ALL[next].2);
    };
    let tab = move |(part, name, id): (Part, Msg, &'static str)| {
        let chosen = move || choices.part.get() == part;
        view! {
            <button role="tab" id=id data-testid=id aria-selected=move || chosen().to_string() aria-controls="groups-part"
                tabindex=move || if chosen() { "0" } else { "-1" } on:click=move |_| choices.part.set(part)>
                {move || state.words().say(name)}
            </button>
        }
    };
    view! {
        <div class="subtabs" role="tablist" aria-label=move || state.words().say(Msg::GroupsTabs) on:keydown=step>
            {Part::ALL.map(tab).collect_view()}
        </div>
    }
}
