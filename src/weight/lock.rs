//! Moving one weight while others stay where they are.

/// Sets weight `at` to exactly `share` of the whole, while the locked others keep their shares and the rest is divided
/// among the unlocked others in their old proportion (equally, when they were all zero). All weights come back as
/// shares that sum to 1.
///
/// Locks set bounds: when they hold a part L of the whole, `share` can be 1 − L at most, and is taken to be that when
/// more is asked for; with every other weight locked it can only be 1 − L. A lock on `at` itself counts for nothing.
/// Weights that are negative or not a number count as zero, and all weights zero as all equal; locks beyond the end of
/// `locked` are open. When `at` is no weight's place, the shares come back as they were.
///
/// ```
/// use negah::weight::set_share_locked;
/// let locked = [false, true, false, false];
/// assert_eq!(set_share_locked(&[0.25, 0.25, 0.125, 0.375], &locked, 0, 0.5), [0.5, 0.25, 0.0625, 0.1875]);
/// // The lock leaves three quarters at most.
/// assert_eq!(set_share_locked(&[0.25, 0.25, 0.125, 0.375], &locked, 0, 0.9), [0.75, 0.25, 0.0, 0.0]);
/// ```
pub fn set_share_locked(weights: &[f64], locked: &[bool], at: usize, share: f64) -> Vec<f64> {
    let shares = shares(weights);
    if at >= shares.len() {
        return shares;
    }
    let is_locked = |other: usize| other != at && locked.get(other).copied().unwrap_or(false);
    let sum = |wanted: &dyn Fn(usize) -> bool| -> f64 {
        shares.iter().enumerate().filter(|(other, _)| wanted(*other)).map(|(_, share)| share).sum()
    };
    let open = |other: usize| other != at && !is_locked(other);
    let count = (0..shares.len()).filter(|other| open(*other)).count();
    // Sums of shares may pass 1 by their rounding.
    let room = (1.0 - sum(&is_locked)).max(0.0);
    let asked = if share.is_nan() { shares[at] } else { share.clamp(0.0, room) };
    let share = if count == 0 { room } else { asked };
    let (rest, before) = (room - share, sum(&open));
    let spread = |(other, old): (usize, &f64)| match (other == at, is_locked(other), before > 0.0) {
        (true, ..) => share,
        (_, true, _) => *old,
        (_, _, true) => old / before * rest,
        (_, _, false) => rest / count as f64,
    };
    shares.iter().enumerate().map(spread).collect()
}

fn shares(weights: &[f64]) -> Vec<f64> {
    let clean = weights.iter().map(|weight| if weight.is_finite() { weight.max(0.0) } else { 0.0 });
    let clean: Vec<f64> = clean.collect();
    let sum: f64 = clean.iter().sum();
    let equal = 1.0 / clean.len().max(1) as f64;
    clean.iter().map(|weight| if sum > 0.0 { weight / sum } else { equal }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_others_locked_leave_one_answer() {
        assert_eq!(set_share_locked(&[1.0, 3.0], &[false, true], 0, 0.9), [0.25, 0.75]);
        assert_eq!(set_share_locked(&[1.0], &[], 0, 0.2), [1.0]);
        assert!(set_share_locked(&[], &[], 0, 0.2).is_empty());
    }

    #[test]
    fn from_nothing_and_from_nonsense() {
        assert_eq!(set_share_locked(&[0.0, 0.0, 1.0], &[], 2, 0.5), [0.25, 0.25, 0.5]);
        assert_eq!(set_share_locked(&[f64::NAN, -1.0, 2.0, 2.0], &[], 9, 0.5), [0.0, 0.0, 0.5, 0.5]);
        assert_eq!(set_share_locked(&[1.0, 3.0], &[], 0, f64::NAN), [0.25, 0.75]);
    }

    proptest! {
        #[test]
        fn what_is_locked_stays_and_what_is_asked_for_is_there(
            entries in prop::collection::vec((0.01..10.0_f64, any::<bool>()), 2..12),
            at in 0_usize..12, share in 0.0..=1.0_f64,
        ) {
            let at = at % entries.len();
            let (weights, locked): (Vec<f64>, Vec<bool>) = entries.into_iter().unzip();
            let set = set_share_locked(&weights, &locked, at, share);
            let before = shares(&weights);
            prop_assert!((set.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(set.iter().all(|share| *share >= 0.0));
            let (mut held, mut open) = (0.0, 0);
            for other in (0..set.len()).filter(|other| *other != at) {
                if locked[other] {
                    prop_assert_eq!(set[other], before[other]);
                    held += before[other];
                } else {
                    open += 1;
                }
            }
            if open > 0 && share <= 1.0 - held {
                prop_assert_eq!(set[at], share);
            }
        }
    }
}
