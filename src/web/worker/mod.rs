//! Long work off the main thread: one worker keeps the open snapshot and does all of it.
//!
//! - [`Client`]: the page's side; starts the worker, asks, hears, cancels, and goes on where a worker is lost
//! - [`serve_if_worker`]: the worker's side
//! - `message`: what crosses between them
//! - `driver`: works on a [`Desk`](crate::task::Desk) portion by portion: in the worker, and in the page where none starts
//! - `talk`: a worker and the page's ear for it
//!
//! The page sends the file's bytes, because a snapshot cannot be handed over. This module must not know of components or of
//! the state of the interface.

mod client;
mod driver;
mod message;
mod serve;
mod talk;

pub use client::{Asked, Client};
pub use serve::serve_if_worker;
