//! CRITIC weights: criteria importance through intercriteria correlation (D. Diakoulaki, G. Mavrotas and
//! L. Papayannakis 1995).

use super::deviation;
use crate::stat::correlation::straight;

/// `σ_j · Σ_k (1 − r_jk)`, σ of the column brought to 0…1. Columns are not constant.
pub(super) fn raw(columns: &[&[f64]]) -> Vec<f64> {
    let unit: Vec<Vec<f64>> = columns.iter().map(|column| to_unit(column)).collect();
    let unit: Vec<&[f64]> = unit.iter().map(Vec::as_slice).collect();
    let conflict = |(at, column): (usize, &&[f64])| {
        let others = unit.iter().enumerate().filter(|(other, _)| *other != at);
        // Two columns that say the same differ by nothing, not by the rounding of their correlation.
        let gaps = others.map(|(_, other)| 1.0 - straight(column, other).unwrap_or(1.0));
        gaps.filter(|gap| *gap > 1e-15).sum::<f64>()
    };
    let conflicts = unit.iter().enumerate().map(conflict);
    deviation::raw(&unit).iter().zip(conflicts).map(|(deviation, conflict)| deviation * conflict).collect()
}

fn to_unit(column: &[f64]) -> Vec<f64> {
    let min = column.iter().copied().fold(f64::INFINITY, f64::min);
    let max = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    column.iter().map(|x| (x - min) / (max - min)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Of 0 ½ 1 and 0 1 ½ both deviations are ½ and r = ½; a third column repeats the first.
        let found = raw(&[&[1.0, 2.0, 3.0], &[0.0, 8.0, 4.0], &[1.0, 2.0, 3.0]]);
        for (found, by_hand) in found.iter().zip([0.25, 0.5, 0.25]) {
            assert!((found - by_hand).abs() < 1e-15);
        }
    }
}
