//! How a measure spreads within each group.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::brush::brushable;
use super::choices::use_choices;
use super::controls::{figures_row, group_select, notes, switch, table_card};
use super::marked_areas;
use crate::chart::Frame;
use crate::chart::distribution::{Hit, Model, brush, css_height, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, PointerAt, SavePng, TipText, frame_of};
use crate::ui::hover::hover;
use crate::ui::shell::Help;
use crate::ui::state::{Shared, State, shared, use_state};
use crate::ui::surface::Draw;
use crate::ui::widgets::{Chips, MeasureSelect};
use crate::view::{
    GroupSpreadView, MeasureChoice, Style, brushed, group_spread_view, help, point_tip, spread_model,
};

/// Rows of the chart: more would be no picture.
const DRAWN: usize = 40;
/// Rows of the table.
const ROWS: usize = 400;

type View = Memo<Option<Shared<GroupSpreadView>>>;

/// Chart and table.
pub fn part() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let view: View = Memo::new(move |_| {
        let case = state.case()?;
        let by = choices.rows(&case);
        Some(shared(group_spread_view(&case, (&by, &choices.measure.get()), state.words())))
    });
    let said = move || {
        let (view, words) = (view.get()?, state.words());
        let rest = view.rows.len().checked_sub(DRAWN).filter(|rest| *rest > 0);
        let rest = rest.map(|rest| words.fill(Msg::GroupsRest, &[("n", &words.int(rest))]));
        Some(view.notes.iter().cloned().chain(rest).collect())
    };
    let styles = [
        (Style::Boxes, Msg::GroupsStyleBoxes, "style-boxes"),
        (Style::Strip, Msg::GroupsStyleStrip, "style-strip"),
    ];
    view! {
        <section class="card">
            <div class="head"><div class="titled"><h1 data-testid="groups-title">{move || view.get().map(|view| view.title.clone())}</h1><Help topic=&help::SPREAD/></div><Chips/></div>
            <div class="body stack">
                <div class="line">
                    {group_select(Msg::GroupBy, "group-by", false)}
                    <MeasureSelect choice=choices.measure label=Msg::Measure testid="groups-measure"/>
                    {switch(Msg::GroupsStyle, choices.style, &styles)}
                </div>
                {chart(view)}
                <p class="small">{move || state.words().say(Msg::GroupsSpreadKey)}</p>
                <p class="note">{move || state.words().say(Msg::GroupsNote)}</p>
                {notes(move || said().unwrap_or_default())}
            </div>
        </section>
        {table(view)}
    }
}

/// Groups and points as one number for [`hover`]: groups first, then the points of all groups in a row.
fn encode(model: &Model, found: Hit) -> usize {
    match found {
        Hit::Group(group) => group,
        Hit::Point(group, point) => {
            let before: usize = model.groups[..group].iter().map(|own| own.points.len()).sum();
            model.groups.len() + before + point
        }
    }
}

fn decode(model: &Model, code: usize) -> Option<Hit> {
    let Some(mut point) = code.checked_sub(model.groups.len()) else { return Some(Hit::Group(code)) };
    for (at, group) in model.groups.iter().enumerate() {
        if point < group.points.len() {
            return Some(Hit::Point(at, point));
        }
        point -= group.points.len();
    }
    None
}

fn under(model: &Shared<Model>, frame: &Frame, [x, y]: [f64; 2]) -> Option<usize> {
    Some(encode(model, hit(&layout(model, frame), x, y)?))
}

/// The area of a point.
fn area_of(model: &Model, found: Option<Hit>) -> Option<usize> {
    match found? {
        Hit::Point(group, point) => Some(model.groups.get(group)?.points.get(point)?.id as usize),
        Hit::Group(_) => None,
    }
}

fn chart(view: View) -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| {
        let (view, marked) = (view.get()?, state.marked.get());
        let rings = [state.selected.get(), None];
        Some(shared(spread_model(&view, (choices.style.get(), DRAWN), &marked, rings)))
    });
    let (hovered, follow) = hover(node, model, under);
    let found = move || decode(&*model.get()?, hovered.get()?.0);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model.get() else { return Ok(()) };
        let mut shown = (*model.0).clone();
        if let Some(Hit::Group(group) | Hit::Point(group, _)) = found() {
            shown.hovered = Some(group);
        }
        shown.rings[1] = state.pointed.get().map(|at| at as u32);
        draw(backend, frame, &shown, &layout(&model, frame))
    });
    let point = Callback::new(move |at: Option<PointerAt>| {
        follow.run(at);
        let area = untrack(|| area_of(&*model.get()?, found()));
        if state.pointed.get_untracked() != area {
            state.pointed.set(area);
        }
    });
    let tip = Signal::derive(move || {
        tip((state, &choices.measure.get()), (&*view.get()?, &*model.get()?), (found()?, hovered.get()?.1))
    });
    let height = Signal::derive(move || css_height(view.get().map_or(1, |view| view.rows.len().min(DRAWN))));
    let label = Signal::derive(move || view.get().map(|view| view.title.clone()).unwrap_or_default());
    let mark = move |from: PointerAt, to: PointerAt| {
        let areas = untrack(|| {
            let (canvas, model, view) = (node.get()?, model.get()?, view.get()?);
            let frame = frame_of(&canvas, state.language.get());
            let (rows, values) = brush(&layout(&model, &frame), from.device, to.device);
            Some(brushed(&view, rows.start..rows.end.min(DRAWN), values))
        });
        marked_areas::add(state, &areas.unwrap_or_default());
    };
    let choose = move |at: PointerAt| {
        // A finger comes without having hovered before.
        follow.run(Some(at));
        if let Some(area) = untrack(|| area_of(&*model.get()?, found())) {
            state.selected.set(Some(area));
        }
    };
    let chart = view! { <Chart draw=picture label=label height=height node=node on_point=point tip=tip/> };
    view! {
        {brushable(chart, mark, choose)}
        <div class="line"><span class="grow"></span><SavePng node=node name="groups"/></div>
    }
}

fn tip(
    (state, measure): (State, &MeasureChoice),
    (view, model): (&GroupSpreadView, &Model),
    (found, css): (Hit, [f64; 2]),
) -> TipText {
    let (loaded, words) = (state.loaded()?, state.words());
    let text = match found {
        Hit::Point(group, _) => {
            let area = area_of(model, Some(found))? as u32;
            point_tip(&loaded.snapshot, view, (group, area, measure), words)
        }
        Hit::Group(group) => {
            let row = view.rows.get(group)?;
            let line = |key, value: &str| format!("{}: {value}", words.say(key));
            [
                row.name.clone(),
                line(Msg::Areas, &row.facts[0]),
                line(Msg::GroupValue, &row.facts[3]),
                line(Msg::Median, &row.spread[2]),
                line(Msg::Outliers, &row.counts[0]),
                line(Msg::Missing, &row.counts[1]),
            ]
            .join("\n")
        }
    };
    Some((text, css))
}

fn table(view: View) -> AnyView {
    let state = use_state();
    let heads = move || {
        let all = [
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
            Msg::Outliers,
            Msg::Missing,
        ];
        all.map(|head| state.words().say(head).to_owned()).to_vec()
    };
    let rows = move || {
        let (Some(view), words) = (view.get(), state.words()) else { return Vec::new() };
        let row = |at: usize| {
            let own = &view.rows[at];
            let (label, areas) = (words.fill_one(Msg::GroupsMarkRow, &own.name), own.areas.clone());
            let name = view! {
                <button class="quiet" title=label on:click=move |_| marked_areas::toggle(state, &areas)>{own.name.clone()}</button>
            };
            figures_row(name.into_any(), own.facts.iter().chain(&own.spread).chain(&own.counts).cloned())
        };
        (0..view.rows.len().min(ROWS)).map(row).collect()
    };
    table_card(move || state.words().say(Msg::TableTwin).to_owned(), "groups-table", (heads, rows))
}
