//! What the scenario's rules say of an area, in words: the rule that fired, and what made it fire.

use crate::case::Case;
use crate::rule::{RuleExplanation, Subject, ThresholdExplanation, Verdict};
use crate::text::Msg;

use super::Words;
use super::need::need_name;
use super::part_names::node_name;

/// One sentence for each rule that flags an area, nearly does, or cannot be judged for lack of data.
pub fn flag_sentences(case: &Case, area: usize, words: Words) -> Vec<String> {
    let Some(flags) = &case.outcome.flags else { return Vec::new() };
    let sentence = |own: &RuleExplanation| {
        let name = words.label(&flags.rules.get(own.rule)?.name);
        let (key, list) = match own.verdict {
            Verdict::Flagged if own.by_enclosure => (Msg::FlagEnclosed, Vec::new()),
            Verdict::Flagged => (Msg::FlagFired, own.exceeded().map(|one| said(case, one, words)).collect()),
            Verdict::Near => (Msg::FlagNear, Vec::new()),
            Verdict::Unknown => {
                (Msg::FlagUnknown, own.missing().into_iter().map(|of| subject(case, of, words)).collect())
            }
            Verdict::NotFlagged => return None,
        };
        Some(words.fill(key, &[("name", &name), ("list", &words.list(&list))]))
    };
    flags.explain(area).iter().filter_map(sentence).collect()
}

fn subject(case: &Case, of: &Subject, words: Words) -> String {
    match of {
        Subject::Indicator(id) => node_name(case, id, words),
        Subject::Node(id) => need_name(case, id, words),
        Subject::Score => words.say(Msg::ScoreLong).to_owned(),
    }
}

fn said(case: &Case, one: &ThresholdExplanation, words: Words) -> String {
    let snapshot = &case.snapshot;
    let indicator = match &one.threshold.of {
        Subject::Indicator(id) => snapshot.indicator_idx(id).map(|at| &snapshot.indicators[at]),
        _ => None,
    };
    let [value, bar] = match indicator {
        Some(own) => words.values_beside(own, one.value, one.bar),
        None => words.beside(one.value, one.bar, 1),
    };
    words.fill(
        Msg::FlagItem,
        &[("name", &subject(case, &one.threshold.of, words)), ("value", &value), ("bar", &bar)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn the_rule_that_fired_is_named_with_its_values() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.rules = serde_json::from_str(
            r#"[{"id": "work", "name": "بیکاری حاد", "when":
                {"threshold": {"of": {"indicator": "unemployment"}, "bar": {"percentile": {"at_least": 90}}}}}]"#,
        )
        .unwrap();
        let case = case_of(&snapshot, &scenario);
        let of = |area| flag_sentences(&case, area, Words::default()).join(" ");
        assert!(of(0).contains("بیکاری حاد") && of(0).contains("نرخ بیکاری ۲۰٫۰٪"), "{}", of(0));
        assert_eq!(of(2), "");
        // The fourth area has no figure of unemployment: that is said, not passed over.
        assert!(of(3).contains("نرخ بیکاری") && !of(3).contains('{'), "{}", of(3));
    }
}
