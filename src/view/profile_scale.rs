//! The values of all areas that one area is held against, sorted once for a data set and period.

use crate::snapshot::Snapshot;
use crate::sorting::ascend;

/// What the data say of all areas of the snapshot, whichever of them is looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProfileScale {
    /// Position of the period.
    pub period: usize,
    /// The values of each indicator in force, ascending; empty where it has none.
    sorted: Vec<Vec<f64>>,
}

impl ProfileScale {
    /// The values of an indicator in force, ascending.
    pub(in crate::view) fn values(&self, indicator: usize) -> &[f64] {
        self.sorted.get(indicator).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Sorts every indicator's values, once for a data set and period.
pub fn profile_scale(snapshot: &Snapshot, period: usize) -> ProfileScale {
    let values = |at: usize| {
        let mut values: Vec<f64> =
            snapshot.column_in_force(at, period).map(|(_, own)| own.present().collect()).unwrap_or_default();
        ascend(&mut values);
        values
    };
    ProfileScale { period, sorted: (0..snapshot.indicators.len()).map(values).collect() }
}
