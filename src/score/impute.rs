//! Filling gaps, always counted and shown.

use serde::{Deserialize, Serialize};

use crate::snapshot::wire::nothing_more;

/// How missing values are filled before scaling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Imputation {
    /// They stay missing; the rule on missing values decides.
    #[default]
    #[serde(deserialize_with = "nothing_more")]
    None,
    /// The unweighted mean of the areas in the same division of a level; a group without any value stays missing.
    GroupMean {
        /// Identifier of the division level.
        level: String,
    },
}

/// A filled column.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    /// Values, `NaN` where the gap could not be filled.
    pub values: Vec<f64>,
    /// How many gaps were filled.
    pub filled: usize,
}

/// Fills the gaps of `values` with the mean of each group; `group[area]` is `None` where the area is in none.
///
/// ```
/// use negah::score::impute;
/// let filled = impute(&[1.0, 3.0, f64::NAN, f64::NAN], &[Some(0), Some(0), Some(0), Some(1)]);
/// assert_eq!(filled.values[2], 2.0);
/// assert!(filled.values[3].is_nan());
/// assert_eq!(filled.filled, 1);
/// ```
pub fn impute(values: &[f64], group: &[Option<u32>]) -> Imputed {
    let n_groups = group.iter().flatten().max().map_or(0, |last| *last as usize + 1);
    let mut sums = vec![(0.0, 0_u32); n_groups];
    for (value, group) in values.iter().zip(group) {
        if let (false, Some(group)) = (value.is_nan(), group) {
            sums[*group as usize].0 += value;
            sums[*group as usize].1 += 1;
        }
    }
    let mut filled = 0;
    let fill = |(value, group): (&f64, &Option<u32>)| {
        let known = group.map(|at| sums[at as usize]).filter(|(_, n)| value.is_nan() && *n > 0);
        filled += usize::from(known.is_some());
        known.map_or(*value, |(sum, n)| sum / f64::from(n))
    };
    let values = values.iter().zip(group).map(fill).collect();
    Imputed { values, filled }
}
