//! How unequally a measure is shared out: Lorenz curve, Gini coefficient, and what lies between groups and within them.

use crate::aggregate::concentration;
use crate::case::Case;
use crate::chart::lorenz::Model;
use crate::pipeline::Outcome;
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::stat::inequality::{Lorenz, Split, Unshared, lorenz, theil, variance};
use crate::text::Msg;
use crate::view::Words;
use crate::view::measure::{MeasureChoice, measure_text};

use super::by::{GroupChoice, GroupSet, group_label, group_set};
use super::gauge::Gauge;

/// The five summaries of the English indices for one group.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcentrationRow {
    /// Name of the group.
    pub name: String,
    /// Average score, average rank, share in the neediest tenth, extent, local concentration.
    pub figures: [String; 5],
}

/// How a measure is shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct SharingView {
    /// The finding.
    pub title: String,
    /// What lies between the groups; empty where nothing differs.
    pub split: String,
    /// Gini coefficient, Theil's T, share of it between groups, and η²: name, value, definition.
    pub figures: Vec<(Msg, String, Msg)>,
    /// What is left out, and why something cannot be computed.
    pub notes: Vec<String>,
    /// The curve; `None` where it cannot be computed.
    pub chart: Option<Model>,
    /// Area of each point of the curve after the first.
    pub areas: Vec<u32>,
    /// Each tenth of those among whom is shared, the lowest values first, and what they hold so far.
    pub tenths: Vec<[String; 2]>,
    /// By group: name, share of those among whom is shared, share of the sum, value, inequality inside, and what of the
    /// whole lies inside and between. Without shares of a sum that part is a dash.
    pub groups: Vec<[String; 7]>,
    /// What the inequality inside a group is measured by.
    pub inside: Msg,
    /// Name of those among whom is shared.
    pub base: String,
    /// Need within each group; empty without population figures.
    pub concentration: Vec<ConcentrationRow>,
    values: Vec<f64>,
}

/// The top share that the finding tells of.
const TOP: f64 = 0.2;

/// How `measure` is shared out among the areas that count.
pub fn sharing_view(case: &Case, (by, measure): (&GroupChoice, &MeasureChoice), words: Words) -> SharingView {
    let Case { snapshot, outcome, .. } = case;
    let gauge = Gauge::new(case, measure);
    let groups = group_set(case, by, words);
    let (values, weights, base) = gauge.shared(outcome.period, words);
    let set: Vec<usize> = outcome.set.iter().collect();
    let pick = |all: &[f64]| set.iter().map(|at| all[*at]).collect::<Vec<f64>>();
    let (own, mass) = (pick(&values), pick(&weights));
    let of: Vec<u32> = set.iter().map(|at| groups.of[*at]).collect();
    let curve = lorenz(&own, &mass);
    let by_theil = theil(&own, &mass, (&of, groups.names.len()));
    let by_variance = variance(&own, &mass, (&of, groups.names.len()));
    let label = gauge.label(words);
    let cases = gauge.cases(words);
    let usable = own.iter().zip(&mass).filter(|(x, w)| x.is_finite() && **w > 0.0).count();
    let areas: Vec<u32> = curve
        .as_ref()
        .map_or_else(|_| Vec::new(), |curve| curve.order.iter().map(|at| set[*at] as u32).collect());
    let chosen = by_theil.as_ref().ok().or(by_variance.as_ref());
    let said = Said {
        label: &label,
        cases: cases.as_deref(),
        base: &base,
        by: &group_label(snapshot, by, words),
        words,
    };
    SharingView {
        title: said.title(curve.as_ref()),
        split: chosen.and_then(|split| said.split(split)).unwrap_or_default(),
        figures: figures(curve.as_ref().ok(), by_theil.as_ref().ok(), by_variance.as_ref(), words),
        notes: said.notes(curve.as_ref().err(), set.len() - usable),
        chart: curve.as_ref().ok().map(|curve| said.chart(curve)),
        tenths: curve.as_ref().map_or_else(|_| Vec::new(), |curve| tenths(curve, words)),
        groups: chosen.map_or_else(Vec::new, |split| {
            group_rows(&gauge, (&groups, outcome), (split, by_theil.is_ok()), words)
        }),
        inside: if by_theil.is_ok() { Msg::SharingInside } else { Msg::SharingInsideDeviation },
        concentration: concentration_rows(case, &groups, words),
        values: areas.iter().map(|at| gauge.values[*at as usize]).collect(),
        areas,
        base,
    }
}

/// The names that sentences are made of.
struct Said<'a> {
    label: &'a str,
    /// What is shared out where the measure counts cases.
    cases: Option<&'a str>,
    base: &'a str,
    by: &'a str,
    words: Words,
}

impl Said<'_> {
    fn title(&self, curve: Result<&Lorenz, &Unshared>) -> String {
        let Ok(curve) = curve else { return self.words.fill_one(Msg::SharingTitleNone, self.label) };
        let parts = [
            ("top", self.words.percent(Some(TOP))),
            ("base", self.base.to_owned()),
            ("held", self.words.exact_percent(Some(curve.held_by_top(TOP)))),
            ("what", self.what()),
        ];
        self.words.filled(Msg::SharingTitle, &parts)
    }

    /// What is held: the cases that a rate counts, the sum of all else.
    fn what(&self) -> String {
        self.cases.map_or_else(|| self.words.fill_one(Msg::SharingSum, self.label), str::to_owned)
    }

    fn split(&self, split: &Split) -> Option<String> {
        // The two must make 100 as they are written.
        let whole = (split.between_share()? * 100.0).round() / 100.0;
        let (between, within) = (self.words.percent(Some(whole)), self.words.percent(Some(1.0 - whole)));
        let parts =
            [("between", between.as_str()), ("within", &within), ("measure", self.label), ("by", self.by)];
        Some(self.words.fill(Msg::SharingSplit, &parts))
    }

    fn notes(&self, problem: Option<&Unshared>, left_out: usize) -> Vec<String> {
        let why = problem.map(|problem| match problem {
            Unshared::Negative(n) => self.words.fill(Msg::SharingNegative, &[("n", &self.words.int(*n))]),
            Unshared::Zero => self.words.say(Msg::SharingZero).to_owned(),
            Unshared::Empty => self.words.say(Msg::SharingEmpty).to_owned(),
        });
        let gaps =
            (left_out > 0).then(|| self.words.fill(Msg::SharingLeftOut, &[("n", &self.words.int(left_out))]));
        why.into_iter().chain(gaps).collect()
    }

    fn chart(&self, curve: &Lorenz) -> Model {
        let tick = |at: u32| {
            let share = f64::from(at) / 5.0;
            (share, self.words.percent(Some(share)))
        };
        Model {
            points: curve.points.clone(),
            ticks: (0..=5).map(tick).collect(),
            titles: [
                self.words.fill_one(Msg::SharingAxisBase, self.base),
                self.words.fill_one(Msg::SharingAxisSum, &self.what()),
            ],
            equality: self.words.say(Msg::SharingEquality).to_owned(),
            ..Model::default()
        }
    }
}

fn figures(
    curve: Option<&Lorenz>,
    by_theil: Option<&Split>,
    by_variance: Option<&Split>,
    words: Words,
) -> Vec<(Msg, String, Msg)> {
    let number = |value: Option<f64>| words.number(value, 3);
    vec![
        (Msg::Gini, number(curve.map(|curve| curve.gini)), Msg::GiniHint),
        (Msg::Theil, number(by_theil.map(|split| split.total)), Msg::TheilHint),
        (
            Msg::TheilBetween,
            words.exact_percent(by_theil.and_then(Split::between_share)),
            Msg::TheilBetweenHint,
        ),
        (
            Msg::EtaSquared,
            words.exact_percent(by_variance.and_then(Split::between_share)),
            Msg::EtaSquaredHint,
        ),
    ]
}

fn tenths(curve: &Lorenz, words: Words) -> Vec<[String; 2]> {
    let row = |tenth: u32| {
        let share = f64::from(tenth) / 10.0;
        [words.percent(Some(share)), words.exact_percent(Some(1.0 - curve.held_by_top(1.0 - share)))]
    };
    (1..=10).map(row).collect()
}

/// Rows by group, the largest part of the whole first.
fn group_rows(
    gauge: &Gauge,
    (groups, outcome): (&GroupSet, &Outcome),
    (split, is_theil): (&Split, bool),
    words: Words,
) -> Vec<[String; 7]> {
    let mean: f64 = split.groups.iter().filter(|own| own.weight > 0.0).map(|own| own.weight * own.mean).sum();
    let members = groups.members(outcome);
    let of_total = |part: f64| words.exact_percent((split.total > 0.0).then(|| part / split.total));
    let filled = members.iter().enumerate().filter(|(_, areas)| !areas.is_empty());
    filled
        .map(|(at, areas)| {
            let own = &split.groups[at];
            let there = Some(own.weight).filter(|weight| *weight > 0.0);
            let held = there.filter(|_| is_theil).map(|weight| weight * own.mean / mean);
            let inside = there.map(|_| if is_theil { own.own } else { own.own.sqrt() });
            [
                groups.names[at].clone(),
                words.exact_percent(there),
                words.exact_percent(held),
                gauge.text(gauge.of(areas).value, words),
                words.number(inside, if is_theil { 3 } else { 2 }),
                of_total(own.within),
                of_total(own.between),
            ]
        })
        .collect()
}

fn concentration_rows(case: &Case, groups: &GroupSet, words: Words) -> Vec<ConcentrationRow> {
    let Case { snapshot, outcome, .. } = case;
    let Some(people) = snapshot.population_column(outcome.period) else { return Vec::new() };
    let row = |(name, areas): (&String, Vec<u32>)| {
        let found =
            concentration(&areas, &outcome.ranked.ranking, &outcome.scored.scores.score, people.raw())?;
        let figures = [
            words.score(Some(found.average_score)),
            words.number(Some(found.average_rank), 1),
            words.exact_percent(Some(found.proportion)),
            words.exact_percent(Some(found.extent)),
            words.number(Some(found.local_concentration), 1),
        ];
        Some((found.average_score, ConcentrationRow { name: name.clone(), figures }))
    };
    let mut rows: Vec<(f64, ConcentrationRow)> =
        groups.names.iter().zip(groups.members(outcome)).filter_map(row).collect();
    if !groups.is_ordered {
        rows.order_by(|a, b| b.0.total_cmp(&a.0));
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Points of the curve that belong to marked areas (ascending), and that of the chosen one.
pub fn sharing_marks(
    view: &SharingView,
    marked: &[usize],
    selected: Option<usize>,
) -> (Vec<usize>, Option<usize>) {
    let points = || view.areas.iter().enumerate().map(|(at, area)| (at + 1, *area as usize));
    let of = points().filter(|(_, area)| marked.binary_search(area).is_ok()).map(|(at, _)| at);
    (of.collect(), selected.and_then(|own| points().find(|(_, area)| *area == own)).map(|(at, _)| at))
}

/// What is said of a point of the curve: its area with its value, and the shares up to it.
pub fn sharing_tip(
    snapshot: &Snapshot,
    view: &SharingView,
    (point, measure): (usize, &MeasureChoice),
    words: Words,
) -> Option<String> {
    let at = point.checked_sub(1)?;
    let area = *view.areas.get(at)? as usize;
    let [people, held] = *view.chart.as_ref()?.points.get(point)?;
    let value = measure_text(snapshot, measure, view.values.get(at).copied(), words);
    let (people, held) = (words.exact_percent(Some(people)), words.exact_percent(Some(held)));
    let shares = words.fill(Msg::SharingUpTo, &[("people", &people), ("base", &view.base), ("held", &held)]);
    Some(format!("{}: {value}\n{shares}", words.area(snapshot, area)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::GroupBy;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    fn view(indicator: &str) -> SharingView {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let measure = MeasureChoice::Indicator(snapshot.indicator_idx(indicator).unwrap());
        let by = GroupChoice::By(GroupBy::Division("county".into()));
        sharing_view(&case, (&by, &measure), Words::default())
    }

    #[test]
    fn a_rate_is_shared_out_among_its_own_base() {
        // 5, 10 and 20 % of 1000, 500 and 300 active: 50, 50 and 60 of 160 jobless; the fourth area has no figure.
        let found = view("unemployment");
        assert_eq!((found.base.as_str(), found.areas.as_slice()), ("جمعیت فعال", &[2, 1, 0][..]));
        let points = &found.chart.as_ref().unwrap().points;
        assert!(
            (points[1][0] - 1000.0 / 1800.0).abs() < 1e-12 && (points[1][1] - 50.0 / 160.0).abs() < 1e-12
        );
        // The neediest fifth are 360: all of the first area and 60 of the second, with 60 + 6 jobless.
        assert!(found.title.contains("۲۰٪") && found.title.contains("۴۱٫۳٪"), "{}", found.title);
        assert!(found.split.contains("میان") && !found.split.contains('{'), "{}", found.split);
        assert_eq!((found.notes.len(), found.groups.len(), found.tenths[9][1].as_str()), (1, 3, "۱۰۰٪"));
        assert_eq!(found.groups[0][1], "۴۴٫۴٪");
        let snapshot = small_snapshot();
        let measure = MeasureChoice::Indicator(3);
        let tip = sharing_tip(&snapshot, &found, (1, &measure), Words::default()).unwrap();
        assert!(tip.contains("کوی مهر: ۵٫۰٪") && tip.contains("۵۵٫۶٪") && tip.contains("۳۱٫۳٪"), "{tip}");
        assert_eq!(sharing_marks(&found, &[0, 3], Some(2)), (vec![3], Some(1)));
    }

    #[test]
    fn people_are_shared_out_among_areas() {
        let found = view("pop");
        assert_eq!(found.chart.as_ref().unwrap().points[1], [0.25, 0.1]);
        assert_eq!(found.concentration.len(), 2);
    }

    #[test]
    fn values_below_zero_leave_the_variance() {
        let snapshot = {
            let text = crate::testing::SMALL.replace("[3, null, 5, 1]", "[-3, null, 5, 1]");
            crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap()
        };
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let measure = MeasureChoice::Indicator(snapshot.indicator_idx("trust").unwrap());
        let by = GroupChoice::By(GroupBy::Division("county".into()));
        let found = sharing_view(&case, (&by, &measure), Words::default());
        assert_eq!((found.chart.clone(), found.inside), (None, Msg::SharingInsideDeviation));
        assert!(found.notes[0].contains('۱') && !found.split.is_empty());
        assert_eq!((found.figures[0].1.as_str(), found.groups[0][2].as_str()), ("—", "—"));
    }
}
