//! A canvas that is sharp at any pixel ratio, follows its box and waits for the fonts.

use std::sync::Arc;

use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, PointerEvent};

use super::late::{live, on_print, on_resize, on_window};
use super::picture::save_chart;
use super::state::use_state;
use super::surface::{Draw, Surface};
use super::theme::theme;
use crate::chart::{Frame, SvgSurface, Theme};
use crate::text::{Language, Msg};
use crate::ui::saving::file_name;
use crate::web::page;

/// Text beside the pointer, and css pixels from the top left corner of the box.
pub type TipText = Option<(String, [f64; 2])>;

/// How far from the pointer the text beside it stands, css pixels.
const BESIDE: f64 = 14.0;

/// What the pointer is on: device pixels, and css pixels from the start of the box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointerAt {
    /// Device pixels in the canvas, from its top left corner.
    pub device: [f64; 2],
    /// CSS pixels in the canvas, from its top left corner.
    pub css: [f64; 2],
}

/// Size of a box in css pixels with its pixel ratio.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct BoxSize {
    width: f64,
    height: f64,
    ratio: f64,
    zoom: f64,
}

impl BoxSize {
    /// The frame that a picture of this size is drawn in.
    pub fn frame(self, language: Language) -> Frame {
        Frame { theme: theme(), ..self.bare_frame(language) }
    }

    /// The same without the colours of the style sheet, which take a while to ask for: to look things up, not to draw.
    pub fn bare_frame(self, language: Language) -> Frame {
        Frame {
            width: (self.width * self.ratio).round().max(1.0) as u32,
            height: (self.height * self.ratio).round().max(1.0) as u32,
            scale: self.ratio * self.zoom,
            language,
            rtl: language == Language::Fa,
            theme: Theme::LIGHT,
        }
    }
}

/// The frame that a canvas was last drawn in but for its colours: what the pointer is on must be looked up there.
pub fn frame_of(canvas: &HtmlCanvasElement, language: Language) -> Frame {
    let ratio = page::pixel_ratio();
    let css = |device: u32| f64::from(device) / ratio;
    let size =
        BoxSize { width: css(canvas.width()), height: css(canvas.height()), ratio, zoom: zoom(canvas) };
    Frame { width: canvas.width(), height: canvas.height(), ..size.bare_frame(language) }
}

/// How much larger a chart's letters and marks are than on the page: on a slide they grow with its type.
fn zoom(canvas: &HtmlCanvasElement) -> f64 {
    const LETTERS: f64 = 12.5;
    let on_slide = canvas.closest(".slide").ok().flatten();
    on_slide.and_then(|_| page::font_size(canvas)).map_or(1.0, |size| (size / LETTERS).max(1.0))
}

/// Follows the size of an element; zero until it is in the page.
fn follow_size(canvas: NodeRef<Canvas>) -> RwSignal<BoxSize> {
    let size = RwSignal::new(BoxSize::default());
    Effect::new(move |_| {
        let Some(element) = canvas.get() else { return };
        let measured: HtmlCanvasElement = element.clone();
        on_resize(&element, move || {
            let next = BoxSize {
                width: f64::from(measured.client_width()),
                height: f64::from(measured.client_height()),
                ratio: page::pixel_ratio(),
                zoom: zoom(&measured),
            };
            if size.get_untracked() != next {
                size.set(next);
            }
        });
    });
    size
}

/// One layer of drawing.
#[component]
pub fn Layer(
    /// Draws the layer.
    draw: Draw,
    /// The element, for saving its picture.
    node: NodeRef<Canvas>,
    /// Told the size of the box.
    #[prop(optional)]
    on_size: Option<Callback<BoxSize>>,
) -> impl IntoView {
    let state = use_state();
    let size = follow_size(node);
    let drawing = Arc::clone(&draw);
    Effect::new(move |_| {
        state.fonts.track();
        let (size, language) = (size.get(), state.language.get());
        if let Some(on_size) = on_size {
            on_size.run(size);
        }
        let Some(element) = node.get().filter(|_| size.width > 0.0 && size.height > 0.0) else { return };
        let frame = size.frame(language);
        element.set_width(frame.width);
        element.set_height(frame.height);
        let Some(canvas) = CanvasBackend::with_canvas_object(element) else { return };
        if let Err(error) = drawing(&mut Surface::Canvas(canvas), &frame) {
            leptos::logging::warn!("a chart could not be drawn: {error}");
        }
    });
    let save = move |event: web_sys::CustomEvent| {
        let (Some(element), Some(name)) = (node.get_untracked(), event.detail().as_string()) else { return };
        let frame = frame_of(&element, state.language.get_untracked());
        save_chart(state, &draw, (&element, frame), &name);
    };
    // Text is anchored physically; the letters carry their own direction.
    view! { <canvas node_ref=node dir="ltr" aria-hidden="true" on:negah-svg=save></canvas> }
}

/// A chart with its description, pointer and tooltip.
#[component]
pub fn Chart(
    /// Draws the chart.
    draw: Draw,
    /// What the chart shows, for those who cannot see it; the numbers stand in the table beside it.
    #[prop(into)]
    label: Signal<String>,
    /// Height in css pixels.
    #[prop(into)]
    height: Signal<f64>,
    /// The picture, for saving.
    node: NodeRef<Canvas>,
    /// Draws what changes with the pointer, on a canvas of its own over the other.
    #[prop(optional)]
    over: Option<Draw>,
    /// Told where the pointer is; `None` when it leaves.
    #[prop(optional)]
    on_point: Option<Callback<Option<PointerAt>>>,
    /// Text beside the pointer, and where.
    #[prop(optional, into)]
    tip: Option<Signal<TipText>>,
) -> impl IntoView {
    let point = move |at: Option<PointerAt>| {
        if let Some(on_point) = on_point {
            on_point.run(at);
        }
    };
    let whole = NodeRef::<Div>::new();
    // What a finger points at stays when it is lifted, until it touches something else.
    on_window("pointerdown", move |event| {
        let at = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if whole.get_untracked().is_some_and(|own| !own.contains(at.as_ref())) {
            point(None);
        }
    });
    let paper = RwSignal::new(None::<String>);
    let (state, printed) = (use_state(), Arc::clone(&draw));
    let before = move || {
        let language = state.language.get_untracked();
        paper.set(
            node.get_untracked()
                .and_then(|own| paper_picture(&printed, &own, height.get_untracked(), language)),
        );
    };
    on_print(before, move || paper.set(None));
    let sheet =
        move || paper.get().map(|svg| view! { <div class="paper-chart print-only" inner_html=svg></div> });
    view! {
        <div class="canvas-box" class:on-paper=move || paper.read().is_some() role="img" aria-label=label node_ref=whole style:height=move || format!("{}px", height.get())
            on:pointerdown=move |event| point(Some(pointer_at(&event)))
            on:pointermove=move |event| point(Some(pointer_at(&event)))
            on:pointercancel=live(move |_| point(None))
            on:pointerleave=live(move |event: PointerEvent| if event.pointer_type() != "touch" { point(None) })>
            <Layer draw=draw node=node/>
            {sheet}
            {over.map(|draw| view! { <div class="layers over"><Layer draw=draw node=NodeRef::new()/></div> })}
            {tip.map(|tip| view! { <Tip tip=tip/> })}
        </div>
    }
}

/// What a sheet of A4 upright has room for between its margins, css pixels.
const PAPER: f64 = 700.0;

/// The picture for paper, drawn anew for its width, so that it is neither squeezed nor stretched; `None` on slides, which
/// have the size of their sheet already, and where it cannot be drawn. A chart that scrolls keeps its width and is made
/// smaller as a whole.
fn paper_picture(draw: &Draw, canvas: &HtmlCanvasElement, height: f64, language: Language) -> Option<String> {
    let is_within = |selector: &str| canvas.closest(selector).ok().flatten().is_some();
    if is_within(".slide") {
        return None;
    }
    let own = f64::from(canvas.client_width());
    let width = if is_within(".wide-chart") { own } else { own.min(PAPER) };
    let size = BoxSize { width, height, ratio: 2.0, zoom: 1.0 };
    let frame = Frame { theme: Theme::LIGHT, ..size.bare_frame(language) };
    let mut surface = Surface::Svg(SvgSurface::new(&frame));
    untrack(|| draw(&mut surface, &frame)).ok()?;
    match surface {
        Surface::Svg(svg) => Some(svg.picture()),
        Surface::Canvas(_) => None,
    }
}

/// The text beside the pointer.
#[component]
pub fn Tip(
    /// Text, and css pixels from the top left corner.
    tip: Signal<TipText>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    // On the other side of the pointer where there is no room on this one.
    let flipped = RwSignal::new(false);
    Effect::new(move |_| {
        let (Some((_, [x, _])), Some(own)) = (tip.get(), node.get()) else { return };
        // A wide chart scrolls in its box: what counts is the window.
        let start = own.offset_parent().map_or(0.0, |around| around.get_bounding_client_rect().left());
        let (at, width) = (start + x, page::window_size()[0]);
        flipped.set(at > width / 2.0 && at + f64::from(own.offset_width()) + BESIDE > width);
    });
    move || {
        tip.get().map(|(text, [x, y])| {
            let lines: Vec<_> = text.lines().map(|line| view! { <div>{line.to_owned()}</div> }).collect();
            let beside = move || if flipped.get() { -BESIDE } else { BESIDE };
            // Physical, like the pointer itself.
            view! {
                <div class="tip" role="status" node_ref=node class:flipped=move || flipped.get()
                    style:left=move || format!("{}px", x + beside()) style:top=format!("{}px", y + BESIDE)>{lines}</div>
            }
        })
    }
}

/// Where in its canvas box a pointer event is.
pub fn pointer_at(event: &PointerEvent) -> PointerAt {
    let ratio = page::pixel_ratio();
    let target = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let (left, top) = target.map_or((0.0, 0.0), |element| {
        let bounds = element.get_bounding_client_rect();
        (bounds.left(), bounds.top())
    });
    let css = [f64::from(event.client_x()) - left, f64::from(event.client_y()) - top];
    PointerAt { device: [css[0] * ratio, css[1] * ratio], css }
}

/// Asks the layer that draws a canvas to save its picture: it alone knows how it is drawn.
const SAVE: &str = "negah-svg";

/// Saves the picture of a canvas, as lines or as points by the ending of the name.
fn save_picture(node: NodeRef<Canvas>, name: &str) {
    let Some(canvas) = node.get_untracked() else { return };
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&name.into());
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict(SAVE, &init) {
        let _ = canvas.dispatch_event(&event);
    }
}

/// Buttons that save a chart's picture: as points, and as lines that stay sharp at any size.
#[component]
pub fn SavePng(
    /// The picture.
    node: NodeRef<Canvas>,
    /// What the picture is, in a word for the name of the file.
    name: &'static str,
) -> impl IntoView {
    let state = use_state();
    let file = move |ending: &str| file_name(state, name, ending);
    view! {
        <button class="quiet screen-only" data-testid="save-png" on:click=move |_| save_picture(node, &file("png"))>
            {move || state.words().say(Msg::ExportPng)}
        </button>
        <button class="quiet screen-only" data-testid="save-svg" on:click=move |_| save_picture(node, &file("svg"))>
            {move || state.words().say(Msg::SaveSvg)}
        </button>
    }
}
