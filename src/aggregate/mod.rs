//! Areas → groups, by what each indicator measures: counts sum, rates and means are weighted by their
//! declared base, ratios are recomputed from their parts. Nothing is averaged blindly.
//!
//! This module must not know of weights, scenarios or the interface.

mod boxes;
mod concentration;
mod cross;
mod grouping;
mod measure;
mod measured_share;
mod summary;

pub use crate::sorting::quantile;
pub use boxes::{BoxSummary, box_summary};
pub use concentration::{Concentration, concentration, extent_weight};
pub use cross::Cross;
pub use grouping::{GroupBy, GroupKey, Grouping, UnknownLevel, group};
pub use measure::{Base, Combined, base, combine};
pub use measured_share::{Among, SharedOut, shared_out};
pub use summary::{Aggregation, GroupSummary, IndicatorSummary, aggregate};
