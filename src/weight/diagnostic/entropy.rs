//! Entropy weights (C. L. Hwang and K. Yoon 1981).

/// `1 − e` with `e = −Σ p·ln p / ln n`, `p = x / Σ x` and `0 · ln 0 = 0`: 0 of an even column, 1 of one that is all in
/// one row. Columns are not negative, not constant, and have at least two rows.
pub(super) fn raw(columns: &[&[f64]]) -> Vec<f64> {
    columns.iter().map(|column| unevenness(column)).collect()
}

fn unevenness(column: &[f64]) -> f64 {
    let sum: f64 = column.iter().sum();
    let part = |x: &f64| {
        let p = x / sum;
        if p > 0.0 { p * libm::log(p) } else { 0.0 }
    };
    let entropy = -column.iter().map(part).sum::<f64>() / libm::log(column.len() as f64);
    (1.0 - entropy).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // All in one row: e = 0. Halves in two of four rows: e = ln 2 / ln 4.
        let found = raw(&[&[0.0, 5.0, 0.0, 0.0], &[1.0, 1.0, 0.0, 0.0]]);
        assert!((found[0] - 1.0).abs() < 1e-15 && (found[1] - 0.5).abs() < 1e-15);
    }
}
