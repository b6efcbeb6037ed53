//! MOORA, ratio system (W. K. M. Brauers, E. K. Zavadskas 2006): `Σ w·r` over the columns that raise need, less `Σ w·r`
//! over those that lower it, with `r = x / √Σx²`.
//!
//! That is its own normalisation. On the common scale, where every column raises need, the ratio system is the weighted
//! sum. One area: its signs and weights alone decide (1 where all columns raise need).

use super::{FigureKind, MethodError, Outcome, Table};

pub(super) fn moora(table: &Table) -> Result<Outcome, MethodError> {
    let columns = if table.own() { table.by_norm()? } else { table.columns.clone() };
    let raising = table.weighted(&columns, |k| !table.lowers[k]);
    let lowering = table.weighted(&columns, |k| table.lowers[k]);
    let signed: Vec<Vec<f64>> = columns
        .into_iter()
        .zip(&table.lowers)
        .map(|(column, lowers)| if *lowers { column.iter().map(|x| -x).collect() } else { column })
        .collect();
    Ok(Outcome::of(table.weighted(&signed, |_| true))
        .with(FigureKind::Raising, raising)
        .with(FigureKind::Lowering, lowering))
}
