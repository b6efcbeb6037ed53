//! Key figures against the period before: the same scenario, run a second time on the earlier figures.
//!
//! What does not compare is said and not shown: scores whose scale is set anew in every period, figures that no period
//! after the earlier one brought.

use std::sync::Arc;

use crate::case::Case;
use crate::history::{Join, ListChange, Moment, standing_changes};
use crate::pipeline::{Outcome, Problem, Reference, resolve};
use crate::rank::People;
use crate::scenario::Scenario;
use crate::score::Normalisation;
use crate::snapshot::Snapshot;
use crate::sorting::ascend;
use crate::text::Msg;
use crate::view::{Words, problem_texts};

use super::lead::Lead;
use super::list::judged;
use super::moves::moved;

/// The scenario in the period before.
#[derive(Debug, Clone)]
pub enum Earlier {
    /// There is none: the period in use is the first.
    First,
    /// It could not be run there.
    Failed(Arc<Vec<Problem>>),
    /// Its result.
    Run(Arc<Outcome>),
}

impl Earlier {
    /// The result, if there is one.
    pub fn outcome(&self) -> Option<&Outcome> {
        match self {
            Self::Run(outcome) => Some(outcome),
            Self::First | Self::Failed(_) => None,
        }
    }
}

/// The scenario in the period before `period`; `None` where that is the first.
pub fn scenario_before(snapshot: &Snapshot, scenario: &Scenario, period: usize) -> Option<Scenario> {
    let before = snapshot.periods.get(period.checked_sub(1)?)?;
    Some(Scenario { period: Some(before.id.clone()), ..scenario.clone() })
}

/// What a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Less need.
    Better,
    /// More need.
    Worse,
    /// Neither.
    Neutral,
}

/// A change since the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which way the number went: ▲, ▼ or nothing.
    pub arrow: &'static str,
    /// In words, with its sign.
    pub text: String,
    /// What it means.
    pub verdict: Verdict,
}

/// One tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// Its name in test identifiers.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// The figure now.
    pub value: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Since the period before; `None` where there is nothing to compare with.
    pub change: Option<Change>,
    /// Where it leads on to.
    pub lead: Lead,
}

/// The key figures with what must be said of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// The tiles.
    pub figures: Vec<KeyFigure>,
    /// What is compared with what, and what does not compare.
    pub notes: Vec<String>,
}

/// A run with the same scenario in the period before.
#[derive(Clone, Copy)]
pub(super) struct Periods<'a> {
    pub(super) now: &'a Case,
    pub(super) before: Option<&'a Outcome>,
    pub(super) words: Words,
}

impl Periods<'_> {
    fn before_name(self) -> String {
        let period = self.before.and_then(|before| self.now.snapshot.periods.get(before.period));
        period.map(|period| self.words.label(&period.name)).unwrap_or_default()
    }

    /// The change of a number of which neither more nor less is better.
    fn neutral(self, now: f64, before: f64) -> Change {
        self.change(now - before, (Verdict::Neutral, 0), None)
    }

    fn change(self, difference: f64, (verdict, decimals): (Verdict, u8), unit: Option<Msg>) -> Change {
        let period = self.before_name();
        let signed = self.words.signed(difference, decimals);
        // A change that rounds to nothing is none.
        if signed == self.words.number(Some(0.0), decimals) {
            let text = self.words.fill(Msg::AgainstSame, &[("period", &period)]);
            return Change { arrow: "", text, verdict: Verdict::Neutral };
        }
        let change = unit.map_or(signed.clone(), |unit| self.words.fill_one(unit, &signed));
        Change {
            arrow: if difference > 0.0 { "▲" } else { "▼" },
            text: self.words.fill(Msg::AgainstChange, &[("change", &change), ("period", &period)]),
            verdict,
        }
    }
}

/// The key figures of a run against those of the period before.
pub fn against(case: &Case, earlier: &Earlier, words: Words) -> Against {
    let periods = Periods { now: case, before: earlier.outcome(), words };
    let mut figures = vec![areas(periods)];
    figures.extend(population(periods));
    figures.push(list(periods));
    figures.extend(turnover(periods));
    figures.extend(median_score(periods));
    figures.extend(moved(periods));
    figures.push(coverage(periods));
    Against { figures, notes: notes(periods, earlier) }
}

fn areas(periods: Periods) -> KeyFigure {
    let (words, n) = (periods.words, periods.now.outcome.set.count());
    KeyFigure {
        id: "areas",
        label: words.fill_one(Msg::KeyAreas, &words.ezafe(&words.area_level(&periods.now.snapshot))),
        value: words.int(n),
        detail: words.fill_one(Msg::KeyOfAll, &words.int(periods.now.snapshot.n_areas())),
        change: periods.before.map(|before| periods.neutral(n as f64, before.set.count() as f64)),
        lead: Lead::Priority,
    }
}

fn people(snapshot: &Snapshot, outcome: &Outcome) -> Option<People> {
    let column = snapshot.population_column(outcome.period)?;
    Some(People::of(Some(column.raw()), outcome.set.iter().map(|at| at as u32)))
}

fn population(periods: Periods) -> Option<KeyFigure> {
    let (words, now) = (periods.words, people(&periods.now.snapshot, &periods.now.outcome)?);
    let in_force = |period| {
        periods.now.snapshot.column_in_force(periods.now.snapshot.population?, period).map(|own| own.0)
    };
    let own = in_force(periods.now.outcome.period)?;
    let renewed =
        periods.before.is_some_and(|before| in_force(before.period).is_some_and(|then| then != own));
    let before = periods.before.and_then(|before| people(&periods.now.snapshot, before));
    let detail = match periods.now.snapshot.periods.get(own) {
        Some(period) if periods.before.is_some() && !renewed => {
            words.fill_one(Msg::KeyNotRenewed, &words.label(&period.name))
        }
        _ => String::new(),
    };
    let totals = now.total().zip(before.and_then(|before| before.total()));
    let change = totals.filter(|(now, before)| renewed || before != now);
    let change = change.map(|(now, before)| periods.neutral(now, before));
    let unknown = words.with_unknown(String::new(), now.unknown).trim().to_owned();
    let detail = [detail, unknown].into_iter().filter(|own| !own.is_empty()).collect::<Vec<_>>().join(" ");
    let (label, value) = (words.say(Msg::KeyPopulation).to_owned(), words.number(now.total(), 0));
    Some(KeyFigure { id: "population", label, value, detail, change, lead: Lead::Groups })
}

fn list(periods: Periods) -> KeyFigure {
    let (words, cut) = (periods.words, &periods.now.outcome.ranked.cut);
    let given = periods.now.snapshot.population_column(periods.now.outcome.period).is_some();
    let detail = match cut.population_share {
        _ if !given => String::new(),
        Some(share) => {
            let people = words.people_known(cut.population, cut.population_unknown);
            let key = if cut.is_partly_known() { Msg::KeyListKnown } else { Msg::KeyListPeople };
            words.filled(key, &[("people", people), ("share", words.percent(Some(share)))])
        }
        None => words.people_known(cut.population, cut.population_unknown),
    };
    let then = periods.before.map(|before| &before.ranked.cut);
    let change = then.map(|then| match (cut.population, then.population) {
        (Some(now), Some(then)) => periods.change(now - then, (Verdict::Neutral, 0), Some(Msg::People)),
        _ => periods.neutral(cut.count as f64, then.count as f64),
    });
    KeyFigure {
        id: "list",
        label: words.say(Msg::KeyList).to_owned(),
        value: words.int(cut.count),
        detail,
        change,
        lead: Lead::Priority,
    }
}

fn turnover(periods: Periods) -> Option<KeyFigure> {
    let (before, words) = (periods.before?, periods.words);
    let join = Join::new(&periods.now.snapshot, &periods.now.snapshot);
    let changes =
        standing_changes(Moment { outcome: before }, Moment { outcome: &periods.now.outcome }, &join);
    let count = |wanted| changes.iter().filter(|change| change.list == wanted).count();
    let (n_entered, n_left) = (count(ListChange::Entered), count(ListChange::Left));
    let (entered, left) = (words.int(n_entered), words.int(n_left));
    let named = changes.iter().zip(&join.pairs).filter(|(change, _)| change.list == ListChange::Entered);
    let named = named.filter_map(|(_, pair)| Some(words.area(&periods.now.snapshot, pair.after? as usize)));
    let names: Vec<String> = named.take(2).collect();
    let detail =
        if names.is_empty() { String::new() } else { words.fill_one(Msg::KeyEntered, &words.list(&names)) };
    let more = count(ListChange::Entered) > names.len() && !names.is_empty();
    Some(KeyFigure {
        id: "turnover",
        label: words.fill_one(Msg::KeyTurnover, &periods.before_name()),
        value: match n_entered + n_left {
            0 => words.say(Msg::KeyTurnoverNone).to_owned(),
            _ => words.fill(Msg::KeyTurnoverValue, &[("entered", &entered), ("left", &left)]),
        },
        detail: if more { detail + "…" } else { detail },
        change: None,
        lead: Lead::Compare(periods.now.snapshot.periods.get(before.period)?.id.clone()),
    })
}

/// Whether scores of two periods share one scale: fixed goalposts, or the scale of one period for all.
fn is_scale_fixed(snapshot: &Snapshot, scenario: &Scenario) -> bool {
    let is_fixed = |scale: &Normalisation| {
        matches!(scale, Normalisation::Goalposts { .. } | Normalisation::Scaled { .. })
    };
    resolve(snapshot, scenario).is_ok_and(|plan| {
        let fixed = matches!(plan.within, Reference::Base(_))
            || plan.leaves.iter().all(|leaf| is_fixed(&leaf.normalisation));
        fixed && scenario.flat.is_none()
    })
}

fn median_of_list(outcome: &Outcome) -> Option<f64> {
    let scores = outcome.listed().into_iter().filter_map(|at| outcome.scored.scores.get(at as usize));
    let mut scores: Vec<f64> = scores.collect();
    ascend(&mut scores);
    crate::aggregate::quantile(&scores, 0.5)
}

fn median_score(periods: Periods) -> Option<KeyFigure> {
    let words = periods.words;
    let (now, then) = (median_of_list(&periods.now.outcome)?, median_of_list(periods.before?)?);
    if !is_scale_fixed(&periods.now.snapshot, &periods.now.scenario) {
        return None;
    }
    let verdict = if now > then { Verdict::Worse } else { Verdict::Better };
    Some(KeyFigure {
        id: "median",
        label: words.say(Msg::KeyMedianScore).to_owned(),
        value: words.score(Some(now)),
        detail: String::new(),
        change: Some(periods.change(now - then, (verdict, 1), None)),
        lead: Lead::Priority,
    })
}

fn coverage(periods: Periods) -> KeyFigure {
    let (words, now) = (periods.words, periods.now.outcome.mean_coverage());
    let change = periods.before.map(|before| {
        let points = 100.0 * (now - before.mean_coverage());
        let verdict = if points > 0.0 { Verdict::Better } else { Verdict::Worse };
        periods.change(points, (verdict, 1), Some(Msg::Points))
    });
    KeyFigure {
        id: "coverage",
        label: words.say(Msg::KeyCoverage).to_owned(),
        value: words.percent(Some(now)),
        detail: String::new(),
        change,
        lead: Lead::Data(None),
    }
}

fn notes(periods: Periods, earlier: &Earlier) -> Vec<String> {
    let words = periods.words;
    match earlier {
        Earlier::First => vec![words.say(Msg::AgainstFirst).to_owned()],
        Earlier::Failed(problems) => {
            let reasons = problem_texts(problems, &periods.now.snapshot, &periods.now.scenario.index, words);
            vec![words.fill_one(Msg::AgainstFailed, &reasons.first().cloned().unwrap_or_default())]
        }
        Earlier::Run(before) => {
            let mut notes = Vec::new();
            if !is_scale_fixed(&periods.now.snapshot, &periods.now.scenario) {
                notes.push(words.say(Msg::AgainstScale).to_owned());
            }
            let judged = judged(periods.now);
            let in_force =
                |at: &usize, period| periods.now.snapshot.column_in_force(*at, period).map(|own| own.0);
            let same = |at: &&usize| in_force(at, before.period) == in_force(at, periods.now.outcome.period);
            let stale = judged.iter().filter(same).count();
            if stale > 0 {
                let values = [("n", &words.int(stale)), ("total", &words.int(judged.len()))];
                notes.push(words.fill(Msg::AgainstStale, &values.map(|(key, value)| (key, value.as_str()))));
            }
            notes
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rank::Cut;
    use crate::score::IndexNode;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};
    use crate::text::Language;

    /// Dropout was 4, 2, 3, 6 in 1401 and is 4, 2, 8, 6 in 1402: 03 comes from third to first.
    fn two_periods() -> Snapshot {
        let text = SMALL.replace(
            r#""dropout": {"1402": [4, 2, 8, 6]}"#,
            r#""dropout": {"1401": [4, 2, 3, 6], "1402": [4, 2, 8, 6]}"#,
        );
        open(text.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn figures(snapshot: &Snapshot, change: impl FnOnce(&mut Scenario)) -> Against {
        let index = IndexNode::group("need", vec![IndexNode::leaf("dropout")]);
        let mut scenario = Scenario { index, cut: Cut::Count(1), ..Scenario::equal_weights(snapshot) };
        change(&mut scenario);
        let now = case_of(snapshot, &scenario);
        let before =
            match scenario_before(snapshot, &scenario, now.outcome.period).map(|own| run(snapshot, &own)) {
                None => Earlier::First,
                Some(Ok(outcome)) => Earlier::Run(Arc::new(outcome)),
                Some(Err(problems)) => Earlier::Failed(Arc::new(problems)),
            };
        against(&now, &before, Words { language: Language::En })
    }

    fn tile<'a>(found: &'a Against, id: &str) -> Option<&'a KeyFigure> {
        found.figures.iter().find(|own| own.id == id)
    }

    #[test]
    fn what_moved_in_the_list_is_told_by_what_it_means() {
        let found = figures(&two_periods(), |_| {});
        let worsened = tile(&found, "worsened").unwrap();
        let change = worsened.change.as_ref().unwrap();
        assert_eq!((change.arrow, change.verdict), ("▲", Verdict::Worse));
        assert!(change.text.contains("3.0") && change.text.contains("8.0"), "{}", change.text);
        assert_eq!(worsened.lead, Lead::Map(crate::view::MeasureChoice::Indicator(4)));
        assert_eq!(tile(&found, "improved"), None, "nothing improved, so nothing is said");
        let turnover = tile(&found, "turnover").unwrap();
        assert!(turnover.value.contains('1'), "{}", turnover.value);
        assert!(turnover.detail.contains("کوی مهر"), "{}", turnover.detail);
    }

    #[test]
    fn scores_compare_only_on_a_fixed_scale() {
        let snapshot = two_periods();
        let moving = figures(&snapshot, |_| {});
        assert_eq!(tile(&moving, "median"), None);
        assert_eq!(moving.notes.len(), 1, "{:?}", moving.notes);
        let fixed = figures(&snapshot, |scenario| {
            scenario.within = crate::scenario::Within::Base("1402".to_owned());
        });
        let change = tile(&fixed, "median").unwrap().change.clone().unwrap();
        assert_eq!((change.arrow, change.verdict), ("▲", Verdict::Worse));
        assert_eq!(fixed.notes, Vec::<String>::new());
    }

    #[test]
    fn without_a_period_before_it_is_said() {
        let failed = figures(&small_snapshot(), |_| {});
        assert_eq!(failed.notes.len(), 1, "dropout has no figures in 1401: {:?}", failed.notes);
        assert!(failed.figures.iter().all(|own| own.change.is_none()));
        let first = figures(&two_periods(), |scenario| scenario.period = Some("1401".to_owned()));
        assert_eq!(first.notes, [Msg::AgainstFirst.text(Language::En)]);
        assert!(tile(&first, "turnover").is_none());
    }

    #[test]
    fn figures_still_in_force_are_no_change() {
        let found = figures(&two_periods(), |_| {});
        let population = tile(&found, "population").unwrap();
        assert_eq!(population.change, None);
        assert!(!population.detail.is_empty());
    }
}
