//! The value of an indicator over several areas, and what a difference of it means for need.

use crate::aggregate::{Base, base, combine};
use crate::case::Case;
use crate::snapshot::{Indicator, Polarity, Snapshot};
use crate::stat::moments::moments;

/// Positions of the scored indicators of the index that say what is good and what is bad, in its order, each once.
pub fn scored_indicators(case: &Case) -> Vec<usize> {
    let Case { snapshot, outcome, .. } = case;
    let mut found: Vec<usize> = Vec::new();
    for leaf in outcome.matrix.leaves.iter().filter(|leaf| leaf.column.is_some()) {
        let has_direction = snapshot.indicators[leaf.indicator].polarity != Polarity::Context;
        if has_direction && !found.contains(&leaf.indicator) {
            found.push(leaf.indicator);
        }
    }
    found
}

/// +1 where more of an indicator is more need, −1 where it is less, 0 where it says nothing.
pub fn need_sign(indicator: &Indicator) -> f64 {
    match indicator.polarity {
        Polarity::RaisesNeed => 1.0,
        Polarity::LowersNeed => -1.0,
        Polarity::Context => 0.0,
    }
}

/// An indicator's value over some areas, as its measure puts areas together (counts as their mean, so that lists of
/// different length compare), from the figures of exactly one period. `None` where no area can be used.
pub fn value_over(
    snapshot: &Snapshot,
    (indicator, period): (usize, usize),
    areas: impl Iterator<Item = usize>,
) -> Option<f64> {
    let column = snapshot.column(indicator, period)?;
    let base = base(snapshot, &snapshot.indicators[indicator], period);
    let combined = combine(column.raw(), &base, areas);
    let divisor = if base == Base::Sum { combined.used.max(1) as f64 } else { 1.0 };
    combined.value.map(|value| value / divisor)
}

/// Standard deviation of an indicator over the areas that count, in its unit, from the figures in force. `None` where all
/// are alike or too few have a value.
pub fn deviation(case: &Case, indicator: usize) -> Option<f64> {
    let Case { snapshot, outcome, .. } = case;
    let (_, column) = snapshot.column_in_force(indicator, outcome.period)?;
    let values: Vec<f64> = outcome.set.iter().map(|at| column.raw()[at]).collect();
    moments(&values).deviation.filter(|deviation| *deviation > 0.0)
}
