//! The map in small, tied to every other place by what is pointed at and selected.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::PointerEvent;

use crate::chart::choropleth::{Model, draw_ground, draw_marks, layout, projection};
use crate::map::Viewport;
use crate::text::Msg;
use crate::ui::canvas::{Draw, Layer, Tip, TipText, frame_of, pointer_at};
use crate::ui::state::{State, use_state};
use crate::view::{MapView, MeasureChoice, map_view, score_text};

/// The pointer may be this many css pixels away from a point.
const REACH: f64 = 9.0;

/// The map of the score.
#[component]
pub fn SmallMap() -> impl IntoView {
    let state = use_state();
    let has_map = Memo::new(move |_| state.loaded().is_some_and(|loaded| !loaded.shapes.bounds().is_empty()));
    let view = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        Some(map_view(&loaded.snapshot, &outcome, &MeasureChoice::Score, state.words()))
    });
    let label = Signal::derive(move || view.get().map(|view| view.title).unwrap_or_default());
    view! {
        <Show when=move || has_map.get()>
            <section class="card">
                <div class="head">
                    <h2>{label}</h2>
                    <a href="#map" class="screen-only" on:click=move |_| state.asked.set(None)>
                        {move || state.words().say(Msg::OverviewMapLink)}
                    </a>
                </div>
                <div class="body">{picture(state, view, label)}<p class="small screen-only">{move || state.words().say(Msg::MapHint)}</p></div>
            </section>
        </Show>
    }
}

/// Calls `act` with the map of the moment; only the layer of marks asks what is pointed at.
fn with_model<R>(
    state: State,
    view: Memo<Option<MapView>>,
    marks: bool,
    act: impl FnOnce(&Model) -> R,
) -> Option<R> {
    let (loaded, outcome) = state.both()?;
    let view = view.read();
    let view = view.as_ref()?;
    Some(act(&Model {
        shapes: &loaded.shapes,
        classes: &view.classes,
        n_classes: view.breaks.n_classes(),
        inside: (!outcome.set.is_all()).then(|| outcome.set.words()),
        selected: state.selected.get().filter(|_| marks),
        hovered: if marks { state.pointed.get() } else { None },
        labels: &[],
        viewport: Viewport::whole(&loaded.shapes.bounds()),
    }))
}

fn picture(state: State, view: Memo<Option<MapView>>, label: Signal<String>) -> impl IntoView {
    let (ground_node, marks_node) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let ground: Draw = Arc::new(move |backend, frame| {
        with_model(state, view, false, |model| draw_ground(backend, frame, model, &layout(model, frame)))
            .unwrap_or(Ok(()))
    });
    let marks: Draw = Arc::new(move |backend, frame| {
        with_model(state, view, true, |model| draw_marks(backend, frame, model, &layout(model, frame)))
            .unwrap_or(Ok(()))
    });
    let under = move |event: &PointerEvent| {
        untrack(|| {
            let (loaded, canvas) = (state.loaded()?, ground_node.get()?);
            let frame = frame_of(&canvas, state.language.get());
            let projection = projection(&loaded.shapes, &frame, Viewport::whole(&loaded.shapes.bounds()));
            loaded.hits.hit(&projection, pointer_at(event).device, REACH * frame.scale)
        })
    };
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
            on:pointermove=moved on:pointerleave=left
            on:pointerup=move |event| if let Some(area) = under(&event) { state.selected.set(Some(area)) }>
            <div class="layers"><Layer draw=ground node=ground_node/></div>
            <div class="layers over"><Layer draw=marks node=marks_node/></div>
            <Tip tip=tip/>
        </div>
    }
}

fn tip(state: State, css: [f64; 2]) -> TipText {
    let (area, (loaded, outcome), words) = (state.pointed.get()?, state.both()?, state.words());
    let rank = outcome.ranked.ranking.rank(area);
    let mut lines = vec![words.area(&loaded.snapshot, area), words.whereabouts(&loaded.snapshot, area)];
    lines.push(format!("{}: {}", words.say(Msg::Score), score_text(&outcome, area, words)));
    lines.extend(rank.map(|rank| format!("{} {}", words.say(Msg::Rank), words.int(rank as usize))));
    lines.retain(|line| !line.is_empty());
    Some((lines.join("\n"), css))
}
