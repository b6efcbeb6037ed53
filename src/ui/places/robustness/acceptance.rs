//! Chance of being in the list by rank.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::found;
use crate::chart::Frame;
use crate::chart::acceptance::{Model, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng, TipText};
use crate::ui::hover::hover;
use crate::ui::shell::Help;
use crate::ui::state::{State, use_state};
use crate::ui::surface::Draw;
use crate::view::{acceptance_model, chance_text, help};

/// The curves of the settings.
#[component]
pub fn Acceptance() -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| {
        found(state).map(|found| acceptance_model(found.sure(), state.selected.get(), state.words()))
    });
    let under = |model: &Model, frame: &Frame, [x, y]: [f64; 2]| hit(&layout(model, frame), x, y);
    let (hovered, point) = hover(node, model, under);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().map(|(at, _)| at);
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let choose = move |_| {
        if let Some(area) = untrack(|| hovered.get().and_then(|(at, _)| area_at(state, at))) {
            state.selected.set(Some(area as usize));
        }
    };
    let tip = Signal::derive(move || tip(state, &model.get()?, hovered.get()?));
    let title = Signal::derive(move || title(state));
    view! {
        <section class="card" data-testid="sure-acceptance">
            <div class="head"><div class="titled"><h2>{title}</h2><Help topic=&help::ACCEPTANCE/></div></div>
            <div class="body stack">
                <p class="small">{move || state.words().say(Msg::SureAcceptanceKey)}</p>
                <div on:click=choose>
                    <Chart draw=picture label=title height=Signal::derive(|| 300.0) node=node on_point=point tip=tip/>
                </div>
                <div class="line"><span class="grow"></span><SavePng node=node name="chance-by-rank"/></div>
            </div>
        </section>
    }
}

fn area_at(state: State, at: usize) -> Option<u32> {
    found(state)?.sure().case.outcome.ranked.ranking.order.get(at).copied()
}

fn tip(state: State, model: &Model, (at, css): (usize, [f64; 2])) -> TipText {
    let (found, words) = (found(state)?, state.words());
    let name = found.sure().name(area_at(state, at)? as usize, words);
    let mut lines = vec![format!("{}. {name}", words.int(at + 1))];
    lines.extend(model.curves.iter().filter_map(|curve| {
        let chance = curve.chances.get(at).copied().flatten()?;
        Some(format!("{}: {}", curve.label, chance_text(chance, words)))
    }));
    Some((lines.join("\n"), css))
}

fn title(state: State) -> String {
    let (words, setting) = (state.words(), state.robustness.setting.get());
    let Some(found) = found(state) else { return String::new() };
    let sure = found.sure();
    let overlap = sure.setting(setting).map(|own| own.expected_overlap);
    words.fill(
        Msg::SureAcceptance,
        &[
            ("setting", &sure.setting_name(setting, words)),
            ("overlap", &words.number(overlap, 1)),
            ("n", &words.int(sure.found.list.len())),
        ],
    )
}
