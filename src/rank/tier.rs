//! Deciles and tiers: bands of rank.

use serde::{Deserialize, Serialize};

use super::order::Ranking;

/// How ranked areas are banded into tiers; tier 1 is the neediest.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Tiers {
    /// As many areas in each tier as can be, by rank.
    Quantile {
        /// Number of tiers, 2 to 20.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 2, max = 20)))]
        count: u8,
    },
    /// By score: tier 1 from the first bound up, tier 2 from the second, …, the last below all.
    Cuts {
        /// Lower bounds, descending, in score.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 19)))]
        bounds: Vec<f64>,
    },
}

impl Default for Tiers {
    fn default() -> Self {
        Self::Quantile { count: 5 }
    }
}

impl Tiers {
    /// Number of tiers.
    pub fn count(&self) -> usize {
        match self {
            Self::Quantile { count } => usize::from(*count),
            Self::Cuts { bounds } => bounds.len() + 1,
        }
    }
}

/// The band of `rank` among `n` when they are cut into `bands` of equal size: `⌈bands · rank / n⌉`, 1 the neediest.
///
/// Tied areas share the band of their common, better rank.
pub fn percent_band(rank: u32, n: usize, bands: u32) -> u32 {
    let n = n.max(1) as u64;
    (u64::from(bands) * u64::from(rank)).div_ceil(n).clamp(1, u64::from(bands.max(1))) as u32
}

/// Decile of need, 1 (neediest tenth) to 10.
///
/// ```
/// assert_eq!(negah::rank::decile(1, 33_755), 1);
/// assert_eq!(negah::rank::decile(3_376, 33_755), 2);
/// ```
pub fn decile(rank: u32, n: usize) -> u32 {
    percent_band(rank, n, 10)
}

/// Tier of each area, from 1; 0 for areas without a rank.
pub fn assign_tiers(tiers: &Tiers, ranking: &Ranking, score: &[f64]) -> Vec<u8> {
    let mut assigned = vec![0; score.len()];
    for at in ranking.order.iter().map(|at| *at as usize) {
        assigned[at] = match tiers {
            Tiers::Quantile { count } => {
                percent_band(ranking.rank(at).unwrap_or(1), ranking.len(), u32::from(*count)) as u8
            }
            Tiers::Cuts { bounds } => 1 + bounds.iter().take_while(|bound| score[at] < **bound).count() as u8,
        };
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::AreaSet;
    use crate::rank::rank;

    #[test]
    fn quantile_tiers_follow_rank_and_ties_stay_together() {
        let codes: Vec<String> = (0..5).map(|i| i.to_string()).collect();
        let score = [9.0, 8.0, 8.0, 1.0, f64::NAN];
        let ranking = rank(&score, &AreaSet::all(5), &codes);
        assert_eq!(assign_tiers(&Tiers::Quantile { count: 4 }, &ranking, &score), [1, 2, 2, 4, 0]);
    }

    #[test]
    fn cuts_are_lower_bounds() {
        let codes: Vec<String> = (0..3).map(|i| i.to_string()).collect();
        let score = [80.0, 60.0, 59.9];
        let ranking = rank(&score, &AreaSet::all(3), &codes);
        assert_eq!(assign_tiers(&Tiers::Cuts { bounds: vec![80.0, 60.0] }, &ranking, &score), [1, 2, 3]);
    }
}
