//! The five summaries that the English Indices of Deprivation publish for larger areas.
//!
//! Source: the technical reports of the Indices (formulas only); they are checked against the published
//! figures of 2019 and 2025 in `tests/it/references/imd.rs`.

use serde::Serialize;

use crate::rank::{Ranking, decile};
use crate::sorting::Sorting;

/// How need is distributed inside one group of ranked areas.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Concentration {
    /// Population-weighted mean of the score.
    pub average_score: f64,
    /// Population-weighted mean of the rank counted upwards (the neediest of n areas has n).
    pub average_rank: f64,
    /// Share of the group's areas, unweighted, in the neediest tenth of all ranked areas, 0 to 1.
    pub proportion: f64,
    /// Share of the population in the neediest three tenths, those beyond the first tenth counting less and less, 0 to 1.
    pub extent: f64,
    /// Population-weighted mean of the upward rank over the neediest areas that hold exactly a tenth of the
    /// population; the last of them counts in part.
    pub local_concentration: f64,
}

/// Weight of a percentile of need (1 the neediest) in the extent:
/// 1 up to 10, then falling evenly from 0.95 at 11 to 0.05 at 30, then 0.
pub fn extent_weight(percentile: u32) -> f64 {
    match percentile {
        0..=10 => 1.0,
        11..=30 => 0.95 - f64::from(percentile - 11) * 0.9 / 19.0,
        _ => 0.0,
    }
}

/// Percentile of need of a rank among `n`, `⌈100 · rank / n⌉` whatever n is.
fn percentile(rank: u32, n: usize) -> u32 {
    (100 * u64::from(rank)).div_ceil(n.max(1) as u64) as u32
}

/// The five summaries of `areas`; `population` weighs them.
///
/// Unranked areas and areas of unknown population are left out; `None` when no area or no inhabitant remains.
pub fn concentration(
    areas: &[u32],
    ranking: &Ranking,
    score: &[f64],
    population: &[f64],
) -> Option<Concentration> {
    let n = ranking.len();
    let mut members: Vec<Member> = areas
        .iter()
        .filter_map(|at| {
            let at = *at as usize;
            let people = Some(population[at]).filter(|people| !people.is_nan())?;
            Some(Member { rank: ranking.rank(at)?, score: score[at], people })
        })
        .collect();
    members.order_by_key(|member| member.rank);
    let total: f64 = members.iter().map(|member| member.people).sum();
    if total <= 0.0 {
        return None;
    }
    let mean =
        |value: &dyn Fn(&Member) -> f64| members.iter().map(|m| m.people * value(m)).sum::<f64>() / total;
    let neediest = members.iter().filter(|member| decile(member.rank, n) == 1).count();
    Some(Concentration {
        average_score: mean(&|member| member.score),
        average_rank: mean(&|member| member.upward(n)),
        proportion: neediest as f64 / members.len() as f64,
        extent: mean(&|member| extent_weight(percentile(member.rank, n))),
        local_concentration: local_concentration(&members, total / 10.0, n),
    })
}

struct Member {
    rank: u32,
    score: f64,
    people: f64,
}

impl Member {
    fn upward(&self, n: usize) -> f64 {
        (n + 1) as f64 - f64::from(self.rank)
    }
}

/// Mean upward rank over the first `wanted` people of `members`, neediest first.
fn local_concentration(members: &[Member], wanted: f64, n: usize) -> f64 {
    let (mut left, mut sum) = (wanted, 0.0);
    for member in members {
        let counted = member.people.min(left);
        sum += counted * member.upward(n);
        left -= counted;
        if left <= 0.0 {
            break;
        }
    }
    sum / wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::AreaSet;
    use crate::rank::rank;

    #[test]
    fn by_hand_on_ten_areas() {
        let codes: Vec<String> = (0..10).map(|i| i.to_string()).collect();
        let score: Vec<f64> = (0..10).map(|i| f64::from(10 - i)).collect();
        let ranking = rank(&score, &AreaSet::all(10), &codes);
        let population = [100.0, 300.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0];
        let found = concentration(&[0, 1], &ranking, &score, &population).unwrap();
        assert_eq!(found.average_score, (100.0 * 10.0 + 300.0 * 9.0) / 400.0);
        assert_eq!(found.average_rank, (100.0 * 10.0 + 300.0 * 9.0) / 400.0);
        assert_eq!(found.proportion, 0.5);
        // Percentiles 10 and 20: weights 1 and 0.95 − 9·0.9/19.
        assert!((found.extent - (100.0 + 300.0 * (0.95 - 8.1 / 19.0)) / 400.0).abs() < 1e-15);
        // A tenth of 400 people all live in the first area.
        assert_eq!(found.local_concentration, 10.0);
    }

    #[test]
    fn nobody_is_no_answer() {
        let ranking = rank(&[1.0], &AreaSet::all(1), &["a".into()]);
        assert_eq!(concentration(&[0], &ranking, &[1.0], &[f64::NAN]), None);
        assert_eq!(concentration(&[], &ranking, &[1.0], &[5.0]), None);
    }

    #[test]
    fn extent_falls_evenly() {
        assert_eq!((extent_weight(10), extent_weight(11), extent_weight(31)), (1.0, 0.95, 0.0));
        assert!((extent_weight(30) - 0.05).abs() < 1e-15);
    }
}
