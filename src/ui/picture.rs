//! A picture that leaves the page, with what explains it written around it: finding, scenario and weights, source, mark of
//! invented data. Drawn anew, and finer than on the screen, so that it is good for paper.

use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::state::State;
use super::surface::{Draw, Surface};
use super::theme::theme;
use crate::chart::{Frame, SvgSurface, sheet};
use crate::text::Msg;
use crate::view::chart_sheet;
use crate::web::{download, page};

/// Least width of a picture in points: a page of A4 at 250 points to the inch.
const WIDE: f64 = 2000.0;

/// A picture drawn in `frame` by `layers`, from the ground upwards.
pub struct Picture<'a> {
    /// What is written around it.
    pub model: sheet::Model,
    /// Size and colours on the screen.
    pub frame: Frame,
    /// What draws it.
    pub layers: &'a [Draw],
}

/// Saves a chart that stands in the page; its finding is how it is called for those who cannot see it.
pub fn save_chart(state: State, draw: &Draw, (canvas, frame): (&HtmlCanvasElement, Frame), name: &str) {
    let around = canvas.closest(".canvas-box").ok().flatten();
    let title = around.and_then(|own| own.get_attribute("aria-label")).unwrap_or_default();
    let Some(loaded) = state.loaded_untracked() else { return };
    let scenario = state.scenario_untracked();
    let model = chart_sheet((&loaded.snapshot, &scenario), &title, state.words_now());
    let layers = [draw.clone()];
    let frame = Frame { theme: theme(), ..frame };
    save(state, &Picture { model, frame, layers: &layers }, name);
}

/// Saves a picture, as lines or as points by the ending of its name; where that fails, it is said.
pub fn save(state: State, picture: &Picture<'_>, name: &str) {
    let saved = if name.ends_with(".svg") {
        untrack(|| picture.lines()).is_some_and(|text| {
            download::download(name, "image/svg+xml;charset=utf-8", text.as_bytes()).is_ok()
        })
    } else {
        let drawn = untrack(|| picture.points());
        let is_drawn = drawn.is_some();
        if let Some(canvas) = drawn {
            download::download_png(&canvas, name.to_owned());
        }
        is_drawn
    };
    if !saved {
        state.toast.set(Some(state.words_now().say(Msg::MapNotSaved).to_owned()));
    }
}

impl Picture<'_> {
    /// The same picture in more points.
    fn finer(&self) -> Frame {
        let times = (WIDE / f64::from(self.frame.width.max(1))).ceil().max(1.0);
        let [width, height] =
            [self.frame.width, self.frame.height].map(|side| (f64::from(side) * times) as u32);
        Frame { width, height, scale: self.frame.scale * times, ..self.frame }
    }

    fn points(&self) -> Option<HtmlCanvasElement> {
        let own = self.finer();
        let layout = sheet::layout(&self.model, &own, own.size());
        let whole = Frame { height: layout.height.ceil() as u32, ..own };
        let (canvas, mut around) = blank(&whole)?;
        sheet::draw(&mut around, &whole, &self.model, &layout).ok()?;
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        for draw in self.layers {
            let (layer, mut surface) = blank(&own)?;
            draw(&mut surface, &own).ok()?;
            context.draw_image_with_html_canvas_element(&layer, 0.0, layout.picture.top).ok()?;
        }
        Some(canvas)
    }

    fn lines(&self) -> Option<String> {
        let layout = sheet::layout(&self.model, &self.frame, self.frame.size());
        let whole = Frame { height: layout.height.ceil() as u32, ..self.frame };
        let mut around = Surface::Svg(SvgSurface::new(&whole));
        sheet::draw(&mut around, &whole, &self.model, &layout).ok()?;
        let mut inside = Surface::Svg(SvgSurface::new(&self.frame));
        for draw in self.layers {
            draw(&mut inside, &self.frame).ok()?;
        }
        let (Surface::Svg(around), Surface::Svg(inside)) = (around, inside) else { return None };
        let (file, body, top) = (around.file(), inside.elements(), layout.picture.top);
        let (before, after) = file.rsplit_once("</svg>")?;
        let [width, height] = self.frame.size();
        // An inner picture of its own cuts off what leaves it.
        Some(format!(r#"{before}<svg y="{top}" width="{width}" height="{height}">{body}</svg></svg>{after}"#))
    }
}

/// A canvas outside the page.
fn blank(frame: &Frame) -> Option<(HtmlCanvasElement, Surface)> {
    let canvas: HtmlCanvasElement = page::document().ok()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(frame.width);
    canvas.set_height(frame.height);
    // Outside the page letters have no direction of their own; it must be that of the charts in it.
    canvas.set_dir("ltr");
    let surface = Surface::Canvas(CanvasBackend::with_canvas_object(canvas.clone())?);
    Some((canvas, surface))
}
