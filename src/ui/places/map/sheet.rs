//! One map on the desk: what it shows, and what draws it.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::{Desk, Pane};
use super::touches::Touches;
use super::whole::REACH;
use crate::chart::Frame;
use crate::chart::choropleth::{
    Furniture, Model, Scene, circle_at, draw_brushed, draw_furniture, draw_scene, draw_scene_marks,
    marks_layout, projection, scene_layout, size_key,
};
use crate::map::{Projection, Viewport, scale_bar};
use crate::text::Msg;
use crate::ui::canvas::BoxSize;
use crate::ui::state::Loaded;
use crate::ui::surface::Draw;
use crate::view::{distance_text, size_text};

/// Most names tried on the whole map, and however near one looks.
const LABELS: (usize, usize) = (40, 160);
/// The scale bar is at most so long, css pixels.
const BAR: f64 = 110.0;

/// One map on the desk, with its own size.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What it shares with the other.
    pub desk: Desk,
    /// What it shows.
    pub pane: Pane,
    /// Its size.
    pub size: RwSignal<BoxSize>,
    /// Where its tooltip stands, css pixels; `None` while the pointer is elsewhere.
    pub tip_at: RwSignal<Option<[f64; 2]>>,
    /// The shape being drawn, device pixels.
    pub lasso: RwSignal<Vec<[f64; 2]>>,
    /// The pointers on it.
    pub touches: StoredValue<Touches>,
}

impl Sheet {
    /// The frame that it is drawn in but for its colours, tracked by language alone.
    pub fn frame(self) -> Frame {
        self.size.get_untracked().bare_frame(self.desk.state.language.get())
    }

    fn viewport(self, loaded: &Loaded, viewport: Option<Viewport>) -> Viewport {
        viewport.unwrap_or_else(|| Viewport::whole(&loaded.shapes.bounds()))
    }

    /// Degrees to device pixels, for handlers.
    pub fn projection(self) -> Option<Projection> {
        untrack(|| {
            let loaded = self.desk.state.loaded()?;
            let viewport = self.viewport(&loaded, self.desk.viewport.get());
            Some(projection(&loaded.shapes, &self.frame(), viewport))
        })
    }

    /// Calls `act` with what is to be drawn. Tracks what the picture shows, not what is pointed at or marked.
    fn with_scene(self, viewport: Option<Viewport>, frame: &Frame, act: &mut dyn FnMut(&Scene<'_>)) {
        let state = self.desk.state;
        let (Some((loaded, case)), Some(view)) = (state.both(), self.pane.view.get()) else { return };
        if view.values.len() != loaded.snapshot.n_areas() {
            return;
        }
        let people = loaded.snapshot.population_column(case.outcome.period);
        let sizes = people.filter(|_| self.pane.choice.read().circles).map(|column| column.raw());
        let shades = view.shades(&frame.theme);
        let words_of_set = (!case.outcome.set.is_all()).then(|| case.outcome.set.words());
        let model = Model {
            shapes: &loaded.shapes,
            classes: &view.classes,
            n_classes: view.breaks.n_classes(),
            inside: words_of_set,
            selected: None,
            hovered: None,
            labels: &[],
            viewport: self.viewport(&loaded, viewport),
        };
        act(&Scene { shades: &shades, sizes, ..Scene::plain(model) });
    }

    /// The names to try: the first in rank of those in sight, more of them the nearer one looks.
    fn labels(self, seen: &Projection) -> Vec<(usize, String)> {
        let Some((loaded, case)) = self.desk.state.both() else { return Vec::new() };
        let (seen, zoom) = (seen.visible(), seen.viewport().zoom);
        let most = ((LABELS.0 as f64 * zoom) as usize).min(LABELS.1);
        let words = self.desk.state.words();
        let order = case.outcome.ranked.ranking.order.iter().map(|at| *at as usize);
        let in_sight = |at: &usize| loaded.shapes.anchor(*at).is_some_and(|anchor| seen.contains(anchor));
        order.filter(in_sight).take(most).map(|at| (at, words.area(&loaded.snapshot, at))).collect()
    }

    /// The area under a point, device pixels, for handlers.
    pub fn area_at(self, device: [f64; 2]) -> Option<usize> {
        untrack(|| {
            let loaded = self.desk.state.loaded()?;
            let mut found = None;
            if self.pane.choice.read().circles {
                let frame = self.frame();
                self.with_scene(self.desk.viewport.get(), &frame, &mut |scene| {
                    found = circle_at(scene, &frame, device);
                });
            }
            let reach = REACH * self.frame().scale;
            found.or_else(|| loaded.hits.hit(&self.projection()?, device, reach))
        })
    }

    fn furniture(self, layout_unit: f64, projection: &Projection, frame: &Frame) -> Furniture {
        let words = self.desk.state.words();
        let (km, pixels) = scale_bar(projection, frame.px(BAR));
        let size = |(size, radius): (f64, f64)| (radius, size_text(size, words));
        Furniture {
            north: words.say(Msg::MapNorth).to_owned(),
            scale: Some((pixels, distance_text(km, words))),
            sizes: size_key(layout_unit, frame).into_iter().map(size).collect(),
            lasso: self.lasso.get(),
        }
    }

    /// How the picture of the ground must be moved to fit the part looked at.
    pub fn shift(self) -> String {
        let (now, drawn) = (self.desk.viewport.get(), self.desk.drawn.get());
        let loaded = self.desk.state.loaded().filter(|_| now != drawn);
        let Some(loaded) = loaded else { return "none".to_owned() };
        let frame = self.frame();
        let of = |viewport| projection(&loaded.shapes, &frame, self.viewport(&loaded, viewport));
        let (from, to) = (of(drawn), of(now));
        let [x, y] = to.project(from.unproject([0.0, 0.0])).map(|device| device / frame.scale);
        let scale = to.scale()[1] / from.scale()[1];
        format!("matrix({scale},0,0,{scale},{x},{y})")
    }

    /// What draws the map, from the ground upwards.
    pub fn layers(self) -> [Draw; 3] {
        [self.ground(), self.brushed(), self.marks()]
    }

    pub fn ground(self) -> Draw {
        Arc::new(move |backend, frame| {
            let start = now();
            let mut done = Ok(());
            self.with_scene(self.desk.drawn.get(), frame, &mut |scene| {
                done = draw_scene(backend, frame, scene, &scene_layout(scene, frame));
            });
            self.desk.cost.set_value(now() - start);
            done
        })
    }

    /// What is marked and selected, and the names: what moves with the ground.
    pub fn brushed(self) -> Draw {
        Arc::new(move |backend, frame| {
            let (marked, selected) = (self.desk.state.marked.get(), self.desk.state.selected.get());
            let mut done = Ok(());
            self.with_scene(self.desk.drawn.get(), frame, &mut |scene| {
                let labels = self.labels(&projection(scene.model.shapes, frame, scene.model.viewport));
                let model = Model { selected, labels: &labels, ..scene.model };
                let scene = Scene { model, marked: &marked, ..*scene };
                let layout = marks_layout(&scene, frame);
                done = draw_brushed(backend, frame, &scene, &layout)
                    .and_then(|()| draw_scene_marks(backend, frame, &scene, &layout));
            });
            done
        })
    }

    /// What is pointed at, and what stands still or follows every step of a move.
    pub fn marks(self) -> Draw {
        Arc::new(move |backend, frame| {
            let state = self.desk.state;
            let (pointed, selected) = (state.pointed.get(), state.selected.get());
            let mut done = Ok(());
            self.with_scene(self.desk.viewport.get(), frame, &mut |scene| {
                let model = Model { hovered: pointed.filter(|at| selected != Some(*at)), ..scene.model };
                let scene = Scene { model, ..*scene };
                let layout = marks_layout(&scene, frame);
                let around = self.furniture(layout.unit, &layout.projection, frame);
                done = draw_scene_marks(backend, frame, &scene, &layout)
                    .and_then(|()| draw_furniture(backend, frame, &around));
            });
            done
        })
    }
}

/// Milliseconds since the page began.
fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}
