//! The page: Leptos components that bind [`crate::view`] to elements and [`state`] to controls.
//!
//! Components only bind: what takes more than a call lives in `view`. Writes happen in the methods of the state.

mod app;
mod blank;
mod canvas;
mod checked;
mod chosen;
mod hover;
mod late;
mod list_state;
mod loaded;
mod loading;
mod meeting;
mod moving;
mod persist;
mod picture;
mod places;
mod present;
mod print_frame;
mod saving;
mod shell;
mod stages;
mod state;
mod sureness;
mod surface;
mod theme;
mod trail;
mod widgets;

pub use app::mount;
