//! One native binary for everything that crosses modules.
#![allow(clippy::unwrap_used, reason = "a test that meets an unexpected failure has failed")]

mod schema;
mod validate;
