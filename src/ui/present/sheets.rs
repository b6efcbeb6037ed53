//! The slides as sheets: one to a landscape page, with the presenter's notes below where they are asked for.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::slide::SlideView;
use super::{counter, deck_now};
use crate::text::Msg;
use crate::ui::meeting::Mode;
use crate::ui::state::use_state;
use crate::view::screens;
use crate::web::page;

/// Size of type on a sheet, css pixels: 64 letters fill the 277 mm between the margins of A4.
const LETTER: f64 = 16.3;

/// By how much the type of a body that does not fit is made smaller at a time, and the smallest it may become.
const SMALLER: f64 = 0.95;
const SMALLEST: f64 = 0.6;

/// Makes the type of every body smaller until nothing runs through the foot of its sheet.
fn fit(sheets: &Element) {
    let Ok(bodies) = sheets.query_selector_all(".slide-body") else { return };
    for at in 0..bodies.length() {
        let Some(body) = bodies.item(at).and_then(|own| own.dyn_into::<HtmlElement>().ok()) else { continue };
        let mut size = 1.0;
        let set = |size: f64| drop(body.style().set_property("font-size", &format!("{size:.3}em")));
        set(size);
        while body.scroll_height() > body.client_height() + 1 && size > SMALLEST {
            size *= SMALLER;
            set(size);
        }
    }
}

/// All slides, to be looked at and printed.
#[component]
pub(super) fn Sheets(notes: bool) -> impl IntoView {
    let state = use_state();
    let deck = deck_now(state);
    let sure = untrack(|| state.sureness.n_rows().filter(|_| state.sureness.is_fresh(state)));
    let all = untrack(|| state.both())
        .map(|(loaded, outcome)| screens(&deck, &loaded.snapshot, &outcome, sure))
        .unwrap_or_default();
    let n = all.len();
    let em = Signal::derive(|| LETTER);
    let sheet = |(at, screen): (usize, crate::view::Screen)| {
        let own = deck[screen.slide].clone();
        let note = (notes && !own.note.trim().is_empty() && screen.page == 0).then(|| own.note.clone());
        let count = Signal::derive(move || (at + 1, n));
        let number = move || counter(state.words(), at + 1, n);
        view! {
            <div class="handout" data-testid="sheet" style:font-size=format!("{LETTER}px")>
                <SlideView slide=own screen=screen count=count em=em/>
                <p class="handout-number num">{number}</p>
                {note.map(|note| view! { <p class="handout-note" data-testid="sheet-note">{note}</p> })}
            </div>
        }
    };
    let close = move |_| state.meeting.mode.set(Mode::Work);
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        // Letters must be there to be measured; the first frame lays the sheets out, the second has their charts.
        state.fonts.track();
        state.language.track();
        if let Some(sheets) = node.get() {
            request_animation_frame(move || request_animation_frame(move || fit(&sheets)));
        }
    });
    view! {
        <div class="handouts" data-testid="sheets" node_ref=node>
            <div class="handouts-bar screen-only">
                <button class="primary" data-testid="sheets-print" on:click=move |_| page::print()>{move || state.words().say(Msg::Print)}</button>
                <button data-testid="sheets-close" on:click=close>{move || state.words().say(Msg::Close)}</button>
            </div>
            {all.into_iter().enumerate().map(sheet).collect_view()}
        </div>
    }
}
