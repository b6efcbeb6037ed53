//! Random snapshots and scenarios for properties that must hold for everything that the file formats allow.
//!
//! `snapshot()` gives small data sets with gaps, several periods, constant columns and outliers, always with the same names;
//! `scenario()` gives scenarios over these names with every scale, treatment, imputation, method, rule … of the schema. Both are
//! JSON, so that what is tested comes in as files do. Most scenarios run; those that do not are refused with problems.

mod parts;
mod scenario;
mod snapshot;

pub use scenario::scenario;
pub use snapshot::snapshot;

use negah::scenario::Scenario;
use negah::snapshot::{Limits, Snapshot, open};
use serde_json::Value;

/// Indicators that a scenario may score: of every measure and polarity.
pub const INDICATORS: [&str; 7] = ["mean", "trust", "rate", "events", "served", "level", "points"];
/// Periods, from the oldest.
pub const PERIODS: [&str; 3] = ["p1", "p2", "p3"];
/// Least number of areas; their codes are A00, A01, …
pub const LEAST_AREAS: usize = 4;

/// The code of an area.
pub fn code(at: usize) -> String {
    format!("A{at:02}")
}

/// The snapshot of a generated file. Advice does not matter, only what blocks.
pub fn opened(file: &Value) -> Snapshot {
    open(file.to_string().as_bytes(), &Limits::DEFAULT).unwrap_or_else(|error| panic!("{error:?}\n{file}"))
}

/// The scenario of a generated file.
pub fn read(file: &Value) -> Scenario {
    Scenario::parse(file.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}\n{file}"))
}
