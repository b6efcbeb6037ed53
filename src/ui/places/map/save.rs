//! The picture of a map with all that explains it, as a file.

use leptos::html::Canvas;
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::pane::Sheet;
use crate::chart::{Frame, sheet};
use crate::text::Msg;
use crate::ui::canvas::theme;
use crate::view::map_sheet;
use crate::web::{download, page};

/// Saves a map with its finding, legend, source and date, and the mark of invented data.
pub fn save_map(map: Sheet, layers: [NodeRef<Canvas>; 3]) {
    let canvas = untrack(|| picture(map, layers));
    let Some(canvas) = canvas else {
        let text = map.desk.state.words_now().say(Msg::ErrorTitle);
        return map.desk.state.toast.set(Some(text.to_owned()));
    };
    let on_blob = Closure::once_into_js(move |blob: Blob| {
        let _ = download::download_blob("negah-map.png", &blob);
    });
    let _ = canvas.to_blob(on_blob.unchecked_ref());
}

fn picture(map: Sheet, layers: [NodeRef<Canvas>; 3]) -> Option<HtmlCanvasElement> {
    let state = map.desk.state;
    let (loaded, view) = (state.loaded()?, map.pane.view.get()?);
    let layers: Vec<HtmlCanvasElement> = layers.into_iter().filter_map(|node| node.get()).collect();
    let size = layers.first().map(|ground| [f64::from(ground.width()), f64::from(ground.height())])?;
    let own = Frame { theme: theme(), ..map.frame() };
    let model = map_sheet(&loaded.snapshot, &view, &view.shades(&own.theme), state.words());
    let layout = sheet::layout(&model, &own, size);
    let frame = Frame { height: layout.height.ceil() as u32, ..own };
    let canvas: HtmlCanvasElement = page::document().ok()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(frame.width);
    canvas.set_height(frame.height);
    // Outside the page letters have no direction of their own; it must be that of the charts in it.
    canvas.set_dir("ltr");
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    sheet::draw(&mut backend, &frame, &model, &layout).ok()?;
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    for layer in &layers {
        context.draw_image_with_html_canvas_element(layer, 0.0, layout.picture.top).ok()?;
    }
    Some(canvas)
}
