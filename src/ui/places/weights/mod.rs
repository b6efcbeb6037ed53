//! Weights: the panel beside the list, and the dialog in which they are judged.

mod ahp_entry;
mod check;
mod dialog;
mod draft;
mod panel;
mod points_entry;
mod rank_entry;

pub use panel::WeightsPanel;
