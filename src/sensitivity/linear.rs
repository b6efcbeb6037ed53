//! Scores of linear trees for many draws of weights: per pattern of gaps one weight per column, then dot products
//! in small squares of rows by draws that stay in registers.

use super::linear_parts::{Reading, Reduced, Side};
use crate::engine::{SQUARE_DRAWS as DRAWS, SQUARE_PAIRS, SquareRows, square};

/// Rows of a square.
const ROWS: usize = 2 * SQUARE_PAIRS;
/// Squares above one another whose columns stay in the nearest cache while a batch passes over them.
const STACK: usize = 16;
/// Marks a row that only fills a square up.
const NOBODY: u32 = u32::MAX;

/// Rows that lack the same columns.
#[derive(Debug, Clone)]
struct Pattern {
    missing: Vec<bool>,
    /// The columns that are there.
    columns: Vec<usize>,
    squares: Vec<SquareRows>,
    /// Position of each row of the squares, or [`NOBODY`].
    rows: Vec<u32>,
}

/// Rows made ready.
#[derive(Debug, Clone)]
pub struct LinearRows {
    n_rows: usize,
    patterns: Vec<Pattern>,
}

/// Buffers of [`LinearRows::score`].
#[derive(Debug, Clone, Default)]
pub struct Buffers {
    reduced: Reduced,
    /// Weights of all parts, a few draws side by side.
    parts: Vec<Vec<Side>>,
    /// Weights of a pattern's columns, likewise.
    columns: Vec<Vec<Side>>,
    scored: Vec<Side>,
}

impl LinearRows {
    /// Gathers `areas` of the columns.
    pub fn new(columns: &[&[f64]], areas: &[u32]) -> Self {
        let gaps =
            |area: u32| -> Vec<bool> { columns.iter().map(|own| own[area as usize].is_nan()).collect() };
        let mut keyed: Vec<(Vec<bool>, u32)> =
            (0..).zip(areas).map(|(row, area)| (gaps(*area), row)).collect();
        keyed.sort();
        let patterns = keyed.chunk_by(|a, b| a.0 == b.0).map(|run| {
            let missing = run[0].0.clone();
            let present: Vec<usize> = (0..columns.len()).filter(|at| !missing[*at]).collect();
            let mut rows: Vec<u32> = run.iter().map(|(_, row)| *row).collect();
            rows.resize(rows.len().next_multiple_of(ROWS), NOBODY);
            let mut squares = vec![[[0.0; 2]; SQUARE_PAIRS]; rows.len() / ROWS * present.len()];
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| **row != NOBODY) {
                for (place, column) in present.iter().enumerate() {
                    let value = columns[*column][areas[*row as usize] as usize];
                    squares[at / ROWS * present.len() + place][at % ROWS / 2][at % 2] = value;
                }
            }
            Pattern { missing, columns: present, squares, rows }
        });
        Self { n_rows: areas.len(), patterns: patterns.collect() }
    }

    /// Scores every row once per draw: `draws` holds the weights of all parts of the tree, draw after draw, `out` as
    /// many stretches of rows; `NaN` where too much is missing.
    pub fn score(&self, reading: &Reading, draws: &[Vec<f64>], (out, buffers): (&mut [f64], &mut Buffers)) {
        buffers.parts.clear();
        for draws in draws.chunks(DRAWS) {
            let mut sides = vec![[0.0; DRAWS]; reading.parts.len()];
            for (at, draw) in draws.iter().enumerate() {
                sides.iter_mut().zip(draw).for_each(|(side, own)| side[at] = *own);
            }
            buffers.parts.push(sides);
        }
        for pattern in &self.patterns {
            self.score_pattern(pattern, (reading, draws.len()), (out, buffers));
        }
    }

    fn score_pattern(
        &self,
        pattern: &Pattern,
        (reading, n_draws): (&Reading, usize),
        (out, buffers): (&mut [f64], &mut Buffers),
    ) {
        let n_columns = pattern.columns.len();
        let Buffers { reduced, parts, columns, scored } = buffers;
        columns.resize(parts.len(), Vec::new());
        scored.clear();
        for (sides, own) in parts.iter().zip(&mut *columns) {
            reading.reduce(sides, &pattern.missing, reduced);
            scored.push(reduced.scored);
            own.clear();
            own.extend(pattern.columns.iter().map(|column| reduced.columns[*column]));
        }
        let stack = STACK * n_columns.max(1);
        for (squares, rows) in pattern.squares.chunks(stack).zip(pattern.rows.chunks(STACK * ROWS)) {
            for (quad, (weights, scored)) in columns.iter().zip(&*scored).enumerate() {
                let n = DRAWS.min(n_draws - quad * DRAWS);
                for (columns, rows) in squares.chunks_exact(n_columns).zip(rows.chunks_exact(ROWS)) {
                    let sums = square(columns, weights, &[0.0; DRAWS]);
                    let first = &mut out[quad * DRAWS * self.n_rows..];
                    put(first, self.n_rows, rows, &sums, &scored[..n]);
                }
            }
        }
        if n_columns == 0 {
            let lost = pattern.rows.iter().filter(|row| **row != NOBODY);
            lost.for_each(|row| {
                out.iter_mut().skip(*row as usize).step_by(self.n_rows).for_each(|own| *own = f64::NAN)
            });
        }
    }
}

/// Hands the sums of a square out, `NaN` for a draw that could not score the pattern.
#[allow(clippy::too_many_arguments, reason = "where to and what")]
#[inline]
fn put(out: &mut [f64], n_rows: usize, rows: &[u32], sums: &[SquareRows; DRAWS], scored: &[f64]) {
    for (draw, (sums, scored)) in sums.iter().zip(scored).enumerate() {
        let stretch = &mut out[draw * n_rows..][..n_rows];
        for (row, sum) in rows.iter().zip(sums.as_flattened()) {
            if let Some(own) = stretch.get_mut(*row as usize) {
                *own = if *scored > 0.0 { *sum } else { f64::NAN };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{MissingRule, ScoreTree, TreeNode};
    use crate::sensitivity::linear_parts::reweigh;
    use proptest::prelude::*;

    fn leaf(at: usize) -> TreeNode {
        TreeNode::leaf(format!("i{at}"), 1.0, at)
    }

    proptest! {
        #[test]
        fn scores_as_the_tree_does(
            rows in prop::collection::vec(prop::array::uniform4(prop::option::weighted(0.8, -50.0..50.0_f64)), 1..40),
            draws in prop::collection::vec(prop::array::uniform6(0.01..5.0_f64), 1..9),
        ) {
            let columns: Vec<Vec<f64>> =
                (0..4).map(|c| rows.iter().map(|row| row[c].unwrap_or(f64::NAN)).collect()).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let inner = TreeNode { children: vec![leaf(0), leaf(1)], leaf: None, ..leaf(0) };
            let root = TreeNode { children: vec![inner, leaf(2), leaf(3)], leaf: None, ..leaf(0) };
            let mut tree = ScoreTree::new(root, MissingRule::default());
            let areas: Vec<u32> = (0..rows.len() as u32).rev().collect();
            let ready = LinearRows::new(&columns, &areas);
            let draws: Vec<Vec<f64>> = draws.iter().map(|draw| draw.to_vec()).collect();
            let mut out = vec![0.0; draws.len() * areas.len()];
            ready.score(&Reading::of(&tree), &draws, (&mut out, &mut Buffers::default()));
            for (draw, found) in draws.iter().zip(out.chunks(areas.len())) {
                reweigh(&mut tree, draw);
                let scores = tree.score(&columns, rows.len()).score;
                for (area, own) in areas.iter().zip(found) {
                    let expected = scores[*area as usize];
                    let both_missing = expected.is_nan() && own.is_nan();
                    prop_assert!(both_missing || (own - expected).abs() <= 1e-9);
                }
            }
        }
    }
}
