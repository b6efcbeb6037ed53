//! The data themselves: what is there, how it spreads, what validation remarks on, and what each indicator is.

mod availability;
mod definitions;
mod sources;
mod spread;
mod suppliers;

pub use availability::{
    Availability, GapLine, IndicatorShare, availability, grid_model, order_of_gaps, shares,
};
pub use definitions::{IndicatorRow, indicator_rows};
pub use sources::{SourceRow, source_rows};
pub use spread::{Outlier, SpreadView, spread_view};
pub use suppliers::{RemarkRow, RuleGroup, SupplierGroup, by_supplier};
