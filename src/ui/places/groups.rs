//! گروه‌ها: areas put together, as a table and as a distribution.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::aggregate::GroupBy;
use crate::chart::distribution::{css_height, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, Draw, PointerAt, SavePng, frame_of};
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::ui::widgets::{Chips, MeasureSelect, Problems};
use crate::view::{help, GroupRow, GroupsView, MeasureChoice, groups_view};

/// Rows of the chart: more would be no picture.
const DRAWN: usize = 40;

/// The groups place.
#[component]
pub fn GroupsPlace() -> impl IntoView {
    let state = use_state();
    let by = RwSignal::new(None::<GroupBy>);
    let choice = RwSignal::new(MeasureChoice::Score);
    // A level that this snapshot lacks falls back to its narrowest.
    let current = Memo::new(move |_| {
        let loaded = state.loaded()?;
        let levels = &loaded.snapshot.divisions.levels;
        let known = by.get().filter(|by| match by {
            GroupBy::Division(id) => levels.iter().any(|level| level.id == *id),
            _ => true,
        });
        Some(known.unwrap_or_else(|| {
            levels.last().map_or(GroupBy::Tier, |level| GroupBy::Division(level.id.clone()))
        }))
    });
    let view = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        groups_view(&loaded.snapshot, &outcome, (&current.get()?, &choice.get()), state.words())
    });
    let fine = Memo::new(move |_| view.read().is_some());
    view! {
        <div class="stack" data-testid="groups">
            <section class="card">
                <div class="head"><div class="titled"><h1 data-testid="groups-title">{move || view.get().map(|view| view.title)}</h1><Help topic=&help::SPREAD/></div><Chips/></div>
                <div class="body stack">
                    <div class="line">
                        <BySelect current=current by=by/>
                        <MeasureSelect choice=choice label=Msg::Measure testid="groups-measure"/>
                    </div>
                    <p class="note">{move || state.words().say(Msg::GroupsNote)}</p>
                    <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                        <Distribution view=view/>
                    </Show>
                </div>
            </section>
            <section class="card">
                <div class="head"><h2>{move || state.words().say(Msg::TableTwin)}</h2></div>
                <div class="body"><GroupsTable view=view/></div>
            </section>
        </div>
    }
}

#[component]
fn BySelect(current: Memo<Option<GroupBy>>, by: RwSignal<Option<GroupBy>>) -> impl IntoView {
    let state = use_state();
    let choices = Memo::new(move |_| {
        let words = state.words();
        let Some(loaded) = state.loaded() else { return Vec::new() };
        let snapshot = &loaded.snapshot;
        let mut list: Vec<(GroupBy, String)> = snapshot
            .divisions
            .levels
            .iter()
            .map(|level| (GroupBy::Division(level.id.clone()), words.label(&level.name)))
            .collect();
        if !snapshot.kinds.is_empty() {
            list.push((GroupBy::Kind, words.say(Msg::Kind).to_owned()));
        }
        if !snapshot.offices.is_empty() {
            list.push((GroupBy::Office, words.say(Msg::Office).to_owned()));
        }
        list.push((GroupBy::Tier, words.say(Msg::Tier).to_owned()));
        list.push((GroupBy::Decile, words.say(Msg::Decile).to_owned()));
        list.push((GroupBy::All, words.say(Msg::GroupAll).to_owned()));
        list
    });
    let options = move || {
        let current = current.get();
        let option = |(at, (by, name)): (usize, (GroupBy, String))| {
            view! { <option value=at.to_string() selected=Some(&by) == current.as_ref()>{name}</option> }
        };
        choices.get().into_iter().enumerate().map(option).collect_view()
    };
    let changed = move |event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        by.set(at.and_then(|at| choices.read_untracked().get(at).map(|(by, _)| by.clone())));
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(Msg::GroupBy)}</span>
            <select data-testid="group-by" on:change=changed>{options}</select>
        </label>
    }
}

#[component]
fn Distribution(view: Memo<Option<GroupsView>>) -> impl IntoView {
    let node = NodeRef::<Canvas>::new();
    let hovered = RwSignal::new(None::<(usize, [f64; 2])>);
    let model = move || {
        let mut model = view.get()?.chart;
        model.groups.truncate(DRAWN);
        model.hovered = hovered.get().map(|(at, _)| at);
        Some(model)
    };
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model() else { return Ok(()) };
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let state = use_state();
    let height = Signal::derive(move || {
        css_height(view.read().as_ref().map_or(1, |view| view.chart.groups.len().min(DRAWN)))
    });
    let point = Callback::new(move |at: Option<PointerAt>| {
        let found = at.and_then(|at| {
            let canvas = node.get_untracked()?;
            let mut chart = view.get_untracked()?.chart;
            chart.groups.truncate(DRAWN);
            let frame = frame_of(&canvas, state.language.get_untracked());
            Some((hit(&layout(&chart, &frame), at.device[0], at.device[1])?, at.css))
        });
        if hovered.get_untracked() != found {
            hovered.set(found);
        }
    });
    let tip = Signal::derive(move || {
        let (at, css) = hovered.get()?;
        let view = view.get()?;
        let words = state.words();
        let row = view.rows.get(at)?;
        let lines = [
            row.name.clone(),
            format!("{}: {}", words.say(Msg::GroupValue), row.value),
            format!("{}: {}", words.say(Msg::Median), row.spread[2]),
        ];
        Some((lines.join("\n"), css))
    });
    let label = Signal::derive(move || view.get().map(|view| view.title).unwrap_or_default());
    view! {
        <Chart draw=picture label=label height=height node=node on_point=point tip=tip/>
        <div class="line"><span class="grow"></span><SavePng node=node name="negah-groups"/></div>
    }
}

#[component]
fn GroupsTable(view: Memo<Option<GroupsView>>) -> impl IntoView {
    let state = use_state();
    let heads = [
        Msg::Group,
        Msg::Areas,
        Msg::Population,
        Msg::PopulationShare,
        Msg::GroupValue,
        Msg::Minimum,
        Msg::Quartile1,
        Msg::Median,
        Msg::Quartile3,
        Msg::Maximum,
        Msg::Missing,
    ];
    let head =
        move || heads.map(|head| view! { <th scope="col">{state.words().say(head)}</th> }).collect_view();
    let row = |row: GroupRow| {
        let spread = row.spread.map(|text| view! { <td class="num">{text}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">{row.name}</th>
                <td class="num">{row.areas}</td>
                <td class="num">{row.population}</td>
                <td class="num">{row.population_share}</td>
                <td class="num"><b>{row.value}</b></td>
                {spread}
                <td class="num">{row.missing}</td>
            </tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" data-testid="groups-table" aria-label=move || state.words().say(Msg::TableTwin)>
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{move || view.get().map(|view| view.rows.into_iter().map(row).collect_view())}</tbody>
            </table>
        </div>
    }
}
