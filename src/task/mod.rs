//! Long work on one snapshot, asked for by requests and answered by replies, step by step: the same in a worker, in a page
//! where none starts, and in a test.
//!
//! - [`Request`], [`Reply`]: what may be asked and what comes of it
//! - [`Desk`]: keeps the snapshot and works on what was asked of it
//! - [`Packed`]: a reply as it crosses between two threads
//!
//! This module must not know of the web, workers, clocks or the interface: whoever drives a desk says how large a step is and
//! when to rest.

mod chances;
mod desk;
mod flips;
mod protocol;

#[cfg(test)]
mod tests;

pub use desk::{Desk, Step};
pub use protocol::{Packed, Reply, Request};
