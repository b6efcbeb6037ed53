//! What the browser holds of the work on a data set: revisions in the database, and in local storage what it may not have got.

use std::cmp::Ordering;

use super::notice::Notice;
use crate::document::{MAX_REVISIONS, Revision, apart, is_news, latest, surplus};
use crate::json;
use crate::ui::loaded::Loaded;
use crate::ui::persist::Session;
use crate::web::{page, revisions, storage};

/// A database that takes longer than this to answer is taken as missing, milliseconds.
const PATIENCE: u32 = 4000;

/// What was found of earlier work on a data set.
#[derive(Default)]
pub struct Found {
    /// The work to open with.
    pub session: Option<Session>,
    /// What is to be told of it.
    pub(super) notices: Vec<Notice>,
    /// When any of it was saved last.
    pub(super) latest: f64,
}

/// A kept text: a revision with its session, or, under its key, what is damaged.
pub type Kept = Result<(Revision, Session), (String, String)>;

/// What revisions of a data set are kept under in this page.
pub(super) fn scope(fingerprint: &str) -> String {
    format!("{}.{fingerprint}", page::path())
}

/// Where local storage holds the last revisions of all windows until the database has them; also the very key under which pages
/// before version 0.2 kept the work.
fn journals_key(fingerprint: &str) -> String {
    format!("negah.session.{}", scope(fingerprint))
}

/// Where this holds the last revision of one window.
fn journal_key(fingerprint: &str, window: &str) -> String {
    format!("{} {window}", journals_key(fingerprint))
}

fn read(key: String, text: String) -> Kept {
    let own = || {
        let revision = Revision::read(&text).ok()?;
        let session = json::read(&revision.work).ok()?;
        Some((revision, session))
    };
    own().ok_or((key, text))
}

/// What local storage holds of a data set, with its keys. Only data of which nothing else `is_kept` are looked for under their
/// former name too: working that one out takes a while.
fn journals(loaded: &Loaded, is_kept: bool) -> Vec<(String, Kept)> {
    let of_name = |name: &str| {
        let (own, others) = (journals_key(name), journal_key(name, ""));
        let keys = storage::keys(&own).into_iter().filter(|key| *key == own || key.starts_with(&others));
        let found: Vec<_> = keys.filter_map(|key| Some((storage::load(&key)?, key))).collect();
        (!found.is_empty()).then_some(found)
    };
    let mut names = loaded.names().take(if is_kept { 1 } else { 2 });
    let found = names.find_map(of_name).unwrap_or_default();
    found.into_iter().map(|(text, key)| (key, journal(text))).collect()
}

/// A text of local storage: a revision, or the bare session of a page before version 0.2.
fn journal(text: String) -> Kept {
    let Ok(session) = json::read::<Session>(&text) else { return read(String::new(), text) };
    let [saved, opened, began] = [session.saved; 3];
    Ok((Revision { window: "former".to_owned(), opened, began, saved, work: text }, session))
}

/// All that is kept of a data set, or `None` where the browser does not let it be read. What local storage holds is taken over
/// into the database, if there is one.
pub async fn all_kept(loaded: &Loaded) -> Option<Vec<Kept>> {
    let rows = page::within(PATIENCE, revisions::all(&scope(&loaded.fingerprint))).await;
    let rows = rows.and_then(Result::ok);
    let is_read = rows.is_some();
    let journals = journals(loaded, rows.as_ref().is_some_and(|rows| !rows.is_empty()));
    if !is_read && journals.is_empty() {
        return None;
    }
    let mut all: Vec<Kept> =
        rows.unwrap_or_default().into_iter().map(|(key, text)| read(key, text)).collect();
    for (key, kept) in journals {
        let known: Vec<&Revision> = all.iter().flatten().map(|(own, _)| own).collect();
        let is_wanted = kept.as_ref().map_or(true, |(own, _)| is_news(own, &known));
        match (is_read, is_wanted) {
            (true, true) => take_over(loaded, &key, &kept).await,
            (_, false) => storage::forget(&key),
            (false, true) => {}
        }
        if is_wanted {
            let name = |own: &Kept| own.as_ref().map(|(own, _)| own.key()).ok();
            all.retain(|own| own.is_err() || name(own) != name(&kept));
            all.push(kept);
        }
    }
    Some(all)
}

/// Brings what local storage holds into the database.
async fn take_over(loaded: &Loaded, journal: &str, kept: &Kept) {
    let kept = kept.as_ref().map(|own| &own.0).map_err(|own| own.1.as_str());
    if put(&loaded.fingerprint, kept).await.is_ok() {
        storage::forget(journal);
    }
}

/// Leaves a revision in local storage; whether there is room. Older ones of other windows make room where no database takes them.
pub(super) fn write_journal(fingerprint: &str, revision: &Revision) -> bool {
    let key = journal_key(fingerprint, &revision.window);
    let keys = storage::keys(&journal_key(fingerprint, ""));
    if keys.len() >= MAX_REVISIONS && !keys.contains(&key) {
        let saved = |key: &String| Revision::read(&storage::load(key)?).ok().map(|own| own.saved);
        let oldest = keys.iter().min_by(|a, b| saved(a).partial_cmp(&saved(b)).unwrap_or(Ordering::Equal));
        oldest.into_iter().for_each(|key| storage::forget(key));
    }
    storage::save(&key, &revision.write())
}

/// Keeps a revision, or a damaged text under a key of its own.
pub(super) async fn put(fingerprint: &str, kept: Result<&Revision, &str>) -> Result<(), Notice> {
    let (key, text) = match kept {
        Ok(revision) => (revision.key(), revision.write()),
        Err(text) => (format!("{:015.0} damaged", page::now()), text.to_owned()),
    };
    let room = |keys: &[String]| surplus(keys, &key).into_iter().map(str::to_owned).collect();
    // Another state of a revision may have been written meanwhile by the window that it belongs to.
    let wins = |before: &str| {
        let before = Revision::read(before).ok();
        kept.ok().zip(before).is_some_and(|(own, before)| !is_news(own, &[&before]))
    };
    let done = page::within(PATIENCE, revisions::put((&scope(fingerprint), &key), (&text, wins), room)).await;
    match done {
        Some(Ok(())) => Ok(()),
        Some(Err(error)) if error.to_string().contains("Quota") => Err(Notice::Full),
        _ => Err(Notice::Blocked),
    }
}

/// Looks for earlier work on data that are about to be opened.
pub async fn find(loaded: &Loaded) -> Found {
    let all = all_kept(loaded).await.unwrap_or_default();
    let n_damaged = all.iter().filter(|own| own.is_err()).count();
    let (revisions, sessions): (Vec<Revision>, Vec<Session>) = all.into_iter().filter_map(Result::ok).unzip();
    let last = latest(&revisions);
    let mut notices = Vec::new();
    if n_damaged > 0 {
        notices.push(Notice::Damaged(n_damaged, last.is_some()));
    }
    if apart(&revisions) {
        notices.push(Notice::Apart);
    }
    let session = last.and_then(|at| {
        let mut session = sessions.into_iter().nth(at)?;
        session.saved = revisions[at].saved;
        Some(session)
    });
    Found { session, notices, latest: last.map_or(0.0, |at| revisions[at].saved) }
}

/// Removes a damaged text that is kept.
pub async fn remove(loaded: &Loaded, key: &str) {
    // Nothing is lost where it stays: it is shown again.
    let _ = revisions::remove(&scope(&loaded.fingerprint), key).await;
}
