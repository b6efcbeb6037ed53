//! How a measure spreads within each group: rows, boxes, points, and what a brush over them takes.

use std::ops::Range;

use crate::aggregate::{BoxSummary, box_summary, quantile};
use crate::case::Case;
use crate::chart::distribution::{Group, MAX_POINTS, Model, Point, Summary};
use crate::chart::nice_ticks;
use crate::rank::People;
use crate::snapshot::Snapshot;
use crate::sorting::{Sorting, ascend};
use crate::text::Msg;
use crate::view::Words;
use crate::view::measure::{MeasureChoice, measure_text};

use super::by::{GroupChoice, group_set};
use super::gauge::Gauge;

/// How groups are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// A box with whiskers and outliers.
    #[default]
    Boxes,
    /// Every area as a point.
    Strip,
}

/// One group in words.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Name of the group.
    pub name: String,
    /// Its areas, ascending by position.
    pub areas: Vec<u32>,
    /// Number of areas, inhabitants, their share of all, and the group's value.
    pub facts: [String; 4],
    /// Minimum, first quartile, median, third quartile, maximum.
    pub spread: [String; 5],
    /// Outliers and areas without a value.
    pub counts: [String; 2],
}

/// A group's numbers.
#[derive(Debug, Clone, PartialEq)]
struct Numbers {
    /// Value of the group; `None` when nothing could be used.
    value: Option<f64>,
    /// Areas with a value, ascending by it.
    areas: Vec<u32>,
    /// Their values.
    values: Vec<f64>,
    five: Option<BoxSummary>,
}

/// The distribution of a measure by group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSpreadView {
    /// The finding.
    pub title: String,
    /// Name of the measure.
    pub measure: String,
    /// Groups, highest value first unless they have an order of their own.
    pub rows: Vec<GroupRow>,
    /// What is said below the chart: areas without a value, and groups too large to draw one by one.
    pub notes: Vec<String>,
    numbers: Vec<Numbers>,
    domain: (f64, f64),
    ticks: Vec<(f64, String)>,
    reference: Option<(f64, String)>,
    is_sum: bool,
}

/// The areas that count in groups, with the spread of `measure` in each.
pub fn group_spread_view(
    case: &Case,
    (by, measure): (&GroupChoice, &MeasureChoice),
    words: Words,
) -> GroupSpreadView {
    let Case { snapshot, outcome, .. } = case;
    let gauge = Gauge::new(case, measure);
    let groups = group_set(case, by, words);
    let mut members: Vec<(String, Vec<u32>, Numbers)> = groups
        .names
        .iter()
        .cloned()
        .zip(groups.members(outcome))
        .filter(|(_, areas)| !areas.is_empty())
        .map(|(name, areas)| {
            let own = numbers(&gauge, &areas);
            (name, areas, own)
        })
        .collect();
    if !groups.is_ordered {
        let key = |own: &Numbers| own.value.unwrap_or(f64::NEG_INFINITY);
        members.order_by(|a, b| key(&b.2).total_cmp(&key(&a.2)));
    }
    let everything: Vec<u32> = outcome.set.iter().map(|at| at as u32).collect();
    let people = |areas: &[u32]| {
        People::of(snapshot.population_column(outcome.period).map(|own| own.raw()), areas.iter().copied())
    };
    let all_people = people(&everything);
    let has_people = snapshot.population_column(outcome.period).is_some();
    let unknown = if has_people { all_people.unknown } else { 0 };
    let row = |(name, areas, own): &(String, Vec<u32>, Numbers)| {
        let here = people(areas);
        let facts = [
            words.int(areas.len()),
            words.number(here.total(), 0),
            words.percent(here.share_of(all_people)),
            gauge.text(own.value, words),
        ];
        let outliers = own.five.as_ref().map_or(0, |five| own.values.len() - five.inside.len());
        let counts = [words.int(outliers), words.int(areas.len() - own.values.len())];
        let spread = [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| gauge.text(quantile(&own.values, p), words));
        GroupRow { name: name.clone(), areas: areas.clone(), facts, spread, counts }
    };
    let rows = members.iter().map(row).collect();
    let missing = gauge.missing(&everything);
    let domain = domain(members.iter().map(|(_, _, own)| own));
    GroupSpreadView {
        title: title(&members, &gauge.label(words), words),
        measure: gauge.label(words),
        rows,
        notes: notes(
            (missing, unknown),
            members.iter().any(|(_, _, own)| own.values.len() > MAX_POINTS),
            words,
        ),
        domain,
        ticks: nice_ticks(domain.0, domain.1, 6)
            .into_iter()
            .map(|tick| (tick, gauge.text(Some(tick), words)))
            .collect(),
        reference: reference(&gauge, &everything, words),
        is_sum: gauge.is_sum(),
        numbers: members.into_iter().map(|(_, _, own)| own).collect(),
    }
}

fn numbers(gauge: &Gauge, areas: &[u32]) -> Numbers {
    let value = |at: &u32| gauge.values[*at as usize];
    let mut there: Vec<u32> = areas.iter().copied().filter(|at| !value(at).is_nan()).collect();
    there.order_by(|a, b| value(a).total_cmp(&value(b)));
    let values: Vec<f64> = there.iter().map(value).collect();
    Numbers { value: gauge.of(areas).value, five: box_summary(&values), areas: there, values }
}

/// The value of everything together; of a count, whose sum is on another scale than its parts, the median of all areas.
fn reference(gauge: &Gauge, everything: &[u32], words: Words) -> Option<(f64, String)> {
    let (key, value) = if gauge.is_sum() {
        let mut values: Vec<f64> =
            everything.iter().map(|at| gauge.values[*at as usize]).filter(|x| !x.is_nan()).collect();
        ascend(&mut values);
        (Msg::GroupsMedianAll, quantile(&values, 0.5)?)
    } else {
        (Msg::GroupsValueAll, gauge.of(everything).value?)
    };
    Some((value, words.fill_one(key, &gauge.text(Some(value), words))))
}

fn notes((missing, unknown): (usize, usize), is_crowded: bool, words: Words) -> Vec<String> {
    let gaps = (missing > 0).then(|| words.fill(Msg::GroupsMissing, &[("n", &words.int(missing))]));
    let crowd = is_crowded.then(|| words.fill(Msg::GroupsCrowded, &[("n", &words.int(MAX_POINTS))]));
    let people = (unknown > 0).then(|| words.fill_one(Msg::GroupsPeopleUnknown, &words.int(unknown)));
    gaps.into_iter().chain(crowd).chain(people).collect()
}

fn domain<'a>(numbers: impl Iterator<Item = &'a Numbers>) -> (f64, f64) {
    let ends = numbers.filter_map(|own| Some((*own.values.first()?, *own.values.last()?)));
    let (min, max) =
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), (min, max)| (lo.min(min), hi.max(max)));
    // A hair of room, so that points at the ends are not cut in half.
    let room = (max - min) * 0.015;
    if min <= max { (min - room, max + room) } else { (0.0, 1.0) }
}

fn title(members: &[(String, Vec<u32>, Numbers)], measure: &str, words: Words) -> String {
    let valued = || members.iter().filter_map(|(name, _, own)| Some((name, own.value?)));
    let top = valued().max_by(|a, b| a.1.total_cmp(&b.1));
    let bottom = valued().min_by(|a, b| a.1.total_cmp(&b.1));
    match (top, bottom) {
        (Some(top), Some(bottom)) if top.1 > bottom.1 => {
            words.fill(Msg::GroupsTitle, &[("top", top.0), ("bottom", bottom.0), ("measure", measure)])
        }
        _ => words.fill(Msg::GroupsTitleOne, &[("measure", measure)]),
    }
}

/// The chart of the first `most` groups. Marked areas and the two of `rings` (chosen, pointed at) are drawn even where only
/// outliers are.
pub fn spread_model(
    view: &GroupSpreadView,
    (style, most): (Style, usize),
    marked: &[usize],
    rings: [Option<usize>; 2],
) -> Model {
    let group = |(row, own): (&GroupRow, &Numbers)| {
        let is_strip = style == Style::Strip && own.values.len() <= MAX_POINTS;
        let inside = own.five.as_ref().map_or(0..0, |five| five.inside.clone());
        let point = |at: usize| {
            let (area, value) = (own.areas[at] as usize, own.values[at]);
            let is_marked = marked.binary_search(&area).is_ok();
            let is_drawn = is_strip || !inside.contains(&at) || is_marked || rings.contains(&Some(area));
            is_drawn.then_some(Point { value, id: own.areas[at], is_marked })
        };
        Group {
            label: row.name.clone(),
            summary: own.five.as_ref().map(|five| Summary {
                min: five.low,
                q1: five.q1,
                median: five.median,
                q3: five.q3,
                max: five.high,
            }),
            // A total is on another scale than its parts and cannot be marked among them.
            mean: own.value.filter(|_| !view.is_sum),
            points: (0..own.areas.len()).filter_map(point).collect(),
            is_strip,
        }
    };
    Model {
        groups: view.rows.iter().zip(&view.numbers).take(most).map(group).collect(),
        domain: view.domain,
        ticks: view.ticks.clone(),
        reference: view.reference.clone(),
        selected: None,
        hovered: None,
        rings: rings.map(|area| area.map(|area| area as u32)),
    }
}

/// Areas of the groups `rows` with a value from `low` to `high`, drawn or not.
pub fn brushed(view: &GroupSpreadView, rows: Range<usize>, (low, high): (f64, f64)) -> Vec<u32> {
    let own = view.numbers.get(rows.start.min(view.numbers.len())..rows.end.min(view.numbers.len()));
    let within = |own: &Numbers| {
        let from = own.values.partition_point(|value| *value < low);
        let to = own.values.partition_point(|value| *value <= high).max(from);
        own.areas[from..to].to_vec()
    };
    own.unwrap_or_default().iter().flat_map(within).collect()
}

/// What is said of an area of a group that the pointer is on: name, where it lies, group, value.
pub fn point_tip(
    snapshot: &Snapshot,
    view: &GroupSpreadView,
    (group, area, measure): (usize, u32, &MeasureChoice),
    words: Words,
) -> String {
    let own = view.numbers.get(group);
    let value = own.and_then(|own| Some(own.values[own.areas.iter().position(|at| *at == area)?]));
    let lines = [
        words.area(snapshot, area as usize),
        words.whereabouts(snapshot, area as usize),
        view.rows.get(group).map(|row| row.name.clone()).unwrap_or_default(),
        format!("{}: {}", view.measure, measure_text(snapshot, measure, value, words)),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::GroupBy;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    fn view(by: GroupBy, indicator: &str) -> GroupSpreadView {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let measure = MeasureChoice::Indicator(snapshot.indicator_idx(indicator).unwrap());
        group_spread_view(&case, (&GroupChoice::By(by), &measure), Words::default())
    }

    #[test]
    fn groups_stand_in_the_order_of_their_values_and_count_what_is_missing() {
        let county = view(GroupBy::Division("county".into()), "unemployment");
        let names: Vec<&str> = county.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["شرقی", "غربی", "نامشخص"]);
        assert_eq!(county.rows[0].facts[3], "۱۳٫۸٪");
        assert_eq!(county.rows[2].counts, ["۰", "۱"]);
        assert!(county.title.contains("شرقی") && county.notes.len() == 1, "{:?}", county.notes);
        // 160 jobless of 1800 active.
        assert!(county.reference.as_ref().unwrap().1.contains("۸٫۹٪"));
    }

    #[test]
    fn marked_areas_are_drawn_among_the_outliers_and_a_brush_takes_all() {
        let county = view(GroupBy::Division("county".into()), "unemployment");
        let points = |style, marked: &[usize]| {
            spread_model(&county, (style, 9), marked, [None; 2]).groups[0].points.len()
        };
        assert_eq!(
            (points(Style::Boxes, &[]), points(Style::Boxes, &[1]), points(Style::Strip, &[])),
            (0, 1, 2)
        );
        assert_eq!(brushed(&county, 0..2, (4.0, 12.0)), [1, 2]);
        assert_eq!(brushed(&county, 5..9, (0.0, 99.0)), [] as [u32; 0]);
    }

    #[test]
    fn a_sum_is_no_mark_among_its_parts() {
        let people = view(GroupBy::All, "pop");
        let model = spread_model(&people, (Style::Boxes, 9), &[], [None; 2]);
        assert_eq!((model.groups[0].mean, people.rows[0].facts[3].as_str()), (None, "۱۰٬۰۰۰ نفر"));
        assert_eq!(model.reference.unwrap().0, 2500.0);
    }
}
