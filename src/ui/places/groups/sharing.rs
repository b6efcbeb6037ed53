//! How unequally a measure is shared out.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::choices::use_choices;
use super::controls::{figures_row, group_select, notes, table_box, table_card};
use crate::chart::Frame;
use crate::chart::lorenz::{Model, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, PointerAt, SavePng};
use crate::ui::hover::hover;
use crate::ui::shell::Help;
use crate::ui::state::{Shared, shared, use_state};
use crate::ui::surface::Draw;
use crate::ui::widgets::{Chips, MeasureSelect};
use crate::view::{ConcentrationRow, SharingView, help, sharing_marks, sharing_tip, sharing_view};

use super::brush::brushable;
use super::marked_areas;

/// Height of the chart, css pixels.
const HEIGHT: f64 = 380.0;

type View = Memo<Option<Shared<SharingView>>>;

/// Curve, figures and tables.
pub fn part() -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let view: View = Memo::new(move |_| {
        let case = state.case()?;
        let by = choices.rows(&case);
        Some(shared(sharing_view(&case, (&by, &choices.measure.get()), state.words())))
    });
    let figure = move |(name, value, hint): &(Msg, String, Msg)| {
        let words = state.words();
        view! {
            <div>
                <dt>{words.say(*name)}</dt>
                <dd><b class="num">{value.clone()}</b><small class="small">{words.say(*hint)}</small></dd>
            </div>
        }
    };
    let figures = move || view.get().map(|view| view.figures.iter().map(figure).collect_view());
    let has_curve = Memo::new(move |_| view.get().is_some_and(|view| view.chart.is_some()));
    view! {
        <section class="card">
            <div class="head"><div class="titled"><h1 data-testid="sharing-title">{move || view.get().map(|view| view.title.clone())}</h1><Help topic=&help::SHARING/></div><Chips/></div>
            <div class="body stack">
                <div class="line">
                    {group_select(Msg::GroupBy, "sharing-by", false)}
                    <MeasureSelect choice=choices.measure label=Msg::Measure testid="sharing-measure"/>
                </div>
                <p data-testid="sharing-split"><b>{move || view.get().map(|view| view.split.clone())}</b></p>
                {notes(move || view.get().map(|view| view.notes.clone()).unwrap_or_default())}
                <dl class="measures" data-testid="sharing-figures">{figures}</dl>
                <Show when=move || has_curve.get()>
                    <div class="beside"><div>{curve(view)}</div>{tenths(view)}</div>
                </Show>
            </div>
        </section>
        {groups(view)}
        {concentration(view)}
    }
}

fn curve(view: View) -> impl IntoView {
    let (state, choices) = (use_state(), use_choices());
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| {
        let view = view.get()?;
        let mut model = view.chart.clone()?;
        (model.marked, model.selected) = sharing_marks(&view, &state.marked.read(), state.selected.get());
        Some(shared(model))
    });
    let under = |model: &Shared<Model>, frame: &Frame, [x, y]: [f64; 2]| hit(&layout(model, frame), x, y);
    let (hovered, follow) = hover(node, model, under);
    let area = move |point: usize| view.get()?.areas.get(point.checked_sub(1)?).map(|at| *at as usize);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model.get() else { return Ok(()) };
        let mut shown = (*model.0).clone();
        shown.hovered = hovered.get().map(|(at, _)| at);
        draw(backend, frame, &shown, &layout(&model, frame))
    });
    let point = Callback::new(move |at: Option<PointerAt>| {
        follow.run(at);
        let own = untrack(|| area(hovered.get()?.0));
        if state.pointed.get_untracked() != own {
            state.pointed.set(own);
        }
    });
    let choose = move |at: PointerAt| {
        follow.run(Some(at));
        if let Some(own) = untrack(|| area(hovered.get()?.0)) {
            state.selected.set(Some(own));
        }
    };
    let mark = move |from: PointerAt, to: PointerAt| {
        let ends = [from, to].map(|at| {
            follow.run(Some(at));
            untrack(|| hovered.get().map(|(point, _)| point))
        });
        let (Some(view), [Some(one), Some(other)]) = (view.get_untracked(), ends) else { return };
        let between = view.areas.get(one.min(other).saturating_sub(1)..one.max(other));
        marked_areas::add(state, between.unwrap_or_default());
    };
    let tip = Signal::derive(move || {
        let (at, css) = hovered.get()?;
        let (loaded, view) = (state.loaded()?, view.get()?);
        Some((sharing_tip(&loaded.snapshot, &view, (at, &choices.measure.get()), state.words())?, css))
    });
    let label = Signal::derive(move || view.get().map(|view| view.title.clone()).unwrap_or_default());
    let chart = view! { <Chart draw=picture label=label height=Signal::derive(|| HEIGHT) node=node on_point=point tip=tip/> };
    view! {
        {brushable(chart, mark, choose)}
        <div class="line"><span class="grow"></span><SavePng node=node name="lorenz"/></div>
    }
}

fn groups(view: View) -> AnyView {
    let state = use_state();
    let heads = move || {
        let words = state.words();
        let base = view.get().map(|view| (words.fill_one(Msg::SharingShareBase, &view.base), view.inside));
        let (share, inside) = base.unwrap_or((String::new(), Msg::SharingInside));
        let say = |key| words.say(key).to_owned();
        let rest =
            [Msg::SharingShareSum, Msg::GroupValue, inside, Msg::SharingPartWithin, Msg::SharingPartBetween];
        [say(Msg::Group), share].into_iter().chain(rest.map(say)).collect()
    };
    let rows = move || {
        let row = |[name, figures @ ..]: &[String; 7]| {
            figures_row(name.clone().into_any(), figures.iter().cloned())
        };
        view.get().map(|view| view.groups.iter().map(row).collect()).unwrap_or_default()
    };
    let card =
        table_card(move || state.words().say(Msg::SharingGroups).to_owned(), "sharing-groups", (heads, rows));
    view! { {card} <p class="small">{move || state.words().say(Msg::SharingHelp)}</p> }.into_any()
}

fn tenths(view: View) -> AnyView {
    let state = use_state();
    let heads = move || {
        let heads = view.get().and_then(|view| Some(view.chart.as_ref()?.titles.to_vec()));
        heads.unwrap_or_default()
    };
    let rows = move || {
        let row = |[share, held]: &[String; 2]| figures_row(share.clone().into_any(), [held.clone()]);
        view.get().map(|view| view.tenths.iter().map(row).collect()).unwrap_or_default()
    };
    let label = move || state.words().say(Msg::SharingTenths).to_owned();
    table_box(label, "sharing-tenths", (heads, rows))
}

fn concentration(view: View) -> AnyView {
    let state = use_state();
    let heads = move || {
        let all = [
            Msg::Group,
            Msg::ConcentrationScore,
            Msg::ConcentrationRank,
            Msg::ConcentrationProportion,
            Msg::ConcentrationExtent,
            Msg::ConcentrationLocal,
        ];
        all.map(|head| state.words().say(head).to_owned()).to_vec()
    };
    let rows = move || {
        let row =
            |own: &ConcentrationRow| figures_row(own.name.clone().into_any(), own.figures.iter().cloned());
        view.get().map(|view| view.concentration.iter().map(row).collect()).unwrap_or_default()
    };
    let card =
        table_card(move || state.words().say(Msg::Concentration).to_owned(), "concentration", (heads, rows));
    view! { {card} <p class="small">{move || state.words().say(Msg::ConcentrationHelp)}</p> }.into_any()
}
