//! The keys of the presentation: arrows by the direction of the language, clickers, numbers, black, trial, escape.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::act::{Act, Typed};
use super::show::Show;
use crate::text::{Language, to_latin_digits};
use crate::ui::late::{When, on_document, on_window_when};
use crate::web::page;

/// Listens before anything else does, so that no key reaches the page behind.
pub(super) fn listen(show: Show) {
    on_window_when("keydown", When::First, move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
            heard(show, key);
        }
    });
    // Escape belongs to the browser while the page fills the screen, and shows only in that it no longer does.
    let was_full = StoredValue::new(false);
    on_document("fullscreenchange", move |_| {
        let full = page::is_full_screen();
        if was_full.get_value() && !full {
            show.act(Act::Escape);
        }
        was_full.set_value(full);
    });
}

fn heard(show: Show, key: &KeyboardEvent) {
    let held = key.ctrl_key() || key.meta_key() || key.alt_key();
    if held {
        // The page's commands lie behind the locked screen, and the browser's own of the same keys with them.
        key.stop_propagation();
        if matches!(key.code().as_str(), "KeyZ" | "KeyY" | "KeyP" | "KeyK" | "KeyS" | "KeyO") {
            key.prevent_default();
        }
        return;
    }
    if let Some(digit) = to_latin_digits(&key.key()).parse::<usize>().ok().filter(|digit| *digit < 10) {
        return show.typed.update(|typed| typed.0 = Some((typed.0.unwrap_or(0) * 10 + digit) % 1000));
    }
    let typed = show.typed.get_untracked().0;
    show.typed.set(Typed::default());
    let act = match (typed, key.key().as_str()) {
        (Some(number), "Enter") => Some(Act::Number(number)),
        (Some(_), "Escape") => return stop(key),
        _ => meant(show, key),
    };
    if let Some(act) = act {
        stop(key);
        show.act(act);
    }
}

fn stop(key: &KeyboardEvent) {
    key.prevent_default();
    key.stop_propagation();
}

fn meant(show: Show, key: &KeyboardEvent) -> Option<Act> {
    let on = |name: &str| {
        let target = key.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        target.is_some_and(|target| target.tag_name() == name)
    };
    match (key.key().as_str(), key.code().as_str()) {
        ("Escape", _) => return Some(Act::Escape),
        (_, "KeyW") => return Some(Act::Try),
        // A slider keeps its own keys, and a button its space bar.
        _ if on("INPUT") => return None,
        (" " | "Enter", _) if on("BUTTON") => return None,
        _ => {}
    }
    let rtl = show.state.language.get_untracked() == Language::Fa;
    Some(match (key.key().as_str(), key.code().as_str()) {
        ("ArrowLeft", _) => [Act::Back, Act::Next][usize::from(rtl)],
        ("ArrowRight", _) => [Act::Next, Act::Back][usize::from(rtl)],
        (" ", _) if key.shift_key() => Act::Back,
        ("PageDown" | "ArrowDown" | " " | "Enter", _) => Act::Next,
        ("PageUp" | "ArrowUp" | "Backspace", _) => Act::Back,
        ("Home", _) => Act::First,
        ("End", _) => Act::Last,
        (".", _) | (_, "KeyB" | "Period") => Act::Black,
        _ => return None,
    })
}
