//! Areas brushed together, and the few of them that are laid side by side.

use std::sync::Arc;

use crate::pipeline::Outcome;
use crate::sorting::Sorting;

/// Most areas laid side by side.
pub const MOST_COMPARED: usize = 6;

/// Areas brushed together, in ascending order, none twice.
pub type Marks = Arc<Vec<usize>>;

/// Areas added to those marked, or, when all of them are there already, taken away.
///
/// ```
/// use negah::view::toggle_marks;
///
/// assert_eq!(*toggle_marks(&[1, 5], &[2, 5]), [1, 2, 5]);
/// assert_eq!(*toggle_marks(&[1, 2, 5], &[2, 5]), [1]);
/// ```
pub fn toggle_marks(marked: &[usize], areas: &[usize]) -> Marks {
    if !areas.iter().all(|at| marked.binary_search(at).is_ok()) {
        return marks_with(marked, areas.to_vec());
    }
    let taken = marks_with(&[], areas.to_vec());
    Arc::new(marked.iter().copied().filter(|at| taken.binary_search(at).is_err()).collect())
}

/// Areas with those marked before.
pub fn marks_with(marked: &[usize], mut areas: Vec<usize>) -> Marks {
    areas.extend(marked);
    areas.sort_unstable();
    areas.dedup();
    Arc::new(areas)
}

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
    fn marks_come_and_go_in_order() {
        assert_eq!(*toggle_marks(&[1, 5], &[3]), [1, 3, 5]);
        assert_eq!(*toggle_marks(&[1, 3, 5], &[3]), [1, 5]);
        assert_eq!(*marks_with(&[1, 5], vec![7, 5, 3]), [1, 3, 5, 7]);
    }

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
