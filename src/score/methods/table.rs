//! What a method works on: the areas with every value, the columns with a weight.

use super::{Basis, Decision, MethodError, exact};
use crate::tolerance::settle;

/// The values of the areas that take part, column by column.
pub(super) struct Table {
    /// Values as given: on the common scale, or treated values in their own unit under [`Basis::Own`].
    pub(super) columns: Vec<Vec<f64>>,
    /// Share of each column; those without weight are left out of the table.
    pub(super) weights: Vec<f64>,
    /// Whether more of the column means less need; never on the common scale.
    pub(super) lowers: Vec<bool>,
    /// The areas, by position.
    pub(super) rows: Vec<usize>,
    /// Areas asked for that lack a value.
    pub(super) unscored: Vec<usize>,
    /// Length of the given columns.
    pub(super) n_areas: usize,
    /// Position of each column in the decision.
    at: Vec<usize>,
    basis: Basis,
}

impl Table {
    pub(super) fn new(decision: &Decision, basis: Basis) -> Result<Self, MethodError> {
        let given = if basis == Basis::Own { decision.raw } else { decision.columns };
        let n_areas = shape(decision, given)?;
        let at: Vec<usize> = (0..given.len()).filter(|k| decision.weights[*k] > 0.0).collect();
        let whole = |row: &usize| at.iter().all(|k| !given[*k][*row].is_nan());
        // An area listed twice, or not there, would count twice or not be found.
        let mut asked: Vec<usize> = decision.rows.iter().map(|row| *row as usize).collect();
        asked.sort_unstable();
        asked.dedup();
        asked.retain(|row| *row < n_areas);
        let (rows, unscored): (Vec<usize>, Vec<usize>) = asked.into_iter().partition(whole);
        let take = |k: &usize| {
            let mut column: Vec<f64> = rows.iter().map(|row| given[*k][*row]).collect();
            // From here on equal values compare as equal by their bits.
            if column.iter().all(|x| x.is_finite()) {
                settle(&mut column);
            }
            column
        };
        let columns: Vec<Vec<f64>> = at.iter().map(take).collect();
        if let Some(k) = columns.iter().position(|column| column.iter().any(|x| !x.is_finite())) {
            return Err(MethodError::NotFinite { column: at[k] });
        }
        let weights = at.iter().map(|k| decision.weights[*k]).collect();
        let lowers = at.iter().map(|k| basis == Basis::Own && !decision.raises_need[*k]).collect();
        Ok(Self { columns, weights, lowers, rows, unscored, n_areas, at, basis })
    }

    /// How many areas take part.
    pub(super) fn n(&self) -> usize {
        self.rows.len()
    }

    /// Whether the method's own normalisation is asked for.
    pub(super) fn own(&self) -> bool {
        self.basis == Basis::Own
    }

    /// Columns on which more is more need, not otherwise changed.
    pub(super) fn turned(&self) -> Vec<Vec<f64>> {
        let turn = |(column, lowers): (&Vec<f64>, &bool)| match lowers {
            true => column.iter().map(|x| -x).collect(),
            false => column.clone(),
        };
        self.columns.iter().zip(&self.lowers).map(turn).collect()
    }

    /// `x / √Σ x²`, not turned.
    pub(super) fn by_norm(&self) -> Result<Vec<Vec<f64>>, MethodError> {
        self.divided(exact::norm, |column| MethodError::NoNorm { column })
    }

    /// `x / Σ x`, not turned; every value must be at least 0.
    pub(super) fn by_sum(&self) -> Result<Vec<Vec<f64>>, MethodError> {
        self.not_negative()?;
        self.divided(|column| exact::sum(column.iter().copied()), |column| MethodError::NoSum { column })
    }

    /// `x / max` where more is more need, `min / x` where it is less; every value must be above 0.
    pub(super) fn by_best(&self) -> Result<Vec<Vec<f64>>, MethodError> {
        self.positive()?;
        let scale = |(column, lowers): (&Vec<f64>, &bool)| {
            let (min, max) = exact::bounds(column);
            column.iter().map(|x| if *lowers { min / x } else { x / max }).collect()
        };
        Ok(self.columns.iter().zip(&self.lowers).map(scale).collect())
    }

    /// `(x − min) / (max − min)` of the turned columns, 0 to 1; a column that is the same throughout is 0.
    pub(super) fn by_range(&self) -> Vec<Vec<f64>> {
        let scale = |column: Vec<f64>| {
            let (min, max) = exact::bounds(&column);
            let range = max - min;
            column.iter().map(|x| if range > 0.0 { (x - min) / range } else { 0.0 }).collect()
        };
        self.turned().into_iter().map(scale).collect()
    }

    /// Fails where a value is 0 or below.
    pub(super) fn positive(&self) -> Result<(), MethodError> {
        self.each(|x| *x > 0.0, |column| MethodError::NotPositive { column })
    }

    /// Fails where a value is below 0.
    pub(super) fn not_negative(&self) -> Result<(), MethodError> {
        self.each(|x| *x >= 0.0, |column| MethodError::Negative { column })
    }

    fn each(
        &self,
        fine: impl Fn(&f64) -> bool,
        error: impl Fn(usize) -> MethodError,
    ) -> Result<(), MethodError> {
        match self.columns.iter().position(|column| !column.iter().all(&fine)) {
            Some(k) => Err(error(self.at[k])),
            None => Ok(()),
        }
    }

    fn divided(
        &self,
        by: impl Fn(&[f64]) -> f64,
        error: impl Fn(usize) -> MethodError,
    ) -> Result<Vec<Vec<f64>>, MethodError> {
        let divide = |(column, at): (&Vec<f64>, &usize)| {
            let divisor = by(column);
            if divisor > 0.0 || column.is_empty() {
                Ok(column.iter().map(|x| x / divisor).collect())
            } else {
                Err(error(*at))
            }
        };
        self.columns.iter().zip(&self.at).map(divide).collect()
    }

    /// Position in the decision of the first column that lowers need.
    pub(super) fn first_lowering(&self) -> usize {
        self.at.iter().zip(&self.lowers).find(|(_, lowers)| **lowers).map_or(0, |(at, _)| *at)
    }

    /// `Σ w · x` for every area that takes part, over the columns that `part` chooses.
    pub(super) fn weighted(&self, columns: &[Vec<f64>], part: impl Fn(usize) -> bool) -> Vec<f64> {
        let mut sums = vec![exact::Exact::default(); self.n()];
        for (k, (column, weight)) in columns.iter().zip(&self.weights).enumerate() {
            if part(k) {
                sums.iter_mut().zip(column).for_each(|(sum, x)| sum.add_product(*weight, *x));
            }
        }
        sums.into_iter().map(exact::Exact::value).collect()
    }

    /// The table row by row, for methods that compare areas in pairs.
    pub(super) fn by_rows(&self, columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
        (0..self.n()).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
    }

    /// Fails above `limit` areas.
    pub(super) fn at_most(&self, limit: usize) -> Result<(), MethodError> {
        if self.n() > limit {
            return Err(MethodError::TooMany { areas: self.n(), limit });
        }
        Ok(())
    }
}

/// The number of areas, if all columns agree on it and the weights are shares.
fn shape(decision: &Decision, given: &[&[f64]]) -> Result<usize, MethodError> {
    let n_areas = given.first().ok_or(MethodError::NoColumns)?.len();
    if let Some(column) = given.iter().position(|column| column.len() != n_areas) {
        return Err(MethodError::Shape { column });
    }
    let shortest = decision.weights.len().min(decision.raises_need.len());
    if shortest < given.len() || decision.weights.len() > given.len() {
        return Err(MethodError::Shape { column: shortest.min(given.len()) });
    }
    if let Some(column) = decision.weights.iter().position(|weight| !weight.is_finite() || *weight < 0.0) {
        return Err(MethodError::Weight { column });
    }
    let total = exact::sum(decision.weights.iter().copied());
    if (total - 1.0).abs() > 1e-9 {
        return Err(MethodError::WeightSum);
    }
    Ok(n_areas)
}
