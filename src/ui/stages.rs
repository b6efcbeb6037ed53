//! The chain from snapshot and scenario to the result, one memo per stage.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::{Loaded, Shared, Stage, State, shared};
use crate::filter::AreaSet;
use crate::pipeline::{
    Before, Matrix, Outcome, Plan, Problem, Ranked, Reference, Scored, Standing, apply_rules, build_matrix,
    compile_and_score, rank_all, rank_stage, resolve, select,
};
use crate::rank::Ranking;
use crate::rule::{Neighbours, RuleOutcome, neighbours};
use crate::scenario::Scenario;
use crate::view::{Earlier, scenario_before};

type Source = Signal<Shared<Scenario>>;
type Data = Signal<Option<Shared<Loaded>>>;
/// A stage's memo; `None` before any data are open.
type Staged<T> = Memo<Option<Stage<T>>>;

/// One memo per stage: a moved weight reaches only the last two, a moved filter not the matrix.
pub fn stages(loaded: Data, scenario: Source) -> Staged<Shared<Outcome>> {
    let plan = plan_stage(loaded, scenario);
    let set = set_stage(loaded, scenario, plan);
    let matrix = matrix_stage(loaded, plan, set);
    let scored = score_stage(loaded, scenario, plan, matrix);
    let overall = overall_stage(loaded, scored);
    let neighbours = neighbour_stage(loaded, scenario);
    let flags = flag_stage((loaded, scenario, plan), (set, matrix, scored), neighbours);
    let ranked = ranked_stage((loaded, scenario, plan), set, (scored, overall, flags));
    Memo::new(move |_| {
        let (plan, set, matrix, scored, ranked) =
            (plan.get()?, set.get()?, matrix.get()?, scored.get()?, ranked.get()?);
        let flags = flags.get()?;
        Some(plan.and_then(|plan| {
            let (set, matrix, scored, ranked) = (set?.0, matrix?.0, scored?.0, ranked?.0);
            let flags = flags?.map(|flags| flags.0);
            Ok(shared(Outcome { period: plan.period, set, matrix, scored, flags, ranked }))
        }))
    })
}

/// The scenario in the period before, by stages of its own, so that a change there costs no more than it does here.
/// They live with who asks, and are worked only while somebody reads what comes of them.
pub fn earlier(state: State) -> Memo<Option<Shared<Earlier>>> {
    let before = Memo::new(move |_| {
        let (loaded, period) = state.data()?;
        scenario_before(&loaded.snapshot, &state.scenario(), period).map(shared)
    });
    let scenario = Signal::derive(move || before.get().unwrap_or_else(|| state.scenario()));
    let outcome = stages(Signal::derive(move || state.loaded()), scenario);
    Memo::new(move |_| {
        state.data()?;
        if before.read().is_none() {
            return Some(shared(Earlier::First));
        }
        Some(shared(match outcome.get()? {
            Ok(outcome) => Earlier::Run(outcome.0),
            Err(problems) => Earlier::Failed(problems),
        }))
    })
}

fn plan_stage(loaded: Data, scenario: Source) -> Staged<Plan> {
    Memo::new(move |_| {
        let loaded = loaded.get()?;
        Some(resolve(&loaded.snapshot, &scenario.read()).map_err(Arc::new))
    })
}

fn set_stage(loaded: Data, scenario: Source, plan: Staged<Plan>) -> Staged<Shared<AreaSet>> {
    let filter = Memo::new(move |_| scenario.read().filter.clone());
    Memo::new(move |_| {
        filter.track();
        let (loaded, plan) = (loaded.get()?, plan.get()?);
        let scenario = scenario.read_untracked();
        Some(plan.and_then(|plan| {
            select(&loaded.snapshot, &scenario, plan.period, &loaded.search).map(shared).or_else(failed)
        }))
    })
}

fn matrix_stage(loaded: Data, plan: Staged<Plan>, set: Staged<Shared<AreaSet>>) -> Staged<Shared<Matrix>> {
    Memo::new(move |_| {
        let (loaded, plan) = (loaded.get()?, plan.get()?);
        Some(plan.and_then(|plan| {
            // The filter matters to the scale only where the scenario says so: otherwise it is not even read.
            let set = if plan.within == Reference::Filter {
                set.get().unwrap_or_else(|| failed(Vec::new()))?
            } else {
                shared(AreaSet::none(0))
            };
            build_matrix(&loaded.snapshot, &plan, &set).map(shared).or_else(failed)
        }))
    })
}

fn score_stage(
    loaded: Data,
    scenario: Source,
    plan: Staged<Plan>,
    matrix: Staged<Shared<Matrix>>,
) -> Staged<Shared<Scored>> {
    let index = Memo::new(move |_| {
        let scenario = scenario.read();
        (scenario.index.clone(), scenario.missing, scenario.flat.clone())
    });
    Memo::new(move |_| {
        index.track();
        let (loaded, plan, matrix) = (loaded.get()?, plan.get()?, matrix.get()?);
        let scenario = scenario.read_untracked();
        Some(plan.and_then(|plan| {
            let matrix = matrix?;
            compile_and_score(&scenario, &plan, &matrix, &loaded.snapshot).map(shared).or_else(failed)
        }))
    })
}

/// All areas in order: what the filter admits does not matter to it.
fn overall_stage(loaded: Data, scored: Staged<Shared<Scored>>) -> Staged<Shared<Ranking>> {
    Memo::new(move |_| {
        let (loaded, scored) = (loaded.get()?, scored.get()?);
        Some(scored.map(|scored| Shared(rank_all(&loaded.snapshot, &scored.scores))))
    })
}

/// Who borders on whom: found once for a data set, and only where rules ask for it.
fn neighbour_stage(loaded: Data, scenario: Source) -> Memo<Option<Shared<Neighbours>>> {
    let asked = Memo::new(move |_| scenario.read().rules.iter().any(|rule| rule.enclosed.is_some()));
    Memo::new(move |_| {
        let loaded = loaded.get()?;
        asked.get().then(|| shared(neighbours(&loaded.snapshot.boundaries)))
    })
}

type Flags = Option<Shared<RuleOutcome>>;
/// The areas that count, the matrix and the scores.
type ScoredAreas = (Staged<Shared<AreaSet>>, Staged<Shared<Matrix>>, Staged<Shared<Scored>>);

fn flag_stage(
    (loaded, scenario, plan): (Data, Source, Staged<Plan>),
    (set, matrix, scored): ScoredAreas,
    neighbours: Memo<Option<Shared<Neighbours>>>,
) -> Staged<Flags> {
    let rules = Memo::new(move |_| scenario.read().rules.clone());
    Memo::new(move |_| {
        if rules.read().is_empty() {
            return Some(Ok(None));
        }
        let (loaded, plan, set) = (loaded.get()?, plan.get()?, set.get()?);
        let (matrix, scored, neighbours) = (matrix.get()?, scored.get()?, neighbours.get());
        let scenario = scenario.read_untracked();
        Some(plan.and_then(|plan| {
            let (set, matrix, scored) = (set?, matrix?, scored?);
            let neighbours = neighbours.as_ref().map(|known| &known.0);
            let before =
                Before { period: plan.period, set: &set, matrix: &matrix, scored: &scored, neighbours };
            let flags = apply_rules(&loaded.snapshot, &scenario, before).or_else(failed)?;
            Ok(flags.map(Shared))
        }))
    })
}

type Standings = (Staged<Shared<Scored>>, Staged<Shared<Ranking>>, Staged<Flags>);

fn ranked_stage(
    (loaded, scenario, plan): (Data, Source, Staged<Plan>),
    set: Staged<Shared<AreaSet>>,
    (scored, overall, flags): Standings,
) -> Staged<Shared<Ranked>> {
    let bands = Memo::new(move |_| {
        let scenario = scenario.read();
        (scenario.tiers.clone(), scenario.cut, scenario.locks.clone())
    });
    Memo::new(move |_| {
        bands.track();
        let (loaded, plan, set) = (loaded.get()?, plan.get()?, set.get()?);
        let (scored, overall, flags) = (scored.get()?, overall.get()?, flags.get()?);
        let scenario = scenario.read_untracked();
        Some(plan.and_then(|plan| {
            let (set, scored, overall, flags) = (set?, scored?, overall?, flags?);
            let standing = Standing { scores: &scored.scores, overall: &overall.0, flags: flags.as_deref() };
            Ok(shared(rank_stage(&loaded.snapshot, &scenario, (&plan, &set), standing)))
        }))
    })
}

fn failed<T>(problems: Vec<Problem>) -> Stage<T> {
    Err(Arc::new(problems))
}
