//! Pairs of indicators in one domain: does one repeat the other, or point against it?

use std::collections::HashMap;

use super::report::Report;
use super::report::column_place;
use crate::snapshot::{Column, Finding, Polarity, Rule, Snapshot};
use crate::sorting::Sorting;

/// Absolute rank correlation above which two indicators say the same (the A2SIT flag).
pub const NEAR_DUPLICATE: f64 = 0.9;
/// Rank correlation of need below which two indicators of a domain contradict each other (A2SIT).
pub const OPPOSITE: f64 = -0.4;
/// Fewest areas with both values for a correlation to be worth a remark.
pub const FEWEST_PAIRS: usize = 10;

/// Positions of the present values of each column of one domain, smallest value first.
#[derive(Default)]
pub(super) struct Orders {
    domain: Option<String>,
    by_indicator: HashMap<usize, Vec<u32>>,
}

impl Orders {
    /// Sorted once per column; forgotten when another domain begins.
    fn prepare(&mut self, snapshot: &Snapshot, indicator: usize, column: &Column) {
        let domain = &snapshot.indicators[indicator].domain;
        if self.domain != *domain {
            self.domain.clone_from(domain);
            self.by_indicator.clear();
        }
        self.by_indicator.entry(indicator).or_insert_with(|| order(column.raw()));
    }
}

/// The pairs of scored indicators that share a domain, grouped by domain.
pub(super) fn pairs(snapshot: &Snapshot) -> Vec<(usize, usize)> {
    let members = |domain: &str| -> Vec<usize> {
        let scored = |at: &usize| {
            let indicator = &snapshot.indicators[*at];
            indicator.domain.as_deref() == Some(domain) && indicator.polarity != Polarity::Context
        };
        (0..snapshot.indicators.len()).filter(scored).collect()
    };
    let mut pairs = Vec::new();
    for domain in &snapshot.domains {
        let members = members(&domain.id);
        for (nth, first) in members.iter().enumerate() {
            pairs.extend(members[nth + 1..].iter().map(|second| (*first, *second)));
        }
    }
    pairs
}

pub(super) fn check_pair(
    snapshot: &Snapshot,
    orders: &mut Orders,
    (first, second): (usize, usize),
    report: &mut Report,
) {
    let newest = |at| snapshot.column_in_force(at, snapshot.latest_period());
    let (Some((_, a)), Some((period, b))) = (newest(first), newest(second)) else { return };
    orders.prepare(snapshot, first, a);
    orders.prepare(snapshot, second, b);
    let found =
        rank_correlation((a.raw(), &orders.by_indicator[&first]), (b.raw(), &orders.by_indicator[&second]));
    let Some((rho, n_pairs)) = found.filter(|(_, n_pairs)| *n_pairs >= FEWEST_PAIRS) else { return };
    let other = &snapshot.indicators[first].id;
    let place = || column_place(snapshot, second, period);
    if rho.abs() > NEAR_DUPLICATE {
        let found = format!("{other} (ρ = {rho:.2}, n = {n_pairs})");
        report.add(Finding::new(Rule::NearDuplicate, place(), found, format!("|ρ| ≤ {NEAR_DUPLICATE}")));
    }
    let sign = |at: usize| if snapshot.indicators[at].polarity == Polarity::LowersNeed { -1.0 } else { 1.0 };
    let of_need = rho * sign(first) * sign(second);
    if of_need < OPPOSITE {
        let found = format!("{other} (ρ = {of_need:.2}, n = {n_pairs})");
        report.add(Finding::new(Rule::OppositeInDomain, place(), found, format!("ρ ≥ {OPPOSITE}")));
    }
}

/// Spearman's rank correlation: Pearson's of average ranks, over the positions where both values are there.
///
/// `NaN` is missing. `None` for slices of different length, fewer than two pairs, or when one side is constant.
///
/// ```
/// use negah::snapshot::validate::spearman;
/// assert_eq!(spearman(&[1.0, 2.0, 3.0, f64::NAN], &[10.0, 100.0, 1000.0, 5.0]), Some(1.0));
/// assert_eq!(spearman(&[1.0, 2.0, 2.0, 3.0], &[4.0, 3.0, 2.0, 1.0]).map(|rho| (rho * 1e4).round()), Some(-9487.0));
/// ```
pub fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.len() != b.len() {
        return None;
    }
    rank_correlation((a, &order(a)), (b, &order(b))).map(|(rho, _)| rho)
}

fn order(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).filter(|at| !values[*at as usize].is_nan()).collect();
    order.order_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]).then(a.cmp(b)));
    order
}

/// The correlation and the number of pairs it rests on.
fn rank_correlation(a: (&[f64], &[u32]), b: (&[f64], &[u32])) -> Option<(f64, usize)> {
    let (ranks_a, n_pairs) = ranks(a, b.0);
    let (ranks_b, _) = ranks(b, a.0);
    let mean = (n_pairs as f64 + 1.0) / 2.0;
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in ranks_a.iter().zip(&ranks_b).filter(|(x, _)| !x.is_nan()) {
        let (x, y) = (x - mean, y - mean);
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    (n_pairs > 1 && aa > 0.0 && bb > 0.0).then(|| (ab / (aa * bb).sqrt(), n_pairs))
}

/// Average ranks among the positions where `other` is there too; `NaN` elsewhere. No sorting: the order
/// of the whole column, with the gaps of the other struck out, is the order of the pairs.
fn ranks((values, order): (&[f64], &[u32]), other: &[f64]) -> (Vec<f64>, usize) {
    let mut ranks = vec![f64::NAN; values.len()];
    let kept: Vec<u32> = order.iter().copied().filter(|at| !other[*at as usize].is_nan()).collect();
    let mut before = 0;
    for ties in kept.chunk_by(|a, b| values[*a as usize] == values[*b as usize]) {
        let rank = before as f64 + (ties.len() as f64 + 1.0) / 2.0;
        ties.iter().for_each(|at| ranks[*at as usize] = rank);
        before += ties.len();
    }
    (ranks, before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, word for word and slowly.
    fn by_definition(a: &[f64], b: &[f64]) -> Option<f64> {
        let pairs: Vec<(f64, f64)> =
            a.iter().copied().zip(b.iter().copied()).filter(|(x, y)| !x.is_nan() && !y.is_nan()).collect();
        let rank = |value: f64, all: &[f64]| {
            let below = all.iter().filter(|other| **other < value).count() as f64;
            let equal = all.iter().filter(|other| **other == value).count() as f64;
            below + (equal + 1.0) / 2.0
        };
        let (xs, ys): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let rx: Vec<f64> = xs.iter().map(|x| rank(*x, &xs)).collect();
        let ry: Vec<f64> = ys.iter().map(|y| rank(*y, &ys)).collect();
        let n = rx.len() as f64;
        let (mx, my) = (rx.iter().sum::<f64>() / n, ry.iter().sum::<f64>() / n);
        let sum = |u: &[f64], mu: f64, v: &[f64], mv: f64| -> f64 {
            u.iter().zip(v).map(|(x, y)| (x - mu) * (y - mv)).sum()
        };
        let (xx, yy) = (sum(&rx, mx, &rx, mx), sum(&ry, my, &ry, my));
        (rx.len() > 1 && xx > 0.0 && yy > 0.0).then(|| sum(&rx, mx, &ry, my) / (xx * yy).sqrt())
    }

    fn with_gaps() -> impl Strategy<Value = Vec<f64>> {
        let value = prop_oneof![4 => (-5_i8..5).prop_map(f64::from), 1 => Just(f64::NAN), 1 => Just(-0.0)];
        prop::collection::vec(value, 24)
    }

    proptest! {
        #[test]
        fn follows_the_definition(a in with_gaps(), b in with_gaps()) {
            match (spearman(&a, &b), by_definition(&a, &b)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-12),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }
    }
}
