//! The slides as sheets: one to a landscape page, with the presenter's notes below where they are asked for.

use leptos::html::Div;
use leptos::prelude::*;

use super::slide::SlideView;
use super::{counter, deck_now};
use crate::text::Msg;
use crate::ui::meeting::Mode;
use crate::ui::state::use_state;
use crate::view::screens;
use crate::web::fit::fit_type;
use crate::web::page;

/// Size of type on a sheet, css pixels: 64 letters fill the 277 mm between the margins of A4.
const LETTER: f64 = 16.3;

/// All slides, to be looked at and printed.
#[component]
pub(super) fn Sheets(notes: bool) -> impl IntoView {
    let state = use_state();
    let deck = deck_now(state);
    let sure = untrack(|| state.robustness.n_rows().filter(|_| state.robustness.is_fresh(state)));
    let all = untrack(|| state.case())
        .map(|case| screens(&deck, &case.snapshot, &case.outcome, sure))
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
        // Letters must be there to be measured.
        state.fonts.track();
        state.language.track();
        if let Some(sheets) = node.get() {
            fit_type(&sheets, ".slide-body");
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
