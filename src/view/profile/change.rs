//! Course over the periods: one indicator of one area, and the area's rank.

use crate::chart::trend;
use crate::filter::SearchIndex;
use crate::history::{Direction, Measurement, POINTS, TrendMarker, area_trend, runs_by_period, value_change};
use crate::pipeline::{Outcome, Problem};
use crate::scenario::Scenario;
use crate::snapshot::{Polarity, Snapshot};
use crate::text::Msg;
use crate::view::{Words, problem_texts};

/// Ranks and scores in one period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PeriodStanding {
    /// Rank of each area; 0 where it has none.
    rank: Vec<u32>,
    /// Score of each area, `NaN` where it has none.
    score: Vec<f64>,
    /// How many areas have a rank.
    ranked: usize,
    /// Why the scenario cannot be run in this period.
    problem: String,
}

/// The area's rank over the periods.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CourseView {
    /// The change since the period before, or why there is none.
    pub sentence: String,
    /// How many indicators were measured anew; empty where the sentence says all.
    pub note: String,
    /// The picture; `None` with fewer than two ranks.
    pub model: Option<trend::Model>,
    /// Period, rank and score of each period.
    pub rows: Vec<[String; 3]>,
}

/// The scenario in every period, oldest first. Each run is let go once its ranks are taken.
pub fn standings_by_period(
    snapshot: &Snapshot,
    scenario: &Scenario,
    search: &SearchIndex,
    words: Words,
) -> Vec<PeriodStanding> {
    let standing = |run: Result<Outcome, Vec<Problem>>| match run {
        Err(problems) => PeriodStanding {
            problem: words.list(&problem_texts(&problems, snapshot, &scenario.index, words)),
            ..PeriodStanding::default()
        },
        Ok(outcome) => {
            let ranking = &outcome.ranked.ranking;
            let n_areas = snapshot.n_areas();
            PeriodStanding {
                rank: (0..n_areas).map(|at| ranking.rank(at).unwrap_or(0)).collect(),
                score: outcome.scored.scores.score.clone(),
                ranked: ranking.len(),
                problem: String::new(),
            }
        }
    };
    runs_by_period(snapshot, scenario, search).map(standing).collect()
}

impl PeriodStanding {
    fn of(&self, area: usize) -> Option<u32> {
        self.rank.get(area).copied().filter(|rank| *rank > 0)
    }
}

/// The course of an area up to the last period.
pub fn course_view(
    snapshot: &Snapshot,
    standings: &[PeriodStanding],
    (area, period): (usize, usize),
    words: Words,
) -> CourseView {
    let name = |at: usize| snapshot.periods.get(at).map(|own| words.label(&own.name)).unwrap_or_default();
    let row = |(at, own): (usize, &PeriodStanding)| {
        let of = |rank: u32| {
            words.fill(Msg::RankOf, &[("rank", &words.int(rank as usize)), ("n", &words.int(own.ranked))])
        };
        let score = own.score.get(area).copied().filter(|score| !score.is_nan() && own.of(area).is_some());
        [name(at), own.of(area).map_or_else(|| words.number(None, 0), of), words.score(score)]
    };
    CourseView {
        sentence: sentence(standings, (area, period), &name, words),
        note: renewed(snapshot, period, words),
        model: rank_model(standings, area, &name, words),
        rows: standings.iter().enumerate().map(row).collect(),
    }
}

fn sentence(
    standings: &[PeriodStanding],
    (area, period): (usize, usize),
    name: &dyn Fn(usize) -> String,
    words: Words,
) -> String {
    let Some(before) = period.checked_sub(1) else { return words.say(Msg::CourseOnePeriod).to_owned() };
    let (Some(earlier), Some(later)) = (standings.get(before), standings.get(period)) else {
        return words.say(Msg::CourseOnePeriod).to_owned();
    };
    if let Some(own) = [earlier, later].into_iter().find(|own| !own.problem.is_empty()) {
        return words.fill_one(Msg::CourseProblem, &own.problem);
    }
    let (Some(from), Some(to)) = (earlier.of(area), later.of(area)) else {
        let at = if earlier.of(area).is_none() { before } else { period };
        return words.fill_one(Msg::CourseNoRank, &name(at));
    };
    let moved = i64::from(from) - i64::from(to);
    let key = match moved {
        0 => Msg::CourseSame,
        _ if moved > 0 => Msg::CourseUp,
        _ => Msg::CourseDown,
    };
    words.fill(
        key,
        &[
            ("before", &name(before)),
            ("from", &words.int(from as usize)),
            ("to", &words.int(to as usize)),
            ("n", &words.int(moved.unsigned_abs() as usize)),
        ],
    )
}

/// How many of the indicators with a direction were measured in the period itself.
fn renewed(snapshot: &Snapshot, period: usize, words: Words) -> String {
    let directed: Vec<usize> = (0..snapshot.indicators.len())
        .filter(|at| snapshot.indicators[*at].polarity != Polarity::Context)
        .collect();
    let anew = directed.iter().filter(|at| snapshot.column(**at, period).is_some()).count();
    if period == 0 || anew == directed.len() {
        return String::new();
    }
    words.fill(Msg::CourseRenewed, &[("n", &words.int(anew)), ("all", &words.int(directed.len()))])
}

fn rank_model(
    standings: &[PeriodStanding],
    area: usize,
    name: &dyn Fn(usize) -> String,
    words: Words,
) -> Option<trend::Model> {
    let ranks: Vec<Option<f64>> = standings.iter().map(|own| own.of(area).map(f64::from)).collect();
    let present: Vec<f64> = ranks.iter().copied().flatten().collect();
    let (first, last) = (present.first()?, present.last()?);
    if present.len() < 2 {
        return None;
    }
    let (best, worst) =
        present.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), x| (low.min(*x), high.max(*x)));
    let text = |rank: f64| words.number(Some(rank), 0);
    Some(trend::Model {
        periods: (0..standings.len()).map(name).collect(),
        lines: vec![trend::Line {
            values: ranks.clone(),
            start_label: text(*first),
            end_label: text(*last),
            series: 0,
            is_main: true,
        }],
        // The first rank is at the top.
        domain: (worst + 1.0, (best - 1.0).max(0.0)),
        ticks: Vec::new(),
        hovered: None,
    })
}

/// The values of an indicator over the periods as points in a box of 84 by 26.
pub(super) fn spark(snapshot: &Snapshot, (area, at): (usize, usize)) -> Option<Vec<[f64; 2]>> {
    let value = |period| snapshot.column(at, period).and_then(|column| column.get(area));
    let points: Vec<(usize, f64)> =
        (0..snapshot.periods.len()).filter_map(|period| Some((period, value(period)?))).collect();
    if points.len() < 2 {
        return None;
    }
    let ends = points
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, x)| (low.min(*x), high.max(*x)));
    let width = 78.0 / (snapshot.periods.len() - 1) as f64;
    let height = |value: f64| {
        if ends.1 > ends.0 { 23.0 - 20.0 * (value - ends.0) / (ends.1 - ends.0) } else { 13.0 }
    };
    Some(points.into_iter().map(|(period, value)| [3.0 + width * period as f64, height(value)]).collect())
}

/// The change since the measurement before in words, or why it cannot be told; with the trend where five values allow it.
pub(super) fn change_text(
    snapshot: &Snapshot,
    (area, at): (usize, usize),
    period: usize,
    words: Words,
) -> String {
    let indicator = &snapshot.indicators[at];
    let measured = |period: usize| {
        let value = snapshot.column(at, period)?.get(area)?;
        let standard_error = snapshot.standard_error(at, period).and_then(|column| column.get(area));
        Some((period, Measurement { value, standard_error }))
    };
    let mut newest = (0..=period).rev().filter_map(measured);
    let (Some((_, after)), Some((since, before))) = (newest.next(), newest.next()) else {
        return words.say(Msg::ChangeOnce).to_owned();
    };
    let change = value_change(Some(before), Some(after), indicator.polarity);
    let difference = change.difference.unwrap_or(0.0);
    let amount = words.number(Some(difference.abs()), indicator.decimals);
    let sign = if difference < 0.0 { "−" } else { "+" };
    let means = match change.direction {
        _ if difference == 0.0 => return words.say(Msg::ChangeNone).to_owned(),
        Some(Direction::Worse) => words.say(Msg::ChangeWorse),
        Some(Direction::Better) => words.say(Msg::ChangeBetter),
        _ => "",
    };
    let mut text = words.fill(
        Msg::ChangeSince,
        &[
            ("change", &crate::text::ltr(&format!("{sign}{amount}"))),
            ("period", &words.label(&snapshot.periods[since].name)),
            ("means", means),
        ],
    );
    if change.significant == Some(false) {
        text.push_str(words.say(Msg::ChangeWithinError));
    }
    let trend = area_trend(snapshot, at, (area, period));
    let marker = trend.map_or(TrendMarker::CannotBeCalculated, |trend| trend.marker);
    if marker == TrendMarker::Rising || marker == TrendMarker::Falling {
        let key = if marker == TrendMarker::Rising { Msg::TrendRising } else { Msg::TrendFalling };
        text.push_str(&words.fill_one(key, &words.int(POINTS)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::IndexNode;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};

    #[test]
    fn a_period_that_cannot_be_run_says_so() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let search = SearchIndex::new(&snapshot);
        let standings = standings_by_period(&snapshot, &scenario, &search, Words::default());
        let course = course_view(&snapshot, &standings, (0, 1), Words::default());
        assert!(!standings[0].problem.is_empty());
        assert!(course.sentence.contains(&standings[0].problem), "{}", course.sentence);
        assert_eq!(course.model, None);
        let first = course_view(&snapshot, &standings, (0, 0), Words::default());
        assert_eq!(first.sentence, Words::default().say(Msg::CourseOnePeriod));
    }

    #[test]
    fn a_rank_won_is_told() {
        let text = SMALL.replace(
            r#""dropout": {"1402": [4, 2, 8, 6]}"#,
            r#""dropout": {"1401": [4, 2, 8, 6], "1402": [9, 2, 8, 6]}"#,
        );
        let snapshot = open(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let scenario = Scenario {
            index: IndexNode::group("need", vec![IndexNode::leaf("dropout")]),
            ..Scenario::equal_weights(&snapshot)
        };
        let search = SearchIndex::new(&snapshot);
        let standings = standings_by_period(&snapshot, &scenario, &search, Words::default());
        let course = course_view(&snapshot, &standings, (0, 1), Words::default());
        assert!(course.sentence.contains('۳') && course.sentence.contains('۱'), "{}", course.sentence);
        let model = course.model.unwrap();
        assert_eq!(model.lines[0].values, [Some(3.0), Some(1.0)]);
        assert!(model.domain.0 > model.domain.1, "the first rank is at the top");
        let at = snapshot.indicator_idx("dropout").unwrap();
        let change = change_text(&snapshot, (0, at), 1, Words::default());
        assert!(
            change.contains("۵٫۰") && change.contains(Words::default().say(Msg::ChangeWorse)),
            "{change}"
        );
        assert_eq!(spark(&snapshot, (0, at)).unwrap().len(), 2);
        assert_eq!(
            change_text(&snapshot, (0, 3), 1, Words::default()),
            Words::default().say(Msg::ChangeOnce)
        );
    }
}
