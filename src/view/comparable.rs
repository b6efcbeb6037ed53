//! Why a scenario has no list in another period, and the nearest period in which it has one.

use crate::filter::SearchIndex;
use crate::pipeline::{Problem, run_with};
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::text::Msg;

use super::Words;
use super::problems::problem_texts;

/// What stands in place of a comparison with a period without a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyPeriod {
    /// That there is nothing to compare with.
    pub title: String,
    /// Why, in whole sentences.
    pub reasons: Vec<String>,
    /// Identifier of the nearest period that has a list, of two equally far ones the later, and what choosing it says;
    /// `None` where no other period has one.
    pub nearest: Option<(String, String)>,
}

/// [`EmptyPeriod`] of a scenario in the period of identifier `period`; `None` where it ranks any area there, or where the
/// period is not known.
pub fn empty_period(
    (snapshot, search): (&Snapshot, &SearchIndex),
    scenario: &Scenario,
    period: &str,
    words: Words,
) -> Option<EmptyPeriod> {
    let at = snapshot.period_idx(period)?;
    let reasons = why_empty((snapshot, search), scenario, period, words)?;
    let now = scenario
        .period
        .as_deref()
        .map_or(snapshot.periods.len().checked_sub(1), |id| snapshot.period_idx(id));
    let mut others: Vec<usize> =
        (0..snapshot.periods.len()).filter(|other| *other != at && Some(*other) != now).collect();
    others.order_by_key(|other| (other.abs_diff(at), std::cmp::Reverse(*other)));
    let has_list = |other: &usize| {
        ranked((snapshot, search), scenario, &snapshot.periods[*other].id).is_ok_and(|n| n > 0)
    };
    let nearest = others.into_iter().find(has_list).map(|other| &snapshot.periods[other]);
    Some(EmptyPeriod {
        title: words.fill_one(Msg::CompareEmpty, &words.label(&snapshot.periods[at].name)),
        reasons,
        nearest: nearest
            .map(|own| (own.id.clone(), words.fill_one(Msg::CompareNearest, &words.label(&own.name)))),
    })
}

/// How many areas the scenario ranks in a period.
fn ranked(
    (snapshot, search): (&Snapshot, &SearchIndex),
    scenario: &Scenario,
    period: &str,
) -> Result<usize, Vec<Problem>> {
    let there = Scenario { period: Some(period.to_owned()), ..scenario.clone() };
    run_with(snapshot, &there, search).map(|outcome| outcome.ranked.ranking.len())
}

fn why_empty(
    (snapshot, search): (&Snapshot, &SearchIndex),
    scenario: &Scenario,
    period: &str,
    words: Words,
) -> Option<Vec<String>> {
    let problems = match ranked((snapshot, search), scenario, period) {
        Ok(0) => return Some(vec![words.say(Msg::CompareEmptyScores).to_owned()]),
        Ok(_) => return None,
        Err(problems) => problems,
    };
    let mut missing: Vec<String> = Vec::new();
    let mut others = Vec::new();
    for problem in problems {
        match &problem {
            Problem::NoValues { indicator, .. } => {
                let at = snapshot.indicator_idx(indicator);
                let name =
                    at.map_or_else(|| indicator.clone(), |at| words.label(&snapshot.indicators[at].name));
                if !missing.contains(&name) {
                    missing.push(name);
                }
            }
            _ => others.push(problem),
        }
    }
    let told = (!missing.is_empty())
        .then(|| words.fill(Msg::CompareEmptyValues, &[("list", &words.list_and(&missing))]));
    Some(told.into_iter().chain(problem_texts(&others, snapshot, &scenario.index, words)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::IndexNode;
    use crate::snapshot::{Limits, open};
    use crate::testing::SMALL;

    /// Three periods; dropout is known in the last two alone, or wherever `periods` says.
    fn snapshot(dropout: &str) -> Snapshot {
        let source = SMALL
            .replace(
                r#"{"id": "1402", "name": "۱۴۰۲"}]"#,
                r#"{"id": "1402", "name": "۱۴۰۲"}, {"id": "1403", "name": "۱۴۰۳"}]"#,
            )
            .replace(r#""dropout": {"1402": [4, 2, 8, 6]}"#, dropout);
        open(source.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn empty(snapshot: &Snapshot, period: &str) -> Option<EmptyPeriod> {
        let index = IndexNode::group("need", vec![IndexNode::leaf("dropout")]);
        let scenario = Scenario { index, ..Scenario::equal_weights(snapshot) };
        let search = SearchIndex::new(snapshot);
        empty_period((snapshot, &search), &scenario, period, Words::default())
    }

    #[test]
    fn an_empty_period_says_why_and_names_the_nearest() {
        let two = snapshot(r#""dropout": {"1402": [4, 2, 8, 6], "1403": [4, 2, 8, 5]}"#);
        let found = empty(&two, "1401").unwrap();
        assert!(found.title.contains("۱۴۰۱"), "{found:?}");
        assert!(found.reasons.len() == 1 && found.reasons[0].contains("ترک تحصیل"), "{found:?}");
        let (id, text) = found.nearest.unwrap();
        assert!(id == "1402" && text.contains("۱۴۰۲"), "{text}");
        assert_eq!(empty(&two, "1402"), None, "it has a list");
        assert_eq!(empty(&two, "1399"), None, "there is no such period");
    }

    #[test]
    fn where_no_period_is_left_none_is_offered() {
        let one = snapshot(r#""dropout": {"1403": [4, 2, 8, 6]}"#);
        assert_eq!(empty(&one, "1402").unwrap().nearest, None);
    }

    #[test]
    fn a_period_that_scores_nobody_is_empty_too() {
        let blank = snapshot(r#""dropout": {"1402": [5, 5, 5, 5], "1403": [4, 2, 8, 6]}"#);
        let found = empty(&blank, "1402");
        assert!(found.is_some_and(|own| !own.reasons.is_empty()), "equal values set nobody apart");
    }
}
