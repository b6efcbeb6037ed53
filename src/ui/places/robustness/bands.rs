//! Rank bands, scrolled through: only the rows in sight are drawn.

use std::sync::Arc;

use leptos::html::{Canvas, Div};
use leptos::prelude::*;

use super::found;
use crate::chart::Frame;
use crate::chart::bands::{Model, css_height, draw, hit, layout, window};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng, TipText};
use crate::ui::hover::hover;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::{State, use_state};
use crate::ui::surface::Draw;
use crate::view::{LongScroll, bands_model, help, sure_row};
use crate::web::page;

/// Rows in sight.
const ROWS: usize = 18;
/// Height of a row of the chart, css pixels.
const ROW: f64 = 22.0;

/// The bands with their key.
#[component]
pub fn Bands() -> impl IntoView {
    let state = use_state();
    let setting = state.robustness.setting;
    let node = NodeRef::<Canvas>::new();
    let scroll = NodeRef::<Div>::new();
    let first = RwSignal::new(0_usize);
    let order =
        Memo::new(move |_| Arc::new(found(state).map(|found| found.sure().order()).unwrap_or_default()));
    let rows = Memo::new(move |_| order.read().len().clamp(1, ROWS));
    let model = Memo::new(move |_| {
        let (found, order) = (found(state)?, order.get());
        let shown = window(order.len(), first.get(), css_height(rows.get()));
        let chosen = (setting.get(), state.selected.get());
        Some(bands_model(found.sure(), chosen, (&order, shown), state.words()))
    });
    let under = |model: &Model, frame: &Frame, [x, y]: [f64; 2]| hit(&layout(model, frame), x, y);
    let (hovered, point) = hover(node, model, under);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().map(|(at, _)| at);
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let choose = move |_| {
        let area = hovered.get_untracked().and_then(|(at, _)| order.read_untracked().get(at).copied());
        if let Some(area) = area {
            state.selected.set(Some(area as usize));
        }
    };
    let tip = Signal::derive(move || tip(state, &order.read(), hovered.get()?));
    let long = Memo::new(move |_| {
        let content = order.read().len().saturating_sub(rows.get()) as f64 * ROW;
        LongScroll::new(content, page::pixel_ratio())
    });
    let moved = move |_| {
        let Some(element) = scroll.get_untracked() else { return };
        let long = long.get_untracked();
        // The chart stays in sight, so that the box is scrolled by the whole length of what stands for the rows.
        let at = (long.position(f64::from(element.scroll_top()), long.element()) / ROW).round() as usize;
        if first.get_untracked() != at {
            first.set(at);
        }
    };
    let height = Signal::derive(move || css_height(rows.get()));
    let beyond = move || format!("{}px", long.get().element());
    let title = Signal::derive(move || title(state));
    view! {
        <section class="card">
            <div class="head"><div class="titled"><h2>{title}</h2><Help topic=&help::BANDS/></div></div>
            <div class="body stack">
                <p class="small">{move || state.words().say(Msg::SureBandsKey)}</p>
                <div class="scroll-window" tabindex="0" role="region" data-testid="sure-bands" node_ref=scroll
                    style:block-size=move || format!("{}px", height.get())
                    aria-label=move || state.words().say(Msg::SureBandsScroll) on:scroll=live(moved) on:click=choose>
                    <div class="pinned"><Chart draw=picture label=title height=height node=node on_point=point tip=tip/></div>
                    <div style:block-size=beyond></div>
                </div>
                <div class="line"><span class="grow"></span><SavePng node=node name="rank-bands"/></div>
            </div>
        </section>
    }
}

fn title(state: State) -> String {
    let words = state.words();
    let name = found(state).map(|found| found.sure().setting_name(state.robustness.setting.get(), words));
    words.fill_one(Msg::SureBandsTitle, &name.unwrap_or_default())
}

fn tip(state: State, order: &[u32], (at, css): (usize, [f64; 2])) -> TipText {
    let (found, words) = (found(state)?, state.words());
    let row = sure_row(found.sure(), state.robustness.setting.get(), *order.get(at)? as usize, words);
    let line = |key, value: &str| format!("{}: {value}", words.say(key));
    let lines = [
        format!("{}. {}", row.rank, row.name),
        line(Msg::SureBandHead, &row.band),
        line(Msg::SureMeanHead, &row.mean),
        line(Msg::SureStandingHead, words.say(row.certainty)),
    ];
    Some((lines.join("\n"), css))
}
