//! The smallest change of one value.

use std::sync::Arc;

use super::{Fault, Question, ValueFlip};
use crate::pipeline::{Leaf, Outcome, Plan, build_matrix, resolve, score_compiled};
use crate::rank::settle;
use crate::scenario::Scenario;
use crate::score::Imputation;
use crate::score::methods::FlatMethod;
use crate::sensitivity::fault;
use crate::sensitivity::scenario_variant::indicator_ids;
use crate::snapshot::{Column, Measure, Snapshot};

/// Values looked at on either side before the first change is closed in on.
const LOOKS: u32 = 8;
/// How far beyond the values of all areas is still plausible, in their range.
const BEYOND: f64 = 0.25;

/// Per indicator for which the area has a value, the smallest change of that value that takes `area` across the cut
/// line, or that no plausible value does. Every trial goes through the pipeline's own stages, so a new extreme moves the
/// scale of all areas as it would in truth, and filled gaps of the same indicator move along; other indicators stay,
/// those computed from this one too. Eight values are looked at on either side before the first change is closed in on.
///
/// # Errors
/// When the area has no rank, or the scenario does not fit the snapshot.
pub fn value_flips(
    snapshot: &Snapshot,
    scenario: &Scenario,
    outcome: &Outcome,
    area: usize,
) -> Result<Vec<ValueFlip>, Vec<Fault>> {
    let mut trial = Trial::new(snapshot, scenario, (outcome, area))?;
    let ids = indicator_ids(scenario);
    let indicators = ids.iter().filter_map(|id| snapshot.indicator_idx(id));
    Ok(indicators.filter_map(|indicator| trial.flip(indicator)).collect())
}

/// The same for one indicator, so that a page without a worker can take them one by one; `None` where the area has no
/// value of it, or the snapshot no such indicator.
///
/// # Errors
/// As [`value_flips`].
pub fn value_flip(
    snapshot: &Snapshot,
    scenario: &Scenario,
    (outcome, area): (&Outcome, usize),
    indicator: &str,
) -> Result<Option<ValueFlip>, Vec<Fault>> {
    let mut trial = Trial::new(snapshot, scenario, (outcome, area))?;
    Ok(snapshot.indicator_idx(indicator).and_then(|indicator| trial.flip(indicator)))
}

/// The pipeline with one value changed.
struct Trial<'a> {
    snapshot: Snapshot,
    plan: Plan,
    flat: Option<FlatMethod>,
    outcome: &'a Outcome,
    question: Question,
}

impl<'a> Trial<'a> {
    fn new(
        snapshot: &Snapshot,
        scenario: &Scenario,
        (outcome, area): (&'a Outcome, usize),
    ) -> Result<Self, Vec<Fault>> {
        let question = Question::new(scenario, outcome, area).map_err(|fault| vec![fault])?;
        let plan = resolve(snapshot, scenario).map_err(fault::scenario)?;
        Ok(Self { snapshot: snapshot.clone(), plan, flat: scenario.flat.clone(), outcome, question })
    }

    fn flip(&mut self, indicator: usize) -> Option<ValueFlip> {
        let (period, column) = self.snapshot.column_in_force(indicator, self.plan.period)?;
        let column = column.clone();
        let from = column.get(self.question.area as usize)?;
        let tried = plausible(&column, &self.snapshot.indicators[indicator].measure)?;
        let before = self.question.above(&self.outcome.scored.scores.score)?;
        let inside = self.question.within(&before);
        let mut found: Vec<(f64, Vec<bool>)> = Vec::new();
        for end in [tried.0, tried.1] {
            let question = Question { areas: self.question.areas.clone(), ..self.question };
            let place = (indicator, period);
            found.extend(
                question.search((from, end, LOOKS), inside, |value| self.above(place, &column, value)),
            );
        }
        self.snapshot.replace_column(indicator, period, column);
        let nearest = found.into_iter().min_by(|a, b| (a.0 - from).abs().total_cmp(&(b.0 - from).abs()));
        Some(ValueFlip {
            indicator: self.snapshot.indicators[indicator].id.clone(),
            from,
            to: nearest.as_ref().map(|(value, _)| *value),
            tried,
            enters: !inside,
            passes: nearest.map(|(_, after)| self.question.passes(&before, &after)).unwrap_or_default(),
        })
    }

    /// Who is above the area when it has `value`; `None` where the area then has no score or the indicator no scale.
    fn above(
        &mut self,
        (indicator, period): (usize, usize),
        column: &Column,
        value: f64,
    ) -> Option<Vec<bool>> {
        let mut values = column.raw().to_vec();
        *values.get_mut(self.question.area as usize)? = value;
        self.snapshot.replace_column(indicator, period, Arc::new(Column::new(values)));
        // Only the leaves of this indicator change; the other columns are taken as they are.
        let changes = |leaf: &Leaf| {
            let reads =
                leaf.indicator == indicator || leaf.denominator.is_some_and(|(below, _)| below == indicator);
            // Gaps filled from siblings may rest on any leaf.
            reads || leaf.imputation == Imputation::DomainMean
        };
        let siblings = self.plan.leaves.iter().any(|leaf| leaf.imputation == Imputation::DomainMean);
        let leaves: Vec<usize> =
            (0..self.plan.leaves.len()).filter(|at| siblings || changes(&self.plan.leaves[*at])).collect();
        let own = leaves.iter().map(|at| self.plan.leaves[*at].clone()).collect();
        let plan = Plan { leaves: own, ..self.plan.clone() };
        let matrix = build_matrix(&self.snapshot, &plan, &self.outcome.set).ok()?;
        let mut columns = self.outcome.matrix.columns();
        let changed = matrix.columns();
        for (leaf, own) in leaves.iter().zip(&matrix.leaves) {
            let Some(place) = self.outcome.matrix.leaves.get(*leaf)?.column else { continue };
            *columns.get_mut(place)? = changed.get(own.column?)?;
        }
        let tree = &self.outcome.scored.tree;
        if self.flat.is_none() {
            let mut scores = tree.score(&columns, self.snapshot.n_areas());
            settle(&mut scores.score, &self.snapshot.areas.code, scores.parts);
            return self.question.above(&scores.score);
        }
        // A flat method may read the values themselves: it is given the whole matrix anew.
        let matrix = build_matrix(&self.snapshot, &self.plan, &self.outcome.set).ok()?;
        let scored = score_compiled(&self.snapshot, self.flat.as_ref(), (&matrix, tree)).ok()?;
        self.question.above(&scored.0.score)
    }
}

fn plausible(column: &Column, measure: &Measure) -> Option<(f64, f64)> {
    let (low, high) =
        column.present().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    let beyond = BEYOND * (high - low);
    let whole = match measure {
        Measure::Rate { per, .. } | Measure::Ratio { per, .. } if high <= *per => *per,
        _ => f64::INFINITY,
    };
    let least = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
    (low <= high).then(|| ((low - beyond).max(least), (high + beyond).min(whole)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::sensitivity::tests::{flat, some, table};

    #[test]
    fn by_hand() {
        // Scaled 100 0 60 and 0 80 100, equal weights: 50, 40, 80.
        let snapshot = table(&[some(&[10.0, 0.0, 6.0]), some(&[0.0, 8.0, 10.0])], &[]);
        let scenario = flat(&snapshot, &[1.0, 1.0], 1);
        let outcome = run(&snapshot, &scenario).unwrap();
        // The second holds the minimum of the first column. Once it is above 6 the third does, which falls to 50; level
        // with that is a scaled value of 20, a fifth of the way from 6 to 10.
        let flips = value_flips(&snapshot, &scenario, &outcome, 1).unwrap();
        assert!((flips[0].to.unwrap() - 6.8).abs() < 1e-6 && flips[0].enters, "{flips:?}");
        assert_eq!(
            (flips[0].from, flips[0].tried, flips[0].passes.as_slice()),
            (0.0, (0.0, 12.5), &[0, 2][..])
        );
        // In the second column it brings 50 at most, far beyond all others.
        assert_eq!((flips[1].to, flips[1].passes.len()), (None, 0));
        // The first needs 60 there, where from 8 on the second holds the minimum: 8 + 0.6·2.
        let first = &value_flips(&snapshot, &scenario, &outcome, 0).unwrap()[1];
        assert!((first.to.unwrap() - 9.2).abs() < 1e-6 && first.passes == [2], "{first:?}");
    }

    #[test]
    fn a_new_extreme_moves_the_scale_of_all() {
        // Scores 100, 50, 0 of one indicator; the second comes first above 10, where it sets the scale itself.
        let snapshot = table(&[some(&[10.0, 5.0, 0.0])], &[]);
        let scenario = flat(&snapshot, &[1.0], 1);
        let outcome = run(&snapshot, &scenario).unwrap();
        let flip = &value_flips(&snapshot, &scenario, &outcome, 1).unwrap()[0];
        assert!((flip.to.unwrap() - 10.0).abs() < 1e-6 && flip.passes == [0]);
        assert!(value_flips(&snapshot, &scenario, &outcome, 7).is_err());
    }
}
