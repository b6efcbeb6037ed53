//! Every methodological choice as plain data: same snapshot + same scenario = same ranking, everywhere.
//!
//! This module must not compute anything; [`crate::pipeline`] does.

mod bars;
mod lock;
mod uncertainty;

use serde::{Deserialize, Serialize};

use crate::filter::Filter;
use crate::json::{self, Fault, place_after};
use crate::rank::{Cut, Tiers};
use crate::rule::Rule;
use crate::score::methods::FlatMethod;
use crate::score::{Imputation, IndexNode, MissingRule, Normalisation, Treatment};
use crate::snapshot::{Label, Polarity, Snapshot};
use crate::text::{Language, ltr, reading_fault, shortened, to_persian_digits};
pub use lock::{Lock, Membership, set_lock};
pub use uncertainty::{Choices, Depth, Uncertainty};

/// `format` of every scenario file.
pub const FORMAT: &str = "negah.scenario";
/// The newest `version` this program reads.
pub const VERSION: u32 = 1;

/// One set of choices.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Always `negah.scenario`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = FORMAT)))]
    pub format: String,
    /// Version of the file format, from 1.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = VERSION)))]
    pub version: u32,
    /// Name of the scenario.
    pub title: Label,
    /// Why these choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Label>,
    /// SHA-256 of the snapshot it was made for; only compared, never required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = "^[0-9a-f]{64}$")))]
    pub snapshot: Option<String>,
    /// Identifier of the period; absent: the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Which areas count.
    #[serde(default)]
    pub filter: Filter,
    /// How gaps are filled.
    #[serde(default)]
    pub impute: Imputation,
    /// How outliers are treated, unless a leaf says otherwise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub treat: Treatment,
    /// How indicators come to a common scale, unless a leaf says otherwise.
    #[serde(default)]
    pub normalise: Normalisation,
    /// Which areas set the scale.
    #[serde(default)]
    pub within: Within,
    /// What happens where values are missing.
    #[serde(default)]
    pub missing: MissingRule,
    /// What is combined, and with what weights.
    pub index: IndexNode,
    /// A flat multi-criteria method that scores in place of the index's own combination: over all leaves, each with its
    /// share of the whole index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flat: Option<FlatMethod>,
    /// How ranks are banded.
    #[serde(default)]
    pub tiers: Tiers,
    /// Where the list ends.
    #[serde(default)]
    pub cut: Cut,
    /// Areas kept in the list or out of it by a decision outside the rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<Lock>,
    /// Rules that flag areas beside the score, the gravest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// What is uncertain, for the question how sure the list is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub robustness: Uncertainty,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Which areas set the common scale.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// All areas of the snapshot: an area keeps its score whatever is filtered.
    #[default]
    All,
    /// The areas that the filter admits.
    Filter,
    /// The areas of the same division of this level: need is measured against the neighbours.
    Group(String),
    /// All areas in this period: the scale stays where it was, so that later periods compare.
    Base(String),
}

/// Why text is not a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}, column {column}, at `{path}`: {detail}")]
pub struct ScenarioParseError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// JSON path of the member.
    pub path: String,
    /// What is there and what was expected.
    pub detail: String,
}

impl ScenarioParseError {
    /// The message for a reader.
    pub fn text(&self, language: Language) -> String {
        let Self { line, column, path, detail } = self;
        let text = match language {
            Language::En => self.to_string(),
            Language::Fa => {
                let [line, column] = [line, column].map(|n| to_persian_digits(&n.to_string()));
                let detail = reading_fault(detail);
                format!("پروندهٔ سناریو خوانده نشد: سطر {line}، ستون {column}، نشانی {}: {detail}", ltr(path))
            }
        };
        shortened(&text).into_owned()
    }
}

impl Scenario {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// The first place where the text stops being a scenario of a known version.
    pub fn parse(bytes: &[u8]) -> Result<Self, ScenarioParseError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (line, column) = place_after(&bytes[..error.valid_up_to()]);
            let detail = String::from("invalid unicode code point");
            ScenarioParseError { line, column, path: String::from("."), detail }
        })?;
        let scenario: Self = json::read(text).map_err(|Fault { line, column, path, detail, .. }| {
            ScenarioParseError { line, column, path, detail }
        })?;
        let wrong = |path: &str, detail: String| ScenarioParseError {
            line: 1,
            column: 1,
            path: path.to_owned(),
            detail,
        };
        if scenario.format != FORMAT {
            return Err(wrong("format", format!("found `{}`, expected `{FORMAT}`", scenario.format)));
        }
        if scenario.version == 0 || scenario.version > VERSION {
            return Err(wrong("version", format!("found {}, expected at most {VERSION}", scenario.version)));
        }
        Ok(scenario)
    }

    /// The file's text: the same scenario always gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut text = json::write_indented(self);
        text.push('\n');
        text
    }

    /// The name of [`Scenario::equal_weights`], which no other scenario may bear.
    pub fn baseline_title() -> Label {
        Label::both("پایه (وزن‌های برابر)", "Baseline (equal weights)")
    }

    /// Where a planner starts: every scored indicator, equal weights for domains and inside them.
    pub fn equal_weights(snapshot: &Snapshot) -> Self {
        let scored =
            || snapshot.indicators.iter().filter(|indicator| indicator.polarity != Polarity::Context);
        let mut children: Vec<IndexNode> = Vec::new();
        for domain in &snapshot.domains {
            let own = scored().filter(|indicator| indicator.domain.as_ref() == Some(&domain.id));
            let leaves: Vec<_> = own.map(|indicator| IndexNode::leaf(&indicator.id)).collect();
            if !leaves.is_empty() {
                children.push(IndexNode::group(&domain.id, leaves));
            }
        }
        children.extend(scored().filter(|own| own.domain.is_none()).map(|own| IndexNode::leaf(&own.id)));
        Self::of_defaults(Self::baseline_title(), IndexNode::group("need", children))
    }

    /// An index under a name, with every choice left as it is by default.
    pub fn of_defaults(title: Label, index: IndexNode) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            title,
            note: None,
            snapshot: None,
            period: None,
            filter: Filter::default(),
            impute: Imputation::default(),
            treat: Treatment::default(),
            normalise: Normalisation::default(),
            within: Within::default(),
            missing: MissingRule::default(),
            index,
            flat: None,
            tiers: Tiers::default(),
            cut: Cut::default(),
            locks: Vec::new(),
            rules: Vec::new(),
            robustness: Uncertainty::default(),
        }
    }
}

/// The JSON Schema (draft 2020-12) of a scenario file, made from the types that read it.
///
/// It judges the shape alone; whether a scenario fits a snapshot is for [`crate::pipeline::resolve`].
#[cfg(not(target_arch = "wasm32"))]
pub fn schema() -> serde_json::Value {
    crate::snapshot::published::<Scenario>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn equal_weights_cover_every_scored_indicator_once() {
        let scenario = Scenario::equal_weights(&small_snapshot());
        let leaves: Vec<_> =
            scenario.index.leaves().iter().map(|leaf| leaf.indicator.clone().unwrap()).collect();
        assert_eq!(leaves, ["unemployment", "dropout", "trust"]);
        assert_eq!(scenario.index.children.len(), 2);
    }

    #[test]
    fn survives_a_round_trip() {
        let scenario = Scenario::equal_weights(&small_snapshot());
        assert_eq!(Scenario::parse(scenario.to_json().as_bytes()).unwrap(), scenario);
    }

    #[test]
    fn says_where_it_is_wrong() {
        let text = Scenario::equal_weights(&small_snapshot()).to_json();
        let error = Scenario::parse(text.replace("min_max", "minmax").as_bytes()).unwrap_err();
        assert!(error.path.starts_with("normalise"), "{error}");
        assert!(error.detail.contains("minmax") && error.line > 1, "{error}");
        let other = Scenario::parse(text.replace("negah.scenario", "negah.snapshot").as_bytes()).unwrap_err();
        assert_eq!(other.path, "format");
        let newer = Scenario::parse(text.replace("\"version\": 1", "\"version\": 9").as_bytes()).unwrap_err();
        assert_eq!(newer.path, "version");
        assert!(
            Scenario::parse(text.replace("\"tiers\"", "\"tires\"").as_bytes())
                .unwrap_err()
                .detail
                .contains("tires")
        );
    }
}
