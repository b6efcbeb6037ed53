//! ELECTRE III (B. Roy 1978): outranking with indifference, preference and veto.
//!
//! For every ordered pair, with `d = x_b − x_a` the lead of `b` in a column:
//! - concordance `c(a, b) = Σ w·c_k`, `c_k` = 1 up to `q`, 0 from `p` on, linear between;
//! - discordance `d_k` = 0 up to `p`, 1 from the veto `v` on, linear between; 0 without a veto;
//! - credibility `σ = c · Π (1 − d_k)/(1 − c)` over the columns with `d_k > c`.
//!
//! Two distillations of `σ` (see `distillation.rs`) give every area a class from the neediest downwards and one from the
//! least needy upwards, both counted from 1 = neediest. The score is `n + 1 − (descending + ascending)/2`: high = more
//! need, n areas. One area scores 1; equal areas share a score. A column that is the same throughout agrees with every
//! pair, as the method has it, and puts no area before another.

use super::distillation::{Matrix, classes};
use super::exact::Exact;
use super::{FigureKind, MethodError, Outcome, PAIR_LIMIT, Table};

/// q, p and v, in units of the common scale.
#[derive(Clone, Copy)]
pub(super) struct Thresholds {
    pub(super) q: f64,
    pub(super) p: f64,
    pub(super) v: Option<f64>,
}

pub(super) fn electre_iii(table: &Table, thresholds: Thresholds) -> Result<Outcome, MethodError> {
    table.at_most(PAIR_LIMIT)?;
    let credibility = credibility(table, thresholds);
    let (descending, ascending) = classes(&credibility);
    let n = table.n() as f64;
    let score = descending.iter().zip(&ascending).map(|(down, up)| n + 1.0 - (down + up) / 2.0).collect();
    Ok(Outcome::of(score)
        .with(FigureKind::DescendingRank, descending)
        .with(FigureKind::AscendingRank, ascending))
}

/// σ of every ordered pair; 0 on the diagonal.
pub(super) fn credibility(table: &Table, thresholds: Thresholds) -> Matrix {
    let rows = table.by_rows(&table.columns);
    let mut matrix = Matrix::zero(rows.len());
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate() {
            if i != j {
                let leads = || a.iter().zip(b).map(|(a, b)| b - a);
                matrix.set(
                    i,
                    j,
                    thresholds.weakened(thresholds.concordance(leads(), &table.weights), leads()),
                );
            }
        }
    }
    matrix
}

impl Thresholds {
    fn concordance(self, leads: impl Iterator<Item = f64>, weights: &[f64]) -> f64 {
        let (mut sum, mut whole) = (Exact::default(), true);
        for (lead, weight) in leads.zip(weights) {
            // Most columns agree in full or not at all: no product is needed for them.
            if lead <= self.q {
                sum.add(*weight);
            } else {
                whole = false;
                if lead < self.p {
                    sum.add_product(*weight, (self.p - lead) / (self.p - self.q));
                }
            }
        }
        // Shares that add up to a whisker less than 1 still agree in full.
        if whole { 1.0 } else { sum.value() }
    }

    fn opposes(self, lead: f64) -> f64 {
        match self.v {
            Some(v) if lead > self.p => ((lead - self.p) / (v - self.p)).min(1.0),
            _ => 0.0,
        }
    }

    /// The credibility that discordance leaves of a concordance. Factors are multiplied in ascending order, so that
    /// the order of the columns changes nothing.
    fn weakened(self, concordance: f64, leads: impl Iterator<Item = f64>) -> f64 {
        if self.v.is_none() {
            return concordance;
        }
        let mut against: Vec<f64> =
            leads.map(|lead| self.opposes(lead)).filter(|d| *d > concordance).collect();
        against.sort_unstable_by(f64::total_cmp);
        against.iter().fold(concordance, |left, d| left * ((1.0 - d) / (1.0 - concordance)))
    }
}
