//! The map in small, tied to every other place by what is pointed at and selected.

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::PointerEvent;

use crate::text::Msg;
use crate::ui::canvas::{Layer, Tip, TipText, pointer_at};
use crate::ui::late::live;
use crate::ui::places::map::whole::{Whole, has_map};
use crate::ui::state::{State, use_state};
use crate::view::{area_tip, score_text};

/// The map of the score.
#[component]
pub fn SmallMap() -> impl IntoView {
    let state = use_state();
    let (there, whole) = (has_map(state), Whole::new(state));
    let label = Signal::derive(move || whole.title());
    view! {
        <Show when=move || there.get()>
            <section class="card">
                <div class="head">
                    <h2>{label}</h2>
                    <a href="#map" class="screen-only" on:click=move |_| state.asked.set(None)>
                        {move || state.words().say(Msg::OverviewMapLink)}
                    </a>
                </div>
                <div class="body">{picture(state, whole, label)}<p class="small screen-only">{move || state.words().say(Msg::MapHint)}</p></div>
            </section>
        </Show>
    }
}

fn picture(state: State, whole: Whole, label: Signal<String>) -> impl IntoView {
    let (ground_node, marks_node) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let under = move |event: &PointerEvent| whole.area_at(ground_node, pointer_at(event).device);
    let tip_at = RwSignal::new(None::<[f64; 2]>);
    let moved = move |event: PointerEvent| {
        let area = under(&event);
        tip_at.set(Some(pointer_at(&event).css));
        if state.pointed.get_untracked() != area {
            state.pointed.set(area);
        }
    };
    let left = move |_| {
        tip_at.set(None);
        state.pointed.set(None);
    };
    let tip = Signal::derive(move || tip(state, tip_at.get()?));
    view! {
        <div class="canvas-box small-map" role="img" aria-label=label data-testid="small-map"
            on:pointermove=moved on:pointerleave=live(left)
            on:pointerup=move |event| if let Some(area) = under(&event) { state.selected.set(Some(area)) }>
            <div class="layers"><Layer draw=whole.ground() node=ground_node/></div>
            <div class="layers over"><Layer draw=whole.marks(state.pointed.into(), 0) node=marks_node/></div>
            <Tip tip=tip/>
        </div>
    }
}

fn tip(state: State, css: [f64; 2]) -> TipText {
    let (area, case, words) = (state.pointed.get()?, state.case()?, state.words());
    let score = (words.say(Msg::Score), score_text(&case.outcome, area, words));
    Some((area_tip((&case.snapshot, &case.outcome), area, score, words), css))
}
