//! What every printed page says of itself: data, synthetic mark, digest, day, and its number.
//!
//! Margin boxes carry it where the browser knows them (Chromium 131 and later). Elsewhere an element stands fixed
//! on every page, without numbers, and tables keep room for it.

use leptos::prelude::*;

use super::state::{State, use_state};
use crate::text::{JalaliDate, Language, Msg};
use crate::view::{page_frame, scenario_line};
use crate::web::page;

/// The frame of printed pages.
#[component]
pub fn PrintFrame() -> impl IntoView {
    let state = use_state();
    let boxes = page::has_margin_boxes();
    // The check tells its progress many times a second: only another text is worth another sheet of styles.
    let about = Memo::new(move |_| about(state));
    Effect::new(move |_| {
        let words = state.words();
        if boxes && let Some(about) = about.get() {
            page::adopt_style(&page_frame(&about, words.say(Msg::SlideCounter), words.language));
        }
    });
    let foot = move || (!boxes).then(|| about.get()).flatten();
    view! { <div class="print-only print-frame" aria-hidden="true">{foot}</div> }
}

/// Title of the data, synthetic mark, digest and day.
fn about(state: State) -> Option<String> {
    let (loaded, words) = (state.loaded()?, state.words());
    let header = &loaded.snapshot.header;
    let title = words.label(&header.title);
    let synthetic = header.synthetic.then(|| words.say(Msg::Synthetic).to_owned());
    let parts: Vec<String> = std::iter::once(title).chain(synthetic).chain([mark(state)]).collect();
    Some(parts.join(" · "))
}

/// Short digest of the data and today's date.
pub fn mark(state: State) -> String {
    let words = state.words();
    let hash = state.checked.read().short_hash(8);
    words.fill(Msg::SlideMark, &[("hash", &hash), ("date", &today(words.language))])
}

/// The foot of a printed sheet: the digest, longer, and the day.
pub fn footer(state: State) -> String {
    let words = state.words();
    let hash = state.checked.read().short_hash(12);
    words.fill(Msg::PrintFooter, &[("hash", &hash), ("date", &today(words.language))])
}

/// Name and weights of the scenario in one line, as every paper carries it.
pub fn scenario_now(state: State) -> Option<String> {
    let loaded = state.loaded()?;
    Some(scenario_line(&loaded.snapshot, &state.scenario(), state.words()))
}

/// This day in the reader's calendar.
pub fn today(language: Language) -> String {
    let iso = page::today();
    match language {
        Language::Fa => JalaliDate::from_iso(&iso).map_or(iso, |day| day.long(language)),
        Language::En => iso,
    }
}
