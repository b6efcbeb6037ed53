//! The tour: five steps beside the real elements, which stay usable all the while.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::text::Msg;
use crate::ui::late::{When, after, on_window, on_window_when};
use crate::ui::state::{Place, State, use_state};
use crate::web::page;

/// Width of the card where there is room, and what it is taken to be high, css pixels.
const CARD: [f64; 2] = [360.0, 250.0];
const GAP: f64 = 12.0;

/// One step: the place, what it points at (the first that is there), its heading and its text.
struct Step {
    place: Place,
    targets: &'static str,
    title: Msg,
    text: Msg,
}

const fn step(place: Place, targets: &'static str, title: Msg, text: Msg) -> Step {
    Step { place, targets, title, text }
}

static STEPS: [Step; 5] = [
    step(Place::Overview, ".tiles, #content", Msg::TourOverview, Msg::TourOverviewText),
    step(Place::Priority, "#weights-panel, .side", Msg::TourWeights, Msg::TourWeightsText),
    step(Place::Priority, ".why, #content", Msg::TourWhy, Msg::TourWhyText),
    step(Place::Map, ".places [aria-current]", Msg::TourMap, Msg::TourMapText),
    step(Place::Overview, "#tools, .top", Msg::TourSave, Msg::TourSaveText),
];

/// Begins with the first step.
pub fn start(state: State) {
    to(state, 0);
}

fn to(state: State, at: usize) {
    if let Some(step) = STEPS.get(at) {
        state.place.set(step.place);
        page::set_fragment(step.place.id());
        state.shell.tour.set(Some(at));
    } else {
        end(state);
    }
}

fn end(state: State) {
    state.shell.tour.set(None);
    state.shell.toured.set(true);
    page::focus("content");
}

/// The element a step points at: the first selector that finds one that is seen.
fn target(step: &Step) -> Option<Element> {
    step.targets.split(", ").filter_map(page::element).find(|element| page::box_of(element)[2] > 0.0)
}

/// Box of the target as far as it is in the window: start, top, width, height.
fn seen(element: &Element) -> [f64; 4] {
    let ([start, top, width, height], [most, deepest]) = (page::box_of(element), page::viewport());
    let (from, above) = (start.max(0.0), top.max(0.0));
    [from, above, (start + width).min(most) - from, (top + height).min(deepest) - above]
}

/// Where the card stands: below the target where it fits, else above, else beside it, else at the bottom.
fn beside([start, top, width, height]: [f64; 4]) -> [f64; 2] {
    let [most, deepest] = page::viewport();
    let [card, tall] = CARD;
    let card = card.min(most - 2.0 * GAP);
    let along = start.min(most - card - GAP).max(GAP);
    if top + height + GAP + tall < deepest {
        [along, top + height + GAP]
    } else if top > tall + 2.0 * GAP {
        [along, top - tall - GAP]
    } else if start > card + 2.0 * GAP {
        [start - card - GAP, (top + GAP).min(deepest - tall - GAP)]
    } else if start + width + card + 2.0 * GAP < most {
        [start + width + GAP, (top + GAP).min(deepest - tall - GAP)]
    } else {
        [along, deepest - tall - GAP]
    }
}

/// Follows the target: looked up when the step is shown, and again when the page moves.
fn follow_target(state: State) -> RwSignal<Option<[f64; 4]>> {
    let place = RwSignal::new(None);
    let measure = move || {
        let found = state.shell.tour.get_untracked().and_then(|at| target(&STEPS[at]));
        place.set(found.map(|element| seen(&element)));
    };
    Effect::new(move |_| {
        let Some(at) = state.shell.tour.get() else { return };
        // The place must have been drawn before what is in it can be found.
        after(60, move || {
            if let Some(element) = target(&STEPS[at]) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
            measure();
            page::focus("tour-card");
        });
        for name in ["resize", "scroll"] {
            on_window_when(name, When::First, move |_| measure());
        }
    });
    place
}

fn key(state: State, at: usize, event: &KeyboardEvent) {
    let forward = if state.language.get_untracked().dir() == "rtl" { "ArrowLeft" } else { "ArrowRight" };
    // Fields behind the card keep their keys: these come from the card alone.
    match event.key().as_str() {
        "Escape" => end(state),
        name if name == forward => to(state, at + 1),
        "ArrowLeft" | "ArrowRight" => to(state, at.saturating_sub(1)),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The step of the moment.
#[component]
pub fn Tour() -> impl IntoView {
    let state = use_state();
    let place = follow_target(state);
    // Escape ends it wherever the focus is, unless it has closed a menu or is about to close a dialog.
    on_window("keydown", move |event| {
        let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
        let served = event.default_prevented() || page::element("dialog[open]").is_some();
        if escape && !served && state.shell.tour.get_untracked().is_some() {
            end(state);
        }
    });
    let px = |value: f64| format!("{value:.0}px");
    let ring = move |at: usize| move || place.get().map(|place: [f64; 4]| px(place[at]));
    let card = move |at: usize| {
        move || {
            let [most, deepest] = page::viewport();
            let anywhere = [GAP, (deepest - CARD[1] - GAP).max(GAP), most, 0.0];
            px(place.get().map_or([anywhere[0], anywhere[1]], beside)[at])
        }
    };
    let say = move |key: Msg| move || state.words().say(key);
    let shown = move || {
        let at = state.shell.tour.get()?;
        let step = &STEPS[at];
        let last = at + 1 == STEPS.len();
        let count = move || {
            let words = state.words();
            words.fill(Msg::TourOf, &[("n", &words.int(at + 1)), ("total", &words.int(STEPS.len()))])
        };
        Some(view! {
            <div class="tour-ring screen-only" class:gone=move || place.get().is_none() style:inset-inline-start=ring(0)
                style:inset-block-start=ring(1) style:inline-size=ring(2) style:block-size=ring(3)></div>
            <div class="tour-card card screen-only" id="tour-card" data-testid="tour-card" role="dialog" aria-modal="false" tabindex="-1"
                aria-labelledby="tour-title" aria-describedby="tour-text" style:inset-inline-start=card(0) style:inset-block-start=card(1)
                on:keydown=move |event| key(state, at, &event)>
                <div class="line between">
                    <span class="tag" data-testid="tour-step">{count}</span>
                    <button class="quiet icon" data-testid="tour-end" aria-label=say(Msg::TourEnd) title=say(Msg::TourEnd) on:click=move |_| end(state)>"✕"</button>
                </div>
                <h2 id="tour-title">{say(step.title)}</h2>
                <p id="tour-text">{say(step.text)}</p>
                <div class="line">
                    <span class="grow"></span>
                    {(at > 0).then(|| view! { <button data-testid="tour-back" on:click=move |_| to(state, at - 1)>{say(Msg::TourBack)}</button> })}
                    <button class="primary" data-testid="tour-next" on:click=move |_| to(state, at + 1)>
                        {say(if last { Msg::TourDone } else { Msg::TourNext })}
                    </button>
                </div>
            </div>
        })
    };
    view! { {shown} }
}
