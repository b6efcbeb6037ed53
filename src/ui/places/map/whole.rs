//! The map of the score as a whole, in small: on the overview, in the profile, on a slide.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::choropleth::{
    Model, Scene, draw_brushed, draw_ground, draw_scene_marks, layout, projection,
};
use crate::map::Viewport;
use crate::pipeline::Outcome;
use crate::ui::canvas::frame_of;
use crate::ui::state::{Loaded, Shared, State, shared};
use crate::ui::surface::Draw;
use crate::view::{MapView, MeasureChoice, map_view};

/// The pointer may be this many css pixels away from a point.
pub const REACH: f64 = 9.0;

/// Whether the data hold any geometry.
pub fn has_map(state: State) -> Memo<bool> {
    Memo::new(move |_| state.loaded().is_some_and(|loaded| !loaded.shapes.bounds().is_empty()))
}

/// The whole map, nothing on it marked.
pub fn plain<'a>(loaded: &'a Loaded, outcome: &'a Outcome, view: &'a MapView) -> Model<'a> {
    Model {
        shapes: &loaded.shapes,
        classes: &view.classes,
        n_classes: view.breaks.n_classes(),
        inside: (!outcome.set.is_all()).then(|| outcome.set.words()),
        selected: None,
        hovered: None,
        labels: &[],
        viewport: Viewport::whole(&loaded.shapes.bounds()),
    }
}

/// The map of the score; copied freely.
#[derive(Clone, Copy)]
pub struct Whole {
    state: State,
    /// What it shows; `None` without a result.
    pub view: Memo<Option<Shared<MapView>>>,
    with_marked: bool,
}

impl Whole {
    /// Sets the map up; it is computed when it is asked for.
    pub fn new(state: State) -> Self {
        let view = Memo::new(move |_| {
            let case = state.case()?;
            Some(shared(map_view(&case, &MeasureChoice::Score, state.words())))
        });
        Self { state, view, with_marked: true }
    }

    /// Without the marked areas: marks are for work, not for a room that does not know of them.
    pub fn unmarked(self) -> Self {
        Self { with_marked: false, ..self }
    }

    /// The finding; empty without a result. Tracked.
    pub fn title(self) -> String {
        self.view.get().map(|view| view.title.clone()).unwrap_or_default()
    }

    /// Draws the areas.
    pub fn ground(self) -> Draw {
        Arc::new(move |backend, frame| {
            let (Some((loaded, case)), Some(view)) = (self.state.both(), self.view.get()) else {
                return Ok(());
            };
            let model = plain(&loaded, &case.outcome, &view);
            draw_ground(backend, frame, &model, &layout(&model, frame))
        })
    }

    /// Draws what is marked, selected and pointed at, and the names of the first `named`: on a canvas of its own, so that
    /// the areas need not be drawn again.
    pub fn marks(self, pointed: Signal<Option<usize>>, named: usize) -> Draw {
        let state = self.state;
        Arc::new(move |backend, frame| {
            let (Some((loaded, case)), Some(view)) = (state.both(), self.view.get()) else {
                return Ok(());
            };
            let first = case.outcome.ranked.ranking.order.iter().take(named).map(|at| *at as usize);
            let labels: Vec<_> = first.map(|at| (at, state.words().area(&loaded.snapshot, at))).collect();
            let (selected, hovered) = (state.selected.get(), pointed.get());
            let model = Model { selected, hovered, labels: &labels, ..plain(&loaded, &case.outcome, &view) };
            let marked = if self.with_marked { state.marked.get() } else { Arc::default() };
            let (scene, layout) = (Scene { marked: &marked, ..Scene::plain(model) }, layout(&model, frame));
            draw_brushed(backend, frame, &scene, &layout)?;
            draw_scene_marks(backend, frame, &scene, &layout)
        })
    }

    /// The area under a point of the canvas, device pixels, for handlers.
    pub fn area_at(self, node: NodeRef<Canvas>, device: [f64; 2]) -> Option<usize> {
        let (canvas, loaded) = (node.get_untracked()?, self.state.loaded_untracked()?);
        let frame = frame_of(&canvas, self.state.language.get_untracked());
        let projection = projection(&loaded.shapes, &frame, Viewport::whole(&loaded.shapes.bounds()));
        loaded.hits.hit(&projection, device, REACH * frame.scale)
    }
}
