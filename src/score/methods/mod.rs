//! Flat multi-criteria methods over the leaves of an index, one method a file.
//!
//! Every method takes the same [`Decision`] and gives one number per area, high = more need = first priority, and
//! besides the figures it is known by. Four rules hold for all:
//!
//! - *Missing*: an area with any value missing takes no part; it comes out `NaN` and is named in
//!   [`FlatScores::unscored`], never as zero.
//! - *Weight 0*: the column takes no part; its gaps and its vetoes do not count either.
//! - *Constant columns* tell no two areas apart: they move no area before another, and are never divided by.
//! - *Ties*: values of a column that only rounding parts ([`crate::tolerance`]) are equal, and differences that only rounding
//!   takes beyond a threshold are not beyond it. Areas with the same values have the same score to the last bit, in whatever
//!   order rows come. Sums carry twice the usual precision; another order of columns moves a score in its last bits at most.
//!
//! This module must not know of snapshots, scenarios or ranks: columns and weights in, one number per area out.

mod borda;
mod choice;
mod copeland;
mod copras;
mod distillation;
mod electre_iii;
mod exact;
mod moora;
mod morris;
mod outcome;
mod promethee;
mod saw;
mod table;
mod taxonomy;
mod topsis;
mod vikor;
mod waspas;
mod wpm;

pub use choice::{Basis, FlatMethod, ParameterError, Preference};
use outcome::Outcome;
pub use outcome::{Figure, FigureKind, FlatScores, Homogeneity, Relation};
use table::Table;

/// Most areas for the methods that compare them in pairs, column by column: ELECTRE III and Copeland.
///
/// With 28 columns that many take ELECTRE III some 2 s natively, Copeland 0.1 s; both grow with the square.
pub const PAIR_LIMIT: usize = 3_000;

/// What there is to decide. All slices by column have the same length, and every column one value per area.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// Columns on the scenario's common scale, more = more need; `NaN` where missing.
    pub columns: &'a [&'a [f64]],
    /// The same columns as treated values in their own units, not turned; `NaN` where missing. Read under
    /// [`Basis::Own`] alone, and may otherwise be empty.
    pub raw: &'a [&'a [f64]],
    /// Whether more of the raw column means more need.
    pub raises_need: &'a [bool],
    /// Shares, at least 0, of sum 1.
    pub weights: &'a [f64],
    /// Positions of the areas that are asked for; the others come out `NaN` and are no part of any mean or bound.
    pub rows: &'a [u32],
}

/// Why a method cannot be computed. `column` is the position in [`Decision::columns`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum MethodError {
    /// A parameter is out of its range.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// There is no column.
    #[error("there is no column to decide by")]
    NoColumns,
    /// A column's length, weight or direction is missing.
    #[error("column {column} does not fit the others in length, or lacks a weight or direction")]
    Shape {
        /// The column.
        column: usize,
    },
    /// A weight is negative or no number.
    #[error("the weight of column {column} is negative or no number")]
    Weight {
        /// The column.
        column: usize,
    },
    /// The weights are not shares.
    #[error("the weights do not add up to 1")]
    WeightSum,
    /// A value is infinite.
    #[error("column {column} holds an infinite value")]
    NotFinite {
        /// The column.
        column: usize,
    },
    /// Products and ratios need values above 0.
    #[error("column {column} holds a value of 0 or below, which a product or ratio cannot take")]
    NotPositive {
        /// The column.
        column: usize,
    },
    /// Shares of a sum need values of at least 0.
    #[error("column {column} holds a value below 0, which a share of a sum cannot take")]
    Negative {
        /// The column.
        column: usize,
    },
    /// Every value of the column is 0: no length to divide by.
    #[error("column {column} is 0 throughout and has no length to divide by")]
    NoNorm {
        /// The column.
        column: usize,
    },
    /// Every value of the column is 0: no sum to divide by.
    #[error("column {column} is 0 throughout and has no sum to divide by")]
    NoSum {
        /// The column.
        column: usize,
    },
    /// No area reaches a significance above 0, so there is nothing to express the others by.
    #[error("no area has a significance above 0 to compare the others with")]
    NoBest,
    /// Too many areas for a method that compares them in pairs.
    #[error("{areas} areas are too many to compare in pairs; at most {limit}")]
    TooMany {
        /// Areas that take part.
        areas: usize,
        /// The most there may be.
        limit: usize,
    },
    /// The values are so large that a result is no number.
    #[error("the values are too large to compute with")]
    TooLarge,
}

/// Scores all areas by a method.
///
/// ```
/// use negah::score::methods::{Decision, FlatMethod, evaluate};
/// let decision = Decision {
///     columns: &[&[100.0, 0.0, 50.0], &[0.0, 100.0, f64::NAN]],
///     raw: &[],
///     raises_need: &[true, true],
///     weights: &[0.75, 0.25],
///     rows: &[0, 1, 2],
/// };
/// let scores = evaluate(&FlatMethod::Saw { normalise: Default::default() }, &decision)?;
/// assert_eq!(scores.score[..2], [75.0, 25.0]);
/// assert_eq!(scores.unscored, [2]);
/// # Ok::<(), negah::score::methods::MethodError>(())
/// ```
///
/// # Errors
/// When a parameter is out of range or the method is not defined for the values; it names the column.
pub fn evaluate(method: &FlatMethod, decision: &Decision) -> Result<FlatScores, MethodError> {
    method.check()?;
    if let FlatMethod::Borda { of } = method {
        return borda::borda(of, decision);
    }
    if let FlatMethod::CopelandOf { of } = method {
        return copeland::over_methods(of, decision);
    }
    let table = Table::new(decision, method.basis())?;
    let outcome = if table.n() == 0 { Outcome::default() } else { compute(method, &table)? };
    outcome.spread(&table.rows, table.unscored, table.n_areas)
}

fn compute(method: &FlatMethod, table: &Table) -> Result<Outcome, MethodError> {
    match method {
        FlatMethod::Saw { .. } => saw::saw(table),
        FlatMethod::Wpm { .. } => wpm::wpm(table),
        FlatMethod::Waspas { lambda, .. } => waspas::waspas(table, *lambda),
        FlatMethod::Topsis { .. } => topsis::topsis(table),
        FlatMethod::Vikor { v, .. } => Ok(vikor::vikor(table, *v)),
        FlatMethod::Promethee { preference } => Ok(promethee::promethee(table, *preference)),
        FlatMethod::ElectreIii { q, p, v } => {
            electre_iii::electre_iii(table, electre_iii::Thresholds { q: *q, p: *p, v: *v })
        }
        FlatMethod::Moora { .. } => moora::moora(table),
        FlatMethod::Copras { .. } => copras::copras(table),
        FlatMethod::Taxonomy { weighted, .. } => Ok(taxonomy::taxonomy(table, *weighted)),
        FlatMethod::Morris { weighted, .. } => Ok(morris::morris(table, *weighted)),
        FlatMethod::Copeland => copeland::over_columns(table),
        // Answered by `evaluate` before there is a table.
        FlatMethod::Borda { .. } | FlatMethod::CopelandOf { .. } => Ok(Outcome::default()),
    }
}

#[cfg(test)]
mod tests;
