//! A weight as the width of its column: where its edge is dragged, there the weight goes.

/// One column among its siblings: its share of their width, 0 to 1, and whether it stays when another moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Track {
    /// Share of the width.
    pub share: f64,
    /// Whether it is locked.
    pub locked: bool,
}

/// The share that brings the far edge of column `at` to `edge`, 0 to 1 across all columns, while the unlocked others
/// share the rest in their old proportion.
///
/// The columns before it move too. With `B` and `L` the widths of the unlocked and the locked ones before it, `s₀` its
/// share and `f` what locked columns leave, a share `s` puts the edge at `L + B·(f − s)/(f − s₀) + s`; solved for `s`.
/// Where that edge cannot move (nothing unlocked follows), the share grows by as much as the pointer went.
pub fn share_at_edge(tracks: &[Track], at: usize, edge: f64) -> f64 {
    let Some(own) = tracks.get(at) else { return 0.0 };
    let sum = |tracks: &[Track], locked: bool| -> f64 {
        tracks.iter().filter(|track| track.locked == locked).map(|track| track.share).sum()
    };
    let (fixed, before) = (sum(&tracks[..at], true), sum(&tracks[..at], false));
    let others_locked = sum(tracks, true) - if own.locked { own.share } else { 0.0 };
    let free = 1.0 - others_locked;
    let rest = free - own.share;
    let pull = if rest > 1e-9 { before / rest } else { 1.0 };
    let share = if 1.0 - pull > 1e-6 {
        (edge - fixed - pull * free) / (1.0 - pull)
    } else {
        own.share + edge - (fixed + before + own.share)
    };
    share.clamp(0.0, free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weight::set_share_locked;

    fn tracks(shares: &[f64], locked: &[bool]) -> Vec<Track> {
        shares.iter().zip(locked).map(|(share, locked)| Track { share: *share, locked: *locked }).collect()
    }

    #[test]
    fn by_hand() {
        let free = tracks(&[0.25, 0.25, 0.5], &[false; 3]);
        assert!((share_at_edge(&free, 0, 0.4) - 0.4).abs() < 1e-12);
        // The last edge is the end of them all; pulling it outwards by a tenth makes it a tenth wider.
        assert!((share_at_edge(&free, 2, 1.1) - 0.6).abs() < 1e-12);
        assert_eq!(share_at_edge(&free, 0, 7.0), 1.0);
        assert_eq!(share_at_edge(&free, 0, -1.0), 0.0);
    }

    proptest::proptest! {
        #[test]
        fn the_edge_follows_the_pointer(
            weights in proptest::collection::vec(0.05..1.0_f64, 3..6),
            locks in proptest::collection::vec(proptest::bool::ANY, 6),
            (at, way) in (0..6_usize, 0.0..1.0_f64),
        ) {
            let total: f64 = weights.iter().sum();
            let shares: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
            let at = at % (shares.len() - 1);
            let mut locked: Vec<bool> = locks[..shares.len()].to_vec();
            (locked[at], locked[shares.len() - 1]) = (false, false);
            let edge_of = |shares: &[f64]| shares[..=at].iter().sum::<f64>();
            let old = edge_of(&shares);
            let edge = old + (way - 0.5) * 0.1;
            let share = share_at_edge(&tracks(&shares, &locked), at, edge);
            let left = 1.0 - shares.iter().zip(&locked).filter(|own| *own.1).map(|own| own.0).sum::<f64>();
            let new = set_share_locked(&shares, &locked, at, share);
            if share > 0.0 && share < left - 1e-9 {
                proptest::prop_assert!((edge_of(&new) - edge).abs() < 1e-6, "{new:?} {edge}");
            }
        }
    }
}
