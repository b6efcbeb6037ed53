//! COPRAS, complex proportional assessment (E. K. Zavadskas, A. Kaklauskas, V. Šarka 1994).
//!
//! `Q = S₊ + Σ S₋ / (S₋ · Σ 1/S₋)` with `S₊`, `S₋` the weighted sums of `x/Σx` over the columns that raise and lower
//! need; the score is `100 · Q / max Q`. Values must be at least 0, and each area needs an `S₋` above 0.
//!
//! On the common scale every column raises need and there is no `S₋`: the score is the weighted sum in per cent of the
//! greatest. The neediest area, so one area alone, scores 100.

use super::exact::{bounds, sum};
use super::{FigureKind, MethodError, Outcome, Table};

pub(super) fn copras(table: &Table) -> Result<Outcome, MethodError> {
    table.not_negative()?;
    let columns = if table.own() { table.by_sum()? } else { table.columns.clone() };
    let raising = table.weighted(&columns, |k| !table.lowers[k]);
    let lowering = table.weighted(&columns, |k| table.lowers[k]);
    let significance = if table.lowers.contains(&true) {
        if lowering.iter().any(|s| *s <= 0.0) {
            return Err(MethodError::NotPositive { column: table.first_lowering() });
        }
        let (total, reciprocals) = (sum(lowering.iter().copied()), sum(lowering.iter().map(|s| 1.0 / s)));
        raising.iter().zip(&lowering).map(|(plus, minus)| plus + total / (minus * reciprocals)).collect()
    } else {
        raising.clone()
    };
    let (_, best) = bounds(&significance);
    if best <= 0.0 {
        return Err(MethodError::NoBest);
    }
    Ok(Outcome::of(significance.iter().map(|q| 100.0 * q / best).collect())
        .with(FigureKind::Raising, raising)
        .with(FigureKind::Lowering, lowering)
        .with(FigureKind::Significance, significance))
}
