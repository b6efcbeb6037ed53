//! The picture of a map with all that explains it, as a file: finding, legend, source and date, invented data marked.

use leptos::html::Canvas;
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::pane::Sheet;
use crate::chart::{Frame, SvgSurface, sheet};
use crate::text::Msg;
use crate::ui::canvas::theme;
use crate::ui::saving::file_name;
use crate::ui::surface::Surface;
use crate::view::map_sheet;
use crate::web::{download, page};

/// The writing around a map, the frame of the map and that of the whole.
struct Paper {
    model: sheet::Model,
    layout: sheet::Layout,
    map: Frame,
    whole: Frame,
}

fn paper(map: Sheet) -> Option<Paper> {
    let state = map.desk.state;
    let (loaded, view) = (state.loaded()?, map.pane.view.get()?);
    let own = Frame { theme: theme(), ..map.frame() };
    let model = map_sheet(&loaded.snapshot, &view, &view.shades(&own.theme), state.words());
    let layout = sheet::layout(&model, &own, own.size());
    let whole = Frame { height: layout.height.ceil() as u32, ..own };
    Some(Paper { model, layout, map: own, whole })
}

/// Saves a map as points.
pub fn save_map(map: Sheet, layers: [NodeRef<Canvas>; 3]) {
    let Some(canvas) = untrack(|| picture(map, layers)) else { return failed(map) };
    download::download_png(&canvas, file_name(map.desk.state, "map", "png"));
}

/// Saves a map as lines that stay sharp at any size.
pub fn save_map_svg(map: Sheet) {
    let text = untrack(|| vector(map));
    let name = file_name(map.desk.state, "map", "svg");
    let saved = text.is_some_and(|text| download::download(&name, "image/svg+xml", text.as_bytes()).is_ok());
    if !saved {
        failed(map);
    }
}

fn failed(map: Sheet) {
    let text = map.desk.state.words_now().say(Msg::MapNotSaved);
    map.desk.state.toast.set(Some(text.to_owned()));
}

fn picture(map: Sheet, layers: [NodeRef<Canvas>; 3]) -> Option<HtmlCanvasElement> {
    let paper = paper(map)?;
    let canvas: HtmlCanvasElement = page::document().ok()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(paper.whole.width);
    canvas.set_height(paper.whole.height);
    // Outside the page letters have no direction of their own; it must be that of the charts in it.
    canvas.set_dir("ltr");
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    sheet::draw(&mut backend, &paper.whole, &paper.model, &paper.layout).ok()?;
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    for layer in layers.into_iter().filter_map(|node| node.get()) {
        context.draw_image_with_html_canvas_element(&layer, 0.0, paper.layout.picture.top).ok()?;
    }
    Some(canvas)
}

fn vector(map: Sheet) -> Option<String> {
    let paper = paper(map)?;
    let mut around = Surface::Svg(SvgSurface::new(&paper.whole));
    sheet::draw(&mut around, &paper.whole, &paper.model, &paper.layout).ok()?;
    let mut inside = Surface::Svg(SvgSurface::new(&paper.map));
    for draw in map.layers() {
        draw(&mut inside, &paper.map).ok()?;
    }
    let (Surface::Svg(around), Surface::Svg(inside)) = (around, inside) else { return None };
    let (file, body, top) = (around.file(), inside.elements(), paper.layout.picture.top);
    let (before, after) = file.rsplit_once("</svg>")?;
    let [width, height] = paper.map.size();
    // An inner picture of its own cuts off what leaves the map.
    Some(format!(r#"{before}<svg y="{top}" width="{width}" height="{height}">{body}</svg></svg>{after}"#))
}
