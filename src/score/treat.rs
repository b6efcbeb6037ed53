//! Outliers: brought in, or the whole column transformed, only where the shape of the data asks for it.
//!
//! The values before stay in the snapshot and are shown beside; what was done is counted.

use serde::{Deserialize, Serialize};

use crate::snapshot::wire::nothing_more;
use crate::sorting::Sorting;
use crate::stat::moments::moments;
use crate::tolerance::Tolerance;

/// How the outliers of an indicator are treated before it is brought to a scale.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Treatment {
    /// Values stay as they are.
    #[default]
    #[serde(deserialize_with = "nothing_more")]
    None,
    /// Where the absolute skewness is above `skew` and the kurtosis above `kurtosis`, the outermost values are set to the
    /// next one inwards, one more at a time and at most `max_points`, until one of the two is within bounds. Where that
    /// does not help the values as given are transformed by `then`.
    Winsorise {
        /// The most values to bring in.
        #[serde(default = "five")]
        max_points: u32,
        /// Bound of the absolute skewness.
        #[serde(default = "two")]
        skew: f64,
        /// Bound of the excess kurtosis.
        #[serde(default = "three_and_a_half")]
        kurtosis: f64,
        /// What follows where bringing values in does not help.
        #[serde(default)]
        then: Transform,
    },
    /// The transformation, whatever the shape.
    Transform {
        /// Which.
        by: Transform,
    },
    /// Bounds set by hand, in the indicator's unit: values beyond count as standing on them.
    Caps {
        /// Lower bound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        low: Option<f64>,
        /// Upper bound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        high: Option<f64>,
    },
}

fn five() -> u32 {
    5
}

fn two() -> f64 {
    2.0
}

fn three_and_a_half() -> f64 {
    3.5
}

/// A transformation of a whole column that keeps its order.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// None.
    None,
    /// `ln(x − min + 0.01 · (max − min))`, or `−ln(max + 0.01 · (max − min) − x)` where the skewness is negative.
    #[default]
    Log,
    /// Box and Cox (1964): `(y^λ − 1) / λ`, or `ln y` for λ = 0, with `y = x − min + 0.01 · (max − min)` and the λ
    /// between −2 and 2 of the greatest likelihood, to three decimals.
    BoxCox,
}

/// What a treatment did.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct TreatmentRecord {
    /// Values at the lower end that were brought in.
    pub low: usize,
    /// Values at the upper end that were brought in.
    pub high: usize,
    /// The λ of Box and Cox, or 0 for a logarithm; `None` where the column was not transformed.
    pub lambda: Option<f64>,
    /// Skewness and kurtosis before; `None` where there are too few values or they are all equal.
    pub before: Option<(f64, f64)>,
    /// Skewness and kurtosis after.
    pub after: Option<(f64, f64)>,
    /// Whether the shape is within bounds now; always so where none were asked for.
    pub passed: bool,
}

impl TreatmentRecord {
    /// Whether any value was changed.
    pub fn is_changed(&self) -> bool {
        self.low + self.high > 0 || self.lambda.is_some()
    }
}

/// Treats a column; missing stays missing. The rule of winsorising and then transforming is that of COINr (Becker,
/// Caperna, Del Sorbo and others 2022) with the thresholds of the JRC; skewness and kurtosis are the sample ones
/// (G₁ and G₂ of Joanes and Gill 1998).
///
/// ```
/// use negah::score::{Treatment, Transform, treat};
/// let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 400.0];
/// let rule = Treatment::Winsorise { max_points: 5, skew: 2.0, kurtosis: 3.5, then: Transform::Log };
/// let (treated, record) = treat(&values, &rule);
/// assert_eq!(treated[9], 9.0);
/// assert_eq!((record.high, record.passed), (1, true));
/// ```
pub fn treat(values: &[f64], treatment: &Treatment) -> (Vec<f64>, TreatmentRecord) {
    let before = shape(values);
    let done = match treatment {
        Treatment::None => (values.to_vec(), TreatmentRecord { passed: true, ..Default::default() }),
        Treatment::Caps { low, high } => capped(values, *low, *high),
        Treatment::Transform { by } => {
            let (values, lambda) = transformed(values, *by);
            (values, TreatmentRecord { lambda, passed: true, ..Default::default() })
        }
        Treatment::Winsorise { max_points, skew, kurtosis, then } => {
            let bounds = Bounds { skew: *skew, kurtosis: *kurtosis };
            winsorised(values, *max_points as usize, bounds, *then)
        }
    };
    let after = shape(&done.0);
    (done.0, TreatmentRecord { before, after, ..done.1 })
}

#[derive(Clone, Copy)]
struct Bounds {
    skew: f64,
    kurtosis: f64,
}

impl Bounds {
    /// A column fails only where both are out of bounds; one too small or without difference cannot fail.
    fn pass(self, values: &[f64]) -> bool {
        shape(values).is_none_or(|(skew, kurtosis)| skew.abs() <= self.skew || kurtosis <= self.kurtosis)
    }
}

/// Sample skewness and excess kurtosis of the values that are there.
fn shape(values: &[f64]) -> Option<(f64, f64)> {
    let moments = moments(values);
    moments.skewness.zip(moments.kurtosis)
}

fn capped(values: &[f64], low: Option<f64>, high: Option<f64>) -> (Vec<f64>, TreatmentRecord) {
    let mut record = TreatmentRecord { passed: true, ..Default::default() };
    let mut cap = |x: &f64| match (low.filter(|low| x < low), high.filter(|high| x > high)) {
        (Some(low), _) => {
            record.low += 1;
            low
        }
        (_, Some(high)) => {
            record.high += 1;
            high
        }
        _ => *x,
    };
    let values = values.iter().map(&mut cap).collect();
    (values, record)
}

fn winsorised(
    values: &[f64],
    max_points: usize,
    bounds: Bounds,
    then: Transform,
) -> (Vec<f64>, TreatmentRecord) {
    let mut record = TreatmentRecord { passed: bounds.pass(values), ..Default::default() };
    if record.passed {
        return (values.to_vec(), record);
    }
    let upper = shape(values).is_some_and(|(skew, _)| skew >= 0.0);
    let mut order: Vec<usize> = (0..values.len()).filter(|at| !values[*at].is_nan()).collect();
    order.order_by(|a, b| values[*a].total_cmp(&values[*b]));
    if upper {
        order.reverse();
    }
    for points in 1..=max_points.min(order.len().saturating_sub(1)) {
        let mut brought_in = values.to_vec();
        order[..points].iter().for_each(|at| brought_in[*at] = values[order[points]]);
        if bounds.pass(&brought_in) {
            if upper {
                record.high = points
            } else {
                record.low = points
            }
            return (brought_in, TreatmentRecord { passed: true, ..record });
        }
    }
    let (values, lambda) = transformed(values, then);
    let passed = bounds.pass(&values);
    (values, TreatmentRecord { lambda, passed, ..record })
}

/// The transformed column with its λ; `None` where there is no difference to transform.
fn transformed(values: &[f64], by: Transform) -> (Vec<f64>, Option<f64>) {
    let present = || values.iter().copied().filter(|x| !x.is_nan());
    let (min, max) =
        present().fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), x| (min.min(x), max.max(x)));
    let range = max - min;
    // Written so that a column without any value fails it.
    let constant = Tolerance::default().same(min, max);
    if by == Transform::None || constant || !(range > 0.0 && range.is_finite()) {
        return (values.to_vec(), None);
    }
    let above = |x: &f64| x - min + 0.01 * range;
    match by {
        Transform::BoxCox => {
            let lambda = likeliest(&present().map(|x| above(&x)).collect::<Vec<_>>());
            (values.iter().map(|x| box_cox(above(x), lambda)).collect(), Some(lambda))
        }
        _ if shape(values).is_some_and(|(skew, _)| skew < 0.0) => {
            (values.iter().map(|x| -libm::log(max + 0.01 * range - x)).collect(), Some(0.0))
        }
        _ => (values.iter().map(|x| libm::log(above(x))).collect(), Some(0.0)),
    }
}

fn box_cox(y: f64, lambda: f64) -> f64 {
    if lambda == 0.0 { libm::log(y) } else { (libm::pow(y, lambda) - 1.0) / lambda }
}

/// The λ of the greatest profile likelihood `−n/2 · ln s² + (λ − 1) · Σ ln y`: in steps of a tenth, then of a thousandth.
fn likeliest(y: &[f64]) -> f64 {
    let logs: f64 = y.iter().map(|y| libm::log(*y)).sum();
    let n = y.len() as f64;
    let likelihood = |step: i32| {
        let lambda = f64::from(step) / 1000.0;
        let z: Vec<f64> = y.iter().map(|y| box_cox(*y, lambda)).collect();
        let mean = z.iter().sum::<f64>() / n;
        let variance = z.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / n;
        -n / 2.0 * libm::log(variance) + (lambda - 1.0) * logs
    };
    let best = |steps: &mut dyn Iterator<Item = i32>| {
        steps
            .map(|step| (likelihood(step), step))
            .fold((f64::NEG_INFINITY, 0), |best, own| if own.0 > best.0 { own } else { best })
            .1
    };
    let coarse = best(&mut (-2000..=2000).step_by(100));
    f64::from(best(&mut ((coarse - 100).max(-2000)..=(coarse + 100).min(2000)))) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULE: Treatment =
        Treatment::Winsorise { max_points: 2, skew: 2.0, kurtosis: 3.5, then: Transform::Log };

    #[test]
    fn shape_by_hand() {
        // 1, 2, 3, 10: mean 4, m₂ = 12.5, m₃ = 45, m₄ = 348.5; G₁ = 45/12.5^1.5 · √12/2.
        let (skew, kurtosis) = shape(&[1.0, 2.0, 3.0, 10.0]).unwrap();
        assert!((skew - 45.0 / 12.5_f64.powf(1.5) * 12.0_f64.sqrt() / 2.0).abs() < 1e-12);
        assert!((kurtosis - (5.0 * (348.5 / 156.25 - 3.0) + 6.0) * 3.0 / 2.0).abs() < 1e-12);
        assert_eq!(shape(&[1.0, 2.0, f64::NAN, 3.0]), None);
        assert_eq!(shape(&[3.0; 9]), None);
    }

    #[test]
    fn low_outliers_are_brought_in_from_below() {
        let values: Vec<f64> = (0..12).map(|i| if i == 4 { -500.0 } else { f64::from(i) }).collect();
        let (treated, record) = treat(&values, &RULE);
        assert_eq!((treated[4], record.low, record.high), (0.0, 1, 0));
    }

    #[test]
    fn what_cannot_be_brought_in_is_transformed_from_the_given_values() {
        let values: Vec<f64> =
            (0..40).map(|i| if i < 4 { 1000.0 * f64::from(i + 1) } else { f64::from(i) }).collect();
        let (treated, record) = treat(&values, &RULE);
        assert_eq!((record.high, record.lambda), (0, Some(0.0)));
        assert!((treated[4] - (0.01 * 3996.0_f64).ln()).abs() < 1e-12);
        assert!(record.after.unwrap().0 < record.before.unwrap().0);
    }

    #[test]
    fn caps_count_both_ends() {
        let caps = Treatment::Caps { low: Some(2.0), high: Some(5.0) };
        let (treated, record) = treat(&[1.0, 3.0, 9.0, f64::NAN], &caps);
        assert_eq!(treated[..3], [2.0, 3.0, 5.0]);
        assert_eq!((record.low, record.high), (1, 1));
    }

    #[test]
    fn box_cox_finds_the_logarithm_of_lognormal_values() {
        let values: Vec<f64> = (-20..=20).map(|i| f64::from(i * 3) / 20.0).map(f64::exp).collect();
        let (_, record) = treat(&values, &Treatment::Transform { by: Transform::BoxCox });
        assert!(record.lambda.unwrap().abs() < 0.2, "{record:?}");
    }

    proptest! {
        #[test]
        fn the_order_is_kept(values in prop::collection::vec(-1e3..1e3_f64, 4..40), spike in 1e4..1e6_f64) {
            let mut values = values;
            values[0] = spike;
            for treatment in [RULE, Treatment::Transform { by: Transform::Log }, Treatment::Transform { by: Transform::BoxCox }] {
                let (treated, _) = treat(&values, &treatment);
                for i in 1..values.len() {
                    let (before, after) = (values[i].total_cmp(&values[i - 1]), treated[i].total_cmp(&treated[i - 1]));
                    prop_assert!(after == before || after.is_eq() || before.is_eq(), "{:?}", treatment);
                    prop_assert!(treated[i].is_finite());
                }
            }
        }
    }
}
