//! The snapshot file, member by member, as it stands in JSON.
//!
//! These types carry no invariants: [`super::parse`] fills them, [`super::validate`] judges them and
//! [`super::build`] turns them into a [`super::Snapshot`]. The published JSON Schema is made from them.

use serde::{Deserialize, Serialize};

use super::column::Column;
use super::entries::Entries;
use super::label::Label;

/// `format` of every snapshot file.
pub const FORMAT: &str = "negah.snapshot";
/// The newest `version` this program reads; older ones are read too.
pub const VERSION: u32 = 1;

/// Shapes of dates for the published schema; whether the day exists is for [`super::blocking`].
#[cfg(not(target_arch = "wasm32"))]
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";
#[cfg(not(target_arch = "wasm32"))]
const DAY_OR_YEAR: &str = r"^\d{4}(-\d{2}-\d{2})?$";

/// Derives shared by all wire records.
macro_rules! wire {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($body)* }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($body)* }
    };
}

wire! {
    /// A whole snapshot file: one dated, immutable data set.
    pub struct SnapshotFile {
        /// Always `negah.snapshot`.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = FORMAT)))]
        pub format: String,
        /// Version of the file format, from 1.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = VERSION)))]
        pub version: u32,
        /// What the data set is, as a heading would say it.
        pub title: Label,
        /// The office that issued it.
        pub issuer: Label,
        /// Day of issue, ISO 8601 (`YYYY-MM-DD`).
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = DAY)))]
        pub issued: String,
        /// Whether any indicator value is invented; shown wherever the data are.
        pub synthetic: bool,
        /// Remarks for the reader: how it was made, what to beware of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<Label>,
        /// What one ranked area is called: محله, شهرستان, …
        pub area_level: Label,
        /// The indicator (a count) that holds the number of inhabitants.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub population: Option<String>,
        /// Periods in time order, oldest first.
        pub periods: Vec<Period>,
        /// Where the figures come from.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub sources: Vec<Source>,
        /// Levels of administrative division, the widest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub levels: Vec<Named>,
        /// Administrative units above the areas, a tree by parent code.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub divisions: Vec<Division>,
        /// Kinds of area: target neighbourhood, worn-out fabric, …
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub kinds: Vec<Named>,
        /// Groups of indicators.
        pub domains: Vec<Named>,
        /// The measured variables.
        pub indicators: Vec<Indicator>,
        /// The things that are ranked, as columns.
        pub areas: Areas,
        /// `values[indicator][period]` is a column in area order; `null` is missing.
        pub values: Entries<Entries<Column>>,
        /// Standard errors of survey indicators, shaped like `values`, in the indicator's unit.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub standard_errors: Entries<Entries<Column>>,
        /// GeoJSON geometries (`Polygon` or `MultiPolygon`, degrees) by area code.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub boundaries: Entries<Geometry>,
        /// Executive agencies.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub agencies: Vec<Named>,
        /// Programmes of the agencies.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub programmes: Vec<Programme>,
        /// What a programme planned and did in an area and period.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub records: Vec<ProgrammeRecord>,
        /// Facilitation and social transformation offices.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub offices: Vec<Office>,
        /// Targets of indicators.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub targets: Vec<Target>,
    }
}

wire! {
    /// An identifier with a name.
    pub struct Named {
        /// Key, unique in its list.
        pub id: String,
        /// Name shown to people.
        pub name: Label,
    }
}

wire! {
    /// A period of observation.
    pub struct Period {
        /// Key, unique; also the key inside `values`.
        pub id: String,
        /// Name shown to people: «بهار ۱۴۰۳».
        pub name: Label,
        /// First day, ISO 8601.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = DAY)))]
        pub start: Option<String>,
        /// Last day, ISO 8601.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = DAY)))]
        pub end: Option<String>,
    }
}

wire! {
    /// Where figures come from.
    pub struct Source {
        /// Key, unique.
        pub id: String,
        /// Title of the source.
        pub name: Label,
        /// Who publishes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub publisher: Option<Label>,
        /// Date of the source, ISO 8601 day, or year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = DAY_OR_YEAR)))]
        pub date: Option<String>,
        /// Licence or terms of use.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub licence: Option<String>,
    }
}

wire! {
    /// An administrative unit.
    pub struct Division {
        /// Key, a string: leading zeros matter.
        pub code: String,
        /// Name shown to people; not a key, names repeat.
        pub name: Label,
        /// Identifier of its level.
        pub level: String,
        /// Code of the unit it lies in; absent at the top.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<String>,
    }
}

wire! {
    /// A measured variable, with all that is needed to aggregate and compare it rightly.
    pub struct Indicator {
        /// Key, unique; also the key inside `values`.
        pub id: String,
        /// Name shown to people.
        pub name: Label,
        /// Unit, as text behind the number: «نفر», «٪».
        pub unit: Label,
        /// Decimals shown (0 to 9); computing always uses full precision.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = 9)))]
        pub decimals: u8,
        /// What kind of quantity it is; decides how it aggregates.
        pub measure: Measure,
        /// Whether more of it means more need.
        pub polarity: Polarity,
        /// Identifier of its domain; absent for context columns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub domain: Option<String>,
        /// Level of the social question it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub level: Option<Level>,
        /// Preventive or remedial approach.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub approach: Option<Approach>,
        /// Whether it counts a capacity (charities, mosques, trusted people) rather than a harm.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub capacity: bool,
        /// Identifier of its source.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub source: Option<String>,
        /// Date of the figures, ISO 8601 day, or year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = DAY_OR_YEAR)))]
        pub date: Option<String>,
        /// Exact definition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub definition: Option<Label>,
        /// Lowest and highest possible value, inclusive, in its unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub range: Option<[f64; 2]>,
    }
}

/// What kind of quantity an indicator is; decides how areas are put together.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// A number of things, not negative; sums.
    #[serde(deserialize_with = "nothing_more")]
    Count,
    /// `numerator ÷ denominator × per`, given as such; weighted by its denominator.
    Rate {
        /// Identifier of the count below the line.
        denominator: String,
        /// 100 for per cent, 1000 for per thousand.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("exclusiveMinimum" = 0)))]
        per: f64,
    },
    /// An average over persons or households; weighted by how many.
    Mean {
        /// Identifier of the count it is an average over; absent: the population.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<String>,
    },
    /// Not in `values`: computed from two given columns as `numerator ÷ denominator × per`, and recomputed from their sums.
    Ratio {
        /// Identifier of the count above the line.
        numerator: String,
        /// Identifier of the count below the line.
        denominator: String,
        /// 100 for per cent, 1000 for per thousand.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("exclusiveMinimum" = 0)))]
        per: f64,
    },
}

/// Refuses members beside `kind`, which serde would pass over in a variant without any.
pub(crate) fn nothing_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    Nothing::deserialize(deserializer).map(|Nothing {}| ())
}

wire! {
    /// Whether more of an indicator means more need.
    pub enum Polarity {
        /// More is worse: raises the score.
        RaisesNeed,
        /// More is better: lowers the score.
        LowersNeed,
        /// Neither: never scored.
        Context,
    }
}

wire! {
    /// Level of a social question.
    pub enum Level {
        /// Structural conditions.
        Macro,
        /// Institutions and their dealings with people.
        Meso,
        /// Relations between people.
        Micro,
    }
}

wire! {
    /// When one acts.
    pub enum Approach {
        /// Before harm.
        Preventive,
        /// After harm.
        Remedial,
    }
}

wire! {
    /// The ranked areas as columns of equal length.
    pub struct Areas {
        /// Keys, strings, unique.
        pub code: Vec<String>,
        /// Names; they may repeat.
        pub name: Vec<String>,
        /// Names in English or Latin letters.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub name_en: Vec<Option<String>>,
        /// Code of the division each lies in directly; `null` where unknown. Empty: no divisions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub division: Vec<Option<String>>,
        /// Identifier of its kind; `null` where unknown. Empty: no kinds.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub kind: Vec<Option<String>>,
        /// Longitude of a point inside, degrees east (WGS84).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(range(min = -180.0, max = 180.0))))]
        pub lon: Vec<Option<f64>>,
        /// Latitude of a point inside, degrees north (WGS84).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(range(min = -90.0, max = 90.0))))]
        pub lat: Vec<Option<f64>>,
    }
}

/// A ring of longitude and latitude pairs in degrees; the first point is repeated at the end.
pub type Ring = Vec<[f64; 2]>;

/// Describes a [`Ring`] to schemars.
#[cfg(not(target_arch = "wasm32"))]
struct RingSchema;

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for RingSchema {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ring".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Longitude and latitude pairs in degrees (WGS84); the first pair is repeated at the end.",
            "type": "array",
            "minItems": 4,
            "items": {
                "type": "array",
                "prefixItems": [
                    { "type": "number", "minimum": -180, "maximum": 180 },
                    { "type": "number", "minimum": -90, "maximum": 90 }
                ],
                "items": false,
                "minItems": 2
            }
        })
    }
}

/// A GeoJSON geometry of an area.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "coordinates", deny_unknown_fields)]
pub enum Geometry {
    /// One outer ring, then holes.
    Polygon(#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<RingSchema>"))] Vec<Ring>),
    /// Several polygons.
    MultiPolygon(
        #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<Vec<RingSchema>>"))] Vec<Vec<Ring>>,
    ),
}

impl Geometry {
    /// The polygons, each an outer ring followed by its holes.
    pub fn polygons(&self) -> &[Vec<Ring>] {
        match self {
            Self::Polygon(rings) => std::slice::from_ref(rings),
            Self::MultiPolygon(polygons) => polygons,
        }
    }

    /// Every ring, outer ones and holes alike.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.polygons().iter().flatten()
    }
}

wire! {
    /// A programme of an agency.
    pub struct Programme {
        /// Key, unique.
        pub id: String,
        /// Title.
        pub name: Label,
        /// Identifier of the agency that carries it.
        pub agency: String,
        /// Identifier of the domain it serves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub domain: Option<String>,
        /// Level it acts on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub level: Option<Level>,
        /// Approach it takes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub approach: Option<Approach>,
        /// Unit of its planned and done figures.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit: Option<Label>,
    }
}

wire! {
    /// What a programme planned and did in one area and period.
    pub struct ProgrammeRecord {
        /// Identifier of the programme.
        pub programme: String,
        /// Code of the area.
        pub area: String,
        /// Identifier of the period.
        pub period: String,
        /// Planned amount in the programme's unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0)))]
        pub planned: Option<f64>,
        /// Amount done in the programme's unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0)))]
        pub done: Option<f64>,
    }
}

wire! {
    /// A facilitation or social transformation office.
    pub struct Office {
        /// Key, unique.
        pub id: String,
        /// Name.
        pub name: Label,
        /// Codes of the areas it serves.
        pub areas: Vec<String>,
        /// Day it opened, ISO 8601.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("pattern" = DAY)))]
        pub opened: Option<String>,
    }
}

wire! {
    /// The value an indicator should reach.
    pub struct Target {
        /// Identifier of the indicator.
        pub indicator: String,
        /// Identifier of the period, or the name of a later one.
        pub period: String,
        /// Value in the indicator's unit.
        pub value: f64,
        /// Code of one area; absent: all areas of `division`, or everything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub area: Option<String>,
        /// Code of a division; absent: everything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub division: Option<String>,
    }
}
