//! Type made smaller until it fits the paper.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::page::soon;

/// By how much type that does not fit is made smaller at a time.
const SMALLER: f64 = 0.95;

/// The smallest that type may become, as a share of its own size.
const SMALLEST: f64 = 0.6;

/// Makes the type of every element below `whole` that `selector` names smaller until nothing runs through its foot; at
/// the second frame from now, as the first lays the elements out and the second has their charts.
pub fn fit_type(whole: &Element, selector: &'static str) {
    let whole = whole.clone();
    soon(move || soon(move || fit_all(&whole, selector)));
}

fn fit_all(whole: &Element, selector: &str) {
    let Ok(bodies) = whole.query_selector_all(selector) else { return };
    for at in 0..bodies.length() {
        if let Some(body) = bodies.item(at).and_then(|own| own.dyn_into::<HtmlElement>().ok()) {
            fit(&body);
        }
    }
}

fn fit(body: &HtmlElement) {
    let mut size = 1.0;
    let set = |size: f64| drop(body.style().set_property("font-size", &format!("{size:.3}em")));
    set(size);
    while body.scroll_height() > body.client_height() + 1 && size > SMALLEST {
        size *= SMALLER;
        set(size);
    }
}
