//! Scores → ranks, ties, deciles, tiers and the cut line. 1 = first priority.
//!
//! This module must not know of indicators, weights or the interface.

mod cut;
mod order;
mod people;
mod tier;

pub use cut::{Cut, CutLine, Kept, cut_line, kept};
pub use order::{Ranking, order_descending, rank, settle};
pub use people::People;
pub use tier::{Tiers, assign_tiers, decile, percent_band};
