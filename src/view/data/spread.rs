//! How the values of one indicator spread, and which of them lie far out.
//!
//! The rule for outliers is Tukey's (1977): beyond Q1 − 1.5 · IQR or Q3 + 1.5 · IQR a value is outlying, beyond three
//! times the interquartile range it is far out. Where half of all values are equal the range is 0, and there is no rule.

use crate::aggregate::quantile;
use crate::chart::histogram::{Marker, MarkerKind, Model, bin_edges, count_bins};
use crate::chart::nice_ticks;
use crate::filter::AreaSet;
use crate::pipeline::Outcome;
use crate::snapshot::{Indicator, Snapshot};
use crate::sorting::{Sorting, ascend};
use crate::stat::moments::moments;
use crate::text::Msg;
use crate::view::Words;

/// Outlying areas listed; the rest is counted.
const LISTED: usize = 40;
/// Multiples of the interquartile range.
const FENCES: (f64, f64) = (1.5, 3.0);

/// An outlying area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlier {
    /// Position.
    pub area: usize,
    /// Name.
    pub name: String,
    /// Where it lies.
    pub whereabouts: String,
    /// Its value.
    pub value: String,
    /// How many interquartile ranges it lies beyond the nearer quartile.
    pub beyond: String,
    /// Outlying, or far out.
    pub kind: Msg,
}

/// One indicator laid open.
#[derive(Debug, Clone, PartialEq)]
pub struct SpreadView {
    /// The finding.
    pub title: String,
    /// The histogram; what it calls inside lies between the fences.
    pub model: Model,
    /// Count, gaps, quartiles, mean, deviation and skewness.
    pub facts: Vec<(Msg, String)>,
    /// The fences in words.
    pub rule: String,
    /// What the scenario does about outliers, where it does something.
    pub treated: Option<String>,
    /// Outlying areas, the farthest out first.
    pub outliers: Vec<Outlier>,
    /// How many more there are.
    pub more: usize,
}

/// Quartiles with the fences that follow from them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fences {
    q1: f64,
    q3: f64,
}

impl Fences {
    fn range(self) -> f64 {
        self.q3 - self.q1
    }

    /// Interquartile ranges beyond the nearer quartile, 0 between them. `None` without a range.
    fn beyond(self, value: f64) -> Option<f64> {
        (self.range() > 0.0).then(|| (self.q1 - value).max(value - self.q3).max(0.0) / self.range())
    }

    fn is_outlying(self, value: f64) -> bool {
        self.beyond(value).is_some_and(|beyond| beyond > FENCES.0)
    }

    fn ends(self) -> (f64, f64) {
        (self.q1 - FENCES.0 * self.range(), self.q3 + FENCES.0 * self.range())
    }
}

/// The spread of an indicator over the areas of `set`, in the figures in force in `period`. `None` without a value.
pub fn spread_view(
    snapshot: &Snapshot,
    (indicator, period): (usize, usize),
    (set, selected): (&AreaSet, Option<usize>),
    words: Words,
) -> Option<SpreadView> {
    let own = snapshot.indicators.get(indicator)?;
    let (in_force, column) = snapshot.column_in_force(indicator, period)?;
    let present: Vec<(usize, f64)> = set.iter().filter_map(|at| Some((at, column.get(at)?))).collect();
    let mut sorted: Vec<f64> = present.iter().map(|own| own.1).collect();
    ascend(&mut sorted);
    let fences = Fences { q1: quantile(&sorted, 0.25)?, q3: quantile(&sorted, 0.75)? };
    let mut outlying: Vec<(usize, f64)> =
        present.iter().copied().filter(|(_, value)| fences.is_outlying(*value)).collect();
    let beyond = |value: f64| fences.beyond(value).unwrap_or_default();
    outlying.order_by(|a, b| beyond(b.1).total_cmp(&beyond(a.1)).then(a.0.cmp(&b.0)));
    let outlier = |(area, value): &(usize, f64)| Outlier {
        area: *area,
        name: words.area(snapshot, *area),
        whereabouts: words.division_of(snapshot, *area),
        value: words.value(own, Some(*value)),
        beyond: words.number(Some(beyond(*value)), 1),
        kind: if beyond(*value) > FENCES.1 { Msg::OutlierFar } else { Msg::OutlierNear },
    };
    let values = [
        ("indicator", words.label(&own.name)),
        ("n", words.int(sorted.len())),
        ("unit", words.area_level(snapshot)),
        ("min", words.value(own, sorted.first().copied())),
        ("max", words.value(own, sorted.last().copied())),
        ("outliers", words.int(outlying.len())),
    ];
    let key = if outlying.is_empty() { Msg::SpreadTitleNone } else { Msg::SpreadTitle };
    let mut facts = facts(own, &sorted, words);
    facts.insert(1, (Msg::Missing, words.int(set.count() - sorted.len())));
    facts.extend(snapshot.periods.get(in_force).map(|own| (Msg::Period, words.label(&own.name))));
    let chosen = selected.and_then(|at| Some((words.area(snapshot, at), column.get(at)?)));
    Some(SpreadView {
        title: words.filled(key, &values),
        model: histogram(own, (&sorted, fences), chosen, words),
        facts,
        rule: rule(own, fences, words),
        treated: None,
        outliers: outlying.iter().take(LISTED).map(outlier).collect(),
        more: outlying.len().saturating_sub(LISTED),
    })
}

impl SpreadView {
    /// The same with what the run did about the outliers of the indicator.
    #[must_use]
    pub fn with_treatment(mut self, outcome: &Outcome, indicator: usize, words: Words) -> Self {
        let leaf = outcome.matrix.leaves.iter().find(|leaf| leaf.indicator == indicator);
        self.treated = leaf.and_then(|leaf| leaf.treated).map(|record| {
            if record.is_changed() {
                let points = words.int(record.low + record.high);
                match record.lambda {
                    Some(_) => words.say(Msg::SpreadTransformed).to_owned(),
                    None => words.fill_one(Msg::SpreadTreated, &points),
                }
            } else {
                words.say(Msg::SpreadUntouched).to_owned()
            }
        });
        self
    }
}

fn facts(own: &Indicator, sorted: &[f64], words: Words) -> Vec<(Msg, String)> {
    let found = moments(sorted);
    let value = |value: Option<f64>| words.value(own, value);
    let quartile = |p| value(quantile(sorted, p));
    vec![
        (Msg::SpreadCount, words.int(sorted.len())),
        (Msg::Minimum, quartile(0.0)),
        (Msg::Quartile1, quartile(0.25)),
        (Msg::Median, quartile(0.5)),
        (Msg::Quartile3, quartile(0.75)),
        (Msg::Maximum, quartile(1.0)),
        (Msg::SpreadMean, value(found.mean)),
        (Msg::SpreadDeviation, value(found.deviation)),
        (Msg::SpreadSkewness, words.number(found.skewness, 2)),
    ]
}

fn histogram(
    own: &Indicator,
    (sorted, fences): (&[f64], Fences),
    chosen: Option<(String, f64)>,
    words: Words,
) -> Model {
    let edges = bin_edges(sorted.iter().copied().map(Some));
    let all = count_bins(sorted.iter().copied().map(Some), &edges);
    let inside = sorted.iter().copied().filter(|value| !fences.is_outlying(*value)).map(Some);
    let inside = count_bins(inside, &edges);
    let ends = (edges.first().copied().unwrap_or_default(), edges.last().copied().unwrap_or_default());
    let tallest = f64::from(all.iter().copied().max().unwrap_or_default());
    let reference = |value: f64, key: Msg| Marker {
        value,
        label: format!("{} {}", words.say(key), words.value(own, Some(value))),
        kind: MarkerKind::Reference,
    };
    let mut markers: Vec<Marker> =
        quantile(sorted, 0.5).map(|median| reference(median, Msg::Median)).into_iter().collect();
    if fences.range() > 0.0 {
        let (low, high) = fences.ends();
        markers.extend([reference(low, Msg::SpreadFence), reference(high, Msg::SpreadFence)]);
    }
    markers.extend(chosen.map(|(name, value)| Marker {
        value,
        label: format!("{name} {}", words.value(own, Some(value))),
        kind: MarkerKind::Selected,
    }));
    let number = |value: f64| (value, words.number(Some(value), own.decimals));
    let whole = |value: &f64| value.fract() == 0.0;
    Model {
        ticks: nice_ticks(ends.0, ends.1, 6).into_iter().map(number).collect(),
        count_ticks: nice_ticks(0.0, tallest, 3)
            .into_iter()
            .filter(whole)
            .map(|count| (count, words.number(Some(count), 0)))
            .collect(),
        edges,
        all,
        inside,
        markers,
        hovered: None,
    }
}

fn rule(own: &Indicator, fences: Fences, words: Words) -> String {
    if fences.range() <= 0.0 {
        return words.say(Msg::SpreadNoRule).to_owned();
    }
    let (low, high) = fences.ends();
    let values = [("low", words.value(own, Some(low))), ("high", words.value(own, Some(high)))];
    words.filled(Msg::SpreadRule, &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};
    use proptest::prelude::*;

    #[test]
    fn a_value_beyond_the_fence_is_outlying_and_named() {
        // Dropout 1, 2, 3, 30: quartiles 1.75 and 9.75, range 8; 30 lies 2.53 ranges beyond the third.
        let text = SMALL.replace("[4, 2, 8, 6]", "[1, 2, 3, 30]");
        let snapshot = open(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let found = spread_view(&snapshot, (4, 1), (&AreaSet::all(4), Some(0)), Words::default()).unwrap();
        assert_eq!((found.outliers.len(), found.outliers[0].area), (1, 3));
        assert_eq!((found.outliers[0].beyond.as_str(), found.outliers[0].kind), ("۲٫۵", Msg::OutlierNear));
        let (all, inside): (u32, u32) = (found.model.all.iter().sum(), found.model.inside.iter().sum());
        assert_eq!((all, inside), (4, 3));
        assert!(found.model.markers.iter().any(|own| own.kind == MarkerKind::Selected && own.value == 1.0));
    }

    #[test]
    fn gaps_are_counted_and_nothing_is_no_view() {
        let snapshot = small_snapshot();
        let all = AreaSet::all(4);
        let found = spread_view(&snapshot, (5, 1), (&all, None), Words::default()).unwrap();
        assert_eq!(found.facts[..2], [(Msg::SpreadCount, "۳".to_owned()), (Msg::Missing, "۱".to_owned())]);
        assert_eq!(spread_view(&snapshot, (5, 0), (&all, None), Words::default()), None);
        assert_eq!(spread_view(&snapshot, (99, 1), (&all, None), Words::default()), None);
    }

    proptest! {
        #[test]
        fn nothing_between_the_quartiles_is_outlying(q1 in -50.0..50.0_f64, width in 0.0..50.0_f64, share in 0.0..=1.0_f64) {
            let fences = Fences { q1, q3: q1 + width };
            prop_assert!(!fences.is_outlying(q1 + share * width));
        }
    }
}
