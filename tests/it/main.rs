//! One native binary for everything that crosses modules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
mod ingest;
mod references;
