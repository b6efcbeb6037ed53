//! Change of score, rank and tier between two runs; who entered the list and who left it.

use serde::Serialize;

use super::join::{Join, Pair};
use crate::pipeline::Outcome;

/// The result of a run, to be compared with another.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// Scores, ranks, tiers and the cut line.
    pub outcome: &'a Outcome,
}

/// Where an area stood among the areas that counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Standing {
    /// Composite score, high = more need.
    pub score: f64,
    /// Rank, 1 = first priority; equal scores share the better rank.
    pub rank: u32,
    /// Tier, from 1; 0 where the run made none.
    pub tier: u8,
    /// Whether it stands above the cut line.
    pub listed: bool,
}

/// What happened to an area's place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListChange {
    /// On the list both times.
    Stayed,
    /// On the list now, not before.
    Entered,
    /// On the list before, not now.
    Left,
    /// On neither.
    Never,
}

/// How an area's standing changed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StandingChange {
    /// Before; `None` where it was not ranked.
    pub before: Option<Standing>,
    /// After; `None` where it is not ranked.
    pub after: Option<Standing>,
    /// `after − before` in score; `None` unless ranked both times.
    pub score: Option<f64>,
    /// `rank before − rank after`: positive is nearer to the first priority. `None` unless ranked both times.
    pub places_up: Option<i64>,
    /// `tier before − tier after`: positive is a needier tier; `None` unless it had a tier both times.
    pub tiers_up: Option<i64>,
    /// Entered or left the list. An area that is not ranked is not on it.
    pub list: ListChange,
}

/// The change of every area's standing, one per pair of the join, in its order.
///
/// Scores are compared as they are: they share a scale only where both runs normalise by it (goalposts, targets, or
/// one snapshot as base). Ranks compare in any case, though not between lists of different length.
pub fn standing_changes(before: Moment, after: Moment, join: &Join) -> Vec<StandingChange> {
    let (earlier, later) = (standings(before), standings(after));
    let at = |all: &[Option<Standing>], area: Option<u32>| all.get(area? as usize).copied().flatten();
    let change = |pair: &Pair| compare(at(&earlier, pair.before), at(&later, pair.after));
    join.pairs.iter().map(change).collect()
}

fn compare(before: Option<Standing>, after: Option<Standing>) -> StandingChange {
    let both = before.zip(after);
    let listed = |standing: Option<Standing>| standing.is_some_and(|standing| standing.listed);
    StandingChange {
        before,
        after,
        score: both.map(|(before, after)| after.score - before.score),
        places_up: both.map(|(before, after)| i64::from(before.rank) - i64::from(after.rank)),
        tiers_up: both
            .filter(|(before, after)| before.tier > 0 && after.tier > 0)
            .map(|(before, after)| i64::from(before.tier) - i64::from(after.tier)),
        list: match (listed(before), listed(after)) {
            (true, true) => ListChange::Stayed,
            (false, true) => ListChange::Entered,
            (true, false) => ListChange::Left,
            (false, false) => ListChange::Never,
        },
    }
}

fn standings(moment: Moment) -> Vec<Option<Standing>> {
    let (ranked, scores) = (&moment.outcome.ranked, &moment.outcome.scored.scores);
    let mut all = vec![None; scores.score.len()];
    for area in ranked.ranking.order.iter().map(|area| *area as usize) {
        let standing = scores.get(area).zip(ranked.ranking.rank(area)).map(|(score, rank)| Standing {
            score,
            rank,
            tier: ranked.tiers.get(area).copied().unwrap_or(0),
            listed: moment.outcome.in_list(area),
        });
        if let Some(slot) = all.get_mut(area) {
            *slot = standing;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::IndexNode;
    use crate::testing::small_snapshot;

    #[test]
    fn a_list_by_dropout_becomes_one_by_unemployment() {
        // Dropout 4, 2, 8, 6 ranks 03 04 01 02; unemployment 20, 10, 5, – ranks 01 02 03.
        let snapshot = small_snapshot();
        let scenario = |indicator: &str| Scenario {
            index: IndexNode::group("need", vec![IndexNode::leaf(indicator)]),
            cut: Cut::Count(2),
            ..Scenario::equal_weights(&snapshot)
        };
        let before = run(&snapshot, &scenario("dropout")).unwrap();
        let after = run(&snapshot, &scenario("unemployment")).unwrap();
        let join = Join::new(&snapshot, &snapshot);
        let changes = standing_changes(Moment { outcome: &before }, Moment { outcome: &after }, &join);
        let places: Vec<_> = changes.iter().map(|change| change.places_up).collect();
        assert_eq!(places, [Some(2), Some(2), Some(-2), None]);
        let list: Vec<_> = changes.iter().map(|change| change.list).collect();
        assert_eq!(list, [ListChange::Entered, ListChange::Entered, ListChange::Left, ListChange::Left]);
        assert!((changes[0].score.unwrap() - 200.0 / 3.0).abs() < 1e-12);
        // Five tiers of four: ranks 3 and 1; of three: 1 and 2.
        assert_eq!(changes[0].tiers_up, Some(4 - 2));
    }
}
