//! PROMETHEE I and II (J.-P. Brans 1982; J.-P. Brans, P. Vincke 1985).
//!
//! `φ⁺(a) = Σ_b π(a, b)/(n − 1)` and `φ⁻(a) = Σ_b π(b, a)/(n − 1)` with `π(a, b) = Σ w·P(a − b)`. The score is the net
//! flow `φ⁺ − φ⁻` of PROMETHEE II, −1 to 1; the partial order of PROMETHEE I is
//! [`FlatScores::relation`](super::FlatScores::relation). One area has no other to stand before: all flows are 0.
//!
//! No pair is visited. Each column is sorted, and for each value the others fall into three runs: too near to count,
//! between the thresholds, far enough. Two counts and one running sum give the flow, in O(n log n) a column, with
//! sums in twice the precision, so that the result is the one of all pairs.

use super::exact::{Exact, sum};
use super::{FigureKind, Outcome, Preference, Table};
use crate::sorting::Sorting;
use crate::tolerance::Tolerance;

pub(super) fn promethee(table: &Table, preference: Preference) -> Outcome {
    let shape = Shape::of(preference);
    let mut flows = vec![[Exact::default(); 3]; table.n()];
    for (column, weight) in table.columns.iter().zip(&table.weights) {
        for ([plus, minus, net], (ahead, behind)) in flows.iter_mut().zip(column_flows(column, shape)) {
            plus.add_product(*weight, ahead);
            minus.add_product(*weight, behind);
            net.add_product(*weight, ahead);
            net.add_product(*weight, -behind);
        }
    }
    let others = table.n().saturating_sub(1).max(1) as f64;
    let flow = |which: usize| flows.iter().map(|flow| flow[which].value() / others).collect::<Vec<f64>>();
    Outcome::of(flow(2)).with(FigureKind::LeavingFlow, flow(0)).with(FigureKind::EnteringFlow, flow(1))
}

/// Every preference function as one: 0 up to `q`, then `between`, then 1 beyond `p`.
#[derive(Clone, Copy)]
struct Shape {
    q: f64,
    p: f64,
    between: Between,
}

#[derive(Clone, Copy)]
enum Between {
    Half,
    Rising,
}

impl Shape {
    fn of(preference: Preference) -> Self {
        let (q, p, between) = match preference {
            Preference::Usual => (0.0, 0.0, Between::Half),
            Preference::UShape { q } => (q, q, Between::Half),
            Preference::Level { q, p } => (q, p, Between::Half),
            Preference::VShape { p } => (0.0, p, Between::Rising),
            Preference::Linear { q, p } => (q, p, Between::Rising),
        };
        Self { q, p, between }
    }
}

/// A sorted column with its running sums.
struct Sorted {
    values: Vec<f64>,
    tolerance: Tolerance,
    sums: Vec<Exact>,
}

impl Sorted {
    fn of(values: Vec<f64>) -> Self {
        let mut sums = vec![Exact::default()];
        let mut running = Exact::default();
        for value in &values {
            running.add(*value);
            sums.push(running);
        }
        Self { tolerance: Tolerance::of_sorted(&values), values, sums }
    }

    /// `Σ P(v − u)` over all `u` of the column, for every `v` of it in ascending order.
    fn ahead(&self, shape: Shape) -> Vec<f64> {
        let (mut far, mut counting) = (0, 0);
        let preferred = |v: &f64| {
            far = self.advance(far, |u| self.tolerance.exceeds(v - u, shape.p));
            counting = self.advance(counting.max(far), |u| self.tolerance.exceeds(v - u, shape.q));
            self.preference(*v, (far, counting), shape)
        };
        self.values.iter().map(preferred).collect()
    }

    fn advance(&self, from: usize, while_true: impl Fn(f64) -> bool) -> usize {
        from + self.values[from..].iter().take_while(|u| while_true(**u)).count()
    }

    /// The first `far` values count in full, those up to `counting` in part.
    fn preference(&self, v: f64, (far, counting): (usize, usize), shape: Shape) -> f64 {
        let n = (counting - far) as f64;
        let part = match shape.between {
            Between::Half => 0.5 * n,
            Between::Rising if counting > far => {
                // Σ (v − u − q) over the run, the threshold taken off each.
                let run = self.sums[counting].since(self.sums[far]);
                let mut total = Exact::default();
                total.add_product(n, v);
                total.add_product(-n, shape.q);
                total.since(run).value() / (shape.p - shape.q)
            }
            Between::Rising => 0.0,
        };
        sum([far as f64, part])
    }
}

/// For each area the sum of its preferences over others, and of others' over it.
fn column_flows(column: &[f64], shape: Shape) -> Vec<(f64, f64)> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.order_by(|a, b| column[*a].total_cmp(&column[*b]));
    let ascending = Sorted::of(order.iter().map(|at| column[*at]).collect());
    // Seen in a mirror, what stands behind stands ahead.
    let descending = Sorted::of(order.iter().rev().map(|at| -column[*at]).collect());
    let (ahead, behind) = (ascending.ahead(shape), descending.ahead(shape));
    let mut flows = vec![(0.0, 0.0); column.len()];
    for ((at, ahead), behind) in order.iter().zip(ahead).zip(behind.into_iter().rev()) {
        flows[*at] = (ahead, behind);
    }
    flows
}
