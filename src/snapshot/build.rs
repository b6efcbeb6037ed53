//! [`SnapshotFile`] → [`Snapshot`]: names become positions, ratios are computed.

use std::collections::HashMap;
use std::sync::Arc;

use super::division::{Division, DivisionTree};
use super::entries::Entries;
use super::validate::{advisory, blocking};
use super::wire::{self, Indicator, Measure, SnapshotFile};
use super::{Areas, Column, Finding, Header, Limits, Snapshot, SnapshotError, parse};

type Columns = Vec<Vec<Option<Arc<Column>>>>;

/// Why bytes did not become a snapshot.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpenError {
    /// Not a snapshot file.
    #[error(transparent)]
    Parse(#[from] SnapshotError),
    /// A snapshot file whose content cannot be used; every reason is listed.
    #[error("{} findings block the use of this file", .0.len())]
    Blocked(Vec<Finding>),
}

/// Bytes → snapshot in one call.
///
/// # Errors
/// [`OpenError::Parse`] with the place, or [`OpenError::Blocked`] with *all* blocking findings.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Snapshot, OpenError> {
    build(parse(bytes, limits)?, limits).map_err(OpenError::Blocked)
}

/// Turns a parsed file into a snapshot.
///
/// # Errors
/// All blocking findings, if there is any.
pub fn build(file: SnapshotFile, limits: &Limits) -> Result<Snapshot, Vec<Finding>> {
    let blocks = blocking(&file, limits);
    if !blocks.is_empty() {
        return Err(blocks);
    }
    let divisions = build_divisions(&file);
    let areas = build_areas(&file, &divisions);
    let mut values = build_columns(file.values, &file.indicators, &file.periods);
    fill_ratios(&mut values, &file.indicators);
    Ok(Snapshot {
        population: file.population.as_deref().and_then(|id| position(&file.indicators, id)),
        standard_errors: build_columns(file.standard_errors, &file.indicators, &file.periods),
        boundaries: build_boundaries(file.boundaries, &file.areas.code),
        header: Header {
            title: file.title,
            issuer: file.issuer,
            issued: file.issued,
            synthetic: file.synthetic,
            note: file.note,
            area_level: file.area_level,
        },
        periods: file.periods,
        sources: file.sources,
        divisions,
        kinds: file.kinds,
        domains: file.domains,
        indicators: file.indicators,
        areas,
        agencies: file.agencies,
        programmes: file.programmes,
        records: file.records,
        offices: file.offices,
        targets: file.targets,
        values,
    })
}

fn position(indicators: &[Indicator], id: &str) -> Option<usize> {
    indicators.iter().position(|indicator| indicator.id == id)
}

/// Everything there is to say about a file: what blocks it or, where nothing does, what is advised.
pub fn findings(file: SnapshotFile, limits: &Limits) -> Vec<Finding> {
    match build(file, limits) {
        Ok(snapshot) => advisory(&snapshot),
        Err(blocks) => blocks,
    }
}

fn build_divisions(file: &SnapshotFile) -> DivisionTree {
    let codes: HashMap<&str, u32> =
        file.divisions.iter().enumerate().map(|(at, unit)| (unit.code.as_str(), at as u32)).collect();
    let level = |id: &str| file.levels.iter().position(|level| level.id == id).unwrap_or_default();
    let unit = |unit: &wire::Division| Division {
        code: unit.code.clone(),
        name: unit.name.clone(),
        level: level(&unit.level),
        parent: unit.parent.as_deref().and_then(|code| codes.get(code).copied()),
    };
    DivisionTree { levels: file.levels.clone(), units: file.divisions.iter().map(unit).collect() }
}

fn build_areas(file: &SnapshotFile, divisions: &DivisionTree) -> Areas {
    let wire = &file.areas;
    let n_areas = wire.code.len();
    let codes: HashMap<&str, u32> =
        divisions.units.iter().enumerate().map(|(at, unit)| (unit.code.as_str(), at as u32)).collect();
    let kinds: HashMap<&str, u16> =
        file.kinds.iter().enumerate().map(|(at, kind)| (kind.id.as_str(), at as u16)).collect();
    let lookup = |text: &Option<String>| text.as_deref().and_then(|code| codes.get(code).copied());
    let kind = |text: &Option<String>| text.as_deref().and_then(|id| kinds.get(id).copied());
    Areas {
        code: wire.code.clone(),
        name: wire.name.clone(),
        name_en: wire.name_en.clone(),
        division: filled(wire.division.iter().map(lookup).collect(), n_areas),
        kind: filled(wire.kind.iter().map(kind).collect(), n_areas),
        office: build_offices(file),
        point: filled(
            wire.lon.iter().zip(&wire.lat).map(|(lon, lat)| Some([(*lon)?, (*lat)?])).collect(),
            n_areas,
        ),
    }
}

/// An absent optional column means "unknown everywhere".
fn filled<T: Clone>(mut column: Vec<Option<T>>, n_areas: usize) -> Vec<Option<T>> {
    column.resize(n_areas, None);
    column
}

fn build_offices(file: &SnapshotFile) -> Vec<bool> {
    let served: std::collections::HashSet<&str> =
        file.offices.iter().flat_map(|office| office.areas.iter().map(String::as_str)).collect();
    file.areas.code.iter().map(|code| served.contains(code.as_str())).collect()
}

fn build_columns(
    entries: Entries<Entries<Column>>,
    indicators: &[Indicator],
    periods: &[wire::Period],
) -> Columns {
    let mut columns: Columns = vec![vec![None; periods.len()]; indicators.len()];
    for (id, by_period) in entries.0 {
        let Some(indicator) = position(indicators, &id) else { continue };
        for (period, column) in by_period.0 {
            if let Some(at) = periods.iter().position(|known| known.id == period) {
                columns[indicator][at] = Some(Arc::new(column));
            }
        }
    }
    columns
}

fn build_boundaries(entries: Entries<wire::Geometry>, codes: &[String]) -> Vec<Option<Arc<wire::Geometry>>> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut by_code: HashMap<String, wire::Geometry> = entries.0.into_iter().collect();
    codes.iter().map(|code| by_code.remove(code).map(Arc::new)).collect()
}

/// Computes each ratio in every period for which numerator and denominator are both in force.
fn fill_ratios(values: &mut Columns, indicators: &[Indicator]) {
    for (at, indicator) in indicators.iter().enumerate() {
        let Measure::Ratio { numerator, denominator, per } = &indicator.measure else { continue };
        let (Some(above), Some(below)) = (position(indicators, numerator), position(indicators, denominator))
        else {
            continue;
        };
        for period in 0..values[at].len() {
            let (Some(above), Some(below)) = (&values[above][period], in_force(&values[below], period))
            else {
                continue;
            };
            values[at][period] = Some(Arc::new(ratio(above, below, *per)));
        }
    }
}

fn in_force(columns: &[Option<Arc<Column>>], period: usize) -> Option<&Arc<Column>> {
    columns[..=period].iter().rev().flatten().next()
}

/// `above ÷ below × per`; missing where either is missing or the denominator is not positive.
fn ratio(above: &Column, below: &Column, per: f64) -> Column {
    let divide = |(above, below): (&f64, &f64)| if *below > 0.0 { per * above / below } else { f64::NAN };
    Column::new(above.raw().iter().zip(below.raw()).map(divide).collect())
}
