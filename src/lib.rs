//! نگاه (negah): which neighbourhoods need help most, why, and how sure that is.
//!
//! One walk, module by module, in the order a snapshot travels. A module imports only what stands above it.
//!
//! `bytes → `[`snapshot`]` → `[`filter`]` → `[`score`]` → `[`rank`]` → `[`aggregate`]; [`scenario`] holds every
//! methodological choice and [`pipeline`] ties them together; [`engine`] answers the
//! same questions again and again in memory.

pub mod sorting;
pub mod tolerance;
pub mod chance;
pub mod text;
pub mod json;
pub mod snapshot;
pub mod demo;
#[cfg(not(target_arch = "wasm32"))]
pub mod ingest;
pub mod filter;
pub mod stat;
pub mod weight;
pub mod score;
pub mod rank;
pub mod rule;
pub mod aggregate;
pub mod scenario;
pub mod pipeline;
pub mod case;
pub mod engine;
pub mod sensitivity;
pub mod task;
pub mod history;
pub mod insight;
pub mod map;
pub mod chart;
pub mod view;
pub mod document;
pub mod export;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod web;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
#[cfg(all(target_arch = "wasm32", not(feature = "page")))]
pub mod api;
#[cfg(test)]
mod testing;
