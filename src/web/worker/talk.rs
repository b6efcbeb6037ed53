//! A worker and the page's ear for it.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Interval;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::message::{Letter, text};

/// How often it is looked whether a worker still speaks, milliseconds.
const WATCH: u32 = 3_000;
/// After so many looks without a word a worker that owes an answer is given up: browsers end workers without telling, for want of
/// memory, say. No step of any work takes so long.
const SILENCE: u32 = 20;

/// What the page hears.
pub enum Heard {
    /// A message of the worker.
    Message(JsValue),
    /// The worker could not start.
    Failed,
    /// The worker was at work, and is no more.
    Lost,
    /// The work itself has broken down: whoever does it again breaks down too.
    Broken,
}

/// A worker at work; ends with this value.
pub struct Talk {
    worker: Worker,
    /// Looks since the last word; `None` while the worker owes no answer.
    silent: Rc<Cell<Option<u32>>>,
    _watch: Interval,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Talk {
    /// Starts a worker and listens to it; `None` where none can be started.
    pub fn start(heard: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let start = js_sys::Reflect::get(&js_sys::global(), &"negahStartWorker".into()).ok()?;
        let start: js_sys::Function = start.dyn_into().ok()?;
        let worker: Worker = start.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
        let (silent, has_spoken) = (Rc::new(Cell::new(None)), Rc::new(Cell::new(false)));
        let message = {
            let (heard, silent, has_spoken) = (heard.clone(), Rc::clone(&silent), Rc::clone(&has_spoken));
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let data = event.data();
                has_spoken.set(true);
                silent.set(silent.get().map(|_| 0));
                heard(if text(&data, "failed").is_some() { Heard::Failed } else { Heard::Message(data) });
            })
        };
        let error = {
            let heard = heard.clone();
            Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
                heard(if has_spoken.get() { why(&event.message()) } else { Heard::Failed });
            })
        };
        let watched = Rc::clone(&silent);
        let watch = Interval::new(WATCH, move || {
            let Some(looks) = watched.get() else { return };
            watched.set(Some(looks + 1));
            if looks >= SILENCE {
                heard(Heard::Lost);
            }
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Self { worker, silent, _watch: watch, _message: message, _error: error })
    }

    /// Sends a message. A worker that takes none reports an error event, which is heard as such.
    pub fn post(&self, letter: &Letter) {
        let _ = self.worker.post_message_with_transfer(&letter.object, &letter.transfer);
    }

    /// Whether the worker owes an answer: one that does not may be silent as long as it likes.
    pub fn owes(&self, answer: bool) {
        self.silent.set(answer.then(|| self.silent.get().unwrap_or(0)));
    }
}

/// Why a worker that was at work reports an error: a panic ends in a trap of the module, anything else is the browser's doing.
fn why(message: &str) -> Heard {
    let traps = ["unreachable", "RuntimeError", "out of bounds", "call stack"];
    if traps.iter().any(|trap| message.contains(trap)) { Heard::Broken } else { Heard::Lost }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
