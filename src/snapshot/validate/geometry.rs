//! Points and boundaries: on the globe, whole, and closed.

use super::report::{Report, plain};
use crate::snapshot::{Finding, Place, Ring, Rule, SnapshotFile};

pub(super) fn check(file: &SnapshotFile, report: &mut Report) {
    check_points(file, report);
    for (code, geometry) in file.boundaries.iter() {
        let place = || Place::at(format!("boundaries.{code}")).of_area(code);
        if geometry.polygons().is_empty() || geometry.polygons().iter().any(Vec::is_empty) {
            report.add(Finding::new(Rule::EmptyBoundary, place(), "0", "≥ 1"));
        }
        for ring in geometry.rings() {
            check_ring(ring, report, place);
        }
    }
}

fn check_points(file: &SnapshotFile, report: &mut Report) {
    let areas = &file.areas;
    let place = |member: &str, at: usize| {
        let place = Place::at(format!("areas.{member}[{at}]"));
        areas.code.get(at).map_or(place.clone(), |code| place.of_area(code))
    };
    for (member, column, limit) in [("lon", &areas.lon, 180.0), ("lat", &areas.lat, 90.0)] {
        for (at, degrees) in column.iter().enumerate() {
            if let Some(degrees) = degrees.filter(|degrees| degrees.abs() > limit) {
                let expected = format!("[-{limit}, {limit}]");
                report.add(Finding::new(Rule::PointOutOfRange, place(member, at), plain(degrees), expected));
            }
        }
    }
    for at in 0..areas.lon.len().max(areas.lat.len()) {
        let given = |column: &[Option<f64>]| column.get(at).is_some_and(Option::is_some);
        let (found, missing) = match (given(&areas.lon), given(&areas.lat)) {
            (true, false) => ("lon", "lat"),
            (false, true) => ("lat", "lon"),
            _ => continue,
        };
        report.add(Finding::new(Rule::IncompletePoint, place(missing, at), found, "lon, lat"));
    }
}

fn check_ring(ring: &Ring, report: &mut Report, place: impl Fn() -> Place) {
    if ring.len() < 4 {
        report.add(Finding::new(Rule::RingTooShort, place(), ring.len().to_string(), "≥ 4"));
    }
    if let (Some(first), Some(last)) = (ring.first(), ring.last())
        && first != last
    {
        report.add(Finding::new(Rule::RingNotClosed, place(), pair(*last), pair(*first)));
    }
    if let Some(corner) = ring.iter().find(|[lon, lat]| !(lon.abs() <= 180.0 && lat.abs() <= 90.0)) {
        report.add(Finding::new(Rule::BoundaryOutOfRange, place(), pair(*corner), "[-180, 180] × [-90, 90]"));
    }
}

fn pair([lon, lat]: [f64; 2]) -> String {
    format!("{}, {}", plain(lon), plain(lat))
}
