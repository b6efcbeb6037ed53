//! The page's side: one worker for all long work on the open data, and the page itself where there is none.
//!
//! A worker that is lost is started anew, once between two answers, and what it owed is asked again; after that, and where
//! none starts, the page does the work. A request whose work breaks down is given up: it would break down again.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use super::driver::Driver;
use super::message::{Order, Word};
use super::talk::{Heard, Talk};
use crate::snapshot::Snapshot;
use crate::task::{Desk, Reply, Request};

/// Asks for long work and hears what comes of it. At first nothing is kept.
#[derive(Default)]
pub struct Client(Rc<Inner>);

/// A request under way; dropping it gives the work up.
pub struct Asked {
    client: Weak<Inner>,
    id: u32,
}

/// Told when a worker was lost: whether the work goes on in a new one.
type Lost = Rc<dyn Fn(bool)>;

#[derive(Default)]
struct Inner {
    kept: RefCell<Option<Kept>>,
    way: RefCell<Way>,
    /// What has not been answered to the end, the oldest first.
    open: RefCell<Vec<Open>>,
    /// The number of the next request.
    next: Cell<u32>,
    /// The request that the worker is at.
    at: Cell<Option<u32>>,
    /// Whether a worker was lost since the last answer.
    has_lost: Cell<bool>,
}

/// The data that all is asked about.
struct Kept {
    snapshot: Arc<Snapshot>,
    bytes: Arc<[u8]>,
    lost: Lost,
}

struct Open {
    id: u32,
    request: Request,
    hear: Rc<dyn Fn(Reply)>,
}

/// Who does the work.
#[derive(Default)]
enum Way {
    #[default]
    Nobody,
    Worker(Talk),
    Page(Rc<Driver>),
}

impl Client {
    /// Takes data that have been opened in place of those before; what was asked about them is given up. `lost` hears of a
    /// worker that is gone, and whether the work goes on in a new one.
    pub fn keep(&self, snapshot: Arc<Snapshot>, bytes: Arc<[u8]>, lost: impl Fn(bool) + 'static) {
        let inner = &self.0;
        inner.open.borrow_mut().clear();
        inner.has_lost.set(false);
        inner.at.set(None);
        let order = Order::Keep(bytes.to_vec());
        *inner.kept.borrow_mut() = Some(Kept { snapshot, bytes, lost: Rc::new(lost) });
        if let Way::Worker(talk) = &*inner.way.borrow() {
            talk.owes(false);
            return talk.post(&order.letter());
        }
        Inner::start(inner);
    }

    /// Asks about the data that are kept; `hear` hears all that comes of it, never before this returns.
    pub fn ask(&self, request: Request, hear: impl Fn(Reply) + 'static) -> Asked {
        let inner = &self.0;
        let id = inner.next.replace(inner.next.get() + 1);
        let open = Open { id, request: request.clone(), hear: Rc::new(hear) };
        inner.open.borrow_mut().push(open);
        inner.send(id, request);
        Asked { client: Rc::downgrade(inner), id }
    }
}

impl Asked {
    /// Lets the work go on to its end without anybody who could give it up.
    pub fn let_go(mut self) {
        self.client = Weak::new();
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(inner) = self.client.upgrade() {
            inner.cancel(self.id);
        }
    }
}

impl Inner {
    /// Starts a worker, or lets the page do the work where there is none, and asks for all that is open.
    fn start(this: &Rc<Self>) {
        // What was there ends before another begins.
        this.way.replace(Way::Nobody);
        let weak = Rc::downgrade(this);
        let heard = move |heard: Heard| {
            if let Some(inner) = weak.upgrade() {
                Self::hear(&inner, heard);
            }
        };
        let bytes = this.kept.borrow().as_ref().map(|own| own.bytes.to_vec());
        match (Talk::start(heard), bytes) {
            (Some(talk), Some(bytes)) => {
                talk.post(&Order::Keep(bytes).letter());
                this.way.replace(Way::Worker(talk));
                this.send_all();
            }
            _ => Self::go_on_in_page(this),
        }
    }

    fn go_on_in_page(this: &Rc<Self>) {
        this.way.replace(Way::Nobody);
        let desk = this.kept.borrow().as_ref().map(|own| Desk::new(own.snapshot.clone(), own.bytes.clone()));
        let Some(desk) = desk else { return };
        let weak = Rc::downgrade(this);
        let say = move |word| {
            if let Some(inner) = weak.upgrade() {
                inner.take(word);
            }
        };
        this.way.replace(Way::Page(Driver::new(desk, say)));
        this.send_all();
    }

    fn send_all(&self) {
        let all: Vec<(u32, Request)> =
            self.open.borrow().iter().map(|own| (own.id, own.request.clone())).collect();
        for (id, request) in all {
            self.send(id, request);
        }
    }

    fn send(&self, id: u32, request: Request) {
        match &*self.way.borrow() {
            Way::Worker(talk) => {
                talk.post(&Order::Ask(id, request).letter());
                talk.owes(true);
            }
            Way::Page(driver) => driver.ask(id, request),
            Way::Nobody => {}
        }
    }

    /// Takes a request off the list, if it is there.
    fn close(&self, id: u32) -> Option<Open> {
        let mut open = self.open.borrow_mut();
        let at = open.iter().position(|own| own.id == id)?;
        Some(open.remove(at))
    }

    fn cancel(&self, id: u32) {
        if self.close(id).is_none() {
            return;
        }
        match &*self.way.borrow() {
            Way::Worker(talk) => {
                talk.post(&Order::Cancel(id).letter());
                talk.owes(!self.open.borrow().is_empty());
            }
            Way::Page(driver) => driver.cancel(id),
            Way::Nobody => {}
        }
    }

    fn hear(this: &Rc<Self>, heard: Heard) {
        match heard {
            Heard::Message(data) => {
                if let Some(word) = Word::read(&data) {
                    this.take(word);
                }
            }
            Heard::Failed => Self::go_on_in_page(this),
            Heard::Lost => {
                let is_first = !this.has_lost.replace(true);
                this.at.set(None);
                if is_first {
                    Self::start(this)
                } else {
                    Self::go_on_in_page(this)
                }
                this.begin_again(is_first);
            }
            Heard::Broken => match this.at.take() {
                Some(id) => {
                    this.take(Word::Said(id, Reply::Broken));
                    Self::start(this);
                }
                // Nothing that was asked broke down, so the page can do all of it.
                None => Self::go_on_in_page(this),
            },
        }
    }

    /// Tells everybody that the work has begun again.
    fn begin_again(&self, in_worker: bool) {
        let lost = self.kept.borrow().as_ref().map(|own| Rc::clone(&own.lost));
        lost.iter().for_each(|lost| lost(in_worker));
        let all: Vec<_> = self.open.borrow().iter().map(|own| Rc::clone(&own.hear)).collect();
        for hear in all {
            hear(Reply::Progress { done: 0, total: 1, error: 0.5 });
        }
    }

    /// Passes a word on to whoever has asked. Nothing is borrowed meanwhile: they may ask again.
    fn take(&self, word: Word) {
        let (id, reply) = match word {
            Word::At(id) => return self.at.set(Some(id)),
            Word::Said(id, reply) => (id, reply),
        };
        let hear = self.open.borrow().iter().find(|own| own.id == id).map(|own| Rc::clone(&own.hear));
        if reply.is_last() {
            self.close(id);
            self.has_lost.set(false);
            if let Way::Worker(talk) = &*self.way.borrow() {
                talk.owes(!self.open.borrow().is_empty());
            }
        }
        if let Some(hear) = hear {
            hear(reply);
        }
    }
}
