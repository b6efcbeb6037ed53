//! Sums in twice the usual precision, so that the order of the parts changes nothing and equal sums come out equal.
//!
//! High and low part are kept apart (T. J. Dekker 1971, D. E. Knuth: error-free sum and product). A score summed from
//! the same parts in another order would otherwise differ in its last bit, and break a tie.

/// A sum that carries what plain addition would round away.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Exact {
    high: f64,
    low: f64,
}

impl Exact {
    pub(super) fn add(&mut self, part: f64) {
        let (sum, lost) = two_sum(self.high, part);
        let low = self.low + lost;
        self.high = sum + low;
        self.low = low - (self.high - sum);
    }

    pub(super) fn add_product(&mut self, a: f64, b: f64) {
        let (product, lost) = two_product(a, b);
        self.add(product);
        self.add(lost);
    }

    /// This sum less an `earlier` one.
    pub(super) fn since(self, earlier: Self) -> Self {
        let mut rest = self;
        rest.add(-earlier.high);
        rest.add(-earlier.low);
        rest
    }

    /// The sum, rounded once.
    pub(super) fn value(self) -> f64 {
        self.high + self.low + 0.0
    }
}

fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    let lost = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    // Halving overflows for enormous numbers alone; the plain product is then all there is.
    (product, if lost.is_finite() { lost } else { 0.0 })
}

/// The number as a sum of two with half the digits each.
fn halves(x: f64) -> (f64, f64) {
    let spread = 134_217_729.0 * x;
    let high = spread - (spread - x);
    (high, x - high)
}

/// The sum of all parts.
pub(super) fn sum(parts: impl IntoIterator<Item = f64>) -> f64 {
    let mut total = Exact::default();
    parts.into_iter().for_each(|part| total.add(part));
    total.value()
}

/// `√Σ x²`.
pub(super) fn norm(parts: &[f64]) -> f64 {
    let mut total = Exact::default();
    parts.iter().for_each(|part| total.add_product(*part, *part));
    total.value().sqrt()
}

/// Mean and standard deviation with divisor n; both 0 for nothing.
pub(super) fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = sum(values.iter().copied()) / n;
    let off: Vec<f64> = values.iter().map(|value| value - mean).collect();
    (mean, norm(&off) / n.sqrt())
}

/// Least and greatest value.
pub(super) fn bounds(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), x| (min.min(*x), max.max(*x)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_plain_addition_loses_is_kept() {
        assert_eq!(sum([1e16, 1.0, -1e16]), 1.0);
        let mut third = Exact::default();
        [5.0, -2.0, -3.0].iter().for_each(|n| third.add_product(1.0 / 3.0, *n));
        assert_eq!(third.value(), 0.0);
        assert_eq!(mean_and_deviation(&[1.0, 3.0]), (2.0, 1.0));
    }

    proptest! {
        #[test]
        fn the_order_changes_nothing(
            parts in proptest::collection::vec((-1e6..1e6_f64, 0.0..1.0_f64), 0..60).prop_shuffle(),
        ) {
            let total = |parts: &mut dyn Iterator<Item = &(f64, f64)>| {
                let mut total = Exact::default();
                parts.for_each(|(x, w)| total.add_product(*w, *x));
                total.value()
            };
            prop_assert_eq!(total(&mut parts.iter()), total(&mut parts.iter().rev()));
        }
    }
}
