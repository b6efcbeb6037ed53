//! The picture of a map with all that explains it, as a file: finding, legend, scenario, source and date, invented data marked.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::chart::Frame;
use crate::ui::picture::{Picture, save};
use crate::ui::saving::file_name;
use crate::ui::theme::theme;
use crate::view::map_sheet;

/// Saves a map; `ending` says as what: `png`, in points, or `svg`, in lines that stay sharp at any size.
pub fn save_map(map: Sheet, ending: &str) {
    let state = map.desk.state;
    let layers = map.layers();
    let picture = untrack(|| {
        let (loaded, view) = (state.loaded()?, map.pane.view.get()?);
        let frame = Frame { theme: theme(), ..map.frame() };
        let shades = view.shades(&frame.theme);
        let model = map_sheet((&loaded.snapshot, &state.scenario()), &view, &shades, state.words());
        Some(Picture { model, frame, layers: &layers })
    });
    if let Some(picture) = picture {
        save(state, &picture, &file_name(state, "map", ending));
    }
}
