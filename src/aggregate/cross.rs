//! Two groupings at once: the areas of every pair of groups, with the totals.

use crate::filter::AreaSet;

/// Areas by row and by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Cross {
    n_rows: usize,
    n_columns: usize,
    /// Row by row, each with its total at the end; the last row holds the totals of the columns.
    cells: Vec<Vec<u32>>,
}

impl Cross {
    /// Puts the areas of `set` where `row_of` and `column_of` (position of the group of each area) say. Every area lies in
    /// exactly one cell, one total of a row, one of a column, and in the whole.
    pub fn new(
        set: &AreaSet,
        (row_of, n_rows): (&[u32], usize),
        (column_of, n_columns): (&[u32], usize),
    ) -> Self {
        let mut cross = Self { n_rows, n_columns, cells: vec![Vec::new(); (n_rows + 1) * (n_columns + 1)] };
        for at in set.iter() {
            let (row, column) = (row_of[at] as usize, column_of[at] as usize);
            for (row, column) in [(row, column), (row, n_columns), (n_rows, column), (n_rows, n_columns)] {
                cross.cells[row * (n_columns + 1) + column].push(at as u32);
            }
        }
        cross
    }

    /// Number of rows, without the totals.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Number of columns, without the totals.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// Areas of a cell in ascending order; the row or column after the last is the total. Empty beyond.
    pub fn areas(&self, row: usize, column: usize) -> &[u32] {
        let is_inside = row <= self.n_rows && column <= self.n_columns;
        let cell = is_inside.then(|| row * (self.n_columns + 1) + column);
        cell.and_then(|cell| self.cells.get(cell)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn totals_hold_the_cells() {
        let set = AreaSet::from_fn(4, |at| at != 3);
        let cross = Cross::new(&set, (&[0, 0, 1, 1], 2), (&[0, 1, 1, 0], 2));
        assert_eq!((cross.areas(0, 0), cross.areas(1, 0)), (&[0][..], &[][..]));
        assert_eq!(
            (cross.areas(0, 2), cross.areas(2, 1), cross.areas(2, 2)),
            (&[0, 1][..], &[1, 2][..], &[0, 1, 2][..])
        );
        assert_eq!(cross.areas(3, 0), &[] as &[u32]);
    }

    proptest! {
        #[test]
        fn every_area_is_counted_once(places in prop::collection::vec((0..3_u32, 0..5_u32), 0..60)) {
            let (rows, columns): (Vec<u32>, Vec<u32>) = places.iter().copied().unzip();
            let cross = Cross::new(&AreaSet::all(places.len()), (&rows, 3), (&columns, 5));
            let inner: usize = (0..15).map(|cell| cross.areas(cell / 5, cell % 5).len()).sum();
            let sides: usize = (0..3).map(|row| cross.areas(row, 5).len()).sum();
            prop_assert_eq!((inner, sides, cross.areas(3, 5).len()), (places.len(), places.len(), places.len()));
        }
    }
}
