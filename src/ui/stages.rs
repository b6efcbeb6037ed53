//! The chain from snapshot and scenario to the result, one memo per stage.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::{Loaded, Shared, Stage, shared};
use crate::filter::AreaSet;
use crate::pipeline::{
    Matrix, Outcome, Plan, Problem, Ranked, Scored, build_matrix, compile_and_score, rank_stage, resolve,
    select,
};
use crate::scenario::{Scenario, Within};

fn failed<T>(problems: Vec<Problem>) -> Stage<T> {
    Err(Arc::new(problems))
}

/// One memo per stage: a moved weight reaches only the last two, a moved filter not the matrix.
pub fn stages(
    loaded: RwSignal<Option<Shared<Loaded>>>,
    scenario: RwSignal<Shared<Scenario>>,
) -> Memo<Option<Stage<Shared<Outcome>>>> {
    let plan: Memo<Option<Stage<Plan>>> = Memo::new(move |_| {
        let loaded = loaded.get()?;
        Some(resolve(&loaded.snapshot, &scenario.read()).map_err(Arc::new))
    });
    let filter = Memo::new(move |_| scenario.read().filter.clone());
    let set: Memo<Option<Stage<Shared<AreaSet>>>> = Memo::new(move |_| {
        filter.track();
        let (loaded, plan) = (loaded.get()?, plan.get()?);
        let scenario = scenario.read_untracked();
        Some(plan.and_then(|plan| {
            select(&loaded.snapshot, &scenario, plan.period, &loaded.search).map(shared).or_else(failed)
        }))
    });
    let matrix: Memo<Option<Stage<Shared<Matrix>>>> = Memo::new(move |_| {
        let (loaded, plan) = (loaded.get()?, plan.get()?);
        Some(plan.and_then(|plan| {
            // The filter matters to the scale only where the scenario says so: otherwise it is not even read.
            let set = if plan.within == Within::Filter {
                set.get().unwrap_or_else(|| failed(Vec::new()))?
            } else {
                shared(AreaSet::none(0))
            };
            build_matrix(&loaded.snapshot, &plan, &set).map(shared).or_else(failed)
        }))
    });
    let index = Memo::new(move |_| {
        let scenario = scenario.read();
        (scenario.index.clone(), scenario.missing)
    });
    let scored: Memo<Option<Stage<Shared<Scored>>>> = Memo::new(move |_| {
        index.track();
        let (loaded, plan, matrix) = (loaded.get()?, plan.get()?, matrix.get()?);
        let scenario = scenario.read_untracked();
        Some(plan.and_then(|plan| {
            let matrix = matrix?;
            if matrix.leaves.len() != plan.leaves.len() {
                return failed(Vec::new());
            }
            compile_and_score(&scenario, &plan, &matrix, loaded.snapshot.n_areas())
                .map(shared)
                .or_else(failed)
        }))
    });
    let bands = Memo::new(move |_| {
        let scenario = scenario.read();
        (scenario.tiers.clone(), scenario.cut)
    });
    let ranked: Memo<Option<Stage<Shared<Ranked>>>> = Memo::new(move |_| {
        bands.track();
        let (loaded, set, scored) = (loaded.get()?, set.get()?, scored.get()?);
        let scenario = scenario.read_untracked();
        Some(set.and_then(|set| {
            let scored = scored?;
            Ok(shared(rank_stage(&loaded.snapshot, &scenario, &set, &scored.scores)))
        }))
    });
    Memo::new(move |_| {
        let (plan, set, matrix, scored, ranked) =
            (plan.get()?, set.get()?, matrix.get()?, scored.get()?, ranked.get()?);
        Some(plan.and_then(|plan| {
            Ok(shared(Outcome {
                period: plan.period,
                set: set?.0,
                matrix: matrix?.0,
                scored: scored?.0,
                ranked: ranked?.0,
            }))
        }))
    })
}
