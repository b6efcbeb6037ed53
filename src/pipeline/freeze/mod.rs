//! Scales fixed to one data set, so that the scores of later ones compare with it.

mod scale;
mod why;

use super::compile::compile_node;
use super::prepare::{Divisions, prepare};
use super::resolve::{Leaf, Plan, Reference};
use super::{MatrixLeaf, Outcome, Problem, resolve, run};
use crate::filter::AreaSet;
use crate::scenario::{Scenario, Within};
use crate::score::{Frame, GroupScale, IndexNode, Normalisation, ScoreTree, Treatment, TreeNode, normalise};
use crate::snapshot::{Polarity, Snapshot};
use scale::{Straight, straight};
pub use why::Unfreezable;

/// The scenario with every scale that depends on the data replaced by fixed numbers: those of this snapshot, or of its base
/// period where the scenario has one. Outliers that were brought in are brought in by bounds where they stand now; bounds set by
/// hand stay. What takes no part now is left out, and with it every group in which nothing else is: on later data it would
/// come in with a scale of its own. On this snapshot the scores are the same, which is checked; on another the scale stays
/// where it is, so that scores compare. `outcome` is that of the scenario on the snapshot.
///
/// # Errors
/// Everything that cannot be written as fixed numbers, each with the reason: [`Unfreezable`].
pub fn freeze(snapshot: &Snapshot, scenario: &Scenario, outcome: &Outcome) -> Result<Scenario, Vec<Problem>> {
    let plan = resolve(snapshot, scenario)?;
    let divisions = Divisions::new(snapshot, &plan.leaves);
    let mut freezing =
        Freezing { snapshot, scenario, outcome, plan: &plan, divisions, next: 0, problems: Vec::new() };
    if scenario.flat.as_ref().is_some_and(|method| !method.is_absolute()) {
        freezing.refuse("flat", Unfreezable::Relative);
    }
    let index = freezing.node(&scenario.index);
    let Freezing { problems, .. } = freezing;
    let Some(index) = index.filter(|_| problems.is_empty()) else {
        return Err(if problems.is_empty() { vec![Problem::NothingToScore] } else { problems });
    };
    let mut frozen = Scenario { index, treat: Treatment::None, ..scenario.clone() };
    if matches!(frozen.within, Within::Base(_)) {
        // The base's figures stand in the scales now. What the filter or a division restricts stays restricted.
        frozen.within = Within::All;
    }
    let gone = |id: &String| {
        let stands_below = |node: &IndexNode| node.children.iter().any(|child| child.name_id() == id);
        stands_below(&scenario.index) && !stands_below(&frozen.index)
    };
    frozen.robustness.order.retain(|id| !gone(id));
    match differing(snapshot, &frozen, outcome) {
        0 => Ok(frozen),
        _ => Err(vec![Problem::CannotFreeze {
            what: scenario.index.name_id().to_owned(),
            why: Unfreezable::Inexact,
        }]),
    }
}

/// In how many areas the scenario as it will be read again scores otherwise than `outcome`; all where it does not run.
fn differing(snapshot: &Snapshot, frozen: &Scenario, outcome: &Outcome) -> usize {
    let again = Scenario::parse(frozen.to_json().as_bytes()).ok().and_then(|read| run(snapshot, &read).ok());
    let before = &outcome.scored.scores.score;
    let Some(again) = again else { return before.len().max(1) };
    let differs = |(a, b): &(&f64, &f64)| {
        !(a.is_nan() && b.is_nan() || (*a - *b).abs() <= 1e-9 * a.abs().max(1.0) || a == b)
    };
    before.iter().zip(&again.scored.scores.score).filter(differs).count()
}

struct Freezing<'a> {
    snapshot: &'a Snapshot,
    scenario: &'a Scenario,
    outcome: &'a Outcome,
    plan: &'a Plan,
    divisions: Divisions,
    /// Position of the leaf that comes next.
    next: usize,
    problems: Vec<Problem>,
}

impl Freezing<'_> {
    fn refuse(&mut self, what: &str, why: Unfreezable) {
        self.problems.push(Problem::CannotFreeze { what: what.to_owned(), why });
    }

    /// The node with fixed scales; `None` where it takes no part.
    fn node(&mut self, node: &IndexNode) -> Option<IndexNode> {
        let start = self.next;
        if node.indicator.is_some() {
            self.next += 1;
            return self.leaf(node, start);
        }
        let children: Vec<Option<IndexNode>> = node.children.iter().map(|child| self.node(child)).collect();
        let mut at = start;
        let compiled = compile_node((node, 1.0), &self.outcome.matrix, &mut at)?;
        let mut frozen = IndexNode { children: Vec::new(), ..node.clone() };
        if children.iter().any(Option::is_none) {
            // Judgements speak of all children; the weights that they led to speak of each.
            frozen.weighting = None;
            let weighed = children.into_iter().zip(node.child_weights());
            frozen.children =
                weighed.filter_map(|(child, weight)| Some(IndexNode { weight, ..child? })).collect();
        } else {
            frozen.children = children.into_iter().flatten().collect();
        }
        self.group_scale(&mut frozen, compiled);
        Some(frozen)
    }

    fn leaf(&mut self, node: &IndexNode, at: usize) -> Option<IndexNode> {
        let (leaf, own) = (self.plan.leaves.get(at)?, self.outcome.matrix.leaves.get(at)?);
        own.column?;
        let found = self.leaf_scale(leaf, own).and_then(|scale| {
            let treatment = treatment(leaf, own, self.snapshot)?;
            let lowers = self.snapshot.indicators[leaf.indicator].polarity == Polarity::LowersNeed;
            Ok((scale.scale, capped(treatment, scale.at_best, lowers)))
        });
        match found {
            Ok((scale, treat)) => {
                Some(IndexNode { normalise: Some(scale), treat: treat.treatment(), ..node.clone() })
            }
            Err(why) => {
                self.refuse(node.indicator.as_deref().unwrap_or_default(), why);
                Some(node.clone())
            }
        }
    }

    fn leaf_scale(&self, leaf: &Leaf, own: &MatrixLeaf) -> Result<Straight, Unfreezable> {
        let scaled = own.scaled_from(self.snapshot);
        let base = match self.plan.within {
            Reference::Base(period) => {
                if scaled.iter().all(|x| x.is_nan()) {
                    return Err(Unfreezable::Gone);
                }
                let prepared =
                    prepare((self.snapshot, &self.divisions), leaf, period).ok_or(Unfreezable::Gone)?;
                let raw = self.snapshot.column(leaf.indicator, prepared.period).map(|column| column.raw());
                Some(prepared.values.unwrap_or_else(|| raw.unwrap_or_default().to_vec()))
            }
            Reference::Groups(_) if !leaf.normalisation.is_fixed() => return Err(Unfreezable::Groups),
            _ => None,
        };
        let sets = base.as_deref().unwrap_or(scaled);
        let lowers = self.snapshot.indicators[leaf.indicator].polarity == Polarity::LowersNeed;
        straight(&leaf.normalisation, &self.members(sets), (lowers, leaf.anchor.value(sets)))
    }

    /// The values that set the scale.
    fn members(&self, values: &[f64]) -> Vec<f64> {
        let reference = self.outcome.matrix.scale.reference.as_ref();
        let counts = |at: usize| reference.is_none_or(|set| set.contains(at));
        values.iter().enumerate().filter(|(at, x)| !x.is_nan() && counts(*at)).map(|(_, x)| *x).collect()
    }

    /// Fixes the scale that a group's combined value is brought to.
    fn group_scale(&mut self, frozen: &mut IndexNode, compiled: TreeNode) {
        let Some(scale) = frozen.normalise.clone() else { return };
        match self.group_straight(&scale, compiled).and_then(|found| bounded(frozen, found)) {
            Ok(()) => {}
            Err(why) => self.refuse(frozen.name_id(), why),
        }
    }

    fn group_straight(&self, scale: &Normalisation, compiled: TreeNode) -> Result<Straight, Unfreezable> {
        if matches!(self.plan.within, Reference::Groups(_)) {
            let stays = Straight { scale: scale.clone(), at_best: None };
            return if scale.is_fixed() { Ok(stays) } else { Err(Unfreezable::Groups) };
        }
        let matrix = &self.outcome.matrix;
        // What the scale is set by: the combined value, rounded where that comes first.
        let root = TreeNode { normalise: None, bounds: (None, None), round_scale: None, ..compiled };
        let scored = |columns: &[&[f64]], scale: GroupScale| {
            let tree = ScoreTree { root: root.clone(), missing: self.scenario.missing, scale: scale.into() };
            self.members(&tree.score(columns, self.snapshot.n_areas()).score)
        };
        let members = match &matrix.scale.base {
            Some(base) => {
                let columns: Vec<&[f64]> = base.iter().map(|column| column.as_slice()).collect();
                scored(&columns, GroupScale::default())
            }
            None => scored(&matrix.columns(), GroupScale { base: None, ..(*matrix.scale).clone() }),
        };
        let everything = AreaSet::all(members.len());
        let frame = Frame::new(Polarity::RaisesNeed, &everything);
        // A group whose values the scale cannot tell apart is missing everywhere, whatever numbers are written.
        normalise(&members, scale, &frame).map_err(|_| Unfreezable::Unscaled)?;
        let target = match scale {
            Normalisation::DistanceToTarget { target, .. } => *target,
            _ => None,
        };
        straight(scale, &members, (false, target))
    }
}

/// Puts a group's fixed scale in; a value without need that better ones count as becomes a floor.
fn bounded(node: &mut IndexNode, found: Straight) -> Result<(), Unfreezable> {
    if found.at_best.is_some() {
        let floor = node.floor.unwrap_or(0.0).max(0.0);
        if node.cap.is_some_and(|cap| cap <= floor) {
            return Err(Unfreezable::Inexact);
        }
        node.floor = Some(floor);
    }
    node.normalise = Some(found.scale);
    Ok(())
}

/// What brings outliers in on any data as the treatment does on these.
fn treatment(leaf: &Leaf, own: &MatrixLeaf, snapshot: &Snapshot) -> Result<Bounds, Unfreezable> {
    let record = own.treated.unwrap_or_default();
    match &leaf.treatment {
        Treatment::Caps { low, high } => Ok(Bounds { low: *low, high: *high }),
        _ if record.lambda.is_some() => Err(Unfreezable::Transformed),
        _ => {
            // Over all areas: the treatment knows of no filter.
            let values = own.scaled_from(snapshot).iter().copied().filter(|x| !x.is_nan());
            let (min, max) =
                values.fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), x| (min.min(x), max.max(x)));
            Ok(Bounds { low: (record.low > 0).then_some(min), high: (record.high > 0).then_some(max) })
        }
    }
}

/// Bounds of an indicator's values, in its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bounds {
    low: Option<f64>,
    high: Option<f64>,
}

impl Bounds {
    fn treatment(self) -> Option<Treatment> {
        let Self { low, high } = self;
        (low.is_some() || high.is_some()).then_some(Treatment::Caps { low, high })
    }
}

/// The bounds with the value without need, as which better values count.
fn capped(bounds: Bounds, best: Option<f64>, lowers: bool) -> Bounds {
    let Some(best) = best else { return bounds };
    match lowers {
        true => Bounds { high: Some(bounds.high.map_or(best, |high| high.min(best))), ..bounds },
        false => Bounds { low: Some(bounds.low.map_or(best, |low| low.max(best))), ..bounds },
    }
}

#[cfg(test)]
mod tests;
