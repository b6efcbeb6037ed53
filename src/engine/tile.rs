//! Columns laid out in blocks of rows, a few columns side by side, in the order in which a pass reads them.

use super::kernel::{PAIRS, Pair, Quad, ROWS, WIDE};

/// Columns of equal length; rows beyond the last area hold zero.
#[derive(Debug, Clone, Default)]
pub struct Tiles {
    n_quads: usize,
    data: Vec<[Pair; WIDE]>,
}

impl Tiles {
    /// Room for `n_columns` columns over `n_rows` rows, all zero.
    pub fn new(n_rows: usize, n_columns: usize) -> Self {
        let n_quads = n_columns.div_ceil(WIDE);
        Self { n_quads, data: vec![[[0.0; 2]; WIDE]; n_blocks(n_rows) * n_quads * PAIRS] }
    }

    /// Copies a column in.
    pub fn fill(&mut self, column: usize, values: &[f64]) {
        let quads = self.data.as_chunks_mut::<PAIRS>().0;
        for (block, rows) in values.chunks(ROWS).enumerate() {
            let quad = &mut quads[block * self.n_quads + column / WIDE];
            for (pair, values) in quad.iter_mut().zip(rows.chunks(2)) {
                pair[column % WIDE][..values.len()].copy_from_slice(values);
            }
        }
    }

    /// A few columns over one block.
    #[inline]
    pub fn quad(&self, block: usize, quad: usize) -> &Quad {
        &self.data.as_chunks::<PAIRS>().0[block * self.n_quads + quad]
    }

    /// One value.
    pub fn value(&self, row: usize, column: usize) -> f64 {
        let quad = self.quad(row / ROWS, column / WIDE);
        quad[row % ROWS / 2][column % WIDE][row % 2]
    }
}

/// Blocks that `n_rows` rows need.
pub fn n_blocks(n_rows: usize) -> usize {
    n_rows.div_ceil(ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_put_in() {
        let columns: Vec<Vec<f64>> =
            (0..6).map(|c| (0..1001).map(|row| f64::from(c * 10_000 + row)).collect()).collect();
        let mut tiles = Tiles::new(1001, 6);
        columns.iter().enumerate().for_each(|(at, column)| tiles.fill(at, column));
        for (at, column) in columns.iter().enumerate() {
            assert!(column.iter().enumerate().all(|(row, value)| tiles.value(row, at) == *value));
        }
        assert_eq!(tiles.value(1001, 5), 0.0);
    }
}
