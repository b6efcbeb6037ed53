//! The cases that a share of a burden is of, in words.

use crate::snapshot::{Indicator, Measure, Snapshot};
use crate::text::Msg;

use super::Words;

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
    use crate::insight::{Burden, heaviest_burden};
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
