//! Natural breaks: the exact cut of sorted values into classes with the least squared deviation (W. D. Fisher 1958,
//! known to map makers by the name of G. F. Jenks).
//!
//! Dynamic programming: the best cut of the first i values into c classes is the best cut of some first j into c − 1
//! plus one class for the rest. The best j never moves back as i grows, so each row is found by halving, in
//! O(n log n) instead of O(n²): tens of thousands of values take milliseconds.

use crate::tolerance::Tolerance;

/// Upper ends of `n` classes of `sorted`, which must be ascending, finite and not empty. Equal values share a class;
/// fewer classes come back when there are fewer distinct values.
pub fn breaks(sorted: &[f64], n: usize) -> Vec<f64> {
    let heaps = Heaps::of(sorted);
    let n = n.min(heaps.values.len());
    let mut costs: Vec<f64> = (0..heaps.values.len()).map(|last| heaps.cost(0, last)).collect();
    let mut firsts: Vec<Vec<usize>> = Vec::new();
    for _ in 1..n {
        let entries = costs.len();
        let mut row = Row { heaps: &heaps, before: &costs, best: vec![(f64::INFINITY, 0); entries] };
        row.fill((0, entries - 1), (0, entries - 1));
        let (next, first) = row.best.into_iter().unzip();
        costs = next;
        firsts.push(first);
    }
    trace(&heaps.values, &firsts)
}

/// Walks back from the last value: where its class starts, the one before ends.
fn trace(values: &[f64], firsts: &[Vec<usize>]) -> Vec<f64> {
    let mut last = values.len() - 1;
    let mut upper = vec![values[last]];
    for first in firsts.iter().rev() {
        last = first[last].saturating_sub(1);
        upper.push(values[last]);
    }
    upper.reverse();
    upper
}

/// Distinct values with running sums of count, value and square.
struct Heaps {
    values: Vec<f64>,
    sums: Vec<[f64; 3]>,
}

impl Heaps {
    fn of(sorted: &[f64]) -> Self {
        // Deviations do not change when all values move; about their mean the squares lose the least.
        let mean = sorted.iter().map(|value| value / sorted.len() as f64).sum::<f64>();
        let (mut values, mut sums) = (Vec::new(), vec![[0.0; 3]]);
        let mut sum = [0.0; 3];
        for equal in Tolerance::of_sorted(sorted).runs(sorted, |value| *value) {
            // The last of them is the end of their class.
            let last = equal[equal.len() - 1];
            let (count, moved) = (equal.len() as f64, last - mean);
            sum = [sum[0] + count, sum[1] + count * moved, sum[2] + count * moved * moved];
            values.push(last);
            sums.push(sum);
        }
        Self { values, sums }
    }

    /// Sum of squared deviations when the heaps from `first` to `last` make one class.
    fn cost(&self, first: usize, last: usize) -> f64 {
        let [count, sum, squares] = [0, 1, 2].map(|k| self.sums[last + 1][k] - self.sums[first][k]);
        (squares - sum * sum / count).max(0.0)
    }
}

/// One more class than `before`, which holds the least cost of the heaps up to each.
struct Row<'a> {
    heaps: &'a Heaps,
    before: &'a [f64],
    /// Least cost of the heaps up to each, and where its last class starts.
    best: Vec<(f64, usize)>,
}

impl Row<'_> {
    /// Fills the entries `low..=high`, whose last classes start within `from..=to`: the middle one first, which
    /// bounds the starts of both halves.
    fn fill(&mut self, (low, high): (usize, usize), (from, to): (usize, usize)) {
        let middle = low.midpoint(high);
        let cost = |first: usize| self.before[first - 1] + self.heaps.cost(first, middle);
        let starts = from.max(1)..=to.min(middle);
        let best = starts.map(|first| (cost(first), first)).min_by(|a, b| a.0.total_cmp(&b.0));
        // Entry 0 holds one heap only, which cannot fill two classes: its cost stays infinite.
        let (cost, first) = best.unwrap_or((f64::INFINITY, from));
        self.best[middle] = (cost, first);
        if low < middle {
            self.fill((low, middle - 1), (from, first));
        }
        if middle < high {
            self.fill((middle + 1, high), (first, to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn deviation(sorted: &[f64], upper: &[f64]) -> f64 {
        let class = |value: &f64| upper.partition_point(|end| end < value);
        sorted
            .chunk_by(|a, b| class(a) == class(b))
            .map(|members| {
                let mean = members.iter().sum::<f64>() / members.len() as f64;
                members.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
            })
            .sum()
    }

    /// The least deviation over every way to cut, tried one by one.
    fn least(sorted: &[f64], n: usize) -> f64 {
        if n == 1 {
            return deviation(sorted, &[f64::INFINITY]);
        }
        (1..sorted.len())
            .map(|cut| {
                let (left, right) = sorted.split_at(cut);
                least(left, n - 1) + deviation(right, &[f64::INFINITY])
            })
            .fold(deviation(sorted, &[f64::INFINITY]), f64::min)
    }

    #[test]
    fn no_more_classes_than_distinct_values() {
        assert_eq!(breaks(&[1.0, 1.0, 2.0], 5), [1.0, 2.0]);
    }

    #[test]
    fn large_offsets_do_not_drown_the_differences() {
        let sorted = [1e9 + 1.0, 1e9 + 2.0, 1e9 + 50.0, 1e9 + 51.0];
        assert_eq!(breaks(&sorted, 2), [1e9 + 2.0, 1e9 + 51.0]);
    }

    #[test]
    fn tens_of_thousands_of_values_are_cut_between_the_heaps() {
        let mut values: Vec<f64> =
            (0..30_000).map(|i| f64::from(i % 3) * 100.0 + f64::from(i) / 1e4).collect();
        values.sort_by(f64::total_cmp);
        let upper = breaks(&values, 3);
        assert!(upper[0] < 50.0 && upper[1] > 100.0 && upper[1] < 150.0);
    }

    proptest! {
        #[test]
        fn nothing_cuts_better(values in proptest::collection::vec(0..50_u32, 2..9), n in 1..4_usize) {
            let mut sorted: Vec<f64> = values.into_iter().map(f64::from).collect();
            sorted.sort_by(f64::total_cmp);
            let found = deviation(&sorted, &breaks(&sorted, n));
            prop_assert!((found - least(&sorted, n)).abs() < 1e-9);
        }
    }
}
