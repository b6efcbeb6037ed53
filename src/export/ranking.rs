//! The ranking as CSV.

use super::csv::{CsvWriter, Flavour};
use super::names::{contribution_name, figure_name, value_name, verdict_name};
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::rank::decile;
use crate::scenario::Lock;
use crate::snapshot::{Column, Snapshot};

/// How a ranking is written as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListOptions {
    /// For whom.
    pub flavour: Flavour,
    /// Only so many rows from the first rank down, and no unscored areas; `None` writes them all.
    pub top: Option<usize>,
}

/// `code,name,score,rank,tier`: one row per area that counts, in rank order, the unscored ones after them
/// with empty score, rank and tier. Scores have full precision.
pub fn ranking_csv(snapshot: &Snapshot, outcome: &Outcome, options: ListOptions) -> String {
    let mut csv = CsvWriter::with_header(options.flavour, ["code", "name", "score", "rank", "tier"]);
    for at in listed(outcome, options.top) {
        basic_cells(&mut csv, snapshot, outcome, at);
        csv.end_row();
    }
    csv.finish()
}

/// Columns of the decisions outside the rule.
const LOCK_NAMES: [&str; 5] = ["lock", "lock_reason", "lock_date", "lock_decider", "lock_letter"];

fn lock_cells(csv: &mut CsvWriter, lock: Option<&Lock>) {
    let of = |text: fn(&Lock) -> Option<&str>| lock.and_then(text).unwrap_or_default();
    csv.text(of(|own| Some(own.list.code()))).text(of(|own| Some(&own.reason)));
    csv.text(of(|own| own.date.as_deref())).text(of(|own| own.decider.as_deref()));
    csv.text(of(|own| own.letter.as_deref()));
}

/// The ranking with all that stands behind it: after the columns of [`ranking_csv`] the rank among all areas
/// of the snapshot, decile, population, coverage (0 to 1), whether the area is in the list, what each
/// domain adds to the score (`ID.contribution`; empty under a flat method, whose score is no sum), every indicator as
/// the data have it (`ID.value`), where locks are, which way, why and on whose
/// word (`lock`: `in` or `out`, `lock_reason`, `lock_date`, `lock_decider`, `lock_letter`), what each rule says (`rule.ID`: `flagged`, `near`, `not_flagged` or `unknown`) and a flat
/// method's own figures (`figure.NAME`).
pub fn full_csv(case: &Case, options: ListOptions) -> String {
    let Case { snapshot, outcome, .. } = case;
    let branches: Vec<&str> = outcome.scored.tree.root.children.iter().map(|node| node.id.as_str()).collect();
    let columns = snapshot.columns_in_force(outcome.period);
    let values: Vec<(&str, &Column)> = columns.map(|(own, _, column)| (own.id.as_str(), column)).collect();
    let mut csv = CsvWriter::new(options.flavour);
    header(&mut csv, &branches, &values);
    let has_locks = !outcome.ranked.locks.is_empty();
    let lock_names = if has_locks { &LOCK_NAMES[..] } else { &[] };
    lock_names.iter().for_each(|name| {
        csv.text(name);
    });
    extra_names(outcome).iter().for_each(|name| {
        csv.text(name);
    });
    csv.end_row();
    let population = snapshot.population_column(outcome.period);
    for at in listed(outcome, options.top) {
        basic_cells(&mut csv, snapshot, outcome, at);
        standing_cells(&mut csv, outcome, at);
        csv.number(population.and_then(|column| column.get(at)));
        csv.number(outcome.scored.scores.coverage.get(at).copied());
        csv.text(if outcome.in_list(at) { "yes" } else { "no" });
        contribution_cells(&mut csv, outcome, at);
        for (_, column) in &values {
            csv.number(column.get(at));
        }
        if has_locks {
            let own = lock_of(case, at);
            lock_cells(&mut csv, own);
        }
        extra_cells(&mut csv, outcome, at);
        csv.end_row();
    }
    csv.finish()
}

/// The scenario's decision outside the rule on an area that counts.
pub(super) fn lock_of(case: &Case, at: usize) -> Option<&Lock> {
    case.outcome.lock(at)?;
    case.scenario.locks.iter().find(|lock| lock.area == case.snapshot.areas.code[at])
}

/// Areas that count: ranked ones first priority first, then the unscored ones in file order.
pub(super) fn listed(outcome: &Outcome, top: Option<usize>) -> impl Iterator<Item = usize> + '_ {
    let ranking = &outcome.ranked.ranking;
    let (ranked, unscored) = match top {
        Some(top) => (&ranking.order[..top.min(ranking.len())], &[][..]),
        None => (ranking.order.as_slice(), ranking.unscored.as_slice()),
    };
    ranked.iter().chain(unscored).map(|at| *at as usize)
}

fn header(csv: &mut CsvWriter, branches: &[&str], values: &[(&str, &Column)]) {
    let fixed = ["code", "name", "score", "rank", "tier", "overall_rank", "decile", "population", "coverage"];
    for name in fixed.into_iter().chain(["in_list"]) {
        csv.text(name);
    }
    for branch in branches {
        csv.text(&contribution_name(branch));
    }
    for (id, _) in values {
        csv.text(&value_name(id));
    }
}

fn basic_cells(csv: &mut CsvWriter, snapshot: &Snapshot, outcome: &Outcome, at: usize) {
    csv.text(&snapshot.areas.code[at])
        .text(&snapshot.areas.name[at])
        .number(outcome.scored.scores.get(at))
        .count(outcome.ranked.ranking.rank(at).map(|rank| rank as usize))
        .count(outcome.tier(at).map(usize::from));
}

fn standing_cells(csv: &mut CsvWriter, outcome: &Outcome, at: usize) {
    let ranking = &outcome.ranked.ranking;
    csv.count(outcome.ranked.overall.rank(at).map(|rank| rank as usize));
    csv.count(ranking.rank(at).map(|rank| decile(rank, ranking.len()) as usize));
}

fn contribution_cells(csv: &mut CsvWriter, outcome: &Outcome, at: usize) {
    let why = outcome.explain(at);
    for node in &why.children {
        let counts = outcome.is_additive() && why.value.is_some() && node.value.is_some();
        csv.number(counts.then_some(node.contribution));
    }
}

/// Columns that only rules or a flat method bring.
fn extra_names(outcome: &Outcome) -> Vec<String> {
    let rules = outcome.flags.iter().flat_map(|flags| &flags.rules).map(|rule| format!("rule.{}", rule.id));
    let figures = outcome.scored.flat.iter().flat_map(|flat| &flat.figures);
    rules.chain(figures.map(|figure| format!("figure.{}", figure_name(figure.kind)))).collect()
}

fn extra_cells(csv: &mut CsvWriter, outcome: &Outcome, at: usize) {
    for rule in outcome.flags.iter().flat_map(|flags| &flags.rules) {
        csv.text(rule.verdict.get(at).copied().flatten().map_or("", verdict_name));
    }
    for figure in outcome.scored.flat.iter().flat_map(|flat| &flat.figures) {
        csv.number(figure.values.get(at).copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rank::Cut;
    use crate::scenario::{Membership, Scenario};
    use crate::testing::small_snapshot;

    fn outcome(cut: Cut) -> (Snapshot, Scenario, Outcome) {
        let snapshot = small_snapshot();
        let scenario = Scenario { cut, ..Scenario::equal_weights(&snapshot) };
        let outcome = run(&snapshot, &scenario).unwrap();
        (snapshot, scenario, outcome)
    }

    #[test]
    fn the_contract_of_the_ranking() {
        let (snapshot, _, outcome) = outcome(Cut::Count(1));
        let text = ranking_csv(&snapshot, &outcome, ListOptions::default());
        let score = outcome.scored.scores.get(0).unwrap();
        let expected = format!(
            "code,name,score,rank,tier\n01,باغ نو,{score},1,1\n03,کوی مهر,25,2,3\n02,گلزار,,,\n04,دشت,,,\n"
        );
        assert_eq!(text, expected);
        let first =
            ranking_csv(&snapshot, &outcome, ListOptions { flavour: Flavour::Spreadsheet, top: Some(1) });
        assert_eq!(first, format!("\u{feff}code,name,score,rank,tier\n01,باغ نو,{score},1,1\n"));
    }

    #[test]
    fn the_full_table_explains_the_score() {
        let (snapshot, scenario, _) = outcome(Cut::Count(1));
        let run = Case::run(snapshot, scenario).unwrap().with_sha256("");
        let text = full_csv(&run, ListOptions::default());
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!(
            rows[0].join(","),
            "code,name,score,rank,tier,overall_rank,decile,population,coverage,in_list,work.contribution,\
             school.contribution,pop.value,active.value,jobless.value,unemployment.value,dropout.value,trust.value"
        );
        let number = |row: usize, column: usize| rows[row][column].parse::<f64>().unwrap();
        assert_eq!(number(1, 10), 50.0);
        assert!((number(1, 10) + number(1, 11) - number(1, 2)).abs() < 1e-12);
        assert_eq!((rows[1][9], rows[2][9], rows[3][9]), ("yes", "no", "no"));
        assert_eq!(rows[3][5..9], ["", "", "2000", "0.75"]);
        assert_eq!(rows[3][10..12], ["", ""]);
    }

    #[test]
    fn locks_bring_columns_of_their_own() {
        let (snapshot, mut scenario, _) = outcome(Cut::Count(1));
        let lock = |area: &str, list| Lock::new(area, list, "مصوبهٔ ۱۲");
        let recorded = Lock {
            date: Some("2024-05-01".into()),
            decider: Some("فرماندار".into()),
            letter: Some("۱۲/۳۴".into()),
            ..lock("01", Membership::Out)
        };
        scenario.locks = vec![lock("04", Membership::In), recorded];
        let outcome = run(&snapshot, &scenario).unwrap();
        assert_eq!((outcome.listed(), outcome.ranked.cut.count, outcome.ranked.cut.line), (vec![3], 1, 0));
        let run = Case::run(snapshot, scenario).unwrap().with_sha256("");
        let text = full_csv(&run, ListOptions::default());
        let ends: Vec<&str> =
            text.lines().map(|line| line.rsplit_once("trust.value").map_or(line, |own| own.1)).collect();
        assert_eq!(ends[0], ",lock,lock_reason,lock_date,lock_decider,lock_letter");
        assert!(
            ends[1].starts_with("01")
                && ends[1].ends_with(",out,مصوبهٔ ۱۲,2024-05-01,فرماندار,۱۲/۳۴")
                && ends[1].contains(",no,"),
            "{text}"
        );
        assert!(ends[2].ends_with(",,,,,"), "{text}");
        assert!(
            ends[4].starts_with("04") && ends[4].ends_with(",in,مصوبهٔ ۱۲,,,") && ends[4].contains(",yes,"),
            "{text}"
        );
    }

    #[test]
    fn the_line_may_split_a_tie() {
        let (_, _, mut outcome) = outcome(Cut::Count(1));
        let codes = ["01", "02", "03", "04"].map(String::from);
        let ranking = crate::rank::rank(&[9.0, 7.0, 7.0, 7.0], &crate::filter::AreaSet::all(4), &codes);
        let line = crate::rank::cut_line(Cut::Count(3), &ranking, (&[9.0, 7.0, 7.0, 7.0], None), &[]);
        let ranked = std::sync::Arc::make_mut(&mut outcome.ranked);
        (ranked.ranking, ranked.cut) = (ranking, line);
        assert_eq!([0, 1, 2, 3].map(|at| outcome.in_list(at)), [true, true, true, false]);
    }
}
