//! What a map shows and how it is cut into classes.

use leptos::prelude::*;

use super::desk::Pane;
use crate::map::{ClassMethod, MAX_CLASSES};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::robustness::Phase;
use crate::ui::state::use_state;
use crate::view::{
    ClassWay, MIN_CLASSES, MapChoice, MapMeasure, Shading, map_measures, read_thresholds, thresholds_text,
};

/// The ways to cut, with their keys.
const WAYS: [(&str, Msg, Option<ClassMethod>); 4] = [
    ("quantile", Msg::MapQuantile, Some(ClassMethod::Quantile)),
    ("natural", Msg::MapNatural, Some(ClassMethod::Natural)),
    ("equal", Msg::MapEqual, Some(ClassMethod::EqualInterval)),
    ("own", Msg::MapOwn, None),
];

impl Pane {
    /// Changes what is chosen.
    pub fn change(self, change: impl FnOnce(&mut MapChoice)) {
        let mut choice = self.choice.get_untracked();
        change(&mut choice);
        self.chosen.set(choice);
    }
}

/// Measure, shape and classes of one map.
#[component]
pub fn MapControls(pane: Pane, label: Msg, testid: &'static str) -> impl IntoView {
    let state = use_state();
    let options = move || {
        let (case, words) = (state.case()?, state.words());
        let chosen = pane.choice.get().measure;
        let option = |one: MapMeasure| {
            let (key, selected) = (one.key(&case.snapshot), one == chosen);
            view! { <option value=key selected=selected>{one.label(&case, words)}</option> }
        };
        let group = |(title, list): (Msg, Vec<MapMeasure>)| {
            view! { <optgroup label=words.say(title)>{list.into_iter().map(option).collect_view()}</optgroup> }
        };
        Some(map_measures(&case).into_iter().map(group).collect_view())
    };
    let changed = move |event| {
        if let Some(loaded) = state.loaded_untracked() {
            let measure = MapMeasure::from_key(&loaded.snapshot, &event_target_value(&event));
            pane.change(|choice| *choice = choice.with_measure(measure));
        }
    };
    let has_people = move || state.loaded().is_some_and(|loaded| loaded.snapshot.population.is_some());
    let shape = move |circles: bool, key: Msg, testid: &'static str| {
        view! {
            <button data-testid=testid aria-pressed=move || (pane.choice.read().circles == circles).to_string()
                on:click=move |_| pane.change(|choice| choice.circles = circles)>{move || state.words().say(key)}</button>
        }
    };
    let is_cut = Memo::new(move |_| pane.choice.read().measure != MapMeasure::Tier);
    view! {
        <label class="field">
            <span>{move || state.words().say(label)}</span>
            <select data-testid=testid on:change=live(changed)>{options}</select>
        </label>
        <p class="small" data-testid="map-note">{move || pane.view.get().map(|view| view.note.clone())}</p>
        <Show when=has_people>
            <div class="seg" role="group" aria-label=move || state.words().say(Msg::MapShape)>
                {shape(false, Msg::MapAreas, "map-areas")}
                {shape(true, Msg::MapCircles, "map-circles")}
            </div>
        </Show>
        <Show when=move || is_cut.get() && pane.view.read().is_some()><ClassControls pane=pane/></Show>
    }
}

#[component]
fn ClassControls(pane: Pane) -> impl IntoView {
    let state = use_state();
    let key = Memo::new(move |_| match &pane.choice.read().way {
        ClassWay::Own(_) => "own",
        ClassWay::Method(method) => {
            WAYS.iter().find(|(_, _, own)| *own == Some(*method)).map_or("quantile", |(key, ..)| *key)
        }
    });
    let way_changed = move |event| {
        let chosen = event_target_value(&event);
        let found = WAYS.iter().find(|(key, ..)| *key == chosen).and_then(|(.., method)| *method);
        let present = pane.view.get_untracked().map(|view| view.breaks.thresholds().to_vec());
        pane.change(|choice| {
            choice.way = found.map_or_else(|| ClassWay::Own(present.unwrap_or_default()), ClassWay::Method);
        });
    };
    let counts = move || {
        let words = state.words();
        let is_odd = pane.view.get().is_some_and(|view| view.shading == Shading::Change);
        let n = pane.choice.read().n;
        let option = move |own: usize| {
            view! { <option value=own.to_string() selected=own == n || (is_odd && own + 1 == n)>{words.int(own)}</option> }
        };
        (MIN_CLASSES..=MAX_CLASSES).filter(|own| !is_odd || own % 2 == 1).map(option).collect_view()
    };
    let count_changed = move |event| {
        if let Ok(n) = event_target_value(&event).parse() {
            pane.change(|choice| choice.n = n);
        }
    };
    view! {
        <div class="line map-ways">
            <label class="field grow">
                <span>{move || state.words().say(Msg::MapClasses)}</span>
                <select data-testid="map-way" on:change=live(way_changed)>
                    {WAYS.map(|(own, name, _)| view! {
                        <option value=own selected=move || key.get() == own>{move || state.words().say(name)}</option>
                    }).into_iter().collect_view()}
                </select>
            </label>
            <Show when=move || key.get() != "own">
                <label class="field">
                    <span>{move || state.words().say(Msg::MapClassCount)}</span>
                    <select data-testid="map-n" on:change=live(count_changed)>{counts}</select>
                </label>
            </Show>
        </div>
        <Show when=move || key.get() == "own"><Thresholds pane=pane/></Show>
    }
}

/// Thresholds as text; what cannot be read stays in the field with the reason.
#[component]
fn Thresholds(pane: Pane) -> impl IntoView {
    let state = use_state();
    let fault = RwSignal::new(None::<String>);
    let text = move || match &pane.choice.read().way {
        ClassWay::Own(own) => thresholds_text(own, pane.choice.read().measure.typed_scale(), state.words()),
        ClassWay::Method(_) => String::new(),
    };
    let changed = move |event| {
        let Some(view) = pane.view.get_untracked() else { return };
        let last = view.bars.edges.last().copied().unwrap_or_default();
        let ends = (view.bars.edges.first().copied().unwrap_or_default(), last);
        let scale = pane.choice.read_untracked().measure.typed_scale();
        match read_thresholds(&event_target_value(&event), ends, scale, state.words_now()) {
            Ok(own) => {
                fault.set(None);
                pane.change(|choice| choice.way = ClassWay::Own(own));
            }
            Err(why) => fault.set(Some(why)),
        }
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(Msg::MapCuts)}</span>
            <input type="text" data-testid="map-cuts" prop:value=text on:change=live(changed)
                aria-invalid=move || fault.read().is_some().to_string() aria-describedby="map-cuts-hint"/>
        </label>
        <p class="small" id="map-cuts-hint">{move || state.words().say(Msg::MapCutsHint)}</p>
        <p class="note warn" role="alert" data-testid="map-cuts-fault" hidden=move || fault.read().is_none()>{move || fault.get()}</p>
    }
}

/// Why a measure has nothing to show, with the next step.
#[component]
pub fn MapNothing(pane: Pane) -> impl IntoView {
    let state = use_state();
    let body = move || {
        let words = state.words();
        if pane.choice.read().measure != MapMeasure::Certainty {
            return view! { <p>{words.say(Msg::MapNoEarlier)}</p> }.into_any();
        }
        let robustness = state.robustness;
        match robustness.phase.get() {
            Phase::Working(share, _) => view! {
                <p>{words.say(Msg::MapNoSure)}</p>
                <progress max="1" value=share aria-label=words.say(Msg::PlaceSureness)></progress>
                <button on:click=move |_| robustness.stop()>{words.say(Msg::SureCancel)}</button>
            }
            .into_any(),
            Phase::Failed(reasons) => {
                let at = usize::from(words.language == crate::text::Language::En);
                let reasons = reasons.into_iter().map(|both| view! { <li>{both[at].clone()}</li> }).collect_view();
                view! { <p>{words.say(Msg::SureFailed)}</p><ul>{reasons}</ul> }.into_any()
            }
            Phase::Idle => view! {
                <p>{words.say(Msg::MapNoSure)}</p>
                <button class="primary" data-testid="map-sure" on:click=move |_| robustness.start(state)>{words.say(Msg::SureRun)}</button>
            }
            .into_any(),
        }
    };
    view! { <div class="empty" data-testid="map-nothing">{body}</div> }
}
