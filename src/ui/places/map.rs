//! نقشه: the areas shaded by a measure.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::map_side::{MapLegend, MapTable};
use crate::chart::choropleth::{Model, draw_ground, draw_marks, layout, projection};
use crate::map::Viewport;
use crate::text::Msg;
use crate::ui::canvas::{BoxSize, Draw, Layer, SavePng, Tip, pointer_at};
use crate::ui::shell::Help;
use crate::ui::state::{Loaded, Shared, State, use_state};
use crate::ui::widgets::{Chips, MeasureSelect, Problems};
use crate::view::{help, MapView, MeasureChoice, map_view, measure_text};

/// The pointer may be this many css pixels away from a point.
const REACH: f64 = 9.0;
/// How many names are tried on the map.
const LABELS: usize = 40;

/// The map place.
#[component]
pub fn MapPlace() -> impl IntoView {
    let state = use_state();
    let choice = state.shell.map_measure;
    let has_map = Memo::new(move |_| state.loaded().is_some_and(|loaded| !loaded.shapes.bounds().is_empty()));
    let fine = Memo::new(move |_| state.both().is_some());
    let view = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        Some(map_view(&loaded.snapshot, &outcome, &choice.get(), state.words()))
    });
    view! {
        <div class="with-side" data-testid="map">
            <section class="card map-card">
                <div class="head">
                    <h1>{move || view.get().map(|view| view.title)}</h1>
                    <Chips/>
                </div>
                <div class="body">
                    <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                        <Show when=move || has_map.get() fallback=move || view! {
                            <p class="empty" data-testid="no-map">{move || state.words().say(Msg::MapNone)}</p>
                        }>
                            <AreaMap view=view choice=choice/>
                        </Show>
                    </Show>
                </div>
            </section>
            <aside class="card side">
                <MeasureSelect choice=choice label=Msg::MapMeasure testid="map-measure"/>
                <div class="titled"><h2>{move || state.words().say(Msg::HelpMap)}</h2><Help topic=&help::MAP/></div>
                <MapLegend view=view/>
                <MapTable view=view choice=choice/>
            </aside>
        </div>
    }
}

/// What the two layers and the pointer share.
#[derive(Clone, Copy)]
struct MapState {
    state: State,
    view: Memo<Option<MapView>>,
    viewport: RwSignal<Option<Viewport>>,
    hovered: RwSignal<Option<usize>>,
    size: RwSignal<BoxSize>,
}

impl MapState {
    /// Calls `act` with the model of the moment.
    fn with_model<R>(self, hovered: Option<usize>, act: impl FnOnce(&Model) -> R) -> Option<R> {
        let (loaded, outcome) = self.state.both()?;
        let view = self.view.read();
        let view = view.as_ref()?;
        let words = self.state.words();
        let first = outcome.ranked.ranking.order.iter().take(LABELS).map(|at| *at as usize);
        let labels: Vec<(usize, String)> = first.map(|at| (at, words.area(&loaded.snapshot, at))).collect();
        let words_of_set = (!outcome.set.is_all()).then(|| outcome.set.words());
        Some(act(&Model {
            shapes: &loaded.shapes,
            classes: &view.classes,
            n_classes: view.breaks.n_classes(),
            inside: words_of_set,
            selected: self.state.selected.get(),
            hovered,
            labels: &labels,
            viewport: self.viewport_of(&loaded),
        }))
    }

    fn viewport_of(self, loaded: &Loaded) -> Viewport {
        self.viewport.get().unwrap_or_else(|| Viewport::whole(&loaded.shapes.bounds()))
    }

    fn area_at(self, device: [f64; 2]) -> Option<usize> {
        untrack(|| {
            let loaded = self.state.loaded()?;
            let frame = self.size.get().frame(self.state.language.get());
            let projection = projection(&loaded.shapes, &frame, self.viewport_of(&loaded));
            loaded.hits.hit(&projection, device, REACH * frame.scale)
        })
    }

    fn move_view(self, change: impl FnOnce(&crate::map::Projection, f64) -> Viewport) {
        untrack(|| {
            let Some(loaded) = self.state.loaded() else { return };
            let frame = self.size.get().frame(self.state.language.get());
            let projection = projection(&loaded.shapes, &frame, self.viewport_of(&loaded));
            self.viewport.set(Some(change(&projection, frame.scale)));
        });
    }

    /// Zooms about the middle.
    fn zoom(self, factor: f64) {
        self.move_view(|projection, _| {
            let frame = self.size.get().frame(self.state.language.get());
            projection.zoomed([f64::from(frame.width) / 2.0, f64::from(frame.height) / 2.0], factor)
        });
    }
}

#[component]
fn AreaMap(view: Memo<Option<MapView>>, choice: RwSignal<MeasureChoice>) -> impl IntoView {
    let state = use_state();
    let map = MapState {
        state,
        view,
        viewport: RwSignal::new(None),
        hovered: RwSignal::new(None),
        size: RwSignal::new(BoxSize::default()),
    };
    // Another file has another country.
    let fingerprint = Memo::new(move |_| state.loaded().map(|loaded| loaded.fingerprint.clone()));
    Effect::new(move |before: Option<Option<String>>| {
        let now = fingerprint.get();
        if before.is_some_and(|before| before != now) {
            map.viewport.set(None);
        }
        now
    });
    let ground: Draw = Arc::new(move |backend, frame| {
        map.with_model(None, |model| draw_ground(backend, frame, model, &layout(model, frame)))
            .unwrap_or(Ok(()))
    });
    let marks: Draw = Arc::new(move |backend, frame| {
        let hovered = map.hovered.get();
        map.with_model(hovered, |model| draw_marks(backend, frame, model, &layout(model, frame)))
            .unwrap_or(Ok(()))
    });
    let (ground_node, marks_node) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let tip_at = RwSignal::new([0.0, 0.0]);
    let tip = Signal::derive(move || {
        let area = map.hovered.get()?;
        Some((tip_text(&state.loaded()?, &map, area, &choice.get()), tip_at.get()))
    });
    let label = move || view.get().map(|view| state.words().fill_one(Msg::MapLabel, &view.measure));
    view! {
        <div class="canvas-box map-box" role="application" tabindex="0" data-testid="map-canvas" aria-label=label
            on:pointermove=pointer_moved(map, tip_at) on:pointerleave=move |_| map.hovered.set(None)
            on:pointerdown=pointer_down(map) on:pointerup=pointer_up(map) on:keydown=move |event| key_down(map, &event)
            on:wheel=move |event: WheelEvent| {
                event.prevent_default();
                let factor = if event.delta_y() < 0.0 { 1.25 } else { 0.8 };
                let at = pointer_at(&event_as_pointer(&event)).device;
                map.move_view(|projection, _| projection.zoomed(at, factor));
            }>
            <div class="layers">
                <Layer draw=ground node=ground_node on_size=Callback::new(move |size| {
                    if map.size.get_untracked() != size { map.size.set(size); }
                })/>
            </div>
            <div class="layers over"><Layer draw=marks node=marks_node/></div>
            <Tip tip=tip/>
            <div class="map-tools">
                <button class="icon" data-testid="zoom-in" on:click=move |_| map.zoom(1.5) aria-label=move || state.words().say(Msg::MapZoomIn)>"+"</button>
                <button class="icon" data-testid="zoom-out" on:click=move |_| map.zoom(1.0 / 1.5) aria-label=move || state.words().say(Msg::MapZoomOut)>"−"</button>
                <button class="icon" data-testid="zoom-reset" on:click=move |_| map.viewport.set(None) aria-label=move || state.words().say(Msg::MapReset)>"⤢"</button>
            </div>
        </div>
        <div class="line between">
            <p class="small">{move || state.words().say(Msg::MapOutside)}</p>
            <SavePng node=ground_node name="negah-map"/>
        </div>
    }
}

/// Wheel events carry what [`pointer_at`] reads.
fn event_as_pointer(event: &WheelEvent) -> PointerEvent {
    use wasm_bindgen::JsCast;
    event.clone().unchecked_into()
}

fn tip_text(loaded: &Shared<Loaded>, map: &MapState, area: usize, choice: &MeasureChoice) -> String {
    let (snapshot, words) = (&loaded.snapshot, map.state.words());
    let value =
        map.view.read().as_ref().and_then(|view| view.values.get(area).copied()).filter(|x| !x.is_nan());
    let rank = map.state.both().and_then(|(_, outcome)| outcome.ranked.ranking.rank(area));
    let mut lines = vec![words.area(snapshot, area), words.whereabouts(snapshot, area)];
    lines.push(format!(
        "{}: {}",
        crate::view::measure_label(snapshot, choice, words),
        measure_text(snapshot, choice, value, words)
    ));
    lines.extend(rank.map(|rank| format!("{} {}", words.say(Msg::Rank), words.int(rank as usize))));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Dragging moves the map, a press without a move selects.
fn pointer_moved(map: MapState, tip_at: RwSignal<[f64; 2]>) -> impl Fn(PointerEvent) {
    move |event| {
        let at = pointer_at(&event);
        if event.buttons() & 1 == 1 {
            let (dx, dy) = (f64::from(event.movement_x()), f64::from(event.movement_y()));
            map.hovered.set(None);
            map.move_view(|projection, scale| projection.panned(dx * scale, dy * scale));
            return;
        }
        let area = map.area_at(at.device);
        tip_at.set(at.css);
        if map.hovered.get_untracked() != area {
            map.hovered.set(area);
        }
    }
}

thread_local! {
    static PRESSED_AT: std::cell::Cell<[f64; 2]> = const { std::cell::Cell::new([0.0, 0.0]) };
}

fn pointer_down(_: MapState) -> impl Fn(PointerEvent) {
    |event| PRESSED_AT.set(pointer_at(&event).css)
}

fn pointer_up(map: MapState) -> impl Fn(PointerEvent) {
    move |event| {
        let (at, from) = (pointer_at(&event), PRESSED_AT.get());
        let moved = (at.css[0] - from[0]).hypot(at.css[1] - from[1]);
        if let Some(area) = map.area_at(at.device).filter(|_| moved < 4.0) {
            map.state.selected.set(Some(area));
        }
    }
}

fn key_down(map: MapState, event: &KeyboardEvent) {
    const STEP: f64 = 40.0;
    let pan = |dx: f64, dy: f64| map.move_view(|projection, scale| projection.panned(dx * scale, dy * scale));
    match event.key().as_str() {
        "ArrowLeft" => pan(STEP, 0.0),
        "ArrowRight" => pan(-STEP, 0.0),
        "ArrowUp" => pan(0.0, STEP),
        "ArrowDown" => pan(0.0, -STEP),
        "+" | "=" => map.zoom(1.5),
        "-" | "−" => map.zoom(1.0 / 1.5),
        "0" => map.viewport.set(None),
        _ => return,
    }
    event.prevent_default();
}
