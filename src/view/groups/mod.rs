//! The groups place: how a measure spreads within groups, groups crossed with groups, how unequally it is shared out, and
//! groups beside indicators.

mod by;
mod gauge;
mod heat;
mod pivot;
mod sharing;
mod spread;

pub use by::{GroupChoice, GroupSet, group_choices, group_label, group_set};
pub use heat::{HeatScale, HeatView, heat_tip, heat_view};
pub use pivot::{PivotCell, PivotMeasure, PivotView, Shown, pivot_measure_label, pivot_measures, pivot_view};
pub use sharing::{ConcentrationRow, SharingView, sharing_marks, sharing_tip, sharing_view};
pub use spread::{GroupRow, GroupSpreadView, Style, brushed, group_spread_view, point_tip, spread_model};

pub(super) use by::key_name;
