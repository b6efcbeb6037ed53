//! Opening data: at the start, from a file, from a drop. A bad file never replaces a good one.

use leptos::prelude::*;

use super::persist::{self, Session};
use super::state::{Checked, Failure, Loaded, State};
use super::{late, recovery, trail};
use crate::export::unescape;
use crate::json;
use crate::scenario::Scenario;
use crate::snapshot::{Limits, OpenError, Remark, open, sha256_hex};
use crate::task::{Reply, Request};
use crate::text::{Language, Msg, fill};
use crate::view::named_on_opening;
use crate::web::fetch::{FetchError, fetch_bytes};
use crate::web::{page, storage};

/// Opens what the page starts with: the address asked for, the file open last, data in the page,
/// `snapshot.json` beside it, else the demo.
pub fn start(state: State) {
    state.loading.set(Some(0.0));
    late::work(async move {
        let opened = match page::query("snapshot") {
            Some(address) => open_address(state, &address, true).await,
            // A meeting file opens what it was saved with, whatever was opened in it since.
            None if persist::embedded().is_some() => false,
            None => open_last(state).await,
        };
        if !opened {
            // What is opened instead must not wipe away why the first choice failed.
            let failure = state.failure.get_untracked();
            open_default(state).await;
            state.failure.set(failure);
        }
        state.loading.set(None);
    });
}

/// The data that came with the page.
pub async fn open_default(state: State) {
    if let Some(text) = page::embedded("negah-snapshot") {
        let bare = || Scenario::parse(page::embedded("negah-scenario")?.as_bytes()).ok().map(Session::bare);
        let given = persist::embedded().or_else(bare);
        let name = Msg::AppName.text(state.language.get_untracked()).to_owned();
        open_bytes_with(state, &name, unescape(&text).as_bytes(), given).await;
    } else if !page::is_file() {
        let own = open_address(state, "snapshot.json", false).await;
        if !own {
            open_address(state, "demo.snapshot.json", true).await;
        }
    }
    state.loading.set(None);
}

async fn open_last(state: State) -> bool {
    let Some(name) = storage::load(&persist::open_name()) else { return false };
    match storage::load_bytes(&persist::open_name()).await {
        Ok(Some(bytes)) => open_bytes(state, &name, &bytes).await,
        _ => false,
    }
}

async fn open_address(state: State, address: &str, needed: bool) -> bool {
    state.loading.set(Some(0.0));
    let fetched = fetch_bytes(address, move |share| state.loading.set(Some(share))).await;
    state.loading.set(None);
    match fetched {
        Ok(bytes) => open_bytes(state, address, &bytes).await,
        Err(error) => {
            if needed {
                state.failure.set(Some(fetch_failure(address, &error)));
            }
            false
        }
    }
}

fn fetch_failure(address: &str, error: &FetchError) -> Failure {
    let both = |key: Msg, values: &[(&str, &str)]| {
        (fill(key.text(Language::Fa), values), fill(key.text(Language::En), values))
    };
    let reason = match error {
        FetchError::OtherHost(address) => both(Msg::ErrorSameOrigin, &[("", address)]),
        FetchError::Status(address, status) => {
            both(Msg::ErrorNetwork, &[("", address), ("status", &status.to_string())])
        }
    };
    Failure { file: address.to_owned(), reasons: vec![reason] }
}

/// A file that the user chose or dropped: a snapshot or a scenario.
pub fn open_user_file(state: State, file: web_sys::File) {
    state.loading.set(Some(0.0));
    late::work(async move {
        let name = file.name();
        let file = gloo::file::File::from(file);
        let read = gloo::file::futures::read_as_bytes(&file).await;
        state.loading.set(None);
        match read {
            // Work holds a scenario, which says so too.
            Ok(bytes) if says(&bytes, persist::WORK) => open_work(state, &name, &bytes),
            Ok(bytes) if says(&bytes, crate::scenario::FORMAT) => open_scenario(state, &name, &bytes),
            Ok(bytes) => {
                if open_bytes(state, &name, &bytes).await {
                    greet(state);
                    remember(state, name, bytes).await;
                }
            }
            Err(error) => {
                let reason = error.to_string();
                state.failure.set(Some(Failure { file: name, reasons: vec![(reason.clone(), reason)] }));
            }
        }
    });
}

/// Says what is open now.
fn greet(state: State) {
    let Some(loaded) = state.loaded_untracked() else { return };
    let words = state.words_now();
    let title = words.label(&loaded.snapshot.header.title);
    state.toast.set(Some(words.fill_one(Msg::LoadedSnapshot, &title)));
}

/// Keeps a file that opened, so that a reload finds it again; a meeting file keeps to its own.
async fn remember(state: State, name: String, bytes: Vec<u8>) {
    if persist::embedded().is_some() {
        return;
    }
    if storage::save_bytes(&persist::open_name(), &bytes).await.is_ok() {
        storage::save(&persist::open_name(), &name);
    } else {
        storage::forget(&persist::open_name());
        state.toast.set(Some(Msg::ErrorStorage.text(state.language.get_untracked()).to_owned()));
    }
}

/// Goes back to the data that came with the page.
pub fn open_demo(state: State) {
    storage::forget(&persist::open_name());
    late::work(open_default(state));
}

/// Scenarios, snapshots and work say what they are in their first members.
fn says(bytes: &[u8], format: &str) -> bool {
    let head = &bytes[..bytes.len().min(400)];
    String::from_utf8_lossy(head).contains(&format!("\"{format}\""))
}

async fn open_bytes(state: State, name: &str, bytes: &[u8]) -> bool {
    open_bytes_with(state, name, bytes, None).await
}

/// Opens a snapshot; `false`, with the reasons shown, when it cannot be used. What was open stays then.
async fn open_bytes_with(state: State, name: &str, bytes: &[u8], given: Option<Session>) -> bool {
    let snapshot = match open(bytes, &Limits::DEFAULT) {
        Ok(snapshot) => snapshot,
        Err(error) => {
            state.failure.set(Some(Failure { file: name.to_owned(), reasons: open_reasons(&error) }));
            return false;
        }
    };
    let loaded = Loaded::new(snapshot, bytes);
    let mut found = recovery::find(&loaded).await;
    let (session, offer) = persist::session(&loaded, given, found.session.take());
    let fits = |session: &Session| crate::pipeline::resolve(&loaded.snapshot, &session.scenario).is_ok();
    let (offer, session) = (offer.filter(fits), session.filter(fits));
    let session = session.unwrap_or_else(|| Session::bare(Scenario::equal_weights(&loaded.snapshot)));
    let selected = session.selected.and_then(|code| loaded.snapshot.areas.position(&code));
    let list = session.list.arrangement(&loaded.snapshot);
    let named = Session::named(session.scenario, session.base, &loaded.snapshot);
    state.recovery.begin(&loaded, found);
    let (snapshot, bytes) = (loaded.snapshot.clone(), loaded.bytes.clone());
    state.worker.with_value(|own| own.keep(snapshot, bytes, move |anew| state.say_lost_worker(anew)));
    state.open(loaded, (named, list), selected);
    if let Some(loaded) = state.loaded_untracked() {
        trail::restore(state, &loaded, persist::embedded().is_some());
        check(state, loaded.bytes.clone());
    }
    state.meeting.deck.set(session.deck);
    state.meeting.offer.set(offer);
    true
}

/// Has the open data checked.
fn check(state: State, bytes: std::sync::Arc<[u8]>) {
    let hear = move |reply| match reply {
        Reply::Progress { done, total, .. } => {
            state.checked.set(Checked::Working(done as f64 / total.max(1) as f64));
        }
        Reply::Checked(remarks, hash) => state.checked.set(Checked::Done { remarks: remarks.into(), hash }),
        Reply::Broken | Reply::Failed(_) => {
            let (remarks, hash) = (vec![check_broken()], sha256_hex(&bytes));
            state.checked.set(Checked::Done { remarks: remarks.into(), hash });
        }
        _ => {}
    };
    state.worker.with_value(|own| own.ask(Request::Check, hear)).let_go();
}

/// What is said of data whose check has broken down.
fn check_broken() -> Remark {
    let [fa, en] = [Language::Fa, Language::En].map(|own| Msg::CheckBroken.text(own).to_owned());
    Remark { severity: "warns".to_owned(), fa, en, ..Remark::default() }
}

fn open_reasons(error: &OpenError) -> Vec<(String, String)> {
    match error {
        OpenError::Parse(error) => vec![(error.text(Language::Fa), error.text(Language::En))],
        OpenError::Blocked(findings) => {
            let count = findings.len().to_string();
            let head = |language: Language| {
                let shown = if language == Language::Fa {
                    crate::text::to_persian_digits(&count)
                } else {
                    count.clone()
                };
                fill(Msg::ErrorBlocked.text(language), &[("n", &shown)])
            };
            let mut reasons = vec![(head(Language::Fa), head(Language::En))];
            reasons.extend(
                findings.iter().map(|finding| (finding.text(Language::Fa), finding.text(Language::En))),
            );
            reasons
        }
    }
}

fn open_scenario(state: State, name: &str, bytes: &[u8]) {
    let fail = |reasons| state.failure.set(Some(Failure { file: name.to_owned(), reasons }));
    let scenario = match Scenario::parse(bytes) {
        Ok(scenario) => scenario,
        Err(error) => return fail(vec![(error.text(Language::Fa), error.text(Language::En))]),
    };
    take_scenario(state, name, scenario);
}

/// Takes up the work that a page has saved after it had broken down: all of it for the data that it was done with, and the scenario
/// alone for others that it fits.
fn open_work(state: State, name: &str, bytes: &[u8]) {
    let work = std::str::from_utf8(bytes).ok().and_then(|text| json::read::<persist::Work>(text).ok());
    let Some(work) = work.filter(|work| work.format == persist::WORK && work.version == 1) else {
        let reason =
            (Msg::ErrorWork.text(Language::Fa).to_owned(), Msg::ErrorWork.text(Language::En).to_owned());
        return state.failure.set(Some(Failure { file: name.to_owned(), reasons: vec![reason] }));
    };
    let Some(loaded) = state.loaded_untracked() else { return };
    let session = work.session;
    let is_of_these = loaded.names().any(|name| name == work.fingerprint);
    if take_scenario(state, name, session.scenario.clone()) && is_of_these {
        take_arrangement(state, &loaded, session);
    }
}

/// Takes up all of a session but its scenario.
pub fn take_arrangement(state: State, loaded: &Loaded, session: Session) {
    state.meeting.deck.set(session.deck);
    state.list.restore(session.list.arrangement(&loaded.snapshot));
    state.selected.set(session.selected.and_then(|code| loaded.snapshot.areas.position(&code)));
}

/// Puts a scenario in force, if the open data have what it needs; else says why not.
fn take_scenario(state: State, name: &str, scenario: Scenario) -> bool {
    let fail = |reasons| state.failure.set(Some(Failure { file: name.to_owned(), reasons }));
    let Some(loaded) = state.loaded_untracked() else { return false };
    if let Err(problems) = crate::pipeline::run_with(&loaded.snapshot, &scenario, &loaded.search) {
        let head = (
            Msg::ErrorScenario.text(Language::Fa).to_owned(),
            Msg::ErrorScenario.text(Language::En).to_owned(),
        );
        let reasons = problems.iter().map(|problem| (problem.text(Language::Fa), problem.text(Language::En)));
        fail(std::iter::once(head).chain(reasons).collect());
        return false;
    }
    let named = named_on_opening(scenario, &loaded.snapshot);
    let title = named.0.title.get(state.language.get_untracked()).to_owned();
    let said = state.words_now().fill_one(Msg::ScenarioLoaded, &title);
    state.adopt_saying(said, named);
    true
}
