//! Simple additive weighting (C. W. Churchman, R. L. Ackoff 1954): `Σ w·x`.
//!
//! On the common scale `x` is the column as it stands. Own normalisation: `x/max` where more is more need, `min/x`
//! where it is less, for values above 0. One area scores its own weighted mean (1 under own normalisation).

use super::{MethodError, Outcome, Table};

pub(super) fn saw(table: &Table) -> Result<Outcome, MethodError> {
    let score = if table.own() {
        table.weighted(&table.by_best()?, |_| true)
    } else {
        table.weighted(&table.columns, |_| true)
    };
    Ok(Outcome::of(score))
}
