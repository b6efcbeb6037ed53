//! The rules of validation: one variant, one code and one severity each.
//!
//! A rule blocks where using the file would give a wrong number, put a number in the wrong place or lose
//! one without a word. It warns where the figures can be computed with but a person should look, and informs
//! where nothing need be done.

use super::severity::Severity;

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident $code:literal $severity:ident,)+) => {
        /// The rules of validation, one variant each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule { $($(#[doc = $doc])+ $variant,)+ }

        const TABLE: &[(Rule, &str, Severity)] = &[$((Rule::$variant, $code, Severity::$severity),)+];

        impl Rule {
            /// Every rule, in the order of this list.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)+];
        }
    };
}

rules! {
    // Size.
    /// A list or the boundaries together hold more than [`super::Limits`] allow.
    OverLimit "over-limit" Blocks,
    /// A text is longer than [`super::Limits::text`].
    TextTooLong "text-too-long" Blocks,
    /// There is nothing to rank.
    NoAreas "no-areas" Blocks,
    /// There is no period.
    NoPeriods "no-periods" Blocks,
    /// There is no indicator.
    NoIndicators "no-indicators" Blocks,

    // Keys.
    /// An area code occurs more than once.
    DuplicateAreaCode "duplicate-area-code" Blocks,
    /// A division code occurs more than once.
    DuplicateDivisionCode "duplicate-division-code" Blocks,
    /// An indicator identifier occurs more than once.
    DuplicateIndicator "duplicate-indicator" Blocks,
    /// A period identifier occurs more than once.
    DuplicatePeriod "duplicate-period" Blocks,
    /// An identifier of another list (domains, kinds, levels, sources, agencies, programmes, offices) occurs more than once.
    DuplicateId "duplicate-id" Blocks,
    /// A JSON object has the same key twice; readers differ in which one they keep.
    DuplicateKey "duplicate-key" Blocks,
    /// A programme has two records for one area and period; sums would count it twice.
    DuplicateRecord "duplicate-record" Blocks,
    /// An indicator has two targets for one period and place.
    DuplicateTarget "duplicate-target" Blocks,
    /// A code or identifier is empty.
    EmptyCode "empty-code" Blocks,
    /// A code or identifier has space at its ends, or control or invisible characters: it would match nothing.
    UncleanCode "unclean-code" Blocks,

    // References.
    /// A division code that `divisions` does not have.
    UnknownDivision "unknown-division" Blocks,
    /// A kind that `kinds` does not have.
    UnknownKind "unknown-kind" Blocks,
    /// A level that `levels` does not have.
    UnknownLevel "unknown-level" Blocks,
    /// A domain that `domains` does not have.
    UnknownDomain "unknown-domain" Blocks,
    /// A source that `sources` does not have.
    UnknownSource "unknown-source" Blocks,
    /// An indicator that `indicators` does not have.
    UnknownIndicator "unknown-indicator" Blocks,
    /// A period that `periods` does not have.
    UnknownPeriod "unknown-period" Blocks,
    /// An area code that `areas.code` does not have.
    UnknownArea "unknown-area" Blocks,
    /// An agency that `agencies` does not have.
    UnknownAgency "unknown-agency" Blocks,
    /// A programme that `programmes` does not have.
    UnknownProgramme "unknown-programme" Blocks,
    /// A denominator, numerator, weight or population that is not a count, so that sums over it mean nothing.
    NotACount "not-a-count" Blocks,
    /// A division lies in itself by way of its parents.
    DivisionCycle "division-cycle" Blocks,
    /// A division lies in one of the same or a narrower level.
    ParentNotWider "parent-not-wider" Blocks,

    // Columns.
    /// A column has another length than the list of areas, so that values belong to no or the wrong area.
    ColumnLength "column-length" Blocks,
    /// A computed ratio has values of its own, which would be overwritten.
    RatioWithValues "ratio-with-values" Blocks,
    /// An indicator that is scored, or that others are computed from, has no column at all.
    WithoutValues "without-values" Blocks,
    /// `per` is not positive.
    InvalidPer "invalid-per" Blocks,
    /// More than nine decimals to show.
    TooManyDecimals "too-many-decimals" Blocks,
    /// The declared range begins above its end.
    RangeReversed "range-reversed" Blocks,
    /// A count below zero.
    NegativeCount "negative-count" Blocks,
    /// A value outside the range its indicator declares.
    OutOfRange "out-of-range" Blocks,
    /// A percentage below zero where no range says that it may be.
    NegativeRate "negative-rate" Blocks,
    /// A standard error below zero.
    NegativeStandardError "negative-standard-error" Blocks,
    /// A planned or done amount below zero.
    NegativeAmount "negative-amount" Blocks,

    // Dates.
    /// Not an ISO 8601 day (or year, where a year will do).
    InvalidDate "invalid-date" Blocks,
    /// A period that does not start after the one before it: "the newest" would be the wrong one.
    PeriodsOutOfOrder "periods-out-of-order" Blocks,
    /// A period that ends before it starts.
    PeriodEndsBeforeStart "period-ends-before-start" Blocks,

    // Geometry.
    /// Longitude or latitude of an area's point beyond the globe.
    PointOutOfRange "point-out-of-range" Blocks,
    /// Longitude without latitude or the reverse.
    IncompletePoint "incomplete-point" Blocks,
    /// A boundary without any ring.
    EmptyBoundary "empty-boundary" Blocks,
    /// A ring of fewer than four points.
    RingTooShort "ring-too-short" Blocks,
    /// A ring whose last point is not its first.
    RingNotClosed "ring-not-closed" Blocks,
    /// A corner beyond the globe; as a rule projected metres in place of degrees.
    BoundaryOutOfRange "boundary-out-of-range" Blocks,

    // Judgement of the values.
    /// A rate is given where its denominator is zero.
    ZeroDenominator "zero-denominator" Warns,
    /// A percentage above 100 where no range says that it may be.
    PercentOverHundred "percent-over-hundred" Warns,
    /// A computed ratio lies outside the range its indicator declares.
    ComputedOutOfRange "computed-out-of-range" Warns,
    /// A column without a single value.
    AllMissing "all-missing" Warns,
    /// All areas have the same value: the indicator tells none from another.
    Constant "constant" Warns,
    /// An indicator is there for fewer than 66 % of the areas.
    LowCoverage "low-coverage" Warns,
    /// An area has fewer than 66 % of the scored indicators.
    AreaLowCoverage "area-low-coverage" Warns,
    /// A number that looks like a code for a missing value: −99, −999, 9999, whole and far outside the rest.
    MissingCode "missing-code" Warns,
    /// More than half of the values are one and the same.
    ManyIdentical "many-identical" Informs,
    /// Skewness and kurtosis so high that a few areas stretch the scale for all.
    ExtremeSkew "extreme-skew" Informs,
    /// Two indicators of one domain order the areas almost alike: the matter counts twice.
    NearDuplicate "near-duplicate" Warns,
    /// Two indicators of one domain point in opposite directions of need: a polarity may be wrong.
    OppositeInDomain "opposite-in-domain" Warns,

    // Names.
    /// Two areas or divisions under one parent bear one name.
    DuplicateName "duplicate-name" Warns,
    /// A name with Arabic ي, ى or ك in place of Persian ی or ک.
    MixedLetters "mixed-letters" Warns,
    /// An empty name.
    EmptyName "empty-name" Warns,
    /// A text with control characters, or characters that turn the direction of a line.
    ControlCharacter "control-character" Warns,
    /// An area that is called a total, or whose counts are the sums of all others' or of its division's.
    TotalsRow "totals-row" Warns,

    // Boundaries, at leisure.
    /// A boundary that crosses itself.
    BoundaryCrossesItself "boundary-crosses-itself" Warns,
    /// A boundary too intricate to be tested for crossings.
    BoundaryNotChecked "boundary-not-checked" Informs,
    /// An area without a boundary, although others have one.
    NoBoundary "no-boundary" Informs,
}

impl Rule {
    /// The rule's stable name in files and command-line output, in kebab-case.
    pub fn code(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// How much a breach of this rule matters.
    pub fn severity(self) -> Severity {
        TABLE[self as usize].2
    }
}

impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_its_variant_in_kebab_case() {
        let kebab = |name: &str| {
            let mut code = String::new();
            for letter in name.chars() {
                if letter.is_uppercase() && !code.is_empty() {
                    code.push('-');
                }
                code.extend(letter.to_lowercase());
            }
            code
        };
        for rule in Rule::ALL {
            assert_eq!(rule.code(), kebab(&format!("{rule:?}")));
        }
        assert_eq!(Rule::ALL.iter().map(|rule| rule.code()).collect::<BTreeSet<_>>().len(), Rule::ALL.len());
    }
}
