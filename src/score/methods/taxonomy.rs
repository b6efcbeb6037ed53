//! Numerical taxonomy (تاکسونومی عددی; Z. Hellwig 1968): distance from the most developed state.
//!
//! 1. `z = (x − mean)/s` of every column, turned so that more is more need, divisor n in `s`.
//! 2. Homogeneity: the distance of every area to its nearest other, `d`; areas outside `mean(d) ± 2·s(d)` are named.
//!    They stay in: leaving an area out is a decision for people. Up to [`PAIR_LIMIT`] areas, and from three on.
//! 3. Distance from the most developed state, the least needy value of each column: `C_i0 = √Σ (z − z₀)²`.
//! 4. `F = C_i0 / C₀` with `C₀ = mean(C_i0) + 2·s(C_i0)`: 0 for an area at the most developed state, near 1 for the
//!    least developed. That is high = more need already, so nothing is turned round.
//!
//! Weighted, every square is multiplied by `m·w` (m columns), which for equal weights is 1. A column that is the same
//! throughout has `z = 0`. Where all areas are equal, as is one alone, `C₀` is 0 and so is `F`.

use super::exact::{Exact, bounds, mean_and_deviation};
use super::{FigureKind, Homogeneity, Outcome, PAIR_LIMIT, Table};

pub(super) fn taxonomy(table: &Table, weighted: bool) -> Outcome {
    let standard: Vec<Vec<f64>> = table.turned().iter().map(|column| standardised(column)).collect();
    let m = standard.len() as f64;
    let factors: Vec<f64> = table.weights.iter().map(|w| if weighted { m * w } else { 1.0 }).collect();
    let distances = from_least_needy(&standard, &factors, table.n());
    let (mean, deviation) = mean_and_deviation(&distances);
    let bound = mean + 2.0 * deviation;
    let score = distances.iter().map(|c| if bound > 0.0 { c / bound } else { 0.0 }).collect();
    let mut outcome = Outcome::of(score).with(FigureKind::DistanceToLeastNeedy, distances);
    if (3..=PAIR_LIMIT).contains(&table.n()) {
        let nearest = nearest(&table.by_rows(&standard), &factors);
        outcome.homogeneity = Some(homogeneity(&nearest));
        outcome = outcome.with(FigureKind::NearestDistance, nearest);
    }
    outcome
}

fn standardised(column: &[f64]) -> Vec<f64> {
    let (min, max) = bounds(column);
    let (mean, deviation) = mean_and_deviation(column);
    // Equal values may miss their mean by a rounding; only a range above 0 is a difference.
    let differs = max > min && deviation > 0.0;
    column.iter().map(|x| if differs { (x - mean) / deviation } else { 0.0 }).collect()
}

fn from_least_needy(standard: &[Vec<f64>], factors: &[f64], n: usize) -> Vec<f64> {
    let mut sums = vec![Exact::default(); n];
    for (column, factor) in standard.iter().zip(factors) {
        let (least, _) = bounds(column);
        sums.iter_mut().zip(column).for_each(|(sum, z)| sum.add_product(factor * (z - least), z - least));
    }
    sums.into_iter().map(|sum| sum.value().sqrt()).collect()
}

/// Distance of every row to its nearest other.
fn nearest(rows: &[Vec<f64>], factors: &[f64]) -> Vec<f64> {
    let mut least = vec![f64::INFINITY; rows.len()];
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate().take(i) {
            let square: f64 =
                a.iter().zip(b).zip(factors).map(|((a, b), factor)| factor * (a - b) * (a - b)).sum();
            least[i] = least[i].min(square);
            least[j] = least[j].min(square);
        }
    }
    least.into_iter().map(f64::sqrt).collect()
}

fn homogeneity(nearest: &[f64]) -> Homogeneity {
    let (mean, deviation) = mean_and_deviation(nearest);
    let (lower, upper) = (mean - 2.0 * deviation, mean + 2.0 * deviation);
    // A whisker beyond the bound is rounding: where all distances are equal, none is unusual.
    let slack = 1e-12 * upper.abs();
    let far = |d: &f64| *d < lower - slack || *d > upper + slack;
    let outside = nearest.iter().enumerate().filter(|(_, d)| far(d)).map(|(at, _)| at).collect();
    Homogeneity { lower, upper, outside }
}
