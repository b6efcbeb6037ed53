//! WASPAS, weighted aggregated sum product assessment (E. K. Zavadskas and others 2012):
//! `λ·Σ w·x + (1 − λ)·Π x^w`, λ = ½ unless said otherwise.
//!
//! Every value must be above 0 unless λ = 1, when the product does not count and on the common scale any value will do.
//! Own normalisation: `x/max`, `min/x`. One area scores its own mean (1 under own normalisation).

use super::{FigureKind, MethodError, Outcome, Table, wpm};

pub(super) fn waspas(table: &Table, lambda: f64) -> Result<Outcome, MethodError> {
    let columns = if table.own() { table.by_best()? } else { table.columns.clone() };
    let sum = table.weighted(&columns, |_| true);
    if lambda >= 1.0 {
        return Ok(Outcome::of(sum.clone()).with(FigureKind::WeightedSum, sum));
    }
    let product = wpm::product(table, &columns)?;
    let score =
        sum.iter().zip(&product).map(|(sum, product)| lambda * sum + (1.0 - lambda) * product).collect();
    Ok(Outcome::of(score).with(FigureKind::WeightedSum, sum).with(FigureKind::WeightedProduct, product))
}
