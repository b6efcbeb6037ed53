//! Scales fixed to one data set, so that the scores of later ones compare with it.

use super::{Matrix, Outcome, Problem};
use crate::scenario::{Scenario, Within};
use crate::score::{IndexNode, Normalisation, Treatment};
use crate::snapshot::{Polarity, Snapshot};

/// The scenario with every scale that depends on the data replaced by goalposts at the figures of this snapshot, and
/// outliers that were brought in by bounds where they stand now. On this snapshot it gives the same scores; on another
/// the scale stays where it is, so that scores compare. `outcome` is that of the scenario on the snapshot.
///
/// # Errors
/// Every indicator or group whose scale cannot be written as goalposts: ranks, percentiles and transformed values
/// depend on all values at once, and so do scales within groups.
pub fn freeze(snapshot: &Snapshot, scenario: &Scenario, outcome: &Outcome) -> Result<Scenario, Vec<Problem>> {
    let mut freezing =
        Freezing { snapshot, scenario, matrix: &outcome.matrix, next: 0, problems: Vec::new() };
    if let Within::Group(level) = &scenario.within {
        freezing.refuse(level);
    }
    let mut frozen = scenario.clone();
    frozen.index = freezing.node(&scenario.index);
    frozen.treat = Treatment::None;
    frozen.within = Within::All;
    if freezing.problems.is_empty() { Ok(frozen) } else { Err(freezing.problems) }
}

struct Freezing<'a> {
    snapshot: &'a Snapshot,
    scenario: &'a Scenario,
    matrix: &'a Matrix,
    next: usize,
    problems: Vec<Problem>,
}

impl Freezing<'_> {
    fn refuse(&mut self, what: &str) {
        self.problems.push(Problem::CannotFreeze { what: what.to_owned() });
    }

    fn node(&mut self, node: &IndexNode) -> IndexNode {
        if let Some(id) = &node.indicator {
            return self.leaf(node, id);
        }
        if node.normalise.as_ref().is_some_and(|scale| !scale.is_fixed()) {
            self.refuse(node.name_id());
        }
        IndexNode { children: node.children.iter().map(|child| self.node(child)).collect(), ..node.clone() }
    }

    fn leaf(&mut self, node: &IndexNode, id: &str) -> IndexNode {
        let leaf = self.matrix.leaves.get(self.next);
        self.next += 1;
        let scale = node.normalise.as_ref().unwrap_or(&self.scenario.normalise);
        let Some(leaf) = leaf.filter(|leaf| leaf.column.is_some()) else {
            // What takes no part now keeps its scale as it is written.
            return node.clone();
        };
        let lowers = self.snapshot.indicators[leaf.indicator].polarity == Polarity::LowersNeed;
        let reference = self.matrix.scale.reference.as_ref();
        let values: Vec<f64> = leaf
            .scaled_from(self.snapshot)
            .iter()
            .enumerate()
            .filter(|(at, x)| !x.is_nan() && reference.is_none_or(|set| set.contains(*at)))
            .map(|(_, x)| *x)
            .collect();
        let record = leaf.treated.unwrap_or_default();
        let frozen = fixed(scale, &values, lowers).filter(|_| record.lambda.is_none());
        let Some(frozen) = frozen else {
            self.refuse(id);
            return node.clone();
        };
        let (min, max) = bounds(&values);
        let caps =
            Treatment::Caps { low: (record.low > 0).then_some(min), high: (record.high > 0).then_some(max) };
        let treat = (record.low + record.high > 0).then_some(caps);
        IndexNode { normalise: Some(frozen), treat, ..node.clone() }
    }
}

fn bounds(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), x| (min.min(*x), max.max(*x)))
}

/// The scale as goalposts at the figures of `values`; `None` where it is no straight line through two of them.
fn fixed(scale: &Normalisation, values: &[f64], lowers: bool) -> Option<Normalisation> {
    let (min, max) = bounds(values);
    let (best, worst) = if lowers { (max, min) } else { (min, max) };
    let posts = |(best, worst): (f64, f64), (lo, hi): (f64, f64)| {
        Some(Normalisation::Goalposts { best, worst, lo, hi, truncate: false })
    };
    match scale {
        fixed if fixed.is_fixed() => Some(fixed.clone()),
        Normalisation::MinMax { lo, hi } => posts((best, worst), (*lo, *hi)),
        Normalisation::DistanceToMax => posts((best, worst), (0.0, 100.0)),
        Normalisation::ZScore { mean, sd } => {
            let n = values.len() as f64;
            let centre = values.iter().sum::<f64>() / n;
            let spread = (values.iter().map(|x| (x - centre).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
            let one = if lowers { centre - spread } else { centre + spread };
            posts((centre, one), (*mean, *mean + *sd))
        }
        Normalisation::DistanceToTarget { target: Some(target), truncate: false } => {
            posts((*target, worst), (0.0, 100.0))
        }
        Normalisation::FractionOfMax { to } if !lowers => posts((0.0, max), (0.0, *to)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::testing::small_snapshot;

    fn frozen(normalise: Normalisation) -> (Vec<f64>, Result<Vec<f64>, Vec<Problem>>) {
        let snapshot = small_snapshot();
        let scenario = Scenario { normalise, ..Scenario::equal_weights(&snapshot) };
        let outcome = run(&snapshot, &scenario).unwrap();
        let again = freeze(&snapshot, &scenario, &outcome)
            .map(|frozen| run(&snapshot, &frozen).unwrap().scored.scores.score.clone());
        (outcome.scored.scores.score.clone(), again)
    }

    #[test]
    fn on_its_own_snapshot_nothing_changes() {
        for scale in
            [Normalisation::MIN_MAX, Normalisation::Z_SCORE, Normalisation::MinMax { lo: 1.0, hi: 100.0 }]
        {
            let (before, after) = frozen(scale);
            for (a, b) in before.iter().zip(after.unwrap()) {
                assert!((a.is_nan() && b.is_nan()) || (a - b).abs() < 1e-9, "{a} {b}");
            }
        }
    }

    #[test]
    fn ranks_cannot_be_fixed_and_every_indicator_is_named() {
        let problems = frozen(Normalisation::PERCENTILE_RANK).1.unwrap_err();
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[0].to_string().contains("unemployment"));
    }
}
