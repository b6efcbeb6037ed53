//! Rules over columns: a verdict for every area.

use std::sync::Arc;

use serde::Serialize;

use super::choice::Rule;
use super::compile::{Compiled, Compiler};
use super::enclosed::Enclosure;
use super::logic::Lean;
use super::neighbours::{Neighbours, neighbours};
use super::problem::{RuleError, RuleErrorKind};
use super::rule_input::RuleInput;
use super::truth::Truth;
use crate::filter::AreaSet;
use crate::snapshot::Label;

/// What a rule says of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The rule holds.
    Flagged,
    /// It would hold if the bars were lower by no more than their bands.
    Near,
    /// It does not hold, whatever the missing values are.
    NotFlagged,
    /// It depends on missing values.
    Unknown,
}

/// How many areas got which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct VerdictCounts {
    /// Flagged.
    pub flagged: usize,
    /// Near.
    pub near: usize,
    /// Not flagged.
    pub not_flagged: usize,
    /// Unknown for want of values.
    pub unknown: usize,
}

/// One rule's verdicts.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleResult {
    /// Identifier of the rule.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Verdict of each area; `None` outside the set.
    pub verdict: Vec<Option<Verdict>>,
    /// How many areas got which.
    pub counts: VerdictCounts,
    pub(super) when: Compiled,
    pub(super) enclosure: Option<Enclosure>,
}

/// All rules' verdicts.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOutcome {
    /// The rules in the scenario's order.
    pub rules: Vec<RuleResult>,
    /// Verdict over all rules: flagged by any; else near one; else unknown to one; else not flagged.
    /// `None` outside the set.
    pub verdict: Vec<Option<Verdict>>,
    /// How many areas got which.
    pub counts: VerdictCounts,
    /// Areas of reference without a number of inhabitants, which count as empty in a bar by population;
    /// `None` when no rule has such a bar.
    pub without_population: Option<usize>,
    /// Areas of the set without a boundary, whose neighbours nobody knows; `None` when no rule asks for neighbours.
    pub without_boundary: Option<usize>,
    pub(super) reference: AreaSet,
    pub(super) neighbours: Option<Arc<Neighbours>>,
}

/// Applies every rule to every area.
///
/// A threshold without a value is unknown and goes through `all`, `any`, `not` and `at_least` by the strong tables of
/// Kleene (1938): an `any` with one part exceeded holds whatever else is missing, an `all` with one part failed fails.
///
/// # Errors
/// Every name or number of the rules that does not fit; nothing is evaluated in part.
pub fn evaluate(rules: &[Rule], input: &RuleInput) -> Result<RuleOutcome, Vec<RuleError>> {
    let mut compiler = Compiler::new(input);
    let compiled: Vec<(Compiled, Option<Compiled>)> =
        rules.iter().enumerate().map(|(at, rule)| compile_rule(&mut compiler, &rules[..at], rule)).collect();
    if !compiler.errors.is_empty() {
        return Err(compiler.errors);
    }
    let by_population = compiler.by_population;
    let around = borders(rules, input);
    let results: Vec<RuleResult> = rules
        .iter()
        .zip(compiled)
        .map(|(rule, parts)| apply(rule, parts, (input, around.as_ref())))
        .collect();
    let verdict = overall(&results, input);
    Ok(RuleOutcome {
        counts: count(&verdict),
        verdict,
        rules: results,
        without_population: by_population.then(|| without_population(input)),
        without_boundary: around
            .as_ref()
            .map(|around| input.set.iter().filter(|at| !around.has_boundary(*at)).count()),
        reference: input.reference.clone(),
        neighbours: around,
    })
}

fn compile_rule(compiler: &mut Compiler, before: &[Rule], rule: &Rule) -> (Compiled, Option<Compiled>) {
    compiler.rule.clone_from(&rule.id);
    if before.iter().any(|other| other.id == rule.id) {
        compiler.fail(RuleErrorKind::RepeatedId);
    }
    let when = compiler.condition(&rule.when);
    let enclosed = rule.enclosed.as_ref().map(|enclosed| {
        compiler.check_share("enclosed.min_neighbours_share", enclosed.min_neighbours_share);
        compiler.condition(&enclosed.when)
    });
    if enclosed.is_some() && compiler.no_boundaries() {
        compiler.fail(RuleErrorKind::NoBoundaries);
    }
    (when, enclosed)
}

fn borders(rules: &[Rule], input: &RuleInput) -> Option<Arc<Neighbours>> {
    let asked = rules.iter().any(|rule| rule.enclosed.is_some());
    let find = || Arc::new(neighbours(&input.snapshot.boundaries));
    asked.then(|| input.neighbours.map_or_else(find, Arc::clone))
}

fn without_population(input: &RuleInput) -> usize {
    let column = input.snapshot.population_column(input.period);
    input.reference.iter().filter(|at| column.is_none_or(|column| column.get(*at).is_none())).count()
}

fn apply(
    rule: &Rule,
    (when, enclosed): (Compiled, Option<Compiled>),
    (input, around): (&RuleInput, Option<&Arc<Neighbours>>),
) -> RuleResult {
    let n_areas = input.snapshot.n_areas();
    let mut strict = when.truths(Lean::Strict, n_areas);
    let mut lenient = when.truths(Lean::Easier, n_areas);
    let enclosure = rule.enclosed.as_ref().zip(enclosed).zip(around).map(|((choice, when), around)| {
        let enclosure = Enclosure { when, flagged: strict.clone(), min_share: choice.min_neighbours_share };
        let among = enclosure.among(around);
        let join = |into: &mut Vec<Truth>, lean| {
            let own = enclosure.when.truths(lean, n_areas);
            let filled = among.iter().zip(own).map(|(among, own)| (*among).min(own));
            into.iter_mut().zip(filled).for_each(|(truth, filled)| *truth = (*truth).max(filled));
        };
        join(&mut strict, Lean::Strict);
        join(&mut lenient, Lean::Easier);
        enclosure
    });
    let mut verdict = vec![None; n_areas];
    for at in input.set.iter() {
        if let (Some(slot), Some(strict), Some(lenient)) =
            (verdict.get_mut(at), strict.get(at), lenient.get(at))
        {
            *slot = Some(judge(*strict, *lenient));
        }
    }
    RuleResult {
        id: rule.id.clone(),
        name: rule.name.clone(),
        counts: count(&verdict),
        verdict,
        when,
        enclosure,
    }
}

fn judge(strict: Truth, lenient: Truth) -> Verdict {
    match (strict, lenient) {
        (Truth::True, _) => Verdict::Flagged,
        (_, Truth::True) => Verdict::Near,
        (Truth::Unknown, _) => Verdict::Unknown,
        (Truth::False, _) => Verdict::NotFlagged,
    }
}

fn overall(results: &[RuleResult], input: &RuleInput) -> Vec<Option<Verdict>> {
    let mut all = vec![None; input.snapshot.n_areas()];
    for at in input.set.iter() {
        let said = |wanted| results.iter().any(|one| one.verdict.get(at) == Some(&Some(wanted)));
        let first = [Verdict::Flagged, Verdict::Near, Verdict::Unknown].into_iter().find(|one| said(*one));
        if let Some(slot) = all.get_mut(at) {
            *slot = Some(first.unwrap_or(Verdict::NotFlagged));
        }
    }
    all
}

fn count(verdicts: &[Option<Verdict>]) -> VerdictCounts {
    let mut counts = VerdictCounts::default();
    for verdict in verdicts.iter().flatten() {
        *match verdict {
            Verdict::Flagged => &mut counts.flagged,
            Verdict::Near => &mut counts.near,
            Verdict::NotFlagged => &mut counts.not_flagged,
            Verdict::Unknown => &mut counts.unknown,
        } += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
