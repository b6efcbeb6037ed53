//! VIKOR, compromise ranking (S. Opricovic 1998; S. Opricovic, G.-H. Tzeng 2004).
//!
//! `S = Σ w·(f* − f)/(f* − f⁻)` and `R = max w·(f* − f)/(f* − f⁻)` with `f*` the neediest and `f⁻` the least needy
//! value of the column; `Q = v·(S − S*)/(S⁻ − S*) + (1 − v)·(R − R*)/(R⁻ − R*)`. The score is `1 − Q`, so that high is
//! more need; `S`, `R` and `Q` are shown as the literature has them, low = more need.
//!
//! A column that is the same throughout adds no regret. Where all `S` (or all `R`) are within 1e-12 of each other, that
//! part of `Q` is 0: rounding must not be stretched into an order. So one area, or equal areas, score 1.

use super::exact::{bounds, sum};
use super::{FigureKind, Outcome, Table};

/// Least spread of S and R, which are shares of 1, that counts as a difference.
const SAME: f64 = 1e-12;

pub(super) fn vikor(table: &Table, v: f64) -> Outcome {
    let regrets: Vec<Vec<f64>> = table.turned().iter().map(|column| regret(column)).collect();
    let group = table.weighted(&regrets, |_| true);
    let weighted =
        |row: usize| regrets.iter().zip(&table.weights).map(move |(column, weight)| weight * column[row]);
    let single: Vec<f64> = (0..table.n()).map(|row| weighted(row).fold(0.0, f64::max)).collect();
    let parts = spread(&group).into_iter().zip(spread(&single));
    let compromise: Vec<f64> = parts.map(|(s, r)| sum([v * s, (1.0 - v) * r])).collect();
    Outcome::of(compromise.iter().map(|q| 1.0 - q).collect())
        .with(FigureKind::GroupRegret, group)
        .with(FigureKind::SingleRegret, single)
        .with(FigureKind::Compromise, compromise)
}

/// Distance from the neediest value, as a share of the column's range.
fn regret(column: &[f64]) -> Vec<f64> {
    let (min, max) = bounds(column);
    let range = max - min;
    column.iter().map(|x| if range > 0.0 { (max - x) / range } else { 0.0 }).collect()
}

fn spread(values: &[f64]) -> Vec<f64> {
    let (min, max) = bounds(values);
    values.iter().map(|x| if max - min > SAME { (x - min) / (max - min) } else { 0.0 }).collect()
}
