//! One dated, validated data set.
//!
//! `bytes → `[`parse`]` → `[`SnapshotFile`]` → `[`build`]` → `[`Snapshot`]; [`findings`] judges on the way.
//! This module must not know of scenarios, scores, languages of the interface, the web or any file system.

mod areas;
mod build;
mod column;
mod division;
mod entries;
mod error;
mod finding;
mod finding_text;
mod fingerprint;
mod hash;
mod label;
mod limits;
mod parse;
mod remark;
mod rule;
mod severity;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
pub mod validate;
pub mod wire;

use std::sync::Arc;

pub use areas::Areas;
pub use build::{OpenError, build, findings, open};
pub use column::{Column, ColumnError, ColumnErrorKind, parse_column};
pub use division::{Division, DivisionTree};
pub use entries::Entries;
pub use error::{SnapshotError, SnapshotErrorKind};
pub use finding::{Finding, Place, findings_json};
pub use fingerprint::{fingerprint, former_fingerprint};
pub use hash::sha256_hex;
pub use label::Label;
pub use limits::Limits;
pub use parse::parse;
pub use remark::Remark;
pub use rule::Rule;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use schema::published;
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use severity::Severity;
pub use validate::{Advisory, advisory, advisory_steps, blocking};
pub use wire::{
    Approach, Geometry, Indicator, Level, Measure, Named, Office, Period, Polarity, Programme,
    ProgrammeRecord, Ring, SnapshotFile, Source, Target,
};

/// What stands at the head of a snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// What the data set is.
    pub title: Label,
    /// The office that issued it.
    pub issuer: Label,
    /// Day of issue, ISO 8601.
    pub issued: String,
    /// Whether any indicator value is invented.
    pub synthetic: bool,
    /// Remarks for the reader.
    pub note: Option<Label>,
    /// What one ranked area is called.
    pub area_level: Label,
}

/// One dated, immutable, validated data set. Every index in it is within range.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Title, issuer, date, synthetic mark.
    pub header: Header,
    /// Position in `indicators` of the number of inhabitants.
    pub population: Option<usize>,
    /// Periods, oldest first; never empty.
    pub periods: Vec<Period>,
    /// Where figures come from.
    pub sources: Vec<Source>,
    /// Levels and units above the areas.
    pub divisions: DivisionTree,
    /// Kinds of area.
    pub kinds: Vec<Named>,
    /// Groups of indicators.
    pub domains: Vec<Named>,
    /// The measured variables.
    pub indicators: Vec<Indicator>,
    /// The ranked areas.
    pub areas: Areas,
    /// Geometry of each area, in area order; `None` where the file has none. Empty when no area has one.
    pub boundaries: Vec<Option<Arc<Geometry>>>,
    /// Executive agencies.
    pub agencies: Vec<Named>,
    /// Their programmes.
    pub programmes: Vec<Programme>,
    /// What programmes planned and did.
    pub records: Vec<ProgrammeRecord>,
    /// Facilitation and social transformation offices.
    pub offices: Vec<Office>,
    /// Targets of indicators.
    pub targets: Vec<Target>,
    values: Vec<Vec<Option<Arc<Column>>>>,
    standard_errors: Vec<Vec<Option<Arc<Column>>>>,
}

impl Snapshot {
    /// Number of areas.
    pub fn n_areas(&self) -> usize {
        self.areas.code.len()
    }

    /// Position of the indicator called `id`.
    pub fn indicator_idx(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.id == id)
    }

    /// Position of the period called `id`.
    pub fn period_idx(&self, id: &str) -> Option<usize> {
        self.periods.iter().position(|period| period.id == id)
    }

    /// Values of an indicator in exactly one period; `None` when the file has no such column.
    pub fn column(&self, indicator: usize, period: usize) -> Option<&Arc<Column>> {
        self.values.get(indicator)?.get(period)?.as_ref()
    }

    /// The newest period not after `period` in which the indicator has a column, with that column.
    ///
    /// Figures that are collected once, such as a census, thereby stay in force until the next ones.
    pub fn column_in_force(&self, indicator: usize, period: usize) -> Option<(usize, &Arc<Column>)> {
        let columns = self.values.get(indicator)?;
        let last = (period + 1).min(columns.len());
        columns[..last].iter().enumerate().rev().find_map(|(at, column)| Some((at, column.as_ref()?)))
    }

    /// The columns in force in a period, in the order of the indicators: indicator, period of its own, values.
    pub fn columns_in_force(&self, period: usize) -> impl Iterator<Item = (&Indicator, usize, &Column)> + '_ {
        self.indicators.iter().enumerate().filter_map(move |(at, indicator)| {
            let (own, column) = self.column_in_force(at, period)?;
            Some((indicator, own, &**column))
        })
    }

    /// Puts `column` in the place of the values of an indicator in a period and gives back the former ones: for asking
    /// "what if". `None`, and nothing changes, where there are no such values or not as many areas.
    pub fn replace_column(
        &mut self,
        indicator: usize,
        period: usize,
        column: Arc<Column>,
    ) -> Option<Arc<Column>> {
        let n_areas = self.n_areas();
        let own = self.values.get_mut(indicator)?.get_mut(period)?.as_mut()?;
        (column.len() == n_areas).then(|| std::mem::replace(own, column))
    }

    /// Standard errors of an indicator in one period, in its unit.
    pub fn standard_error(&self, indicator: usize, period: usize) -> Option<&Arc<Column>> {
        self.standard_errors.get(indicator)?.get(period)?.as_ref()
    }

    /// The newest period; a snapshot always has one.
    pub fn latest_period(&self) -> usize {
        self.periods.len().saturating_sub(1)
    }

    /// Inhabitants of each area in force in `period`; `None` when the file names no population.
    pub fn population_column(&self, period: usize) -> Option<&Arc<Column>> {
        self.column_in_force(self.population?, period).map(|(_, column)| column)
    }
}
