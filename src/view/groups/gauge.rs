//! A measure with the way in which several areas' values make one.

use crate::aggregate::{Base, Combined, base, combine};
use crate::pipeline::Outcome;
use crate::snapshot::{Column, Indicator, Measure, Snapshot};
use crate::text::Msg;
use crate::view::Words;
use crate::view::measure::{MeasureChoice, measure_label, measure_text, measure_values};

/// A measure ready to be put together.
pub(super) struct Gauge<'a> {
    snapshot: &'a Snapshot,
    choice: MeasureChoice,
    /// Value of each area, `NaN` where missing.
    pub values: Vec<f64>,
    base: Base<'a>,
}

impl<'a> Gauge<'a> {
    /// The measure in the period of the result. An indicator that the snapshot does not have is the score.
    pub fn new(snapshot: &'a Snapshot, outcome: &Outcome, choice: &MeasureChoice) -> Self {
        let choice = match choice {
            MeasureChoice::Indicator(at) if *at >= snapshot.indicators.len() => MeasureChoice::Score,
            other => other.clone(),
        };
        let people = || {
            snapshot
                .population_column(outcome.period)
                .map_or(Base::Unweighted, |column| Base::Weighted(column))
        };
        let base = match &choice {
            MeasureChoice::Indicator(at) => {
                let period = snapshot
                    .column_in_force(*at, outcome.period)
                    .map_or(outcome.period, |(period, _)| period);
                base(snapshot, &snapshot.indicators[*at], period)
            }
            _ => people(),
        };
        Self { values: measure_values(snapshot, outcome, &choice), snapshot, choice, base }
    }

    /// The value of several areas together.
    pub fn of(&self, areas: &[u32]) -> Combined {
        combine(&self.values, &self.base, areas.iter().map(|at| *at as usize))
    }

    /// Whether areas' values add up.
    pub fn is_sum(&self) -> bool {
        self.base == Base::Sum
    }

    /// How many of the areas have no value of their own.
    pub fn missing(&self, areas: &[u32]) -> usize {
        areas.iter().filter(|at| self.values[**at as usize].is_nan()).count()
    }

    /// A value in words.
    pub fn text(&self, value: Option<f64>, words: Words) -> String {
        measure_text(self.snapshot, &self.choice, value, words)
    }

    /// The measure in words.
    pub fn label(&self, words: Words) -> String {
        measure_label(self.snapshot, &self.choice, words)
    }

    fn indicator(&self) -> Option<&'a Indicator> {
        match &self.choice {
            MeasureChoice::Indicator(at) => self.snapshot.indicators.get(*at),
            _ => None,
        }
    }

    /// Values per head of those among whom the measure is shared out, their number, and their name: of a count the
    /// inhabitants, of a rate or a mean whatever it is weighted by. Where nothing is known every area weighs the same.
    pub fn shared(&self, period: usize, words: Words) -> (Vec<f64>, Vec<f64>, String) {
        let people = self.snapshot.population_column(period).map(|column| &**column);
        let areas =
            || (self.values.clone(), vec![1.0; self.values.len()], words.say(Msg::SharingAreas).to_owned());
        let per_head = |column: &Column| {
            let head = |(value, people): (&f64, &f64)| if *people > 0.0 { value / people } else { f64::NAN };
            self.values.iter().zip(column.raw()).map(head).collect::<Vec<f64>>()
        };
        let is_people =
            || matches!(&self.choice, MeasureChoice::Indicator(at) if self.snapshot.population == Some(*at));
        match (&self.base, people) {
            (Base::Sum, Some(column)) if !is_people() => {
                (per_head(column), column.raw().to_vec(), self.base_name(words))
            }
            (Base::Weighted(column) | Base::Ratio { denominator: column, .. }, _) => {
                (self.values.clone(), column.raw().to_vec(), self.base_name(words))
            }
            _ => areas(),
        }
    }

    /// The name of those among whom the measure is shared out.
    fn base_name(&self, words: Words) -> String {
        let named = self.indicator().and_then(|indicator| match &indicator.measure {
            Measure::Rate { denominator, .. } | Measure::Ratio { denominator, .. } => {
                Some(denominator.as_str())
            }
            Measure::Mean { weight } => weight.as_deref(),
            Measure::Count => None,
        });
        let at = named.map_or(self.snapshot.population, |id| self.snapshot.indicator_idx(id));
        at.and_then(|at| self.snapshot.indicators.get(at))
            .map_or_else(|| words.say(Msg::Population).to_owned(), |indicator| words.label(&indicator.name))
    }
}
