//! The exact test of Mann and Kendall (H. B. Mann 1945, M. G. Kendall 1948) for five values of unknown uncertainty.
//!
//! `S = Σ sign(later − earlier)` over all pairs, −10 to 10. Its two-sided p is the share of all 5! orders of the same
//! values whose |S| is at least as large, which is exact with ties too. Without ties |S| = 10 has p = 2/120 ≈ 0.017
//! and |S| = 8 has p = 10/120 ≈ 0.083.

use super::{Found, Point, sign};
use crate::tolerance::settle;

/// The test; it needs values alone. Values that are not in time order are not sorted.
pub(super) fn test(points: &[Point]) -> Found {
    let mut values: Vec<f64> = points.iter().map(|point| point.value).collect();
    // What only rounding changed did not change.
    settle(&mut values);
    let s = score(&values);
    let (mut extreme, mut all) = (0_u32, 0_u32);
    let n = values.len();
    permute(&mut values, n, &mut |order| {
        all += 1;
        extreme += u32::from(score(order).abs() >= s.abs());
    });
    let p = f64::from(extreme) / f64::from(all.max(1));
    Found { statistic: f64::from(s), sign: sign(f64::from(s)), p: Some(p), stable: None }
}

fn score(values: &[f64]) -> i32 {
    let later = |at: usize| values.iter().skip(at + 1);
    let pairs = values.iter().enumerate().flat_map(|(at, one)| later(at).map(move |other| other - one));
    pairs.map(|step| i32::from(sign(step))).sum()
}

/// Calls `visit` with every order of the first `n` values (B. R. Heap 1963).
fn permute(values: &mut [f64], n: usize, visit: &mut impl FnMut(&[f64])) {
    if n <= 1 {
        visit(values);
        return;
    }
    for at in 0..n {
        permute(values, n - 1, visit);
        if at + 1 < n {
            values.swap(if n.is_multiple_of(2) { at } else { 0 }, n - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: [f64; 5], s: f64, p: f64) {
        let point =
            |(period, value): (usize, f64)| Point { period, value, standard_error: None, counted: None };
        let points: Vec<Point> = values.into_iter().enumerate().map(point).collect();
        let found = test(&points);
        assert_eq!((found.statistic, found.p), (s, Some(p)), "{values:?}");
    }

    #[test]
    fn exact_shares_of_the_hundred_and_twenty_orders() {
        // Orders by number of inversions 0…10: 1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1; S = 10 − 2·inversions.
        check([1.0, 2.0, 3.0, 4.0, 5.0], 10.0, 2.0 / 120.0);
        check([1.0, 2.0, 3.0, 5.0, 4.0], 8.0, 10.0 / 120.0);
        check([5.0, 3.0, 4.0, 2.0, 1.0], -8.0, 10.0 / 120.0);
        check([2.0, 1.0, 3.0, 5.0, 4.0], 6.0, 28.0 / 120.0);
    }

    #[test]
    fn ties_are_counted_exactly() {
        // Two equal: |S| ≤ 9, reached by two labellings either way. All equal: every order is as extreme.
        check([1.0, 2.0, 2.0, 3.0, 4.0], 9.0, 4.0 / 120.0);
        check([3.0; 5], 0.0, 1.0);
    }
}
