//! Scales that keep the distances between values.

use super::{Members, NormaliseError};
use crate::tolerance::Tolerance;

/// `lo + (hi − lo) · (x − min) / (max − min)`.
pub(super) fn min_max(
    members: &Members,
    values: &[f64],
    (lo, hi): (f64, f64),
) -> Result<Vec<f64>, NormaliseError> {
    let (min, max) = members.bounds();
    let range = max - min;
    if members.is_constant() {
        return Err(NormaliseError::Constant);
    }
    Ok(values.iter().map(|value| lo + (hi - lo) * ((members.turn * value - min) / range)).collect())
}

/// `mean + sd · (x − x̄) / s`.
pub(super) fn z_score(
    members: &Members,
    values: &[f64],
    (to_mean, to_sd): (f64, f64),
) -> Result<Vec<f64>, NormaliseError> {
    let n = members.turned.len() as f64;
    let mean = members.turned.iter().map(|(x, _)| x).sum::<f64>() / n;
    let squares = members.turned.iter().map(|(x, _)| (x - mean).powi(2)).sum::<f64>();
    if members.is_constant() {
        return Err(NormaliseError::Constant);
    }
    let deviation = (squares / (n - 1.0)).sqrt();
    Ok(values.iter().map(|value| to_mean + to_sd * ((members.turn * value - mean) / deviation)).collect())
}

/// `lo + (hi − lo) · (value − best) / (worst − best)`, kept between `lo` and `hi` where `truncate`.
pub(super) fn between(value: f64, (best, worst): (f64, f64), (lo, hi): (f64, f64), truncate: bool) -> f64 {
    let share = (value - best) / (worst - best);
    // `clamp` keeps a missing value missing.
    let share = if truncate { share.clamp(0.0, 1.0) } else { share };
    lo + (hi - lo) * share
}

/// `100 · (x − t) / (max − t)`, not below 0 where `truncate`; after COINr's distances to a target and to a reference
/// (Becker, Caperna, Del Sorbo and others 2022), which count what is reached where this counts what is lacking.
pub(super) fn distance(
    members: &Members,
    values: &[f64],
    anchor: Option<f64>,
    truncate: bool,
) -> Result<Vec<f64>, NormaliseError> {
    let anchor = members.turn * anchor.filter(|anchor| anchor.is_finite()).ok_or(NormaliseError::NoAnchor)?;
    let worst = members.bounds().1;
    let range = worst - anchor;
    if !Tolerance::default().of_parts(members.parts).exceeds(worst, anchor) {
        return Err(NormaliseError::NothingBeyond);
    }
    let least = if truncate { 0.0 } else { f64::NEG_INFINITY };
    let scaled = |value: &f64| {
        let short = 100.0 * (members.turn * value - anchor) / range;
        // `max` would turn a missing value into the bound.
        if short < least { least } else { short }
    };
    Ok(values.iter().map(scaled).collect())
}

/// `to · value / max`, or `to · min / value` where the indicator lowers need.
pub(super) fn fraction_of_max(
    members: &Members,
    values: &[f64],
    to: f64,
) -> Result<Vec<f64>, NormaliseError> {
    let (min, max) = members.bounds();
    let lowers = members.turn < 0.0;
    // Turned values of an indicator that lowers need are negative: its smallest value is −max.
    let fine = if lowers { max < 0.0 } else { min >= 0.0 && max > 0.0 };
    if !fine {
        return Err(NormaliseError::NotPositive);
    }
    Ok(values.iter().map(|value| if lowers { to * (-max / value) } else { to * (value / max) }).collect())
}
