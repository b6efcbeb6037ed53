//! Correlation of columns: Pearson's r, and Spearman's ρ, which is Pearson's r of mean ranks.
//!
//! A pair is judged by the rows at which both are finite; for Spearman the ranks are those among these rows.

use super::ranks::{ascending, ranks_along};
use super::rows::{centred, dot, is_constant};

/// Which correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// How near the pairs lie to a straight line (K. Pearson 1895).
    Pearson,
    /// How near the two orders are to each other, ties sharing their mean rank (C. Spearman 1904).
    Spearman,
}

/// One correlation and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// −1 to 1; `None` of fewer than two rows, or when one of the columns is constant over them.
    pub r: Option<f64>,
    /// Rows at which both columns have a value.
    pub n: usize,
}

/// Correlation of two columns over the rows at which both are finite.
///
/// ```
/// use negah::stat::correlation::{Kind, correlation};
/// let (a, b) = ([1.0, 2.0, 3.0, 4.0], [1.0, 4.0, 9.0, f64::NAN]);
/// assert_eq!(correlation(&a, &b, Kind::Spearman).r, Some(1.0));
/// assert_eq!(correlation(&a, &b, Kind::Pearson).n, 3);
/// ```
pub fn correlation(a: &[f64], b: &[f64], kind: Kind) -> Correlation {
    Ordered::of(a, kind).with(&Ordered::of(b, kind))
}

/// Correlation of every column with every other, symmetric; the diagonal is 1, or `None` of a constant column.
pub fn matrix(columns: &[&[f64]], kind: Kind) -> Vec<Vec<Correlation>> {
    let columns: Vec<Ordered<'_>> = columns.iter().map(|column| Ordered::of(column, kind)).collect();
    let mut found: Vec<Vec<Correlation>> = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let mirrored = found.iter().filter_map(|row| row.get(at).copied());
        let own = columns[at..].iter().map(|other| column.with(other));
        let row = mirrored.chain(own).collect();
        found.push(row);
    }
    found
}

/// A column, sorted once however many others it is held against.
struct Ordered<'a> {
    values: &'a [f64],
    /// Where ranks are wanted: positions of the values in ascending order, and their ranks among all of them.
    order: Option<(Vec<usize>, Vec<f64>)>,
}

impl<'a> Ordered<'a> {
    fn of(values: &'a [f64], kind: Kind) -> Self {
        let ranked = || {
            let order = ascending(values);
            let ranks = ranks_along(values, &order);
            (order, ranks)
        };
        Self { values, order: (kind == Kind::Spearman).then(ranked) }
    }

    fn with(&self, other: &Self) -> Correlation {
        let both: Vec<bool> =
            self.values.iter().zip(other.values).map(|(a, b)| a.is_finite() && b.is_finite()).collect();
        let (a, b) = (self.among(&both), other.among(&both));
        Correlation { r: straight(&a, &b), n: a.len() }
    }

    /// Values, or ranks, at the rows of `both`.
    fn among(&self, both: &[bool]) -> Vec<f64> {
        let is_in = |at: usize| both.get(at).copied().unwrap_or(false);
        let pick = |numbers: &[f64]| {
            numbers.iter().enumerate().filter(|(at, _)| is_in(*at)).map(|(_, x)| *x).collect()
        };
        match &self.order {
            None => pick(self.values),
            Some((order, ranks)) => {
                let kept: Vec<usize> = order.iter().copied().filter(|at| is_in(*at)).collect();
                // Most columns have no gap that another would not have: their ranks stay as they are.
                if kept.len() == order.len() { pick(ranks) } else { pick(&ranks_along(self.values, &kept)) }
            }
        }
    }
}

/// Pearson's r of columns without gaps.
pub(crate) fn straight(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.len() < 2 || is_constant(a) || is_constant(b) {
        return None;
    }
    let (a, b) = (centred(a), centred(b));
    let (aa, bb) = (dot(&a, &a), dot(&b, &b));
    // Two orders of one length have equal squares: without the roots, equal orders give 1 exactly.
    let scale = if aa == bb { aa } else { aa.sqrt() * bb.sqrt() };
    let r = dot(&a, &b) / scale;
    // Rounding may carry a perfect line past 1.
    Some(r.clamp(-1.0, 1.0)).filter(|r| r.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        // Deviations −1 0 1 and −1 1 0: Σ = 1, both squares 2, r = 1/2.
        let found = correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0], Kind::Pearson);
        assert!((found.r.unwrap() - 0.5).abs() < 1e-15);
    }

    #[test]
    fn ranks_are_taken_among_the_common_rows() {
        // Without the third row the orders agree; ranks over all rows of the first would give 0.98.
        let (a, b) = ([1.0, 2.0, 2.5, 9.0], [10.0, 20.0, f64::NAN, 30.0]);
        let found = correlation(&a, &b, Kind::Spearman);
        assert_eq!((found.r, found.n), (Some(1.0), 3));
    }

    #[test]
    fn a_constant_column_correlates_with_nothing() {
        let found = matrix(&[&[0.1, 0.1, 0.1], &[1.0, 2.0, 3.0]], Kind::Pearson);
        assert_eq!(found[0][0], Correlation { r: None, n: 3 });
        assert_eq!(found[1][0].r, None);
        assert!((found[1][1].r.unwrap() - 1.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn symmetric_and_bounded(
            rows in prop::collection::vec((0..9_u8, 0..9_u8, any::<bool>()), 0..30),
        ) {
            let a: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
            let gap = |row: &(u8, u8, bool)| if row.2 { f64::from(row.1) } else { f64::NAN };
            let b: Vec<f64> = rows.iter().map(gap).collect();
            for kind in [Kind::Pearson, Kind::Spearman] {
                let there = correlation(&a, &b, kind);
                prop_assert_eq!(there, correlation(&b, &a, kind));
                prop_assert!(there.r.is_none_or(|r| (-1.0..=1.0).contains(&r)));
            }
        }
    }
}
