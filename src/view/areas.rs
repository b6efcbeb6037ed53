//! Up to six areas side by side: aligned bars of need, and the areas most like one of them.

use crate::aggregate::quantile;
use crate::case::Case;
use crate::snapshot::{Polarity, Snapshot};
use crate::sorting::{Sorting, ascend};
use crate::stat::distance::{Distances, Near};
use crate::text::Msg;

use super::measure::{MeasureChoice, directed, measure_label, measure_text, measure_values};
use super::{Words, repeated_names};

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowsBy {
    /// One row an indicator with a direction.
    #[default]
    Indicators,
    /// One row a group of the index.
    Domains,
}

/// One area's column head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaHead {
    /// Position of the area.
    pub area: usize,
    /// Name, with the division where several share it.
    pub name: String,
    /// Where it lies.
    pub whereabouts: String,
    /// Rank among those that count.
    pub rank: String,
    /// Score.
    pub score: String,
}

/// Where a value stands among the areas compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extreme {
    /// Between the others, or equal to all of them.
    #[default]
    None,
    /// Most need.
    Most,
    /// Least need.
    Least,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AreaCell {
    /// The raw value with unit.
    pub value: String,
    /// Length of the bar from the least need of all areas (0) to the most (1); `None` where missing.
    pub share: Option<f64>,
    /// Whether it is the most or the least of those compared.
    pub extreme: Extreme,
    /// Difference to the area of reference with what it means; empty without one.
    pub difference: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaRow {
    /// Name of the indicator or group.
    pub name: String,
    /// Domain of an indicator; empty for groups.
    pub domain: String,
    /// Place of the median of all areas on the scale of the row.
    pub median: Option<f64>,
    /// The same in words.
    pub median_text: String,
    /// One cell an area, in the order of the heads.
    pub cells: Vec<AreaCell>,
}

/// Areas side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct AreasView {
    /// The finding.
    pub title: String,
    /// The areas.
    pub heads: Vec<AreaHead>,
    /// The rows.
    pub rows: Vec<AreaRow>,
}

/// An area like the one asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarLine {
    /// Position of the area.
    pub area: usize,
    /// Its name.
    pub name: String,
    /// Its rank.
    pub rank: String,
    /// Distance in standard deviations, and in how many figures.
    pub distance: String,
    /// What differs most.
    pub differs: String,
}

/// How many similar areas are listed.
const SIMILAR: usize = 10;
/// How many differences are named.
const NAMED: usize = 2;

/// Areas side by side, with differences to `reference` where one is chosen.
pub fn areas_view(
    case: &Case,
    (areas, by, reference): (&[usize], RowsBy, Option<usize>),
    words: Words,
) -> AreasView {
    let Case { snapshot, outcome, .. } = case;
    let repeated = repeated_names(snapshot);
    let head = |area: &usize| AreaHead {
        area: *area,
        name: words.area_apart(snapshot, *area, &repeated),
        whereabouts: words.division_of(snapshot, *area),
        rank: words.number(outcome.ranked.ranking.rank(*area).map(f64::from), 0),
        score: super::ranking::score_text(outcome, *area, words),
    };
    let heads: Vec<AreaHead> = areas.iter().map(head).collect();
    let rows: Vec<AreaRow> = choices(case, by)
        .iter()
        .map(|choice| row(case, (choice, &measure_values(case, choice)), (areas, reference), words))
        .collect();
    AreasView { title: title(&heads, &rows, words), heads, rows }
}

/// The rows: groups of the index, or indicators with a direction by domain.
fn choices(case: &Case, by: RowsBy) -> Vec<MeasureChoice> {
    let Case { snapshot, outcome, .. } = case;
    let groups = || outcome.scored.tree.root.children.iter().filter(|child| child.leaf.is_none());
    if by == RowsBy::Domains && groups().next().is_some() {
        let mut list = vec![MeasureChoice::Score];
        list.extend(groups().map(|child| MeasureChoice::Domain(child.id.clone())));
        return list;
    }
    directed(snapshot).into_iter().map(MeasureChoice::Indicator).collect()
}

/// Places values on a row: 0 the least need of all areas, 1 the most.
struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    fn place(&self, value: f64) -> Option<f64> {
        let width = self.most - self.least;
        let place = if width == 0.0 { 0.5 } else { (value - self.least) / width };
        Some(place).filter(|place| place.is_finite())
    }
}

fn row(
    case: &Case,
    (choice, values): (&MeasureChoice, &[f64]),
    (areas, reference): (&[usize], Option<usize>),
    words: Words,
) -> AreaRow {
    let snapshot = &*case.snapshot;
    let mut sorted: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
    ascend(&mut sorted);
    let lowers = matches!(choice, MeasureChoice::Indicator(at) if snapshot.indicators[*at].polarity == Polarity::LowersNeed);
    let (low, high) =
        (sorted.first().copied().unwrap_or(f64::NAN), sorted.last().copied().unwrap_or(f64::NAN));
    let scale = if lowers { Scale { least: high, most: low } } else { Scale { least: low, most: high } };
    let value = |area: usize| values.get(area).copied().filter(|x| !x.is_nan());
    let shares: Vec<Option<f64>> = areas.iter().map(|area| scale.place(value(*area)?)).collect();
    let present = shares.iter().flatten().copied();
    let (least, most) = present.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, m), x| (l.min(x), m.max(x)));
    let extreme = |share: Option<f64>| match share {
        Some(share) if least < most && share == most => Extreme::Most,
        Some(share) if least < most && share == least => Extreme::Least,
        _ => Extreme::None,
    };
    let base = reference.and_then(value);
    let cell = |(area, share): (&usize, &Option<f64>)| AreaCell {
        value: measure_text(snapshot, choice, value(*area), words),
        share: *share,
        extreme: extreme(*share),
        difference: match (value(*area), base) {
            (Some(own), Some(base)) if reference != Some(*area) => {
                difference(snapshot, choice, (own - base, lowers), words)
            }
            _ => String::new(),
        },
    };
    let median = quantile(&sorted, 0.5);
    AreaRow {
        name: measure_label(case, choice, words),
        domain: match choice {
            MeasureChoice::Indicator(at) => snapshot.indicators[*at]
                .domain
                .as_deref()
                .map(|id| super::part_names::data_name(snapshot, id, words))
                .unwrap_or_default(),
            _ => String::new(),
        },
        median: median.and_then(|median| scale.place(median)),
        median_text: measure_text(snapshot, choice, median, words),
        cells: areas.iter().zip(&shares).map(cell).collect(),
    }
}

/// A difference with its sign and what it means for need.
fn difference(
    snapshot: &Snapshot,
    choice: &MeasureChoice,
    (difference, lowers): (f64, bool),
    words: Words,
) -> String {
    let decimals = match choice {
        MeasureChoice::Indicator(at) => snapshot.indicators[*at].decimals,
        _ => 1,
    };
    let key = match difference {
        _ if difference == 0.0 => return "=".to_owned(),
        _ if (difference > 0.0) != lowers => Msg::DifferenceMore,
        _ => Msg::DifferenceLess,
    };
    let sign = if difference > 0.0 { "+" } else { "−" };
    let number = words.number(Some(difference.abs()), decimals);
    words.fill_one(key, &crate::text::ltr(&format!("{sign}{number}")))
}

/// Who is neediest, and in what the areas differ most.
fn title(heads: &[AreaHead], rows: &[AreaRow], words: Words) -> String {
    let most = |row: &AreaRow| row.cells.iter().filter(|cell| cell.extreme == Extreme::Most).count();
    let gap = |row: &AreaRow| {
        let shares = || row.cells.iter().filter_map(|cell| cell.share);
        shares().fold(f64::NEG_INFINITY, f64::max) - shares().fold(f64::INFINITY, f64::min)
    };
    let widest = rows.iter().filter(|row| most(row) > 0).max_by(|a, b| gap(a).total_cmp(&gap(b)));
    let counts: Vec<usize> = (0..heads.len())
        .map(|at| rows.iter().filter(|row| row.cells[at].extreme == Extreme::Most).count())
        .collect();
    let top = counts.iter().copied().max().unwrap_or(0);
    let first = counts.iter().position(|count| *count == top).and_then(|at| heads.get(at));
    match (first, widest) {
        (Some(head), Some(row)) if heads.len() > 1 => words.fill(
            Msg::AreasTitle,
            &[
                ("name", &head.name),
                ("n", &words.int(top)),
                ("rows", &words.int(rows.len())),
                ("row", &row.name),
            ],
        ),
        (Some(head), _) if heads.len() == 1 => words.fill_one(Msg::AreasOne, &head.name),
        _ => words.say(Msg::AreasNone).to_owned(),
    }
}

/// The areas most like `area` among those that count, by the scaled indicators of the index and, if asked, the
/// logarithm of the population.
pub fn similar_areas(case: &Case, (area, with_people): (usize, bool), words: Words) -> Vec<SimilarLine> {
    let Case { snapshot, outcome, .. } = case;
    let people: Vec<f64> = snapshot
        .population_column(outcome.period)
        .filter(|_| with_people)
        .map(|column| column.raw().iter().map(|people| libm::log(*people)).collect())
        .unwrap_or_default();
    let columns = outcome.matrix.columns();
    let distances =
        Distances::new(columns.into_iter().chain((!people.is_empty()).then_some(people.as_slice())));
    let repeated = repeated_names(snapshot);
    let line = |near: Near| {
        let n = words.int(near.compared);
        SimilarLine {
            area: near.area,
            name: words.area_apart(snapshot, near.area, &repeated),
            rank: words.number(outcome.ranked.ranking.rank(near.area).map(f64::from), 0),
            distance: words
                .fill(Msg::SimilarDistance, &[("d", &words.number(Some(near.distance), 2)), ("n", &n)]),
            differs: differs(case, (&distances, area, near.area), words),
        }
    };
    distances.nearest(area, outcome.set.iter(), SIMILAR).into_iter().map(line).collect()
}

/// The figures in which two areas differ most, that of the other against that of the one asked about.
fn differs(case: &Case, (distances, own, other): (&Distances, usize, usize), words: Words) -> String {
    let Case { snapshot, outcome, .. } = case;
    let parts = distances.differences(other, own);
    let mut order: Vec<(usize, f64)> =
        parts.into_iter().enumerate().filter_map(|(at, part)| Some((at, part?))).collect();
    order.order_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let name = |(column, part): (usize, f64)| {
        let leaf = outcome.matrix.leaf_of(column);
        let at = leaf.map(|leaf| leaf.indicator).or(snapshot.population)?;
        let indicator = &snapshot.indicators[at];
        let (_, values) = snapshot.column_in_force(at, outcome.period)?;
        // A filled gap has a scaled value but no figure of its own.
        let text = |area| words.value(indicator, values.get(area));
        (part != 0.0).then(|| {
            words.fill(
                Msg::SimilarDiffers,
                &[("name", &words.label(&indicator.name)), ("other", &text(other)), ("own", &text(own))],
            )
        })
    };
    words.list(&order.into_iter().filter_map(name).take(NAMED).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    fn view(areas: &[usize], by: RowsBy, reference: Option<usize>) -> AreasView {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        areas_view(&case, (areas, by, reference), Words::default())
    }

    #[test]
    fn longer_is_more_need_whatever_the_direction() {
        let view = view(&[0, 2, 1], RowsBy::Indicators, Some(0));
        let shares = |row: usize| view.rows[row].cells.iter().map(|cell| cell.share).collect::<Vec<_>>();
        // Unemployment 20, 5, 10 of 5 to 20; trust 3, 5, missing of 1 to 5, and less of it is more need.
        assert_eq!(shares(0), [Some(1.0), Some(0.0), Some(1.0 / 3.0)]);
        assert_eq!(shares(2), [Some(0.5), Some(0.0), None]);
        let trust = &view.rows[2].cells;
        assert_eq!((trust[0].extreme, trust[1].extreme), (Extreme::Most, Extreme::Least));
        assert!(trust[1].difference.contains("۲٫۰۰"), "{:?}", trust[1]);
        assert_eq!(trust[0].difference, "");
        assert_eq!(trust[2].value, "—");
    }

    #[test]
    fn one_area_alone_has_no_extremes() {
        let alone = view(&[0], RowsBy::Domains, None);
        assert!(alone.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.extreme == Extreme::None));
        assert_eq!(alone.rows.len(), 3, "the score and two groups");
        assert_eq!(view(&[], RowsBy::Domains, None).title, Words::default().say(Msg::AreasNone));
    }

    #[test]
    fn like_areas_are_named_with_what_differs() {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let near = similar_areas(&case, (0, false), Words::default());
        assert_eq!(near.len(), 3);
        assert!(near.iter().all(|line| line.area != 0 && !line.differs.is_empty()), "{near:?}");
        let with = similar_areas(&case, (0, true), Words::default());
        assert_ne!(near[0].distance, with[0].distance);
    }
}
