//! The method: its choices, and the methodology written out.

mod controls;
mod methodology;
mod panel;
mod setting_select;

pub use methodology::{MethodologyButton, MethodologyDialog, sentences};
pub use panel::MethodPanel;
