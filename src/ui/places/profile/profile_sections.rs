//! Identity, composition, harms beside capacities, offices and programmes, sources.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::View;
use crate::chart::bars;
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::state::use_state;
use crate::ui::surface::Draw;
use crate::view::{DriverLine, ProgrammeLine, Words, bars_note};

/// Who the area is, and why it stands where it stands.
#[component]
pub fn Identity(view: View) -> impl IntoView {
    let state = use_state();
    let facts = move || view.get().map(|view| fact_list(&view.facts));
    let why = move || {
        let view = view.get()?;
        let sure = state.selected.get().and_then(|area| state.robustness.sentence(state, area));
        let text =
            format!("{} {} {}", view.why.title, view.why.sentences.join(" "), sure.unwrap_or_default());
        Some(text.trim().to_owned())
    };
    view! {
        <section class="card">
            <div class="head"><h2>{move || state.words().say(Msg::ProfileIdentity)}</h2></div>
            <div class="body stack">
                <dl class="facts pairs-of-facts" data-testid="profile-facts">{facts}</dl>
                <p class="note why">{why}</p>
            </div>
        </section>
    }
}

/// Labels and values.
pub fn fact_list(facts: &[(String, String)]) -> impl IntoView + use<> {
    let fact = |(key, value): (String, String)| view! { <div><dt>{key}</dt><dd>{value}</dd></div> };
    facts.iter().cloned().map(fact).collect_view()
}

/// What the score is made of.
#[component]
pub fn Composition(view: View) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| view.get().map(|view| view.composition.clone()));
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model.get() else { return Ok(()) };
        bars::draw(backend, frame, &model, &bars::layout(&model, frame))
    });
    let height =
        Signal::derive(move || bars::css_height(model.read().as_ref().map_or(1, |model| model.bars.len())));
    let label = Signal::derive(move || state.words().say(Msg::ProfileComposition).to_owned());
    let formula = move || {
        let words = state.words();
        bars_note(&state.scenario(), words).unwrap_or_else(|| words.say(Msg::FormulaScore).to_owned())
    };
    let row = |(colour, name, value, contribution): (usize, String, String, String)| {
        view! {
            <tr>
                <th scope="row"><i class=format!("swatch d{}", colour + 1)></i>{name}</th>
                <td class="num">{value}</td>
                <td class="num">{contribution}</td>
            </tr>
        }
    };
    view! {
        <section class="card">
            <div class="head"><h2>{label}</h2><SavePng node=node name="composition"/></div>
            <div class="body stack">
                <Chart draw=picture label=label height=height node=node/>
                <table>
                    <thead><tr>
                        <th scope="col">{move || state.words().say(Msg::Domain)}</th>
                        <th scope="col">{move || state.words().say(Msg::Value)}</th>
                        <th scope="col">{move || state.words().say(Msg::Contribution)}</th>
                    </tr></thead>
                    <tbody>{move || view.get().map(|view| view.composition_rows.iter().cloned().map(row).collect_view())}</tbody>
                </table>
                <p class="small">{formula}</p>
            </div>
        </section>
    }
}

/// Harms beside capacities.
#[component]
pub fn Drivers(view: View) -> impl IntoView {
    let state = use_state();
    let lists = move || view.get().map(|view| driver_lists(&view.harms, &view.capacities, state.words()));
    view! {
        <section class="card" data-testid="profile-drivers">
            <div class="body stack">
                {lists}
                <p class="small">{move || state.words().say(Msg::DriversHint)}</p>
            </div>
        </section>
    }
}

/// The two lists.
pub fn driver_lists(harms: &[DriverLine], capacities: &[DriverLine], words: Words) -> impl IntoView + use<> {
    let row = |line: DriverLine| {
        view! {
            <li>
                <span>{line.name}{line.is_capacity.then(|| view! { " "<span class="tag">{words.say(Msg::CapacityTag)}</span> })}
                    <span class="small">{line.position}</span></span>
                <b class="num">{line.excess}</b>
            </li>
        }
    };
    let list = |key: Msg, lines: &[DriverLine]| {
        let none = lines.is_empty().then(|| view! { <li class="muted">{words.say(Msg::DriversNone)}</li> });
        view! {
            <div>
                <h2>{words.say(key)}</h2>
                <ul class="drivers">{none}{lines.iter().cloned().map(row).collect_view()}</ul>
            </div>
        }
    };
    (list(Msg::HarmsStrongest, harms), list(Msg::CapacitiesEasing, capacities))
}

/// Offices and programmes; nothing where the data hold none.
#[component]
pub fn Around(view: View) -> impl IntoView {
    let state = use_state();
    let offices = move || {
        let view = view.get().filter(|view| !view.offices.is_empty())?;
        let list = view.offices.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
        Some(view! {
            <section class="card" data-testid="profile-offices">
                <div class="head"><h2>{state.words().say(Msg::Offices)}</h2></div>
                <div class="body"><ul class="plain">{list}</ul></div>
            </section>
        })
    };
    let programmes = move || {
        let view = view.get().filter(|view| !view.programmes.is_empty())?;
        Some(view! {
            <section class="card" data-testid="profile-programmes">
                <div class="head"><h2>{state.words().say(Msg::Programmes)}</h2></div>
                <div class="body">{programme_table(&view.programmes, state.words())}</div>
            </section>
        })
    };
    view! { {offices}{programmes} }
}

/// Programmes as rows.
pub fn programme_table(lines: &[ProgrammeLine], words: Words) -> impl IntoView + use<> {
    let row = |line: ProgrammeLine| {
        view! {
            <tr>
                <th scope="row">{line.name}<div class="small">{line.agency}</div></th>
                <td class="num">{line.planned}</td>
                <td class="num">{line.done}<div class="small">{line.share}</div></td>
            </tr>
        }
    };
    view! {
        <table class="tight">
            <thead><tr>
                <th scope="col">{words.say(Msg::Programme)}</th>
                <th scope="col">{words.say(Msg::Planned)}</th>
                <th scope="col">{words.say(Msg::DoneShare)}</th>
            </tr></thead>
            <tbody>{lines.iter().cloned().map(row).collect_view()}</tbody>
        </table>
    }
}

/// Where the figures come from and what to beware of.
#[component]
pub fn Sources(view: View) -> impl IntoView {
    let state = use_state();
    let lines = move || {
        let view = view.get()?;
        let all: Vec<String> = view.sources.iter().chain(&view.remarks).cloned().collect();
        Some(all.into_iter().map(|line| view! { <li>{line}</li> }).collect_view())
    };
    view! {
        <section class="card" data-testid="profile-sources">
            <div class="head"><h2>{move || state.words().say(Msg::SourcesAndRemarks)}</h2></div>
            <div class="body stack">
                <ul class="plain small">{lines}</ul>
                <p class="small">{move || crate::ui::print_frame::footer(state)}</p>
            </div>
        </section>
    }
}
