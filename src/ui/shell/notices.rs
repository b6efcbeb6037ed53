//! What the reader must know of the keeping of the work, until it is read or no longer so.

use leptos::prelude::*;

use super::perform;
use crate::text::Msg;
use crate::ui::recovery::Notice;
use crate::ui::state::use_state;
use crate::view::Words;

fn text(notice: Notice, words: Words) -> String {
    let damaged = |n: usize, key: Msg| words.fill_one(key, &words.int(n));
    match notice {
        Notice::Full => words.say(Msg::NoticeFull).to_owned(),
        Notice::Blocked => words.say(Msg::NoticeBlocked).to_owned(),
        Notice::Another => words.say(Msg::NoticeAnother).to_owned(),
        Notice::Apart => words.say(Msg::NoticeApart).to_owned(),
        Notice::Damaged(n, true) => damaged(n, Msg::NoticeDamaged),
        Notice::Damaged(n, false) => damaged(n, Msg::NoticeDamagedAll),
    }
}

/// The action that helps, by its name.
fn remedy(notice: Notice) -> (&'static str, Msg) {
    match notice {
        Notice::Full | Notice::Blocked => ("work-save", Msg::WorkSave),
        _ => ("revisions", Msg::Revisions),
    }
}

/// The notices, below the places.
#[component]
pub fn Notices() -> impl IntoView {
    let state = use_state();
    let one = move |notice: Notice| {
        let (words, (action, label)) = (state.words(), remedy(notice));
        view! {
            <div class="offer" role="status" data-testid="notice">
                <span class="grow">{text(notice, words)}</span>
                <button class="primary" data-testid="notice-act" on:click=move |_| perform(state, action)>{words.say(label)}</button>
                <button data-testid="notice-close" on:click=move |_| state.recovery.close(notice)>{words.say(Msg::Close)}</button>
            </div>
        }
    };
    move || state.recovery.notices.get().into_iter().map(one).collect_view()
}
