//! Weights → the weighted mean of all areas, block by block.
//!
//! Sums run in the same order as [`crate::score::ScoreTree`] on a flat index, so the results agree to the last bit.

use super::EngineError;
use super::tile::{ROWS, Tile, Tiles};
use crate::score::MissingRule;

/// Columns added at a time: the running sums are read and written once for all of them.
pub const WIDE: usize = 4;

/// A scored indicator: where its column on the common scale is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Position of the indicator.
    pub indicator: usize,
    /// Position of the column.
    pub column: usize,
    /// Whether a value is missing anywhere in it.
    pub gappy: bool,
}

/// A few columns with their weights; unused places repeat a column with weight 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Columns.
    pub columns: [usize; WIDE],
    /// Weights.
    pub weights: [f64; WIDE],
    /// The weights again, but 0 for columns without gaps: these count in every row already.
    gaps: [f64; WIDE],
    gappy: bool,
    /// How many columns are used.
    pub len: usize,
}

/// Weights made ready.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    /// What to add, in order.
    pub steps: Vec<Step>,
    base: f64,
    whole: f64,
    gappy: bool,
    least: f64,
}

/// Checks that there is one weight per indicator, none negative.
///
/// # Errors
/// The first fault.
pub fn check(weights: &[f64], expected: usize) -> Result<(), EngineError> {
    if weights.len() != expected {
        return Err(EngineError::WeightCount { found: weights.len(), expected });
    }
    match weights.iter().position(|weight| !weight.is_finite() || *weight < 0.0) {
        Some(at) => Err(EngineError::BadWeight { at, found: weights[at] }),
        None => Ok(()),
    }
}

/// The least share of the weight that must rest on values that are there: a scenario's default.
pub fn least_coverage() -> f64 {
    match MissingRule::default() {
        MissingRule::Renormalise { min_coverage } => min_coverage,
        MissingRule::Propagate => 1.0,
    }
}

impl Program {
    /// Makes `weights`, one per indicator, ready; the program is reused.
    ///
    /// # Errors
    /// When no scored indicator has a weight.
    pub fn compile(&mut self, weights: &[f64], scored: &[Scored]) -> Result<(), EngineError> {
        self.steps.clear();
        (self.base, self.gappy, self.least) = (0.0, false, least_coverage());
        let mut gaps = 0;
        for one in scored.iter().filter(|one| weights[one.indicator] > 0.0) {
            let weight = weights[one.indicator];
            self.push(one, weight);
            self.base += if one.gappy { 0.0 } else { weight };
            gaps += usize::from(one.gappy);
        }
        self.gappy = gaps > 0;
        let missing = scored.iter().filter(|one| one.gappy && weights[one.indicator] > 0.0);
        self.whole = missing.fold(self.base, |whole, one| whole + weights[one.indicator]);
        if self.steps.is_empty() { Err(EngineError::NothingToScore) } else { Ok(()) }
    }

    fn push(&mut self, one: &Scored, weight: f64) {
        if self.steps.last().is_none_or(|last| last.len == WIDE) {
            let columns = [one.column; WIDE];
            self.steps.push(Step { columns, weights: [0.0; WIDE], gaps: [0.0; WIDE], gappy: false, len: 0 });
        }
        if let Some(step) = self.steps.last_mut() {
            step.columns[step.len] = one.column;
            step.weights[step.len] = weight;
            step.gaps[step.len] = if one.gappy { weight } else { 0.0 };
            step.gappy |= one.gappy;
            step.len += 1;
        }
    }
}

/// Running sums over one block.
#[derive(Debug, Clone)]
pub struct Lanes {
    sums: Tile,
    there: Tile,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { sums: [0.0; ROWS], there: [0.0; ROWS] }
    }
}

impl Lanes {
    /// Begins a block.
    pub fn start(&mut self, program: &Program) {
        self.sums.fill(0.0);
        self.there.fill(program.base);
    }

    /// Adds the columns of a step.
    pub fn add(&mut self, step: &Step, tiles: &Tiles, block: usize) {
        let columns = step.columns.map(|column| tiles.tile(block, column));
        if step.gappy {
            add_gappy(&mut self.sums, &mut self.there, columns, step);
        } else {
            add_complete(&mut self.sums, columns, step.weights);
        }
    }

    /// Ends a block: the weighted means go to `scores`, `NaN` where too little is there.
    pub fn finish(&self, program: &Program, scores: &mut Tile) {
        if !program.gappy {
            for (score, sum) in scores.iter_mut().zip(&self.sums) {
                *score = sum / program.whole;
            }
            return;
        }
        // The same whisker below the bound as in the index tree.
        let least = program.whole * (program.least - 1e-9);
        for ((score, sum), there) in scores.iter_mut().zip(&self.sums).zip(&self.there) {
            let enough = (*there > 0.0) & (*there >= least);
            *score = if enough { sum / there } else { f64::NAN };
        }
    }
}

fn add_complete(sums: &mut Tile, columns: [&Tile; WIDE], weights: [f64; WIDE]) {
    for row in 0..ROWS {
        let mut sum = sums[row];
        for (column, weight) in columns.iter().zip(weights) {
            sum += weight * column[row];
        }
        sums[row] = sum;
    }
}

fn add_gappy(sums: &mut Tile, there: &mut Tile, columns: [&Tile; WIDE], step: &Step) {
    for row in 0..ROWS {
        let (mut sum, mut weight) = (sums[row], there[row]);
        for (column, (own, gap)) in columns.iter().zip(step.weights.iter().zip(&step.gaps)) {
            let x = column[row];
            sum += if x.is_nan() { 0.0 } else { own * x };
            weight += if x.is_nan() { 0.0 } else { *gap };
        }
        (sums[row], there[row]) = (sum, weight);
    }
}
