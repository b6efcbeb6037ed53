//! One remark of validation: what rule, where, what was found, what was expected.

use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used until it is mended.
    Blocks,
    /// Usable, but somebody should look.
    Warns,
    /// Worth knowing.
    Informs,
}

/// Where in the data a finding points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// JSON path in the file, e.g. `areas.code[12]`.
    pub path: String,
    /// Code of the area concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Identifier of the indicator concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Identifier of the period concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

/// One remark of validation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule that was broken.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What stands there, language-neutral (numbers, codes, names).
    pub found: String,
    /// What should stand there, language-neutral.
    pub expected: String,
}

/// The rules of validation, one variant each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// An area code occurs more than once.
    DuplicateAreaCode,
}
