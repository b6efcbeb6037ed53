//! Where a figure or sentence leads on to.

use crate::view::MeasureChoice;

/// A place with what it is to show first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// The ranking.
    Priority,
    /// The map, shaded by a measure.
    Map(MeasureChoice),
    /// The groups.
    Groups,
    /// The comparison with the period of this identifier.
    Compare(String),
    /// How sure the list is.
    Robustness,
    /// One area.
    Profile(usize),
    /// The data, with one indicator laid open if one is meant.
    Data(Option<usize>),
}
