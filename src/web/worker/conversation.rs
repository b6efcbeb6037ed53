//! A worker and the page's ear for it.

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// What the page hears.
pub enum Heard {
    /// A message of the worker.
    Message(JsValue),
    /// The worker could not start or has broken down.
    Failed,
}

/// A worker at work; ends with this value.
pub struct Talk {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut()>,
}

impl Talk {
    /// Starts a worker and listens to it; `None` where none can be started.
    pub fn start(heard: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let start = js_sys::Reflect::get(&js_sys::global(), &"negahStartWorker".into()).ok()?;
        let start: js_sys::Function = start.dyn_into().ok()?;
        let worker: Worker = start.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
        let broken = heard.clone();
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            heard(if text(&data, "failed").is_some() { Heard::Failed } else { Heard::Message(data) });
        });
        let error = Closure::<dyn FnMut()>::new(move || broken(Heard::Failed));
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Self { worker, _message: message, _error: error })
    }

    /// Sends a message. A worker that takes none reports an error event, which is heard as such.
    pub fn post(&self, members: &[(&str, JsValue)]) {
        let _ = self.worker.post_message(&object(members));
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// An object with these members.
pub fn object(members: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in members {
        let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// A member of a message.
pub fn member(data: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A member of a message that is text.
pub fn text(data: &JsValue, name: &str) -> Option<String> {
    member(data, name).as_string()
}
