//! Weights → the weighted mean of all areas, block by block.
//!
//! Sums run in the same order as [`crate::score::ScoreTree`] on a flat index, so the results agree to the last bit.

use super::EngineError;
use super::kernel::{Lane, PAIRS, WIDE, add_complete, add_gappy};
use super::tile::Tiles;
use crate::score::MissingRule;

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

/// A few columns that lie side by side, with their weights.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Step {
    quad: usize,
    weights: [f64; WIDE],
    /// The weights again, but 0 for columns without gaps: these count in every row already.
    gaps: [f64; WIDE],
    gappy: bool,
}

/// Weights made ready.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    /// What to add, by the position of the columns.
    steps: Vec<Step>,
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
    MissingRule::default().min_coverage()
}

impl Program {
    /// Makes `weights`, one per indicator, ready; the program is reused.
    ///
    /// # Errors
    /// When no scored indicator has a weight.
    pub fn compile(&mut self, weights: &[f64], scored: &[Scored]) -> Result<(), EngineError> {
        self.steps.clear();
        (self.base, self.gappy, self.least) = (0.0, false, least_coverage());
        for one in scored {
            self.push(one, weights[one.indicator]);
        }
        let gaps = || scored.iter().filter(|one| one.gappy);
        self.gappy = gaps().any(|one| weights[one.indicator] > 0.0);
        self.whole = gaps().fold(self.base, |whole, one| whole + weights[one.indicator]);
        self.steps.retain(|step| step.weights.iter().any(|weight| *weight > 0.0));
        if self.steps.is_empty() { Err(EngineError::NothingToScore) } else { Ok(()) }
    }

    fn push(&mut self, one: &Scored, weight: f64) {
        let quad = one.column / WIDE;
        if self.steps.last().is_none_or(|last| last.quad != quad) {
            self.steps.push(Step { quad, ..Step::default() });
        }
        if let Some(step) = self.steps.last_mut() {
            step.weights[one.column % WIDE] = weight;
            step.gaps[one.column % WIDE] = if one.gappy { weight } else { 0.0 };
            step.gappy |= one.gappy;
        }
        self.base += if one.gappy { 0.0 } else { weight };
    }

    /// The quads that are read.
    pub fn quads(&self) -> impl Iterator<Item = usize> + '_ {
        self.steps.iter().map(|step| step.quad)
    }

    /// Forgets everything: there is nothing to add.
    pub fn clear(&mut self) {
        self.steps.clear();
    }
}

/// Running sums over one block.
#[derive(Debug, Clone)]
pub struct Running {
    sums: Lane,
    there: Lane,
}

impl Default for Running {
    fn default() -> Self {
        Self { sums: [[0.0; 2]; PAIRS], there: [[0.0; 2]; PAIRS] }
    }
}

impl Running {
    /// Scores a block; `visit` is called after each quad, while it is in the cache. Scores are the weighted means,
    /// `NaN` where too little is there.
    #[allow(
        clippy::too_many_arguments,
        reason = "two inputs, an output and what rides along in the same pass"
    )]
    pub fn score(
        &mut self,
        program: &Program,
        (tiles, block): (&Tiles, usize),
        scores: &mut Lane,
        mut visit: impl FnMut(usize),
    ) {
        self.sums = [[0.0; 2]; PAIRS];
        self.there = [[program.base; 2]; PAIRS];
        for step in &program.steps {
            let quad = tiles.quad(block, step.quad);
            if step.gappy {
                add_gappy((&mut self.sums, &mut self.there), quad, step.weights, step.gaps);
            } else {
                add_complete(&mut self.sums, quad, step.weights);
            }
            visit(step.quad);
        }
        self.finish(program, scores);
    }

    fn finish(&self, program: &Program, scores: &mut Lane) {
        let (scores, sums) = (scores.as_flattened_mut(), self.sums.as_flattened());
        if !program.gappy {
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = sum / program.whole);
            return;
        }
        // The same whisker below the bound as in the index tree.
        let least = program.whole * (program.least - 1e-9);
        for ((score, sum), there) in scores.iter_mut().zip(sums).zip(self.there.as_flattened()) {
            let enough = (*there > 0.0) & (*there >= least);
            *score = if enough { sum / there } else { f64::NAN };
        }
    }
}
