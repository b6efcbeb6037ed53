//! شناسنامه: one area on one page.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::{bars, trend};
use crate::text::{Msg, collation_key};
use crate::ui::canvas::{Chart, Draw, SavePng};
use crate::ui::state::use_state;
use crate::ui::widgets::Problems;
use crate::view::{IndicatorLine, ProfileView, Words, bars_note, profile_view};

/// How many names the suggestions hold.
const SUGGESTED: usize = 400;

/// The profile place.
#[component]
pub fn ProfilePlace() -> impl IntoView {
    let state = use_state();
    let view = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        let area = state.selected.get().filter(|at| *at < loaded.snapshot.n_areas())?;
        Some(profile_view(&loaded.snapshot, &outcome, area, state.words()))
    });
    let fine = Memo::new(move |_| state.both().is_some());
    view! {
        <div class="stack" data-testid="profile">
            <section class="card"><div class="body stack"><AreaPicker/></div></section>
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                {move || match view.get() {
                    Some(view) => view! { <Profile view=view/> }.into_any(),
                    None => view! { <p class="card empty">{state.words().say(Msg::ProfileEmpty)}</p> }.into_any(),
                }}
            </Show>
        </div>
    }
}

/// Finds an area by name or code among those that count.
#[component]
fn AreaPicker() -> impl IntoView {
    let state = use_state();
    let typed = RwSignal::new(String::new());
    let matches = move || {
        let (loaded, outcome) = state.both()?;
        let mut found = loaded.search.find(&typed.get());
        found.intersect(&outcome.set);
        let snapshot = &loaded.snapshot;
        let mut areas: Vec<usize> = found.iter().take(SUGGESTED).collect();
        areas.sort_by_cached_key(|at| collation_key(&snapshot.areas.name[*at]));
        let (words, selected) = (state.words(), state.selected.get());
        let option = |at: usize| {
            let text = format!("{} ({})", words.area(snapshot, at), words.whereabouts(snapshot, at));
            view! { <option value=at.to_string() selected=selected == Some(at)>{text}</option> }
        };
        Some(areas.into_iter().map(option).collect_view())
    };
    let chosen = move |event| state.selected.set(event_target_value(&event).parse().ok());
    let level =
        move || state.loaded().map(|loaded| state.words().area_level(&loaded.snapshot)).unwrap_or_default();
    view! {
        <div class="line screen-only">
            <input type="search" data-testid="profile-search" placeholder=move || state.words().say(Msg::SearchArea)
                aria-label=move || state.words().say(Msg::SearchArea) on:input=move |event| typed.set(event_target_value(&event))/>
            <select class="grow" data-testid="profile-area" on:change=chosen
                aria-label=move || state.words().fill_one(Msg::ProfileChoose, &level())>
                <option value="" selected=move || state.selected.get().is_none()>
                    {move || state.words().fill_one(Msg::ProfileChoose, &level())}
                </option>
                {matches}
            </select>
        </div>
    }
}

#[component]
fn Profile(view: ProfileView) -> impl IntoView {
    let state = use_state();
    let words = state.words_now();
    let facts =
        view.facts.into_iter().map(|(key, value)| view! { <dt>{key}</dt><dd>{value}</dd> }).collect_view();
    let formula = bars_note(&state.scenario_untracked(), words);
    let formula = formula.unwrap_or_else(|| words.say(Msg::FormulaScore).to_owned());
    let why = format!("{} {}", view.why.title, view.why.sentences.join(" "));
    let lists = [
        (Msg::ProfileHarms, view.harms),
        (Msg::ProfileCapacities, view.capacities),
        (Msg::ProfileContext, view.context),
    ];
    view! {
        <section class="card">
            <div class="head"><h1 data-testid="profile-title">{view.title}</h1></div>
            <div class="body columns">
                <div class="stack">
                    <h2>{words.say(Msg::ProfileIdentity)}</h2>
                    <dl class="facts" data-testid="profile-facts">{facts}</dl>
                    <p class="note why">{why}</p>
                </div>
                <div class="stack">
                    <h2>{words.say(Msg::ProfileComposition)}</h2>
                    <Composition model=view.composition rows=view.composition_rows/>
                    <p class="small">{formula}</p>
                </div>
            </div>
        </section>
        {lists.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(title, lines)| view! {
            <section class="card">
                <div class="head"><h2>{words.say(title)}</h2></div>
                <div class="body"><IndicatorTable lines=lines words=words title=title/></div>
            </section>
        }).collect_view()}
    }
}

#[component]
fn Composition(model: bars::Model, rows: Vec<(usize, String, String, String)>) -> impl IntoView {
    let state = use_state();
    let words = state.words_now();
    let node = NodeRef::<Canvas>::new();
    let height = bars::css_height(model.bars.len());
    let picture: Draw =
        Arc::new(move |backend, frame| bars::draw(backend, frame, &model, &bars::layout(&model, frame)));
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
        <Chart draw=picture label=words.say(Msg::ProfileComposition).to_owned() height=height node=node/>
        <div class="line"><span class="grow"></span><SavePng node=node name="negah-profile"/></div>
        <table>
            <thead><tr>
                <th scope="col">{words.say(Msg::Domain)}</th>
                <th scope="col">{words.say(Msg::Value)}</th>
                <th scope="col">{words.say(Msg::Contribution)}</th>
            </tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn IndicatorTable(lines: Vec<IndicatorLine>, words: Words, title: Msg) -> impl IntoView {
    let scored = title != Msg::ProfileContext;
    let with_trend = lines.iter().any(|line| line.trend.is_some());
    let row = move |line: IndicatorLine| {
        let position = line.position.map(|at| {
            let bad = at >= 0.5;
            // A circle for the better half, a square for the worse: not by colour alone.
            view! {
                <div class="pos" title=line.position_text.clone()><i class:bad=bad style:inset-inline-start=format!("{:.1}%", 100.0 * at)></i></div>
                <span class="small">{line.position_text.clone()}</span>
            }
        });
        view! {
            <tr>
                <th scope="row">{line.name}<div class="small">{line.domain}</div></th>
                <td class="num"><b>{line.value}</b><div class="small">{line.remark}</div></td>
                <td class="num">{line.median}</td>
                {scored.then(|| view! { <td>{position}</td><td class="num">{line.contribution}</td> })}
                {with_trend.then(|| view! { <td>{line.trend.map(|model| view! { <Trend model=model/> })}</td> })}
            </tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=words.say(title)>
            <table>
                <thead><tr>
                    <th scope="col">{words.say(Msg::Indicator)}</th>
                    <th scope="col">{words.say(Msg::Value)}</th>
                    <th scope="col">{words.say(Msg::Median)}</th>
                    {scored.then(|| view! {
                        <th scope="col" title=words.say(Msg::ProfilePositionHint)>{words.say(Msg::ProfilePosition)}</th>
                        <th scope="col">{words.say(Msg::Contribution)}</th>
                    })}
                    {with_trend.then(|| view! { <th scope="col">{words.say(Msg::ProfileTrend)}</th> })}
                </tr></thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Trend(model: trend::Model) -> impl IntoView {
    let node = NodeRef::<Canvas>::new();
    let line = model.lines.first();
    let label = line.map(|line| format!("{} → {}", line.start_label, line.end_label)).unwrap_or_default();
    let picture: Draw = Arc::new(move |backend, frame| {
        // Without period names it is the small picture beside a number.
        let small = trend::Model { periods: Vec::new(), ..model.clone() };
        let shown = if frame.height < 200 { &small } else { &model };
        trend::draw(backend, frame, shown, &trend::layout(shown, frame))
    });
    view! { <Chart draw=picture label=label height=46.0 node=node/> }
}
