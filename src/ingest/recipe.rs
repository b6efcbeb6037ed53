//! The recipe file: which column of which table is what.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::snapshot::{Approach, Label, Level, Measure, Named, Period, Polarity, Source};

/// Why a recipe could not be read; the place is the first one that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("recipe line {line}, column {column}: {detail}")]
pub struct RecipeError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in the parser's words.
    pub detail: String,
}

/// How tables become one snapshot. Member names are those of the snapshot file where both have them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Title of the snapshot.
    pub title: Label,
    /// The office that issued the figures.
    pub issuer: Label,
    /// Day of issue, ISO 8601.
    pub issued: String,
    /// Whether any value is invented.
    #[serde(default)]
    pub synthetic: bool,
    /// Remarks for the reader; the reasons of applied corrections are added to it.
    #[serde(default)]
    pub note: Option<Label>,
    /// What one area is called.
    pub area_level: Label,
    /// Identifier of the indicator that counts inhabitants.
    #[serde(default)]
    pub population: Option<String>,
    /// How cells are written.
    #[serde(default)]
    pub cells: CellRules,
    /// Which period the rows of a table belong to.
    pub time: TimeRule,
    /// Where the areas' own attributes stand.
    pub areas: AreaColumns,
    /// Further tables, joined by area code, in the order in which they are given.
    #[serde(default, rename = "join")]
    pub joins: Vec<Join>,
    /// A GeoJSON file with the areas' outlines; absent when none is expected.
    #[serde(default)]
    pub boundaries: Option<BoundaryRule>,
    /// Periods, oldest first.
    pub periods: Vec<Period>,
    /// Where figures come from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Levels of division, the widest first.
    #[serde(default)]
    pub levels: Vec<Named>,
    /// Columns of the divisions, from the widest level to the narrowest.
    #[serde(default)]
    pub divisions: Vec<DivisionColumns>,
    /// Kinds of area.
    #[serde(default)]
    pub kinds: Vec<Named>,
    /// Groups of indicators.
    pub domains: Vec<Named>,
    /// The indicators.
    pub indicators: Vec<IndicatorColumn>,
    /// Documented changes to single cells.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

/// How cells are written. Persian and Arabic digits, `٫` and `٬` are understood in any case.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CellRules {
    /// What stands for a missing value; compared after trimming. One that is a number stands for every spelling of that
    /// number: `-999` for `-999.0` and `−۹۹۹` too.
    pub missing: Vec<String>,
    /// Decimal mark.
    pub decimal: char,
    /// Mark between groups of three digits; absent: none is accepted.
    pub thousands: Option<char>,
    /// What separates columns; an ASCII character.
    pub delimiter: char,
}

impl Default for CellRules {
    fn default() -> Self {
        let missing = vec![String::new(), "NA".to_owned()];
        Self { missing, decimal: '.', thousands: None, delimiter: ',' }
    }
}

/// Which period rows belong to: one for the whole table, or as a column says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRule {
    /// Identifier of the one period of a table without such a column.
    #[serde(default)]
    pub period: Option<String>,
    /// Column that holds period identifiers.
    #[serde(default)]
    pub column: Option<String>,
}

/// Columns that describe an area.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaColumns {
    /// Code, in the first table.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name in Latin letters.
    #[serde(default)]
    pub name_en: Option<String>,
    /// Identifier of the kind.
    #[serde(default)]
    pub kind: Option<String>,
    /// Longitude of a point inside, degrees east.
    #[serde(default)]
    pub lon: Option<String>,
    /// Latitude of a point inside, degrees north.
    #[serde(default)]
    pub lat: Option<String>,
    /// Number of the table these columns are read from, 1 for the first; absent: from every table that has them, and
    /// tables that disagree block the import.
    #[serde(default)]
    pub table: Option<usize>,
}

/// A further table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Its column of area codes.
    pub key: String,
    /// Identifier of the period of all its rows; absent: as [`Recipe::time`] says.
    #[serde(default)]
    pub period: Option<String>,
}

/// Where outlines are.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryRule {
    /// Property of a feature that holds the area code.
    pub property: String,
    /// Whether the file may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// Columns of one level of division.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionColumns {
    /// Identifier of the level.
    pub level: String,
    /// Column of codes.
    pub code: String,
    /// Column of names.
    pub name: String,
    /// Better names by code, for tables that hold only a code word.
    #[serde(default)]
    pub names: BTreeMap<String, Label>,
    /// Number of the table these columns are read from, as [`AreaColumns::table`].
    #[serde(default)]
    pub table: Option<usize>,
}

/// One indicator and the column it comes from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorColumn {
    /// Identifier.
    pub id: String,
    /// Column of values; absent for a ratio, which is computed.
    #[serde(default)]
    pub column: Option<String>,
    /// Column of standard errors.
    #[serde(default)]
    pub standard_error: Option<String>,
    /// Number of the table these columns are read from, 1 for the first; absent: each period's figures from the table
    /// that has its rows, so that tables of different years with the same columns make one series. Where two tables hold
    /// figures of one period the import is refused.
    #[serde(default)]
    pub table: Option<usize>,
    /// Each value is multiplied by this; powers of ten shift the decimal mark without rounding.
    #[serde(default = "one")]
    pub scale: f64,
    /// Name shown to people.
    pub name: Label,
    /// Unit.
    #[serde(default)]
    pub unit: Label,
    /// Decimals shown.
    pub decimals: u8,
    /// What kind of quantity it is.
    pub measure: Measure,
    /// Whether more of it means more need.
    pub polarity: Polarity,
    /// Identifier of its domain.
    #[serde(default)]
    pub domain: Option<String>,
    /// Level of the social question.
    #[serde(default)]
    pub level: Option<Level>,
    /// Preventive or remedial.
    #[serde(default)]
    pub approach: Option<Approach>,
    /// Whether it counts a capacity.
    #[serde(default)]
    pub capacity: bool,
    /// Identifier of its source.
    #[serde(default)]
    pub source: Option<String>,
    /// Date of the figures.
    #[serde(default)]
    pub date: Option<String>,
    /// Exact definition.
    #[serde(default)]
    pub definition: Option<Label>,
    /// Lowest and highest possible value after scaling, inclusive; a value outside blocks the import.
    #[serde(default)]
    pub range: Option<[f64; 2]>,
}

fn one() -> f64 {
    1.0
}

/// A documented change of one cell: applied only where the cell still holds what it claims to mend.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Code of the area.
    pub area: String,
    /// Column of the cell.
    pub column: String,
    /// Text the cell holds.
    pub from: String,
    /// Text it should hold.
    pub to: String,
    /// Number of the table the cell stands in, 1 for the first; absent: every table that has the column.
    #[serde(default)]
    pub table: Option<usize>,
    /// Why, for the report and the note of the snapshot.
    pub reason: Label,
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    /// The first place where the text is not TOML or not a recipe.
    pub fn parse(text: &str) -> Result<Self, RecipeError> {
        toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            RecipeError {
                line: 1 + before.matches('\n').count(),
                column: 1 + before.chars().rev().take_while(|letter| *letter != '\n').count(),
                detail: error.message().to_owned(),
            }
        })
    }

    /// Position of the period called `id`.
    pub(super) fn period_idx(&self, id: &str) -> Option<usize> {
        self.periods.iter().position(|period| period.id == id)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::ingest) const SMALL: &str = r#"
title = "t"
issuer = { fa = "ن", en = "i" }
issued = "2024-01-01"
area_level = "محله"
population = "pop"
time = { period = "1402" }
areas = { code = "code", name = "name" }
periods = [{ id = "1402", name = "۱۴۰۲" }]
domains = []
[[indicators]]
id = "pop"
column = "pop"
name = "جمعیت"
decimals = 0
measure = { kind = "count" }
polarity = "context"
"#;

    #[test]
    fn reads_a_small_recipe_with_its_defaults() {
        let recipe = Recipe::parse(SMALL).unwrap();
        assert!(recipe.issues().is_empty());
        assert_eq!(recipe.cells, CellRules::default());
        assert_eq!(recipe.indicators[0].scale.to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn points_at_unknown_members() {
        let error = Recipe::parse(&SMALL.replace("decimals = 0", "decimal = 0")).unwrap_err();
        assert_eq!(error.line, 15, "{error}");
        assert!(error.detail.contains("decimal"), "{error}");
    }
}
