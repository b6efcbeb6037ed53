//! Two results side by side: the finding, how far they agree, who crosses the line and why.

use crate::case::Case;
use crate::chart::slope;
use crate::pipeline::Outcome;
use crate::sensitivity::{Comparison, Move, Moved, agreement, compare};
use crate::text::Msg;

use super::need::need_name;
use super::{Words, repeated_names};

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its run.
    pub case: &'a Case,
}

/// An area that crosses the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// Position of the area.
    pub area: usize,
    /// Its name.
    pub name: String,
    /// Rank before, as shown.
    pub before: String,
    /// Rank after, as shown.
    pub after: String,
    /// What moved it, in words; empty where the scores cannot be taken apart.
    pub reason: String,
}

/// The whole comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareView {
    /// The finding.
    pub title: String,
    /// Measures of agreement: name, value, what it says.
    pub agreement: Vec<(Msg, String, Msg)>,
    /// The picture.
    pub slope: slope::Model,
    /// The area of each of its lines.
    pub areas: Vec<usize>,
    /// Areas that come into the list.
    pub entering: Vec<Crossing>,
    /// Areas that leave it.
    pub leaving: Vec<Crossing>,
    /// Name, ranks on either side and places won of every area, in the order of the second result.
    pub rows: Vec<[String; 4]>,
}

/// Compares two results of one snapshot.
pub fn compare_view(a: Side, b: Side, words: Words) -> CompareView {
    let snapshot = &*a.case.snapshot;
    let comparison = compare(&a.case.outcome, &b.case.outcome);
    let repeated = repeated_names(snapshot);
    let name = |area| words.area_apart(snapshot, area, &repeated);
    let crossing = |kind, sign| -> Vec<Crossing> {
        let reason = |area| reason((a, b), area, (sign, words)).unwrap_or_default();
        comparison.of(kind).map(|row| crossing(row, (name(row.area), reason(row.area)), words)).collect()
    };
    let (entering, leaving) = (crossing(Move::Enters, 1.0), crossing(Move::Leaves, -1.0));
    CompareView {
        title: title(&comparison, (&entering, &leaving), words),
        agreement: measures(&a.case.outcome, &b.case.outcome, &comparison, words),
        areas: comparison.rows.iter().map(|row| row.area).collect(),
        slope: picture((a, b), &comparison, (&name, words)),
        rows: comparison.rows.iter().map(|row| table_row(name(row.area), row, words)).collect(),
        entering,
        leaving,
    }
}

fn title(comparison: &Comparison, (entering, leaving): (&[Crossing], &[Crossing]), words: Words) -> String {
    let common = words.int(comparison.common);
    if entering.is_empty() && leaving.is_empty() {
        let moved = comparison.rows.iter().any(|row| row.gain().is_some_and(|gain| gain != 0));
        return words
            .fill(if moved { Msg::CompareSameList } else { Msg::CompareSame }, &[("common", &common)]);
    }
    words.fill(
        Msg::CompareTitle,
        &[("in", &words.int(entering.len())), ("out", &words.int(leaving.len())), ("common", &common)],
    )
}

fn measures(a: &Outcome, b: &Outcome, comparison: &Comparison, words: Words) -> Vec<(Msg, String, Msg)> {
    let found = agreement(a, b);
    let number = |value: Option<f64>| words.number(value, 2);
    vec![
        (Msg::AgreeSpearman, number(found.spearman), Msg::AgreeSpearmanHint),
        (Msg::AgreeKendall, number(found.kendall_tau_b), Msg::AgreeKendallHint),
        (Msg::AgreeWeighted, number(found.weighted_tau), Msg::AgreeWeightedHint),
        (Msg::AgreeOverlap, words.percent(found.top_overlap), Msg::AgreeOverlapHint),
        (Msg::AgreeJaccard, words.percent(found.jaccard), Msg::AgreeJaccardHint),
        (Msg::AgreeShift, words.number(comparison.mean_shift, 1), Msg::AgreeShiftHint),
    ]
}

fn table_row(name: String, row: &Moved, words: Words) -> [String; 4] {
    let rank = |rank: Option<u32>| words.number(rank.map(f64::from), 0);
    let gain = match row.gain() {
        Some(0) => "=".to_owned(),
        Some(gain) => {
            let arrow = if gain > 0 { "▲" } else { "▼" };
            format!("{arrow} {}", words.int(gain.unsigned_abs() as usize))
        }
        None => words.number(None, 0),
    };
    [name, rank(row.left), rank(row.right), gain]
}

fn picture(
    (a, b): (Side, Side),
    comparison: &Comparison,
    (name, words): (&dyn Fn(usize) -> String, Words),
) -> slope::Model {
    let line = |row: &Moved| slope::Line {
        label: name(row.area),
        start: row.left,
        end: row.right,
        kind: match row.kind {
            Move::Stays => slope::Kind::Stays,
            Move::Enters => slope::Kind::Enters,
            Move::Leaves => slope::Kind::Leaves,
            Move::Outside => slope::Kind::Other,
        },
    };
    slope::Model {
        start_title: a.title.to_owned(),
        end_title: b.title.to_owned(),
        lines: comparison.rows.iter().map(line).collect(),
        start_cut: Some(a.case.outcome.ranked.cut.line as u32),
        end_cut: Some(b.case.outcome.ranked.cut.line as u32),
        cut_labels: [words.say(Msg::CompareCut).to_owned(), String::new()],
        others: words.say(Msg::CompareOthers).to_owned(),
        selected: None,
        hovered: None,
    }
}

fn crossing(row: &Moved, (name, reason): (String, String), words: Words) -> Crossing {
    let rank = |rank: Option<u32>| words.number(rank.map(f64::from), 0);
    Crossing { area: row.area, name, before: rank(row.left), after: rank(row.right), reason }
}

/// The part of the index that moved an area most against the last one in the list, and how.
///
/// Contributions are compared with those at the cut line, in shares of the range of scores, so that two scales compare.
fn reason((a, b): (Side, Side), area: usize, (sign, words): (f64, Words)) -> Option<String> {
    let (before, after) = (excess(&a.case.outcome, area)?, excess(&b.case.outcome, area)?);
    let part = |id: &str, parts: &[(String, f64)]| {
        parts.iter().find(|(own, _)| own == id).map_or(0.0, |(_, excess)| *excess)
    };
    let ids = after.iter().chain(&before).map(|(id, _)| id);
    let changes = ids.map(|id| (id, sign * (part(id, &after) - part(id, &before))));
    let (id, change) = changes.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
    let name = need_name(b.case, id, words);
    let key = match (sign > 0.0, part(id, &after) > 0.0) {
        (true, true) => Msg::CompareRaisesMore,
        (true, false) => Msg::CompareLowersLess,
        (false, true) => Msg::CompareRaisesLess,
        (false, false) => Msg::CompareLowersMore,
    };
    (change > 1e-9).then(|| words.fill_one(key, &name))
}

/// What each branch adds beyond what it adds at the cut line, as a share of the range of scores. At the line means the
/// mean of the last area in the list and the first one outside it.
fn excess(outcome: &Outcome, area: usize) -> Option<Vec<(String, f64)>> {
    let order = &outcome.ranked.ranking.order;
    let score = |at: u32| outcome.scored.scores.score[at as usize];
    let range = score(*order.first()?) - score(*order.last()?);
    let cut = outcome.ranked.cut.line.clamp(1, order.len());
    if !outcome.is_additive() || range <= 0.0 || outcome.scored.scores.get(area).is_none() {
        return None;
    }
    let line: Vec<_> = order[cut - 1..].iter().take(2).map(|at| outcome.explain(*at as usize)).collect();
    let at_line = |branch: usize| {
        let parts = line.iter().filter_map(|why| why.children.get(branch)).map(|node| node.contribution);
        parts.sum::<f64>() / line.len() as f64
    };
    let own = outcome.explain(area).children.into_iter().enumerate();
    Some(own.map(|(at, node)| (node.id, (node.contribution - at_line(at)) / range)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::MissingRule;
    use crate::snapshot::Snapshot;
    use crate::testing::{case_of, small_snapshot};

    fn sides() -> (Snapshot, [Scenario; 2]) {
        let snapshot = small_snapshot();
        let mut first = Scenario { cut: Cut::Count(2), ..Scenario::equal_weights(&snapshot) };
        first.missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let mut second = first.clone();
        second.index.children[0].weight = 0.0;
        (snapshot, [first, second])
    }

    #[test]
    fn says_who_crosses_the_line_and_why() {
        let (snapshot, scenarios) = sides();
        let cases = scenarios.each_ref().map(|scenario| case_of(&snapshot, scenario));
        let side = |at: usize| Side { title: "x", case: &cases[at] };
        let view = compare_view(side(0), side(1), Words::default());
        // The first and the third area change places at the line.
        assert_eq!(view.entering.iter().map(|own| own.area).collect::<Vec<_>>(), [2]);
        assert_eq!(view.leaving.iter().map(|own| own.area).collect::<Vec<_>>(), [0]);
        assert!(view.leaving[0].reason.contains("معیشت"), "{:?}", view.leaving);
        assert_eq!(view.rows[0][1..], ["۱", "۱", "="]);
        assert!(view.title.contains('۱'), "{}", view.title);
        assert_eq!(view.slope.lines.len(), view.areas.len());
    }

    #[test]
    fn the_same_is_called_the_same() {
        let (snapshot, [scenario, _]) = sides();
        let case = case_of(&snapshot, &scenario);
        let side = Side { title: "x", case: &case };
        let view = compare_view(side, side, Words::default());
        assert_eq!(view.title, Words::default().fill(Msg::CompareSame, &[("common", "۲")]));
        assert_eq!(view.agreement[0].1, "۱٫۰۰");
    }
}
