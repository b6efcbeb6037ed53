//! Why an indicator cannot be brought to a scale.

use serde::Serialize;

/// Why an indicator cannot be brought to the scale; it then takes no part in the score, and that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NormaliseError {
    /// No area of reference has a value.
    #[error("no area has a value")]
    AllMissing,
    /// All areas of reference have the same value, which cannot tell them apart.
    #[error("all areas have the same value")]
    Constant,
    /// A fraction is asked for, and a value is negative, or zero where it stands below the line.
    #[error("a value is not above zero, so that a fraction of the largest has no meaning")]
    NotPositive,
    /// The area of reference has no value, or the data set no target.
    #[error("there is no target or reference value to measure from")]
    NoAnchor,
    /// No area is worse than the target or the area of reference.
    #[error("no area is worse than the target or reference")]
    NothingBeyond,
}
