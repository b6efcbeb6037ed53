//! What a list of areas holds of a harm: a share of the cases that are counted, never of a rate.

use crate::aggregate::{Base, base};
use crate::case::Case;
use crate::pipeline::MatrixLeaf;
use crate::snapshot::{Measure, Polarity};

/// The share of all cases of one harm that the areas of the list hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burden {
    /// Position of the indicator that counts the cases.
    pub indicator: usize,
    /// Share of the cases, 0 to 1.
    pub share: f64,
    /// Areas that count and are in neither part of the share: without a score, a value, or a known base.
    pub left_out: usize,
}

/// Areas with known cases are at least this share of those that count: of fewer nothing is said.
const LEAST_KNOWN: f64 = 0.5;

/// The scored harm of which the list holds the largest share of all cases.
///
/// Cases are counts themselves, or the numerator of a rate (rate × its denominator) or of a ratio. A mean has none, nor has
/// a rate whose denominator is not known. Cases of the areas with a rank or in the list alone are counted.
pub fn heaviest_burden(case: &Case) -> Option<Burden> {
    let outcome = &*case.outcome;
    let found = outcome.matrix.leaves.iter().filter_map(|leaf| burden(case, leaf));
    found.max_by(|a, b| a.share.total_cmp(&b.share))
}

fn burden(case: &Case, leaf: &MatrixLeaf) -> Option<Burden> {
    let Case { snapshot, outcome, .. } = case;
    let indicator = &snapshot.indicators[leaf.indicator];
    if indicator.polarity != Polarity::RaisesNeed || matches!(indicator.measure, Measure::Mean { .. }) {
        return None;
    }
    let (period, column) = snapshot.column_in_force(leaf.indicator, outcome.period)?;
    let base = base(snapshot, indicator, period);
    let (mut inside, mut all, mut known) = (0.0, 0.0, 0);
    for at in outcome.set.iter() {
        let listed = outcome.in_list(at);
        let cases = cases_of(&base, column.raw(), at);
        if cases.is_nan() || (!listed && outcome.ranked.ranking.rank(at).is_none()) {
            continue;
        }
        (inside, all, known) = (inside + if listed { cases } else { 0.0 }, all + cases, known + 1);
    }
    let counted = outcome.set.count();
    let is_known = all > 0.0 && known as f64 >= LEAST_KNOWN * counted as f64;
    is_known.then(|| Burden { indicator: leaf.indicator, share: inside / all, left_out: counted - known })
}

fn cases_of(base: &Base, values: &[f64], at: usize) -> f64 {
    match base {
        Base::Sum => values[at],
        Base::Weighted(weight) => values[at] * weight.raw()[at],
        // An area without the ratio is no part of it, whatever is known above the line.
        Base::Ratio { numerator, .. } if !values[at].is_nan() => numerator.raw()[at],
        Base::Ratio { .. } | Base::Unweighted => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::Snapshot;
    use crate::testing::{case_of, small_snapshot};

    fn found(snapshot: &Snapshot, indicator: &str) -> Option<Burden> {
        let index = IndexNode::group("need", vec![IndexNode::leaf(indicator)]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, cut: Cut::Count(1), ..Scenario::equal_weights(snapshot) };
        heaviest_burden(&case_of(snapshot, &scenario))
    }

    #[test]
    fn shares_are_of_cases_and_never_of_a_rate() {
        let snapshot = small_snapshot();
        // 60 of 160 jobless live in 01; 04 has 10 more, of an unknown number.
        let ratio = found(&snapshot, "unemployment").unwrap();
        assert_eq!((ratio.share, ratio.left_out), (60.0 / 160.0, 1));
        // 4, 2, 8 and 6 % of 1000 to 4000.
        let rate = found(&snapshot, "dropout").unwrap();
        assert_eq!((rate.share, rate.left_out), (240.0 / 560.0, 0));
    }

    #[test]
    fn a_mean_and_a_rate_without_its_base_have_no_cases() {
        for measure in
            [Measure::Rate { denominator: "nothing".to_owned(), per: 100.0 }, Measure::Mean { weight: None }]
        {
            let mut snapshot = small_snapshot();
            let at = snapshot.indicator_idx("dropout").unwrap();
            snapshot.indicators[at].measure = measure;
            assert_eq!(found(&snapshot, "dropout"), None);
        }
    }
}
