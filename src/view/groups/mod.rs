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

use std::sync::Arc;

/// Areas added to those brushed together, or, when all of them are there already, taken away; ascending.
///
/// ```
/// use negah::view::toggle_marks;
///
/// assert_eq!(*toggle_marks(&[1, 5], &[2, 5]), [1, 2, 5]);
/// assert_eq!(*toggle_marks(&[1, 2, 5], &[2, 5]), [1]);
/// ```
pub fn toggle_marks(marked: &[usize], areas: &[u32]) -> Arc<Vec<usize>> {
    let of: Vec<usize> = areas.iter().map(|at| *at as usize).collect();
    let is_in = |list: &[usize], at: &usize| list.binary_search(at).is_ok();
    let mut sorted = of;
    sorted.sort_unstable();
    let mut next: Vec<usize> = marked.to_vec();
    if sorted.iter().all(|at| is_in(marked, at)) {
        next.retain(|at| !is_in(&sorted, at));
    } else {
        next.extend(sorted);
        next.sort_unstable();
        next.dedup();
    }
    Arc::new(next)
}
