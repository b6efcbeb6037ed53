//! One indicator laid open: histogram, quartiles, outlying areas.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::Desk;
use crate::chart::Frame;
use crate::chart::histogram::{Model, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng, TipText};
use crate::ui::hover::hover;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::{State, use_state};
use crate::ui::surface::Draw;
use crate::ui::widgets::AreaLink;
use crate::view::{Outlier, SpreadView, help, spread_view};

/// The card.
#[component]
pub fn Spread(desk: Desk) -> impl IntoView {
    let state = use_state();
    let view = Memo::new(move |_| {
        let ((loaded, period), set, words) = (state.data()?, desk.set.get()?, state.words());
        let indicator = desk.indicator.get();
        let found = spread_view(&loaded.snapshot, (indicator, period), (&set, state.selected.get()), words)?;
        Some(match state.case() {
            Some(case) => found.with_treatment(&case.outcome, indicator, words),
            None => found,
        })
    });
    let title = Signal::derive(move || {
        let none = || state.words().say(Msg::SpreadNone).to_owned();
        view.read().as_ref().map_or_else(none, |view| view.title.clone())
    });
    let fine = Memo::new(move |_| view.read().is_some());
    view! {
        <section class="card" id="data-spread">
            <div class="head"><div class="titled"><h2 data-testid="spread-title">{title}</h2><Help topic=&help::OUTLIERS/></div>{select(state, desk)}</div>
            <Show when=move || fine.get()>
                <div class="body stack">
                    {picture(state, desk, view, title)}
                    {move || view.get().map(|view| details(state, view))}
                </div>
            </Show>
        </section>
    }
}

fn select(state: State, desk: Desk) -> impl IntoView {
    let options = move || {
        let (loaded, words, own) = (state.loaded()?, state.words(), desk.indicator.get());
        let option = |(at, indicator): (usize, &crate::snapshot::Indicator)| {
            view! { <option value=at.to_string() selected=at == own>{words.label(&indicator.name)}</option> }
        };
        Some(loaded.snapshot.indicators.iter().enumerate().map(option).collect_view())
    };
    let changed = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            desk.indicator.set(at);
        }
    };
    view! {
        <label class="line small screen-only">
            <span>{move || state.words().say(Msg::SpreadChoose)}</span>
            <select data-testid="spread-indicator" on:change=live(changed)>{options}</select>
        </label>
    }
}

fn picture(state: State, desk: Desk, view: Memo<Option<SpreadView>>, title: Signal<String>) -> impl IntoView {
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| view.get().map(|view| view.model));
    let under = |model: &Model, frame: &Frame, [x, y]: [f64; 2]| hit(&layout(model, frame), x, y);
    let (hovered, point) = hover(node, model, under);
    let drawn: Draw = Arc::new(move |backend, frame| {
        let Some(mut model) = model.get() else { return Ok(()) };
        model.hovered = hovered.get().map(|(at, _)| at);
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let tip = Signal::derive(move || tip(state, desk, &model.get()?, hovered.get()?));
    view! {
        <Chart draw=drawn label=title height=210.0 node=node on_point=point tip=tip/>
        <div class="line between">
            <p class="small grow">{move || view.get().map(|view| view.rule)}</p>
            <SavePng node=node name="spread"/>
        </div>
    }
}

fn tip(state: State, desk: Desk, model: &Model, (bin, css): (usize, [f64; 2])) -> TipText {
    let (loaded, words) = (state.loaded()?, state.words());
    let indicator = loaded.snapshot.indicators.get(desk.indicator.get())?;
    let value = |at: usize| Some(words.value(indicator, Some(*model.edges.get(at)?)));
    let (all, inside) = (*model.all.get(bin)?, model.inside.get(bin).copied().unwrap_or_default());
    let (from, to) = (value(bin)?, value(bin + 1)?);
    let (n, outliers) = (words.int(all as usize), words.int(all.saturating_sub(inside) as usize));
    let values = [("from", from.as_str()), ("to", &to), ("n", &n), ("outliers", &outliers)];
    Some((words.fill(Msg::SpreadBin, &values), css))
}

fn details(state: State, found: SpreadView) -> impl IntoView {
    let words = state.words_now();
    let fact = |(key, value): (Msg, String)| {
        view! { <div><dt>{words.say(key)}</dt><dd><b>{value}</b></dd></div> }
    };
    let row = |own: Outlier| {
        view! {
            <tr>
                <th scope="row"><AreaLink area=own.area name=own.name/></th>
                <td>{own.whereabouts}</td>
                <td class="num">{own.value}</td>
                <td class="num">{own.beyond}</td>
                <td>{words.say(own.kind)}</td>
            </tr>
        }
    };
    let heads = [Msg::Name, Msg::Group, Msg::Value, Msg::SpreadBeyond, Msg::SureStandingHead];
    let head = heads.map(|head| view! { <th scope="col">{words.say(head)}</th> }).collect_view();
    let more = (found.more > 0).then(|| words.fill(Msg::SpreadMore, &[("n", &words.int(found.more))]));
    let table = if found.outliers.is_empty() {
        view! { <p class="small">{words.say(Msg::SpreadNoOutliers)}</p> }.into_any()
    } else {
        view! {
            <div class="table-box short" tabindex="0" role="region" aria-label=words.say(Msg::SpreadOutliers)>
                <table data-testid="outliers">
                    <thead><tr>{head}</tr></thead>
                    <tbody>{found.outliers.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="measures" data-testid="spread-facts">{found.facts.into_iter().map(fact).collect_view()}</dl>
        {found.treated.map(|text| view! { <p class="note">{text}</p> })}
        <h3>{words.say(Msg::SpreadOutliers)}</h3>
        {table}
        {more.map(|text| view! { <p class="small">{text}</p> })}
    }
}
