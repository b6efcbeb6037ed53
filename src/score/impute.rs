//! Filling gaps, always counted and shown.

use serde::{Deserialize, Serialize};

use crate::snapshot::wire::nothing_more;
use crate::sorting::ascend;

/// How missing values are filled before scaling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Imputation {
    /// They stay missing; the rule on missing values decides.
    #[default]
    #[serde(deserialize_with = "nothing_more")]
    None,
    /// The unweighted mean of all areas.
    #[serde(deserialize_with = "nothing_more")]
    Mean,
    /// The median of all areas.
    #[serde(deserialize_with = "nothing_more")]
    Median,
    /// The unweighted mean of the areas in the same division of a level; a group without any value stays missing.
    GroupMean {
        /// Identifier of the division level.
        level: String,
    },
    /// The median of the areas in the same division of a level; a group without any value stays missing.
    GroupMedian {
        /// Identifier of the division level.
        level: String,
    },
    /// The mean of the area's other indicators in the same group of the index, on the common scale.
    #[serde(deserialize_with = "nothing_more")]
    DomainMean,
    /// The area's own value of the newest earlier period that has one.
    CarryForward {
        /// How many periods to look back; absent: all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_periods: Option<u32>,
    },
}

impl Imputation {
    /// The division level it looks at.
    pub fn level(&self) -> Option<&str> {
        match self {
            Self::GroupMean { level } | Self::GroupMedian { level } => Some(level),
            _ => None,
        }
    }
}

/// The middle of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Centre {
    /// Arithmetic mean.
    Mean,
    /// Median.
    Median,
}

/// A filled column.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    /// Values, `NaN` where the gap could not be filled.
    pub values: Vec<f64>,
    /// The areas whose gaps were filled, ascending.
    pub filled: Vec<u32>,
}

/// Fills the gaps of `values` with the centre of each group; `group[area]` is `None` where the area is in none.
///
/// ```
/// use negah::score::{Centre, impute};
/// let filled = impute(&[1.0, 3.0, f64::NAN, f64::NAN], &[Some(0), Some(0), Some(0), Some(1)], Centre::Mean);
/// assert_eq!(filled.values[2], 2.0);
/// assert!(filled.values[3].is_nan());
/// assert_eq!(filled.filled, [2]);
/// ```
pub fn impute(values: &[f64], group: &[Option<u32>], centre: Centre) -> Imputed {
    let n_groups = group.iter().flatten().max().map_or(0, |last| *last as usize + 1);
    let mut members: Vec<Vec<f64>> = vec![Vec::new(); n_groups];
    for (value, group) in values.iter().zip(group) {
        if let (false, Some(group)) = (value.is_nan(), group) {
            members[*group as usize].push(*value);
        }
    }
    let centres: Vec<f64> = members.into_iter().map(|own| centre_of(own, centre)).collect();
    fill(values, |at| group[at].map_or(f64::NAN, |group| centres[group as usize]))
}

/// Fills the gaps of `values` with what `known` says of the area; `NaN` leaves the gap.
pub fn fill(values: &[f64], known: impl Fn(usize) -> f64) -> Imputed {
    let mut filled = Vec::new();
    let mut one = |(at, value): (usize, &f64)| {
        let found = if value.is_nan() { known(at) } else { *value };
        if value.is_nan() && !found.is_nan() {
            filled.push(at as u32);
        }
        found
    };
    let values = values.iter().enumerate().map(&mut one).collect();
    Imputed { values, filled }
}

fn centre_of(mut values: Vec<f64>, centre: Centre) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    match centre {
        Centre::Mean => values.iter().sum::<f64>() / values.len() as f64,
        Centre::Median => {
            ascend(&mut values);
            let n = values.len();
            (values[(n - 1) / 2] + values[n / 2]) / 2.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        let group = [Some(0); 5];
        let filled = impute(&[1.0, 9.0, 2.0, 4.0, f64::NAN], &group, Centre::Median);
        assert_eq!(filled.values[4], 3.0);
    }

    #[test]
    fn an_area_outside_every_group_keeps_its_gap() {
        let filled = impute(&[1.0, f64::NAN], &[Some(0), None], Centre::Mean);
        assert!(filled.values[1].is_nan() && filled.filled.is_empty());
    }
}
