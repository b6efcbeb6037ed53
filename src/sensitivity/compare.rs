//! Two results over the same areas side by side: who moves, who enters the list, who leaves it.

use serde::Serialize;

use crate::pipeline::Outcome;
use crate::sorting::Sorting;
use crate::stat::agreement::{kendall_tau_b, spearman, weighted_tau};

/// What becomes of an area between two results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// In the list in both.
    Stays,
    /// In the list only in the second.
    Enters,
    /// In the list only in the first.
    Leaves,
    /// In the list in neither.
    Outside,
}

/// One area in both results.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// Position of the area.
    pub area: usize,
    /// Rank in the first result; `None` where it has none.
    pub left: Option<u32>,
    /// Rank in the second.
    pub right: Option<u32>,
    /// What becomes of it.
    pub kind: Move,
}

impl Moved {
    /// Places won (towards the first priority) from the first result to the second; `None` without both ranks.
    pub fn gain(&self) -> Option<i64> {
        Some(i64::from(self.left?) - i64::from(self.right?))
    }
}

/// Two results side by side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Every area that counts in either, in the order of the second result; those without a rank there come last, by
    /// their first rank and then their place in the file.
    pub rows: Vec<Moved>,
    /// How many areas are in the list of both.
    pub common: usize,
    /// Mean number of places moved, over the areas with a rank in both; `None` when there are none.
    pub mean_shift: Option<f64>,
}

impl Comparison {
    /// The areas with a move of this kind, in the order of the rows.
    pub fn of(&self, kind: Move) -> impl Iterator<Item = &Moved> {
        self.rows.iter().filter(move |row| row.kind == kind)
    }
}

/// How far two rankings agree: measures of rank over the areas with a rank in both, overlaps over the two lists as
/// their cut lines end them; `None` where nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// Areas with a rank in both.
    pub n: usize,
    /// Spearman's rank correlation, −1 to 1.
    pub spearman: Option<f64>,
    /// Kendall's tau-b, −1 to 1.
    pub kendall_tau_b: Option<f64>,
    /// Weighted tau, in which the first ranks count most, −1 to 1: the mean of counting by the one ranking and by the other,
    /// so the same both ways.
    pub weighted_tau: Option<f64>,
    /// How many areas are in the first list.
    pub k: usize,
    /// Share of the first list's areas that are also in the second, 0 to 1; `None` where the first list is empty.
    pub top_overlap: Option<f64>,
    /// Areas in both lists as a share of those in either (P. Jaccard 1901), 0 to 1; `None` where both are empty. Unlike
    /// the share before it falls when the second list grows longer, and it is the same both ways.
    pub jaccard: Option<f64>,
}

/// How far two results of the same snapshot agree.
pub fn agreement(first: &Outcome, second: &Outcome) -> Agreement {
    let ranked = |outcome: &Outcome, at: usize| outcome.ranked.ranking.rank(at).is_some();
    let both: Vec<usize> =
        (0..first.scored.scores.score.len()).filter(|at| ranked(first, *at) && ranked(second, *at)).collect();
    let scores = |outcome: &Outcome| -> Vec<f64> {
        both.iter().map(|at| outcome.scored.scores.get(*at).unwrap_or(f64::NAN)).collect()
    };
    let (a, b) = (scores(first), scores(second));
    let [listed, other, common] = overlap(first, second);
    let share = |of: usize| (of > 0).then(|| common as f64 / of as f64);
    Agreement {
        n: both.len(),
        spearman: spearman(&a, &b),
        kendall_tau_b: kendall_tau_b(&a, &b),
        weighted_tau: weighted_tau(&a, &b),
        k: listed,
        top_overlap: share(listed),
        jaccard: share(listed + other - common),
    }
}

/// How many areas are in the first list, in the second and in both; decisions outside the rule count.
fn overlap(first: &Outcome, second: &Outcome) -> [usize; 3] {
    let n_areas = first.scored.scores.score.len();
    let list = |outcome: &Outcome| -> Vec<bool> {
        let mut listed = vec![false; n_areas];
        for at in outcome.listed() {
            listed[at as usize] = true;
        }
        listed
    };
    let (a, b) = (list(first), list(second));
    let count = |both: &dyn Fn(usize) -> bool| (0..n_areas).filter(|at| both(*at)).count();
    [count(&|at| a[at]), count(&|at| b[at]), count(&|at| a[at] && b[at])]
}

/// Compares two results of the same snapshot. Either may have its own filter and cut line.
pub fn compare(first: &Outcome, second: &Outcome) -> Comparison {
    let counted =
        (0..first.scored.scores.score.len()).filter(|at| first.set.contains(*at) || second.set.contains(*at));
    let mut rows: Vec<Moved> = counted.map(|area| moved(first, second, area)).collect();
    let last = |rank: Option<u32>| rank.unwrap_or(u32::MAX);
    let place = |row: &Moved| {
        let order = &second.ranked.ranking.order;
        // Ties stand in the order of their codes, as in the ranking itself.
        let start = last(row.right).min(order.len() as u32) as usize;
        let tied = order[start.saturating_sub(1)..].iter().position(|at| *at as usize == row.area);
        (
            last(row.right),
            tied.filter(|_| row.right.is_some()).unwrap_or(usize::MAX),
            last(row.left),
            row.area,
        )
    };
    rows.order_by_cached_key(place);
    let shifts: Vec<f64> = rows.iter().filter_map(|row| Some(row.gain()?.unsigned_abs() as f64)).collect();
    Comparison {
        common: rows.iter().filter(|row| row.kind == Move::Stays).count(),
        mean_shift: (!shifts.is_empty()).then(|| shifts.iter().sum::<f64>() / shifts.len() as f64),
        rows,
    }
}

fn moved(first: &Outcome, second: &Outcome, area: usize) -> Moved {
    let kind = match (first.in_list(area), second.in_list(area)) {
        (true, true) => Move::Stays,
        (false, true) => Move::Enters,
        (true, false) => Move::Leaves,
        (false, false) => Move::Outside,
    };
    Moved { area, left: first.ranked.ranking.rank(area), right: second.ranked.ranking.rank(area), kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::MissingRule;
    use crate::testing::small_snapshot;

    fn outcome(weight: f64) -> Outcome {
        let snapshot = small_snapshot();
        let mut scenario = Scenario { cut: Cut::Count(1), ..Scenario::equal_weights(&snapshot) };
        scenario.missing = MissingRule::Renormalise { min_coverage: 0.0 };
        scenario.index.children[0].weight = weight;
        run(&snapshot, &scenario).unwrap()
    }

    #[test]
    fn says_who_enters_and_who_leaves() {
        // Without the first domain the fourth area (dropout 66⅔, trust 100) overtakes the first (41⅔).
        let (first, second) = (outcome(1.0), outcome(0.0));
        let comparison = compare(&first, &second);
        let of = |kind| comparison.of(kind).map(|row| row.area).collect::<Vec<_>>();
        assert_eq!(first.ranked.ranking.order, [3, 0, 2, 1]);
        assert_eq!(second.ranked.ranking.order, [3, 2, 0, 1]);
        assert_eq!((of(Move::Stays), of(Move::Enters)), (vec![3], vec![]));
        assert_eq!(comparison.mean_shift, Some(0.5));
        assert_eq!(comparison.rows.iter().map(|row| row.area).collect::<Vec<_>>(), [3, 2, 0, 1]);
        assert_eq!(comparison.rows[1].gain(), Some(1));
    }

    #[test]
    fn the_overlap_is_a_share_of_the_first_list_whichever_is_longer() {
        let snapshot = small_snapshot();
        let with = |cut: u32| {
            let mut scenario = Scenario { cut: Cut::Count(cut), ..Scenario::equal_weights(&snapshot) };
            scenario.missing = MissingRule::Renormalise { min_coverage: 0.0 };
            run(&snapshot, &scenario).unwrap()
        };
        let (short, long, none) = (with(1), with(3), with(0));
        let of = |a: &Outcome, b: &Outcome| {
            let found = agreement(a, b);
            (found.k, found.top_overlap, found.jaccard)
        };
        assert_eq!(of(&short, &long), (1, Some(1.0), Some(1.0 / 3.0)));
        assert_eq!(of(&long, &short), (3, Some(1.0 / 3.0), Some(1.0 / 3.0)));
        assert_eq!(of(&long, &long), (3, Some(1.0), Some(1.0)));
        assert_eq!(of(&none, &short), (0, None, Some(0.0)));
        assert_eq!(of(&none, &none), (0, None, None));
    }

    #[test]
    fn a_result_compared_with_itself_does_not_move() {
        let outcome = outcome(1.0);
        let comparison = compare(&outcome, &outcome);
        assert!(comparison.rows.iter().all(|row| row.gain().unwrap_or(0) == 0));
        assert_eq!((comparison.common, comparison.mean_shift), (1, Some(0.0)));
    }
}
