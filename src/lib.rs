//! نگاه (negah): which neighbourhoods need help most, why, and how sure that is.
pub mod demo;
#[cfg(not(target_arch = "wasm32"))]
pub mod ingest;
pub mod snapshot;
pub mod text;
