//! Making amounts of areas of different size comparable: dividing by a denominator.

use serde::{Deserialize, Serialize};

/// What an indicator's values are divided by before anything else: `value · per / denominator`.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Denominator {
    /// Identifier of the indicator below the line.
    pub by: String,
    /// What the quotient is multiplied by: 100 for per cent, 1000 for per thousand. Above 0.
    #[serde(default = "one")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("exclusiveMinimum" = 0)))]
    pub per: f64,
}

fn one() -> f64 {
    1.0
}

/// `value · per / denominator`; missing where either is, and where the denominator is not above 0.
///
/// ```
/// let rates = negah::score::denominate(&[5.0, 3.0], &[200.0, 0.0], 100.0);
/// assert_eq!(rates[0], 2.5);
/// assert!(rates[1].is_nan());
/// ```
pub fn denominate(values: &[f64], denominator: &[f64], per: f64) -> Vec<f64> {
    // Dividing last keeps a plain ratio (`per` 1) exact.
    let ratio = |(value, below): (&f64, &f64)| if *below > 0.0 { value * per / below } else { f64::NAN };
    values.iter().zip(denominator).map(ratio).collect()
}
