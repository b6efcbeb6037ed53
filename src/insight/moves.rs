//! The indicators that moved most in the present list since an earlier period.
//!
//! The areas of the list are held fixed, so that no change of members passes for a change of need. Moves are measured in
//! standard deviations of the areas that count, which makes units alike; of equal moves the first in the index is named.

use super::values::{deviation, need_sign, scored_indicators, value_over};
use crate::case::Case;

/// An indicator's move in the present list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Position of the indicator.
    pub indicator: usize,
    /// Its value over the listed areas that have both, in the earlier period.
    pub before: f64,
    /// The same now.
    pub after: f64,
    /// The difference towards need, in standard deviations of the areas that count; 0 where it did not move.
    pub effect: f64,
}

/// Every scored indicator's move since the period at position `before`, in the order of the index; those whose figures are
/// of the same period still, or that no listed area has in both, are left out.
pub fn moves(now: &Case, before: usize) -> Vec<Move> {
    let Case { snapshot, outcome, .. } = now;
    let list = outcome.listed();
    let one = |indicator: usize| {
        let (then, earlier) = snapshot.column_in_force(indicator, before)?;
        let (now_in, later) = snapshot.column_in_force(indicator, outcome.period)?;
        if then == now_in {
            return None;
        }
        // Areas with both values alone, so that a gap does not pass for a change.
        let both = || {
            let has = |at: &usize| !earlier.raw()[*at].is_nan() && !later.raw()[*at].is_nan();
            list.iter().map(|at| *at as usize).filter(has)
        };
        let value = |period| value_over(snapshot, (indicator, period), both());
        let (before, after) = (value(then)?, value(now_in)?);
        let unit = deviation(now, indicator)?;
        let effect = need_sign(&snapshot.indicators[indicator]) * (after - before) / unit;
        Some(Move { indicator, before, after, effect })
    };
    scored_indicators(now).into_iter().filter_map(one).collect()
}

/// The farthest moves towards need and away from it; `None` where nothing moved that way.
pub fn farthest(moves: &[Move]) -> [Option<Move>; 2] {
    [1.0, -1.0].map(|sign: f64| {
        let towards = moves.iter().copied().filter(|own| sign * own.effect > 0.0);
        towards.reduce(|best, own| if sign * own.effect > sign * best.effect { own } else { best })
    })
}
