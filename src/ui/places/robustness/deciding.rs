//! What decides: shares of the choices, and indicators left out.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::found;
use crate::chart::shares::{Model, css_height, draw, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::ui::surface::Draw;
use crate::view::{Deciding, deciding, help};

type View = Memo<Option<Deciding>>;

/// What decides the ranks.
#[component]
pub fn DecidingCard() -> impl IntoView {
    let state = use_state();
    let view = Memo::new(move |_| found(state).map(|found| deciding(found.sure(), state.words())));
    let shares = Memo::new(move |_| view.get()?.shares);
    let left_out = Memo::new(move |_| Some(view.get()?.left_out));
    let varied = Memo::new(move |_| shares.read().is_some());
    let without = Signal::derive(move || state.words().say(Msg::SureWithoutHead).to_owned());
    let title = Signal::derive(move || view.get().map(|view| view.title).unwrap_or_default());
    let has_skipped = Memo::new(move |_| view.read().as_ref().is_some_and(|view| !view.skipped.is_empty()));
    let skipped = move || {
        let n = found(state).map_or(0, |found| found.sure().found.skipped.len());
        let words = state.words();
        words.fill_one(Msg::SureSkippedHead, &words.int(n.max(1)))
    };
    let unvaried = move || state.words().say(Msg::SureNoShares);
    view! {
        <section class="card" data-testid="sure-deciding">
            <div class="head"><div class="titled"><h2>{title}</h2><Help topic=&help::DECIDING/></div></div>
            <div class="body stack">
                <Show when=move || varied.get() fallback=move || view! { <p class="small">{unvaried}</p> }>
                    <Bars model=shares label=title name="shares"/>
                    <Lines view=view of=|view| &view.factors/>
                </Show>
                <h3>{without}</h3>
                <Bars model=left_out label=without name="left-out"/>
                <Lines view=view of=|view| &view.indicators/>
                <Show when=move || has_skipped.get()>
                    <details data-testid="sure-skipped">
                        <summary>{skipped}</summary>
                        <Lines view=view of=|view| &view.skipped/>
                    </details>
                </Show>
            </div>
        </section>
    }
}

#[component]
fn Lines(view: View, of: fn(&Deciding) -> &Vec<String>) -> impl IntoView {
    let lines = move || {
        let view = view.get()?;
        let lines = of(&view);
        let item = |line: &String| view! { <li class="small">{line.clone()}</li> };
        (!lines.is_empty()).then(|| view! { <ul class="plain">{lines.iter().map(item).collect_view()}</ul> })
    };
    view! { {lines} }
}

#[component]
fn Bars(model: Memo<Option<Model>>, label: Signal<String>, name: &'static str) -> impl IntoView {
    let node = NodeRef::<Canvas>::new();
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model.get() else { return Ok(()) };
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let height = Signal::derive(move || {
        let model = model.read();
        let rows = model.as_ref().map_or(&[][..], |model| &model.shares);
        css_height(rows.len(), rows.first().map_or(1, |row| row.marks.len()))
    });
    view! {
        <Chart draw=picture label=label height=height node=node/>
        <div class="line"><span class="grow"></span><SavePng node=node name=name/></div>
    }
}
