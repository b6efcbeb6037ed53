//! What a list of areas holds of a harm: a share of the cases that are counted, never of a rate.

use crate::aggregate::{Base, base};
use crate::case::Case;
use crate::pipeline::MatrixLeaf;
use crate::snapshot::{Indicator, Measure, Polarity, Snapshot};
use crate::text::Msg;

use super::Words;

/// The share of all cases of one harm that the areas of the list hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Burden {
    /// Position of the indicator that counts the cases.
    pub(super) indicator: usize,
    /// Share of the cases, 0 to 1.
    pub(super) share: f64,
    /// Areas that count and are in neither part of the share: without a score, a value, or a known base.
    pub(super) left_out: usize,
}

/// Areas with known cases are at least this share of those that count: of fewer nothing is said.
const LEAST_KNOWN: f64 = 0.5;

/// The scored harm of which the list holds the largest share of all cases.
///
/// Cases are counts themselves, or the numerator of a rate (rate × its denominator) or of a ratio. A mean has none, nor has
/// a rate whose denominator is not known. Cases of the areas with a rank or in the list alone are counted.
pub(super) fn heaviest_burden(case: &Case) -> Option<Burden> {
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

/// What is shared out where an indicator's cases are: the name of the count above the line, in quotes; of a rate, whose
/// numerator has no name of its own, the cases that it counts. `None` where it counts nothing.
pub(super) fn cases_name(snapshot: &Snapshot, indicator: &Indicator, words: Words) -> Option<String> {
    let quoted = |own: &Indicator| words.fill_one(Msg::Quoted, &words.label(&own.name));
    match &indicator.measure {
        Measure::Count => Some(quoted(indicator)),
        Measure::Ratio { numerator, .. } => {
            snapshot.indicator_idx(numerator).map(|at| quoted(&snapshot.indicators[at]))
        }
        Measure::Rate { .. } => Some(words.fill_one(Msg::BurdenCases, &words.label(&indicator.name))),
        Measure::Mean { .. } => None,
    }
}

/// Who is left out of a share: «(بدون احتساب ۳ محله که داده یا امتیاز ندارد)»; empty where nobody is.
pub(super) fn left_out_text(snapshot: &Snapshot, n: usize, words: Words) -> String {
    if n == 0 {
        return String::new();
    }
    let values = [("n", words.int(n)), ("unit", words.area_level(snapshot))];
    format!(" {}", words.filled(Msg::BurdenLeftOut, &values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};
    use crate::text::Language;
    use crate::view::headline;

    fn found(snapshot: &Snapshot, indicator: &str) -> Option<(Burden, String)> {
        let index = IndexNode::group("need", vec![IndexNode::leaf(indicator)]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, cut: Cut::Count(1), ..Scenario::equal_weights(snapshot) };
        let case = case_of(snapshot, &scenario);
        let text = headline(&case, Words { language: Language::En });
        Some((heaviest_burden(&case)?, text))
    }

    #[test]
    fn the_cases_of_a_ratio_are_its_numerator_and_who_is_left_out_is_said() {
        // 60 of 160 jobless live in 01; 04 has 10 more, but nobody knows of how many.
        let (burden, text) = found(&small_snapshot(), "unemployment").unwrap();
        assert_eq!((burden.share, burden.left_out), (60.0 / 160.0, 1));
        assert!(text.contains("38% of “بیکاران” (1 without data or a score left out)"), "{text}");
        assert!(!text.contains("نرخ بیکاری"), "{text}");
    }

    #[test]
    fn a_rate_counts_its_cases_where_its_base_is_known() {
        // 4, 2, 8 and 6 % of 1000 to 4000: the list holds 240 of 560.
        let snapshot = small_snapshot();
        let (burden, text) = found(&snapshot, "dropout").unwrap();
        assert_eq!((burden.share, burden.left_out), (240.0 / 560.0, 0));
        assert!(
            text.contains("43% of all cases counted by “ترک تحصیل”") && !text.contains("left out"),
            "{text}"
        );
        // Without a known base there are no cases to hold, nor has a mean any.
        let mut other = snapshot;
        let at = other.indicator_idx("dropout").unwrap();
        other.indicators[at].measure = Measure::Rate { denominator: "nothing".to_owned(), per: 100.0 };
        assert!(found(&other, "dropout").is_none());
        other.indicators[at].measure = Measure::Mean { weight: None };
        assert!(found(&other, "dropout").is_none());
    }

    #[test]
    fn nothing_is_said_where_most_are_unknown() {
        let few = SMALL
            .replace(r#""dropout": {"1402": [4, 2, 8, 6]}"#, r#""dropout": {"1402": [4, 2, null, null]}"#)
            .replace("[1000, 2000, 3000, 4000]", "[1000, null, 3000, 4000]");
        let snapshot = open(few.as_bytes(), &Limits::DEFAULT).unwrap();
        assert!(found(&snapshot, "dropout").is_none());
    }
}
