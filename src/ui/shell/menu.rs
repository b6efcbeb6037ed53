//! Menus and buttons made of the table of actions.

use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::actions::{Action, find};
use crate::ui::state::{State, use_state};
use crate::web::page;

/// A stroke as the keys of this keyboard, isolated from the text around it.
pub fn keycaps(keys: &str) -> Vec<String> {
    let apple = page::is_apple();
    let cap = |key: &str| match key {
        "Ctrl" if apple => "⌘".to_owned(),
        "Shift" if apple => "⇧".to_owned(),
        key => key.to_owned(),
    };
    keys.split('+').filter(|key| !key.is_empty()).map(cap).collect()
}

/// A stroke as keycaps.
pub fn kbd(keys: &str) -> Option<AnyView> {
    let caps = keycaps(keys);
    (!caps.is_empty()).then(|| {
        let caps = caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
        view! { <span class="keycaps" dir="ltr">{caps}</span> }.into_any()
    })
}

/// Name and keys of an action, for a tooltip.
fn tooltip(state: State, action: &Action) -> String {
    let (name, caps) = (state.words().say(action.label), keycaps(action.shown_keys()));
    if caps.is_empty() { name.to_owned() } else { format!("{name} (\u{2066}{}\u{2069})", caps.join("+")) }
}

fn for_readers(keys: &'static str) -> Option<String> {
    (!keys.is_empty()).then(|| keys.replace("Ctrl", "Control"))
}

/// A menu of actions.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]
pub fn Menu(
    /// What stands on its button.
    #[prop(into)]
    label: ViewFn,
    /// What it is called, where the button shows a sign alone.
    #[prop(into)]
    name: Signal<String>,
    /// Whether a sign stands on the button alone, where there is little room.
    #[prop(optional)]
    sign: bool,
    /// Test identifier.
    testid: &'static str,
    /// The actions, by their names.
    actions: &'static [&'static str],
) -> impl IntoView {
    let state = use_state();
    let menu = NodeRef::<Details>::new();
    let item = move |id: &&'static str| {
        let action = find(id)?;
        let run = move |_| {
            if let Some(menu) = menu.get_untracked() {
                menu.set_open(false);
                let summary = menu.query_selector("summary").ok().flatten();
                if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
                    let _ = summary.focus();
                }
            }
            (action.run)(state);
        };
        let ready = move || (action.ready)(state);
        // The theme in force is shown as pressed, not as impossible.
        let theme = action.id.starts_with("theme-");
        Some(view! {
            <button data-testid=action.id disabled=move || !theme && !ready() aria-keyshortcuts=for_readers(action.shown_keys())
                aria-pressed=move || theme.then(|| (!ready()).to_string()) on:click=run>
                <span class="grow">{move || state.words().say(action.label)}</span>
                {kbd(action.shown_keys())}
            </button>
        })
    };
    view! {
        <details class="menu" node_ref=menu>
            <summary class="button" class:of-sign=sign data-testid=testid title=name aria-label=name>{label.run()}</summary>
            <div>{actions.iter().filter_map(item).collect_view()}</div>
        </details>
    }
}

/// An action as a button with a sign.
#[component]
pub fn ActionButton(
    /// The action's name.
    id: &'static str,
    /// What stands on the button.
    sign: &'static str,
) -> impl IntoView {
    let state = use_state();
    find(id).map(|action| {
        let name = move || state.words().say(action.label);
        view! {
            <button class="icon" data-testid=id disabled=move || !(action.ready)(state) on:click=move |_| (action.run)(state)
                aria-label=name title=move || tooltip(state, action) aria-keyshortcuts=for_readers(action.shown_keys())>{sign}</button>
        }
    })
}
