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
use super::{FigureKind, MethodError, Outcome, PAIR_LIMIT, Table};
use crate::sorting::ascend;
use crate::tolerance::Tolerance;

/// q, p and v, in units of the common scale. q holds whatever leads by no more than it but for rounding.
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
    let typical = |column: &Vec<f64>| Tolerance::of(column).typical();
    let magnitude = table.columns.iter().map(typical).fold(0.0, f64::max);
    let thresholds =
        Thresholds { q: Tolerance::default().of_parts(magnitude).most(thresholds.q), ..thresholds };
    let mut matrix = Matrix::zero(rows.len());
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate() {
            if i != j {
                let leads = || a.iter().zip(b).map(|(a, b)| b - a);
                let (agreed, most) = thresholds.concordance(leads(), &table.weights);
                // Without a lead above p nothing opposes.
                let left = if most > thresholds.p { thresholds.weakened(agreed, leads()) } else { agreed };
                matrix.set(i, j, left);
            }
        }
    }
    matrix
}

impl Thresholds {
    /// Concordance, and the greatest lead. Parts are rounded to multiples of 2⁻⁵⁰, whose sum is exact, so that the order
    /// of the columns changes nothing.
    fn concordance(self, leads: impl Iterator<Item = f64>, weights: &[f64]) -> (f64, f64) {
        let slope = if self.p > self.q { 1.0 / (self.p - self.q) } else { 0.0 };
        let (sum, most) = leads.zip(weights).fold((0.0, f64::NEG_INFINITY), |(sum, most), (lead, weight)| {
            let agrees = if lead <= self.q { 1.0 } else { ((self.p - lead) * slope).max(0.0) };
            (sum + ((agrees * weight + 4.0) - 4.0), most.max(lead))
        });
        // Shares that add up to a whisker less or more than 1 agree in full, and no more than that.
        (if most <= self.q { 1.0 } else { sum.min(1.0) }, most)
    }

    /// The credibility that discordance leaves of a concordance. Factors are multiplied in ascending order, so that
    /// the order of the columns changes nothing.
    fn weakened(self, concordance: f64, leads: impl Iterator<Item = f64>) -> f64 {
        let Some(v) = self.v else { return concordance };
        let range = v - self.p;
        // Few columns oppose by more than the whole agrees: only their discordance is worked out.
        let enough = self.p + concordance * range;
        let opposing = leads.filter(|lead| *lead > enough).map(|lead| ((lead - self.p) / range).min(1.0));
        let mut against: Vec<f64> = opposing.filter(|discordance| *discordance > concordance).collect();
        ascend(&mut against);
        against.iter().fold(concordance, |left, d| left * ((1.0 - d) / (1.0 - concordance)))
    }
}
