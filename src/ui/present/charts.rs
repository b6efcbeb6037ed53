//! Slides of one picture: map, rank bands, two lists side by side. The pointer works as on the page.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::{Frame, Rgb, bands, slope};
use crate::text::Msg;
use crate::ui::canvas::{Chart, PointerAt, TipText};
use crate::ui::hover::hover;
use crate::ui::places::whole::Whole;
use crate::ui::state::{Shared, State, use_state};
use crate::ui::surface::Draw;
use crate::ui::theme::theme;
use crate::view::{
    CompareView, MapView, bands_model, score_text, sure_page, sure_row, sure_rows, sure_title,
};

/// Height of the picture, in letters of the slide.
const HEIGHT: f64 = 23.0;
/// The same where a key stands below.
const WITH_KEY: f64 = 18.5;
/// Names that are tried on the map.
const LABELS: usize = 8;

fn height(em: Signal<f64>, letters: f64) -> Signal<f64> {
    Signal::derive(move || (letters * em.get()).round())
}

/// The map of the score with its classes.
#[component]
pub(super) fn MapBody(whole: Whole, em: Signal<f64>) -> impl IntoView {
    let state = use_state();
    let (node, hovered) = (NodeRef::<Canvas>::new(), RwSignal::new(None::<(usize, [f64; 2])>));
    let area = Memo::new(move |_| hovered.get().map(|(at, _)| at));
    let point = Callback::new(move |at: Option<PointerAt>| {
        hovered.set(at.and_then(|at| Some((whole.area_at(node, at.device)?, at.css))));
    });
    let tip = Signal::derive(move || -> TipText {
        let ((at, css), case, words) = (hovered.get()?, state.case()?, state.words());
        Some((format!("{}\n{}", words.area(&case.snapshot, at), score_text(&case.outcome, at, words)), css))
    });
    let label = Signal::derive(move || whole.title());
    view! {
        <div class="two map-slide">
            <Chart draw=whole.ground() over=whole.marks(area.into(), LABELS) label=label height=height(em, HEIGHT) node=node
                on_point=point tip=tip/>
            <div class="stack">
                <h2>{move || whole.view.get().map(|view| view.measure.clone())}</h2>
                <ul class="shades">{move || classes(state, &*whole.view.get()?)}</ul>
            </div>
        </div>
    }
}

/// The classes of the map, the neediest first.
fn classes(state: State, view: &MapView) -> Option<Vec<AnyView>> {
    let words = state.words();
    let colours = view.shades(&theme());
    let row = |(at, (text, count)): (usize, &(String, usize))| {
        let Rgb(red, green, blue) = colours.get(at).copied().unwrap_or(Rgb(0, 0, 0));
        view! {
            <li><i class="swatch" style:background=format!("rgb({red} {green} {blue})")></i><span>{text.clone()}</span><b class="num">{words.int(*count)}</b></li>
        }
        .into_any()
    };
    let mut list: Vec<AnyView> = view.legend.iter().enumerate().rev().map(row).collect();
    if view.missing > 0 {
        let (name, n) = (words.say(Msg::MapMissing), words.int(view.missing));
        list.push(
            view! { <li><i class="swatch hatched"></i><span>{name}</span><b class="num">{n}</b></li> }
                .into_any(),
        );
    }
    Some(list)
}

/// The finding on how sure the list is; in a trial, that it speaks of the scenario.
pub(super) fn sure_title_now(state: State) -> String {
    let found = state.robustness.found.get();
    found.map(|found| sure_title(found.sure(), state.words())).unwrap_or_default()
}

/// Rank bands of one page of the list and of what is borderline beside it, from the answer that is there.
#[component]
pub(super) fn SureBody(page: usize, em: Signal<f64>) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let rows = Memo::new(move |_| {
        let found = state.robustness.found.get();
        found.map(|found| sure_rows(found.sure(), state.robustness.setting.get())).unwrap_or_default()
    });
    let model = Memo::new(move |_| {
        let (found, setting) = (state.robustness.found.get()?, state.robustness.setting.get());
        let (rows, words) = (rows.read(), state.words());
        let shown = sure_page(rows.len(), page, words).0;
        Some(bands_model(found.sure(), (setting, state.selected.get()), (rows.as_slice(), shown), words))
    });
    let under = |model: &bands::Model, frame: &Frame, [x, y]: [f64; 2]| {
        bands::hit(&bands::layout(model, frame), x, y)
    };
    let (hovered, point) = hover(node, model, under);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().map(|(at, _)| at);
        bands::draw(backend, frame, &model, &bands::layout(&model, frame))
    });
    let tip = Signal::derive(move || -> TipText {
        let ((at, css), found, words) = (hovered.get()?, state.robustness.found.get()?, state.words());
        let area = *rows.read().get(at)?;
        let row = sure_row(found.sure(), state.robustness.setting.get(), area as usize, words);
        Some((format!("{}. {}\n{}: {}", row.rank, row.name, words.say(Msg::SureBandHead), row.band), css))
    });
    let label = Signal::derive(move || sure_title_now(state));
    let locks = move || state.robustness.locks_note(state);
    // Which rows these are, and by which test.
    let said = move || {
        let (found, words) = (state.robustness.found.get()?, state.words());
        let name = found.sure().setting_name(state.robustness.setting.get(), words);
        let title = words.fill_one(Msg::SureBandsTitle, &name);
        Some(format!("{title} · {}", sure_page(rows.read().len(), page, words).1))
    };
    let stale = move || {
        let old = !state.robustness.is_fresh(state);
        old.then(|| view! { <p class="note warn">{state.words().say(Msg::SureStale)}</p> })
    };
    view! {
        {stale}
        <Chart draw=picture label=label height=height(em, WITH_KEY) node=node on_point=point tip=tip/>
        <p class="under" data-testid="slide-sure-rows">{said}</p>
        <p class="under">{move || state.words().say(Msg::SureBandsKey)}" "{locks}</p>
    }
}

/// The list beside the one it is compared with.
#[component]
pub(super) fn SlopeBody(view: Memo<Option<Shared<CompareView>>>, em: Signal<f64>) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| {
        let view = view.get()?;
        let mut model = view.slope.clone();
        let selected = state.selected.get();
        model.selected = view.areas.iter().position(|area| Some(*area) == selected);
        Some(model)
    });
    let under = |model: &slope::Model, frame: &Frame, [x, y]: [f64; 2]| {
        slope::hit(&slope::layout(model, frame), x, y)
    };
    let (hovered, point) = hover(node, model, under);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().map(|(at, _)| at);
        slope::draw(backend, frame, &model, &slope::layout(&model, frame))
    });
    let tip = Signal::derive(move || -> TipText {
        let ((at, css), view) = (hovered.get()?, view.get()?);
        let [name, before, after, gain] = view.rows.get(at)?.clone();
        Some((format!("{name}\n{before} ← {after}\n{gain}"), css))
    });
    let label = Signal::derive(move || view.get().map(|view| view.title.clone()).unwrap_or_default());
    let none = move || view.read().is_none().then(|| state.words().say(Msg::SlideNoCompare));
    view! {
        <p>{none}</p>
        <Chart draw=picture label=label height=height(em, HEIGHT) node=node on_point=point tip=tip/>
    }
}
