//! The worker's side: keeps a snapshot and works on whatever the page asks about it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::driver::Driver;
use super::message::{Letter, Order};
use crate::task::Desk;

/// Listens, if this is a worker.
///
/// Returns `false` in a window, where the page is to be mounted instead.
pub fn serve_if_worker() -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    let page = scope.clone();
    let driver = RefCell::new(None);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(order) = Order::read(&event.data()) {
            obey(&page, &driver, order);
        }
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    true
}

fn obey(page: &DedicatedWorkerGlobalScope, kept: &RefCell<Option<Rc<Driver>>>, order: Order) {
    match order {
        Order::Keep(bytes) => {
            kept.take().iter().for_each(|driver| driver.clear());
            let Ok(desk) = Desk::open(bytes) else {
                return post(page, &Letter::failed("the file does not open"));
            };
            let own = page.clone();
            kept.replace(Some(Driver::new(desk, move |word| post(&own, &word.letter()))));
        }
        Order::Ask(id, request) => kept.borrow().iter().for_each(|driver| driver.ask(id, request.clone())),
        Order::Cancel(id) => kept.borrow().iter().for_each(|driver| driver.cancel(id)),
    }
}

fn post(page: &DedicatedWorkerGlobalScope, letter: &Letter) {
    let _ = page.post_message_with_transfer(&letter.object, &letter.transfer);
}
