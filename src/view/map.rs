//! The map: classes, legend and finding.

use crate::map::{Breaks, ClassMethod, breaks};
use crate::pipeline::Outcome;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;
use super::measure::{MeasureChoice, measure_label, measure_text, measure_values};

/// What the map shows, apart from its geometry.
#[derive(Debug, Clone, PartialEq)]
pub struct MapView {
    /// The finding.
    pub title: String,
    /// Name of the measure.
    pub measure: String,
    /// Value of each area, `NaN` where missing.
    pub values: Vec<f64>,
    /// Class bounds.
    pub breaks: Breaks,
    /// Class of each area; `None` where missing.
    pub classes: Vec<Option<u8>>,
    /// Whether each area is outside the filter.
    pub outside: Vec<bool>,
    /// Each class in words, lowest first, with how many areas of the filter it holds.
    pub legend: Vec<(String, usize)>,
    /// Areas of the filter without a value.
    pub missing: usize,
}

/// Number of classes: as many as an eye can tell apart on paper and on a projector.
const CLASSES: usize = 5;

/// The map of a measure, with quantile classes over the areas that count.
pub fn map_view(snapshot: &Snapshot, outcome: &Outcome, measure: &MeasureChoice, words: Words) -> MapView {
    let values = measure_values(snapshot, outcome, measure);
    let value = |at: usize| Some(values[at]).filter(|x| !x.is_nan());
    let breaks = breaks(outcome.set.iter().map(value), ClassMethod::Quantile, CLASSES);
    let classes: Vec<Option<u8>> = (0..values.len()).map(|at| breaks.class_of(value(at))).collect();
    let mut counts = vec![0; breaks.n_classes()];
    let mut missing = 0;
    for at in outcome.set.iter() {
        match classes[at] {
            Some(class) => counts[usize::from(class)] += 1,
            None => missing += 1,
        }
    }
    let text = |x: f64| measure_text(snapshot, measure, Some(x), words);
    let entry = |(class, count): (usize, usize)| {
        let (from, to) = breaks.range(class).unwrap_or_default();
        (words.fill(Msg::ClassRange, &[("from", &text(from)), ("to", &text(to))]), count)
    };
    let legend = counts.into_iter().enumerate().map(entry).collect();
    let label = measure_label(snapshot, measure, words);
    MapView {
        title: title(snapshot, outcome, (measure, &label, &values), words),
        measure: label,
        outside: (0..values.len()).map(|at| !outcome.set.contains(at)).collect(),
        values,
        legend,
        missing,
        breaks,
        classes,
    }
}

fn title(
    snapshot: &Snapshot,
    outcome: &Outcome,
    (measure, label, values): (&MeasureChoice, &str, &[f64]),
    words: Words,
) -> String {
    if *measure == MeasureChoice::Score {
        let first = outcome.ranked.ranking.order.iter().take(3).map(|at| words.area(snapshot, *at as usize));
        return words.fill(Msg::MapTitleScore, &[("list", &words.list(&first.collect::<Vec<_>>()))]);
    }
    let top = outcome
        .set
        .iter()
        .filter(|at| !values[*at].is_nan())
        .max_by(|a, b| values[*a].total_cmp(&values[*b]));
    top.map_or_else(
        || label.to_owned(),
        |at| words.fill(Msg::MapTitle, &[("measure", label), ("top", &words.area(snapshot, at))]),
    )
}
