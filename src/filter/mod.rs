//! Which areas count: a [`Filter`] is plain data, [`apply`] turns it into an [`AreaSet`].
//!
//! This module must not know of scores, ranks, scenarios or the interface.

mod area_set;
mod search;

use serde::{Deserialize, Serialize};

pub use area_set::AreaSet;
pub use search::SearchIndex;

use crate::snapshot::Snapshot;
use crate::tolerance::Tolerance;

/// A condition on areas. The default, `all` of nothing, admits every area.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Filter {
    /// Every one of these holds.
    All(Vec<Filter>),
    /// At least one of these holds.
    Any(Vec<Filter>),
    /// This does not hold.
    Not(Box<Filter>),
    /// The area lies in one of these divisions, of whatever level, by code.
    Division(Vec<String>),
    /// The area is of one of these kinds, by identifier.
    Kind(Vec<String>),
    /// The area is one of these, by code.
    Area(Vec<String>),
    /// An office serves the area (`true`) or none does (`false`).
    Office(bool),
    /// An indicator lies between two bounds.
    Range(Range),
    /// The name or code holds these words, Persian spelling variants folded.
    Search(String),
}

/// Bounds on an indicator, both inclusive, in its unit.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Identifier of the indicator.
    pub indicator: String,
    /// Lowest value admitted; absent: no lower bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Highest value admitted; absent: no upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Whether areas without a value are admitted too. By default they are not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub include_missing: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// A name in a filter that the snapshot does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("the filter names {what} `{name}`, which this snapshot does not have")]
pub struct UnknownInFilter {
    /// `division`, `kind`, `area` or `indicator`.
    pub what: &'static str,
    /// The name.
    pub name: String,
}

/// What a filter is applied to.
#[derive(Debug, Clone, Copy)]
pub struct FilterContext<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// Position of the period whose values are meant.
    pub period: usize,
    /// Folded names.
    pub search: &'a SearchIndex,
}

/// The areas that a filter admits.
///
/// An area without a value is outside any range, unless the range says otherwise.
///
/// # Errors
/// Every name in the filter that the snapshot does not have; a filter is never applied in part.
pub fn apply(filter: &Filter, context: FilterContext) -> Result<AreaSet, Vec<UnknownInFilter>> {
    let mut unknown = Vec::new();
    let set = evaluate(filter, context, &mut unknown);
    if unknown.is_empty() { Ok(set) } else { Err(unknown) }
}

fn evaluate(filter: &Filter, context: FilterContext, unknown: &mut Vec<UnknownInFilter>) -> AreaSet {
    let n_areas = context.snapshot.n_areas();
    match filter {
        Filter::All(parts) => combine(AreaSet::all(n_areas), parts, context, unknown, AreaSet::intersect),
        Filter::Any(parts) => combine(AreaSet::none(n_areas), parts, context, unknown, AreaSet::unite),
        Filter::Not(inner) => {
            let mut set = evaluate(inner, context, unknown);
            set.invert();
            set
        }
        Filter::Division(codes) => by_division(codes, context.snapshot, unknown),
        Filter::Kind(ids) => by_kind(ids, context.snapshot, unknown),
        Filter::Area(codes) => by_area(codes, context.snapshot, unknown),
        Filter::Office(served) => {
            AreaSet::from_fn(n_areas, |at| context.snapshot.areas.office[at] == *served)
        }
        Filter::Range(range) => by_range(range, context, unknown),
        Filter::Search(words) => context.search.find(words),
    }
}

#[allow(clippy::too_many_arguments, reason = "the fold's operation is its fifth argument")]
fn combine(
    start: AreaSet,
    parts: &[Filter],
    context: FilterContext,
    unknown: &mut Vec<UnknownInFilter>,
    join: fn(&mut AreaSet, &AreaSet),
) -> AreaSet {
    parts.iter().fold(start, |mut set, part| {
        join(&mut set, &evaluate(part, context, unknown));
        set
    })
}

/// Positions of `names`, noting those not found.
fn positions<T>(
    names: &[String],
    what: &'static str,
    unknown: &mut Vec<UnknownInFilter>,
    find: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    names
        .iter()
        .filter_map(|name| {
            let found = find(name);
            if found.is_none() {
                unknown.push(UnknownInFilter { what, name: name.clone() });
            }
            found
        })
        .collect()
}

fn by_division(codes: &[String], snapshot: &Snapshot, unknown: &mut Vec<UnknownInFilter>) -> AreaSet {
    let chosen = positions(codes, "division", unknown, |code| snapshot.divisions.position(code));
    let within = snapshot.divisions.within(&chosen);
    let division = &snapshot.areas.division;
    AreaSet::from_fn(division.len(), |at| division[at].is_some_and(|unit| within[unit as usize]))
}

fn by_kind(ids: &[String], snapshot: &Snapshot, unknown: &mut Vec<UnknownInFilter>) -> AreaSet {
    let find = |id: &str| snapshot.kinds.iter().position(|kind| kind.id == id).map(|at| at as u16);
    let chosen = positions(ids, "kind", unknown, find);
    let kind = &snapshot.areas.kind;
    AreaSet::from_fn(kind.len(), |at| kind[at].is_some_and(|own| chosen.contains(&own)))
}

fn by_area(codes: &[String], snapshot: &Snapshot, unknown: &mut Vec<UnknownInFilter>) -> AreaSet {
    let mut set = AreaSet::none(snapshot.n_areas());
    for at in positions(codes, "area", unknown, |code| snapshot.areas.position(code)) {
        set.insert(at);
    }
    set
}

fn by_range(range: &Range, context: FilterContext, unknown: &mut Vec<UnknownInFilter>) -> AreaSet {
    let snapshot = context.snapshot;
    let n_areas = snapshot.n_areas();
    let Some(indicator) = snapshot.indicator_idx(&range.indicator) else {
        unknown.push(UnknownInFilter { what: "indicator", name: range.indicator.clone() });
        return AreaSet::none(n_areas);
    };
    let Some((_, column)) = snapshot.column_in_force(indicator, context.period) else {
        return if range.include_missing { AreaSet::all(n_areas) } else { AreaSet::none(n_areas) };
    };
    // A value that only rounding keeps from a bound is on it.
    let tolerance = Tolerance::default();
    let min = range.min.map_or(f64::NEG_INFINITY, |min| tolerance.least(min));
    let max = range.max.map_or(f64::INFINITY, |max| tolerance.most(max));
    let mut set = AreaSet::in_range(column.raw(), min, max);
    if range.include_missing {
        set.unite(&AreaSet::missing(column.raw()));
    }
    set
}

impl Filter {
    /// The ranges anywhere in the filter: an interface says of each how many areas lack the value.
    pub fn ranges(&self) -> Vec<&Range> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::ranges).collect(),
            Self::Not(inner) => inner.ranges(),
            Self::Range(range) => vec![range],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    fn check(filter: &str, expected: &[&str]) {
        let snapshot = small_snapshot();
        let search = SearchIndex::new(&snapshot);
        let context = FilterContext { snapshot: &snapshot, period: 1, search: &search };
        let filter: Filter = serde_json::from_str(filter).unwrap();
        let set = apply(&filter, context).unwrap();
        assert_eq!(set.iter().map(|at| snapshot.areas.code[at].as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn nothing_asked_admits_everything() {
        check(r#"{"all": []}"#, &["01", "02", "03", "04"]);
        check(r#"{"any": []}"#, &[]);
    }

    #[test]
    fn divisions_of_any_level() {
        check(r#"{"division": ["P"]}"#, &["01", "02", "03"]);
        check(r#"{"division": ["C2"]}"#, &["03"]);
        check(r#"{"not": {"division": ["P"]}}"#, &["04"]);
    }

    #[test]
    fn kinds_offices_codes() {
        check(r#"{"kind": ["target"]}"#, &["01", "03"]);
        check(r#"{"office": true}"#, &["02"]);
        check(r#"{"area": ["04", "01"]}"#, &["01", "04"]);
    }

    #[test]
    fn ranges_and_missing_values() {
        check(r#"{"range": {"indicator": "unemployment", "min": 10}}"#, &["01", "02"]);
        check(
            r#"{"range": {"indicator": "unemployment", "min": 10, "include_missing": true}}"#,
            &["01", "02", "04"],
        );
        check(r#"{"range": {"indicator": "pop", "min": 2000, "max": 3000}}"#, &["02", "03"]);
    }

    #[test]
    fn search_folds_persian() {
        check(r#"{"search": "گل زار"}"#, &["02"]);
        check(r#"{"search": "كوي"}"#, &["03"]);
        check(r#"{"search": "۰۴"}"#, &["04"]);
    }

    #[test]
    fn combinations() {
        check(
            r#"{"any": [{"kind": ["target"]}, {"all": [{"office": true}, {"division": ["C1"]}]}]}"#,
            &["01", "02", "03"],
        );
    }

    #[test]
    fn every_unknown_name_is_reported() {
        let snapshot = small_snapshot();
        let search = SearchIndex::new(&snapshot);
        let context = FilterContext { snapshot: &snapshot, period: 1, search: &search };
        let filter = Filter::All(vec![
            Filter::Division(vec!["X".into(), "P".into()]),
            Filter::Kind(vec!["Y".into()]),
            Filter::Range(Range { indicator: "Z".into(), min: None, max: None, include_missing: false }),
        ]);
        let names: Vec<_> = apply(&filter, context).unwrap_err().into_iter().map(|u| u.name).collect();
        assert_eq!(names, ["X", "Y", "Z"]);
    }
}
