//! The table of groups: what each indicator comes to, and how it is spread inside the group.

use serde::Serialize;

use super::grouping::{GroupKey, Grouping};
use super::measure::{base, combine};
use crate::filter::AreaSet;
use crate::rank::People;
use crate::snapshot::{Column, Snapshot};
use crate::sorting::{ascend, quantile};

/// One indicator in one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorSummary {
    /// The group's value, by what the indicator measures; `None` when nothing could be used.
    pub value: Option<f64>,
    /// Areas that entered the value.
    pub used: usize,
    /// Areas of the group without a value.
    pub missing: usize,
    /// Smallest value of an area.
    pub min: Option<f64>,
    /// First quartile over areas, unweighted.
    pub q1: Option<f64>,
    /// Median over areas, unweighted.
    pub median: Option<f64>,
    /// Third quartile over areas, unweighted.
    pub q3: Option<f64>,
    /// Largest value of an area.
    pub max: Option<f64>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupSummary {
    /// Which group.
    pub key: GroupKey,
    /// Number of areas.
    pub areas: usize,
    /// Inhabitants as far as they are known; `None` where of none of the areas they are.
    pub population: Option<f64>,
    /// Share of the known inhabitants of all groups, 0 to 1; `None` where of none of the areas they are known.
    pub population_share: Option<f64>,
    /// Areas of unknown population, which are in neither number.
    pub population_unknown: usize,
    /// One entry per indicator, in the snapshot's order; `None` where it has no values in the period.
    pub indicators: Vec<Option<IndicatorSummary>>,
}

/// All groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aggregation {
    /// Groups in their own order; those without an area in the set are left out.
    pub groups: Vec<GroupSummary>,
}

/// Puts the areas of `set` together by `grouping`, with the figures in force in `period`.
pub fn aggregate(snapshot: &Snapshot, set: &AreaSet, grouping: &Grouping, period: usize) -> Aggregation {
    let members = members(set, grouping);
    let population = snapshot.population_column(period).map(|column| column.raw());
    let people = |areas: &[u32]| People::of(population, areas.iter().copied());
    let whole = people(&members.concat());
    let summarise = |(key, areas): (&GroupKey, &Vec<u32>)| {
        let own = people(areas);
        GroupSummary {
            key: key.clone(),
            areas: areas.len(),
            population: own.total(),
            population_share: own.share_of(whole),
            population_unknown: own.unknown,
            indicators: (0..snapshot.indicators.len())
                .map(|at| indicator_summary(snapshot, at, areas, period))
                .collect(),
        }
    };
    let groups =
        grouping.groups.iter().zip(&members).filter(|(_, areas)| !areas.is_empty()).map(summarise).collect();
    Aggregation { groups }
}

fn members(set: &AreaSet, grouping: &Grouping) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); grouping.groups.len()];
    for at in set.iter() {
        members[grouping.of[at] as usize].push(at as u32);
    }
    members
}

fn indicator_summary(
    snapshot: &Snapshot,
    at: usize,
    areas: &[u32],
    period: usize,
) -> Option<IndicatorSummary> {
    let (in_force, column) = snapshot.column_in_force(at, period)?;
    Some(summarise_column(column, areas, || {
        let base = base(snapshot, &snapshot.indicators[at], in_force);
        combine(column.raw(), &base, areas.iter().map(|area| *area as usize))
    }))
}

fn summarise_column(
    column: &Column,
    areas: &[u32],
    combined: impl Fn() -> super::measure::Combined,
) -> IndicatorSummary {
    let mut values: Vec<f64> = areas.iter().filter_map(|at| column.get(*at as usize)).collect();
    ascend(&mut values);
    let combined = combined();
    IndicatorSummary {
        value: combined.value,
        used: combined.used,
        missing: areas.len() - values.len(),
        min: values.first().copied(),
        q1: quantile(&values, 0.25),
        median: quantile(&values, 0.5),
        q3: quantile(&values, 0.75),
        max: values.last().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::{GroupBy, group};
    use crate::testing::small_snapshot;

    fn run(by: &GroupBy, band: &[u8]) -> Aggregation {
        let snapshot = small_snapshot();
        let grouping = group(&snapshot, by, band).unwrap();
        aggregate(&snapshot, &AreaSet::all(4), &grouping, 1)
    }

    #[test]
    fn counties_and_the_areas_outside_any() {
        let counties = run(&GroupBy::Division("county".into()), &[]);
        let rows: Vec<_> = counties.groups.iter().map(|g| (g.areas, g.population)).collect();
        assert_eq!(rows, [(2, Some(3000.0)), (1, Some(3000.0)), (1, Some(4000.0))]);
        assert_eq!(counties.groups[2].key, GroupKey::Unknown);
        assert_eq!(counties.groups[0].population_share, Some(0.3));
        let unemployment = counties.groups[0].indicators[3].as_ref().unwrap();
        assert_eq!(unemployment.value, Some(100.0 * 110.0 / 800.0));
        assert_eq!(
            (unemployment.min, unemployment.median, unemployment.max),
            (Some(10.0), Some(15.0), Some(20.0))
        );
        let unknown = counties.groups[2].indicators[3].as_ref().unwrap();
        assert_eq!((unknown.value, unknown.missing), (None, 1));
    }

    #[test]
    fn a_group_of_unknown_population_has_none() {
        let text = crate::testing::SMALL.replace("[1000, 2000, 3000, 4000]", "[null, 2000, 3000, null]");
        let snapshot = crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap();
        let grouping = group(&snapshot, &GroupBy::Division("county".into()), &[]).unwrap();
        let found = aggregate(&snapshot, &AreaSet::all(4), &grouping, 1);
        let told = |own: &GroupSummary| (own.population, own.population_share, own.population_unknown);
        let expected = [(Some(2000.0), Some(0.4), 1), (Some(3000.0), Some(0.6), 0), (None, None, 1)];
        assert_eq!(found.groups.iter().map(told).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn kinds_offices_tiers() {
        assert_eq!(run(&GroupBy::Kind, &[]).groups.iter().map(|g| g.areas).collect::<Vec<_>>(), [2, 1, 1]);
        assert_eq!(run(&GroupBy::Office, &[]).groups.iter().map(|g| g.areas).collect::<Vec<_>>(), [1, 3]);
        let tiers = run(&GroupBy::Tier, &[2, 1, 2, 0]);
        assert_eq!(tiers.groups.iter().map(|g| g.areas).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(tiers.groups[2].key, GroupKey::Unknown);
    }

    #[test]
    fn unknown_level_is_an_error() {
        let unknown = group(&small_snapshot(), &GroupBy::Division("city".into()), &[]).unwrap_err();
        assert_eq!(unknown, crate::aggregate::UnknownLevel("city".into()));
    }
}
