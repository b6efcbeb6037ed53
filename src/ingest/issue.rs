//! What an import has to say: errors, warnings and remarks, by file, row and column.

use std::fmt;

use serde::Serialize;

use super::import_rule::ImportRule;
use super::rule_text::words;
use crate::snapshot::Severity;
use crate::text::{Language, cut};

/// Longest quotation from a table, in characters.
const QUOTED: usize = 200;

/// One remark of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// The rule concerned.
    pub rule: ImportRule,
    /// Whether it blocks; follows from the rule.
    pub severity: Severity,
    /// Name of the input; empty when it concerns the recipe.
    pub file: String,
    /// Line of the file on which the row begins, from 1, the header being line 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Name of the column, or path of the member in the recipe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Code of the area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What stands there, language-neutral.
    pub found: String,
    /// What should stand there, language-neutral.
    pub expected: String,
    /// Reason given in the recipe, for corrections: Persian and English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<crate::snapshot::Label>,
}

impl Issue {
    pub(super) fn new(rule: ImportRule) -> Self {
        let severity = rule.severity();
        let (file, found, expected) = Default::default();
        Self { rule, severity, file, row: None, column: None, area: None, found, expected, reason: None }
    }

    pub(super) fn file(mut self, name: &str) -> Self {
        self.file = name.to_owned();
        self
    }

    pub(super) fn row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    pub(super) fn column(mut self, column: impl Into<String>) -> Self {
        let column: String = column.into();
        self.column = Some(cut(&column, QUOTED).into_owned());
        self
    }

    pub(super) fn area(mut self, code: &str) -> Self {
        self.area = Some(code.to_owned());
        self
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers hand over temporaries")]
    pub(super) fn found(mut self, found: impl ToString) -> Self {
        self.found = cut(&found.to_string(), QUOTED).into_owned();
        self
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers hand over temporaries")]
    pub(super) fn expected(mut self, expected: impl ToString) -> Self {
        self.expected = cut(&expected.to_string(), QUOTED).into_owned();
        self
    }

    /// The whole remark in words, with its place.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::Fa => self.persian(),
            Language::En => self.english(),
        }
    }

    fn english(&self) -> String {
        let mut text = if self.file.is_empty() { "recipe".to_owned() } else { self.file.clone() };
        text.extend(self.row.map(|row| format!(", row {row}")));
        text.extend(self.column.as_ref().map(|column| format!(", column `{column}`")));
        text.extend(self.area.as_ref().map(|area| format!(", area {area}")));
        text.push_str(": ");
        text.push_str(words(self.rule).1);
        text.extend((!self.found.is_empty()).then(|| format!("; found `{}`", self.found)));
        text.extend((!self.expected.is_empty()).then(|| format!("; expected `{}`", self.expected)));
        text.extend(self.reason.as_ref().map(|reason| format!(" ({})", reason.get(Language::En))));
        text
    }

    fn persian(&self) -> String {
        let mut text = if self.file.is_empty() {
            "دستور ورود داده".to_owned()
        } else {
            isolate(&self.file)
        };
        text.extend(self.row.map(|row| format!("، سطر {}", persian_digits(row))));
        text.extend(self.column.as_ref().map(|column| format!("، ستون «{}»", isolate(column))));
        text.extend(self.area.as_ref().map(|area| format!("، واحد {}", isolate(area))));
        text.push_str(": ");
        text.push_str(words(self.rule).0);
        text.extend((!self.found.is_empty()).then(|| format!("؛ مقدار موجود: «{}»", isolate(&self.found))));
        text.extend(
            (!self.expected.is_empty())
                .then(|| format!("؛ مقدار مورد انتظار: «{}»", isolate(&self.expected))),
        );
        text.extend(self.reason.as_ref().map(|reason| format!(" ({})", reason.get(Language::Fa))));
        text
    }
}

/// Keeps file names, codes and numbers in their own reading order inside Persian text.
fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

fn persian_digits(number: usize) -> String {
    let shift = |digit: char| digit.to_digit(10).and_then(|value| char::from_u32('۰' as u32 + value));
    number.to_string().chars().map(|digit| shift(digit).unwrap_or(digit)).collect()
}

impl fmt::Display for Issue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.english())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_both_languages_with_the_place() {
        let issue = Issue::new(ImportRule::NotANumber)
            .file("a.csv")
            .row(12)
            .column("pop")
            .found("many")
            .expected("12.5");
        assert_eq!(
            issue.to_string(),
            "a.csv, row 12, column `pop`: not a number; found `many`; expected `12.5`"
        );
        let persian = issue.text(Language::Fa);
        assert!(persian.contains("سطر ۱۲") && persian.contains("عدد نیست"), "{persian}");
    }
}
