//! One area's children combined: every [`Method`], and how much each child has to do with the result.

use super::node::Method;
use crate::sorting::Sorting;

/// A child that is there: its weight and its value.
pub(super) type Part = (f64, f64);

/// The weight of the children that are there, of all children, and the least share that must be there.
#[derive(Clone, Copy)]
pub(super) struct Weights {
    pub(super) there: f64,
    pub(super) whole: f64,
    pub(super) least: f64,
}

impl Weights {
    /// Whether enough is there. A whisker below the bound still counts: 2/3 of a weight summed in floating point may
    /// fall short of 2/3.
    #[inline]
    pub(super) fn enough(self) -> bool {
        self.there > 0.0 && self.there >= self.whole * (self.least - 1e-9)
    }
}

impl Method {
    /// Whether a child may have this value.
    pub(super) fn takes(self, x: f64) -> bool {
        match self {
            Self::Geometric | Self::Harmonic => x > 0.0,
            Self::Power(p) if p < 0.0 => x > 0.0,
            Self::Power(_) | Self::Product => x >= 0.0,
            _ => true,
        }
    }
}

/// The node's value; `NaN` where too few children are there, or one has a value that the method cannot take.
pub(super) fn combine_parts(method: Method, parts: &[Part], weights: Weights) -> f64 {
    if !weights.enough() || parts.iter().any(|(_, x)| !method.takes(*x)) {
        return f64::NAN;
    }
    let Weights { there, whole, .. } = weights;
    let sum = |of: &dyn Fn(f64) -> f64| parts.iter().map(|(w, x)| w * of(*x)).sum::<f64>();
    let made_up = whole / there;
    match method {
        Method::Arithmetic => sum(&|x| x) / there,
        Method::Sum if there >= whole => sum(&|x| x),
        Method::Sum => sum(&|x| x) * made_up,
        Method::Geometric => libm::exp(sum(&libm::log) / there),
        Method::Harmonic => harmonic(parts, there),
        Method::Power(p) => power_mean(parts, there, p),
        Method::Product => {
            let product = parts.iter().map(|(w, x)| raised(*x, *w)).product();
            let product = if there >= whole { product } else { libm::pow(product, made_up) };
            // Factors may leave the range of numbers on the way to a result that lies within it.
            let is_lost = product == 0.0 || !product.is_finite();
            if is_lost && parts.iter().all(|(_, x)| *x > 0.0) {
                libm::exp(sum(&libm::log) * made_up.max(1.0))
            } else {
                product
            }
        }
        Method::Min => parts.iter().map(|(_, x)| *x).fold(f64::INFINITY, f64::min),
        Method::Max => parts.iter().map(|(_, x)| *x).fold(f64::NEG_INFINITY, f64::max),
        Method::Median => {
            middle(parts).iter().map(|at| parts[*at].1).sum::<f64>() / middle(parts).len() as f64
        }
    }
}

/// Sums this small have lost digits, or stand for powers that are no numbers any more.
const LEAST_SUM: f64 = 1e-280;

/// `(Σ w·xᵖ / Σ w)^(1/p)`. Where powers leave the range of numbers they are taken relative to the largest value (the
/// smallest for a negative exponent), which the mean is not far from: `m·(Σ w·(x/m)ᵖ / Σ w)^(1/p)`. Near an exponent of 0
/// powers all but equal 1, so their differences from 1 are averaged.
fn power_mean(parts: &[Part], there: f64, p: f64) -> f64 {
    let mean = |of: &dyn Fn(f64) -> f64| parts.iter().map(|(w, x)| w * of(*x)).sum::<f64>() / there;
    if p.abs() < 1e-3 {
        return libm::exp(libm::log1p(mean(&|x| libm::expm1(p * libm::log(x)))) / p);
    }
    let plain = mean(&|x| libm::pow(x, p));
    if plain.is_finite() && plain > LEAST_SUM {
        return libm::pow(plain, 1.0 / p);
    }
    let values = parts.iter().map(|(_, x)| *x);
    let m = if p > 0.0 { values.fold(0.0, f64::max) } else { values.fold(f64::INFINITY, f64::min) };
    if m == 0.0 { 0.0 } else { m * libm::pow(mean(&|x| libm::pow(x / m, p)), 1.0 / p) }
}

/// `Σ w / Σ (w / x)`; relative to the smallest value where its inverse is no number.
fn harmonic(parts: &[Part], there: f64) -> f64 {
    let inverse = parts.iter().map(|(w, x)| w * (1.0 / x)).sum::<f64>();
    if inverse.is_finite() {
        return there / inverse;
    }
    let least = parts.iter().map(|(_, x)| *x).fold(f64::INFINITY, f64::min);
    there / parts.iter().map(|(w, x)| w * (least / x)).sum::<f64>() * least
}

/// `x^w`, exact for the usual exponent 1.
fn raised(x: f64, w: f64) -> f64 {
    if w == 1.0 { x } else { libm::pow(x, w) }
}

/// The one or two children in the middle of the weight.
fn middle(parts: &[Part]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.order_by(|a, b| parts[*a].1.total_cmp(&parts[*b].1));
    let half = parts.iter().map(|(w, _)| w).sum::<f64>() / 2.0;
    let mut below = 0.0;
    for (place, at) in order.iter().enumerate() {
        below += parts[*at].0;
        // Weights summed in floating point may miss the half by a whisker.
        if (below - half).abs() <= half * 1e-12 {
            return order[place..].iter().take(2).copied().collect();
        }
        if below > half {
            return vec![*at];
        }
    }
    order.last().copied().into_iter().collect()
}

/// What each child's value counts for in the node's: factors with `Σ factor · x = value` for every method, and the
/// partial derivatives up to a constant (Euler's theorem: means and products are homogeneous functions).
pub(super) fn factors(method: Method, parts: &[Part], (value, weights): (f64, Weights)) -> Vec<f64> {
    let Weights { there, whole, .. } = weights;
    let of = |factor: &dyn Fn(f64, f64) -> f64| parts.iter().map(|(w, x)| factor(*w, *x)).collect();
    match method {
        Method::Arithmetic => of(&|w, _| w / there),
        Method::Sum => of(&|w, _| w * (whole / there)),
        Method::Geometric => of(&|w, x| w / there * (value / x)),
        Method::Harmonic => of(&|w, x| w / there * (value / x) * (value / x)),
        Method::Power(p) => {
            // A zero adds nothing, and its derivative may be infinite.
            of(&|w, x| if x > 0.0 { w / there * libm::pow(x / value, p - 1.0) } else { 0.0 })
        }
        Method::Product => of(&|w, x| if x > 0.0 { w / there * (value / x) } else { 0.0 }),
        Method::Min | Method::Max => {
            let bound = parts.iter().filter(|(_, x)| *x == value).count().max(1) as f64;
            of(&|_, x| if x == value { 1.0 / bound } else { 0.0 })
        }
        Method::Median => {
            let middle = middle(parts);
            let share = 1.0 / middle.len().max(1) as f64;
            (0..parts.len()).map(|at| if middle.contains(&at) { share } else { 0.0 }).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Method; 9] = [
        Method::Arithmetic,
        Method::Sum,
        Method::Geometric,
        Method::Harmonic,
        Method::Power(3.0),
        Method::Product,
        Method::Min,
        Method::Max,
        Method::Median,
    ];

    fn weights(parts: &[Part]) -> Weights {
        let there = parts.iter().map(|(w, _)| w).sum();
        Weights { there, whole: there, least: 1.0 }
    }

    fn run(method: Method, parts: &[Part]) -> f64 {
        combine_parts(method, parts, weights(parts))
    }

    #[test]
    fn by_hand() {
        let parts = [(1.0, 2.0), (1.0, 8.0)];
        let close =
            |method, expected: f64| assert!((run(method, &parts) - expected).abs() < 1e-12, "{method:?}");
        close(Method::Arithmetic, 5.0);
        close(Method::Sum, 10.0);
        close(Method::Geometric, 4.0);
        close(Method::Harmonic, 3.2);
        close(Method::Power(2.0), 34.0_f64.sqrt());
        close(Method::Product, 16.0);
        close(Method::Min, 2.0);
        close(Method::Max, 8.0);
        close(Method::Median, 5.0);
    }

    #[test]
    fn extreme_exponents_stay_numbers() {
        let mean = |p: f64, values: [f64; 2]| run(Method::Power(p), &values.map(|x| (1.0, x)));
        let close =
            |found: f64, expected: f64| assert!((found / expected - 1.0).abs() < 1e-12, "{found} {expected}");
        let half = |p: f64| libm::pow(0.5, 1.0 / p);
        close(mean(1000.0, [1.0, 3.0]), 3.0 * half(1000.0));
        close(mean(1000.0, [300.0, 200.0]), 300.0 * half(1000.0));
        close(mean(-1000.0, [300.0, 200.0]), 200.0 * half(-1000.0));
        close(mean(-1000.0, [1.0, 3.0]), half(-1000.0));
        close(mean(500.0, [1e-3, 2e-3]), 2e-3 * half(500.0));
        assert_eq!((mean(1000.0, [0.0, 0.0]), mean(2.0, [0.0, 0.0])), (0.0, 0.0));
        // Towards an exponent of 0 it is the geometric mean.
        close(mean(1e-300, [2.0, 8.0]), 4.0);
        close(mean(-1e-12, [2.0, 8.0]), 4.0);
        close(run(Method::Harmonic, &[(1.0, 1e-309), (1.0, 1.0)]), 2e-309);
    }

    #[test]
    fn a_product_may_leave_the_range_on_the_way() {
        let product =
            |values: &[f64]| run(Method::Product, &values.iter().map(|x| (1.0, *x)).collect::<Vec<_>>());
        assert!((product(&[1e200, 1e200, 1e-300]) / 1e100 - 1.0).abs() < 1e-9);
        assert!((product(&[1e-200, 1e-200, 1e300]) / 1e-100 - 1.0).abs() < 1e-9);
        assert_eq!((product(&[1e200, 1e200]), product(&[0.0, 1e300])), (f64::INFINITY, 0.0));
    }

    #[test]
    fn the_median_follows_weight() {
        assert_eq!(run(Method::Median, &[(1.0, 1.0), (3.0, 5.0), (1.0, 9.0)]), 5.0);
        assert_eq!(run(Method::Median, &[(3.0, 1.0), (1.0, 5.0), (1.0, 9.0)]), 1.0);
        assert_eq!(run(Method::Median, &[(0.1, 1.0), (0.2, 2.0), (0.3, 4.0)]), 3.0);
    }

    #[test]
    fn what_is_missing_is_made_up_in_proportion() {
        let parts = [(1.0, 4.0)];
        let weights = Weights { there: 1.0, whole: 2.0, least: 0.5 };
        assert_eq!(combine_parts(Method::Sum, &parts, weights), 8.0);
        assert_eq!(combine_parts(Method::Product, &parts, weights), 16.0);
        assert_eq!(combine_parts(Method::Geometric, &parts, weights), 4.0);
        assert!(combine_parts(Method::Max, &parts, Weights { least: 0.6, ..weights }).is_nan());
    }

    #[test]
    fn values_a_method_cannot_take_give_no_value() {
        for method in [Method::Geometric, Method::Harmonic, Method::Power(-1.0)] {
            assert!(run(method, &[(1.0, 0.0), (1.0, 5.0)]).is_nan(), "{method:?}");
        }
        assert!(run(Method::Power(0.5), &[(1.0, -1.0)]).is_nan());
        assert_eq!(run(Method::Product, &[(1.0, 0.0), (1.0, 5.0)]), 0.0);
        assert_eq!(run(Method::Max, &[(1.0, -3.0)]), -3.0);
    }

    proptest! {
        #[test]
        fn factors_take_the_value_apart(parts in prop::collection::vec((0.1..5.0_f64, 0.1..100.0_f64), 1..8)) {
            for method in ALL {
                let value = run(method, &parts);
                let sum: f64 = factors(method, &parts, (value, weights(&parts)))
                    .iter()
                    .zip(&parts)
                    .map(|(factor, (_, x))| factor * x)
                    .sum();
                prop_assert!((sum - value).abs() <= 1e-9 * value.abs().max(1.0), "{:?}: {} {}", method, sum, value);
            }
        }

        #[test]
        fn no_child_getting_worse_lowers_the_need(
            parts in prop::collection::vec((0.1..5.0_f64, 0.1..100.0_f64), 1..8), at in 0_usize..8, more in 0.0..50.0_f64,
        ) {
            let at = at % parts.len();
            let mut worse = parts.clone();
            worse[at].1 += more;
            for method in ALL {
                prop_assert!(run(method, &worse) >= run(method, &parts) * (1.0 - 1e-12), "{:?}", method);
            }
        }

        #[test]
        fn means_lie_between_their_parts(parts in prop::collection::vec((0.1..5.0_f64, 0.1..100.0_f64), 1..8)) {
            let (min, max) = (run(Method::Min, &parts), run(Method::Max, &parts));
            let means = [Method::Harmonic, Method::Geometric, Method::Arithmetic, Method::Power(3.0)];
            let values: Vec<f64> = means.iter().map(|method| run(*method, &parts)).collect();
            for pair in values.windows(2) {
                prop_assert!(pair[0] <= pair[1] * (1.0 + 1e-12), "the higher the exponent, the higher the mean: {:?}", values);
            }
            prop_assert!(values[0] >= min * (1.0 - 1e-12) && values[3] <= max * (1.0 + 1e-12));
        }
    }
}
