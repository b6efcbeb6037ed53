//! What a person should look at before trusting a ranking, in steps short enough for a frame.

use super::report::Report;
use super::{controls, crossing, names, pairs, statistics, totals};
use crate::snapshot::{Finding, Snapshot};

/// One short piece of work.
#[derive(Clone, Copy)]
enum Step {
    AreaNames,
    DivisionNames,
    IndicatorNames,
    Controls,
    Totals,
    Indicator(usize),
    AreaCoverage,
    Pair(usize, usize),
    MissingBoundaries,
    Boundary(usize),
}

/// The advisory judgement of one snapshot, resumable after each step.
///
/// It keeps no hold of the snapshot, so that it can rest between two frames; each call of
/// [`Advisory::step`] must be given the snapshot that it was made for. The order of steps, and of findings
/// in them, depends on the snapshot alone.
pub struct Advisory {
    steps: Vec<Step>,
    done: usize,
    orders: pairs::Orders,
}

impl Advisory {
    /// Plans the work; nothing is judged yet.
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut steps = vec![Step::AreaNames, Step::DivisionNames, Step::IndicatorNames];
        steps.extend([Step::Controls, Step::Totals]);
        steps.extend((0..snapshot.indicators.len()).map(Step::Indicator));
        steps.push(Step::AreaCoverage);
        steps.extend(pairs::pairs(snapshot).into_iter().map(|(first, second)| Step::Pair(first, second)));
        steps.push(Step::MissingBoundaries);
        steps.extend((0..snapshot.boundaries.len()).map(Step::Boundary));
        Self { steps, done: 0, orders: pairs::Orders::default() }
    }

    /// Number of steps in all.
    pub fn total(&self) -> usize {
        self.steps.len()
    }

    /// Number of steps taken.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Takes the next step and answers what it found, often nothing; `None` when there is none left.
    pub fn step(&mut self, snapshot: &Snapshot) -> Option<Vec<Finding>> {
        let step = *self.steps.get(self.done)?;
        self.done += 1;
        let mut report = Report::default();
        match step {
            Step::AreaNames => names::check_areas(snapshot, &mut report),
            Step::DivisionNames => names::check_divisions(snapshot, &mut report),
            Step::IndicatorNames => names::check_indicators(snapshot, &mut report),
            Step::Controls => controls::check(snapshot, &mut report),
            Step::Totals => totals::check(snapshot, &mut report),
            Step::Indicator(at) => statistics::check_indicator(snapshot, at, &mut report),
            Step::AreaCoverage => statistics::check_area_coverage(snapshot, &mut report),
            Step::Pair(first, second) => {
                pairs::check_pair(snapshot, &mut self.orders, (first, second), &mut report);
            }
            Step::MissingBoundaries => names::check_boundaries_present(snapshot, &mut report),
            Step::Boundary(area) => crossing::check(snapshot, area, &mut report),
        }
        Some(report.finish())
    }
}

/// The steps of [`Advisory`] as an iterator over what each found.
pub fn advisory_steps(snapshot: &Snapshot) -> impl Iterator<Item = Vec<Finding>> + '_ {
    let mut advisory = Advisory::new(snapshot);
    std::iter::from_fn(move || advisory.step(snapshot))
}

/// Everything that is worth a look in a usable snapshot: names, rows of totals, values, coverage, pairs of indicators,
/// boundaries, in this order. Nothing here stops the use of the file.
pub fn advisory(snapshot: &Snapshot) -> Vec<Finding> {
    advisory_steps(snapshot).flatten().collect()
}
