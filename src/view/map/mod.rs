//! The map: what it shows, classes, legend and finding.

mod classes;
mod measure;
mod side;

use crate::case::Case;
use crate::chart::histogram::{bin_edges, count_bins};
use crate::chart::{Rgb, Theme, class_bars, diverging, nice_ticks, shades};
use crate::map::Breaks;
use crate::text::Msg;

use super::Words;
use super::measure::MeasureChoice;

pub use classes::{ClassWay, MIN_CLASSES, MapChoice, moved_threshold, read_thresholds, thresholds_text};
pub use measure::{MapMeasure, MapSource, Shading, map_measures};
pub use side::{area_tip, chart_sheet, distance_text, map_order, map_sheet, marked_text, size_text};

/// What the map shows, apart from its geometry.
#[derive(Debug, Clone, PartialEq)]
pub struct MapView {
    /// The finding.
    pub title: String,
    /// Name of the measure.
    pub measure: String,
    /// Unit, direction and what deep shades say.
    pub note: String,
    /// Value of each area, `NaN` where missing.
    pub values: Vec<f64>,
    /// Class bounds.
    pub breaks: Breaks,
    /// What the shades mean.
    pub shading: Shading,
    /// Class of each area; `None` where missing.
    pub classes: Vec<Option<u8>>,
    /// Whether each area is outside the filter.
    pub outside: Vec<bool>,
    /// Each class in words, lowest first, with how many areas of the filter it holds.
    pub legend: Vec<(String, usize)>,
    /// Areas of the filter without a value.
    pub missing: usize,
    /// The legend as a histogram; no bins for tiers and without values.
    pub bars: class_bars::Model,
}

/// The map of a measure, with the usual classes over the areas that count.
pub fn map_view(case: &Case, measure: &MeasureChoice, words: Words) -> MapView {
    let source = MapSource { case, earlier: None, sure: None, words };
    let values = super::measure::measure_values(case, measure);
    let choice = MapChoice { measure: MapMeasure::Of(measure.clone()), ..MapChoice::default() };
    with_values(source, &choice, values)
}

/// The map of any measure, cut as chosen; `None` where the measure has to be computed first or cannot be.
pub fn map_view_of(source: MapSource, choice: &MapChoice) -> Option<MapView> {
    Some(with_values(source, choice, choice.measure.values(source)?))
}

fn with_values(source: MapSource, choice: &MapChoice, values: Vec<f64>) -> MapView {
    let Case { snapshot, outcome, .. } = source.case;
    let value = |at: usize| Some(values[at]).filter(|x| !x.is_nan());
    let shading = choice.measure.shading(snapshot);
    let counted: Vec<Option<f64>> = outcome.set.iter().map(value).collect();
    let breaks = choice.breaks(counted.iter().copied(), shading);
    let classes: Vec<Option<u8>> = (0..values.len()).map(|at| breaks.class_of(value(at))).collect();
    let mut counts = vec![0; breaks.n_classes()];
    let mut missing = 0;
    for at in outcome.set.iter() {
        match classes[at] {
            Some(class) => counts[usize::from(class)] += 1,
            None => missing += 1,
        }
    }
    let entry = |(class, count): (usize, usize)| {
        (choice.measure.class_text(source, breaks.range(class).unwrap_or_default()), count)
    };
    let legend = counts.into_iter().enumerate().map(entry).collect();
    MapView {
        title: title(source, &choice.measure, (&values, shading)),
        measure: choice.measure.label(source.case, source.words),
        note: choice.measure.note(source),
        outside: (0..values.len()).map(|at| !outcome.set.contains(at)).collect(),
        bars: bars(source, &choice.measure, (&counted, &breaks)),
        values,
        legend,
        missing,
        breaks,
        shading,
        classes,
    }
}

impl MapView {
    /// The shade of each class, lowest first.
    pub fn shades(&self, theme: &Theme) -> Vec<Rgb> {
        let mut usual = shades(theme, self.breaks.n_classes());
        match self.shading {
            Shading::High => {}
            Shading::Low => usual.reverse(),
            Shading::Change => return diverging(theme, &self.breaks),
        }
        usual
    }

    /// Areas of the filter in a class, ascending; of those without a value for `None`.
    pub fn members(&self, class: Option<usize>) -> Vec<usize> {
        let own = |at: &usize| !self.outside[*at] && self.classes[*at].map(usize::from) == class;
        (0..self.classes.len()).filter(own).collect()
    }
}

fn bars(
    source: MapSource,
    measure: &MapMeasure,
    (values, breaks): (&[Option<f64>], &Breaks),
) -> class_bars::Model {
    if *measure == MapMeasure::Tier || breaks.n_classes() == 0 {
        return class_bars::Model::default();
    }
    let edges = match measure {
        MapMeasure::RankChange => whole_edges(values),
        _ => bin_edges(values.iter().copied()),
    };
    let scale = measure.typed_scale();
    let (low, high) = (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(0.0));
    let ticks = nice_ticks(low * scale, high * scale, 4);
    // As many decimals as tell every tick as it is.
    let exact = |decimals: &u8| {
        let power = 10_f64.powi(i32::from(*decimals));
        ticks.iter().all(|tick| (tick * power - (tick * power).round()).abs() < 1e-6)
    };
    let decimals = (0..6).find(exact).unwrap_or(6);
    let label = |tick: f64| match scale {
        1.0 => (tick, source.words.number(Some(tick), decimals)),
        _ => (tick / scale, source.words.exact_percent(Some(tick / scale))),
    };
    class_bars::Model {
        counts: count_bins(values.iter().copied(), &edges),
        thresholds: breaks.thresholds().to_vec(),
        ticks: ticks.into_iter().map(label).collect(),
        edges,
        ..class_bars::Model::default()
    }
}

/// Ends of bins that each hold equally many whole numbers, at most 40 of them, so that no number lies on an end.
fn whole_edges(values: &[Option<f64>]) -> Vec<f64> {
    let span = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
    let (low, high) = values.iter().copied().flatten().fold((f64::INFINITY, f64::NEG_INFINITY), span);
    if low > high {
        return Vec::new();
    }
    let width = ((high - low + 1.0) / 40.0).ceil();
    let n = ((high - low + 1.0) / width).ceil() as u32;
    (0..=n).map(|at| low - 0.5 + width * f64::from(at)).collect()
}

fn title(source: MapSource, measure: &MapMeasure, (values, shading): (&[f64], Shading)) -> String {
    let (Case { snapshot, outcome, .. }, words) = (source.case, source.words);
    let present = || outcome.set.iter().filter(|at| !values[*at].is_nan());
    let count = |test: &dyn Fn(f64) -> bool| words.int(present().filter(|at| test(values[*at])).count());
    match measure {
        MapMeasure::Of(MeasureChoice::Score) => {
            let first =
                outcome.ranked.ranking.order.iter().take(3).map(|at| words.area(snapshot, *at as usize));
            return words.fill(Msg::MapTitleScore, &[("list", &words.list(&first.collect::<Vec<_>>()))]);
        }
        MapMeasure::Tier => return words.fill_one(Msg::MapTitleTier, &count(&|tier| tier == 1.0)),
        MapMeasure::RankChange => {
            let (up, down) = (count(&|places| places > 0.0), count(&|places| places < 0.0));
            return words.fill(Msg::MapTitleChange, &[("up", &up), ("down", &down)]);
        }
        MapMeasure::Certainty => return words.fill_one(Msg::MapTitleSure, &count(&|chance| chance >= 0.9)),
        MapMeasure::Coverage => {
            return words.fill_one(Msg::MapTitleCoverage, &count(&|share| share > 1.0 - 1e-9));
        }
        MapMeasure::Of(_) => {}
    }
    let label = measure.label(source.case, words);
    let low = shading == Shading::Low;
    // Of several equal ones the first in the file, so that the sentence stays.
    let needier = |a: &usize, b: &usize| {
        let order = values[*a].total_cmp(&values[*b]);
        if low { order.reverse() } else { order }.then(b.cmp(a))
    };
    let key = if low { Msg::MapTitleLow } else { Msg::MapTitle };
    present().max_by(needier).map_or_else(
        || label.clone(),
        |at| words.fill(key, &[("measure", &label), ("top", &words.area(snapshot, at))]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::ClassMethod;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    fn with_source<R>(test: impl FnOnce(MapSource) -> R) -> R {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let words = Words::default();
        test(MapSource { case: &case, earlier: Some(&case.outcome), sure: None, words })
    }

    fn all(source: MapSource) -> Vec<MapMeasure> {
        map_measures(source.case).into_iter().flat_map(|(_, list)| list).collect()
    }

    #[test]
    fn every_measure_counts_every_area_of_the_filter_once() {
        with_source(|source| {
            for measure in all(source) {
                assert_eq!(
                    MapMeasure::from_key(&source.case.snapshot, &measure.key(&source.case.snapshot)),
                    measure
                );
                for n in [3, 5, 9] {
                    let choice = MapChoice { measure: measure.clone(), n, ..MapChoice::default() };
                    let Some(view) = map_view_of(source, &choice) else {
                        assert_eq!(measure, MapMeasure::Certainty, "it has to be computed first");
                        continue;
                    };
                    let counted: usize = view.legend.iter().map(|(_, count)| count).sum();
                    assert_eq!(counted + view.missing, source.case.outcome.set.count(), "{measure:?}");
                    assert_eq!(view.shades(&Theme::LIGHT).len(), view.breaks.n_classes());
                    let members: usize = (0..view.legend.len()).map(|at| view.members(Some(at)).len()).sum();
                    assert_eq!((members, view.members(None).len()), (counted, view.missing));
                }
            }
        });
    }

    #[test]
    fn no_change_since_before_is_said_as_such() {
        with_source(|source| {
            let choice = MapChoice { measure: MapMeasure::RankChange, ..MapChoice::default() };
            let view = map_view_of(source, &choice).unwrap();
            assert_eq!(view.legend[0].0, "بدون تغییر");
            assert_eq!(view.bars.edges, [-0.5, 0.5]);
            assert_eq!(whole_edges(&[Some(-2.0), None, Some(1.0)]), [-2.5, -1.5, -0.5, 0.5, 1.5]);
            assert_eq!(whole_edges(&[Some(0.0), Some(99.0)]).len(), 35);
            assert_eq!(MapMeasure::RankChange.text(source, Some(-3.0)), "۳ پله پایین‌تر");
            assert_eq!(MapMeasure::RankChange.class_text(source, (0.5, 7.5)), "۱ تا ۷ پله بالاتر");
        });
    }

    #[test]
    fn thresholds_of_ones_own_cut_the_bars_too() {
        with_source(|source| {
            let way = ClassWay::Own(vec![30.0, 60.0]);
            let view = map_view_of(source, &MapChoice { way, ..MapChoice::default() }).unwrap();
            assert_eq!(view.bars.thresholds, view.breaks.thresholds());
            let natural = ClassWay::Method(ClassMethod::Natural);
            assert!(map_view_of(source, &MapChoice { way: natural, ..MapChoice::default() }).is_some());
        });
    }
}
