//! The sources with their dates and what rests on them.

use crate::snapshot::Snapshot;
use crate::view::Words;

/// One source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Title.
    pub name: String,
    /// Who publishes it; empty where not given.
    pub publisher: String,
    /// Its date; empty where not given.
    pub date: String,
    /// Licence or terms; empty where not given.
    pub licence: String,
    /// Number of indicators that rest on it.
    pub indicators: String,
    /// Newest period with figures of it; empty where there are none.
    pub newest: String,
}

/// Every source, in the order of the file.
pub fn source_rows(snapshot: &Snapshot, words: Words) -> Vec<SourceRow> {
    let row = |source: &crate::snapshot::Source| {
        let own =
            snapshot.indicators.iter().enumerate().filter(|(_, own)| own.source.as_ref() == Some(&source.id));
        let own: Vec<usize> = own.map(|(at, _)| at).collect();
        let newest = own.iter().filter_map(|at| snapshot.column_in_force(*at, snapshot.latest_period()));
        let newest = newest.map(|own| own.0).max().and_then(|at| snapshot.periods.get(at));
        SourceRow {
            name: words.label(&source.name),
            publisher: source.publisher.as_ref().map(|text| words.label(text)).unwrap_or_default(),
            date: source.date.as_deref().map(|date| words.date(date)).unwrap_or_default(),
            licence: source.licence.clone().unwrap_or_default(),
            indicators: words.int(own.len()),
            newest: newest.map(|period| words.label(&period.name)).unwrap_or_default(),
        }
    };
    snapshot.sources.iter().map(row).collect()
}
