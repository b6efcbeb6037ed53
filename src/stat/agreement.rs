//! Agreement between two rankings of the same areas, each given as scores of which the highest comes first.
//!
//! Pairs in which a value is missing (`NaN`) are left out; where nothing can be said (too few pairs, no differences) the
//! answer is `None`. All but the overlap lie between −1 (opposite) and 1 (the same). Scores that only rounding parts are ties.

use crate::sorting::Sorting;
use crate::tolerance::Tolerance;

/// The pairs that are whole.
fn whole(first: &[f64], second: &[f64]) -> (Vec<f64>, Vec<f64>) {
    first.iter().zip(second).filter(|(a, b)| !a.is_nan() && !b.is_nan()).unzip()
}

/// Positions in ascending order of the values; ties as they come.
fn ascending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.order_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

/// Ranks from 1 for the highest, ties sharing their mean (`low` = false) or their best rank (`low` = true).
fn ranks(values: &[f64], low: bool) -> Vec<f64> {
    let mut order = ascending(values);
    order.reverse();
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    let tolerance = Tolerance::of_ordered(order.len(), |place| values[order[place]]);
    for run in tolerance.runs(&order, |at| values[*at]) {
        let rank = if low { (before + 1) as f64 } else { before as f64 + (run.len() + 1) as f64 / 2.0 };
        run.iter().for_each(|at| ranks[*at] = rank);
        before += run.len();
    }
    ranks
}

/// Spearman's rank correlation (C. Spearman 1904): Pearson's of the ranks, ties sharing their mean rank.
///
/// `None` with fewer than two pairs, or where one side has no differences.
///
/// ```
/// use negah::stat::agreement::spearman;
/// // Ranks 1 2 3 4 and 1 3 2 4: 1 − 6·(0 + 1 + 1 + 0)/(4·15) = 0.8.
/// let rho = spearman(&[9.0, 7.0, 5.0, 3.0], &[9.0, 5.0, 7.0, 3.0]).unwrap();
/// assert!((rho - 0.8).abs() < 1e-12);
/// ```
pub fn spearman(first: &[f64], second: &[f64]) -> Option<f64> {
    let (first, second) = whole(first, second);
    let mean = (first.len() + 1) as f64 / 2.0;
    // Ranks and their mean are halves: all sums below are exact.
    let off = |values: &[f64]| ranks(values, false).into_iter().map(|rank| rank - mean).collect::<Vec<f64>>();
    let (a, b) = (off(&first), off(&second));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    ratio(product(&a, &b), product(&a, &a), product(&b, &b))
}

/// Kendall's tau-b (M. G. Kendall 1945): pairs in the same order less pairs in opposite order, by the geometric mean
/// of the pairs that each side tells apart. In O(n log n) (W. R. Knight 1966).
///
/// `None` with fewer than two pairs, or where one side has no differences.
///
/// ```
/// use negah::stat::agreement::kendall_tau_b;
/// // Of six pairs five agree and one does not: (5 − 1)/6.
/// let tau = kendall_tau_b(&[9.0, 7.0, 5.0, 3.0], &[9.0, 5.0, 7.0, 3.0]).unwrap();
/// assert!((tau - 4.0 / 6.0).abs() < 1e-12);
/// ```
pub fn kendall_tau_b(first: &[f64], second: &[f64]) -> Option<f64> {
    let (first, second) = whole(first, second);
    tau(&first, &second, &vec![0.5; first.len()])
}

/// Weighted tau with additive hyperbolic weights (S. Vigna 2015): a pair of areas with ranks r and s (from 1) counts
/// `1/r + 1/s`, so that what happens at the top matters most.
///
/// Ranks are once by the first argument, highest first, ties by the second, and once the other way round; the measure is the
/// mean of both and therefore symmetric. `None` with fewer than two pairs, or where one side has no differences.
///
/// ```
/// use negah::stat::agreement::weighted_tau;
/// // Exchanged: ranks 2 and 3, weight 1/2 + 1/3. All six: 3·(1 + 1/2 + 1/3 + 1/4) = 6.25. By either side's ranks alike.
/// let tau = weighted_tau(&[9.0, 7.0, 5.0, 3.0], &[9.0, 5.0, 7.0, 3.0]).unwrap();
/// assert!((tau - (1.0 - 2.0 * (5.0 / 6.0) / 6.25)).abs() < 1e-12);
/// ```
pub fn weighted_tau(first: &[f64], second: &[f64]) -> Option<f64> {
    let (first, second) = whole(first, second);
    let by = |one: &[f64], other: &[f64]| {
        let (own, then) = (ranks(one, true), ranks(other, true));
        let mut order: Vec<usize> = (0..one.len()).collect();
        order.order_by_key(|at| (own[*at] as usize, then[*at] as usize));
        let mut weights = vec![0.0; one.len()];
        order.iter().enumerate().for_each(|(rank, at)| weights[*at] = 1.0 / (rank + 1) as f64);
        tau(one, other, &weights)
    };
    let (one, other) = by(&first, &second).zip(by(&second, &first))?;
    Some(f64::midpoint(one, other))
}

/// WS coefficient (W. Sałabun, K. Urbaniak 2020): `1 − Σ 2^(−r) · |r − s| / max(r − 1, n − r)` with the ranks r of the
/// first and s of the second argument; differences at the top weigh most. Ties share their best rank. Not symmetric.
///
/// `None` with fewer than two pairs.
///
/// ```
/// use negah::stat::agreement::ws;
/// // r = 1 2 3, s = 2 1 3: 1 − (1/2 · 1/2 + 1/4 · 1/1).
/// assert_eq!(ws(&[9.0, 7.0, 5.0], &[7.0, 9.0, 5.0]), Some(0.5));
/// ```
pub fn ws(first: &[f64], second: &[f64]) -> Option<f64> {
    let (first, second) = whole(first, second);
    let n = first.len();
    if n < 2 {
        return None;
    }
    let term = |(r, s): (f64, f64)| libm::exp2(-r) * (r - s).abs() / (r - 1.0).max(n as f64 - r);
    Some(1.0 - ranks(&first, true).into_iter().zip(ranks(&second, true)).map(term).sum::<f64>())
}

/// Share of common members among the first `k` of each, 0 to 1.
///
/// All that tie with the k-th belong to the first k, so there may be more; the share is of the larger of the two groups.
/// More than there are: all. `None` for `k` = 0 or without pairs.
///
/// ```
/// use negah::stat::agreement::top_overlap;
/// assert_eq!(top_overlap(&[9.0, 7.0, 5.0, 3.0], &[9.0, 5.0, 7.0, 3.0], 2), Some(0.5));
/// assert_eq!(top_overlap(&[9.0, 7.0, 7.0, 3.0], &[9.0, 7.0, 5.0, 3.0], 2), Some(2.0 / 3.0));
/// ```
pub fn top_overlap(first: &[f64], second: &[f64], k: usize) -> Option<f64> {
    let (first, second) = whole(first, second);
    let top = |values: &[f64]| {
        let best = ranks(values, true);
        best.into_iter().map(|rank| rank <= k as f64).collect::<Vec<bool>>()
    };
    let (a, b) = (top(&first), top(&second));
    let count = |set: &[bool]| set.iter().filter(|inside| **inside).count();
    let larger = count(&a).max(count(&b));
    let common = a.iter().zip(&b).filter(|(a, b)| **a && **b).count();
    (larger > 0).then(|| common as f64 / larger as f64)
}

/// `agreement / √(a · b)`, held within −1 and 1; `None` where a side has no differences.
fn ratio(agreement: f64, a: f64, b: f64) -> Option<f64> {
    (a > 0.0 && b > 0.0).then(|| (agreement / (a * b).sqrt()).clamp(-1.0, 1.0))
}

/// Tau in which a pair of areas counts the sum of their weights.
fn tau(first: &[f64], second: &[f64], weights: &[f64]) -> Option<f64> {
    let place =
        |values: &[f64]| ranks(values, true).into_iter().map(|rank| rank as usize).collect::<Vec<usize>>();
    let (a, b) = (place(first), place(second));
    let mut order: Vec<usize> = (0..a.len()).collect();
    order.order_by_key(|at| (a[*at], b[*at]));
    let tied_a = within_runs(&order, weights, |x, y| a[x] == a[y]);
    let tied_both = within_runs(&order, weights, |x, y| a[x] == a[y] && b[x] == b[y]);
    let exchanged = exchanged(&order, &a, Side { places: &b, weights });
    order.order_by_key(|at| b[*at]);
    let tied_b = within_runs(&order, weights, |x, y| b[x] == b[y]);
    let all = within_runs(&order, weights, |_, _| true);
    // A side without differences leaves a rounding, where its pairs should leave nothing.
    let some = |values: &[usize]| values.iter().any(|value| Some(value) != values.first());
    if !some(&a) || !some(&b) {
        return None;
    }
    ratio(all - tied_a - tied_b + tied_both - 2.0 * exchanged, all - tied_a, all - tied_b)
}

/// Weight of all pairs within runs of equal areas: each area counts its weight once for every other of its run.
fn within_runs(order: &[usize], weights: &[f64], same: impl Fn(usize, usize) -> bool) -> f64 {
    let run = |run: &[usize]| (run.len() - 1) as f64 * run.iter().map(|at| weights[*at]).sum::<f64>();
    order.chunk_by(|x, y| same(*x, *y)).map(run).sum()
}

/// The second ranking of a comparison, with the weight of each area.
#[derive(Clone, Copy)]
struct Side<'a> {
    places: &'a [usize],
    weights: &'a [f64],
}

/// Weight of the pairs that the two rankings put in opposite orders. `order` is by the first, then the second.
fn exchanged(order: &[usize], first: &[usize], second: Side) -> f64 {
    let mut seen = Counts { cells: vec![(0.0, 0.0); order.len() + 1] };
    let mut total = 0.0;
    for run in order.chunk_by(|x, y| first[*x] == first[*y]) {
        for at in run {
            let (n, weight) = seen.after(second.places[*at]);
            total += n * second.weights[*at] + weight;
        }
        run.iter().for_each(|at| seen.add(second.places[*at], second.weights[*at]));
    }
    total
}

/// How many areas, and of what weight, stand after a place (P. M. Fenwick 1994, counted from the end).
struct Counts {
    cells: Vec<(f64, f64)>,
}

impl Counts {
    fn add(&mut self, place: usize, weight: f64) {
        let mut at = place;
        while at > 0 {
            self.cells[at].0 += 1.0;
            self.cells[at].1 += weight;
            at &= at - 1;
        }
    }

    fn after(&self, place: usize) -> (f64, f64) {
        let (mut n, mut weight, mut at) = (0.0, 0.0, place + 1);
        while let Some((count, sum)) = self.cells.get(at) {
            n += count;
            weight += sum;
            at += at & at.wrapping_neg();
        }
        (n, weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAN: f64 = f64::NAN;

    /// Pair by pair, as the definition has it.
    fn by_pairs(a: &[f64], b: &[f64], weight: impl Fn(usize, usize) -> f64) -> Option<f64> {
        let (mut both, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
        for i in 0..a.len() {
            for j in 0..i {
                let sign = |values: &[f64]| f64::from(values[i].partial_cmp(&values[j]).unwrap() as i8);
                both += sign(a) * sign(b) * weight(i, j);
                of_a += sign(a).abs() * weight(i, j);
                of_b += sign(b).abs() * weight(i, j);
            }
        }
        (of_a > 0.0 && of_b > 0.0).then(|| both / (of_a * of_b).sqrt())
    }

    #[test]
    fn rounding_makes_no_order() {
        let noisy = [0.6, 0.1 + 0.2 + 0.3, 0.9];
        for measure in [spearman, kendall_tau_b, weighted_tau] {
            assert_eq!(measure(&noisy, &[2.0, 1.0, 3.0]), measure(&[0.6, 0.6, 0.9], &[2.0, 1.0, 3.0]));
        }
    }

    #[test]
    fn gaps_are_left_out_and_nothing_is_said_of_nothing() {
        assert_eq!(spearman(&[1.0, NAN, 2.0], &[1.0, 5.0, 2.0]), Some(1.0));
        assert_eq!(kendall_tau_b(&[1.0, 3.0, 2.0], &[1.0, NAN, 2.0]), Some(1.0));
        for measure in [spearman, kendall_tau_b, weighted_tau] {
            assert_eq!(measure(&[], &[]), None);
            assert_eq!(measure(&[1.0], &[1.0]), None);
            assert_eq!(measure(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), None);
        }
        assert_eq!((ws(&[1.0], &[1.0]), top_overlap(&[1.0], &[1.0], 0)), (None, None));
        assert_eq!(top_overlap(&[1.0, 2.0], &[2.0, 1.0], 5), Some(1.0));
        assert_eq!(
            weighted_tau(&[0.0, -0.0, 1.0], &[2.0, 3.0, 4.0]),
            weighted_tau(&[0.0, 0.0, 1.0], &[2.0, 3.0, 4.0])
        );
    }

    proptest! {
        #[test]
        fn tau_is_the_one_of_all_pairs(pairs in prop::collection::vec((0..6_i32, 0..6_i32), 2..40)) {
            let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
            let close = |x: Option<f64>, y: Option<f64>| match (x, y) {
                (Some(x), Some(y)) => (x - y).abs() < 1e-12,
                (x, y) => x == y,
            };
            prop_assert!(close(kendall_tau_b(&a, &b), by_pairs(&a, &b, |_, _| 1.0)));
            let by = |turn: fn(&(i32, i32)) -> (i32, i32)| {
                let mut order: Vec<usize> = (0..a.len()).collect();
                order.sort_by_key(|at| std::cmp::Reverse(turn(&pairs[*at])));
                let mut share = vec![0.0; a.len()];
                order.iter().enumerate().for_each(|(rank, at)| share[*at] = 1.0 / (rank + 1) as f64);
                by_pairs(&a, &b, |i, j| share[i] + share[j])
            };
            let (one, other) = (by(|pair| *pair), by(|pair| (pair.1, pair.0)));
            let mean = one.zip(other).map(|(one, other)| (one + other) / 2.0);
            prop_assert!(close(weighted_tau(&a, &b), mean));
            prop_assert_eq!(weighted_tau(&a, &b), weighted_tau(&b, &a));
        }

        #[test]
        fn measures_stay_in_bounds_and_know_themselves(values in prop::collection::vec(-9..9_i32, 2..30)) {
            let a: Vec<f64> = values.iter().map(|x| f64::from(*x)).collect();
            let back: Vec<f64> = a.iter().map(|x| -x).collect();
            for measure in [spearman, kendall_tau_b, weighted_tau] {
                prop_assert!(measure(&a, &a).is_none_or(|same| (same - 1.0).abs() < 1e-12));
                prop_assert!(measure(&a, &back).is_none_or(|opposite| (opposite + 1.0).abs() < 1e-12));
            }
            prop_assert_eq!(ws(&a, &a), Some(1.0));
            prop_assert_eq!(top_overlap(&a, &a, 3), Some(1.0));
        }
    }
}
