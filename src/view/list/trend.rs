//! The ranks of an area over the periods.

use crate::filter::SearchIndex;
use crate::history::runs_by_period;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::super::Words;

/// Up to so many areas the ranks of every period are computed: each is a run of its own.
const MOST: usize = 3_000;

/// Ranks by period and area.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trends {
    /// Per period the rank of every area; 0 where it has none.
    ranks: Vec<Vec<u32>>,
    /// The last rank of any period.
    last: u32,
}

/// The ranks of every period under a scenario; empty beyond [`MOST`] areas. A period that cannot be run has none.
pub fn rank_trends(snapshot: &Snapshot, scenario: &Scenario, search: &SearchIndex) -> Trends {
    if snapshot.n_areas() > MOST {
        return Trends::default();
    }
    let ranks = runs_by_period(snapshot, scenario, search).map(|run| {
        let Ok(outcome) = run else { return vec![0; snapshot.n_areas()] };
        (0..snapshot.n_areas()).map(|at| outcome.ranked.ranking.rank(at).unwrap_or(0)).collect()
    });
    let ranks: Vec<Vec<u32>> = ranks.collect();
    let last = ranks.iter().flatten().copied().max().unwrap_or(0);
    Trends { ranks, last }
}

/// The line of an area and its ranks in words; `None` where there are not two of them. The first rank is at the top.
pub(super) fn trend_cell(trends: &Trends, area: usize, words: Words) -> Option<(String, String)> {
    let own: Vec<u32> = trends.ranks.iter().map(|period| period.get(area).copied().unwrap_or(0)).collect();
    if own.iter().filter(|rank| **rank > 0).count() < 2 {
        return None;
    }
    let (step, span) = (76.0 / (own.len() - 1) as f64, f64::from(trends.last.max(2) - 1));
    let mut path = String::new();
    let mut pen = 'M';
    for (at, rank) in own.iter().enumerate() {
        if *rank == 0 {
            pen = 'M';
            continue;
        }
        let (x, y) = (2.0 + step * at as f64, 2.0 + 16.0 * f64::from(rank - 1) / span);
        path.push_str(&format!("{pen}{x:.1} {y:.1}"));
        pen = 'L';
    }
    let said = own.iter().map(|rank| words.number((*rank > 0).then(|| f64::from(*rank)), 0));
    let text = words.fill_one(Msg::ListTrendText, &words.list(&said.collect::<Vec<_>>()));
    Some((path, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_breaks_the_line() {
        let trends = Trends { ranks: vec![vec![1], vec![0], vec![3], vec![2]], last: 3 };
        let (path, text) = trend_cell(&trends, 0, Words::default()).unwrap();
        assert_eq!(path, "M2.0 2.0M52.7 18.0L78.0 10.0");
        assert!(text.ends_with("۱، —، ۳، ۲"), "{text}");
        assert!(trend_cell(&trends, 1, Words::default()).is_none());
    }

    #[test]
    fn every_period_is_ranked() {
        let snapshot = crate::testing::small_snapshot();
        let (scenario, search) = (Scenario::equal_weights(&snapshot), SearchIndex::new(&snapshot));
        let trends = rank_trends(&snapshot, &scenario, &search);
        assert_eq!((trends.ranks.len(), trends.last), (2, 2));
        assert_eq!(trends.ranks[1], [1, 0, 2, 0]);
    }
}
