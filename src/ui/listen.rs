//! Listening to the window, for as long as the component that listens.

use gloo::events::EventListener;
use leptos::prelude::*;

/// Calls `act` at every event of a name that reaches the window.
pub fn on_window(name: &'static str, act: impl FnMut(&web_sys::Event) + 'static) {
    if let Some(window) = web_sys::window() {
        let kept = StoredValue::new_local(EventListener::new(&window, name, act));
        on_cleanup(move || kept.dispose());
    }
}

/// Calls one when the page is about to be printed, whoever asked for it, and the other afterwards.
pub fn on_print(before: impl Fn() + 'static, after: impl Fn() + 'static) {
    on_window("beforeprint", move |_| before());
    on_window("afterprint", move |_| after());
}
