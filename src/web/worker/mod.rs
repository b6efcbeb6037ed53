//! Long work off the main thread: checking a snapshot, and the question how sure a list is.
//!
//! The page sends bytes, because a snapshot cannot be handed over; the worker answers with its progress and its
//! findings. Where no worker starts, the page does the same steps itself, one a turn of its event loop. This module
//! must not know of components or of the state of the interface.

mod check;
mod conversation;
mod serve;
mod session;
mod sureness;

pub use check::{CheckNews, check, remarks};
pub use serve::serve_if_worker;
pub use session::SureNews;
pub use sureness::{Question, Running, ask};
