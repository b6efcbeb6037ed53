//! Inequality: the Lorenz curve with its Gini coefficient, and how much of an inequality lies between groups.
//!
//! With values x, weights w (such as inhabitants), W = Σw and the weighted mean μ = Σwx / W:
//!
//! - Lorenz curve (M. O. Lorenz 1905): values ascending; after each of them the share of the weights so far, p, and of
//!   the sum so far, L = Σwx / Wμ.
//! - Gini coefficient: twice the area between the diagonal and the curve, `G = 1 − Σ (pᵢ − pᵢ₋₁)(Lᵢ + Lᵢ₋₁)`; 0 where all
//!   are equal, below 1. Without a correction for small samples, so that a population taken twice has the same figure.
//! - Theil's T (H. Theil 1967): `T = Σ (w/W)(x/μ) ln(x/μ)`, with `0 ln 0 = 0`. With the groups' means μ_g and their shares of
//!   the sum s_g it is the sum of `Σ s_g ln(μ_g/μ)` between groups and `Σ s_g T_g` within them (A. F. Shorrocks 1980, "The
//!   class of additively decomposable inequality measures").
//! - Variance: `V = Σ (w/W)(x − μ)²` is the sum of `Σ (W_g/W)(μ_g − μ)²` and `Σ (W_g/W) V_g`; the share between groups is η²
//!   (the correlation ratio of K. Pearson 1905). It takes values of any sign.

use crate::sorting::Sorting;

/// Why shares cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshared {
    /// No value with a weight above 0.
    Empty,
    /// So many values are below 0: parts of a sum would exceed it.
    Negative(usize),
    /// All values are 0: there is nothing to share.
    Zero,
}

/// A Lorenz curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Lorenz {
    /// Shares of the weights and of the sum, each 0 to 1, from (0, 0) to (1, 1).
    pub points: Vec<[f64; 2]>,
    /// Positions of the values, ascending by value: `order[i]` leads from `points[i]` to `points[i + 1]`.
    pub order: Vec<usize>,
    /// Gini coefficient, 0 (all equal) to 1.
    pub gini: f64,
}

impl Lorenz {
    /// Share of the sum, 0 to 1, that the highest `share` (0 to 1) of the weights hold; in part where it cuts through.
    pub fn held_by_top(&self, share: f64) -> f64 {
        let p = 1.0 - share.clamp(0.0, 1.0);
        let after = self.points.partition_point(|point| point[0] < p).max(1);
        let Some([from, to]) = self.points.get(after - 1..=after).and_then(|two| two.first_chunk()) else {
            return 0.0;
        };
        let along = if to[0] > from[0] { (p - from[0]) / (to[0] - from[0]) } else { 1.0 };
        1.0 - (from[1] + (to[1] - from[1]) * along.clamp(0.0, 1.0))
    }
}

/// The Lorenz curve of `values` weighted by `weights`, both of one length. Places without a finite value, or with a weight
/// that is not above 0, are left out. Equal values keep their order.
///
/// ```
/// use negah::stat::inequality::lorenz;
///
/// // One of two equally large places holds everything: half of the triangle below the diagonal.
/// let curve = lorenz(&[0.0, 8.0], &[1.0, 1.0]).unwrap();
/// assert_eq!((curve.gini, curve.points), (0.5, vec![[0.0, 0.0], [0.5, 0.0], [1.0, 1.0]]));
/// ```
///
/// # Errors
/// Where the values cannot be taken as parts of a sum.
pub fn lorenz(values: &[f64], weights: &[f64]) -> Result<Lorenz, Unshared> {
    let (mut order, mass, sum) = shareable(values, weights)?;
    order.order_by(|a, b| values[*a].total_cmp(&values[*b]));
    let (mut points, mut gini) = (vec![[0.0, 0.0]], 1.0);
    let (mut below, mut held, mut last) = (0.0, 0.0, [0.0, 0.0]);
    for at in &order {
        below += weights[*at];
        held += weights[*at] * values[*at];
        let next = [below / mass, held / sum];
        gini -= (next[0] - last[0]) * (next[1] + last[1]);
        points.push(next);
        last = next;
    }
    Ok(Lorenz { points, order, gini: gini.clamp(0.0, 1.0) })
}

/// One group's part in an inequality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupPart {
    /// Share of the weights, 0 to 1.
    pub weight: f64,
    /// Weighted mean, in the unit of the values; `NaN` of a group without a value.
    pub mean: f64,
    /// The inequality inside the group, in the measure's own unit; 0 of a group without a value.
    pub own: f64,
    /// What the group adds to the inequality within groups.
    pub within: f64,
    /// What its mean adds to that between groups; of Theil's measure it may be negative.
    pub between: f64,
}

/// An inequality taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The whole: between and within together.
    pub total: f64,
    /// Part that would be left if every place had its group's mean.
    pub between: f64,
    /// Part that lies inside the groups.
    pub within: f64,
    /// Each group's part, in the order of the groups.
    pub groups: Vec<GroupPart>,
}

impl Split {
    /// Share of the whole that lies between groups, 0 to 1; `None` where nothing differs.
    pub fn between_share(&self) -> Option<f64> {
        (self.total > 0.0).then(|| (self.between / self.total).clamp(0.0, 1.0))
    }
}

/// Theil's T of `values` weighted by `weights`, between and within the groups `of` (position of each value's group).
///
/// # Errors
/// Where the values cannot be taken as parts of a sum.
pub fn theil(values: &[f64], weights: &[f64], (of, n_groups): (&[u32], usize)) -> Result<Split, Unshared> {
    let (used, mass, sum) = shareable(values, weights)?;
    let mean = sum / mass;
    let groups = sums(values, weights, (of, n_groups), &used);
    let term = |x: f64| if x > 0.0 { x * libm::log(x) } else { 0.0 };
    let mut own = vec![0.0; n_groups];
    for at in &used {
        let group = of[*at] as usize;
        let (group_mass, group_sum) = groups[group];
        if group_sum > 0.0 {
            own[group] += weights[*at] / group_mass * term(values[*at] * group_mass / group_sum);
        }
    }
    let part = |(at, (group_mass, group_sum)): (usize, &(f64, f64))| {
        let (weight, group_mean) = (group_mass / mass, group_sum / group_mass);
        let between = if *group_mass > 0.0 { weight * term(group_mean / mean) } else { 0.0 };
        GroupPart { weight, mean: group_mean, own: own[at], within: group_sum / sum * own[at], between }
    };
    Ok(together(groups.iter().enumerate().map(part).collect()))
}

/// The variance of `values` weighted by `weights`, between and within the groups `of` (position of each value's group);
/// `None` without a value.
pub fn variance(values: &[f64], weights: &[f64], (of, n_groups): (&[u32], usize)) -> Option<Split> {
    let used = usable(values, weights);
    let mass: f64 = used.iter().map(|at| weights[*at]).sum();
    let mean = used.iter().map(|at| weights[*at] * values[*at]).sum::<f64>() / mass;
    if used.is_empty() {
        return None;
    }
    let groups = sums(values, weights, (of, n_groups), &used);
    let mut own = vec![0.0; n_groups];
    for at in &used {
        let group = of[*at] as usize;
        let off = values[*at] - groups[group].1 / groups[group].0;
        own[group] += weights[*at] / groups[group].0 * off * off;
    }
    let part = |(at, (group_mass, group_sum)): (usize, &(f64, f64))| {
        let (weight, group_mean) = (group_mass / mass, group_sum / group_mass);
        let off = if *group_mass > 0.0 { group_mean - mean } else { 0.0 };
        GroupPart {
            weight,
            mean: group_mean,
            own: own[at],
            within: weight * own[at],
            between: weight * off * off,
        }
    };
    Some(together(groups.iter().enumerate().map(part).collect()))
}

fn together(groups: Vec<GroupPart>) -> Split {
    // Rounding may leave a hair below 0 where all are equal.
    let between = groups.iter().map(|part| part.between).sum::<f64>().max(0.0);
    let within = groups.iter().map(|part| part.within).sum::<f64>().max(0.0);
    Split { total: between + within, between, within, groups }
}

/// Weight and weighted sum of each group.
fn sums(values: &[f64], weights: &[f64], (of, n_groups): (&[u32], usize), used: &[usize]) -> Vec<(f64, f64)> {
    let mut groups = vec![(0.0, 0.0); n_groups];
    for at in used {
        let (mass, sum) = &mut groups[of[*at] as usize];
        *mass += weights[*at];
        *sum += weights[*at] * values[*at];
    }
    groups
}

fn usable(values: &[f64], weights: &[f64]) -> Vec<usize> {
    let is_usable = |at: &usize| values[*at].is_finite() && weights[*at].is_finite() && weights[*at] > 0.0;
    (0..values.len().min(weights.len())).filter(is_usable).collect()
}

/// Positions of the values that count, the sum of their weights and their weighted sum.
fn shareable(values: &[f64], weights: &[f64]) -> Result<(Vec<usize>, f64, f64), Unshared> {
    let used = usable(values, weights);
    let negative = used.iter().filter(|at| values[**at] < 0.0).count();
    let sum: f64 = used.iter().map(|at| weights[*at] * values[*at]).sum();
    match () {
        () if used.is_empty() => Err(Unshared::Empty),
        () if negative > 0 => Err(Unshared::Negative(negative)),
        () if sum <= 0.0 => Err(Unshared::Zero),
        () => {
            let mass = used.iter().map(|at| weights[*at]).sum();
            Ok((used, mass, sum))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
    }

    #[test]
    fn a_curve_by_hand() {
        // Rates 10, 30, 20 of 100, 100, 200 people: 1000, 3000 and 4000 of 8000.
        let curve = lorenz(&[10.0, 30.0, 20.0], &[100.0, 100.0, 200.0]).unwrap();
        assert_eq!(curve.order, [0, 2, 1]);
        assert_eq!(curve.points, [[0.0, 0.0], [0.25, 0.125], [0.75, 0.625], [1.0, 1.0]]);
        // 1 − (0.25·0.125 + 0.5·0.75 + 0.25·1.625)
        near(curve.gini, 0.1875);
        near(curve.held_by_top(0.25), 0.375);
        near(curve.held_by_top(0.5), 0.625);
        near(curve.held_by_top(1.0), 1.0);
        near(curve.held_by_top(0.0), 0.0);
    }

    #[test]
    fn what_cannot_be_shared_says_why() {
        assert_eq!(lorenz(&[], &[]), Err(Unshared::Empty));
        assert_eq!(lorenz(&[f64::NAN, 1.0], &[1.0, 0.0]), Err(Unshared::Empty));
        assert_eq!(lorenz(&[-1.0, 5.0], &[1.0, 1.0]), Err(Unshared::Negative(1)));
        assert_eq!(lorenz(&[0.0, 0.0], &[1.0, 1.0]), Err(Unshared::Zero));
        assert_eq!(variance(&[f64::NAN], &[1.0], (&[0], 1)), None);
        assert!(variance(&[-1.0, 5.0], &[1.0, 1.0], (&[0, 0], 1)).is_some());
    }

    #[test]
    fn theil_by_hand() {
        // Mean 2, T = (½ ln ½ + 3/2 ln 3/2) / 2; all of it between two groups of one, none of it within one of two.
        let total = 0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln();
        let apart = theil(&[1.0, 3.0], &[1.0, 1.0], (&[0, 1], 2)).unwrap();
        near(apart.between, total);
        assert_eq!((apart.within, apart.between_share()), (0.0, Some(1.0)));
        let one = theil(&[1.0, 3.0], &[1.0, 1.0], (&[0, 0], 1)).unwrap();
        near(one.within, total);
        assert_eq!(one.between_share(), Some(0.0));
        // Nothing but a zero: x ln x tends to 0, so T of (0, 4) is ln 2.
        near(theil(&[0.0, 4.0], &[1.0, 1.0], (&[0, 0], 1)).unwrap().total, 2.0_f64.ln());
    }

    #[test]
    fn variance_by_hand() {
        // Groups (1, 3) and (5, 7): means 2 and 6 around 4, 1 inside each: 4 of 5 lie between.
        let split = variance(&[1.0, 3.0, 5.0, 7.0], &[1.0; 4], (&[0, 0, 1, 1], 2)).unwrap();
        assert_eq!((split.total, split.between, split.within), (5.0, 4.0, 1.0));
        assert_eq!(split.between_share(), Some(0.8));
        // A group that lost its values says nothing and spoils nothing.
        let gap = variance(&[1.0, 3.0, f64::NAN], &[1.0; 3], (&[0, 0, 1], 2)).unwrap();
        assert_eq!((gap.total, gap.groups[1].weight), (1.0, 0.0));
        assert!(gap.groups[1].mean.is_nan());
        assert_eq!(variance(&[2.0, 2.0], &[1.0, 3.0], (&[0, 1], 2)).unwrap().between_share(), None);
    }

    fn places() -> impl Strategy<Value = Vec<(f64, f64, u32)>> {
        prop::collection::vec((0.0..100.0_f64, 0.5..50.0_f64, 0..4_u32), 2..40)
    }

    fn columns(places: &[(f64, f64, u32)]) -> (Vec<f64>, Vec<f64>, Vec<u32>) {
        let part = |pick: fn(&(f64, f64, u32)) -> f64| places.iter().map(pick).collect();
        (part(|own| own.0), part(|own| own.1), places.iter().map(|own| own.2).collect())
    }

    proptest! {
        #[test]
        fn gini_is_a_share_and_knows_no_unit_and_no_replica(places in places(), unit in 0.01..1e4_f64) {
            let (values, weights, _) = columns(&places);
            prop_assume!(values.iter().any(|value| *value > 0.0));
            let curve = lorenz(&values, &weights).unwrap();
            prop_assert!((0.0..1.0).contains(&curve.gini));
            let below = |points: &[[f64; 2]]| points.iter().all(|[p, held]| held - p <= 1e-9);
            prop_assert!(below(&curve.points));
            let scaled: Vec<f64> = values.iter().map(|value| value * unit).collect();
            prop_assert!((lorenz(&scaled, &weights).unwrap().gini - curve.gini).abs() < 1e-9);
            let twice = lorenz(&values.repeat(2), &weights.repeat(2)).unwrap();
            prop_assert!((twice.gini - curve.gini).abs() < 1e-9);
        }

        #[test]
        fn between_and_within_make_the_whole(places in places(), unit in 0.01..1e3_f64) {
            let (values, weights, of) = columns(&places);
            prop_assume!(values.iter().any(|value| *value > 0.0));
            let one = vec![0; of.len()];
            for split in [theil, |v: &[f64], w: &[f64], g: (&[u32], usize)| variance(v, w, g).ok_or(Unshared::Empty)] {
                let (parts, whole) = (split(&values, &weights, (&of, 4)).unwrap(), split(&values, &weights, (&one, 1)).unwrap());
                let room = 1e-9 * whole.total.max(1.0);
                prop_assert!((parts.between + parts.within - whole.total).abs() < room);
                prop_assert!(parts.between >= 0.0 && parts.within >= 0.0 && whole.between < room);
                let twice = split(&values.repeat(2), &weights.repeat(2), (&of.repeat(2), 4)).unwrap();
                prop_assert!((twice.total - parts.total).abs() < room);
            }
            let scaled: Vec<f64> = values.iter().map(|value| value * unit).collect();
            let (a, b) = (theil(&values, &weights, (&of, 4)).unwrap(), theil(&scaled, &weights, (&of, 4)).unwrap());
            prop_assert!((a.between - b.between).abs() < 1e-9 && (a.within - b.within).abs() < 1e-9);
        }
    }
}
