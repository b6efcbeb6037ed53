//! What is there of every indicator in every area, as a picture that scrolls and as tables.

use std::sync::Arc;

use leptos::html::{Canvas, Div};
use leptos::prelude::*;

use super::Desk;
use crate::chart::Frame;
use crate::chart::presence::{Model, css_height, draw, hit, layout, row_height};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::hover::hover;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::{Shared, State, shared, use_state};
use crate::ui::surface::Draw;
use crate::ui::widgets::AreaLink;
use crate::view::{
    self, GapLine, IndicatorShare, LongScroll, availability, grid_model, help, order_of_gaps, shares,
};
use crate::web::page;

/// Rows in sight.
const ROWS: usize = 16;
/// Rows listed in the table of gaps.
const LISTED: usize = 20;
/// What stands for a head in the numbers of cells, which [`hover`] wants to be one.
const NO_ROW: usize = usize::MAX / 100_000;
/// More columns than a file can have.
const COLUMNS: usize = 100_000;

type Found = Memo<Option<Shared<view::Availability>>>;

/// The card.
#[component]
pub fn Availability(desk: Desk) -> impl IntoView {
    let state = use_state();
    let period = RwSignal::new(None::<usize>);
    let own_period = Memo::new(move |_| {
        let (loaded, present) = (state.loaded()?, state.data().map(|data| data.1));
        let last = loaded.snapshot.latest_period();
        Some(period.get().filter(|at| *at <= last).or(present).unwrap_or(last))
    });
    let found: Found = Memo::new(move |_| {
        let (loaded, set) = (state.loaded()?, desk.set.get()?);
        Some(shared(availability(&loaded.snapshot, &set, own_period.get()?, state.words())))
    });
    let title = Signal::derive(move || {
        let (loaded, found) = (state.loaded(), found.get());
        loaded
            .zip(found)
            .map(|(loaded, found)| found.title(&loaded.snapshot, state.words()))
            .unwrap_or_default()
    });
    let key = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let key = if found.get()?.is_grouped() { Msg::AvailabilityKeyGroups } else { Msg::AvailabilityKey };
        Some(words.fill(key, &[("unit", &words.area_level(&loaded.snapshot))]))
    };
    view! {
        <section class="card" id="data-availability">
            <div class="head"><div class="titled"><h2 data-testid="availability-title">{title}</h2><Help topic=&help::AVAILABILITY/></div>{period_select(state, own_period, period)}</div>
            <div class="body stack">
                <p class="small">{key}</p>
                {picture(state, desk, found, title)}
                <details class="twin">
                    <summary>{move || state.words().say(Msg::TableTwin)}</summary>
                    <div class="halves">{move || tables(state, desk, found)}</div>
                </details>
            </div>
        </section>
    }
}

fn period_select(state: State, own: Memo<Option<usize>>, period: RwSignal<Option<usize>>) -> impl IntoView {
    let options = move || {
        let (loaded, words, own) = (state.loaded()?, state.words(), own.get());
        let option = |(at, period): (usize, &crate::snapshot::Period)| {
            view! { <option value=at.to_string() selected=Some(at) == own>{words.label(&period.name)}</option> }
        };
        Some(loaded.snapshot.periods.iter().enumerate().map(option).collect_view())
    };
    view! {
        <label class="line small screen-only">
            <span>{move || state.words().say(Msg::AvailabilityPeriod)}</span>
            <select data-testid="availability-period" on:change=live(move |event| period.set(event_target_value(&event).parse().ok()))>
                {options}
            </select>
        </label>
    }
}

fn picture(state: State, desk: Desk, found: Found, title: Signal<String>) -> impl IntoView {
    let (node, scroll) = (NodeRef::<Canvas>::new(), NodeRef::<Div>::new());
    let first = RwSignal::new(0_usize);
    let n = Memo::new(move |_| found.get().map_or(0, |found| found.len()));
    let rows = move || n.get().clamp(1, ROWS);
    let start = move || first.get().min(n.get().saturating_sub(rows()));
    let model = Memo::new(move |_| {
        let (found, from) = (found.get()?, start());
        let shown = from..(from + rows()).min(n.get());
        let chosen = (state.pointed.get().or_else(|| state.selected.get()), Some(desk.indicator.get()));
        Some(grid_model(&found, shown, chosen, state.words()))
    });
    let under = |model: &Model, frame: &Frame, [x, y]: [f64; 2]| {
        let (row, column) = hit(&layout(model, frame), x, y)?;
        Some(row.unwrap_or(NO_ROW) * COLUMNS + column)
    };
    let (hovered, point) = hover(node, model, under);
    let cell = move |at: usize| (Some(at / COLUMNS).filter(|row| *row != NO_ROW), at % COLUMNS);
    let drawn: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().and_then(|(at, _)| cell(at).0.map(|row| (row, cell(at).1)));
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let tip = Signal::derive(move || {
        let ((at, css), found, loaded) = (hovered.get()?, found.get()?, state.loaded()?);
        let (row, column) = cell(at);
        Some((found.tell(&loaded.snapshot, (row.map(|row| row + start()), column), state.words())?, css))
    });
    let choose = move |_| {
        let Some((at, _)) = hovered.get_untracked() else { return };
        let (row, column) = cell(at);
        desk.indicator.set(column);
        let area = row.and_then(|row| found.get_untracked()?.area(row + untrack(start)));
        if area.is_some() {
            state.selected.set(area);
        }
    };
    let long = Memo::new(move |_| {
        let content = n.get().saturating_sub(rows()) as f64 * row_height();
        LongScroll::new(content, page::pixel_ratio())
    });
    let moved = move |_| {
        let Some(element) = scroll.get_untracked() else { return };
        let long = long.get_untracked();
        // The chart stays in sight, so that the box is scrolled by the whole length of what stands for the rows.
        let at =
            (long.position(f64::from(element.scroll_top()), long.element()) / row_height()).round() as usize;
        if first.get_untracked() != at {
            first.set(at);
        }
    };
    let height = Signal::derive(move || css_height(rows()));
    let beyond = move || format!("{}px", long.get().element());
    view! {
        <div class="scroll-window" tabindex="0" role="region" data-testid="availability" node_ref=scroll
            style:block-size=move || format!("{}px", height.get())
            aria-label=move || state.words().say(Msg::AvailabilityScroll) on:scroll=live(moved) on:click=choose>
            <div class="pinned"><Chart draw=drawn label=title height=height node=node on_point=point tip=tip/></div>
            <div style:block-size=beyond></div>
        </div>
        <div class="line"><span class="grow"></span><SavePng node=node name="availability"/></div>
    }
}

/// The picture as two tables: indicators with their shares, and the rows that lack most.
fn tables(state: State, desk: Desk, found: Found) -> Option<AnyView> {
    let (found, loaded, words) = (found.get()?, state.loaded()?, state.words());
    let head =
        |keys: &[Msg]| keys.iter().map(|key| view! { <th scope="col">{words.say(*key)}</th> }).collect_view();
    let row = |(at, own): (usize, IndicatorShare)| {
        view! {
            <tr class:chosen=move || desk.indicator.get() == at>
                <th scope="row">{own.number}". "<button class="quiet inline" on:click=move |_| desk.open(at)>{own.name}</button></th>
                <td class="num">{own.there}</td><td class="num">{own.fresh}</td><td class="num">{own.missing}</td>
            </tr>
        }
    };
    let (gaps, more) = order_of_gaps(&found, LISTED, words);
    let none = gaps.is_empty().then(|| view! { <p class="small">{words.say(Msg::AvailabilityNoGaps)}</p> });
    let gap = |own: GapLine| {
        let name = match own.area {
            Some(area) => view! { <AreaLink area=area name=own.name/> }.into_any(),
            None => own.name.into_any(),
        };
        view! { <tr><th scope="row">{name}</th><td class="num">{own.there}</td></tr> }
    };
    let rest = (more > 0).then(|| words.fill(Msg::AvailabilityRest, &[("n", &words.int(more))]));
    let list = shares(&loaded.snapshot, &found, words);
    Some(view! {
        <div class="table-box" tabindex="0" role="region" aria-label=words.say(Msg::Indicators)>
            <table data-testid="availability-table">
                <thead><tr>{head(&[Msg::Indicator, Msg::Coverage, Msg::FreshShare, Msg::Missing])}</tr></thead>
                <tbody>{list.into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
        <div>
            <h3>{words.say(Msg::AvailabilityGaps)}</h3>
            {none}
            <table>
                <thead><tr>{head(&[Msg::Name, Msg::Coverage])}</tr></thead>
                <tbody>{gaps.into_iter().map(gap).collect_view()}</tbody>
            </table>
            {rest.map(|text| view! { <p class="small">{text}</p> })}
        </div>
    }
    .into_any())
}
