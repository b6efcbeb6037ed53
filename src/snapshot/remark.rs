//! A finding as it travels: from the worker to the page, and into tables.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::text::Language;

/// One remark of validation as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Remark {
    /// Code of the rule.
    pub rule: String,
    /// `blocks`, `warns` or `informs`.
    pub severity: String,
    /// JSON path in the file.
    pub path: String,
    /// The indicator it speaks of, by identifier.
    pub indicator: Option<String>,
    /// The area it speaks of, by code.
    pub area: Option<String>,
    /// The period it speaks of, by identifier.
    pub period: Option<String>,
    /// What stands there, in no language.
    pub found: String,
    /// What should stand there, in no language.
    pub expected: String,
    /// How many further breaches of the rule it stands for.
    pub more: usize,
    /// Sentence in Persian.
    pub fa: String,
    /// Sentence in English.
    pub en: String,
}

impl From<&Finding> for Remark {
    fn from(finding: &Finding) -> Self {
        let place = finding.place.clone();
        Self {
            rule: finding.rule.code().to_owned(),
            severity: finding.severity.code().to_owned(),
            path: place.path,
            indicator: place.indicator,
            area: place.area,
            period: place.period,
            found: finding.found.clone(),
            expected: finding.expected.clone(),
            more: finding.more,
            fa: finding.text(Language::Fa),
            en: finding.text(Language::En),
        }
    }
}
