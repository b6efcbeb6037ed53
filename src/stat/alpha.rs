//! Cronbach's alpha: how far a few columns measure one thing (L. J. Cronbach 1951).

use super::correlation::straight;
use super::rows::{complete, variance};

/// Alpha of a group of columns over their complete rows. At most 1; negative when columns work against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Alpha {
    /// Rows at which every column has a value.
    pub rows: usize,
    /// From the columns as they are.
    pub whole: Coefficients,
    /// What is left when each column in turn is dropped, over the same rows, in the order of the columns; a figure
    /// above the whole's says that the column does not belong. Empty of fewer than three columns.
    pub without: Vec<Coefficients>,
}

/// The two forms of alpha for one set of columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficients {
    /// `k/(k−1) · (1 − Σ var(x_j) / var(Σ x_j))` of the columns as given; `None` of fewer than two columns or rows, or
    /// when their sum is constant.
    pub raw: Option<f64>,
    /// `k·r / (1 + (k−1)·r)` with `r` the mean Pearson correlation of two columns, hence of columns brought to equal
    /// variance; `None` also where a column is constant.
    pub standardised: Option<f64>,
}

/// Alpha of `columns`, which must be turned the same way (more always means more need); rows with a gap are left out.
///
/// ```
/// let (a, b) = ([1.0, 2.0, 3.0], [1.0, 3.0, 2.0]);
/// // Variances 1 and 1, of the sum 2, 5, 5: 3. Alpha = 2 · (1 − 2/3); r = 1/2, hence 2 · 0.5 / 1.5.
/// let alpha = negah::stat::alpha::alpha(&[&a, &b]);
/// assert!((alpha.whole.raw.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// assert!((alpha.whole.standardised.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn alpha(columns: &[&[f64]]) -> Alpha {
    let columns = complete(columns);
    let k = columns.len();
    let pairs: Vec<Vec<Option<f64>>> =
        columns.iter().map(|a| columns.iter().map(|b| straight(a, b)).collect()).collect();
    let of = |dropped: Option<usize>| {
        let kept: Vec<usize> = (0..k).filter(|at| Some(*at) != dropped).collect();
        Coefficients { raw: raw(&columns, &kept), standardised: standardised(&pairs, &kept) }
    };
    let without = if k < 3 { Vec::new() } else { (0..k).map(|at| of(Some(at))).collect() };
    Alpha { rows: columns.first().map_or(0, Vec::len), whole: of(None), without }
}

fn raw(columns: &[Vec<f64>], kept: &[usize]) -> Option<f64> {
    let rows = columns.first().map_or(0, Vec::len);
    let total: Vec<f64> = (0..rows).map(|row| kept.iter().map(|at| columns[*at][row]).sum()).collect();
    let parts: f64 = kept.iter().map(|at| variance(&columns[*at])).sum();
    let k = kept.len() as f64;
    let alpha = k / (k - 1.0) * (1.0 - parts / variance(&total));
    Some(alpha).filter(|alpha| kept.len() > 1 && rows > 1 && alpha.is_finite())
}

fn standardised(pairs: &[Vec<Option<f64>>], kept: &[usize]) -> Option<f64> {
    let k = kept.len() as f64;
    let mut sum = 0.0;
    for (nth, a) in kept.iter().enumerate() {
        for b in &kept[nth + 1..] {
            sum += pairs[*a][*b]?;
        }
    }
    let mean = sum / (k * (k - 1.0) / 2.0);
    Some(k * mean / (1.0 + (k - 1.0) * mean)).filter(|alpha| alpha.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_does_not_belong_is_found_by_dropping_it() {
        let (a, b, odd) = ([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, 8.0], [1.0, -1.0, 1.0, -1.0]);
        let found = alpha(&[&a, &b, &odd]);
        assert!(found.without[2].standardised.unwrap() > 0.999);
        assert!(found.without[2].raw > found.whole.raw);
    }

    #[test]
    fn nothing_to_say() {
        let none = Coefficients { raw: None, standardised: None };
        assert_eq!(alpha(&[]).whole, none);
        assert_eq!(alpha(&[&[1.0, 2.0]]).whole, none);
        assert_eq!(alpha(&[&[1.0, 1.0], &[2.0, 2.0]]).whole, none);
        assert_eq!(alpha(&[&[1.0, f64::NAN], &[2.0, 3.0]]), Alpha { rows: 1, whole: none, without: vec![] });
    }
}
