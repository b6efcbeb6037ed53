//! Two states as wholes, and one scenario in every period.

use super::join::Join;
use super::problem::{HistoryError, Which};
use super::rank_change::{ListChange, Moment, StandingChange, standing_changes};
use super::split::{Input, RankSplit, split_ranks};
use crate::filter::SearchIndex;
use crate::pipeline::{Outcome, Problem, run, run_with};
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;

/// Two runs and what lies between them.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Areas matched by code; all lists below follow its pairs.
    pub join: Join,
    /// The earlier run.
    pub before: Outcome,
    /// The later run.
    pub after: Outcome,
    /// Change of score, rank, tier and place in the list.
    pub standings: Vec<StandingChange>,
    /// What the changes of rank are due to; the reason where the one's method cannot be run on the other's data.
    pub splits: Result<Vec<Option<RankSplit>>, HistoryError>,
}

impl Comparison {
    /// Positions among the pairs of the areas that entered the list, in the order of the join.
    pub fn entered(&self) -> Vec<usize> {
        self.with(ListChange::Entered)
    }

    /// Positions among the pairs of the areas that left the list.
    pub fn left(&self) -> Vec<usize> {
        self.with(ListChange::Left)
    }

    fn with(&self, wanted: ListChange) -> Vec<usize> {
        let all = self.standings.iter().enumerate();
        all.filter(|(_, change)| change.list == wanted).map(|(at, _)| at).collect()
    }
}

/// Compares two cases: two periods of one snapshot (scenarios that differ in their period), two scenarios, or two
/// snapshots.
///
/// # Errors
/// [`HistoryError::DoesNotFit`] when a scenario cannot be run on its own snapshot.
pub fn compare(before: Input, after: Input) -> Result<Comparison, HistoryError> {
    let own = |case: Input, which| {
        run(case.snapshot, case.scenario).map_err(|problems| HistoryError::DoesNotFit {
            method: which,
            data: which,
            problems,
        })
    };
    let (earlier, later) = (own(before, Which::Before)?, own(after, Which::After)?);
    let join = Join::new(before.snapshot, after.snapshot);
    let standings = standing_changes(Moment { outcome: &earlier }, Moment { outcome: &later }, &join);
    let splits = split_ranks(before, after, &join);
    Ok(Comparison { join, before: earlier, after: later, standings, splits })
}

/// The scenario run in every period of the snapshot, oldest first, for the course of scores and ranks over time.
/// A period in which it cannot be run, for want of figures, holds the reasons. Figures in force count on: a score that
/// stays is not a measurement that stayed. Each is run when it is asked for, so that one after the other can be let go.
pub fn runs_by_period(
    snapshot: &Snapshot,
    scenario: &Scenario,
    search: &SearchIndex,
) -> impl Iterator<Item = Result<Outcome, Vec<Problem>>> {
    snapshot.periods.iter().map(move |period| {
        let scenario = Scenario { period: Some(period.id.clone()), ..scenario.clone() };
        run_with(snapshot, &scenario, search)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::score::IndexNode;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};

    fn scenario() -> Scenario {
        Scenario {
            index: IndexNode::group("need", vec![IndexNode::leaf("dropout")]),
            cut: Cut::Count(1),
            ..Scenario::equal_weights(&small_snapshot())
        }
    }

    #[test]
    fn an_area_overtakes_by_its_own_figures() {
        // Dropout 4, 2, 8, 6 becomes 9, 2, 8, 6: 01 rises from third to first and pushes 03 off a list of one.
        let later = SMALL.replace("[4, 2, 8, 6]", "[9, 2, 8, 6]");
        let (old, new) = (small_snapshot(), open(later.as_bytes(), &Limits::DEFAULT).unwrap());
        let scenario = scenario();
        let case = |snapshot| Input { snapshot, scenario: &scenario };
        let found = compare(case(&old), case(&new)).unwrap();
        assert_eq!((found.entered(), found.left()), (vec![0], vec![2]));
        let split = found.splits.unwrap()[0].unwrap();
        assert_eq!((split.places_up(), split.data(), split.method()), (2, 2.0, 0.0));
        assert_eq!(found.standings[0].places_up, Some(2));
    }

    #[test]
    fn periods_without_figures_say_why() {
        let snapshot = small_snapshot();
        let runs: Vec<_> = runs_by_period(&snapshot, &scenario(), &SearchIndex::new(&snapshot)).collect();
        assert!(matches!(runs[0].as_ref().unwrap_err()[0], Problem::NoValues { .. }));
        assert_eq!(runs[1].as_ref().unwrap().period, 1);
    }
}
