//! The rules of an import.

use serde::Serialize;

use crate::snapshot::Severity;

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
