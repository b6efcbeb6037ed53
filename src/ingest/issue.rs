//! What an import has to say: errors, warnings and remarks, by file, row and column.

use std::fmt;

use serde::Serialize;

use super::words::words;
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

/// The rules of an import, one variant each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ImportRule {
    /// The recipe contradicts itself.
    Recipe,
    /// A file the recipe needs was not given.
    FileMissing,
    /// A file was given that the recipe has no use for.
    FileUnexpected,
    /// The compressed file cannot be unpacked.
    BadGzip,
    /// The unpacked file is larger than the limit.
    TooLarge,
    /// The text is not UTF-8.
    NotUtf8,
    /// The table cannot be read as CSV.
    BadCsv,
    /// There is no row below the header.
    NoRows,
    /// A column the recipe names is not there.
    MissingColumn,
    /// Two columns bear the same name.
    DuplicateColumn,
    /// Two tables hold a column's figures of one period.
    AmbiguousColumn,
    /// A quotation mark opens a cell and is never closed.
    UnclosedQuote,
    /// A quoted cell runs over several lines.
    LineBreak,
    /// A row has more or fewer cells than the header.
    RaggedRow,
    /// A row with nothing in it was passed over.
    EmptyRow,
    /// The cell of the area code is empty.
    MissingCode,
    /// An area code occurs more than once in a period.
    DuplicateCode,
    /// The cell of the area name is empty.
    MissingName,
    /// Rows of one area disagree about it.
    AreaConflict,
    /// The cell of the division code is empty.
    MissingDivision,
    /// One division code has two names, parents or levels.
    DivisionConflict,
    /// The period is not in the recipe.
    UnknownPeriod,
    /// The kind is not in the recipe.
    UnknownKind,
    /// The cell is not a number.
    NotANumber,
    /// A count or a standard error is below zero.
    Negative,
    /// The value is outside the range the recipe gives.
    OutOfRange,
    /// A row of a joined table belongs to no area.
    UnknownArea,
    /// Areas have no row in a joined table.
    NoJoinedRow,
    /// A documented correction was applied.
    CorrectionApplied,
    /// The cell already holds the corrected text.
    CorrectionNotNeeded,
    /// The cell holds neither the wrong nor the right text.
    CorrectionMismatch,
    /// The correction's area or column is not there.
    CorrectionUnknown,
    /// Columns that nothing in the recipe uses.
    UnusedColumns,
    /// Values are missing.
    MissingValues,
    /// The outlines cannot be read as GeoJSON.
    BadGeoJson,
    /// One outline cannot be used.
    BadBoundary,
    /// An outline belongs to no area.
    UnknownBoundary,
    /// Areas have no outline.
    NoBoundary,
    /// Further remarks were counted but not kept.
    TooMany,
}

impl ImportRule {
    /// How much a breach matters.
    pub fn severity(self) -> Severity {
        use ImportRule as R;
        match self {
            R::EmptyRow | R::MissingDivision | R::UnknownArea | R::NoJoinedRow => Severity::Warns,
            R::CorrectionApplied
            | R::CorrectionNotNeeded
            | R::UnknownBoundary
            | R::NoBoundary
            | R::TooMany => Severity::Warns,
            R::UnusedColumns | R::MissingValues => Severity::Informs,
            _ => Severity::Blocks,
        }
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
