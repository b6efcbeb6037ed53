//! Sorting of whatever kind, compiled once: positions are sorted, then the values follow them; and quantiles of what is sorted.
//!
//! The standard library's sort is compiled anew for each type and comparison; in the page that was a fifteenth of the
//! module. The sorts that run for every draw or every area at every change (`rank`, `engine`) do without this. Every sort
//! here is stable. This module must not know any type of the crate.

use std::cmp::Ordering;

/// Sorting for slices.
pub trait Sorting<T> {
    /// As `sort_by`.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// As `sort_by_key`.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// As `sort_by_cached_key`: each key is made once.
    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Sorting<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = sorted(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        follow(order, &mut |a, b| self.swap(a, b));
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let order = sorted(keys.len(), &mut |a, b| keys[a].cmp(&keys[b]));
        follow(order, &mut |a, b| self.swap(a, b));
    }
}

/// Puts numbers in ascending order; not-a-number stands at the ends.
#[inline(never)]
pub fn ascend(numbers: &mut [f64]) {
    numbers.sort_unstable_by(f64::total_cmp);
}

/// The positions from 0 below `len` in order.
#[inline(never)]
fn sorted(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Swaps until each place holds what stood at the position that `order` names for it.
#[inline(never)]
fn follow(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = order[at];
            order[at] = at;
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

/// The `p`-quantile of ascending `sorted` values, linear between order statistics
/// (Hyndman and Fan's type 7, the default of R and of spreadsheets). `None` when empty.
///
/// ```
/// assert_eq!(negah::sorting::quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below] + (place - below as f64) * (sorted[above] - sorted[below]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn not_a_number_has_its_place() {
        let mut numbers = [2.0, f64::NAN, -1.0, 0.0, -0.0];
        ascend(&mut numbers);
        assert_eq!(numbers[..4], [-1.0, -0.0, 0.0, 2.0]);
        assert!(numbers[4].is_nan() && numbers[1].is_sign_negative());
    }

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list in prop::collection::vec((0_u8..9, any::<u16>()), 0..60)) {
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            ours.order_by(|a, b| b.0.cmp(&a.0));
            theirs.sort_by_key(|own| std::cmp::Reverse(own.0));
            prop_assert_eq!(&ours, &theirs);
            ours.order_by_key(|own| own.0);
            theirs.sort_by_key(|own| own.0);
            prop_assert_eq!(&ours, &theirs);
            ours.order_by_cached_key(|own| own.1.to_string());
            theirs.sort_by_cached_key(|own| own.1.to_string());
            prop_assert_eq!(ours, theirs);
        }
    }
}
