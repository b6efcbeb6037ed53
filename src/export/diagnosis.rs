//! What stands behind the weights: how the indicators of an index hang together over the areas that count.
//!
//! None of it enters a score. Weights that data suggest say what the data are like, not what matters.

use serde_json::{Map, Value, json};

use super::csv::{CsvWriter, Flavour};
use super::json::to_text;
use crate::case::Case;
use crate::score::TreeNode;
use crate::snapshot::Label;
use crate::stat::alpha::{Alpha, alpha};
use crate::stat::correlation::{Correlation, Kind, matrix};
use crate::stat::effective::{Effective, effective};
use crate::stat::pca::{Components, components};
use crate::stat::redundant::{Pair, Remark, redundant};
use crate::weight::diagnostic::{Diagnostic, DiagnosticError, Suggestion, suggest};

/// An indicator of the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Label,
    /// Identifier of the top group it stands in; its own where it stands at the top.
    pub group: String,
    /// Its share of the whole index by the weights as written, 0 to 1.
    pub nominal: f64,
}

/// A top group of the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Label,
    /// Positions of its indicators.
    pub columns: Vec<usize>,
    /// Cronbach's alpha of them.
    pub alpha: Alpha,
}

/// All figures, on the common scale over the areas that count.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    snapshot: String,
    period: String,
    /// The indicators that take part, from left to right; positions elsewhere point here.
    pub columns: Vec<Column>,
    /// Whether the index is a weighted sum: only then are the effective weights those of the score.
    pub linear: bool,
    /// Spearman's correlation of each with each.
    pub correlations: Vec<Vec<Correlation>>,
    /// The top groups with more than one indicator.
    pub groups: Vec<Reliability>,
    /// Principal components; `None` of too few complete rows or constant columns.
    pub components: Option<Components>,
    /// Pairs within a top group that say the same, or pull against each other.
    pub pairs: Vec<Pair>,
    /// How much each indicator really brings to the weighted sum; `None` where that cannot be said.
    pub effective: Option<Effective>,
    /// Weights that the data suggest; diagnostics only.
    pub suggested: Vec<(Diagnostic, Result<Suggestion, DiagnosticError>)>,
}

/// Looks into the index of a run.
pub fn diagnosis(case: &Case) -> Diagnosis {
    let outcome = &*case.outcome;
    let mut found = Vec::new();
    for top in &outcome.scored.tree.root.children {
        let whole: f64 = outcome.scored.tree.root.children.iter().map(|child| child.weight).sum();
        leaves(top, (&top.id, top.weight / whole), &mut found);
    }
    let all = outcome.matrix.columns();
    let own = |column: usize| -> Vec<f64> {
        let values = all.get(column).copied().unwrap_or_default();
        outcome.set.iter().filter_map(|at| values.get(at).copied()).collect()
    };
    let values: Vec<Vec<f64>> = found.iter().map(|(column, ..)| own(*column)).collect();
    let slices: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
    let name = |id: &str| case.part_name(id);
    let columns: Vec<Column> = found
        .iter()
        .map(|(_, id, group, nominal)| Column {
            id: (*id).to_owned(),
            name: name(id),
            group: (*group).to_owned(),
            nominal: *nominal,
        })
        .collect();
    let nominal: Vec<f64> = columns.iter().map(|column| column.nominal).collect();
    Diagnosis {
        snapshot: case.sha256.to_string(),
        period: case.snapshot.periods[outcome.period].id.clone(),
        linear: outcome.is_additive() && outcome.scored.tree.is_linear(),
        correlations: matrix(&slices, Kind::Spearman),
        groups: reliability(case, &columns, &slices),
        components: components(&slices),
        pairs: redundant(&slices, &group_numbers(&columns)),
        effective: effective(&nominal, &slices),
        suggested: Diagnostic::ALL.into_iter().map(|method| (method, suggest(method, &slices))).collect(),
        columns,
    }
}

/// Column, identifier, top group and share of the whole index of every leaf.
fn leaves<'a>(
    node: &'a TreeNode,
    (group, share): (&'a str, f64),
    found: &mut Vec<(usize, &'a str, &'a str, f64)>,
) {
    if let Some(column) = node.leaf {
        found.push((column, &node.id, group, share));
    }
    let whole: f64 = node.children.iter().map(|child| child.weight).sum();
    node.children.iter().for_each(|child| leaves(child, (group, share * child.weight / whole), found));
}

fn group_numbers(columns: &[Column]) -> Vec<usize> {
    let first = |group: &str| columns.iter().position(|column| column.group == group).unwrap_or_default();
    columns.iter().map(|column| first(&column.group)).collect()
}

fn reliability(case: &Case, columns: &[Column], values: &[&[f64]]) -> Vec<Reliability> {
    let of = |top: &TreeNode| {
        let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].group == top.id).collect();
        let slices: Vec<&[f64]> = own.iter().map(|at| values[*at]).collect();
        let name = case.part_name(&top.id);
        (own.len() > 1).then(|| Reliability { id: top.id.clone(), name, alpha: alpha(&slices), columns: own })
    };
    case.outcome.scored.tree.root.children.iter().filter_map(of).collect()
}

/// The name of a way to come to weights from data, as files write it.
pub fn diagnostic_name(method: Diagnostic) -> &'static str {
    match method {
        Diagnostic::Entropy => "entropy",
        Diagnostic::Critic => "critic",
        Diagnostic::Deviation => "deviation",
        Diagnostic::Principal => "principal",
    }
}

fn remark_name(remark: Remark) -> &'static str {
    match remark {
        Remark::Same => "same",
        Remark::Against => "against",
    }
}

/// One line of the CSV: figure, what it is of, with what else, value, areas it rests on.
type Line = (String, String, String, Option<f64>, Option<usize>);

impl Diagnosis {
    fn id(&self, at: usize) -> String {
        self.columns.get(at).map(|column| column.id.clone()).unwrap_or_default()
    }

    /// `figure,of,with,value,n`, one figure a row: `spearman` of each pair of indicators, `alpha`, `alpha_standardised`
    /// and `alpha_without` of the top groups, `eigenvalue`, `explained` and `loading` of the components, `same` and
    /// `against` for remarkable pairs, weights `nominal`, `effective` and `main_effect`, and `suggested.METHOD`, which
    /// are diagnostics only.
    pub fn csv(&self, flavour: Flavour) -> String {
        let mut csv = CsvWriter::with_header(flavour, ["figure", "of", "with", "value", "n"]);
        let parts = [
            self.correlation_lines(),
            self.alpha_lines(),
            self.component_lines(),
            self.pair_lines(),
            self.weight_lines(),
        ];
        for (figure, of, with, value, n) in parts.into_iter().flatten() {
            csv.text(&figure).text(&of).text(&with).number(value).count(n);
            csv.end_row();
        }
        csv.finish()
    }

    fn correlation_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (first, row) in self.correlations.iter().enumerate() {
            for (second, own) in row.iter().enumerate().skip(first + 1) {
                lines.push(("spearman".to_owned(), self.id(first), self.id(second), own.r, Some(own.n)));
            }
        }
        lines
    }

    fn alpha_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for group in &self.groups {
            let mut line = |figure: &str, with: String, value| {
                lines.push((figure.to_owned(), group.id.clone(), with, value, Some(group.alpha.rows)));
            };
            line("alpha", String::new(), group.alpha.whole.raw);
            line("alpha_standardised", String::new(), group.alpha.whole.standardised);
            for (at, without) in group.columns.iter().zip(&group.alpha.without) {
                line("alpha_without", self.id(*at), without.raw);
            }
        }
        lines
    }

    fn component_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let Some(found) = &self.components else { return lines };
        for (nth, own) in found.components.iter().enumerate() {
            let name = (nth + 1).to_string();
            let mut line = |figure: &str, with: String, value| {
                lines.push((figure.to_owned(), name.clone(), with, Some(value), Some(found.rows)));
            };
            line("eigenvalue", String::new(), own.eigenvalue);
            line("explained", String::new(), own.explained);
            own.loadings.iter().enumerate().for_each(|(at, loading)| line("loading", self.id(at), *loading));
        }
        lines
    }

    fn pair_lines(&self) -> Vec<Line> {
        let line = |pair: &Pair| {
            let (first, second) = (self.id(pair.first), self.id(pair.second));
            (remark_name(pair.remark).to_owned(), first, second, Some(pair.rho), Some(pair.n))
        };
        self.pairs.iter().map(line).collect()
    }

    fn weight_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = |figure: String, at: usize, value, n| {
            lines.push((figure, self.id(at), String::new(), value, n));
        };
        for (at, column) in self.columns.iter().enumerate() {
            line("nominal".to_owned(), at, Some(column.nominal), None);
        }
        let found =
            self.effective.iter().flat_map(|own| own.columns.iter().enumerate().map(|one| (own.rows, one)));
        for (rows, (at, own)) in found {
            line("effective".to_owned(), at, Some(own.share), Some(rows));
            line("main_effect".to_owned(), at, own.main_effect, Some(rows));
        }
        for (method, suggestion) in &self.suggested {
            let Ok(own) = suggestion else { continue };
            for (at, share) in own.shares.iter().enumerate() {
                line(format!("suggested.{}", diagnostic_name(*method)), at, Some(*share), Some(own.rows));
            }
        }
        lines
    }

    /// `{format, version, snapshot, period, linear, indicators, correlations, groups, components, pairs, suggested}`;
    /// `null` is missing.
    pub fn json(&self) -> String {
        to_text(&json!({
            "format": "negah.diagnosis", "version": 1, "snapshot": self.snapshot, "period": self.period,
            "linear": self.linear, "indicators": self.indicators_json(),
            "correlations": { "kind": "spearman",
                "r": self.correlations.iter().map(|row| row.iter().map(|own| own.r).collect()).collect::<Vec<Vec<_>>>(),
                "n": self.correlations.iter().map(|row| row.iter().map(|own| own.n).collect()).collect::<Vec<Vec<_>>>(),
            },
            "groups": self.groups.iter().map(|group| self.group_json(group)).collect::<Vec<_>>(),
            "components": self.components.as_ref().map(components_json),
            "pairs": self.pairs.iter().map(|pair| json!({
                "first": self.id(pair.first), "second": self.id(pair.second), "rho": pair.rho, "n": pair.n,
                "remark": remark_name(pair.remark),
            })).collect::<Vec<_>>(),
            "suggested": self.suggested_json(),
        }))
    }

    fn indicators_json(&self) -> Vec<Value> {
        let own = |(at, column): (usize, &Column)| {
            let influence = self.effective.as_ref().and_then(|own| own.columns.get(at));
            json!({
                "id": column.id, "name": column.name, "group": column.group, "nominal": column.nominal,
                "effective": influence.map(|own| own.share),
                "main_effect": influence.and_then(|own| own.main_effect),
            })
        };
        self.columns.iter().enumerate().map(own).collect()
    }

    fn group_json(&self, group: &Reliability) -> Value {
        let own = &group.alpha;
        let without = group.columns.iter().zip(&own.without).map(|(at, one)| (self.id(*at), one.raw.into()));
        json!({
            "id": group.id, "name": group.name, "rows": own.rows, "alpha": own.whole.raw,
            "alpha_standardised": own.whole.standardised, "alpha_without": Value::Object(without.collect()),
        })
    }

    fn suggested_json(&self) -> Value {
        let own = |(method, suggestion): &(Diagnostic, Result<Suggestion, DiagnosticError>)| {
            let said = match suggestion {
                Ok(found) => json!({ "shares": found.shares, "rows": found.rows }),
                Err(error) => json!({ "error": error.to_string() }),
            };
            (diagnostic_name(*method).to_owned(), said)
        };
        let mut all: Map<String, Value> = self.suggested.iter().map(own).collect();
        all.insert("diagnostic_only".to_owned(), true.into());
        Value::Object(all)
    }
}

fn components_json(found: &Components) -> Value {
    let own: Vec<Value> = found
        .components
        .iter()
        .map(|own| {
            json!({ "eigenvalue": own.eigenvalue, "explained": own.explained, "loadings": own.loadings })
        })
        .collect();
    json!({ "rows": found.rows, "components": own })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::small_snapshot;

    #[test]
    fn weights_and_correlations_of_the_small_snapshot() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let run = Case::run(snapshot, scenario).unwrap().with_sha256("ab");
        let found = diagnosis(&run);
        let nominal: Vec<f64> = found.columns.iter().map(|column| column.nominal).collect();
        assert_eq!(nominal, [0.5, 0.25, 0.25]);
        // Over the areas with both: need by dropout ranks 1 3 2, by trust (which lowers it) 2 1 3; 1 − 6·6/(3·8).
        let own = found.correlations[1][2];
        assert!((own.r.unwrap() + 0.5).abs() < 1e-12 && own.n == 3);
        assert_eq!(found.groups.len(), 1, "one domain has two indicators");
        let csv = found.csv(Flavour::Exact);
        assert!(csv.starts_with("figure,of,with,value,n\nspearman,unemployment,dropout,"), "{csv}");
        let json: Value = serde_json::from_str(&found.json()).unwrap();
        assert_eq!(json["suggested"]["diagnostic_only"], true);
    }
}
