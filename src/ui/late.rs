//! What happens later: timers, frames, observers, listeners on the window, work that waits for a promise.
//!
//! Signals belong to the component that made them and are gone with it; whoever reads them afterwards stops the page for
//! good. So whatever is called later is asked for here, and nowhere else in the interface: it is either cancelled with the
//! component that asks, or it is work of the whole page, which may read what lives as long as the page
//! ([`State`](super::state::State) and what is in it) and nothing else. What only touches the document is in
//! [`crate::web::page`], which knows no signals.

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, EventTarget, ResizeObserver};

/// Keeps something until the component that asks is gone.
fn keep<T: 'static>(kept: T) {
    let kept = StoredValue::new_local(Some(kept));
    on_cleanup(move || drop(kept.try_update_value(Option::take)));
}

/// A handler that does nothing once the component that made it is gone. For the events that browsers send by themselves while
/// an element is taken out of the page (the focus leaves, a typed text counts as changed) or a moment later (scrolling,
/// closing): by then what the handler would read is gone.
pub fn live<E: 'static>(mut act: impl FnMut(E) + 'static) -> impl FnMut(E) + 'static {
    let here = StoredValue::new(());
    move |event| {
        if !here.is_disposed() {
            act(event);
        }
    }
}

/// When the window tells of an event: before anything in the page hears of it, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before.
    First,
    /// After.
    Last,
}

fn listener(
    target: &EventTarget,
    (name, when): (&'static str, When),
    act: impl FnMut(&Event) + 'static,
) -> EventListener {
    let phase = if when == When::First { EventListenerPhase::Capture } else { EventListenerPhase::Bubble };
    EventListener::new_with_options(target, name, EventListenerOptions { phase, passive: false }, act)
}

/// Calls `act` at every event of a name that reaches the window, for as long as the component that asks is there.
pub fn on_window(name: &'static str, act: impl FnMut(&Event) + 'static) {
    on_window_when(name, When::Last, act);
}

/// The same, before or after the page has heard of it.
pub fn on_window_when(name: &'static str, when: When, act: impl FnMut(&Event) + 'static) {
    if let Some(window) = web_sys::window() {
        keep(listener(&window, (name, when), act));
    }
}

/// Calls `act` at every event of a name that reaches the document, for as long as the component that asks is there.
pub fn on_document(name: &'static str, act: impl FnMut(&Event) + 'static) {
    if let Ok(document) = crate::web::page::document() {
        keep(listener(&document, (name, When::Last), act));
    }
}

/// Calls `act` at every event of a name at an element, for as long as the component that asks is there.
pub fn on_element(element: &Element, name: &'static str, act: impl FnMut(&Event) + 'static) {
    keep(listener(element, (name, When::Last), act));
}

/// Calls one when the page is about to be printed, whoever asked for it, and the other afterwards.
pub fn on_print(before: impl Fn() + 'static, after: impl Fn() + 'static) {
    on_window("beforeprint", move |_| before());
    on_window("afterprint", move |_| after());
}

/// Calls `act` whenever the size of an element is another one, for as long as the component that asks is there.
pub fn on_resize(element: &Element, act: impl FnMut() + 'static) {
    let act = Closure::<dyn FnMut()>::new(act);
    let Ok(observer) = ResizeObserver::new(act.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local(Some((observer, act)));
    on_cleanup(move || {
        if let Some((observer, act)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
            drop(act);
        }
    });
}

/// Calls `act` again and again, so many milliseconds apart, for as long as the component that asks is there.
pub fn every(step: u32, act: impl Fn() + 'static) {
    keep(Interval::new(step, act));
}

/// Calls `act` once after so many milliseconds, unless the component that asks is gone by then.
pub fn after(wait: u32, act: impl FnOnce() + 'static) {
    keep(Timeout::new(wait, act));
}

/// A wait that begins anew whenever it is asked for. It ends with the component that made it.
#[derive(Clone, Copy)]
pub struct Rest(StoredValue<Option<Timeout>, LocalStorage>);

impl Rest {
    /// Nothing is waited for.
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Calls `act` after so many milliseconds, unless the wait begins anew or ends before.
    pub fn begin(self, wait: u32, act: impl FnOnce() + 'static) {
        let _ = self.0.try_set_value(Some(Timeout::new(wait, act)));
    }

    /// Nothing is waited for any more.
    pub fn end(self) {
        let _ = self.0.try_set_value(None);
    }
}

/// Work that waits for a promise. It belongs to the page, not to a component: it may read the state of the page, which is
/// never gone, and nothing else.
pub fn work(work: impl Future<Output = ()> + 'static) {
    leptos::task::spawn_local(work);
}
