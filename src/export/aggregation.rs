//! Groups of areas as a table: what each indicator comes to and, with a scenario, how need is spread.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::csv::{CsvWriter, Flavour};
use super::json::to_text;
use super::names::scaled_name;
use crate::aggregate::{
    Aggregation, Concentration, GroupKey, GroupSummary, Grouping, IndicatorSummary, aggregate, concentration,
    quantile,
};
use crate::filter::AreaSet;
use crate::pipeline::Outcome;
use crate::score::TreeNode;
use crate::snapshot::{Label, Snapshot};
use crate::sorting::ascend;
use crate::text::Language;

/// How need is spread inside one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupNeed {
    /// Areas with a score.
    pub ranked: usize,
    /// Smallest, first quartile, median, third quartile and largest score over areas, unweighted;
    /// `None` when no area has a score.
    pub score: Option<[f64; 5]>,
    /// The five summaries; `None` without population figures.
    #[serde(flatten)]
    pub concentration: Option<Concentration>,
    /// Population-weighted mean of each branch of the index, on the common scale, in the order of
    /// [`GroupTable::branches`]; `None` without population figures or values.
    #[serde(skip)]
    pub branches: Vec<Option<f64>>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Figures of the data.
    pub summary: GroupSummary,
    /// Figures of a scenario; `None` when there is none.
    pub need: Option<GroupNeed>,
}

/// All groups that hold an area, in their own order.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupTable {
    /// Identifiers of the indicators, in the snapshot's order.
    pub indicators: Vec<String>,
    /// Identifiers of the index's branches; empty without a scenario.
    pub branches: Vec<String>,
    /// The groups.
    pub rows: Vec<GroupRow>,
}

/// Puts the areas of `set` together by `grouping` with the figures in force in `period`; an `outcome` adds
/// how need is spread (its own areas and period should then be given).
pub fn group_table(
    snapshot: &Snapshot,
    (set, period): (&AreaSet, usize),
    grouping: &Grouping,
    outcome: Option<&Outcome>,
) -> GroupTable {
    let Aggregation { groups } = aggregate(snapshot, set, grouping, period);
    let mut members = vec![Vec::new(); grouping.groups.len()];
    for at in set.iter() {
        members[grouping.of[at] as usize].push(at as u32);
    }
    members.retain(|areas| !areas.is_empty());
    let need = outcome.map(|outcome| NeedSource::new(snapshot, outcome));
    let rows = groups
        .into_iter()
        .zip(&members)
        .map(|(summary, areas)| GroupRow { summary, need: need.as_ref().map(|source| source.of(areas)) });
    GroupTable {
        indicators: snapshot.indicators.iter().map(|indicator| indicator.id.clone()).collect(),
        rows: rows.collect(),
        branches: need.map(|source| source.ids()).unwrap_or_default(),
    }
}

/// What the need of any group is computed from.
struct NeedSource<'a> {
    outcome: &'a Outcome,
    population: Option<&'a [f64]>,
    branches: Vec<(String, Vec<f64>)>,
}

impl<'a> NeedSource<'a> {
    fn new(snapshot: &'a Snapshot, outcome: &'a Outcome) -> Self {
        let tree = &outcome.scored.tree;
        let columns = outcome.matrix.columns();
        let value = |node: &TreeNode| match node.leaf {
            Some(leaf) => columns[leaf].to_vec(),
            None => {
                let branch = tree.branch(node);
                branch.score(&columns, snapshot.n_areas()).score
            }
        };
        Self {
            outcome,
            population: snapshot.population_column(outcome.period).map(|column| column.raw()),
            branches: tree.root.children.iter().map(|node| (node.id.clone(), value(node))).collect(),
        }
    }

    fn ids(self) -> Vec<String> {
        self.branches.into_iter().map(|(id, _)| id).collect()
    }

    fn of(&self, areas: &[u32]) -> GroupNeed {
        let scores = &self.outcome.scored.scores;
        let mut sorted: Vec<f64> = areas.iter().filter_map(|at| scores.get(*at as usize)).collect();
        ascend(&mut sorted);
        let five = [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| quantile(&sorted, p));
        GroupNeed {
            ranked: sorted.len(),
            score: five.iter().all(Option::is_some).then(|| five.map(Option::unwrap_or_default)),
            concentration: self.population.and_then(|population| {
                concentration(areas, &self.outcome.ranked.ranking, &scores.score, population)
            }),
            branches: self.branches.iter().map(|(_, values)| self.weighted_mean(areas, values)).collect(),
        }
    }

    fn weighted_mean(&self, areas: &[u32], values: &[f64]) -> Option<f64> {
        let population = self.population?;
        let (mut above, mut below) = (0.0, 0.0);
        for at in areas.iter().map(|at| *at as usize) {
            if !values[at].is_nan() && !population[at].is_nan() {
                above += population[at] * values[at];
                below += population[at];
            }
        }
        (below > 0.0).then_some(above / below)
    }
}

/// Names of the figures of an indicator, in the order of [`figures`].
const FIGURES: [&str; 8] = ["value", "min", "q1", "median", "q3", "max", "missing", "used"];
/// Names of the figures of a scenario, before the branches.
const NEED: [&str; 11] = [
    "ranked",
    "score.min",
    "score.q1",
    "score.median",
    "score.q3",
    "score.max",
    "average_score",
    "average_rank",
    "proportion",
    "extent",
    "local_concentration",
];

fn figures(summary: &IndicatorSummary) -> [Option<f64>; 8] {
    let IndicatorSummary { value, used, missing, min, q1, median, q3, max } = summary;
    [*value, *min, *q1, *median, *q3, *max, Some(*missing as f64), Some(*used as f64)]
}

impl GroupNeed {
    fn figures(&self) -> [Option<f64>; 11] {
        let mut all = [None; 11];
        all[0] = Some(self.ranked as f64);
        for (slot, score) in all[1..6].iter_mut().zip(self.score.iter().flatten()) {
            *slot = Some(*score);
        }
        if let Some(own) = &self.concentration {
            let five =
                [own.average_score, own.average_rank, own.proportion, own.extent, own.local_concentration];
            all[6..].iter_mut().zip(five).for_each(|(slot, figure)| *slot = Some(figure));
        }
        all
    }
}

impl GroupTable {
    /// One row per group: `key,name,areas,population,share,population_unknown` (population and share as far as people are
    /// known, then how many areas they are not known of), with a scenario the figures of need
    /// (`average_score` and so on, `ID.scaled`), then for each indicator `ID.value`, `ID.min`, `ID.q1`,
    /// `ID.median`, `ID.q3`, `ID.max`, `ID.missing`, `ID.used`. Names are in `language`.
    pub fn csv(&self, flavour: Flavour, language: Language) -> String {
        let mut csv = CsvWriter::new(flavour);
        self.header(&mut csv);
        for GroupRow { summary, need } in &self.rows {
            let (key, name) = group_name(&summary.key);
            csv.text(&key).text(name.get(language)).count(Some(summary.areas));
            csv.number(summary.population).number(summary.population_share);
            csv.count(Some(summary.population_unknown));
            for figure in need.iter().flat_map(|need| need.figures().into_iter().chain(need.branches.clone()))
            {
                csv.number(figure);
            }
            for own in &summary.indicators {
                own.as_ref().map_or([None; 8], figures).iter().for_each(|figure| {
                    csv.number(*figure);
                });
            }
            csv.end_row();
        }
        csv.finish()
    }

    fn header(&self, csv: &mut CsvWriter) {
        let fixed = ["key", "name", "areas", "population", "share", "population_unknown"];
        let mut names = fixed.map(String::from).to_vec();
        if self.rows.iter().any(|row| row.need.is_some()) {
            names.extend(NEED.map(String::from));
            names.extend(self.branches.iter().map(|id| scaled_name(id)));
        }
        for id in &self.indicators {
            names.extend(FIGURES.iter().map(|figure| format!("{id}.{figure}")));
        }
        for name in &names {
            csv.text(name);
        }
        csv.end_row();
    }

    /// `{"groups": [{key, name, areas, population, share, population_unknown, need, indicators: {ID: {…}}}]}`; `null` is missing.
    pub fn json(&self) -> String {
        let groups: Vec<Value> = self.rows.iter().map(|row| self.json_row(row)).collect();
        to_text(&json!({ "groups": groups }))
    }

    fn json_row(&self, GroupRow { summary, need }: &GroupRow) -> Value {
        let (key, name) = group_name(&summary.key);
        let indicators: Map<String, Value> = self
            .indicators
            .iter()
            .zip(&summary.indicators)
            .map(|(id, own)| (id.clone(), json!(own)))
            .collect();
        let mut row = json!({
            "key": key, "name": name, "areas": summary.areas, "population": summary.population,
            "share": summary.population_share, "population_unknown": summary.population_unknown,
        });
        if let Some(need) = need {
            row["need"] = json!(need);
            let branches = self.branches.iter().cloned().zip(need.branches.iter().map(|own| json!(own)));
            row["need"]["branches"] = Value::Object(branches.collect());
        }
        row["indicators"] = Value::Object(indicators);
        row
    }
}

/// The key of a group as text, and its name; the key of areas of unknown group is empty.
pub fn group_name(key: &GroupKey) -> (String, Label) {
    match key {
        GroupKey::All => ("all".to_owned(), Label::both("همه", "All")),
        GroupKey::Division { code, name } => (code.clone(), name.clone()),
        GroupKey::Kind { id, name } => (id.clone(), name.clone()),
        GroupKey::Office { served: true } => ("yes".to_owned(), Label::both("دارای دفتر", "With an office")),
        GroupKey::Office { served: false } => {
            ("no".to_owned(), Label::both("بدون دفتر", "Without an office"))
        }
        GroupKey::Decile { decile } => {
            (decile.to_string(), Label::both(format!("دهک {decile}"), format!("Decile {decile}")))
        }
        GroupKey::Tier { tier } => {
            (tier.to_string(), Label::both(format!("سطح {tier}"), format!("Tier {tier}")))
        }
        GroupKey::Unknown => (String::new(), Label::both("نامعلوم", "Unknown")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::{GroupBy, group};
    use crate::pipeline::run;
    use crate::scenario::Scenario;
    use crate::testing::small_snapshot;

    fn table(with_scenario: bool) -> GroupTable {
        let snapshot = small_snapshot();
        let outcome = run(&snapshot, &Scenario::equal_weights(&snapshot)).unwrap();
        let grouping = group(&snapshot, &GroupBy::Division("county".into()), &[]).unwrap();
        group_table(&snapshot, (&AreaSet::all(4), 1), &grouping, with_scenario.then_some(&outcome))
    }

    /// A cell of the CSV by column name.
    fn cell(text: &str, row: usize, name: &str) -> String {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let at = lines.next().unwrap().iter().position(|header| *header == name).unwrap();
        lines.nth(row).unwrap()[at].to_owned()
    }

    #[test]
    fn data_alone() {
        let text = table(false).csv(Flavour::Exact, Language::En);
        assert!(text.starts_with("key,name,areas,population,share,population_unknown,pop.value,pop.min"));
        assert_eq!((cell(&text, 0, "key"), cell(&text, 0, "name")), ("C1".into(), "شرقی".into()));
        assert_eq!(cell(&text, 0, "unemployment.value"), "13.75");
        assert_eq!(cell(&text, 2, "unemployment.value"), "");
        assert_eq!(
            (cell(&text, 2, "name"), cell(&text, 2, "unemployment.missing")),
            ("Unknown".into(), "1".into())
        );
    }

    #[test]
    fn need_of_groups() {
        let text = table(true).csv(Flavour::Exact, Language::En);
        // Of the first county only area 01 is ranked, of two ranked areas in all.
        assert_eq!((cell(&text, 0, "ranked"), cell(&text, 0, "average_rank")), ("1".into(), "2".into()));
        assert_eq!(cell(&text, 0, "score.median"), cell(&text, 0, "average_score"));
        // Unemployment scaled: 100 for 1000 people, 33⅓ for 2000.
        let work: f64 = cell(&text, 0, "work.scaled").parse().unwrap();
        assert!((work - (100.0 + 200.0 / 3.0) / 3.0).abs() < 1e-12);
        assert_eq!((cell(&text, 2, "ranked"), cell(&text, 2, "extent")), ("0".into(), String::new()));
    }

    #[test]
    fn json_says_the_same() {
        let json: Value = serde_json::from_str(&table(true).json()).unwrap();
        let county = &json["groups"][0];
        assert_eq!((&county["key"], &county["share"]), (&json!("C1"), &json!(0.3)));
        assert_eq!(county["indicators"]["unemployment"]["value"], 13.75);
        assert_eq!(county["need"]["average_rank"], 2.0);
        assert!(county["need"]["branches"]["school"].is_number());
        assert_eq!(json["groups"][2]["need"]["score"], Value::Null);
    }
}
