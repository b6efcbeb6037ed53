//! Where the table is scrolled to, and how much of it is in sight.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Scroll position and height of the box, css pixels.
pub fn follow_scroll(node: NodeRef<Div>) -> (RwSignal<f64>, RwSignal<f64>) {
    let (top, height) = (RwSignal::new(0.0), RwSignal::new(600.0));
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: web_sys::HtmlElement = (*element).clone().unchecked_into();
        let measured = element.clone();
        let measure = move || {
            let (now_top, now_height) =
                (f64::from(measured.scroll_top()), f64::from(measured.client_height()));
            if top.get_untracked() != now_top {
                top.set(now_top);
            }
            if height.get_untracked() != now_height {
                height.set(now_height);
            }
        };
        measure();
        let on_resize = Closure::<dyn FnMut()>::new(measure.clone());
        let scroll = gloo::events::EventListener::new(&element, "scroll", move |_| measure());
        let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, on_resize, scroll));
        on_cleanup(move || kept.with_value(|(observer, ..)| observer.disconnect()));
    });
    (top, height)
}
