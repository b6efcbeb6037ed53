//! Deciles and tiers: bands of rank.

use serde::{Deserialize, Serialize};

use super::order::Ranking;
use super::people::People;
use crate::stat::natural;
use crate::tolerance::Tolerance;

/// How ranked areas are banded into tiers; tier 1 is the neediest.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Tiers {
    /// As many areas in each tier as can be, by rank: `⌈count · rank / n⌉`, and with fewer areas than tiers
    /// `⌊count · (rank − 1) / n⌋ + 1`, so that the first rank always stands in tier 1.
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
    /// By score, where it breaks by itself: the tiers whose members lie closest to their own mean (Fisher 1958, Jenks).
    NaturalBreaks {
        /// Number of tiers, 2 to 9; fewer where there are fewer different scores.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 2, max = 9)))]
        count: u8,
    },
    /// By rank: tier 1 the neediest areas up to this share of them, tier 2 the next share, …, the last the rest.
    AreaShares {
        /// Shares of the ranked areas, each above 0, together below 1.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 19)))]
        shares: Vec<f64>,
    },
    /// By rank: tier 1 the neediest areas until they hold this share of the inhabitants, tier 2 the next share, …, the
    /// last the rest. Only known inhabitants are counted, so an area of unknown population takes none of a share; without
    /// any known population the tiers are refused.
    PopulationShares {
        /// Shares of the ranked areas' population, each above 0, together below 1.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 19)))]
        shares: Vec<f64>,
    },
    /// By the scenario's rules: the tier words of the rules that flag an area, the gravest first, then the areas that no
    /// rule flags. Without rules all areas stand in one tier.
    Rules {},
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
            Self::NaturalBreaks { count } => usize::from(*count),
            Self::Cuts { bounds } => bounds.len() + 1,
            // With rules their words count, which stand elsewhere.
            Self::Rules {} => 1,
            Self::AreaShares { shares } | Self::PopulationShares { shares } => shares.len() + 1,
        }
    }
}

/// The band of `rank` among `n` when they are cut into `bands` of equal size, 1 the neediest: `⌈bands · rank / n⌉`.
///
/// Where there are fewer areas than bands some bands stay empty, but never the first: `⌊bands · (rank − 1) / n⌋ + 1`.
/// Tied areas share the band of their common, better rank.
///
/// ```
/// use negah::rank::percent_band;
/// assert_eq!([1, 2, 3].map(|rank| percent_band(rank, 3, 5)), [1, 2, 4]);
/// assert_eq!([1, 2, 3, 4, 5, 6].map(|rank| percent_band(rank, 6, 3)), [1, 1, 2, 2, 3, 3]);
/// ```
pub fn percent_band(rank: u32, n: usize, bands: u32) -> u32 {
    let (rank, n, bands) = (u64::from(rank.max(1)), n.max(1) as u64, u64::from(bands.max(1)));
    let band = if n < bands { bands * (rank - 1) / n + 1 } else { (bands * rank).div_ceil(n) };
    band.clamp(1, bands) as u32
}

/// Decile of need, 1 (neediest tenth, never empty) to 10: [`percent_band`] with ten bands.
///
/// ```
/// assert_eq!(negah::rank::decile(1, 33_755), 1);
/// assert_eq!(negah::rank::decile(3_376, 33_755), 2);
/// ```
pub fn decile(rank: u32, n: usize) -> u32 {
    percent_band(rank, n, 10)
}

/// Tier of each area, from 1; 0 for areas without a rank. Tied areas share a tier. `population` counts only for
/// [`Tiers::PopulationShares`]; without anybody known no area has such a tier.
pub fn assign_tiers(tiers: &Tiers, ranking: &Ranking, score: &[f64], population: Option<&[f64]>) -> Vec<u8> {
    let mut assigned = vec![0; score.len()];
    let before = better_off_share(tiers, ranking, population);
    let breaks = natural_breaks(tiers, ranking, score);
    for at in ranking.order.iter().map(|at| *at as usize) {
        let rank = ranking.rank(at).unwrap_or(1);
        let place = rank as usize - 1;
        assigned[at] = match tiers {
            Tiers::Quantile { count } => percent_band(rank, ranking.len(), u32::from(*count)) as u8,
            Tiers::Cuts { bounds } => {
                let below = |bound: &&f64| !ranking.tolerance.reaches(score[at], **bound);
                1 + bounds.iter().take_while(below).count() as u8
            }
            Tiers::Rules {} => 1,
            Tiers::NaturalBreaks { .. } => {
                let below = |upper: &f64| ranking.tolerance.exceeds(score[at], *upper);
                (breaks.len() - breaks.partition_point(below).min(breaks.len() - 1)) as u8
            }
            Tiers::AreaShares { shares } | Tiers::PopulationShares { shares } => {
                before.get(place).map_or(0, |before| shared_tier(shares, *before))
            }
        };
    }
    assigned
}

/// The tier of an area, given the share of the whole that ranks before it. Short of a bound by rounding alone is on it.
fn shared_tier(shares: &[f64], before: f64) -> u8 {
    let mut upper = 0.0;
    let passed = shares.iter().take_while(|share| {
        upper += **share;
        Tolerance::default().reaches(before, upper)
    });
    1 + passed.count() as u8
}

/// Share of the areas, or of the known people, that rank before each place; empty where nobody is known.
fn better_off_share(tiers: &Tiers, ranking: &Ranking, population: Option<&[f64]>) -> Vec<f64> {
    let by_people = matches!(tiers, Tiers::PopulationShares { .. });
    if !by_people && !matches!(tiers, Tiers::AreaShares { .. }) {
        return Vec::new();
    }
    let weight = |at: &u32| if by_people { People::of(population, [*at]).sum } else { 1.0 };
    let total: f64 = ranking.order.iter().map(weight).sum();
    if total <= 0.0 {
        return Vec::new();
    }
    let mut sum = 0.0;
    let mut before = |at: &u32| {
        let own = sum / total;
        sum += weight(at);
        own
    };
    ranking.order.iter().map(&mut before).collect()
}

/// Upper ends of the natural classes of score, ascending; empty unless they are asked for.
fn natural_breaks(tiers: &Tiers, ranking: &Ranking, score: &[f64]) -> Vec<f64> {
    let Tiers::NaturalBreaks { count } = tiers else { return Vec::new() };
    let ascending: Vec<f64> = ranking.order.iter().rev().map(|at| score[*at as usize]).collect();
    if ascending.is_empty() { Vec::new() } else { natural::breaks(&ascending, usize::from(*count)) }
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
        assert_eq!(assign_tiers(&Tiers::Quantile { count: 4 }, &ranking, &score, None), [1, 2, 2, 4, 0]);
    }

    #[test]
    fn cuts_are_lower_bounds() {
        let codes: Vec<String> = (0..3).map(|i| i.to_string()).collect();
        let score = [80.0, 60.0, 59.9];
        let ranking = rank(&score, &AreaSet::all(3), &codes);
        assert_eq!(
            assign_tiers(&Tiers::Cuts { bounds: vec![80.0, 60.0] }, &ranking, &score, None),
            [1, 2, 3]
        );
    }

    #[test]
    fn a_bound_is_met_in_spite_of_rounding() {
        let codes: Vec<String> = (0..2).map(|i| i.to_string()).collect();
        let score = [61.999_999_999_999_99, 61.99];
        let ranking = rank(&score, &AreaSet::all(2), &codes);
        assert_eq!(assign_tiers(&Tiers::Cuts { bounds: vec![62.0] }, &ranking, &score, None), [1, 2]);
    }

    #[test]
    fn the_first_rank_stands_in_the_first_band() {
        for n in 1..40 {
            for bands in 1..24 {
                assert_eq!(percent_band(1, n, bands), 1, "{n} {bands}");
                let all: Vec<u32> = (1..=n as u32).map(|rank| percent_band(rank, n, bands)).collect();
                assert!(all.is_sorted() && all.iter().all(|band| (1..=bands).contains(band)), "{n} {bands}");
            }
        }
        assert_eq!((1..=7).map(|rank| decile(rank, 7)).collect::<Vec<_>>(), [1, 2, 3, 5, 6, 8, 9]);
    }

    #[test]
    fn natural_breaks_part_heaps_of_scores() {
        let codes: Vec<String> = (0..5).map(|i| i.to_string()).collect();
        let score = [90.0, 91.0, 50.0, 51.0, 10.0];
        let ranking = rank(&score, &AreaSet::all(5), &codes);
        assert_eq!(assign_tiers(&Tiers::NaturalBreaks { count: 3 }, &ranking, &score, None), [1, 1, 2, 2, 3]);
    }

    #[test]
    fn shares_of_areas_and_of_people() {
        let codes: Vec<String> = (0..4).map(|i| i.to_string()).collect();
        let score = [9.0, 8.0, 8.0, 1.0];
        let ranking = rank(&score, &AreaSet::all(4), &codes);
        let areas = Tiers::AreaShares { shares: vec![0.25, 0.25] };
        assert_eq!(assign_tiers(&areas, &ranking, &score, None), [1, 2, 2, 3], "tied areas stay together");
        let people = Tiers::PopulationShares { shares: vec![0.5] };
        let population = [600.0, 100.0, f64::NAN, 300.0];
        assert_eq!(assign_tiers(&people, &ranking, &score, Some(&population)), [1, 2, 2, 2]);
        assert_eq!(assign_tiers(&people, &ranking, &score, None), [0; 4], "nobody known");
    }
}
