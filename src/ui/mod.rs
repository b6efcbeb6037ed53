//! The page: Leptos components that bind [`crate::view`] to elements and [`state`] to controls.
//!
//! Components only bind: what takes more than a call lives in `view`. Writes happen in the methods of the state.

mod app;
mod at_rest;
mod blank;
mod canvas;
mod checked;
mod drag;
mod earlier;
mod hover;
mod late;
mod list_state;
mod loaded;
mod loading;
mod marked_areas;
mod meeting;
mod persist;
mod picture;
mod place;
mod places;
mod present;
mod present_work;
mod print_frame;
mod recovery;
mod robustness;
mod robustness_question;
mod saving;
mod shell;
mod stages;
mod state;
mod surface;
mod theme;
mod trail;
mod widgets;

pub use app::mount;
