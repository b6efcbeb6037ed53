//! The groups table and its chart.

use crate::aggregate::{Aggregation, GroupBy, GroupKey, Grouping, aggregate, group, quantile};
use crate::chart::distribution;
use crate::chart::nice_ticks;
use crate::pipeline::Outcome;
use crate::rank::decile;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;
use super::measure::{MeasureChoice, is_count, measure_label, measure_text, measure_values};

/// One group in words.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Name of the group.
    pub name: String,
    /// Number of areas.
    pub areas: String,
    /// Inhabitants.
    pub population: String,
    /// Share of the inhabitants.
    pub population_share: String,
    /// Group value, minimum, quartiles, maximum in words, and how many areas have no value.
    pub value: String,
    /// Minimum, first quartile, median, third quartile, maximum.
    pub spread: [String; 5],
    /// Areas without a value.
    pub missing: String,
}

/// The groups place.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupsView {
    /// The finding.
    pub title: String,
    /// Name of the measure.
    pub measure: String,
    /// The rows.
    pub rows: Vec<GroupRow>,
    /// The chart.
    pub chart: distribution::Model,
}

/// A group's numbers before they become words.
struct Numbers {
    name: String,
    areas: usize,
    population: Option<f64>,
    share: Option<f64>,
    value: Option<f64>,
    values: Vec<f64>,
}

/// Points are drawn one by one up to this many areas in a group.
const STRIP: usize = 400;

/// Puts the areas that count together, sorted by the group value, highest first.
pub fn groups_view(
    snapshot: &Snapshot,
    outcome: &Outcome,
    (by, measure): (&GroupBy, &MeasureChoice),
    words: Words,
) -> Option<GroupsView> {
    let bands = bands(snapshot, outcome, by);
    let grouping = group(snapshot, by, &bands).ok()?;
    let table = aggregate(snapshot, &outcome.set, &grouping, outcome.period);
    let mut numbers = numbers(snapshot, outcome, &grouping, (&table, measure, words));
    let ordered = matches!(by, GroupBy::Decile | GroupBy::Tier);
    if !ordered {
        numbers.sort_by(|a, b| b.value.unwrap_or(f64::MIN).total_cmp(&a.value.unwrap_or(f64::MIN)));
    }
    let label = measure_label(snapshot, measure, words);
    Some(GroupsView {
        title: title(&numbers, &label, words),
        rows: numbers.iter().map(|own| row(snapshot, own, measure, words)).collect(),
        chart: chart(snapshot, &numbers, measure, words),
        measure: label,
    })
}

fn bands(snapshot: &Snapshot, outcome: &Outcome, by: &GroupBy) -> Vec<u8> {
    let ranking = &outcome.ranked.ranking;
    match by {
        GroupBy::Tier => outcome.ranked.tiers.clone(),
        GroupBy::Decile => (0..snapshot.n_areas())
            .map(|at| ranking.rank(at).map_or(0, |rank| decile(rank, ranking.len()) as u8))
            .collect(),
        _ => Vec::new(),
    }
}

fn numbers(
    snapshot: &Snapshot,
    outcome: &Outcome,
    grouping: &Grouping,
    (table, measure, words): (&Aggregation, &MeasureChoice, Words),
) -> Vec<Numbers> {
    let values = measure_values(snapshot, outcome, measure);
    let people = snapshot.population_column(outcome.period).map(|column| column.raw());
    table
        .groups
        .iter()
        .map(|own| {
            let place = grouping.groups.iter().position(|key| *key == own.key).unwrap_or_default() as u32;
            let members: Vec<usize> = outcome.set.iter().filter(|at| grouping.of[*at] == place).collect();
            let mut present: Vec<f64> =
                members.iter().map(|at| values[*at]).filter(|x| !x.is_nan()).collect();
            present.sort_unstable_by(f64::total_cmp);
            let value = match measure {
                MeasureChoice::Indicator(at) => {
                    own.indicators[*at].as_ref().and_then(|summary| summary.value)
                }
                _ => weighted_mean(&values, people, &members),
            };
            Numbers {
                name: key_name(&own.key, words),
                areas: own.areas,
                population: own.population,
                share: own.population_share,
                value,
                values: present,
            }
        })
        .collect()
}

/// Mean over the areas with a value, weighted by inhabitants where they are known.
fn weighted_mean(values: &[f64], people: Option<&[f64]>, members: &[usize]) -> Option<f64> {
    let weight = |at: usize| people.map_or(1.0, |column| column[at]);
    let usable = || members.iter().copied().filter(|at| !values[*at].is_nan() && weight(*at) > 0.0);
    let total: f64 = usable().map(weight).sum();
    (total > 0.0).then(|| usable().map(|at| weight(at) * values[at]).sum::<f64>() / total)
}

/// The name of a group.
pub(super) fn key_name(key: &GroupKey, words: Words) -> String {
    match key {
        GroupKey::All => words.say(Msg::GroupAll).to_owned(),
        GroupKey::Division { name, .. } | GroupKey::Kind { name, .. } => words.label(name),
        GroupKey::Office { served } => {
            let answer = words.say(if *served { Msg::OfficeYes } else { Msg::OfficeNo });
            format!("{}: {answer}", words.say(Msg::Office))
        }
        GroupKey::Decile { decile } => words.fill_one(Msg::DecileN, &words.int(usize::from(*decile))),
        GroupKey::Tier { tier } => words.fill_one(Msg::TierN, &words.int(usize::from(*tier))),
        GroupKey::Unknown => words.say(Msg::GroupUnknown).to_owned(),
    }
}

fn title(numbers: &[Numbers], measure: &str, words: Words) -> String {
    let valued = || numbers.iter().filter(|own| own.value.is_some());
    let top = valued().max_by(|a, b| a.value.unwrap_or_default().total_cmp(&b.value.unwrap_or_default()));
    let bottom = valued().min_by(|a, b| a.value.unwrap_or_default().total_cmp(&b.value.unwrap_or_default()));
    match (top, bottom) {
        (Some(top), Some(bottom)) if top.value > bottom.value => words
            .fill(Msg::GroupsTitle, &[("top", &top.name), ("bottom", &bottom.name), ("measure", measure)]),
        _ => words.fill(Msg::GroupsTitleOne, &[("measure", measure)]),
    }
}

fn row(snapshot: &Snapshot, own: &Numbers, measure: &MeasureChoice, words: Words) -> GroupRow {
    let text = |value| measure_text(snapshot, measure, value, words);
    GroupRow {
        name: own.name.clone(),
        areas: words.int(own.areas),
        population: words.number(own.population, 0),
        population_share: words.percent(own.share),
        value: text(own.value),
        spread: [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| text(quantile(&own.values, p))),
        missing: words.int(own.areas - own.values.len()),
    }
}

fn chart(
    snapshot: &Snapshot,
    numbers: &[Numbers],
    measure: &MeasureChoice,
    words: Words,
) -> distribution::Model {
    let ends = numbers.iter().filter_map(|own| Some((*own.values.first()?, *own.values.last()?)));
    let (min, max) =
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), (min, max)| (lo.min(min), hi.max(max)));
    let (min, max) = if min <= max { (min, max) } else { (0.0, 1.0) };
    let group = |own: &Numbers| distribution::Group {
        label: own.name.clone(),
        summary: summary(&own.values),
        // A total is on another scale than its parts and cannot be marked among them.
        mean: own.value.filter(|_| !is_count(snapshot, measure)),
        points: if own.values.len() <= STRIP { own.values.clone() } else { Vec::new() },
    };
    distribution::Model {
        groups: numbers.iter().map(group).collect(),
        domain: (min, max),
        ticks: nice_ticks(min, max, 6)
            .into_iter()
            .map(|tick| (tick, measure_text(snapshot, measure, Some(tick), words)))
            .collect(),
        reference: None,
        selected: None,
        hovered: None,
    }
}

fn summary(values: &[f64]) -> Option<distribution::Summary> {
    Some(distribution::Summary {
        min: *values.first()?,
        q1: quantile(values, 0.25)?,
        median: quantile(values, 0.5)?,
        q3: quantile(values, 0.75)?,
        max: *values.last()?,
    })
}
