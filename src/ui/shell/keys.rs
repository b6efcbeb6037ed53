//! Strokes on the keyboard that work everywhere, and menus that fold away.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::actions::ACTIONS;
use super::go;
use crate::ui::late::on_window;
use crate::ui::state::{Place, State};
use crate::web::page;

/// A stroke as the table writes it: `Ctrl+Shift+Z`, `?`, `3`. Letters go by their place on the keyboard, so that they
/// work under a Persian layout too; ⌘ counts as Ctrl. Alt belongs to the browser, but for `Alt+P`.
pub fn stroke(event: &KeyboardEvent) -> Option<String> {
    let (code, key) = (event.code(), event.key());
    if event.alt_key() {
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key());
        return (plain && code == "KeyP").then(|| "Alt+P".to_owned());
    }
    if !(event.ctrl_key() || event.meta_key()) {
        return match key.as_str() {
            "?" | "؟" => Some("?".to_owned()),
            // With NumLock off the number pad holds arrows and Home, whose key is a word.
            _ if event.shift_key() || key.chars().count() != 1 => None,
            _ => code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad")).map(str::to_owned),
        };
    }
    let letter = code.strip_prefix("Key")?;
    let shift = if event.shift_key() { "Shift+" } else { "" };
    Some(format!("Ctrl+{shift}{letter}"))
}

/// Whether the element that has the focus takes the stroke itself: a field its letters and its own undo, a list of
/// choices its letters.
fn takes(element: &Element, stroke: &str) -> bool {
    let matches = |selectors: &str| element.matches(selectors).unwrap_or(false);
    let field = matches("input:not([type=checkbox],[type=radio],[type=range],[type=file]), textarea");
    match stroke {
        "Ctrl+Z" | "Ctrl+Shift+Z" | "Ctrl+Y" => field,
        _ => !stroke.starts_with("Ctrl+") && (field || matches("select")),
    }
}

/// Does what a stroke asks for; `false` if it asks for nothing.
fn strike(state: State, stroke: &str) -> bool {
    let single = !stroke.contains('+');
    if single && (page::element("dialog[open]").is_some() || !state.shell.single_keys.get_untracked()) {
        return false;
    }
    if let Some(place) = stroke.parse::<usize>().ok().and_then(|n| Place::ALL.get(n.wrapping_sub(1))) {
        go(state, *place);
        return true;
    }
    let found = ACTIONS.iter().find(|action| action.keys.split(' ').any(|key| key == stroke));
    let Some(action) = found.filter(|_| !stroke.is_empty()) else { return false };
    if untrack(|| (action.ready)(state)) {
        (action.run)(state);
    }
    true
}

/// Listens for as long as the page lives.
pub fn listen(state: State) {
    on_window("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|_| !event.default_prevented()) else {
            return;
        };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if key.key() == "Escape" {
            // One stroke takes one step back: what listens later must know that it has served.
            if fold_menus(None) {
                event.prevent_default();
            }
            return;
        }
        let Some(stroke) = stroke(key) else { return };
        if !target.is_some_and(|element| takes(&element, &stroke)) && strike(state, &stroke) {
            event.prevent_default();
        }
    });
    on_window("pointerdown", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        fold_menus(target.as_ref());
    });
}

/// Folds open menus away, all but the one that `within` lies in; after Escape the focus goes to the button.
/// Tells whether there was one.
fn fold_menus(within: Option<&Element>) -> bool {
    let Some(menu) = page::element("details.menu[open]") else { return false };
    if within.is_some_and(|element| menu.contains(Some(element))) {
        return false;
    }
    let _ = menu.remove_attribute("open");
    if within.is_none() {
        let summary = menu.query_selector("summary").ok().flatten();
        if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
            let _ = summary.focus();
        }
    }
    true
}
