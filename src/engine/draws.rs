//! Many draws of weights at once: how the ranks spread.
//!
//! Scores of all draws are a product of two matrices. It is worked in small squares, some rows by some draws,
//! that stay in registers, and in batches of draws that stay in the cache until they are ranked.

use std::collections::HashMap;

use super::kernel::{SQUARE_DRAWS as DRAWS, SQUARE_PAIRS, SquareRows, square};
use super::order::{Sorter, TieOrder, for_each_rank};
use super::program::{Scored, least_coverage};
use super::table::Table;

/// Rows of a square.
const ROWS: usize = 2 * SQUARE_PAIRS;
/// Draws that are scored before they are ranked.
const BATCH: usize = 16;
/// Squares above one another whose columns stay in the nearest cache while a batch passes over them.
const STACK: usize = 16;

/// How the ranks of the chosen areas spread over the draws, indexed by area; `NaN` for areas that are not
/// chosen, and in `mean_rank` for those that no draw could score.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RankSpread {
    /// Mean rank over the draws in which the area could be scored, 1 = first priority.
    pub mean_rank: Vec<f64>,
    /// Share of all draws in which the rank is at most `k`, 0 to 1.
    pub top_k: Vec<f64>,
}

/// Columns of a few rows, side by side, for squares.
#[derive(Default)]
struct Packed {
    n_columns: usize,
    n_rows: usize,
    data: Vec<SquareRows>,
}

impl Packed {
    fn new(n_rows: usize, n_columns: usize, value: impl Fn(usize, usize) -> f64) -> Self {
        let mut data = vec![[[0.0; 2]; SQUARE_PAIRS]; n_rows.div_ceil(ROWS) * n_columns];
        for row in 0..n_rows {
            for column in 0..n_columns {
                data[row / ROWS * n_columns + column][row % ROWS / 2][row % 2] = value(row, column);
            }
        }
        Self { n_columns, n_rows, data }
    }

    fn padded_rows(&self) -> usize {
        self.n_rows.next_multiple_of(ROWS)
    }

    /// `start[draw] + Σ weight · value` for every row; `weights` hold one square's draws per column, `out` one
    /// stretch of `padded_rows` per draw.
    fn multiply(&self, weights: &[Vec<[f64; DRAWS]>], start: &[[f64; DRAWS]], out: &mut [f64]) {
        let stride = self.padded_rows();
        if self.n_columns == 0 {
            out.chunks_mut(stride).zip(start.as_flattened()).for_each(|(out, start)| out.fill(*start));
            return;
        }
        for (stack, squares) in self.data.chunks(STACK * self.n_columns).enumerate() {
            for (quad, (weights, start)) in weights.iter().zip(start).enumerate() {
                for (at, columns) in squares.chunks_exact(self.n_columns).enumerate() {
                    let sums = square(columns, weights, start);
                    let row = (stack * STACK + at) * ROWS;
                    for (draw, sums) in sums.iter().enumerate() {
                        let place = (quad * DRAWS + draw) * stride + row;
                        out[place..place + ROWS].copy_from_slice(sums.as_flattened());
                    }
                }
            }
        }
    }
}

/// The chosen rows, made ready for draws.
pub struct Draws<'a> {
    scored: &'a [Scored],
    rows: &'a [u32],
    values: Packed,
    /// Which of the columns with gaps are there, one row per pattern of gaps.
    patterns: Packed,
    /// Pattern of each row.
    pattern: Vec<u32>,
    ties: TieOrder,
}

/// Buffers and sums over the draws.
struct Tally {
    sorter: Sorter,
    sums: Vec<f64>,
    there: Vec<f64>,
    rank_sum: Vec<f64>,
    times: Vec<u32>,
    top: Vec<u32>,
}

impl<'a> Draws<'a> {
    /// Gathers `rows` of a table.
    pub fn new(table: &'a Table, rows: &'a [u32], ties: &TieOrder) -> Self {
        let scored = &table.scored;
        let raw = |row: usize, at: usize| table.tiles.value(rows[row] as usize, scored[at].column);
        let filled = |row: usize, at: usize| Some(raw(row, at)).filter(|x| !x.is_nan()).unwrap_or(0.0);
        let gappy: Vec<usize> = (0..scored.len()).filter(|at| scored[*at].gappy).collect();
        let (known, pattern) = patterns(rows.len(), &gappy, |row, at| raw(row, at).is_nan());
        let there = |row: usize, at: usize| 1.0 - (known[row][at / 64] >> (at % 64) & 1) as f64;
        Self {
            scored,
            rows,
            values: Packed::new(rows.len(), scored.len(), filled),
            patterns: Packed::new(known.len(), gappy.len(), there),
            pattern,
            ties: ties.of_rows(rows),
        }
    }

    /// Ranks the rows once per row of `weights`; every row holds one weight per indicator.
    pub fn run<'w>(&self, weights: impl Iterator<Item = &'w [f64]>, k: u32, n_areas: usize) -> RankSpread {
        let n = self.rows.len();
        let mut tally = Tally {
            sorter: Sorter::default(),
            sums: vec![0.0; BATCH * self.values.padded_rows()],
            there: vec![0.0; BATCH * self.patterns.padded_rows()],
            rank_sum: vec![0.0; n],
            times: vec![0; n],
            top: vec![0; n],
        };
        let mut batch = Vec::with_capacity(BATCH);
        let mut draws = 0_u32;
        for weights in weights {
            batch.push(weights);
            draws += 1;
            if batch.len() == BATCH {
                self.batch(&batch, k, &mut tally);
                batch.clear();
            }
        }
        self.batch(&batch, k, &mut tally);
        self.spread(&tally, draws, n_areas)
    }

    fn batch(&self, batch: &[&[f64]], k: u32, tally: &mut Tally) {
        if batch.is_empty() {
            return;
        }
        let all: Vec<usize> = (0..self.scored.len()).collect();
        let gappy: Vec<usize> = all.iter().copied().filter(|at| self.scored[*at].gappy).collect();
        let start: Vec<[f64; DRAWS]> = batch.chunks(DRAWS).map(|draws| self.bases(draws)).collect();
        let zero = vec![[0.0; DRAWS]; start.len()];
        self.values.multiply(&self.transpose(batch, &all), &zero, &mut tally.sums);
        self.patterns.multiply(&self.transpose(batch, &gappy), &start, &mut tally.there);
        for draw in 0..batch.len() {
            self.rank(draw, k, tally);
        }
    }

    /// Weight of the columns without gaps, for up to [`DRAWS`] draws.
    fn bases(&self, draws: &[&[f64]]) -> [f64; DRAWS] {
        let mut bases = [0.0; DRAWS];
        for (base, weights) in bases.iter_mut().zip(draws) {
            *base = self
                .scored
                .iter()
                .filter(|one| !one.gappy)
                .fold(0.0, |sum, one| sum + weights[one.indicator]);
        }
        bases
    }

    /// Per square of draws and column, the weights of its draws.
    fn transpose(&self, batch: &[&[f64]], columns: &[usize]) -> Vec<Vec<[f64; DRAWS]>> {
        let weights = |draws: &[&[f64]], at: usize| {
            let mut own = [0.0; DRAWS];
            own.iter_mut().zip(draws).for_each(|(own, draw)| *own = draw[self.scored[at].indicator]);
            own
        };
        batch.chunks(DRAWS).map(|draws| columns.iter().map(|at| weights(draws, *at)).collect()).collect()
    }

    fn rank(&self, draw: usize, k: u32, tally: &mut Tally) {
        let n = self.rows.len();
        let sums = &mut tally.sums[draw * self.values.padded_rows()..][..n];
        let there = &mut tally.there[draw * self.patterns.padded_rows()..][..self.patterns.n_rows];
        // The first pattern lacks nothing.
        let whole = there[0];
        if there.len() == 1 {
            sums.iter_mut().for_each(|sum| *sum /= whole);
        } else {
            let least = whole * (least_coverage() - 1e-9);
            there.iter_mut().for_each(|own| {
                *own = if *own > 0.0 && *own >= least { *own } else { f64::NAN };
            });
            sums.iter_mut().zip(&self.pattern).for_each(|(sum, pattern)| *sum /= there[*pattern as usize]);
        }
        let keys = tally.sorter.sort(sums, &self.ties);
        let (rank_sum, times, top) = (&mut tally.rank_sum, &mut tally.times, &mut tally.top);
        for_each_rank(keys, sums, |at, rank| {
            rank_sum[at] += f64::from(rank);
            times[at] += 1;
            top[at] += u32::from(rank <= k);
        });
    }

    fn spread(&self, tally: &Tally, draws: u32, n_areas: usize) -> RankSpread {
        let mut spread = RankSpread { mean_rank: vec![f64::NAN; n_areas], top_k: vec![f64::NAN; n_areas] };
        for (at, area) in self.rows.iter().enumerate() {
            spread.mean_rank[*area as usize] = tally.rank_sum[at] / f64::from(tally.times[at]);
            spread.top_k[*area as usize] = f64::from(tally.top[at]) / f64::from(draws);
        }
        spread
    }
}

/// Bits of the columns that a row lacks.
type Gaps = Vec<u64>;

/// The different patterns of gaps, the first being "no gap", and the pattern of every row.
fn patterns(
    n_rows: usize,
    columns: &[usize],
    missing: impl Fn(usize, usize) -> bool,
) -> (Vec<Gaps>, Vec<u32>) {
    let mut gaps = vec![0_u64; columns.len().div_ceil(64)];
    let mut patterns = vec![gaps.clone()];
    let mut known: HashMap<Gaps, u32> = HashMap::from([(gaps.clone(), 0)]);
    let mut of = Vec::with_capacity(n_rows);
    for row in 0..n_rows {
        gaps.fill(0);
        for (at, column) in columns.iter().enumerate() {
            gaps[at / 64] |= u64::from(missing(row, *column)) << (at % 64);
        }
        let pattern = known.get(&gaps).copied().unwrap_or_else(|| {
            known.insert(gaps.clone(), patterns.len() as u32);
            patterns.push(gaps.clone());
            patterns.len() as u32 - 1
        });
        of.push(pattern);
    }
    (patterns, of)
}
