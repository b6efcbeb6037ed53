//! Help in context: a small button, and the one card that tells.

use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::{follow, on_backdrop};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::{State, use_state};
use crate::view::help::{HelpChoice, Topic, help_choices};
use crate::web::page;

/// Width of the card where there is room, css pixels.
const WIDTH: f64 = 400.0;
/// Distance from the button and from the edges of the window, css pixels.
const GAP: f64 = 8.0;

/// A button that tells of something.
#[component]
pub fn Help(
    /// What it tells of.
    topic: &'static Topic,
) -> impl IntoView {
    let state = use_state();
    let name = move || state.words().fill_one(Msg::HelpOn, state.words().say(topic.title));
    let open = move |event: MouseEvent| {
        // Inside the label of a control a click is for the help alone.
        event.prevent_default();
        let button = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some([start, top, _, height]) = button.as_ref().map(page::box_of) else { return };
        state.shell.help.set(Some((topic, [start, top, top + height])));
    };
    view! {
        <button type="button" class="help screen-only" data-testid="help" aria-haspopup="dialog" aria-label=name title=name on:click=open>
            <span aria-hidden="true">{move || if state.words().language.dir() == "rtl" { "؟" } else { "?" }}</span>
        </button>
    }
}

/// What is told of the topic.
fn told(state: State, topic: &'static Topic) -> AnyView {
    let words = state.words();
    let choices = state
        .loaded()
        .map(|loaded| help_choices(topic, &loaded.snapshot, &state.scenario(), words))
        .unwrap_or_default();
    let choice = |choice: HelpChoice| {
        let formula = (!choice.formula.is_empty()).then(|| view! { <code dir="ltr">{choice.formula}</code> });
        view! {
            <li aria-current=choice.chosen.then_some("true")><b>{choice.name}</b>{formula}<p class="small">{choice.hint}</p></li>
        }
    };
    let listed = (!choices.is_empty()).then(|| {
        let items = choices.into_iter().map(choice).collect_view();
        view! { <h3>{words.say(Msg::HelpChoices)}</h3><ul class="help-choices">{items}</ul> }
    });
    let source = topic.source.map(|source| {
        view! { <p class="small"><b>{words.say(Msg::HelpSource)}</b>": "{words.say(source)}</p> }
    });
    view! {
        <p>{words.say(topic.what)}</p>
        <h3>{words.say(Msg::HelpRead)}</h3>
        <p>{words.say(topic.read)}</p>
        {listed}
        {source}
    }
    .into_any()
}

/// The card, beside the button that opened it.
#[component]
pub fn HelpCard() -> impl IntoView {
    let state = use_state();
    let open = state.shell.help;
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            follow(&dialog, open.get().is_some());
        }
    });
    let close = move || open.set(None);
    // Below the button where there is room for it, else above.
    let place = Memo::new(move |_| {
        let (_, [start, top, bottom]) = open.get()?;
        let [width, height] = page::viewport();
        let start = start.min(width - WIDTH.min(width - 2.0 * GAP) - GAP).max(GAP);
        let below = height - bottom > top;
        let room = if below { height - bottom } else { top } - 2.0 * GAP;
        let edge = if below { bottom } else { height - top } + GAP;
        Some((below, start, edge, room))
    });
    let px = |value: f64| format!("{value:.0}px");
    let start = move || place.get().map(|(_, start, ..)| px(start));
    let from_top =
        move || place.get().map(|(below, _, edge, _)| if below { px(edge) } else { "auto".to_owned() });
    let from_end =
        move || place.get().map(|(below, _, edge, _)| if below { "auto".to_owned() } else { px(edge) });
    let most = move || place.get().map(|(.., room)| px(room));
    let outside = move |event: MouseEvent| {
        if on_backdrop(&event) {
            close();
        }
    };
    view! {
        <dialog node_ref=node class="help-card" data-testid="help-card" aria-labelledby="help-title"
            style:inset-inline-start=start style:inset-block-start=from_top style:inset-block-end=from_end style:max-block-size=most
            on:close=live(move |_| close())
            on:click=outside>
            <div class="head">
                <h2 id="help-title">{move || open.get().map(|(topic, _)| state.words().say(topic.title))}</h2>
                <button class="icon" data-testid="help-close" aria-label=move || state.words().say(Msg::Close) on:click=move |_| close()>"✕"</button>
            </div>
            <div class="body">{move || open.get().map(|(topic, _)| told(state, topic))}</div>
        </dialog>
    }
}
