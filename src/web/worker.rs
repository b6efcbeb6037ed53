//! Checking a snapshot off the main thread: the page's side and the worker's side of one conversation.
//!
//! The page sends the file's bytes; the worker parses them again, because nothing but bytes can be handed over,
//! and answers with its progress, then with the findings and the hash. Where no worker starts, the page does
//! the same steps itself, one a turn of its event loop.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

use crate::snapshot::{Advisory, Finding, Limits, Snapshot, findings_json, open, sha256_hex};

/// One remark of validation as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Remark {
    /// Code of the rule.
    pub rule: String,
    /// `blocks`, `warns` or `informs`.
    pub severity: String,
    /// The indicator it speaks of, by identifier.
    #[serde(default)]
    pub indicator: Option<String>,
    /// Sentence in Persian.
    pub fa: String,
    /// Sentence in English.
    pub en: String,
}

/// What a check answers.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckNews {
    /// Share of the work done, 0 to 1.
    Progress(f64),
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
    let mut list: Vec<Remark> = serde_json::from_value(findings_json(findings)).unwrap_or_default();
    for (remark, finding) in list.iter_mut().zip(findings) {
        remark.indicator.clone_from(&finding.place.indicator);
    }
    list
}

/// Checks `bytes`, whose snapshot is `snapshot`, telling `news` how it goes.
pub fn check(bytes: &[u8], snapshot: std::sync::Arc<Snapshot>, news: impl Fn(CheckNews) + 'static) {
    let news = Rc::new(news);
    let fallback = {
        let (bytes, news) = (bytes.to_vec(), Rc::clone(&news));
        move || check_in_slices(bytes, snapshot, news)
    };
    if let Err(fallback) = check_in_worker(bytes, news, fallback) {
        fallback();
    }
}

fn start_worker() -> Option<Worker> {
    let start = js_sys::Reflect::get(&js_sys::global(), &"negahStartWorker".into()).ok()?;
    let start: js_sys::Function = start.dyn_into().ok()?;
    start.call0(&JsValue::NULL).ok()?.dyn_into().ok()
}

/// Hands the work to a worker; gives `fallback` back when none starts, and calls it when one fails later.
fn check_in_worker<F: FnOnce() + 'static>(
    bytes: &[u8],
    news: Rc<impl Fn(CheckNews) + 'static>,
    fallback: F,
) -> Result<(), F> {
    let Some(worker) = start_worker() else { return Err(fallback) };
    let fallback = Rc::new(RefCell::new(Some(fallback)));
    let give_up = {
        let worker = worker.clone();
        move || {
            worker.terminate();
            if let Some(fallback) = fallback.borrow_mut().take() {
                fallback();
            }
        }
    };
    let failed = give_up.clone();
    let listener = {
        let worker = worker.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match read_answer(&event.data()) {
            Answer::News(CheckNews::Progress(share)) => news(CheckNews::Progress(share)),
            Answer::News(done) => {
                worker.terminate();
                news(done);
            }
            Answer::Failed => give_up(),
            Answer::Other => {}
        })
    };
    let on_error = Closure::<dyn FnMut()>::new(failed);
    worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    listener.forget();
    on_error.forget();
    let copy = js_sys::Uint8Array::from(bytes);
    let sent = worker.post_message_with_transfer(&copy, &js_sys::Array::of1(&copy.buffer()));
    // A worker that takes no message reports an error event, which falls back by itself.
    let _ = sent;
    Ok(())
}

enum Answer {
    News(CheckNews),
    Failed,
    Other,
}

fn read_answer(data: &JsValue) -> Answer {
    let member = |name: &str| js_sys::Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(share) = member("progress").as_f64() {
        return Answer::News(CheckNews::Progress(share));
    }
    if member("failed").is_string() {
        return Answer::Failed;
    }
    let (Some(remarks), Some(hash)) = (member("remarks").as_string(), member("hash").as_string()) else {
        return Answer::Other;
    };
    let remarks = serde_json::from_str(&remarks).unwrap_or_default();
    Answer::News(CheckNews::Done { remarks, hash })
}

/// One step a turn, so that the page stays alive.
fn check_in_slices(
    bytes: Vec<u8>,
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

/// The worker's side: answers every message that carries a file.
///
/// Returns `false` in a window, where the page is to be mounted instead.
pub fn serve_if_worker() -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    let answers = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(file) = event.data().dyn_into::<js_sys::Uint8Array>() {
            answer(&answers, &file.to_vec());
        }
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    true
}

fn answer(scope: &DedicatedWorkerGlobalScope, bytes: &[u8]) {
    let post = |members: &[(&str, JsValue)]| {
        let object = js_sys::Object::new();
        for (name, value) in members {
            let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
        }
        let _ = scope.post_message(&object);
    };
    let Ok(snapshot) = open(bytes, &Limits::DEFAULT) else {
        return post(&[("failed", "the file does not open".into())]);
    };
    let mut advisory = Advisory::new(&snapshot);
    let mut findings = Vec::new();
    while let Some(found) = advisory.step(&snapshot) {
        findings.extend(found);
        post(&[("progress", JsValue::from_f64(advisory.done() as f64 / advisory.total().max(1) as f64))]);
    }
    let remarks = serde_json::to_string(&remarks(&findings)).unwrap_or_default();
    post(&[("remarks", remarks.into()), ("hash", sha256_hex(bytes).into())]);
}
