//! Where the area lies: a small map of need with the area outlined.

use leptos::prelude::*;

use crate::chart::choropleth::{Model, draw_ground, draw_marks, layout};
use crate::chart::{Frame, SvgSurface};
use crate::pipeline::Outcome;
use crate::text::Msg;
use crate::ui::canvas::Chart;
use crate::ui::places::map::whole::{Whole, has_map, plain};
use crate::ui::state::{Loaded, use_state};
use crate::view::MapView;

/// The map as SVG for paper: its ground once, then the marks of each area.
pub fn on_paper(
    (loaded, outcome, view): (&Loaded, &Outcome, &MapView),
    frame: &Frame,
    selected: Option<usize>,
) -> Option<String> {
    let mut surface = SvgSurface::new(frame);
    let model = Model { selected, ..plain(loaded, outcome, view) };
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
    let (there, whole) = (has_map(state), Whole::new(state));
    let nothing = Signal::stored(None);
    let label = Signal::derive(move || state.words().say(Msg::ProfilePlaceOnMap).to_owned());
    view! {
        <Show when=move || there.get()>
            <section class="card">
                <div class="head">
                    <h2>{label}</h2>
                    <a href="#map">{move || state.words().say(Msg::OverviewMapLink)}</a>
                </div>
                <div class="body"><Chart draw=whole.ground() over=whole.marks(nothing, 0) label=label height=230.0 node=NodeRef::new()/></div>
            </section>
        </Show>
    }
}
