//! Groups beside indicators.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

use super::choices::{GroupsChoices, Part, use_choices};
use super::controls::{figures_row, group_select, notes, switch, table_card};
use crate::chart::Frame;
use crate::chart::tiles::{Model, css_height, css_width, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::hover::hover;
use crate::ui::shell::Help;
use crate::ui::state::{Shared, shared, use_state};
use crate::ui::surface::Draw;
use crate::ui::widgets::Chips;
use crate::view::{HeatScale, HeatView, MeasureChoice, heat_tip, heat_view, help};
use crate::web::page;

type View = Memo<Option<Shared<HeatView>>>;

/// Chart and table.
pub fn part() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let view: View = Memo::new(move |_| {
        let case = state.case()?;
        let by = choices.rows(&case);
        Some(shared(heat_view(&case, (&by, choices.scale.get()), state.words())))
    });
    let scales = [
        (HeatScale::Percentile, Msg::HeatPercentile, "scale-percentile"),
        (HeatScale::Deviations, Msg::HeatDeviations, "scale-deviations"),
    ];
    let key = move || match choices.scale.get() {
        HeatScale::Percentile => Msg::HeatKeyPercentile,
        HeatScale::Deviations => Msg::HeatKeyDeviations,
    };
    view! {
        <section class="card">
            <div class="head"><div class="titled"><h1 data-testid="heat-title">{move || view.get().map(|view| view.title.clone())}</h1><Help topic=&help::HEAT/></div><Chips/></div>
            <div class="body stack">
                <div class="line">
                    {group_select(Msg::GroupBy, "heat-by", false)}
                    {switch(Msg::HeatScaleLabel, choices.scale, &scales)}
                </div>
                <p class="small">{move || state.words().say(key())}</p>
                {chart(view)}
                {notes(move || view.get().map(|view| view.notes.clone()).unwrap_or_default())}
            </div>
        </section>
        {table(view)}
    }
}

/// Leads to the distribution of the indicator of a column.
fn open(choices: GroupsChoices, view: View, column: usize) {
    if let Some(at) = view.get_untracked().and_then(|view| view.indicators.get(column).copied()) {
        choices.measure.set(MeasureChoice::Indicator(at));
        choices.part.set(Part::Spread);
        page::focus("content");
    }
}

fn chart(view: View) -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let node = NodeRef::<Canvas>::new();
    let under = |view: &Shared<HeatView>, frame: &Frame, [x, y]: [f64; 2]| {
        let (row, column) = hit(&layout(&view.chart, frame), x, y)?;
        Some(row * view.indicators.len() + column)
    };
    let (hovered, point) = hover(node, view, under);
    let cell = move || {
        let (at, n) = (hovered.get()?.0, view.get()?.indicators.len().max(1));
        Some((at / n, at % n))
    };
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(view) = view.get() else { return Ok(()) };
        let shown = Model { hovered: cell(), ..(*view.chart).clone() };
        draw(backend, frame, &shown, &layout(&shown, frame))
    });
    let tip = Signal::derive(move || {
        let text = heat_tip(&*view.get()?, cell()?, choices.scale.get(), state.words())?;
        Some((text, hovered.get()?.1))
    });
    let height = Signal::derive(move || view.get().map_or(0.0, |view| css_height(&view.chart)));
    let width = move || format!("{}px", view.get().map_or(0.0, |view| css_width(&view.chart)));
    let label = Signal::derive(move || view.get().map(|view| view.title.clone()).unwrap_or_default());
    // A finger cannot point before it presses: its first touch names a cell, the second opens it.
    let named = StoredValue::new(None);
    let choose = move |event: web_sys::MouseEvent| {
        let Some(own) = untrack(cell) else { return };
        let finger = event.dyn_ref::<PointerEvent>().is_some_and(|own| own.pointer_type() == "touch");
        if finger && named.get_value() != Some(own) {
            return named.set_value(Some(own));
        }
        open(choices, view, own.1);
    };
    view! {
        <div class="wide-chart" tabindex="0" role="region" data-testid="heat" aria-label=label on:click=choose>
            <div style:min-inline-size=width><Chart draw=picture label=label height=height node=node on_point=point tip=tip/></div>
        </div>
        <div class="line"><span class="grow"></span><SavePng node=node name="heat"/></div>
    }
}

/// The same with indicators as rows: their names are long.
fn table(view: View) -> AnyView {
    let (state, choices) = (use_state(), use_choices());
    let heads = move || {
        let Some(view) = view.get() else { return Vec::new() };
        let first = state.words().say(Msg::Indicator).to_owned();
        std::iter::once(first).chain(view.chart.rows.iter().cloned()).collect()
    };
    let rows = move || {
        let (Some(own), words) = (view.get(), state.words()) else { return Vec::new() };
        let n = own.indicators.len();
        let row = |column: usize| {
            let name = own.chart.columns[column].name.clone();
            let label = words.fill_one(Msg::HeatOpen, &name);
            let button = view! { <button class="quiet" title=label on:click=move |_| open(choices, view, column)>{name}</button> };
            let figure = |row: usize| {
                let at = row * n + column;
                let standing = own.chart.cells[at].value.map(|_| format!(" ({})", own.chart.cells[at].text));
                format!("{}{}", own.values[at], standing.unwrap_or_default())
            };
            figures_row(button.into_any(), (0..own.chart.rows.len()).map(figure))
        };
        (0..n).map(row).collect()
    };
    table_card(move || state.words().say(Msg::TableTwin).to_owned(), "heat-table", (heads, rows))
}
