//! Names in a scenario → positions in a snapshot.

use super::numbers::check_numbers;
use super::population;
use super::problem::{LockFault, Problem};
use crate::scenario::{Membership, Scenario, Within};
use crate::score::{Imputation, IndexNode, Normalisation, Treatment};
use crate::snapshot::{Column, Measure, Polarity, Snapshot};
use crate::text::JalaliDate;

/// One leaf of the index, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Position of the indicator.
    pub indicator: usize,
    /// Number of the group it stands in, in the order of the file.
    pub group: usize,
    /// Position of the indicator below the line, and what the quotient is multiplied by.
    pub denominator: Option<(usize, f64)>,
    /// Position of the division level towards whose rates it is drawn.
    pub shrink_level: Option<usize>,
    /// How its gaps are filled.
    pub imputation: Imputation,
    /// Position of the division level whose centre fills its gaps.
    pub impute_level: Option<usize>,
    /// How its outliers are treated.
    pub treatment: Treatment,
    /// Its scale.
    pub normalisation: Normalisation,
    /// What its scale is measured from.
    pub anchor: Anchor,
    /// Decimals that its values on the scale are rounded to; `None`: as they are.
    pub round: Option<u8>,
}

/// What a distance is measured from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchor {
    /// Nothing.
    None,
    /// A number in the indicator's unit.
    Value(f64),
    /// The value of an area.
    Area(usize),
}

impl Anchor {
    /// The number, with the values it may be among; `None` where it is missing.
    pub fn value(self, values: &[f64]) -> Option<f64> {
        match self {
            Self::None => None,
            Self::Value(value) => Some(value),
            Self::Area(at) => values.get(at).copied().filter(|x| !x.is_nan()),
        }
    }
}

/// Which areas set the scale, resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// All.
    All,
    /// Those that count.
    Filter,
    /// Those of the same division of the level at this position.
    Groups(usize),
    /// All, in the period at this position.
    Base(usize),
}

/// What the matrix depends on; weights are no part of it, so that moving one leaves the matrix alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Position of the period.
    pub period: usize,
    /// The leaves from left to right.
    pub leaves: Vec<Leaf>,
    /// Which areas set the scale.
    pub within: Reference,
    /// Areas kept in the list (`true`) or out of it, by ascending position.
    pub locks: Vec<(u32, bool)>,
}

/// Checks a scenario against a snapshot.
///
/// # Errors
/// All problems at once.
pub fn resolve(snapshot: &Snapshot, scenario: &Scenario) -> Result<Plan, Vec<Problem>> {
    let mut resolving =
        Resolving { snapshot, scenario, period: snapshot.latest_period(), problems: Vec::new() };
    resolving.period = resolving.period_called(scenario.period.as_deref());
    check_numbers(scenario, &mut resolving.problems);
    resolving.problems.extend(population::check_given(snapshot, scenario, resolving.period));
    check_node(&scenario.index, "index", &mut resolving.problems);
    let mut leaves = Vec::new();
    resolving.node(&scenario.index, &mut 0, &mut leaves);
    let within = match &scenario.within {
        Within::All => Reference::All,
        Within::Filter => Reference::Filter,
        Within::Group(level) => Reference::Groups(resolving.level(level).unwrap_or_default()),
        Within::Base(period) => Reference::Base(resolving.period_called(Some(period))),
    };
    let locks = resolving.locks();
    let Resolving { period, problems, .. } = resolving;
    if problems.is_empty() { Ok(Plan { period, leaves, within, locks }) } else { Err(problems) }
}

struct Resolving<'a> {
    snapshot: &'a Snapshot,
    scenario: &'a Scenario,
    period: usize,
    problems: Vec<Problem>,
}

impl Resolving<'_> {
    fn period_called(&mut self, id: Option<&str>) -> usize {
        let Some(id) = id else { return self.snapshot.latest_period() };
        self.snapshot.period_idx(id).unwrap_or_else(|| {
            self.problems.push(Problem::UnknownPeriod { period: id.to_owned() });
            self.snapshot.latest_period()
        })
    }

    fn locks(&mut self) -> Vec<(u32, bool)> {
        let mut found: Vec<(u32, bool)> = Vec::new();
        for lock in &self.scenario.locks {
            let Some(at) = self.snapshot.areas.position(&lock.area) else {
                self.problems.push(Problem::UnknownArea { area: lock.area.clone() });
                continue;
            };
            let dated = lock.date.as_ref().is_none_or(|date| JalaliDate::from_iso(date).is_ok());
            let faults = [
                (LockFault::Reason, lock.reason.trim().is_empty()),
                (LockFault::Twice, found.iter().any(|own| own.0 == at as u32)),
                (LockFault::Date, !dated),
            ];
            let area = &lock.area;
            let problems = faults.into_iter().filter(|own| own.1);
            self.problems.extend(problems.map(|(fault, _)| Problem::Lock { area: area.clone(), fault }));
            found.push((at as u32, lock.list == Membership::In));
        }
        found.sort_unstable();
        found
    }

    fn level(&mut self, id: &str) -> Option<usize> {
        let found = self.snapshot.divisions.level_idx(id);
        if found.is_none() {
            let problem = Problem::UnknownLevel { level: id.to_owned() };
            // Every leaf may name the level, but it is one mistake.
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
        found
    }

    fn indicator(&mut self, id: &str) -> Option<usize> {
        let found = self.snapshot.indicator_idx(id);
        if found.is_none() {
            self.problems.push(Problem::UnknownIndicator { indicator: id.to_owned() });
        }
        found
    }

    /// The leaves below a node; groups are numbered in the order of the file.
    fn node(&mut self, node: &IndexNode, groups: &mut usize, leaves: &mut Vec<Leaf>) {
        *groups += 1;
        let own = *groups;
        for child in &node.children {
            match &child.indicator {
                Some(id) => leaves.extend(self.leaf(child, id, own)),
                None => self.node(child, groups, leaves),
            }
        }
    }

    fn leaf(&mut self, node: &IndexNode, id: &str, group: usize) -> Option<Leaf> {
        let indicator = self.indicator(id)?;
        let declared = &self.snapshot.indicators[indicator];
        if declared.polarity == Polarity::Context {
            self.problems.push(Problem::ContextIndicator { indicator: id.to_owned() });
        }
        self.check_values(indicator);
        let denominator =
            node.denominate.as_ref().and_then(|below| Some((self.indicator(&below.by)?, below.per)));
        if let Some((below, _)) = denominator {
            self.check_values(below);
        }
        let imputation = node.impute.clone().unwrap_or_else(|| self.scenario.impute.clone());
        let impute_level = imputation.level().and_then(|level| self.level(level));
        let normalisation = node.normalise.clone().unwrap_or_else(|| self.scenario.normalise.clone());
        let leaf = Leaf {
            indicator,
            group,
            denominator,
            shrink_level: node.shrink.as_ref().and_then(|shrink| self.level(&shrink.level)),
            imputation,
            impute_level,
            treatment: node.treat.clone().unwrap_or_else(|| self.scenario.treat.clone()),
            anchor: self.anchor(&normalisation, id),
            normalisation,
            round: node.round,
        };
        self.check_leaf(node, &leaf);
        Some(leaf)
    }

    /// An indicator that is scored or divided by needs values in or before the period.
    fn check_values(&mut self, indicator: usize) {
        if self.snapshot.column_in_force(indicator, self.period).is_some() {
            return;
        }
        let period = self.snapshot.periods.get(self.period).map(|period| period.id.clone());
        let problem = Problem::NoValues {
            indicator: self.snapshot.indicators[indicator].id.clone(),
            period: period.unwrap_or_default(),
        };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn anchor(&mut self, scale: &Normalisation, id: &str) -> Anchor {
        match scale {
            Normalisation::DistanceToReference { area } => self.snapshot.areas.position(area).map_or_else(
                || {
                    let problem = Problem::UnknownArea { area: area.clone() };
                    if !self.problems.contains(&problem) {
                        self.problems.push(problem);
                    }
                    Anchor::None
                },
                Anchor::Area,
            ),
            Normalisation::DistanceToTarget { target: Some(target), .. } => Anchor::Value(*target),
            Normalisation::DistanceToTarget { target: None, .. } => {
                let period = self.snapshot.periods.get(self.period).map(|period| period.id.as_str());
                let general = |target: &&crate::snapshot::Target| {
                    target.indicator == id
                        && Some(target.period.as_str()) == period
                        && target.area.is_none()
                        && target.division.is_none()
                };
                let Some(target) = self.snapshot.targets.iter().find(general) else {
                    self.problems.push(Problem::NoTarget { indicator: id.to_owned() });
                    return Anchor::None;
                };
                Anchor::Value(target.value)
            }
            _ => Anchor::None,
        }
    }

    /// What single settings of a leaf ask of its indicator.
    fn check_leaf(&mut self, node: &IndexNode, leaf: &Leaf) {
        let id = self.snapshot.indicators[leaf.indicator].id.clone();
        if node.shrink.is_some() && people_of(self.snapshot, leaf, self.period).is_none() {
            self.problems.push(Problem::NotARate { indicator: id.clone() });
        }
        let lowers = self.snapshot.indicators[leaf.indicator].polarity == Polarity::LowersNeed;
        if let Normalisation::Goalposts { best, worst, .. } = leaf.normalisation
            && (worst > best) == lowers
        {
            self.problems.push(Problem::WrongGoalposts { indicator: id.clone(), best, worst });
        }
        let shaped = matches!(leaf.treatment, Treatment::Winsorise { .. } | Treatment::Transform { .. });
        if shaped && matches!(self.scenario.within, Within::Base(_)) {
            self.problems.push(Problem::TreatedBase { indicator: id });
        }
    }
}

/// The largest sum of sibling weights: times the largest value it is still a number.
const HEAVIEST: f64 = 1e100;

fn check_node(node: &IndexNode, path: &str, problems: &mut Vec<Problem>) {
    let bad_weight = |weight: f64| !weight.is_finite() || weight < 0.0;
    if node.indicator.is_some() != node.children.is_empty() {
        problems.push(Problem::EmptyNode { node: path.to_owned() });
    }
    if let Some(Err(error)) = node.judged() {
        problems.push(Problem::Judgements { node: path.to_owned(), error });
    }
    let weights = || node.children.iter().map(|child| child.weight);
    if node.weighting.is_none()
        && (weights().any(bad_weight) || (!node.children.is_empty() && weights().all(|weight| weight == 0.0)))
    {
        problems.push(Problem::BadWeight { node: path.to_owned() });
    }
    if node.weighting.is_none() && weights().sum::<f64>() > HEAVIEST {
        problems.push(Problem::TooHeavy { node: path.to_owned() });
    }
    for (at, child) in node.children.iter().enumerate() {
        let name = child.id.as_ref().or(child.indicator.as_ref()).cloned().unwrap_or_else(|| at.to_string());
        check_node(child, &format!("{path}/{name}"), problems);
    }
}

/// The people a rate is of, and what it is multiplied by.
pub fn people_of<'a>(snapshot: &'a Snapshot, leaf: &Leaf, period: usize) -> Option<(&'a Column, f64)> {
    let (below, per) = match (&leaf.denominator, &snapshot.indicators[leaf.indicator].measure) {
        (Some((below, per)), _) => (*below, *per),
        (None, Measure::Rate { denominator, per } | Measure::Ratio { denominator, per, .. }) => {
            (snapshot.indicator_idx(denominator)?, *per)
        }
        _ => return None,
    };
    Some((&**snapshot.column_in_force(below, period)?.1, per))
}
