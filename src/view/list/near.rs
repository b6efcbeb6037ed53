//! Which areas stand near the cut line.

use crate::pipeline::Outcome;
use crate::text::Msg;

use super::super::Words;
use super::super::robustness::{MARGIN, Sure};
use crate::sensitivity::Setting;

/// The share of the range of scores within which an area counts as near where no chance is known.
const DISTANCE: f64 = 0.02;

/// When an area is near the line.
#[derive(Debug, Clone, Copy)]
pub enum Near<'a> {
    /// Its chance of being in the list is neither certain nor as good as none: [`MARGIN`] < p < 1 − [`MARGIN`].
    Chance(Sure<'a>, Setting),
    /// Its score lies within [`DISTANCE`] of the range of scores from the line, the middle between the last score
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

impl<'a> Near<'a> {
    /// By the chance where a result that belongs to the outcome is there, else by the score.
    pub fn of(outcome: &Outcome, sure: Option<(Sure<'a>, Setting)>) -> Self {
        if let Some((sure, setting)) = sure {
            return Self::Chance(sure, setting);
        }
        let order = &outcome.ranked.ranking.order;
        let score = |at: Option<&u32>| at.and_then(|at| outcome.scored.scores.get(*at as usize));
        let line = outcome.ranked.cut.line;
        let ends = score(order.first()).zip(score(order.last()));
        let middle = line.checked_sub(1).and_then(|last| score(order.get(last))).zip(score(order.get(line)));
        match (ends, middle) {
            (Some((first, last)), Some((above, below))) if first > last => {
                Self::Score { line: 0.5 * (above + below), distance: DISTANCE * (first - last) }
            }
            _ => Self::Nothing,
        }
    }

    /// Whether an area is near. One on which a decision has been made is not.
    pub fn is_near(self, outcome: &Outcome, area: usize) -> bool {
        if outcome.lock(area).is_some() {
            return false;
        }
        match self {
            Self::Nothing => false,
            Self::Score { line, distance } => {
                let score = outcome.scored.scores.get(area);
                outcome.set.contains(area) && score.is_some_and(|score| (score - line).abs() <= distance)
            }
            Self::Chance(sure, setting) => {
                sure.chance(setting, area).is_some_and(|own| own.in_top > MARGIN && own.in_top < 1.0 - MARGIN)
            }
        }
    }
}

/// The rule in words.
pub fn near_rule(near: Near, words: Words) -> String {
    match near {
        Near::Chance(sure, setting) => {
            let ends = [MARGIN, 1.0 - MARGIN].map(|end| words.percent(Some(end)));
            let setting = sure.setting_name(setting, words);
            words.fill(Msg::ListNearChance, &[("low", &ends[0]), ("high", &ends[1]), ("setting", &setting)])
        }
        _ => words.fill_one(Msg::ListNearScore, &words.percent(Some(DISTANCE))),
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
        let near = Near::of(&outcome, None);
        let flags: Vec<bool> = order.iter().map(|at| near.is_near(&outcome, *at as usize)).collect();
        assert_eq!(flags, [true, true, false, false]);
        assert!(near_rule(near, Words::default()).contains("۲٪"));

        let area = snapshot.areas.code[order[0] as usize].clone();
        let lock = Lock { area, list: Membership::In, reason: "مصوبه".to_owned(), date: None };
        scenario.locks.push(lock);
        let decided = run(&snapshot, &scenario).unwrap();
        assert!(!near.is_near(&decided, order[0] as usize));
        scenario.cut = Cut::Count(0);
        scenario.locks.clear();
        assert!(matches!(Near::of(&run(&snapshot, &scenario).unwrap(), None), Near::Nothing));
    }
}
