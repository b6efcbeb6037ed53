//! Areas brushed together, and the few of them that are laid side by side.

use crate::pipeline::Outcome;
use crate::sorting::Sorting;

/// Most areas laid side by side.
pub const MOST_COMPARED: usize = 6;

/// The first of the areas in the order of their ranks, as many as are laid side by side; those without a rank come last.
pub fn first_compared(outcome: &Outcome, areas: &[usize]) -> Vec<usize> {
    let mut areas = areas.to_vec();
    areas.order_by_key(|at| outcome.ranked.ranking.rank(*at).unwrap_or(u32::MAX));
    areas.truncate(MOST_COMPARED);
    areas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::Scenario;
    use crate::testing::small_snapshot;

    #[test]
    fn the_first_by_rank_are_laid_side_by_side() {
        let snapshot = small_snapshot();
        let outcome = run(&snapshot, &Scenario::equal_weights(&snapshot)).unwrap();
        let order: Vec<usize> = outcome.ranked.ranking.order.iter().map(|at| *at as usize).collect();
        let found = first_compared(&outcome, &[0, 1, 2, 3]);
        assert_eq!(found[..order.len()], order);
        assert_eq!(
            found[order.len()..],
            outcome.ranked.ranking.unscored.iter().map(|at| *at as usize).collect::<Vec<_>>()
        );
        assert_eq!(first_compared(&outcome, &[0; 9]).len(), MOST_COMPARED);
    }
}
