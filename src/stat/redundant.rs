//! Pairs of columns of one group that say the same twice, or pull against each other.
//!
//! The bounds are those of the A2SIT/COINr screening: Spearman's ρ above 0.9, or below −0.4, within a domain. A pair
//! above counts one thing twice; a pair below is averaged away.

use super::correlation::{Kind, matrix};
use crate::sorting::Sorting;

/// Above this two columns say the same.
pub const SAME: f64 = 0.9;
/// Below this two columns work against each other.
pub const AGAINST: f64 = -0.4;

/// What is remarkable about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// ρ > 0.9.
    Same,
    /// ρ < −0.4.
    Against,
}

/// A remarkable pair of columns of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Position of the one column.
    pub first: usize,
    /// Position of the other, always greater.
    pub second: usize,
    /// Spearman's ρ over their common rows, −1 to 1.
    pub rho: f64,
    /// How many rows they have in common.
    pub n: usize,
    /// Which bound it passes.
    pub remark: Remark,
}

/// Remarkable pairs within groups, in the order of the columns. `groups` gives the group of each column; columns must
/// be turned the same way (more always means more need).
///
/// ```
/// use negah::stat::redundant::{Remark, redundant};
/// let (a, b, c) = ([1.0, 2.0, 3.0], [10.0, 20.0, 90.0], [3.0, 2.0, 1.0]);
/// let found = redundant(&[&a, &b, &c], &[0, 0, 1]);
/// assert_eq!((found.len(), found[0].second, found[0].remark), (1, 1, Remark::Same));
/// ```
pub fn redundant(columns: &[&[f64]], groups: &[usize]) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    let mut names: Vec<usize> = groups.to_vec();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let members: Vec<usize> =
            (0..columns.len()).filter(|at| groups.get(*at).is_some_and(|own| *own == name)).collect();
        found.extend(within(columns, &members));
    }
    found.order_by_key(|pair| (pair.first, pair.second));
    found
}

fn within(columns: &[&[f64]], members: &[usize]) -> Vec<Pair> {
    let own: Vec<&[f64]> = members.iter().map(|at| columns[*at]).collect();
    let correlations = matrix(&own, Kind::Spearman);
    let mut found = Vec::new();
    for (row, (first, correlations)) in members.iter().zip(&correlations).enumerate() {
        for (second, correlation) in members.iter().zip(correlations).skip(row + 1) {
            let Some(rho) = correlation.r else { continue };
            let remark = if rho > SAME {
                Remark::Same
            } else if rho < AGAINST {
                Remark::Against
            } else {
                continue;
            };
            found.push(Pair { first: *first, second: *second, rho, n: correlation.n, remark });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposed_columns_of_one_group_are_named_and_others_are_not() {
        let (a, b, c) = ([1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [2.0, 1.0, 3.0]);
        let found = redundant(&[&a, &b, &c], &[7, 7, 7]);
        let names: Vec<_> = found.iter().map(|pair| (pair.first, pair.second, pair.remark)).collect();
        // ρ(a, c) = 1/2; ρ(b, c) = −1/2.
        assert_eq!(names, [(0, 1, Remark::Against), (1, 2, Remark::Against)]);
        assert!(redundant(&[&a, &b], &[0, 1]).is_empty());
    }
}
