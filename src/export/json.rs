//! The ranking as JSON: rows, and everything a reader needs to judge them.

use serde::Serialize;
use serde_json::{Map, Value};

use super::names::{figure_name, verdict_name};
use super::ranking::lock_of;
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::rank::{CutLine, decile};
use crate::rule::VerdictCounts;
use crate::scenario::{Lock, Scenario};
use crate::score::NormaliseError;
use crate::snapshot::Label;

/// `format` of the file.
const FORMAT: &str = "negah.ranking";

#[derive(Serialize)]
struct RankingFile<'a> {
    format: &'static str,
    version: u32,
    snapshot: SnapshotHead<'a>,
    scenario: &'a Scenario,
    period: &'a str,
    counts: Counts,
    cut: CutLine,
    indicators: Vec<IndicatorHead<'a>>,
    /// Whether a score is the sum of its contributions; a flat method's is not.
    additive: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<RuleHead<'a>>,
    rows: Vec<Row<'a>>,
    unscored: Vec<Unscored<'a>>,
}

#[derive(Serialize)]
struct SnapshotHead<'a> {
    sha256: &'a str,
    title: &'a Label,
    issued: &'a str,
    synthetic: bool,
}

#[derive(Serialize)]
struct Counts {
    /// Areas of the snapshot.
    areas: usize,
    /// Areas that count.
    selected: usize,
    /// Of those, areas with a rank.
    ranked: usize,
    /// Of those, areas without a score.
    unscored: usize,
}

#[derive(Serialize)]
struct IndicatorHead<'a> {
    id: &'a str,
    /// The period whose values were in force.
    period: &'a str,
    imputed: usize,
    missing: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<NormaliseError>,
    /// What was done about outliers.
    #[serde(skip_serializing_if = "Option::is_none")]
    treated: Option<Treated>,
    /// Values that could not be drawn towards their division's, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_shrunk: Option<usize>,
}

#[derive(Serialize)]
struct Treated {
    /// Values brought in at the lower end.
    low: usize,
    /// Values brought in at the upper end.
    high: usize,
    /// λ of Box and Cox, 0 for a logarithm; `None` where nothing was transformed.
    lambda: Option<f64>,
}

#[derive(Serialize)]
struct RuleHead<'a> {
    id: &'a str,
    name: &'a Label,
    counts: VerdictCounts,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name: &'a str,
    score: Option<f64>,
    rank: Option<u32>,
    tied: bool,
    tier: u8,
    decile: Option<u32>,
    overall_rank: Option<u32>,
    coverage: f64,
    in_list: bool,
    /// The decision outside the rule on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock: Option<&'a Lock>,
    contributions: Map<String, Value>,
    /// What each rule says.
    #[serde(skip_serializing_if = "Map::is_empty")]
    flags: Map<String, Value>,
    /// A flat method's own figures.
    #[serde(skip_serializing_if = "Map::is_empty")]
    figures: Map<String, Value>,
}

#[derive(Serialize)]
struct Unscored<'a> {
    code: &'a str,
    name: &'a str,
    coverage: f64,
    /// The decision outside the rule on it: kept in the list, it has no rank there.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock: Option<&'a Lock>,
}

/// The run as one JSON object: `snapshot` (with its hash), `scenario`, `period`, `counts`, `cut`, `indicators`
/// (with counts of values imputed, missing and treated, and why one was left out), `rules`, `rows` in rank order and `unscored` areas.
/// `top` keeps only so many rows. Numbers are exact; the same run gives the same bytes.
pub fn ranking_json(case: &Case, top: Option<usize>) -> String {
    let Case { snapshot, scenario, outcome, .. } = case;
    let ranking = &outcome.ranked.ranking;
    let header = &snapshot.header;
    let file = RankingFile {
        format: FORMAT,
        version: 1,
        snapshot: SnapshotHead {
            sha256: &case.sha256,
            title: &header.title,
            issued: &header.issued,
            synthetic: header.synthetic,
        },
        scenario,
        period: &snapshot.periods[outcome.period].id,
        counts: Counts {
            areas: snapshot.n_areas(),
            selected: outcome.set.count(),
            ranked: ranking.len(),
            unscored: ranking.unscored.len(),
        },
        cut: outcome.ranked.cut,
        indicators: indicators(case),
        additive: outcome.is_additive(),
        rules: rules(outcome),
        rows: ranking
            .order
            .iter()
            .take(top.unwrap_or(usize::MAX))
            .map(|at| row(case, *at as usize))
            .collect(),
        unscored: ranking.unscored.iter().map(|at| unscored(case, *at as usize)).collect(),
    };
    to_text(&file)
}

/// Indented JSON with a last line feed.
pub(super) fn to_text(value: &impl Serialize) -> String {
    let mut text = crate::json::write_indented(value);
    text.push('\n');
    text
}

fn indicators<'a>(case: &'a Case) -> Vec<IndicatorHead<'a>> {
    let snapshot = &*case.snapshot;
    let head = |leaf: &crate::pipeline::MatrixLeaf| IndicatorHead {
        id: &snapshot.indicators[leaf.indicator].id,
        period: &snapshot.periods[leaf.period].id,
        imputed: leaf.imputed,
        missing: leaf.missing,
        left_out: leaf.left_out,
        treated: leaf.treated.map(|own| Treated { low: own.low, high: own.high, lambda: own.lambda }),
        not_shrunk: leaf.not_shrunk,
    };
    case.outcome.matrix.leaves.iter().map(head).collect()
}

fn rules(outcome: &Outcome) -> Vec<RuleHead<'_>> {
    let rules = outcome.flags.iter().flat_map(|flags| &flags.rules);
    rules.map(|rule| RuleHead { id: &rule.id, name: &rule.name, counts: rule.counts }).collect()
}

/// What each rule says of an area.
pub(super) fn flags(outcome: &Outcome, at: usize) -> Map<String, Value> {
    let rules = outcome.flags.iter().flat_map(|flags| &flags.rules);
    let said = rules.filter_map(|rule| {
        let verdict = rule.verdict.get(at).copied().flatten()?;
        Some((rule.id.clone(), Value::from(verdict_name(verdict))))
    });
    said.collect()
}

/// A flat method's own figures of an area; `null` where it takes no part.
pub(super) fn figures(outcome: &Outcome, at: usize) -> Map<String, Value> {
    let figures = outcome.scored.flat.iter().flat_map(|flat| &flat.figures);
    let number = |value: Option<&f64>| value.copied().filter(|x| x.is_finite()).into();
    figures.map(|figure| (figure_name(figure.kind), number(figure.values.get(at)))).collect()
}

fn row<'a>(case: &'a Case, at: usize) -> Row<'a> {
    let Case { snapshot, outcome, .. } = case;
    let ranked = &outcome.ranked;
    let rank = ranked.ranking.rank(at);
    let contribution = |node: &crate::score::NodeValue| {
        let own = node.value.filter(|_| outcome.is_additive()).map(|_| node.contribution);
        (node.id.clone(), own.into())
    };
    Row {
        code: &snapshot.areas.code[at],
        name: &snapshot.areas.name[at],
        score: outcome.scored.scores.get(at),
        rank,
        tied: ranked.ranking.is_tied(at),
        tier: ranked.tiers[at],
        decile: rank.map(|rank| decile(rank, ranked.ranking.len())),
        overall_rank: ranked.overall.rank(at),
        coverage: outcome.scored.scores.coverage[at],
        in_list: outcome.in_list(at),
        lock: lock_of(case, at),
        contributions: outcome.explain(at).children.iter().map(contribution).collect(),
        flags: flags(outcome, at),
        figures: figures(outcome, at),
    }
}

fn unscored<'a>(case: &'a Case, at: usize) -> Unscored<'a> {
    let areas = &case.snapshot.areas;
    let coverage = case.outcome.scored.scores.coverage[at];
    Unscored { code: &areas.code[at], name: &areas.name[at], coverage, lock: lock_of(case, at) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn says_what_the_ranking_rests_on() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        let run = case.clone().with_sha256("ab");
        let json: Value = serde_json::from_str(&ranking_json(&run, Some(1))).unwrap();
        assert_eq!(json["snapshot"]["sha256"], "ab");
        assert_eq!(json["period"], "1402");
        assert_eq!(json["counts"]["ranked"], 2);
        assert_eq!(json["rows"].as_array().unwrap().len(), 1);
        assert_eq!(json["rows"][0]["code"], "01");
        assert_eq!(json["rows"][0]["score"].as_f64(), case.outcome.scored.scores.get(0));
        assert_eq!(json["rows"][0]["contributions"]["work"], 50.0);
        assert_eq!(json["unscored"][1]["code"], "04");
        assert_eq!(
            json["indicators"][0],
            serde_json::json!(
                {"id": "unemployment", "period": "1402", "imputed": 0, "missing": 1}
            )
        );
        assert_eq!(Scenario::parse(json["scenario"].to_string().as_bytes()).unwrap(), scenario);
    }
}
