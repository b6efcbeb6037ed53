//! Legend of a map: a histogram in the shades of the classes, whose ends can be dragged, and the classes as a list.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::desk::{Desk, Pane};
use crate::chart::Rgb;
use crate::chart::class_bars::{Hit, Model, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Layer, frame_of, pointer_at};
use crate::ui::late::live;
use crate::ui::state::{State, use_state};
use crate::ui::surface::Draw;
use crate::ui::theme::theme;
use crate::view::{ClassWay, MapView, moved_threshold};

/// Up to so many areas the map follows while the end of a class is dragged; beyond, it waits until it is let go.
const FOLLOWED: usize = 5_000;

/// Histogram and list of the classes.
#[component]
pub fn MapLegend(desk: Desk, pane: Pane) -> impl IntoView {
    let state = use_state();
    let missing_circles = move || {
        let (loaded, case) = state.both().filter(|_| pane.choice.read().circles)?;
        let people = loaded.snapshot.population_column(case.outcome.period)?;
        let has = |at: usize| people.get(at).is_some_and(|n| n > 0.0) && loaded.shapes.anchor(at).is_some();
        let none = case.outcome.set.iter().filter(|at| !has(*at)).count();
        let words = state.words();
        (none > 0).then(
            || view! { <p class="small">{words.fill_one(Msg::MapCirclesMissing, &words.int(none))}</p> },
        )
    };
    let is_empty = move || pane.view.get().filter(|view| view.breaks.n_classes() == 0);
    let has_bars = Memo::new(move |_| pane.view.get().is_some_and(|view| !view.bars.counts.is_empty()));
    view! {
        <div class="map-legend">
            {move || is_empty().map(|view| view! {
                <p class="note">{state.words().fill_one(Msg::MapNoValues, &view.measure)}</p>
            })}
            <Show when=move || has_bars.get()><Bars pane=pane/></Show>
            <ul class="classes" data-testid="map-legend">{move || classes(desk, pane)}</ul>
            {missing_circles}
        </div>
    }
}

/// The classes with their shades, the neediest first; a click marks the areas of one.
fn classes(desk: Desk, pane: Pane) -> Option<AnyView> {
    let state = desk.state;
    let (view, words) = (pane.view.get()?, state.words());
    state.fonts.track();
    let shades = view.shades(&theme());
    let row = |class: Option<usize>, text: String, count: usize| {
        let label = words.fill_one(Msg::MapClassMark, &text);
        let act = move |event: MouseEvent| mark_class(state, pane, class, event.shift_key());
        let swatch = match class.and_then(|at| shades.get(at)) {
            Some(Rgb(red, green, blue)) => {
                view! { <span class="swatch" style:background=format!("rgb({red} {green} {blue})")></span> }
                    .into_any()
            }
            None => view! { <span class="swatch hatched"></span> }.into_any(),
        };
        view! {
            <li>
                <button class="quiet class-row" data-testid="map-class" disabled=count == 0 title=label on:click=act>
                    {swatch}<span>{text}</span><span class="small num">{words.int(count)}</span>
                </button>
            </li>
        }
    };
    let entries = view.legend.iter().cloned().enumerate();
    let mut rows: Vec<_> = entries.map(|(at, (text, count))| row(Some(at), text, count)).collect();
    // The neediest first, as in the table.
    if view.shading != crate::view::Shading::Low {
        rows.reverse();
    }
    rows.push(row(None, words.say(Msg::MapMissing).to_owned(), view.missing));
    Some(rows.into_any())
}

/// Marks the areas of a class, besides those marked where `add`.
fn mark_class(state: State, pane: Pane, class: Option<usize>, add: bool) {
    if let Some(view) = pane.view.get_untracked() {
        state.mark_areas(view.members(class), add);
    }
}

/// The histogram under the pointer.
#[derive(Clone, Copy)]
struct Dragged {
    state: State,
    pane: Pane,
    node: NodeRef<Canvas>,
    /// The threshold taken hold of.
    held: RwSignal<Option<usize>>,
    /// The thresholds while one is held.
    draft: RwSignal<Option<Vec<f64>>>,
}

impl Dragged {
    /// The histogram but for its shades, which only drawing needs.
    fn model(self, view: &MapView) -> Model {
        let value = self.state.pointed.get().and_then(|at| view.values.get(at).copied());
        Model {
            thresholds: self.draft.get().unwrap_or_else(|| view.bars.thresholds.clone()),
            pointed: value.filter(|value| !value.is_nan()),
            held: self.held.get(),
            ..view.bars.clone()
        }
    }

    fn under(self, event: &PointerEvent) -> Option<(Option<Hit>, f64, Model)> {
        let (canvas, view) = (self.node.get_untracked()?, self.pane.view.get_untracked()?);
        let frame = frame_of(&canvas, self.state.language.get_untracked());
        let model = untrack(|| self.model(&view));
        let ([x, y], layout) = (pointer_at(event).device, layout(&model, &frame));
        Some((hit(&model, &layout, x, y), layout.value_at(x), model))
    }

    fn down(self, event: &PointerEvent) {
        match self.under(event) {
            Some((Some(Hit::Threshold(at)), ..)) => {
                let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
                element.iter().for_each(|element| drop(element.set_pointer_capture(event.pointer_id())));
                self.held.set(Some(at));
                event.prevent_default();
            }
            Some((Some(Hit::Class(at)), ..)) => {
                mark_class(self.state, self.pane, Some(at), event.shift_key());
            }
            _ => {}
        }
    }

    fn moved(self, event: &PointerEvent) {
        let Some(at) = self.held.get_untracked() else { return };
        let Some((_, value, model)) = self.under(event) else { return };
        let ends = model.edges.first().copied().zip(model.edges.last().copied()).unwrap_or_default();
        let thresholds = moved_threshold(&model.thresholds, at, value, ends);
        let n_areas = self.state.loaded_untracked().map_or(0, |loaded| loaded.snapshot.n_areas());
        self.draft.set(Some(thresholds.clone()));
        if n_areas <= FOLLOWED {
            self.pane.change(|choice| choice.way = ClassWay::Own(thresholds));
        }
    }

    fn up(self) {
        self.held.set(None);
        if let Some(thresholds) = self.draft.get_untracked() {
            self.pane.change(|choice| choice.way = ClassWay::Own(thresholds));
        }
        self.draft.set(None);
    }
}

#[component]
fn Bars(pane: Pane) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let own = Dragged { state, pane, node, held: RwSignal::new(None), draft: RwSignal::new(None) };
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(view) = pane.view.get() else { return Ok(()) };
        let model = Model { shades: view.shades(&frame.theme), ..own.model(&view) };
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let label = move || pane.view.get().map(|view| state.words().fill_one(Msg::MapBarsLabel, &view.measure));
    view! {
        <div class="canvas-box map-bars" role="img" data-testid="map-bars" aria-label=label class:held=move || own.held.get().is_some()
            on:pointerdown=move |event| own.down(&event) on:pointermove=move |event| own.moved(&event)
            on:pointerup=move |_| own.up() on:pointercancel=live(move |_| own.up())>
            <Layer draw=picture node=node/>
        </div>
        <p class="small screen-only">{move || state.words().say(Msg::MapClassHint)}</p>
    }
}
