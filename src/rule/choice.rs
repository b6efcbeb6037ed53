//! Rules as they stand in a scenario file.

use serde::{Deserialize, Serialize};

use crate::snapshot::Label;

/// A named condition that flags areas beside the score, so that a list can be defended by the thresholds exceeded.
///
/// "Any burden at or above the 90th percentile and deprivation at or above the 65th" (CEJST, United States 2022):
///
/// ```
/// use negah::rule::Rule;
/// let rule: Rule = serde_json::from_str(r#"{
///   "id": "burden", "name": "فشار و محرومیت",
///   "when": {"all": [
///     {"any": [
///       {"threshold": {"of": {"indicator": "unemployment"}, "bar": {"percentile": {"at_least": 90}}, "near": 2}},
///       {"threshold": {"of": {"node": "school"}, "bar": {"percentile": {"at_least": 90}}}}
///     ]},
///     {"threshold": {"of": "score", "bar": {"percentile": {"at_least": 65}}}}
///   ]}
/// }"#)?;
/// assert_eq!(rule.id, "burden");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Rule {
    /// Key, unique among the scenario's rules.
    pub id: String,
    /// Name shown to people.
    pub name: Label,
    /// Word for the tier it puts areas in («حاد», «بحرانی»); absent: it flags without a tier. Rules stand in the
    /// order of severity, the gravest first; rules with one word share a tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Label>,
    /// What must hold.
    pub when: Condition,
    /// Flags areas that lie among flagged ones, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed: Option<Enclosed>,
}

/// A tree of thresholds.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// Every one of these holds.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// At least so many of these hold.
    AtLeast(Several),
    /// One quantity passes one bar.
    Threshold(Threshold),
}

/// Some of several conditions.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Several {
    /// How many must hold, from 1 to as many as there are.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub count: u32,
    /// The conditions.
    pub of: Vec<Condition>,
}

/// A leaf: one quantity against one bar. An area without a value is unknown.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Threshold {
    /// What is measured.
    pub of: Subject,
    /// What it must pass.
    pub bar: Bar,
    /// Areas that miss the bar by no more than this are listed as near: percentile points for a percentile, share of
    /// the value (0.1 = a tenth) for a value, share of the population for a population. Under `not` the band lies on
    /// the other side: near is what would not be flagged only by so little. Absent: no band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0)))]
    pub near: Option<f64>,
}

/// What a threshold measures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    /// An indicator, by identifier, in its unit; the values in force in the scenario's period.
    Indicator(String),
    /// A group of the index, by identifier, on the common scale.
    Node(String),
    /// The composite score.
    Score,
}

/// What a quantity must pass.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Bar {
    /// The value itself is at least this, in its unit.
    AtLeast(f64),
    /// The value itself is at most this, in its unit.
    AtMost(f64),
    /// The percentile of *need* is at least this: polarity is applied, so a high percentile is always needy.
    Percentile(PercentileBar),
    /// The area is among the neediest that together hold a share of the population.
    Population(PopulationBar),
}

/// A bar by percentile of need.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct PercentileBar {
    /// Lowest percentile that passes, 0 to 100.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 100.0)))]
    pub at_least: f64,
    /// What a percentile is.
    #[serde(default)]
    pub definition: PercentileDefinition,
}

/// What a percentile is, among `n` areas with a value; both names are those of the SQL standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PercentileDefinition {
    /// `100 · (number of areas with as much need or less) / n`: the area itself counts; above 0, up to 100.
    /// CEJST divides by n too, though it gives ties their mean rank.
    #[default]
    CumeDist,
    /// `100 · (rank − 1) / (n − 1)`, rank ascending in need, ties sharing the lowest: the area itself does not
    /// count; 0 to 100, and 0 when it is alone. CDC's Social Vulnerability Index ranks in this way.
    PercentRank,
}

/// A bar by population: areas are taken from the neediest down; areas of equal need come in together or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct PopulationBar {
    /// Share of the population of all areas with a value, 0 to 1.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
    pub share: f64,
    /// Whether the share is a ceiling or a floor.
    #[serde(default)]
    pub reach: Reach,
}

/// Whether a share of the population is a ceiling or a floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The longest list that holds no more than the share.
    #[default]
    AtMost,
    /// The shortest list that holds no less than the share.
    AtLeast,
}

/// Flags an area whose neighbours are flagged, so that none is left out in the midst of a flagged quarter
/// (CEJST: all neighbours flagged, and income at or above the 50th percentile).
///
/// It looks once at what `when` of the rule itself flags: areas flagged by enclosure enclose no others.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Enclosed {
    /// Lowest share of its neighbours that must be flagged, above 0 up to 1.
    #[serde(default = "all_of_them")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
    pub min_neighbours_share: f64,
    /// The lower bar that it must pass itself.
    pub when: Condition,
}

fn all_of_them() -> f64 {
    1.0
}

impl Condition {
    /// One quantity against one bar, without a band of near misses.
    pub fn threshold(of: Subject, bar: Bar) -> Self {
        Self::Threshold(Threshold { of, bar, near: None })
    }

    /// The thresholds of the tree from left to right, each with whether it stands under an odd number of `not`.
    pub fn thresholds(&self) -> Vec<(&Threshold, bool)> {
        let mut found = Vec::new();
        self.collect(false, &mut found);
        found
    }

    fn collect<'a>(&'a self, negated: bool, found: &mut Vec<(&'a Threshold, bool)>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.collect(negated, found));
            }
            Self::AtLeast(several) => several.of.iter().for_each(|part| part.collect(negated, found)),
            Self::Not(inner) => inner.collect(!negated, found),
            Self::Threshold(threshold) => found.push((threshold, negated)),
        }
    }
}

impl Bar {
    /// The percentile of need that is at least `at_least`, by the default definition.
    pub fn percentile(at_least: f64) -> Self {
        Self::Percentile(PercentileBar { at_least, definition: PercentileDefinition::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_a_round_trip_and_refuses_strangers() {
        let text = r#"{"at_least":{"count":2,"of":[
            {"threshold":{"of":"score","bar":{"at_least":50.0}}},
            {"not":{"threshold":{"of":{"node":"work"},"bar":{"population":{"share":0.2,"reach":"at_least"}},"near":0.05}}},
            {"threshold":{"of":{"indicator":"trust"},"bar":{"at_most":2.0}}}]}}"#;
        let condition: Condition = serde_json::from_str(text).unwrap();
        let again = serde_json::to_string(&condition).unwrap();
        assert_eq!(serde_json::from_str::<Condition>(&again).unwrap(), condition);
        let negated: Vec<bool> = condition.thresholds().iter().map(|(_, negated)| *negated).collect();
        assert_eq!(negated, [false, true, false]);
        let strange = text.replace("\"near\"", "\"nearly\"");
        assert!(serde_json::from_str::<Condition>(&strange).unwrap_err().to_string().contains("nearly"));
    }
}
