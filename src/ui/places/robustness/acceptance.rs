//! Chance of being in the list by rank.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::found;
use crate::chart::acceptance::{draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, Draw, PointerAt, SavePng, frame_of};
use crate::ui::state::use_state;
use crate::view::{acceptance_model, chance_text};

/// The curves of the settings.
#[component]
pub fn Acceptance() -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let hovered = RwSignal::new(None::<(usize, [f64; 2])>);
    let model = Memo::new(move |_| {
        found(state).map(|found| acceptance_model(found.sure(), state.selected.get(), state.words()))
    });
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().map(|(at, _)| at);
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let point = Callback::new(move |at: Option<PointerAt>| {
        let under = |at: PointerAt| {
            let (canvas, model) = (node.get_untracked()?, model.get_untracked()?);
            let frame = frame_of(&canvas, state.language.get_untracked());
            Some((hit(&layout(&model, &frame), at.device[0], at.device[1])?, at.css))
        };
        let found = at.and_then(under);
        if hovered.get_untracked() != found {
            hovered.set(found);
        }
    });
    let area_at = move |at: usize| found(state)?.sure().outcome.ranked.ranking.order.get(at).copied();
    let choose = move |_| {
        if let Some(area) = untrack(|| hovered.get().and_then(|(at, _)| area_at(at))) {
            state.selected.set(Some(area as usize));
        }
    };
    let tip = Signal::derive(move || {
        let (at, css) = hovered.get()?;
        let (found, model, words) = (found(state)?, model.get()?, state.words());
        let name = words.area(found.sure().snapshot, area_at(at)? as usize);
        let mut lines = vec![format!("{}. {name}", words.int(at + 1))];
        lines.extend(model.curves.iter().filter_map(|curve| {
            let chance = curve.chances.get(at).copied().flatten()?;
            Some(format!("{}: {}", curve.label, chance_text(chance, words)))
        }));
        Some((lines.join("\n"), css))
    });
    let title = Signal::derive(move || {
        let (words, setting) = (state.words(), state.sureness.setting.get());
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
    });
    view! {
        <section class="card" data-testid="sure-acceptance">
            <div class="head"><h2>{title}</h2></div>
            <div class="body stack">
                <p class="small">{move || state.words().say(Msg::SureAcceptanceKey)}</p>
                <div on:click=choose>
                    <Chart draw=picture label=title height=Signal::derive(|| 300.0) node=node on_point=point tip=tip/>
                </div>
                <div class="line"><span class="grow"></span><SavePng node=node name="negah-chance-by-rank"/></div>
            </div>
        </section>
    }
}
