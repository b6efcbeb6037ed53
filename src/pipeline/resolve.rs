//! Names in a scenario → positions in a snapshot.

use super::matrix::Matrix;
use super::problem::Problem;
use crate::rank::{Cut, Tiers};
use crate::scenario::{Scenario, Within};
use crate::score::{Imputation, IndexNode, MissingRule, Normalisation, ScoreTree, TreeNode};
use crate::snapshot::{Polarity, Snapshot};

/// One leaf of the index, resolved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaf {
    /// Position of the indicator.
    pub indicator: usize,
    /// Its scale.
    pub normalisation: Normalisation,
}

/// What the matrix depends on; weights are no part of it, so that moving one leaves the matrix alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Position of the period.
    pub period: usize,
    /// The leaves from left to right.
    pub leaves: Vec<Leaf>,
    /// Position of the division level whose means fill gaps.
    pub impute_level: Option<usize>,
    /// Which areas set the scale.
    pub within: Within,
}

/// Checks a scenario against a snapshot.
///
/// # Errors
/// All problems at once.
pub fn resolve(snapshot: &Snapshot, scenario: &Scenario) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let period = resolve_period(snapshot, scenario, &mut problems);
    check_numbers(scenario, &mut problems);
    check_node(&scenario.index, "index", &mut problems);
    let leaves = scenario
        .index
        .leaves()
        .into_iter()
        .filter_map(|leaf| resolve_leaf(snapshot, scenario, (leaf, period), &mut problems))
        .collect();
    let impute_level = resolve_imputation(snapshot, scenario, &mut problems);
    if problems.is_empty() {
        Ok(Plan { period, leaves, impute_level, within: scenario.within })
    } else {
        Err(problems)
    }
}

fn resolve_period(snapshot: &Snapshot, scenario: &Scenario, problems: &mut Vec<Problem>) -> usize {
    let Some(id) = &scenario.period else { return snapshot.latest_period() };
    snapshot.period_idx(id).unwrap_or_else(|| {
        problems.push(Problem::UnknownPeriod { period: id.clone() });
        snapshot.latest_period()
    })
}

fn resolve_imputation(
    snapshot: &Snapshot,
    scenario: &Scenario,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let Imputation::GroupMean { level } = &scenario.impute else { return None };
    let found = snapshot.divisions.level_idx(level);
    if found.is_none() {
        problems.push(Problem::UnknownLevel { level: level.clone() });
    }
    found
}

fn resolve_leaf(
    snapshot: &Snapshot,
    scenario: &Scenario,
    (node, period): (&IndexNode, usize),
    problems: &mut Vec<Problem>,
) -> Option<Leaf> {
    let id = node.indicator.as_ref()?;
    let Some(indicator) = snapshot.indicator_idx(id) else {
        problems.push(Problem::UnknownIndicator { indicator: id.clone() });
        return None;
    };
    if snapshot.indicators[indicator].polarity == Polarity::Context {
        problems.push(Problem::ContextIndicator { indicator: id.clone() });
    }
    if snapshot.column_in_force(indicator, period).is_none() {
        let period = snapshot.periods.get(period).map(|period| period.id.clone()).unwrap_or_default();
        problems.push(Problem::NoValues { indicator: id.clone(), period });
    }
    Some(Leaf { indicator, normalisation: node.normalise.unwrap_or(scenario.normalise) })
}

fn check_node(node: &IndexNode, path: &str, problems: &mut Vec<Problem>) {
    let bad_weight = |weight: f64| !weight.is_finite() || weight < 0.0;
    if node.indicator.is_some() != node.children.is_empty() {
        problems.push(Problem::EmptyNode { node: path.to_owned() });
    }
    let weights = || node.children.iter().map(|child| child.weight);
    if weights().any(bad_weight) || (!node.children.is_empty() && weights().all(|weight| weight == 0.0)) {
        problems.push(Problem::BadWeight { node: path.to_owned() });
    }
    for (at, child) in node.children.iter().enumerate() {
        let name = child.id.as_ref().or(child.indicator.as_ref()).cloned().unwrap_or_else(|| at.to_string());
        check_node(child, &format!("{path}/{name}"), problems);
    }
}

fn check_numbers(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let mut check = |what, found: f64, expected, fine: bool| {
        if !fine || !found.is_finite() {
            problems.push(Problem::OutOfRange { what, found, expected });
        }
    };
    if let MissingRule::Renormalise { min_coverage } = scenario.missing {
        check("missing.min_coverage", min_coverage, "0 to 1", (0.0..=1.0).contains(&min_coverage));
    }
    if let Cut::PopulationShare(share) = scenario.cut {
        check("cut.population_share", share, "0 to 1", (0.0..=1.0).contains(&share));
    }
    match &scenario.tiers {
        Tiers::Quantile { count } => {
            check("tiers.count", f64::from(*count), "2 to 20", (2..=20).contains(count))
        }
        Tiers::Cuts { bounds } => {
            let falling = bounds.windows(2).all(|pair| pair[0] > pair[1]) && (1..=19).contains(&bounds.len());
            check("tiers.bounds", bounds.len() as f64, "1 to 19 descending bounds", falling);
        }
    }
    let scales = scenario.index.leaves().into_iter().filter_map(|leaf| leaf.normalise);
    for scale in scales.chain([scenario.normalise]) {
        if let Normalisation::MinMax { lo, hi } = scale {
            check("normalise.hi", hi, "a number above `lo`", hi > lo && lo.is_finite());
        }
    }
}

/// The index with the scenario's weights, over the columns that hold information.
///
/// # Errors
/// [`Problem::NothingToScore`] when no column does.
pub fn compile_tree(scenario: &Scenario, plan: &Plan, matrix: &Matrix) -> Result<ScoreTree, Vec<Problem>> {
    debug_assert_eq!(plan.leaves.len(), matrix.leaves.len());
    let mut next = 0;
    let root =
        compile_node(&scenario.index, matrix, &mut next).ok_or_else(|| vec![Problem::NothingToScore])?;
    Ok(ScoreTree { root, missing: scenario.missing })
}

/// Leaves without information, weightless nodes and groups left empty by that take no part.
fn compile_node(node: &IndexNode, matrix: &Matrix, next: &mut usize) -> Option<TreeNode> {
    if let Some(indicator) = &node.indicator {
        let at = *next;
        *next += 1;
        let column = matrix.leaves.get(at)?.column;
        return column.map(|column| TreeNode {
            id: indicator.clone(),
            weight: node.weight,
            leaf: Some(column),
            method: node.method,
            children: Vec::new(),
        });
    }
    let children: Vec<TreeNode> =
        node.children.iter().filter_map(|child| compile_node(child, matrix, next)).collect();
    let heavy: Vec<TreeNode> = children.into_iter().filter(|child| child.weight > 0.0).collect();
    (!heavy.is_empty()).then(|| TreeNode {
        id: node.id.clone().unwrap_or_default(),
        weight: node.weight,
        leaf: None,
        method: node.method,
        children: heavy,
    })
}
