//! TOPSIS, technique for order preference by similarity to ideal solution (C. L. Hwang, K. Yoon 1981):
//! `D⁻ / (D⁺ + D⁻)` with the distances of the weighted values from the neediest (`D⁺`) and the least needy (`D⁻`) of
//! each column, 0 to 1.
//!
//! On the common scale the columns are weighted as they stand; own normalisation: `x / √Σx²`. Where all areas are
//! equal, as is one area alone, both distances are 0 and the score is ½.

use super::exact::{Exact, bounds};
use super::{FigureKind, MethodError, Outcome, Table};

pub(super) fn topsis(table: &Table) -> Result<Outcome, MethodError> {
    let columns = if table.own() { table.by_norm()? } else { table.columns.clone() };
    let mut most = vec![Exact::default(); table.n()];
    let mut least = most.clone();
    for ((column, weight), lowers) in columns.iter().zip(&table.weights).zip(&table.lowers) {
        let weighted: Vec<f64> = column.iter().map(|x| weight * x).collect();
        let (min, max) = bounds(&weighted);
        let (neediest, other) = if *lowers { (min, max) } else { (max, min) };
        for ((x, most), least) in weighted.iter().zip(&mut most).zip(&mut least) {
            most.add_product(x - neediest, x - neediest);
            least.add_product(x - other, x - other);
        }
    }
    let root = |sums: Vec<Exact>| sums.into_iter().map(|sum| sum.value().sqrt()).collect::<Vec<f64>>();
    let (most, least) = (root(most), root(least));
    let nearness =
        |(most, least): (&f64, &f64)| if most + least > 0.0 { least / (most + least) } else { 0.5 };
    let score = most.iter().zip(&least).map(nearness).collect();
    Ok(Outcome::of(score)
        .with(FigureKind::DistanceToNeediest, most)
        .with(FigureKind::DistanceToLeastNeedy, least))
}
