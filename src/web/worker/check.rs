//! Checking a snapshot: the page's side and the worker's side of one conversation.
//!
//! The page sends the file's bytes; the worker parses them again and answers with its progress, then with the findings
//! and the hash.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::conversation::{Heard, Post, Talk, member, text};
use crate::json;
use crate::snapshot::{Advisory, Finding, Limits, Remark, Snapshot, open, sha256_hex};
use crate::text::{Language, Msg};

/// What a check answers.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckNews {
    /// Share of the work done, 0 to 1.
    Progress(f64),
    /// The worker is gone; the check goes on in the page.
    Lost,
    /// All remarks, and the SHA-256 of the file.
    Done {
        /// The remarks.
        remarks: Vec<Remark>,
        /// Hexadecimal hash.
        hash: String,
    },
}

/// Findings → remarks.
pub fn remarks(findings: &[Finding]) -> Vec<Remark> {
    findings.iter().map(Remark::from).collect()
}

/// Checks `bytes`, whose snapshot is `snapshot`, telling `news` how it goes.
pub fn check(bytes: &[u8], snapshot: std::sync::Arc<Snapshot>, news: impl Fn(CheckNews) + 'static) {
    let news = Rc::new(news);
    // The worker's ear holds the worker, and lets go of it once all is said.
    let own = Rc::new(RefCell::new(None::<Talk>));
    let kept: Rc<[u8]> = bytes.into();
    let fallback = {
        let (bytes, news) = (Rc::clone(&kept), Rc::clone(&news));
        Rc::new(RefCell::new(Some(move || check_in_slices(bytes, snapshot, news))))
    };
    let heard = {
        let (own, fallback) = (Rc::clone(&own), Rc::clone(&fallback));
        move |heard: Heard| match heard {
            Heard::Message(data) => match read_answer(&data) {
                Some(progress @ (CheckNews::Progress(_) | CheckNews::Lost)) => news(progress),
                Some(done) => {
                    own.borrow_mut().take();
                    news(done);
                }
                None => {}
            },
            Heard::Failed | Heard::Lost => {
                own.borrow_mut().take();
                if matches!(heard, Heard::Lost) {
                    news(CheckNews::Lost);
                }
                give_up(&fallback);
            }
            // In the page it would break down again, and the page with it.
            Heard::Broken => {
                own.borrow_mut().take();
                news(CheckNews::Done { remarks: vec![broken()], hash: sha256_hex(&kept) });
            }
        }
    };
    match Talk::start(heard) {
        Some(talk) => {
            talk.post(&[("ask", "check".into()), ("bytes", js_sys::Uint8Array::from(bytes).into())]);
            *own.borrow_mut() = Some(talk);
        }
        None => give_up(&fallback),
    }
}

/// What is said of data whose check has broken down.
fn broken() -> Remark {
    let [fa, en] = [Language::Fa, Language::En].map(|language| Msg::CheckBroken.text(language).to_owned());
    Remark { severity: "warns".to_owned(), fa, en, ..Remark::default() }
}

fn give_up(fallback: &RefCell<Option<impl FnOnce()>>) {
    let fallback = fallback.borrow_mut().take();
    if let Some(fallback) = fallback {
        fallback();
    }
}

fn read_answer(data: &JsValue) -> Option<CheckNews> {
    if let Some(share) = member(data, "progress").as_f64() {
        return Some(CheckNews::Progress(share));
    }
    let (remarks, hash) = (text(data, "remarks")?, text(data, "hash")?);
    Some(CheckNews::Done { remarks: json::read(&remarks).unwrap_or_default(), hash })
}

/// One step a turn, so that the page stays alive.
fn check_in_slices(
    bytes: Rc<[u8]>,
    snapshot: std::sync::Arc<Snapshot>,
    news: Rc<impl Fn(CheckNews) + 'static>,
) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut advisory = Advisory::new(&snapshot);
        let mut findings = Vec::new();
        while let Some(found) = advisory.step(&snapshot) {
            findings.extend(found);
            news(CheckNews::Progress(advisory.done() as f64 / advisory.total().max(1) as f64));
            gloo::timers::future::TimeoutFuture::new(0).await;
        }
        news(CheckNews::Done { remarks: remarks(&findings), hash: sha256_hex(&bytes) });
    });
}

/// The worker's side.
pub(super) fn answer(bytes: &[u8], post: Post) {
    let Ok(snapshot) = open(bytes, &Limits::DEFAULT) else {
        return post(&[("failed", "the file does not open".into())]);
    };
    let mut advisory = Advisory::new(&snapshot);
    let mut findings = Vec::new();
    while let Some(found) = advisory.step(&snapshot) {
        findings.extend(found);
        post(&[("progress", JsValue::from_f64(advisory.done() as f64 / advisory.total().max(1) as f64))]);
    }
    let remarks = json::write(&remarks(&findings));
    post(&[("remarks", remarks.into()), ("hash", sha256_hex(bytes).into())]);
}
