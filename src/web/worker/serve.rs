//! The worker's side: answers whatever the page asks.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::check;
use super::conversation::{Post, member, object, text};
use super::session::{Flips, Session, SureNews};
use crate::json;

/// Listens, if this is a worker.
///
/// Returns `false` in a window, where the page is to be mounted instead.
pub fn serve_if_worker() -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    let answers = scope.clone();
    let session = RefCell::new(None);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let post = |members: &[(&str, JsValue)]| {
            let _ = answers.post_message(&object(members));
        };
        answer(&event.data(), &session, &post);
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    true
}

fn answer(data: &JsValue, session: &RefCell<Option<Session>>, post: Post) {
    let bytes = || member(data, "bytes").dyn_into::<js_sys::Uint8Array>().map(|own| own.to_vec());
    match (text(data, "ask").as_deref(), bytes()) {
        (Some("check"), Ok(bytes)) => check::answer(&bytes, post),
        (Some("sureness"), Ok(bytes)) => {
            let opened = Session::open(&bytes, &text(data, "scenario").unwrap_or_default());
            match opened {
                Ok(mut own) => {
                    while let Some(news) = own.portion() {
                        tell(post, &news);
                    }
                    session.replace(Some(own));
                }
                Err(reasons) => tell(post, &SureNews::Failed(reasons)),
            }
        }
        (Some("flips"), _) => {
            let area = member(data, "area").as_f64().unwrap_or(-1.0);
            if let Some(session) = session.borrow().as_ref().filter(|_| area >= 0.0) {
                let mut flips = Flips::of(area as usize);
                loop {
                    let news = session.flip(&mut flips);
                    tell(post, &news);
                    if matches!(news, SureNews::FlipsDone(_)) {
                        break;
                    }
                }
            }
        }
        _ => {}
    }
}

fn tell(post: Post, news: &SureNews) {
    post(&[("news", json::write(news).into())]);
}
