//! What crosses between the page and its worker.

use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::json;
use crate::task::{Packed, Reply, Request};

/// What the page tells the worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// To keep the snapshot of this file in place of any other; all that was asked about that one is given up.
    Keep(Vec<u8>),
    /// To work on a request, under a number of its own.
    Ask(u32, Request),
    /// To give the request of this number up.
    Cancel(u32),
}

/// What the worker tells the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// It works on the request of this number from now on.
    At(u32),
    /// What has come of a request.
    Said(u32, Reply),
}

/// An object to be posted, with what changes hands instead of being copied.
pub struct Letter {
    /// The object.
    pub object: Object,
    /// The buffers that change hands.
    pub transfer: Array,
}

impl Letter {
    fn new(members: &[(&str, JsValue)]) -> Self {
        let object = Object::new();
        for (name, value) in members {
            let _ = Reflect::set(&object, &(*name).into(), value);
        }
        Self { object, transfer: Array::new() }
    }

    fn handing_over(self, buffer: &JsValue) -> Self {
        self.transfer.push(buffer);
        self
    }

    /// That the work cannot be done in this worker.
    pub fn failed(why: &str) -> Self {
        Self::new(&[("failed", why.into())])
    }
}

impl Order {
    /// The order as it is posted.
    pub fn letter(&self) -> Letter {
        match self {
            Self::Keep(bytes) => {
                let bytes = Uint8Array::from(&bytes[..]);
                let buffer = bytes.buffer();
                Letter::new(&[("keep", bytes.into())]).handing_over(&buffer)
            }
            Self::Ask(id, request) => {
                Letter::new(&[("id", (*id).into()), ("ask", json::write(request).into())])
            }
            Self::Cancel(id) => Letter::new(&[("cancel", (*id).into())]),
        }
    }

    /// The order that a message holds.
    pub fn read(data: &JsValue) -> Option<Self> {
        if let Ok(bytes) = member(data, "keep").dyn_into::<Uint8Array>() {
            return Some(Self::Keep(bytes.to_vec()));
        }
        if let Some(id) = number(data, "cancel") {
            return Some(Self::Cancel(id));
        }
        Some(Self::Ask(number(data, "id")?, json::read(&text(data, "ask")?).ok()?))
    }
}

impl Word {
    /// The word as it is posted.
    pub fn letter(self) -> Letter {
        let (id, reply) = match self {
            Self::At(id) => return Letter::new(&[("at", id.into())]),
            Self::Said(id, reply) => (id, reply),
        };
        let packed = Packed::new(reply);
        let numbers = Float64Array::from(&packed.numbers[..]);
        let buffer = numbers.buffer();
        let members = [("id", id.into()), ("reply", packed.text.into()), ("numbers", numbers.into())];
        Letter::new(&members).handing_over(&buffer)
    }

    /// The word that a message holds.
    pub fn read(data: &JsValue) -> Option<Self> {
        if let Some(id) = number(data, "at") {
            return Some(Self::At(id));
        }
        let (id, text) = (number(data, "id")?, text(data, "reply")?);
        let numbers = member(data, "numbers").dyn_into::<Float64Array>().ok()?.to_vec();
        Some(Self::Said(id, Packed { text, numbers }.reply()?))
    }
}

fn member(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn number(data: &JsValue, name: &str) -> Option<u32> {
    member(data, name).as_f64().map(|own| own as u32)
}

/// A member of a message that is text.
pub fn text(data: &JsValue, name: &str) -> Option<String> {
    member(data, name).as_string()
}
