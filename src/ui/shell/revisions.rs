//! The kept revisions of the work on the open data: looked at, brought back, saved to files.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::follow;
use crate::case::Case;
use crate::document::{MAX_REVISIONS, Revision};
use crate::pipeline::{resolve, run_with};
use crate::scenario::Scenario;
use crate::sorting::Sorting;
use crate::text::Msg;
use crate::ui::late::{live, work};
use crate::ui::loading::take_arrangement;
use crate::ui::persist::Session;
use crate::ui::recovery::{Kept, all_kept, remove, save_work};
use crate::ui::saving::file_name_of_all;
use crate::ui::state::{State, use_state};
use crate::view::{moment_text, revision_difference, revision_list};
use crate::web::{download, page};

/// What is shown.
#[derive(Clone)]
enum Shown {
    Reading,
    Unreadable,
    All(Vec<Kept>),
}

/// The dialog of the revisions.
#[component]
pub fn Revisions() -> impl IntoView {
    let state = use_state();
    let open = state.recovery.is_shown;
    let node = NodeRef::<Dialog>::new();
    let shown = RwSignal::new(Shown::Reading);
    Effect::new(move |_| {
        let is_open = open.get();
        if is_open {
            read(state, shown);
        }
        if let Some(dialog) = node.get() {
            follow(&dialog, is_open);
        }
    });
    let say = move |key: Msg| move || state.words().say(key);
    let hint = move || {
        let words = state.words();
        words.fill(Msg::RevisionsHint, &[("n", &words.int(MAX_REVISIONS))])
    };
    let list = move || {
        let note = |key: Msg| view! { <p>{state.words().say(key)}</p> }.into_any();
        match shown.get() {
            _ if !open.get() => None,
            Shown::Reading => None,
            Shown::Unreadable => Some(note(Msg::RevisionsUnread)),
            Shown::All(all) if all.is_empty() => Some(note(Msg::RevisionsNone)),
            Shown::All(all) => {
                let rows = all.into_iter().map(|kept| row(state, shown, kept)).collect_view();
                Some(view! { <ul class="revisions">{rows}</ul> }.into_any())
            }
        }
    };
    view! {
        <dialog node_ref=node data-testid="revisions-dialog" aria-labelledby="revisions-title" on:close=live(move |_| open.set(false))>
            <div class="head">
                <h2 id="revisions-title">{say(Msg::Revisions)}</h2>
                <button data-testid="revisions-close" on:click=move |_| open.set(false)>{say(Msg::Close)}</button>
            </div>
            <div class="body stack">
                <p class="note">{hint}</p>
                {list}
            </div>
        </dialog>
    }
}

/// Reads what is kept, the newest first.
fn read(state: State, shown: RwSignal<Shown>) {
    let Some(loaded) = state.loaded_untracked() else { return };
    work(async move {
        let found = match all_kept(&loaded).await {
            None => Shown::Unreadable,
            Some(mut all) => {
                let saved = |kept: &Kept| kept.as_ref().map_or(0.0, |(revision, _)| revision.saved);
                all.order_by(|a, b| saved(b).total_cmp(&saved(a)));
                Shown::All(all)
            }
        };
        shown.try_set(found);
    });
}

fn row(state: State, shown: RwSignal<Shown>, kept: Kept) -> AnyView {
    match kept {
        Ok((revision, session)) => sound(state, revision, session),
        Err((key, text)) => damaged(state, shown, (key, text)),
    }
}

/// A revision that can be looked at and brought back.
fn sound(state: State, revision: Revision, session: Session) -> AnyView {
    let (words, scenario) = (state.words(), session.scenario.clone());
    let when = moment_text(&page::moment_of(revision.saved), words);
    let title = words.label(&scenario.title);
    let differs = revision_difference(&state.scenario(), &scenario, words);
    let here = state.recovery.is_own(&revision).then(|| words.say(Msg::RevisionHere));
    let looked = RwSignal::new(Vec::<String>::new());
    let look = move |_| looked.set(list_of(state, &scenario));
    let lines =
        move || looked.get().into_iter().map(|line| view! { <p class="small">{line}</p> }).collect_view();
    let said = words.fill_one(Msg::RevisionTaken, &when);
    let take = move |_| bring_back(state, session.clone(), said.clone());
    let save = move |_| {
        if let Some(loaded) = state.loaded_untracked() {
            save_work(state, &loaded, &revision.work);
        }
    };
    view! {
        <li data-testid="revision">
            <div class="line">
                <span class="grow"><strong>{when}</strong>" · "{title}" "{here.map(|here| view! { <span class="tag">{here}</span> })}</span>
                <button data-testid="revision-look" on:click=look>{words.say(Msg::RevisionLook)}</button>
                <button class="primary" data-testid="revision-take" on:click=take>{words.say(Msg::RevisionTake)}</button>
                <button data-testid="revision-save" on:click=save>{words.say(Msg::WorkSave)}</button>
            </div>
            <p class="small muted">{differs}</p>
            <div aria-live="polite" data-testid="revision-list">{lines}</div>
        </li>
    }
    .into_any()
}

/// A kept text that cannot be read: it can be saved as it is, and removed.
fn damaged(state: State, shown: RwSignal<Shown>, (key, text): (String, String)) -> AnyView {
    let words = state.words();
    let save = move |_| {
        let name = file_name_of_all(state, "damaged", "txt");
        let _ = download::download(&name, "text/plain;charset=utf-8", text.as_bytes());
    };
    let gone = move |_| {
        let Some(loaded) = state.loaded_untracked() else { return };
        let key = key.clone();
        work(async move {
            remove(&loaded, &key).await;
            read(state, shown);
        });
    };
    view! {
        <li data-testid="revision-damaged">
            <div class="line">
                <span class="grow bad">{words.say(Msg::RevisionDamaged)}</span>
                <button on:click=save>{words.say(Msg::WorkSave)}</button>
                <button data-testid="revision-remove" on:click=gone>{words.say(Msg::RevisionRemove)}</button>
            </div>
        </li>
    }
    .into_any()
}

/// The list that a scenario gives, and how it differs from the present one.
fn list_of(state: State, scenario: &Scenario) -> Vec<String> {
    let words = state.words_now();
    let other = || {
        let loaded = state.loaded_untracked()?;
        let outcome = run_with(&loaded.snapshot, scenario, &loaded.search).ok()?;
        let case = Case::of(loaded.snapshot.clone(), scenario.clone().into(), outcome.into());
        Some((untrack(|| state.case())?, case))
    };
    other().map_or_else(
        || vec![words.say(Msg::RevisionUnfit).to_owned()],
        |(present, other)| revision_list(&present, &other, words).into(),
    )
}

/// Brings a revision back: its scenario as a step that can be undone, and how all was arranged.
fn bring_back(state: State, session: Session, said: String) {
    let Some(loaded) = state.loaded_untracked() else { return };
    if resolve(&loaded.snapshot, &session.scenario).is_err() {
        return state.toast.set(Some(state.words_now().say(Msg::RevisionUnfit).to_owned()));
    }
    let named = Session::named(session.scenario.clone(), session.base.clone(), &loaded.snapshot);
    state.adopt_saying(said, named);
    take_arrangement(state, &loaded, session);
    state.recovery.is_shown.set(false);
}
