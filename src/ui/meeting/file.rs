//! One click makes a file that opens by double click: the page with snapshot, scenario and slides inside.

use leptos::prelude::*;

use crate::export::{Block, embed};
use crate::json;
use crate::snapshot::sha256_hex;
use crate::text::{Msg, isolate};
use crate::ui::late::work;
use crate::ui::persist::Session;
use crate::ui::saving::file_name_of_all;
use crate::ui::shell::perform;
use crate::ui::state::{State, use_state};
use crate::web::fetch::fetch_bytes;
use crate::web::{download, page};

/// The single file that lies beside the page on its server.
const BESIDE: &str = "negah.html";

/// Saving the meeting file, its slides, and presenting them.
#[component]
pub fn MeetingButtons() -> impl IntoView {
    let state = use_state();
    let saving = state.meeting.saving;
    let none = move || state.loaded().is_none() || saving.get();
    let label = move || state.words().say(if saving.get() { Msg::MeetingSaving } else { Msg::MeetingSave });
    view! {
        <button data-testid="meeting-save" disabled=none title=move || state.words().say(Msg::MeetingSaveHint)
            on:click=move |_| perform(state, "act-meeting")>{label}</button>
        <button data-testid="slides-open" disabled=none on:click=move |_| perform(state, "act-slides")>
            {move || state.words().say(Msg::Slides)}
        </button>
        <button class="present-start" data-testid="present-start" disabled=none aria-keyshortcuts="Alt+P"
            title=move || state.words().say(Msg::PresentHint) on:click=move |_| perform(state, "act-present")>
            {move || state.words().say(Msg::Present)}
        </button>
    }
}

/// Saves the meeting file.
pub fn save_meeting(state: State) {
    state.meeting.saving.set(true);
    work(async move {
        let words = state.words_now();
        state.toast.set(Some(match write(state).await {
            Some(name) => words.fill_one(Msg::MeetingSaved, &isolate(&name)),
            None => words.say(Msg::MeetingNoTemplate).to_owned(),
        }));
        state.meeting.saving.set(false);
    });
}

/// Makes the file and hands it to the user; its name, or `None` when there is nothing to make it of.
async fn write(state: State) -> Option<String> {
    let template = match page::own_source() {
        Some(source) => source,
        None => String::from_utf8(fetch_bytes(BESIDE, |_| {}).await.ok()?).ok()?,
    };
    let loaded = state.loaded_untracked()?;
    let known = state.checked.with_untracked(|checked| checked.hash().map(str::to_owned));
    let hash = known.unwrap_or_else(|| sha256_hex(&loaded.bytes));
    let session = json::write(&untrack(|| Session::of(state, &loaded)));
    let block = Block { snapshot: &loaded.bytes, sha256: &hash, scenario: None, session: Some(&session) };
    let parts = embed(&template, &block).ok()?;
    let name = file_name_of_all(state, "", "html");
    download::download_parts(&name, "text/html;charset=utf-8", &parts).ok()?;
    Some(name)
}
