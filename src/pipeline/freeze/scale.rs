//! A scale as a straight line through fixed numbers.

use super::Unfreezable;
use crate::score::Normalisation;

/// A scale that stays where it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Straight {
    /// The scale.
    pub(super) scale: Normalisation,
    /// The value without need, in the indicator's unit, that better values count as; `None` where they count as they are.
    pub(super) at_best: Option<f64>,
}

/// The scale as fixed numbers at the figures of `members`, the values that set it. `lowers`: more of the indicator is less
/// need. `anchor`: what distances are measured from, in the indicator's unit.
pub(super) fn straight(
    scale: &Normalisation,
    members: &[f64],
    (lowers, anchor): (bool, Option<f64>),
) -> Result<Straight, Unfreezable> {
    if scale.is_fixed() {
        return Ok(Straight { scale: scale.clone(), at_best: None });
    }
    let (min, max) =
        members.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), x| (min.min(*x), max.max(*x)));
    let (best, worst) = if lowers { (max, min) } else { (min, max) };
    let posts = |(best, worst): (f64, f64), (lo, hi): (f64, f64)| {
        let is_turned = (worst > best) != lowers && worst != best;
        let scale = Normalisation::Goalposts { best, worst, lo, hi, truncate: false };
        if is_turned { Ok(Straight { scale, at_best: None }) } else { Err(Unfreezable::Unscaled) }
    };
    let from = |anchor: Option<f64>| posts((anchor.ok_or(Unfreezable::Unscaled)?, worst), (0.0, 100.0));
    match scale {
        Normalisation::MinMax { lo, hi } => posts((best, worst), (*lo, *hi)),
        Normalisation::DistanceToMax => posts((best, worst), (0.0, 100.0)),
        Normalisation::ZScore { mean, sd } => {
            let (centre, spread) = centre_and_spread(members);
            if spread.is_nan() || spread <= 0.0 {
                return Err(Unfreezable::Unscaled);
            }
            if *mean == 0.0 && *sd == 1.0 {
                let scale = Normalisation::Scaled { minus: centre, per: spread };
                return Ok(Straight { scale, at_best: None });
            }
            let far = far_enough((centre, spread), (*mean, *sd));
            let worst = if lowers { centre - far * spread } else { centre + far * spread };
            posts((centre, worst), (*mean, *mean + far * *sd))
        }
        Normalisation::DistanceToTarget { truncate: true, .. } => {
            from(anchor).map(|found| Straight { at_best: anchor, ..found })
        }
        Normalisation::DistanceToTarget { .. } | Normalisation::DistanceToReference { .. } => from(anchor),
        Normalisation::FractionOfMax { to } if !lowers => posts((0.0, max), (0.0, *to)),
        Normalisation::FractionOfMax { .. } => Err(Unfreezable::Inverse),
        _ => Err(Unfreezable::Positions),
    }
}

/// Mean and sample standard deviation (divisor n − 1).
fn centre_and_spread(members: &[f64]) -> (f64, f64) {
    let n = members.len() as f64;
    let centre = members.iter().sum::<f64>() / n;
    let squares: f64 = members.iter().map(|x| (x - centre).powi(2)).sum();
    (centre, (squares / (n - 1.0)).sqrt())
}

/// How many standard deviations from the mean the second point of a line is put: one, as people would, unless the deviation
/// is so small beside the mean that it would drown in rounding.
fn far_enough((centre, spread): (f64, f64), (mean, sd): (f64, f64)) -> f64 {
    let mut far = 1.0;
    while far < 1e15 && (far * spread < 1e-3 * centre.abs() || far * sd < 1e-3 * mean.abs()) {
        far *= 2.0;
    }
    far
}
