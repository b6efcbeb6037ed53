//! Columns laid out in tiles: the rows of one block stand together, column after column, so that a pass over
//! all columns reads memory strictly forwards and a block stays in the nearest cache while it is worked on.

/// Rows of a tile. Whole words of a bitset, and no power of two: tiles of 4 kB would all compete for the same
/// places of the cache.
pub const ROWS: usize = 448;

/// One column over one block of rows.
pub type Tile = [f64; ROWS];

/// Columns of equal length in tiles; rows beyond the last area hold zero.
#[derive(Debug, Clone, Default)]
pub struct Tiles {
    n_columns: usize,
    data: Vec<f64>,
}

impl Tiles {
    /// Room for `n_columns` columns over `n_rows` rows, all zero.
    pub fn new(n_rows: usize, n_columns: usize) -> Self {
        Self { n_columns, data: vec![0.0; padded(n_rows) * n_columns] }
    }

    /// Copies a column into its tiles.
    pub fn fill(&mut self, column: usize, values: &[f64]) {
        let tiles = self.data.as_chunks_mut::<ROWS>().0;
        for (block, rows) in values.chunks(ROWS).enumerate() {
            tiles[block * self.n_columns + column][..rows.len()].copy_from_slice(rows);
        }
    }

    /// One column over one block.
    #[inline]
    pub fn tile(&self, block: usize, column: usize) -> &Tile {
        &self.data.as_chunks::<ROWS>().0[block * self.n_columns + column]
    }

    /// One value.
    pub fn value(&self, row: usize, column: usize) -> f64 {
        self.tile(row / ROWS, column)[row % ROWS]
    }
}

/// `n_rows` rounded up to whole blocks.
pub fn padded(n_rows: usize) -> usize {
    n_rows.next_multiple_of(ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_put_in() {
        let columns: Vec<Vec<f64>> =
            (0..3).map(|c| (0..1000).map(|row| f64::from(c * 10_000 + row)).collect()).collect();
        let mut tiles = Tiles::new(1000, 3);
        columns.iter().enumerate().for_each(|(at, column)| tiles.fill(at, column));
        for (at, column) in columns.iter().enumerate() {
            assert!(column.iter().enumerate().all(|(row, value)| tiles.value(row, at) == *value));
        }
        assert_eq!(tiles.tile(2, 1)[1000 - 2 * ROWS], 0.0);
    }
}
