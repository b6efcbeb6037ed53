//! Morris index of (under)development (M. D. Morris 1979, as regional planning uses it): the mean of
//! `100·(x − min)/(max − min)` over the columns, each turned so that more is more need; 0 to 100.
//!
//! `weighted: false` is the plain mean as published; otherwise `Σ w·y`. A column that is the same throughout adds 0, so
//! equal areas, or one alone, score 0. On the common scale or on own values alike: only the range matters.

use super::{Outcome, Table};

pub(super) fn morris(table: &Table, weighted: bool) -> Outcome {
    let scaled = table.by_range();
    let plain = 1.0 / scaled.len().max(1) as f64;
    let total = |row: usize| {
        let mut sum = super::exact::Exact::default();
        for (column, weight) in scaled.iter().zip(&table.weights) {
            sum.add_product(if weighted { *weight } else { plain }, column[row]);
        }
        100.0 * sum.value()
    };
    Outcome::of((0..table.n()).map(total).collect())
}
