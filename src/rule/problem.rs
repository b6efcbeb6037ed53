//! Why a rule cannot be applied to a snapshot.

use serde::Serialize;

use crate::text::{Language, isolate};

/// One reason why the rules cannot be applied; all of them are reported together.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[error("rule `{rule}`: {kind}")]
pub struct RuleError {
    /// Identifier of the rule.
    pub rule: String,
    /// What is wrong.
    pub kind: RuleErrorKind,
}

/// What can be wrong with a rule.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum RuleErrorKind {
    /// Two rules have one identifier.
    #[error("its identifier is used twice")]
    RepeatedId,
    /// There is no threshold in it: it would flag every area or none.
    #[error("it holds no threshold")]
    NoThreshold,
    /// An indicator is not in the snapshot.
    #[error("the snapshot has no indicator `{indicator}`")]
    UnknownIndicator {
        /// Its identifier.
        indicator: String,
    },
    /// A node is not in the index.
    #[error("the index has no group `{node}` with scores")]
    UnknownNode {
        /// Its identifier.
        node: String,
    },
    /// The indicator has no values at or before the period.
    #[error("`{indicator}` has no values in or before the period")]
    NoValues {
        /// Its identifier.
        indicator: String,
    },
    /// Neither more nor less of the indicator is need, so it has no percentile of need.
    #[error("`{indicator}` is a context indicator: it takes `at_least` and `at_most` only")]
    ContextIndicator {
        /// Its identifier.
        indicator: String,
    },
    /// A bar by population, but no area has inhabitants.
    #[error("a bar by population needs the number of inhabitants, which the snapshot does not give")]
    NoPopulation,
    /// Enclosure, but no area has a boundary.
    #[error("enclosure needs boundaries, which the snapshot does not give")]
    NoBoundaries,
    /// A number is out of range.
    #[error("`{what}` is {found}; expected {expected}")]
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// What it is.
        found: f64,
        /// What it may be.
        expected: &'static str,
    },
}

impl RuleError {
    /// The problem in the reader's words.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Fa => format!("قاعدهٔ «{}»: {}", isolate(&self.rule), self.kind.persian()),
        }
    }
}

impl RuleErrorKind {
    fn persian(&self) -> String {
        match self {
            Self::RepeatedId => "شناسهٔ آن دو بار به کار رفته است".to_owned(),
            Self::NoThreshold => "هیچ آستانه‌ای در آن نیست".to_owned(),
            Self::UnknownIndicator { indicator } => {
                format!("شاخص «{}» در این نسخهٔ داده نیست", isolate(indicator))
            }
            Self::UnknownNode { node } => {
                format!("گروه «{}» با امتیاز در درخت شاخص نیست", isolate(node))
            }
            Self::NoValues { indicator } => {
                format!("شاخص «{}» در این دوره یا پیش از آن مقداری ندارد", isolate(indicator))
            }
            Self::ContextIndicator { indicator } => format!(
                "شاخص «{}» زمینه‌ای است و صدک نیاز ندارد؛ تنها با مقدار آن می‌توان سنجید",
                isolate(indicator)
            ),
            Self::NoPopulation => {
                "آستانهٔ جمعیتی به شمار ساکنان نیاز دارد که در این نسخهٔ داده نیست".to_owned()
            }
            Self::NoBoundaries => {
                "قاعدهٔ محصوربودن به مرز محله‌ها نیاز دارد که در این نسخهٔ داده نیست".to_owned()
            }
            Self::OutOfRange { what, found, expected } => {
                format!("مقدار {} برابر {found} است و باید {} باشد", isolate(what), isolate(expected))
            }
        }
    }
}
