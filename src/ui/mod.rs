//! The page: Leptos components that bind [`crate::view`] to elements and [`state`] to controls.
//!
//! Components only bind: what takes more than a call lives in `view`. Writes happen in the methods of the state.

mod app;
mod canvas;
mod hover;
mod loading;
mod persist;
mod places;
mod shell;
mod stages;
mod state;
mod sureness;
mod widgets;

pub use app::mount;
