//! Other windows of the page in the same browser. `BroadcastChannel` rather than Web Locks: these are missing where the
//! page comes from an intranet without TLS, which is the usual place of it. That no work is lost does not rest on this: each
//! window writes revisions of its own.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const JOINED: &str = "joined";
const HERE: &str = "here";

/// The place among the windows that work on the same thing; ends when dropped.
pub struct Company {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Company {
    /// Joins the windows that work on what is called `name`, and calls `heard` whenever another one says that it is there;
    /// `None` where the browser has no channels.
    pub fn join(name: &str, mut heard: impl FnMut() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let reply = channel.clone();
        let listener = Closure::new(move |event: MessageEvent| {
            // An answer is not answered.
            if event.data().as_string().as_deref() == Some(JOINED) {
                let _ = reply.post_message(&HERE.into());
            }
            heard();
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let own = Self { channel, _listener: listener };
        own.say_joined();
        Some(own)
    }

    /// Asks who else is there.
    pub fn say_joined(&self) {
        let _ = self.channel.post_message(&JOINED.into());
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
