//! The bounds that a scenario compares numbers with: whoever shows such a number must show enough of its digits.

use super::Scenario;
use crate::rank::{Cut, Tiers};
use crate::rule::{Bar, Subject, Threshold};

impl Scenario {
    /// The bounds of the score itself, in score: of the cut line, of tiers and of rules. Percentiles and shares of the
    /// population are none.
    pub fn score_bars(&self) -> Vec<f64> {
        let cut = if let Cut::Score(least) = self.cut { Some(least) } else { None };
        let tiers = if let Tiers::Cuts { bounds } = &self.tiers { bounds.as_slice() } else { &[] };
        let rules = self.thresholds().filter(|own| own.of == Subject::Score).filter_map(bound);
        cut.into_iter().chain(tiers.iter().copied()).chain(rules).collect()
    }

    /// The bounds of an indicator, in its unit: of ranges of the filter and of rules.
    pub fn bars_of(&self, indicator: &str) -> Vec<f64> {
        let ranges = self.filter.ranges().into_iter().filter(|range| range.indicator == indicator);
        let ends = ranges.flat_map(|range| [range.min, range.max]).flatten();
        let is_own = |own: &&Threshold| matches!(&own.of, Subject::Indicator(id) if id == indicator);
        ends.chain(self.thresholds().filter(is_own).filter_map(bound)).collect()
    }

    /// Every threshold of every rule.
    fn thresholds(&self) -> impl Iterator<Item = &Threshold> {
        let conditions = self
            .rules
            .iter()
            .flat_map(|rule| [Some(&rule.when), rule.enclosed.as_ref().map(|own| &own.when)]);
        conditions.flatten().flat_map(|own| own.thresholds()).map(|own| own.0)
    }
}

fn bound(threshold: &Threshold) -> Option<f64> {
    match threshold.bar {
        Bar::AtLeast(bar) | Bar::AtMost(bar) => Some(bar),
        Bar::Percentile(_) | Bar::Population(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn bounds_are_found_wherever_the_scenario_has_them() {
        let mut scenario = Scenario::equal_weights(&small_snapshot());
        assert!(scenario.score_bars().is_empty() && scenario.bars_of("pop").is_empty());
        (scenario.cut, scenario.tiers) = (Cut::Score(60.0), Tiers::Cuts { bounds: vec![70.0, 40.0] });
        scenario.filter = serde_json::from_str(
            r#"{"not": {"range": {"indicator": "unemployment", "min": 5.5, "max": 66.7}}}"#,
        )
        .unwrap();
        scenario.rules = serde_json::from_str(
            r#"[{"id": "a", "name": "a",
                "when": {"any": [
                    {"threshold": {"of": "score", "bar": {"at_least": 61}}},
                    {"threshold": {"of": {"indicator": "unemployment"}, "bar": {"at_most": 3}}},
                    {"threshold": {"of": "score", "bar": {"percentile": {"at_least": 90}}}}]},
                "enclosed": {"when": {"not": {"threshold": {"of": "score", "bar": {"at_most": 50}}}}}}]"#,
        )
        .unwrap();
        assert_eq!(scenario.score_bars(), [60.0, 70.0, 40.0, 61.0, 50.0]);
        assert_eq!(scenario.bars_of("unemployment"), [5.5, 66.7, 3.0]);
    }
}
