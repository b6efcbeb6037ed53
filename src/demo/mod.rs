//! Invented data that behave like real ones, marked as such.
//!
//! `spec → places → factors → values → `[`SnapshotFile`]; the same [`DemoSpec`] gives the same file on every
//! machine. This module must not know of scenarios, scores, the interface or any file system.

mod describe;
mod header;
mod mesh;
mod model;
mod places;
mod random;
mod tables;
mod work;

use crate::snapshot::wire::{Areas, FORMAT, VERSION};
use crate::snapshot::{Column, Entries, Geometry, Label, SnapshotFile};
use model::{Factors, Measured};
use places::{Place, Places};
use tables::{CountEntry, Entry};

/// Where a demonstration takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoKind {
    /// A fictional province of 8 counties.
    Province,
    /// Fictional neighbourhoods under the names of the 31 provinces of Iran.
    National,
}

/// What to invent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSpec {
    /// Number of neighbourhoods; 0 counts as 1.
    pub areas: usize,
    /// Anything; another seed gives other data.
    pub seed: u64,
    /// Number of indicators in domains, 1 to 40; supporting counts come on top.
    pub indicators: usize,
    /// Where.
    pub kind: DemoKind,
}

/// Areas up to which a demonstration is one province, when nothing else is said.
const MOST_IN_ONE_PROVINCE: usize = 128;

/// Areas up to which a demonstration has four periods; larger ones have one, to keep files bearable.
const MOST_WITH_PERIODS: usize = 2_000;

impl DemoSpec {
    /// The usual demonstration of that many areas: 24 indicators; one province for up to 128 areas.
    pub fn new(areas: usize, seed: u64) -> Self {
        let kind = if areas <= MOST_IN_ONE_PROVINCE { DemoKind::Province } else { DemoKind::National };
        Self { areas, seed, indicators: 24, kind }
    }
}

/// Invents a snapshot file.
///
/// Up to 2,000 areas it has outlines, four periods and records of programmes; above that points, one period
/// and no records.
///
/// ```
/// use negah::demo::{DemoSpec, generate};
/// let file = generate(&DemoSpec::new(64, 1403));
/// assert!(file.synthetic && file.areas.code.len() == 64);
/// ```
pub fn generate(spec: &DemoSpec) -> SnapshotFile {
    let spec = DemoSpec { areas: spec.areas.max(1), ..*spec };
    let mut entries = tables::catalogue();
    entries.truncate(spec.indicators.max(1));
    let counts = needed_counts(&entries);
    let n_periods = if spec.areas <= MOST_WITH_PERIODS { 4 } else { 1 };
    let Places { levels, divisions, mut places } = places::lay_out(&spec);
    let factors = Factors::draw(&places, &entries, (spec.seed, n_periods));
    let Measured { values, errors } = model::measure(&factors, &places, &counts, &entries);
    let kinds = work::assign_kinds(&factors, spec.seed);
    let boundaries = take_outlines(&mut places);
    let ids: Vec<&str> = entries.iter().map(|entry| entry.id).collect();
    let first_division = divisions.last().map(|division| division.code.as_str());
    SnapshotFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        title: header::title(spec.kind),
        issuer: Label::both("دفتر امور اجتماعی (نمونه)", "Office of Social Affairs (sample)"),
        issued: "2025-04-15".to_owned(),
        synthetic: true,
        note: Some(header::note()),
        area_level: Label::both("محله", "Neighbourhood"),
        population: Some("population".to_owned()),
        periods: header::periods(n_periods),
        sources: header::sources(),
        levels,
        kinds: work::kinds(),
        domains: describe::domains(&entries),
        indicators: describe::indicators(&counts, &entries),
        values: Entries(in_order(values, &counts, &entries)),
        standard_errors: Entries(errors),
        boundaries,
        agencies: work::agencies(),
        programmes: work::programmes(&entries),
        records: work::records(&spec, &places, &kinds, n_periods),
        offices: work::offices(&places, &kinds, spec.seed),
        targets: work::targets(&ids, first_division),
        divisions,
        areas: areas(places, &kinds),
    }
}

/// The counts that the chosen indicators stand on.
fn needed_counts(entries: &[Entry]) -> Vec<CountEntry> {
    let is_needed = |id: &str| entries.iter().any(|entry| entry.of == id || entry.part == id);
    tables::counts().into_iter().filter(|count| is_needed(count.id)).collect()
}

type Values = Vec<(String, Entries<Column>)>;

/// Columns in the order of the indicators that they belong to.
fn in_order(mut values: Values, counts: &[CountEntry], entries: &[Entry]) -> Values {
    let ids: Vec<String> =
        describe::indicators(counts, entries).into_iter().map(|indicator| indicator.id).collect();
    values.sort_by_key(|(id, _)| ids.iter().position(|other| other == id));
    values
}

fn take_outlines(places: &mut [Place]) -> Entries<Geometry> {
    let outline = |place: &mut Place| Some((place.code.clone(), place.outline.take()?));
    Entries(places.iter_mut().filter_map(outline).collect())
}

fn areas(places: Vec<Place>, kinds: &[&str]) -> Areas {
    let mut areas = Areas {
        code: Vec::with_capacity(places.len()),
        name: Vec::with_capacity(places.len()),
        name_en: Vec::with_capacity(places.len()),
        division: Vec::with_capacity(places.len()),
        kind: kinds.iter().map(|kind| Some((*kind).to_owned())).collect(),
        lon: places.iter().map(|place| Some(place.point[0])).collect(),
        lat: places.iter().map(|place| Some(place.point[1])).collect(),
    };
    for place in places {
        areas.code.push(place.code);
        areas.name.push(place.name.fa);
        areas.name_en.push(place.name.en);
        areas.division.push(Some(place.division));
    }
    areas
}
