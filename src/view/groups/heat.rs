//! Groups beside indicators: where each group stands among the areas, worse or better.

use std::sync::Arc;

use crate::case::Case;
use crate::chart::tiles::{Cell, Column, Model};
use crate::snapshot::{Polarity, Snapshot};
use crate::sorting::{Sorting, ascend};
use crate::stat::moments::moments;
use crate::text::Msg;
use crate::view::Words;
use crate::view::measure::{MeasureChoice, directed};

use super::by::{GroupChoice, group_set};
use super::gauge::Gauge;

/// How far off a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeatScale {
    /// Share of the areas that are better off than the group's value.
    #[default]
    Percentile,
    /// Standard deviations of the areas from their mean; above 0 is worse.
    Deviations,
}

/// Groups by indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatView {
    /// The finding.
    pub title: String,
    /// What is left out.
    pub notes: Vec<String>,
    /// The chart.
    pub chart: Arc<Model>,
    /// Indicator of each column.
    pub indicators: Vec<usize>,
    /// The group's own value in each cell, in words.
    pub values: Vec<String>,
}

/// Most groups that are drawn.
const DRAWN: usize = 60;
/// Deviations with the full tint.
const FULL: f64 = 1.5;

/// The groups by every indicator that raises or lowers need, the neediest group first unless groups have an order of their
/// own.
pub fn heat_view(case: &Case, (by, scale): (&GroupChoice, HeatScale), words: Words) -> HeatView {
    let Case { snapshot, outcome, .. } = case;
    let groups = group_set(case, by, words);
    let score = Gauge::new(case, &MeasureChoice::Score);
    let mut members: Vec<(String, Vec<u32>)> = groups
        .names
        .iter()
        .cloned()
        .zip(groups.members(outcome))
        .filter(|(_, areas)| !areas.is_empty())
        .collect();
    if !groups.is_ordered {
        members
            .order_by_cached_key(|(_, areas)| Descending(score.of(areas).value.unwrap_or(f64::NEG_INFINITY)));
    }
    let rest = members.len().saturating_sub(DRAWN);
    members.truncate(DRAWN);
    let indicators = directed(snapshot);
    let columns: Vec<Strip> =
        indicators.iter().map(|at| strip(case, (*at, &members, scale), words)).collect();
    let cell = |row: usize, column: &Strip| Cell {
        // Worse is drawn on the lower side, whose hue warns.
        value: column.worse[row].map(|worse| -worse),
        text: shown(column.worse[row], scale, words),
    };
    let cells: Vec<Cell> =
        (0..members.len()).flat_map(|row| columns.iter().map(move |column| cell(row, column))).collect();
    let full = if scale == HeatScale::Percentile { 0.5 } else { FULL };
    let missing = cells.iter().filter(|cell| cell.value.is_none()).count();
    HeatView {
        title: title(&members, &columns, scale, words),
        notes: notes(missing, rest, words),
        chart: Arc::new(Model {
            rows: members.iter().map(|(name, _)| name.clone()).collect(),
            columns: heads(snapshot, &indicators, words),
            cells,
            scale: (-full, 0.0, full),
            hovered: None,
        }),
        values: (0..members.len())
            .flat_map(|row| columns.iter().map(move |own| own.texts[row].clone()))
            .collect(),
        indicators,
    }
}

/// Numbers from the greatest down.
#[derive(PartialEq)]
struct Descending(f64);

impl Eq for Descending {}

impl PartialOrd for Descending {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Descending {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.total_cmp(&self.0)
    }
}

/// One indicator in every group.
struct Strip {
    /// How much worse than the middle: percentile less a half, or deviations.
    worse: Vec<Option<f64>>,
    texts: Vec<String>,
}

fn heads(snapshot: &Snapshot, indicators: &[usize], words: Words) -> Vec<Column> {
    let domain = |at: usize| snapshot.indicators[at].domain.as_deref();
    let head = |(place, at): (usize, &usize)| Column {
        name: words.label(&snapshot.indicators[*at].name),
        starts_block: place > 0 && domain(indicators[place - 1]) != domain(*at),
    };
    indicators.iter().enumerate().map(head).collect()
}

fn strip(
    case: &Case,
    (at, members, scale): (usize, &[(String, Vec<u32>)], HeatScale),
    words: Words,
) -> Strip {
    let Case { snapshot, outcome, .. } = case;
    let gauge = Gauge::new(case, &MeasureChoice::Indicator(at));
    let mut values: Vec<f64> =
        outcome.set.iter().map(|at| gauge.values[at]).filter(|x| !x.is_nan()).collect();
    ascend(&mut values);
    let lowers = snapshot.indicators[at].polarity == Polarity::LowersNeed;
    let spread = moments(&values);
    let of = |areas: &[u32]| {
        let found = gauge.of(areas);
        // A sum stands beside areas as the mean of its parts.
        if gauge.is_sum() { found.value.map(|sum| sum / found.used as f64) } else { found.value }
    };
    let worse = |value: f64| match scale {
        HeatScale::Percentile => {
            let below = values.partition_point(|own| *own < value) as f64;
            let upto = values.partition_point(|own| *own <= value) as f64;
            let share = (below + upto) / 2.0 / values.len() as f64;
            Some(if lowers { 0.5 - share } else { share - 0.5 })
        }
        HeatScale::Deviations => {
            let deviation = spread.deviation.filter(|deviation| *deviation > 0.0)?;
            let off = (value - spread.mean?) / deviation;
            Some(if lowers { -off } else { off })
        }
    };
    let own: Vec<Option<f64>> = members.iter().map(|(_, areas)| of(areas)).collect();
    Strip {
        worse: own.iter().map(|value| worse((*value)?)).collect(),
        texts: own.into_iter().map(|value| gauge.text(value, words)).collect(),
    }
}

fn shown(worse: Option<f64>, scale: HeatScale, words: Words) -> String {
    match scale {
        HeatScale::Percentile => words.number(worse.map(|worse| (worse + 0.5) * 100.0), 0),
        HeatScale::Deviations => words.number(worse, 1),
    }
}

fn title(members: &[(String, Vec<u32>)], columns: &[Strip], scale: HeatScale, words: Words) -> String {
    let count = |row: usize| {
        columns.iter().filter(|column| column.worse[row].is_some_and(|worse| worse > 0.0)).count()
    };
    let top = (0..members.len())
        .map(|row| (row, count(row)))
        .reduce(|best, own| if own.1 > best.1 { own } else { best });
    let Some((row, n)) = top.filter(|_| members.len() > 1) else {
        return words.say(Msg::HeatTitleOne).to_owned();
    };
    let key = if scale == HeatScale::Percentile { Msg::HeatTitleMedian } else { Msg::HeatTitleMean };
    words.fill(key, &[("group", &members[row].0), ("n", &words.int(n)), ("total", &words.int(columns.len()))])
}

fn notes(missing: usize, rest: usize, words: Words) -> Vec<String> {
    let gaps = (missing > 0).then(|| words.fill(Msg::HeatMissing, &[("n", &words.int(missing))]));
    let more = (rest > 0).then(|| words.fill(Msg::GroupsRest, &[("n", &words.int(rest))]));
    gaps.into_iter().chain(more).collect()
}

/// What is said of a cell: group, indicator, its value, and where that stands.
pub fn heat_tip(
    view: &HeatView,
    (row, column): (usize, usize),
    scale: HeatScale,
    words: Words,
) -> Option<String> {
    let at = row * view.indicators.len() + column;
    let cell = view.chart.cell(row, column)?;
    let standing = match (cell.value, scale) {
        (None, _) => words.say(Msg::Missing).to_owned(),
        (Some(_), HeatScale::Percentile) => words.fill_one(Msg::HeatTipPercentile, &cell.text),
        (Some(_), HeatScale::Deviations) => words.fill_one(Msg::HeatTipDeviations, &cell.text),
    };
    let name = &view.chart.columns.get(column)?.name;
    Some(format!("{}\n{name}: {}\n{standing}", view.chart.rows.get(row)?, view.values.get(at)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::GroupBy;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    fn view(scale: HeatScale) -> HeatView {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let by = GroupChoice::By(GroupBy::Division("county".into()));
        heat_view(&case, (&by, scale), Words::default())
    }

    #[test]
    fn worse_is_worse_whatever_the_direction_of_an_indicator() {
        let found = view(HeatScale::Percentile);
        let row = |name: &str| found.chart.rows.iter().position(|own| own == name).unwrap();
        let cell = |name: &str, column: usize| found.chart.cell(row(name), column).unwrap();
        // East: 110 of 800, above two of the areas' 5, 10 and 20 %.
        assert_eq!(cell("شرقی", 0).text, "۶۷");
        assert!(cell("شرقی", 0).value.unwrap() < 0.0);
        // The fourth area stands alone outside the counties: no figure of unemployment, and the lowest trust of all.
        assert_eq!((cell("نامشخص", 0).value, cell("نامشخص", 0).text.as_str()), (None, "—"));
        assert_eq!(cell("نامشخص", 2).text, "۸۳");
        assert_eq!(
            found.chart.columns.iter().map(|own| own.starts_block).collect::<Vec<_>>(),
            [false, true, false]
        );
        assert_eq!(found.notes.len(), 1);
        let tip = heat_tip(&found, (row("شرقی"), 0), HeatScale::Percentile, Words::default()).unwrap();
        assert!(tip.contains("نرخ بیکاری: ۱۳٫۸٪") && tip.contains("۶۷"), "{tip}");
    }

    #[test]
    fn deviations_follow_the_areas() {
        let found = view(HeatScale::Deviations);
        let east = found.chart.rows.iter().position(|own| own == "شرقی").unwrap();
        // Mean 11.67 and deviation 7.64 over 20, 10, 5; 13.75 is 0.27 of it above.
        assert_eq!(found.chart.cell(east, 0).unwrap().text, "۰٫۳");
        assert!(found.title.contains('۳'), "{}", found.title);
    }
}
