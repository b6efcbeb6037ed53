//! What is varied.

use serde::{Deserialize, Serialize};

/// What is varied in a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Any weights at all.
    Uniform,
    /// Any weights in the order of importance.
    Ordinal,
    /// Weights near those of the scenario.
    PlusMinus,
    /// Values within their standard errors; weights stand.
    Noise,
    /// Choices of method; weights and values stand.
    Choices,
    /// Near weights, values and choices, as far as each was asked for.
    Together,
}
