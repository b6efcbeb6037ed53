//! «اگر…»: other weights tried out before the room. Nothing of it is kept.

use leptos::prelude::*;

use super::show::Show;
use crate::document::Command;
use crate::text::Msg;
use crate::ui::late::live;
use crate::view::{WeightGroup, trial_text, weight_groups};
use crate::web::page;

/// The weights over the slide, and what they change.
#[component]
pub(super) fn Trial(show: Show) -> impl IntoView {
    let state = show.state;
    let groups = Memo::new(move |_| {
        let Some(loaded) = state.loaded() else { return Vec::new() };
        let case = state.case();
        let outcome = case.as_ref().map(|case| &*case.outcome);
        weight_groups(&loaded.snapshot, &state.scenario(), outcome, state.words())
    });
    let n = Memo::new(move |_| groups.read().len());
    let change = move || {
        let (now, before) = (state.case()?, show.before.get()?);
        Some(trial_text(&now.snapshot, (&before.outcome, &now.outcome), state.words()))
    };
    // The first slider takes the focus, for the keyboard works here as well.
    Effect::new(move |_| page::focus_soon("trial-0".to_owned()));
    view! {
        <aside class="trial" data-testid="trial" aria-label=move || state.words().say(Msg::TrialTitle)>
            <h2>{move || state.words().say(Msg::TrialTitle)}</h2>
            {move || (0..n.get()).map(|at| view! { <Slider show=show groups=groups at=at/> }).collect_view()}
            <p class="trial-change" role="status" data-testid="trial-change">{change}</p>
            <p class="trial-note">{move || state.words().say(Msg::TrialNote)}</p>
            <button class="primary" data-testid="trial-end" on:click=move |_| show.toggle_trial()>
                {move || state.words().say(Msg::TrialEnd)}
            </button>
        </aside>
    }
}

#[component]
fn Slider(show: Show, groups: Memo<Vec<WeightGroup>>, at: usize) -> impl IntoView {
    let state = show.state;
    let own = Memo::new(move |_| groups.read().get(at).cloned());
    let share = move || own.get().map_or(0.0, |own| own.share);
    let name = move || own.get().map(|own| own.name).unwrap_or_default();
    let percent = move || (100.0 * share()).round().to_string();
    let text = move || state.words().exact_percent(Some(share()));
    let moved = move |event: leptos::ev::Event| {
        if let Ok(percent) = event_target_value(&event).parse::<f64>() {
            let command = Command::SetShare { path: vec![at], share: percent / 100.0 };
            state.drag(&format!("trial-{at}"), &command);
        }
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&untrack(percent));
    };
    view! {
        <label>
            <span><i class=move || format!("swatch d{}", own.get().map_or(5, |own| own.colour) + 1)></i>{name}<b class="num">{text}</b></span>
            <input type="range" class="slider" min="0" max="100" step="1" id=format!("trial-{at}") data-testid=format!("trial-{at}")
                prop:value=percent aria-valuetext=text disabled=move || own.get().is_some_and(|own| !own.movable)
                on:input=moved on:change=live(move |_| state.drop_control())/>
        </label>
    }
}
