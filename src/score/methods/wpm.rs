//! Weighted product (P. W. Bridgman 1922, D. W. Miller, M. K. Starr 1969): `Π x^w = e^(Σ w·ln x)`.
//!
//! Every value must be above 0. On the common scale that asks for one that begins above 0, such as 1 to 100; own
//! normalisation: `x/max`, `min/x`. A low value in one column pulls the whole down further than in a sum. One area
//! scores its own weighted geometric mean (1 under own normalisation).

use super::{MethodError, Outcome, Table};

pub(super) fn wpm(table: &Table) -> Result<Outcome, MethodError> {
    let columns = if table.own() { table.by_best()? } else { table.columns.clone() };
    Ok(Outcome::of(product(table, &columns)?))
}

/// The weighted product of `columns`, which are the table's or follow from them.
pub(super) fn product(table: &Table, columns: &[Vec<f64>]) -> Result<Vec<f64>, MethodError> {
    table.positive()?;
    let logs: Vec<Vec<f64>> =
        columns.iter().map(|column| column.iter().map(|x| libm::log(*x)).collect()).collect();
    Ok(table.weighted(&logs, |_| true).into_iter().map(libm::exp).collect())
}
