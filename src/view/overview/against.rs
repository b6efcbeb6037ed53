//! Key figures against the period before: the same scenario, run a second time on the earlier figures.
//!
//! What does not compare is said and not shown: scores whose scale is set anew in every period, figures that no period
//! after the earlier one brought.

use crate::case::Case;
use crate::insight::{
    Earlier, Turnover, is_scale_fixed, median_of_list, not_renewed, people, scored_indicators,
    turnover as turnover_of,
};
use crate::text::Msg;
use crate::view::{Words, problem_texts};

use super::key_figure::{KeyFigure, Periods, Verdict};
use super::lead::Lead;
use super::moves::moved;

/// The key figures with what must be said of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// The tiles.
    pub figures: Vec<KeyFigure>,
    /// What is compared with what, and what does not compare.
    pub notes: Vec<String>,
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
    let Turnover { entered, left } = turnover_of(&periods.now.snapshot, before, &periods.now.outcome);
    let names = entered.iter().take(2).map(|at| words.area(&periods.now.snapshot, *at));
    let names: Vec<String> = names.collect();
    let detail =
        if names.is_empty() { String::new() } else { words.fill_one(Msg::KeyEntered, &words.list(&names)) };
    let more = entered.len() > names.len();
    let counts = [("entered", words.int(entered.len())), ("left", words.int(left.len()))];
    Some(KeyFigure {
        id: "turnover",
        label: words.fill_one(Msg::KeyTurnover, &periods.before_name()),
        value: match entered.is_empty() && left.is_empty() {
            true => words.say(Msg::KeyTurnoverNone).to_owned(),
            false => words.filled(Msg::KeyTurnoverValue, &counts),
        },
        detail: if more { detail + "…" } else { detail },
        change: None,
        lead: Lead::Compare(periods.now.snapshot.periods.get(before.period)?.id.clone()),
    })
}

fn median_score(periods: Periods) -> Option<KeyFigure> {
    let words = periods.words;
    let (now, then) = (median_of_list(&periods.now.outcome)?, median_of_list(periods.before?)?);
    if !is_scale_fixed(periods.now) {
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
            if !is_scale_fixed(periods.now) {
                notes.push(words.say(Msg::AgainstScale).to_owned());
            }
            let stale = not_renewed(periods.now, before.period).len();
            let total = scored_indicators(periods.now).len();
            if stale > 0 {
                let values = [("n", words.int(stale)), ("total", words.int(total))];
                notes.push(words.filled(Msg::AgainstStale, &values));
            }
            notes
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::IndexNode;
    use crate::snapshot::Snapshot;
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
        against(&now, &Earlier::of(&now), Words { language: Language::En })
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
