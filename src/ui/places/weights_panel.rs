//! The weights beside the ranking, and the choices of method below them.

use leptos::prelude::*;

use super::method_controls::{CoverageControl, CutControl, PeriodSelect, ScaleSelect, TierControl};
use crate::scenario::Scenario;
use crate::text::{Msg, parse_number};
use crate::ui::state::{State, use_state};
use crate::view::{WeightGroup, equalise, set_child_share, weight_groups};

/// The panel beside the ranking.
#[component]
pub fn WeightsPanel() -> impl IntoView {
    let state = use_state();
    let groups = Memo::new(move |_| {
        let Some(loaded) = state.loaded() else { return Vec::new() };
        let outcome = state.both().map(|(_, outcome)| outcome);
        weight_groups(&loaded.snapshot, &state.scenario(), outcome.as_deref(), state.words())
    });
    // The controls must outlive a drag: only their number decides when they are made anew.
    let count = Memo::new(move |_| groups.read().iter().map(|group| group.id.clone()).collect::<Vec<_>>());
    let each = move || count.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <aside class="card side" data-testid="weights">
            <div class="line between">
                <h2>{move || state.words().say(Msg::Weights)}</h2>
                <button data-testid="weights-equal" on:click=move |_| state.edit(|scenario| scenario.index = equalise(&scenario.index))>
                    {move || state.words().say(Msg::WeightsEqual)}
                </button>
            </div>
            <For each=each key=Clone::clone let((at, _))>
                <WeightCard groups=groups at=at/>
            </For>
            <PeriodSelect/>
            <ScaleSelect/>
            <CutControl/>
            <TierControl/>
            <CoverageControl/>
        </aside>
    }
}

fn group_at(groups: Memo<Vec<WeightGroup>>, path: &[usize]) -> Option<WeightGroup> {
    let groups = groups.read();
    let mut list: &Vec<WeightGroup> = &groups;
    let (last, above) = path.split_last()?;
    for at in above {
        list = &list.get(*at)?.children;
    }
    list.get(*last).cloned()
}

#[component]
fn WeightCard(groups: Memo<Vec<WeightGroup>>, at: usize) -> impl IntoView {
    let state = use_state();
    let own = Memo::new(move |_| group_at(groups, &[at]));
    let n_children = Memo::new(move |_| own.get().map_or(0, |own| own.children.len()));
    let inside = move || {
        let words = state.words();
        words.fill_one(Msg::WeightInside, &words.int(n_children.get()))
    };
    view! {
        <div class="weight">
            <div class="line">
                <i class=move || format!("swatch d{}", own.get().map_or(5, |own| own.colour) + 1)></i>
                <span class="name" title=move || own.get().map(|own| own.name)>{move || own.get().map(|own| own.name)}</span>
                <ShareField own=own path=vec![at]/>
            </div>
            <ShareSlider own=own path=vec![at]/>
            <LeftOut own=own/>
            <Show when=move || n_children.get() != 0>
                <details>
                    <summary>{inside}</summary>
                    <ul>
                        {move || (0..n_children.get()).map(|child| view! { <ChildWeight groups=groups path=vec![at, child]/> }).collect_view()}
                    </ul>
                </details>
            </Show>
        </div>
    }
}

#[component]
fn ChildWeight(groups: Memo<Vec<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let at = path.clone();
    let own = Memo::new(move |_| group_at(groups, &at));
    view! {
        <li>
            <span class="name">{move || own.get().map(|own| own.name)}</span>
            <ShareField own=own path=path/>
            <LeftOut own=own/>
        </li>
    }
}

#[component]
fn LeftOut(own: Memo<Option<WeightGroup>>) -> impl IntoView {
    move || own.get().and_then(|own| own.left_out).map(|text| view! { <p class="small">{text}</p> })
}

fn set_share(scenario: &mut Scenario, path: &[usize], share: f64) {
    scenario.index = set_child_share(&scenario.index, path, share);
}

/// A share as a number to type, in any digits.
#[component]
fn ShareField(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let testid = format!("weight-field-{}", path_name(&path));
    let shown = move || state.words().exact_percent(own.get().map(|own| own.share));
    let typed = move |event| {
        if let Ok(percent) = parse_number(&event_target_value(&event)) {
            state.edit(|scenario| set_share(scenario, &path, (percent / 100.0).clamp(0.0, 1.0)));
        }
    };
    view! {
        <input type="text" inputmode="decimal" class="number" data-testid=testid prop:value=shown
            aria-label=move || label(state, own) on:change=typed/>
    }
}

#[component]
fn ShareSlider(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let name = path_name(&path);
    let testid = format!("weight-{name}");
    let percent = move || own.get().map_or(0.0, |own| 100.0 * own.share);
    let moved = move |event| {
        if let Ok(percent) = event_target_value(&event).parse::<f64>() {
            state.drag(&format!("weight-{name}"), |scenario| set_share(scenario, &path, percent / 100.0));
        }
    };
    view! {
        <input type="range" class="slider" min="0" max="100" step="1" data-testid=testid
            prop:value=move || percent().round().to_string()
            aria-label=move || label(state, own)
            aria-valuetext=move || state.words().exact_percent(own.get().map(|own| own.share))
            on:input=moved on:change=move |_| state.drop_control()/>
    }
}

fn path_name(path: &[usize]) -> String {
    path.iter().map(usize::to_string).collect::<Vec<_>>().join("-")
}

fn label(state: State, own: Memo<Option<WeightGroup>>) -> String {
    state.words().fill_one(Msg::WeightOf, &own.get().map(|own| own.name).unwrap_or_default())
}
