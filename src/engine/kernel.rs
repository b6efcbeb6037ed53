//! The innermost loops, over blocks of rows that stay in the nearest cache.
//!
//! None is inlined: as functions of their own they keep all their numbers in registers in every engine.

use super::lanes::Two;

/// Two rows.
pub type Pair = [f64; 2];
/// Pairs of rows in a block. No power of two: steps of 4 kB would compete for the same places of the cache.
pub const PAIRS: usize = 224;
/// Rows in a block: whole words of a bitset.
pub const ROWS: usize = 2 * PAIRS;
/// Columns that lie side by side.
pub const WIDE: usize = 4;
/// One column over one block.
pub type Lane = [Pair; PAIRS];
/// A few columns over one block, so interleaved that a pass reads memory strictly forwards.
pub type Quad = [[Pair; WIDE]; PAIRS];

/// `sums += Σ weight · x`, column after column.
#[inline(never)]
pub fn add_complete(sums: &mut Lane, quad: &Quad, weights: [f64; WIDE]) {
    let weights = weights.map(Two::both);
    for (sum, columns) in sums.iter_mut().zip(quad) {
        let add = |sum: Two, (x, w): (&Pair, &Two)| sum.plus(w.times(Two::new(*x)));
        *sum = columns.iter().zip(&weights).fold(Two::new(*sum), add).pair();
    }
}

/// The same where values may be missing; the `gaps` of those that are there add up in `there`.
#[inline(never)]
pub fn add_gappy(
    (sums, there): (&mut Lane, &mut Lane),
    quad: &Quad,
    weights: [f64; WIDE],
    gaps: [f64; WIDE],
) {
    let (weights, gaps) = (weights.map(Two::both), gaps.map(Two::both));
    for ((sum, there), columns) in sums.iter_mut().zip(there).zip(quad) {
        let (mut own, mut weight) = (Two::new(*sum), Two::new(*there));
        for ((x, w), gap) in columns.iter().zip(&weights).zip(&gaps) {
            let x = Two::new(*x);
            own = own.plus(w.times(x).where_there(x));
            weight = weight.plus(gap.where_there(x));
        }
        (*sum, *there) = (own.pair(), weight.pair());
    }
}

/// `Σ weight · x` of each column over some pairs of rows.
#[inline(never)]
pub fn dot(columns: &[[Pair; WIDE]], weights: &[Pair]) -> [f64; WIDE] {
    // Two sets of sums, so that an addition need not wait for the one before.
    let mut sums = [[Two::both(0.0); WIDE]; 2];
    let ((x, x_rest), (w, w_rest)) = (columns.as_chunks::<2>(), weights.as_chunks::<2>());
    for (x, w) in x.iter().zip(w) {
        for ((sums, x), w) in sums.iter_mut().zip(x).zip(w) {
            add_products(sums, x, w);
        }
    }
    x_rest.iter().zip(w_rest).for_each(|(x, w)| add_products(&mut sums[0], x, w));
    std::array::from_fn(|at| total(sums[0][at].plus(sums[1][at])))
}

#[inline(always)]
fn add_products(sums: &mut [Two; WIDE], x: &[Pair; WIDE], w: &Pair) {
    for (sum, x) in sums.iter_mut().zip(x) {
        *sum = sum.plus(Two::new(*w).times(Two::new(*x)));
    }
}

fn total(two: Two) -> f64 {
    let [a, b] = two.pair();
    a + b
}

/// The same where values may be missing, with `Σ weight` of those that are there.
#[inline(never)]
pub fn dot_gappy(columns: &[[Pair; WIDE]], weights: &[Pair]) -> ([f64; WIDE], [f64; WIDE]) {
    let (mut sums, mut there) = ([Two::both(0.0); WIDE], [Two::both(0.0); WIDE]);
    for (columns, w) in columns.iter().zip(weights) {
        let w = Two::new(*w);
        for ((sum, there), x) in sums.iter_mut().zip(&mut there).zip(columns) {
            let x = Two::new(*x);
            *sum = sum.plus(w.times(x).where_there(x));
            *there = there.plus(w.where_there(x));
        }
    }
    (sums.map(total), there.map(total))
}

/// `base` where `mask` is a number, 0 elsewhere.
#[inline(never)]
pub fn mask_weights(weights: &mut Lane, base: &Lane, mask: &Lane) {
    for ((weight, base), mask) in weights.iter_mut().zip(base).zip(mask) {
        *weight = Two::new(*base).where_there(Two::new(*mask)).pair();
    }
}

/// The sum of some pairs.
#[inline(never)]
pub fn sum(pairs: &[Pair]) -> f64 {
    let mut sums = [Two::both(0.0); 4];
    let (fours, rest) = pairs.as_chunks::<4>();
    for four in fours {
        sums.iter_mut().zip(four).for_each(|(sum, pair)| *sum = sum.plus(Two::new(*pair)));
    }
    rest.iter().for_each(|pair| sums[0] = sums[0].plus(Two::new(*pair)));
    total(sums[0].plus(sums[1]).plus(sums[2].plus(sums[3])))
}

/// Rows of a square, in pairs.
pub const SQUARE_PAIRS: usize = 2;
/// Draws of a square.
pub const SQUARE_DRAWS: usize = 4;
/// One column over the rows of a square.
pub type SquareRows = [Pair; SQUARE_PAIRS];

/// `start[draw] + Σ weight · x` for a few rows and a few draws, which stay in registers.
#[inline(never)]
pub fn square(
    columns: &[SquareRows],
    weights: &[[f64; SQUARE_DRAWS]],
    start: &[f64; SQUARE_DRAWS],
) -> [SquareRows; SQUARE_DRAWS] {
    let mut sums = start.map(|start| [Two::both(start); SQUARE_PAIRS]);
    for (x, w) in columns.iter().zip(weights) {
        let x = x.map(Two::new);
        for (sums, w) in sums.iter_mut().zip(w) {
            let w = Two::both(*w);
            for (sum, x) in sums.iter_mut().zip(x) {
                *sum = sum.plus(w.times(x));
            }
        }
    }
    sums.map(|sums| sums.map(Two::pair))
}
