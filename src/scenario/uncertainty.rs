//! What is uncertain about a scenario, and how thoroughly to look: plain data for [`crate::sensitivity`].

use serde::{Deserialize, Serialize};

use crate::score::{Imputation, Method, Normalisation};

/// What to shake, how far and how often, to learn how sure a list is.
///
/// Whatever is chosen here, three settings of the weights are always looked at, because the setting decides the
/// message: any weights at all, weights in the order of importance, and weights near those of the scenario.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Uncertainty {
    /// Start of the chance numbers: the same seed gives the same result everywhere.
    pub seed: u64,
    /// Most draws per setting, 1 to 50 000; fewer when `tolerance` is reached before.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = Uncertainty::MOST_DRAWS)))]
    pub draws: u32,
    /// Drawing stops when no probability has a standard error above this; 0 makes all draws.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
    pub tolerance: f64,
    /// How many areas the list in question holds; absent: as many as stand above the cut line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<u32>,
    /// In the third setting, each weight is multiplied by a number evenly from `1 − plus_minus` to `1 + plus_minus`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
    pub plus_minus: f64,
    /// Identifiers of the top groups from the most important down; those not named come last, alike. Empty: the order of
    /// their weights as they stand, equal weights counting as equally important.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// Which weights are drawn.
    pub depth: Depth,
    /// Whether values are shaken by their standard errors, where the snapshot has any.
    pub noise: bool,
    /// Choices of method that might as well have been made otherwise.
    pub choices: Choices,
    /// Pairs of samples for the shares of the choices (Sobol); 0 leaves them out.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = Uncertainty::MOST_SAMPLES)))]
    pub samples: u32,
}

impl Uncertainty {
    /// Bound of `draws`: ranks are counted in 16 bits.
    pub const MOST_DRAWS: u32 = 50_000;
    /// Bound of `samples`.
    pub const MOST_SAMPLES: u32 = 10_000;
}

impl Default for Uncertainty {
    fn default() -> Self {
        Self {
            seed: 1,
            draws: 10_000,
            tolerance: 0.005,
            top: None,
            plus_minus: 0.25,
            order: Vec::new(),
            depth: Depth::default(),
            noise: false,
            choices: Choices::default(),
            samples: 256,
        }
    }
}

/// Which weights of the index are uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    /// Those of every group, each drawn by itself.
    #[default]
    All,
    /// Those of the top groups alone; inside the groups they stay as they stand.
    Top,
}

/// Alternatives to the scenario's own choices. Each list is added to what the scenario has; an empty one leaves
/// that choice alone.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Other common scales, for the leaves that take the scenario's; a leaf with a scale of its own keeps it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub normalise: Vec<Normalisation>,
    /// Other ways to fill gaps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub impute: Vec<Imputation>,
    /// Other ways to combine the top groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub method: Vec<Method>,
    /// Whether any one indicator may be left out.
    pub leave_one_out: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_has_a_default() {
        let read: Uncertainty = serde_json::from_str("{}").unwrap();
        assert_eq!(read, Uncertainty::default());
        let text = r#"{"draws": 500, "depth": "top", "choices": {"leave_one_out": true, "method": ["sum"]}}"#;
        let read: Uncertainty = serde_json::from_str(text).unwrap();
        assert_eq!((read.draws, read.depth, read.choices.method.len()), (500, Depth::Top, 1));
        let written = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Uncertainty>(&written).unwrap(), read);
        assert!(serde_json::from_str::<Uncertainty>(r#"{"drawz": 5}"#).is_err());
    }
}
