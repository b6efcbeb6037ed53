//! Every indicator: how it is made, what more of it means and why, how much of it is there.

use crate::aggregate::quantile;
use crate::snapshot::{Indicator, Measure, Polarity, Snapshot};
use crate::sorting::ascend;
use crate::text::Msg;

use crate::view::Words;
use crate::view::part_names::data_name;

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
    /// How a value is made: numerator, denominator, unit.
    pub made: String,
    /// What it is for: a harm, a capacity, or the base of others.
    pub purpose: String,
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
    ascend(&mut values);
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
        domain: indicator.domain.as_deref().map(|id| data_name(snapshot, id, words)).unwrap_or_default(),
        polarity: words.say(polarity(indicator.polarity)).to_owned(),
        coverage: words.percent(Some(coverage)),
        low_coverage: coverage < 0.66,
        spread: [0.0, 0.5, 1.0].map(|p| words.value(indicator, quantile(&values, p))),
        made: made(snapshot, indicator, words),
        purpose: purpose(snapshot, indicator, words),
        definition: label(&indicator.definition),
        source: words.list(&parts),
    }
}

/// Numerator, denominator and unit in one line.
fn made(snapshot: &Snapshot, indicator: &Indicator, words: Words) -> String {
    let name = |id: &str| {
        let at = snapshot.indicator_idx(id);
        at.map_or_else(|| id.to_owned(), |at| words.label(&snapshot.indicators[at].name))
    };
    let per = |per: f64| words.number(Some(per), 0);
    match &indicator.measure {
        Measure::Count => words.fill_one(Msg::MadeCount, &words.label(&indicator.unit)),
        Measure::Rate { denominator, per: own } => {
            words.fill(Msg::MadeRate, &[("per", &per(*own)), ("denominator", &name(denominator))])
        }
        Measure::Mean { weight: Some(weight) } => words.fill_one(Msg::MadeMean, &name(weight)),
        Measure::Mean { weight: None } => words.say(Msg::MadeMeanPlain).to_owned(),
        Measure::Ratio { numerator, denominator, per: own } => words.fill(
            Msg::MadeRatio,
            &[("numerator", &name(numerator)), ("denominator", &name(denominator)), ("per", &per(*own))],
        ),
    }
}

/// Whether it speaks of a harm or a capacity, or of which others it is the base.
fn purpose(snapshot: &Snapshot, indicator: &Indicator, words: Words) -> String {
    if indicator.polarity != Polarity::Context {
        let key = if indicator.capacity { Msg::PurposeCapacity } else { Msg::PurposeHarm };
        return words.say(key).to_owned();
    }
    let rests = |own: &&Indicator| {
        let id = Some(indicator.id.as_str());
        match &own.measure {
            Measure::Rate { denominator, .. } => id == Some(denominator),
            Measure::Mean { weight } => id == weight.as_deref(),
            Measure::Ratio { numerator, denominator, .. } => id == Some(numerator) || id == Some(denominator),
            Measure::Count => false,
        }
    };
    let n = snapshot.indicators.iter().filter(rests).count();
    match n {
        0 => words.say(Msg::PurposeContext).to_owned(),
        n => words.counted(n, (Msg::PurposeBaseOne, Msg::PurposeBase)),
    }
}

fn polarity(polarity: Polarity) -> Msg {
    match polarity {
        Polarity::RaisesNeed => Msg::PolarityRaises,
        Polarity::LowersNeed => Msg::PolarityLowers,
        Polarity::Context => Msg::PolarityContext,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn an_indicator_says_how_it_is_made_and_what_it_is_for() {
        let rows = indicator_rows(&small_snapshot(), 1, Words::default());
        assert!(rows[3].made.contains("بیکاران") && rows[3].made.contains("جمعیت فعال"), "{}", rows[3].made);
        assert!(
            rows[1].purpose.contains('۱'),
            "the active population is the base of one rate: {}",
            rows[1].purpose
        );
        assert_eq!(rows[5].purpose, Words::default().say(Msg::PurposeCapacity));
    }
}
