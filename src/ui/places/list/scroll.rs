//! Where the table is scrolled to, and how much of it is in sight.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::late::{on_element, on_resize};

/// Where a box is scrolled to; copied freely.
#[derive(Clone, Copy)]
pub struct Scrolled {
    /// How far it is scrolled, css pixels.
    pub top: RwSignal<f64>,
    /// Its height, css pixels.
    pub height: RwSignal<f64>,
    /// How far it can be scrolled, css pixels.
    pub far: RwSignal<f64>,
}

/// Follows a box as it is scrolled and resized.
pub fn follow_scroll(node: NodeRef<Div>) -> Scrolled {
    let [top, height, far] = [0.0; 3].map(RwSignal::new);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: web_sys::HtmlElement = (*element).clone().unchecked_into();
        let measured = element.clone();
        let measure = move || {
            let now_height = f64::from(measured.client_height());
            let now_far = (f64::from(measured.scroll_height()) - now_height).max(0.0);
            for (own, now) in [(far, now_far), (height, now_height), (top, f64::from(measured.scroll_top()))]
            {
                if own.get_untracked() != now {
                    own.set(now);
                }
            }
        };
        measure();
        on_resize(&element, measure.clone());
        on_element(&element, "scroll", move |_| measure());
    });
    Scrolled { top, height, far }
}
