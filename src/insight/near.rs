//! Which areas stand near the cut line, by their scores alone: known before anything else is computed. Whether an area is
//! borderline is another thing, known from robustness ([`crate::sensitivity::Certainty`]). Neither bears the other's name.

use crate::pipeline::Outcome;

/// The share of the range of scores within which an area counts as near.
pub const NEAR_SHARE: f64 = 0.02;

/// When an area is near the line.
#[derive(Debug, Clone, Copy)]
pub enum Near {
    /// Its score lies within [`NEAR_SHARE`] of the range of scores from the line, the middle between the last score
    /// above and the first below it.
    Score {
        /// The middle.
        line: f64,
        /// How far from it.
        distance: f64,
    },
    /// There is no line to be near to.
    Nothing,
}

impl Near {
    /// By the scores.
    pub fn of(outcome: &Outcome) -> Self {
        let order = &outcome.ranked.ranking.order;
        let score = |at: Option<&u32>| at.and_then(|at| outcome.scored.scores.get(*at as usize));
        let line = outcome.ranked.cut.line;
        let ends = score(order.first()).zip(score(order.last()));
        let middle = line.checked_sub(1).and_then(|last| score(order.get(last))).zip(score(order.get(line)));
        match (ends, middle) {
            (Some((first, last)), Some((above, below))) if first > last => {
                Self::Score { line: 0.5 * (above + below), distance: NEAR_SHARE * (first - last) }
            }
            _ => Self::Nothing,
        }
    }

    /// Whether an area is near. One on which a decision has been made is not.
    pub fn is_near(self, outcome: &Outcome, area: usize) -> bool {
        match self {
            Self::Score { line, distance } if outcome.lock(area).is_none() => {
                let score = outcome.scored.scores.get(area);
                outcome.set.contains(area) && score.is_some_and(|score| (score - line).abs() <= distance)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rank::Cut;
    use crate::scenario::{Lock, Membership, Scenario};
    use crate::score::MissingRule;
    use crate::testing::small_snapshot;

    #[test]
    fn near_is_a_fiftieth_of_the_range() {
        let snapshot = small_snapshot();
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let mut scenario = Scenario { cut: Cut::Count(1), missing, ..Scenario::equal_weights(&snapshot) };
        let mut outcome = run(&snapshot, &scenario).unwrap();
        // Scores near to each other at the line.
        let scored = std::sync::Arc::make_mut(&mut outcome.scored);
        let order = outcome.ranked.ranking.order.clone();
        for (at, score) in order.iter().zip([100.0, 99.0, 90.0, 0.0]) {
            scored.scores.score[*at as usize] = score;
        }
        let near = Near::of(&outcome);
        let flags: Vec<bool> = order.iter().map(|at| near.is_near(&outcome, *at as usize)).collect();
        assert_eq!(flags, [true, true, false, false]);

        let area = snapshot.areas.code[order[0] as usize].clone();
        let lock = Lock::new(area, Membership::In, "مصوبه");
        scenario.locks.push(lock);
        let decided = run(&snapshot, &scenario).unwrap();
        assert!(!near.is_near(&decided, order[0] as usize));
        scenario.cut = Cut::Count(0);
        scenario.locks.clear();
        assert!(matches!(Near::of(&run(&snapshot, &scenario).unwrap()), Near::Nothing));
    }
}
