//! How much of the index rests on figures, and how old these are.

use crate::case::Case;

use super::values::scored_indicators;

/// What the values of the index in the areas that count are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// Scored indicators.
    pub indicators: usize,
    /// Values that there would be: indicators times areas.
    pub cells: usize,
    /// Values that are there.
    pub present: usize,
    /// Values that are there and are of the period itself.
    pub of_period: usize,
    /// Position of the newest period that figures are from; `None` without figures.
    pub newest: Option<usize>,
    /// Position of the oldest.
    pub oldest: Option<usize>,
    /// Indicators whose figures are from the oldest.
    pub n_oldest: usize,
}

impl Quality {
    /// Share of the values that `n` of them are, 0 to 1; 0 without values.
    pub fn share(&self, n: usize) -> f64 {
        n as f64 / self.cells.max(1) as f64
    }
}

/// Counts values and their periods over the index and the areas that count.
pub fn quality(case: &Case) -> Quality {
    let Case { snapshot, outcome, .. } = case;
    let scored = scored_indicators(case);
    let (mut present, mut of_period) = (0, 0);
    let mut periods: Vec<usize> = Vec::new();
    for at in &scored {
        let Some((period, column)) = snapshot.column_in_force(*at, outcome.period) else { continue };
        let n = outcome.set.iter().filter(|area| !column.raw()[*area].is_nan()).count();
        present += n;
        of_period += if period == outcome.period { n } else { 0 };
        periods.push(period);
    }
    let oldest = periods.iter().min().copied();
    Quality {
        indicators: scored.len(),
        cells: scored.len() * outcome.set.count(),
        present,
        of_period,
        newest: periods.iter().max().copied(),
        oldest,
        n_oldest: periods.iter().filter(|period| Some(**period) == oldest).count(),
    }
}
