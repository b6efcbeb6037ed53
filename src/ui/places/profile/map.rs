//! Where the area lies: a small map of need with the area outlined.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::choropleth::{Model, draw_ground, draw_marks, layout};
use crate::chart::{Frame, SvgSurface};
use crate::map::Viewport;
use crate::pipeline::Outcome;
use crate::text::Msg;
use crate::ui::canvas::{Chart, Draw};
use crate::ui::state::{Loaded, use_state};
use crate::view::{MapView, MeasureChoice, map_view};

/// The map of need with the selected area.
fn model<'a>(
    loaded: &'a Loaded,
    outcome: &'a Outcome,
    (view, selected): (&'a MapView, Option<usize>),
) -> Model<'a> {
    Model {
        shapes: &loaded.shapes,
        classes: &view.classes,
        n_classes: view.breaks.n_classes(),
        inside: (!outcome.set.is_all()).then(|| outcome.set.words()),
        selected,
        hovered: None,
        labels: &[],
        viewport: Viewport::whole(&loaded.shapes.bounds()),
    }
}

/// The map as SVG for paper: its ground once, then the marks of each area.
pub fn on_paper(
    (loaded, outcome, view): (&Loaded, &Outcome, &MapView),
    frame: &Frame,
    selected: Option<usize>,
) -> Option<String> {
    let mut surface = SvgSurface::new(frame);
    let model = model(loaded, outcome, (view, selected));
    let layout = layout(&model, frame);
    match selected {
        None => draw_ground(&mut surface, frame, &model, &layout).ok()?,
        Some(_) => draw_marks(&mut surface, frame, &model, &layout).ok()?,
    }
    Some(surface.elements())
}

/// The card with the map; nothing where the data hold no geometry.
#[component]
pub fn PlaceOnMap() -> impl IntoView {
    let state = use_state();
    let has_map = Memo::new(move |_| state.loaded().is_some_and(|loaded| !loaded.shapes.bounds().is_empty()));
    let view = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        Some(map_view(&loaded.snapshot, &outcome, &MeasureChoice::Score, state.words()))
    });
    let node = NodeRef::<Canvas>::new();
    let picture = move || -> Draw {
        Arc::new(move |backend, frame| {
            let (Some((loaded, outcome)), Some(view)) = (state.both(), view.get()) else { return Ok(()) };
            let model = model(&loaded, &outcome, (&view, state.selected.get()));
            let layout = layout(&model, frame);
            draw_ground(backend, frame, &model, &layout)?;
            draw_marks(backend, frame, &model, &layout)
        })
    };
    let label = Signal::derive(move || state.words().say(Msg::ProfilePlaceOnMap).to_owned());
    view! {
        <Show when=move || has_map.get()>
            <section class="card">
                <div class="head">
                    <h2>{label}</h2>
                    <a href="#map">{move || state.words().say(Msg::OverviewMapLink)}</a>
                </div>
                <div class="body"><Chart draw=picture() label=label height=230.0 node=node/></div>
            </section>
        </Show>
    }
}
