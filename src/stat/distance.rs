//! How far areas are from each other in several figures at once: standardised Euclidean distance.
//!
//! `d(a, b) = √( Σ ((x_a − x_b) / s)² / k )` over the k columns in which both have a value, s the column's sample
//! standard deviation: the root of the mean squared difference in standard deviations. Taking the mean, a pair with a
//! gap is not nearer for it; pairs that share fewer than half of the columns have no distance. Each column counts the
//! same and correlations are not taken out (Mahalanobis would do that, at the price of an answer that no one can
//! check by hand); two columns that say nearly the same therefore count nearly twice.

use super::moments::moments;
use crate::sorting::Sorting;

/// Columns ready to be compared in.
#[derive(Debug, Clone)]
pub struct Distances<'a> {
    columns: Vec<(&'a [f64], Option<f64>)>,
    usable: usize,
}

/// An area near another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its position.
    pub area: usize,
    /// Distance in standard deviations.
    pub distance: f64,
    /// In how many columns both have a value.
    pub compared: usize,
}

impl<'a> Distances<'a> {
    /// Standardises `columns`, all of one length with `NaN` where missing. A column without spread takes no part.
    pub fn new(columns: impl IntoIterator<Item = &'a [f64]>) -> Self {
        let spread =
            |column: &'a [f64]| (column, moments(column).deviation.filter(|deviation| *deviation > 0.0));
        let columns: Vec<_> = columns.into_iter().map(spread).collect();
        let usable = columns.iter().filter(|(_, spread)| spread.is_some()).count();
        Self { columns, usable }
    }

    /// The difference `a − b` in each column, in standard deviations; `None` where a value is missing.
    pub fn differences(&self, a: usize, b: usize) -> Vec<Option<f64>> {
        self.columns.iter().map(|(column, spread)| difference(column, *spread, (a, b))).collect()
    }

    /// The distance of two areas, and in how many columns; `None` with fewer than half of them.
    ///
    /// ```
    /// use negah::stat::distance::Distances;
    ///
    /// // Both columns have a standard deviation of 1; the first two areas differ by 1 in each.
    /// let columns = [&[1.0, 2.0, 3.0][..], &[20.0, 21.0, 22.0]];
    /// assert_eq!(Distances::new(columns).between(0, 1), Some((1.0, 2)));
    /// ```
    pub fn between(&self, a: usize, b: usize) -> Option<(f64, usize)> {
        let parts = self.columns.iter().filter_map(|(column, spread)| difference(column, *spread, (a, b)));
        let (sum, n) = parts.fold((0.0, 0), |(sum, n), part| (sum + part * part, n + 1));
        (n > 0 && 2 * n >= self.usable).then(|| ((sum / n as f64).sqrt(), n))
    }

    /// The `most` areas nearest to one, itself left out, the nearest first; of equal ones the first in the file.
    pub fn nearest(&self, to: usize, among: impl Iterator<Item = usize>, most: usize) -> Vec<Near> {
        let near = |area: usize| {
            let (distance, compared) = self.between(to, area)?;
            Some(Near { area, distance, compared })
        };
        let mut all: Vec<Near> = among.filter(|area| *area != to).filter_map(near).collect();
        all.order_by(|a, b| a.distance.total_cmp(&b.distance).then(a.area.cmp(&b.area)));
        all.truncate(most);
        all
    }
}

fn difference(column: &[f64], spread: Option<f64>, (a, b): (usize, usize)) -> Option<f64> {
    let difference = (column.get(a)? - column.get(b)?) / spread?;
    Some(difference).filter(|difference| difference.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn gaps_bring_no_one_nearer_and_too_many_leave_no_distance() {
        let columns = [&[0.0, 1.0, 2.0, GAP][..], &[0.0, 1.0, 2.0, 1.0], &[0.0, 1.0, 2.0, GAP], &[5.0; 4]];
        let distances = Distances::new(columns);
        assert_eq!(distances.between(0, 1), distances.between(1, 2));
        assert_eq!(distances.between(0, 3), None, "one of three columns, the constant one not counted");
        assert_eq!(distances.differences(2, 0)[3], None);
        let near = distances.nearest(0, 0..4, 10);
        assert_eq!(near.iter().map(|own| own.area).collect::<Vec<_>>(), [1, 2]);
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<f64>>> {
        let value = prop_oneof![4 => (-100.0..100.0_f64).boxed(), 1 => Just(GAP).boxed()];
        prop::collection::vec(prop::collection::vec(value, 8), 1..6)
    }

    proptest! {
        #[test]
        fn the_way_there_is_as_long_as_the_way_back_and_to_oneself_none(columns in tables()) {
            let distances = Distances::new(columns.iter().map(Vec::as_slice));
            for a in 0..8 {
                for b in 0..8 {
                    prop_assert_eq!(distances.between(a, b), distances.between(b, a));
                }
                prop_assert!(distances.between(a, a).is_none_or(|(distance, _)| distance == 0.0));
            }
        }

        #[test]
        fn units_do_not_matter(columns in tables(), factor in 0.01..100.0_f64, shift in -50.0..50.0_f64) {
            let other: Vec<Vec<f64>> =
                columns.iter().map(|own| own.iter().map(|x| shift - factor * x).collect()).collect();
            let one = Distances::new(columns.iter().map(Vec::as_slice));
            let scaled = Distances::new(other.iter().map(Vec::as_slice));
            for b in 1..8 {
                match (one.between(0, b), scaled.between(0, b)) {
                    (Some((x, n)), Some((y, m))) => {
                        prop_assert!((x - y).abs() < 1e-6 * (1.0 + x) && n == m);
                    }
                    (x, y) => prop_assert_eq!(x, y),
                }
            }
        }
    }
}
