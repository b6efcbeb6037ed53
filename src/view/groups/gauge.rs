//! A measure with the way in which several areas' values make one.

use crate::aggregate::{Among, Base, Combined, base, combine, shared_out};
use crate::case::Case;
use crate::snapshot::Indicator;
use crate::text::Msg;
use crate::view::Words;
use crate::view::burden::cases_name;
use crate::view::measure::{MeasureChoice, measure_label, measure_text, measure_values};

/// A measure ready to be put together.
pub(super) struct Gauge<'a> {
    case: &'a Case,
    choice: MeasureChoice,
    /// Value of each area, `NaN` where missing.
    pub values: Vec<f64>,
    base: Base<'a>,
}

impl<'a> Gauge<'a> {
    /// The measure in the period of the result. An indicator that the snapshot does not have is the score.
    pub fn new(case: &'a Case, choice: &MeasureChoice) -> Self {
        let Case { snapshot, outcome, .. } = case;
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
        Self { values: measure_values(case, &choice), case, choice, base }
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
        measure_text(&self.case.snapshot, &self.choice, value, words)
    }

    /// The measure in words.
    pub fn label(&self, words: Words) -> String {
        measure_label(self.case, &self.choice, words)
    }

    /// What the measure counts, where it counts cases among a base that is known.
    pub fn cases(&self, words: Words) -> Option<String> {
        let indicator = self.indicator().filter(|_| self.base != Base::Unweighted)?;
        cases_name(&self.case.snapshot, indicator, words)
    }

    fn indicator(&self) -> Option<&'a Indicator> {
        match &self.choice {
            MeasureChoice::Indicator(at) => self.case.snapshot.indicators.get(*at),
            _ => None,
        }
    }

    /// Values per head of those among whom the measure is shared out, their number, and their name: see [`shared_out`].
    pub fn shared(&self, period: usize, words: Words) -> (Vec<f64>, Vec<f64>, String) {
        let indicator = match &self.choice {
            MeasureChoice::Indicator(at) => Some(*at),
            _ => None,
        };
        let shared = shared_out(&self.case.snapshot, (&self.values, &self.base), (indicator, period));
        let name = match shared.among {
            Among::Counted(at) => self.case.snapshot.indicators.get(at).map(|own| words.label(&own.name)),
            Among::Areas => None,
        };
        (shared.values, shared.weights, name.unwrap_or_else(|| words.say(Msg::SharingAreas).to_owned()))
    }
}
