//! A desk being worked on, portion by portion: between two of them the messages that have come are taken, and a page stays
//! alive.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::message::Word;
use crate::task::{Desk, Reply, Request, Step};

/// A portion takes about this long, milliseconds.
const PORTION: f64 = 40.0;
/// Size of the first step of a request; the next ones follow from the time that it took.
const FIRST: u32 = 8;
/// Size of the largest step.
const MOST: u32 = 1 << 16;

/// A desk with whoever hears what comes of its work.
pub struct Driver {
    desk: RefCell<Desk>,
    is_at_work: Cell<bool>,
    say: Box<dyn Fn(Word)>,
}

impl Driver {
    /// Nothing is asked yet.
    pub fn new(desk: Desk, say: impl Fn(Word) + 'static) -> Rc<Self> {
        Rc::new(Self { desk: RefCell::new(desk), is_at_work: Cell::new(false), say: Box::new(say) })
    }

    /// Asks; the work begins in a later turn.
    pub fn ask(self: &Rc<Self>, id: u32, request: Request) {
        self.desk.borrow_mut().ask(id, request);
        if !self.is_at_work.replace(true) {
            let this = Rc::clone(self);
            spawn_local(async move { this.work().await });
        }
    }

    /// Gives a request up.
    pub fn cancel(&self, id: u32) {
        self.desk.borrow_mut().cancel(id);
    }

    /// Gives all requests up.
    pub fn clear(&self) {
        self.desk.borrow_mut().clear();
    }

    async fn work(&self) {
        let mut pace = Pace { at: None, budget: FIRST };
        loop {
            TimeoutFuture::new(0).await;
            if !self.portion(&mut pace) {
                self.is_at_work.set(false);
                return;
            }
        }
    }

    /// Works for a portion; whether anything may be left. Of several reports of progress the last is told.
    fn portion(&self, pace: &mut Pace) -> bool {
        let begun = js_sys::Date::now();
        let mut progress = None;
        let mut left = true;
        while left && js_sys::Date::now() - begun < PORTION {
            match self.step(pace) {
                Some(step) if matches!(step.reply, Reply::Progress { .. }) => progress = Some(step),
                Some(step) => {
                    self.tell(progress.take());
                    self.tell(Some(step));
                }
                None => left = false,
            }
        }
        self.tell(progress);
        left
    }

    fn step(&self, pace: &mut Pace) -> Option<Step> {
        let at = self.desk.borrow().at();
        if let Some(id) = at.filter(|_| at != pace.at) {
            (self.say)(Word::At(id));
            *pace = Pace { at, budget: FIRST };
        }
        let begun = js_sys::Date::now();
        let step = self.desk.borrow_mut().step(pace.budget);
        pace.follow(js_sys::Date::now() - begun);
        step
    }

    fn tell(&self, step: Option<Step>) {
        if let Some(Step { id, reply }) = step {
            (self.say)(Word::Said(id, reply));
        }
    }
}

/// How large the next step is.
struct Pace {
    at: Option<u32>,
    budget: u32,
}

impl Pace {
    fn follow(&mut self, took: f64) {
        if took < PORTION / 2.0 {
            self.budget = self.budget.saturating_mul(2).min(MOST);
        } else if took > PORTION {
            self.budget = (self.budget / 2).max(1);
        }
    }
}
