//! The data themselves: every indicator with its definition and how much of it is there.

use crate::aggregate::quantile;
use crate::snapshot::{Polarity, Snapshot};
use crate::text::Msg;

use super::Words;
use super::palette::node_name;

/// One indicator in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Name.
    pub name: String,
    /// Identifier.
    pub id: String,
    /// Name of its domain.
    pub domain: String,
    /// What more of it means.
    pub polarity: String,
    /// Share of areas with a value.
    pub coverage: String,
    /// Whether the coverage is below two thirds.
    pub low_coverage: bool,
    /// Minimum, median, maximum.
    pub spread: [String; 3],
    /// Definition.
    pub definition: String,
    /// Source and date.
    pub source: String,
}

/// Every indicator, with the values in force in `period`.
pub fn indicator_rows(snapshot: &Snapshot, period: usize, words: Words) -> Vec<IndicatorRow> {
    (0..snapshot.indicators.len()).map(|at| indicator_row(snapshot, at, period, words)).collect()
}

fn indicator_row(snapshot: &Snapshot, at: usize, period: usize, words: Words) -> IndicatorRow {
    let indicator = &snapshot.indicators[at];
    let column = snapshot.column_in_force(at, period).map(|(_, column)| column);
    let mut values: Vec<f64> = column.map(|column| column.present().collect()).unwrap_or_default();
    values.sort_unstable_by(f64::total_cmp);
    let coverage = values.len() as f64 / snapshot.n_areas().max(1) as f64;
    let label = |text: &Option<crate::snapshot::Label>| {
        text.as_ref().map(|text| words.label(text)).unwrap_or_default()
    };
    let source = snapshot.sources.iter().find(|source| Some(&source.id) == indicator.source.as_ref());
    let parts: Vec<String> = [
        source.map(|source| words.label(&source.name)),
        indicator.date.as_deref().or_else(|| source?.date.as_deref()).map(|date| words.date(date)),
    ]
    .into_iter()
    .flatten()
    .collect();
    IndicatorRow {
        name: words.label(&indicator.name),
        id: indicator.id.clone(),
        domain: indicator.domain.as_deref().map(|id| node_name(snapshot, id, words)).unwrap_or_default(),
        polarity: words.say(polarity(indicator.polarity)).to_owned(),
        coverage: words.percent(Some(coverage)),
        low_coverage: coverage < 0.66,
        spread: [0.0, 0.5, 1.0].map(|p| words.value(indicator, quantile(&values, p))),
        definition: label(&indicator.definition),
        source: words.list(&parts),
    }
}

fn polarity(polarity: Polarity) -> Msg {
    match polarity {
        Polarity::RaisesNeed => Msg::PolarityRaises,
        Polarity::LowersNeed => Msg::PolarityLowers,
        Polarity::Context => Msg::PolarityContext,
    }
}
