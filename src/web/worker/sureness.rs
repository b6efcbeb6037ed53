//! The page's side of the question "how sure is this list?": asked in a worker, or in slices where none starts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::conversation::{Heard, Talk, text};
use super::session::{Flips, Session, SureNews};
use crate::json;
use crate::pipeline::Outcome;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::{Language, Msg};

/// What is asked: the scenario's own settings say how thoroughly.
pub struct Question {
    /// The file, for a worker.
    pub bytes: Arc<[u8]>,
    /// What it holds.
    pub snapshot: Arc<Snapshot>,
    /// The choices.
    pub scenario: Scenario,
    /// Their result.
    pub outcome: Arc<Outcome>,
}

/// A question under way or answered; dropping it ends the work and frees the worker.
pub struct Running(Rc<Inner>);

struct Inner {
    question: Question,
    news: Box<dyn Fn(SureNews)>,
    talk: RefCell<Option<Talk>>,
    /// The work on the page, where no worker does it.
    session: RefCell<Option<Session>>,
    stopped: Cell<bool>,
}

/// Asks; `news` hears of progress, of the answer and of changes asked for later.
pub fn ask(question: Question, news: impl Fn(SureNews) + 'static) -> Running {
    let inner = Rc::new(Inner {
        question,
        news: Box::new(news),
        talk: RefCell::default(),
        session: RefCell::default(),
        stopped: Cell::new(false),
    });
    if !Inner::ask_worker(&inner) {
        Inner::work_in_slices(&inner);
    }
    Running(inner)
}

impl Running {
    /// Asks for the smallest changes that take an area across the line.
    pub fn flips(&self, area: usize) {
        match self.0.talk.borrow().as_ref() {
            Some(talk) => talk.post(&[("ask", "flips".into()), ("area", JsValue::from_f64(area as f64))]),
            None => Inner::flip_in_slices(&self.0, area),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.stopped.set(true);
        self.0.talk.borrow_mut().take();
    }
}

impl Inner {
    fn ask_worker(this: &Rc<Self>) -> bool {
        let weak = Rc::downgrade(this);
        let heard = move |heard: Heard| {
            let Some(inner) = weak.upgrade().filter(|inner| !inner.stopped.get()) else { return };
            match heard {
                Heard::Message(data) => {
                    let news = text(&data, "news").and_then(|text| json::read(&text).ok());
                    let Some(news) = news else { return };
                    let answered =
                        matches!(news, SureNews::Found(..) | SureNews::Failed(_) | SureNews::FlipsDone(_));
                    if let Some(talk) = inner.talk.borrow().as_ref().filter(|_| answered) {
                        talk.rest();
                    }
                    (inner.news)(news);
                }
                Heard::Failed | Heard::Lost => {
                    // Whatever was under way is begun again on the page.
                    let was_there = inner.talk.borrow_mut().take().is_some();
                    if was_there {
                        if matches!(heard, Heard::Lost) {
                            (inner.news)(SureNews::Lost);
                        }
                        Self::work_in_slices(&inner);
                    }
                }
                // On the page it would break down again, and the page with it.
                Heard::Broken => {
                    inner.talk.borrow_mut().take();
                    let why = [Language::Fa, Language::En].map(|own| Msg::WorkBroken.text(own).to_owned());
                    (inner.news)(SureNews::Failed(vec![why]));
                }
            }
        };
        let Some(talk) = Talk::start(heard) else { return false };
        let scenario = json::write(&this.question.scenario);
        let bytes = js_sys::Uint8Array::from(&*this.question.bytes);
        talk.post(&[("ask", "sureness".into()), ("bytes", bytes.into()), ("scenario", scenario.into())]);
        *this.talk.borrow_mut() = Some(talk);
        true
    }

    /// One portion a turn, so that the page stays alive.
    fn work_in_slices(this: &Rc<Self>) {
        let Question { snapshot, scenario, outcome, .. } = &this.question;
        let (snapshot, scenario, outcome) = (Arc::clone(snapshot), scenario.clone(), Arc::clone(outcome));
        let inner = Rc::clone(this);
        spawn_local(async move {
            // Not before the one who asks has the answer's owner in hand.
            TimeoutFuture::new(0).await;
            match Session::new(snapshot, scenario, outcome) {
                Ok(session) => *inner.session.borrow_mut() = Some(session),
                Err(reasons) => return (inner.news)(SureNews::Failed(reasons)),
            }
            while !inner.stopped.get() {
                let portion = inner.session.borrow_mut().as_mut().and_then(Session::portion);
                let Some(news) = portion else { return };
                (inner.news)(news);
                TimeoutFuture::new(0).await;
            }
        });
    }

    fn flip_in_slices(this: &Rc<Self>, area: usize) {
        let inner = Rc::clone(this);
        spawn_local(async move {
            let mut flips = Flips::of(area);
            while !inner.stopped.get() {
                let found = inner.session.borrow().as_ref().map(|session| session.flip(&mut flips));
                let Some(news) = found else { return };
                let last = matches!(news, SureNews::FlipsDone(_));
                (inner.news)(news);
                if last {
                    return;
                }
                TimeoutFuture::new(0).await;
            }
        });
    }
}
