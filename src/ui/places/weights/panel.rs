//! The weights beside the ranking, with the choices of method below them.

use leptos::prelude::*;

use super::super::method::MethodPanel;
use super::check::WeightCheckDetails;
use super::dialog::{JudgeButton, WeightsDialog};
use super::draft::Draft;
use crate::document::Command;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::NumberField;
use crate::view::{WeightGroup, help, weight_groups, weights_origin, within};

/// The panel beside the ranking.
#[component]
pub fn WeightsPanel() -> impl IntoView {
    let state = use_state();
    let groups = Memo::new(move |_| {
        let Some(loaded) = state.loaded() else { return Vec::new() };
        let case = state.case();
        let outcome = case.as_ref().map(|case| &*case.outcome);
        weight_groups(&loaded.snapshot, &state.scenario(), outcome, state.words())
    });
    // The controls must outlive a drag: only their number decides when they are made anew.
    let count = Memo::new(move |_| groups.read().iter().map(|group| group.id.clone()).collect::<Vec<_>>());
    let draft: Draft = RwSignal::new(None);
    let origin = move || weights_origin(&state.scenario().index, state.words());
    let each = move || count.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <aside class="card side" id="weights-panel" data-testid="weights">
            <div class="line between">
                <div class="titled"><h2>{move || state.words().say(Msg::Weights)}</h2><Help topic=&help::WEIGHTS/></div>
                <div class="line tight">
                    <button data-testid="weights-equal" on:click=move |_| state.edit_saying(state.words_now().say(Msg::SaidEqual).to_owned(), &Command::EqualiseWeights)>
                        {move || state.words().say(Msg::WeightsEqual)}
                    </button>
                    <JudgeButton draft=draft path=Vec::new()/>
                </div>
            </div>
            {move || origin().map(|text| view! { <p class="origin"><span class="tag" data-testid="weights-origin">{text}</span></p> })}
            <For each=each key=Clone::clone let((at, _))>
                <WeightCard groups=groups draft=draft at=at/>
            </For>
            <super::super::list::RobustnessBox/>
            <WeightCheckDetails/>
            <MethodPanel/>
            <WeightsDialog draft=draft/>
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
fn WeightCard(groups: Memo<Vec<WeightGroup>>, draft: Draft, at: usize) -> impl IntoView {
    let state = use_state();
    let own = Memo::new(move |_| group_at(groups, &[at]));
    let n_children = Memo::new(move |_| own.get().map_or(0, |own| own.children.len()));
    let name = Signal::derive(move || own.get().map(|own| own.name).unwrap_or_default());
    let several = move || n_children.get() > 1;
    let inside = move || {
        let words = state.words();
        words.fill_one(Msg::WeightInside, &words.int(n_children.get()))
    };
    view! {
        <div class="weight">
            <div class="line">
                <i class=move || format!("swatch d{}", own.get().map_or(5, |own| own.colour) + 1)></i>
                <span class="name" title=move || own.get().map(|own| own.name)>{move || own.get().map(|own| own.name)}</span>
                <LockButton own=own path=vec![at]/>
                <ShareField own=own path=vec![at]/>
            </div>
            <ShareSlider own=own path=vec![at]/>
            <LeftOut own=own/>
            <Show when=move || n_children.get() != 0>
                <details>
                    <summary>{inside}</summary>
                    <div class="line tight">
                        {move || own.get().and_then(|own| own.origin).map(|text| view! { <span class="tag">{text}</span> })}
                        <Show when=several>
                            <JudgeButton draft=draft path=vec![at] of=name/>
                        </Show>
                    </div>
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
            <span class="line tight">
                <LockButton own=own path=path.clone()/>
                <ShareField own=own path=path/>
            </span>
            <LeftOut own=own/>
        </li>
    }
}

#[component]
fn LeftOut(own: Memo<Option<WeightGroup>>) -> impl IntoView {
    move || own.get().and_then(|own| own.left_out).map(|text| view! { <p class="small">{text}</p> })
}

/// Keeps a weight where it is while others move.
#[component]
fn LockButton(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let testid = format!("weight-lock-{}", path_name(&path));
    let locked = Memo::new(move |_| own.get().is_some_and(|own| own.locked));
    let name = move || {
        let name = own.get().map(|own| own.name).unwrap_or_default();
        state.words().fill_one(Msg::WeightLock, &name)
    };
    let toggle = move |_| state.edit(&Command::ToggleShareLock { path: path.clone() });
    view! {
        <button class="quiet lock" data-testid=testid aria-pressed=move || locked.get().to_string()
            aria-label=name title=name on:click=toggle>
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <path class="body" d="M3.5 7.5h9v6h-9z"/>
                <path class="bow" d=move || if locked.get() { "M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" } else { "M5.5 7.5V4a2.5 2.5 0 0 1 5-.4" }/>
            </svg>
        </button>
    }
}

/// A share as a number to type, in any digits.
#[component]
fn ShareField(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let testid = format!("weight-field-{}", path_name(&path));
    let shown = move || state.words().exact_percent(own.get().map(|own| own.share));
    let take = Callback::new(move |percent: Option<f64>| {
        let percent = within(percent, (0.0, 100.0))?;
        state.edit(&Command::SetShare { path: path.clone(), share: percent / 100.0 });
        Ok(())
    });
    let (label, fixed) = (Signal::derive(move || label(state, own)), Signal::derive(move || fixed(own)));
    view! { <NumberField testid=testid label=label shown=Signal::derive(shown) take=take narrow=true disabled=fixed/> }
}

#[component]
fn ShareSlider(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let name = path_name(&path);
    let testid = format!("weight-{name}");
    let percent = move || own.get().map_or(0.0, |own| 100.0 * own.share).round().to_string();
    let moved = move |event: leptos::ev::Event| {
        if let Ok(percent) = event_target_value(&event).parse::<f64>() {
            let command = Command::SetShare { path: path.clone(), share: percent / 100.0 };
            state.drag(&format!("weight-{name}"), &command);
        }
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&untrack(percent));
    };
    view! {
        <input type="range" class="slider" min="0" max="100" step="1" data-testid=testid
            prop:value=percent
            disabled=move || fixed(own)
            aria-label=move || label(state, own)
            aria-valuetext=move || state.words().exact_percent(own.get().map(|own| own.share))
            on:input=moved on:change=live(move |_| state.drop_control())/>
    }
}

/// Whether locks leave a weight no room. One that stands alone is shown as ever.
fn fixed(own: Memo<Option<WeightGroup>>) -> bool {
    own.get().is_some_and(|own| !own.movable)
}

fn path_name(path: &[usize]) -> String {
    path.iter().map(usize::to_string).collect::<Vec<_>>().join("-")
}

fn label(state: State, own: Memo<Option<WeightGroup>>) -> String {
    state.words().fill_one(Msg::WeightOf, &own.get().map(|own| own.name).unwrap_or_default())
}
