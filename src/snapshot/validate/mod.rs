//! Judges a parsed file, and a built snapshot.
//!
//! [`blocking`] is cheap and runs before every open: it tells whether the file can be used at all.
//! [`advisory`] judges the values and names of a snapshot that can be used; it takes longer and so
//! also comes in steps, [`Advisory`].

mod advisory;
mod bounds;
mod codes;
mod columns;
mod controls;
mod crossing;
mod dates;
mod geometry;
mod keys;
mod names;
mod pairs;
mod references;
mod report;
mod statistics;
mod totals;
mod tree;

pub use advisory::{Advisory, advisory, advisory_steps};
pub use crossing::MOST_COMPARISONS;
pub use pairs::{FEWEST_PAIRS, NEAR_DUPLICATE, OPPOSITE, spearman};
pub use statistics::{COVERAGE, IDENTICAL, KURTOSIS, Moments, SKEWNESS, moments};

use super::{Finding, Limits, SnapshotFile};
use report::Report;

/// Every finding that makes a file unusable, in file order within each theme; empty means that
/// the build succeeds and neither loses nor misplaces anything.
///
/// Linear in the size of the file. Of more than a thousand breaches of one rule, or a hundred within one
/// column, the last one listed says how many more there are.
pub fn blocking(file: &SnapshotFile, limits: &Limits) -> Vec<Finding> {
    let mut report = Report::default();
    bounds::check(file, limits, &mut report);
    let keys = keys::check(file, &mut report);
    tree::check(file, &keys, &mut report);
    references::check(file, &keys, &mut report);
    columns::check(file, &keys, &mut report);
    dates::check(file, &mut report);
    geometry::check(file, &mut report);
    report.finish()
}
