//! Keeps the work of this window: what is written when, what is known of other windows.

use leptos::prelude::*;

use super::kept::{Found, put, scope, write_journal};
use super::notice::Notice;
use crate::document::{Due, Revision, Writer};
use crate::ui::late::work;
use crate::ui::loaded::Loaded;
use crate::web::page;
use crate::web::windows::Company;

/// What this window knows of its own keeping. Plain data: it is read in callbacks.
#[derive(Default)]
struct Own {
    /// The data set that all the rest is about.
    fingerprint: String,
    /// What is to be written when.
    writer: Writer,
    /// A revision that is not known to be in the database.
    pending: Option<Revision>,
    /// Whether the last attempt failed.
    failed: bool,
    /// Whether another window has answered since it was asked.
    is_answered: bool,
    /// Whether the reader has read that there is another window.
    is_another_read: bool,
}

/// The keeping of the work; copied freely.
#[derive(Clone, Copy)]
pub struct Recovery {
    /// What the reader must know, each once.
    pub notices: RwSignal<Vec<Notice>>,
    /// Whether the kept revisions are shown.
    pub is_shown: RwSignal<bool>,
    window: StoredValue<String>,
    own: StoredValue<Own>,
    company: StoredValue<Option<Company>, LocalStorage>,
}

impl Recovery {
    /// Nothing is kept yet.
    pub fn new() -> Self {
        Self {
            notices: RwSignal::new(Vec::new()),
            is_shown: RwSignal::new(false),
            window: StoredValue::new(page::random_name()),
            own: StoredValue::new(Own::default()),
            company: StoredValue::new_local(None),
        }
    }

    fn tell(self, notice: Notice) {
        if !self.notices.read_untracked().contains(&notice) {
            self.notices.update(|list| list.push(notice));
        }
    }

    fn untell(self, gone: impl Fn(&Notice) -> bool) {
        if self.notices.read_untracked().iter().any(&gone) {
            self.notices.update(|list| list.retain(|own| !gone(own)));
        }
    }

    /// Takes a notice away that was read.
    pub fn close(self, notice: Notice) {
        if notice == Notice::Another {
            self.own.update_value(|own| own.is_another_read = true);
        }
        self.untell(|own| *own == notice);
    }

    /// Whether a revision comes from this window.
    pub fn is_own(self, revision: &Revision) -> bool {
        self.window.with_value(|own| *own == revision.window)
    }

    /// Begins with data that have just been opened.
    pub fn begin(self, loaded: &Loaded, found: Found) {
        let fingerprint = loaded.fingerprint.clone();
        let writer = Writer::new(self.window.get_value(), page::now(), found.latest);
        let own = Own { fingerprint, writer, ..Own::default() };
        self.own.set_value(own);
        self.notices.set(found.notices);
        self.company.set_value(Company::join(&scope(&loaded.fingerprint), move || self.meet()));
    }

    /// Another window says that it is there.
    fn meet(self) {
        self.own.update_value(|own| own.is_answered = true);
        if !self.own.with_value(|own| own.is_another_read) {
            self.tell(Notice::Another);
        }
    }

    /// Asks whether the other window is still there; whoever has not answered since the last time is not.
    pub(super) fn ask(self) {
        if !self.own.with_value(|own| own.is_answered) {
            self.untell(|own| *own == Notice::Another);
        }
        self.own.update_value(|own| own.is_answered = false);
        self.company.with_value(|own| own.iter().for_each(Company::say_joined));
    }

    /// Takes up work, as text, in so far as it differs from what is kept: what is to be written, and whether the last attempt
    /// went well. `None` in a page that is gone.
    pub(super) fn take(self, work: &str, is_moving: bool) -> Option<(Due, bool)> {
        let take = |own: &mut Own| (own.writer.take(work, page::now(), is_moving), !own.failed);
        self.own.try_update_value(take)
    }

    /// Keeps a revision of the work on these data.
    pub(super) fn write(self, fingerprint: String, revision: Revision) {
        self.own.update_value(|own| own.pending = Some(revision.clone()));
        work(async move {
            let result = put(&fingerprint, Ok(&revision)).await;
            // Where there is no database, local storage holds the last revision.
            let journal = || write_journal(&fingerprint, &revision);
            let result = result.or_else(|why| if journal() { Ok(()) } else { Err(why) });
            if self.own.with_value(|own| own.fingerprint == fingerprint) {
                self.learn(result, revision.saved);
                page::copy_is_kept(result.is_ok());
            }
        });
    }

    /// Takes in whether a revision was kept; the first failure of several is told.
    fn learn(self, result: Result<(), Notice>, saved: f64) {
        let had_failed = self.own.with_value(|own| own.failed);
        self.own.update_value(|own| {
            own.failed = result.is_err();
            if result.is_ok() && own.pending.as_ref().is_some_and(|own| own.saved <= saved) {
                own.pending = None;
            }
        });
        match result {
            Ok(()) => self.untell(|own| matches!(own, Notice::Full | Notice::Blocked)),
            Err(why) if !had_failed => self.tell(why),
            Err(_) => {}
        }
    }

    /// Leaves in local storage what the database may not have got: the page may go at any moment.
    pub(super) fn leave(self) {
        self.own.with_value(|own| {
            if let Some(pending) = &own.pending {
                write_journal(&own.fingerprint, pending);
            }
        });
    }
}
