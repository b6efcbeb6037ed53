//! The stages of a ranking, timed natively: `cargo bench`, or `cargo bench -- 33755` for one size.
//!
//! The data are the synthetic ones of `negah demo`, so that anybody can repeat the figures. Budgets stand in no
//! assertion: a timed test fails on a busy machine and says nothing about the code.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use negah::aggregate::{GroupBy, aggregate, group};
use negah::demo::{DemoKind, DemoSpec, generate};
use negah::engine::Engine;
use negah::filter::{AreaSet, Filter, Range, SearchIndex};
use negah::ingest::write_snapshot;
use negah::pipeline::{
    Matrix, Plan, Standing, build_matrix, compile_and_score, rank_stage, resolve, run, select,
};
use negah::scenario::{Scenario, Uncertainty};
use negah::sensitivity::Job;
use negah::snapshot::{Limits, Snapshot, advisory, open, parse, sha256_hex};

/// Areas and indicators of each case.
const SIZES: [(usize, usize); 3] = [(330, 40), (33_755, 28), (100_000, 40)];

/// What the stages of one size need.
struct Case {
    name: String,
    bytes: Vec<u8>,
    snapshot: Snapshot,
    scenario: Scenario,
    plan: Plan,
    matrix: Matrix,
    all: AreaSet,
}

impl Case {
    fn new(areas: usize, indicators: usize) -> Option<Self> {
        let bytes =
            write_snapshot(&generate(&DemoSpec { areas, seed: 1403, indicators, kind: DemoKind::National }));
        let snapshot = open(&bytes, &Limits::DEFAULT).ok()?;
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.filter = half(&snapshot);
        let plan = resolve(&snapshot, &scenario).ok()?;
        let all = AreaSet::all(snapshot.n_areas());
        let matrix = build_matrix(&snapshot, &plan, &all).ok()?;
        Some(Self { name: format!("{areas}x{indicators}"), bytes, snapshot, scenario, plan, matrix, all })
    }
}

/// A range that admits about half of the areas.
fn half(snapshot: &Snapshot) -> Filter {
    let mut people: Vec<f64> = snapshot
        .population_column(snapshot.latest_period())
        .map(|column| column.present().collect())
        .unwrap_or_default();
    people.sort_unstable_by(f64::total_cmp);
    let indicator = snapshot.population.map(|at| snapshot.indicators[at].id.clone()).unwrap_or_default();
    Filter::Range(Range {
        indicator,
        min: people.get(people.len() / 2).copied(),
        max: None,
        include_missing: false,
    })
}

fn opening(criterion: &mut Criterion, case: &Case) {
    let mut group = criterion.benchmark_group(format!("open {}", case.name));
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    group.bench_function("parse", |b| b.iter(|| parse(black_box(&case.bytes), &Limits::DEFAULT)));
    group
        .bench_function("parse, judge, build", |b| b.iter(|| open(black_box(&case.bytes), &Limits::DEFAULT)));
    group.bench_function("advice", |b| b.iter(|| advisory(black_box(&case.snapshot))));
    group.bench_function("sha256", |b| b.iter(|| sha256_hex(black_box(&case.bytes))));
    group.finish();
}

fn stages(criterion: &mut Criterion, case: &Case) {
    let Case { snapshot, scenario, plan, matrix, all, .. } = case;
    let search = SearchIndex::new(snapshot);
    let mut benches = criterion.benchmark_group(format!("stage {}", case.name));
    benches.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    benches
        .bench_function("filter", |b| b.iter(|| select(snapshot, black_box(scenario), plan.period, &search)));
    if let Ok(grouping) = group(snapshot, &GroupBy::All, &[]) {
        benches.bench_function("aggregate", |b| {
            b.iter(|| aggregate(snapshot, black_box(all), &grouping, plan.period))
        });
    }
    benches.bench_function("normalise", |b| b.iter(|| build_matrix(snapshot, black_box(plan), all)));
    benches.bench_function("score and order", |b| {
        b.iter(|| compile_and_score(black_box(scenario), plan, matrix, snapshot));
    });
    if let Ok(scored) = compile_and_score(scenario, plan, matrix, snapshot) {
        benches.bench_function("tiers and cut", |b| {
            b.iter(|| {
                let standing = Standing { scored: black_box(&scored), flags: None };
                rank_stage(snapshot, scenario, (plan, all), standing)
            })
        });
    }
    benches.bench_function("whole run", |b| b.iter(|| run(snapshot, black_box(scenario))));
    benches.finish();
}

fn engine(criterion: &mut Criterion, case: &Case) {
    let Ok(mut engine) = Engine::load(&case.bytes) else { return };
    // What did not change is not computed again, so every call must bring a change.
    let even = engine.default_weights();
    let odd: Vec<f64> =
        even.iter().enumerate().map(|(at, weight)| weight * (1.0 + 0.01 * at as f64)).collect();
    let moves = [(case.scenario.filter.clone(), even), (Filter::default(), odd)];
    let mut turn = 0;
    let mut next = || {
        turn = 1 - turn;
        &moves[turn]
    };
    let mut group = criterion.benchmark_group(format!("engine {}", case.name));
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    group.bench_function("slider move", |b| {
        b.iter(|| {
            let (filter, weights) = next();
            engine.slider_move(black_box(filter), weights).map(|_| ())
        });
    });
    group.bench_function("reweight", |b| b.iter(|| engine.reweight(black_box(&next().1)).map(|_| ())));
    group.finish();
}

/// Areas, indicators and draws of weights, for each of the three settings.
const DRAWS: [(usize, usize, u32); 3] = [(330, 40, 10_000), (10_000, 40, 1_000), (33_755, 28, 1_000)];

/// How sure the list is: one figure is all three settings, without the shares of the choices.
fn sureness(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sureness");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for (areas, indicators, draws) in DRAWS {
        let Some(case) = Case::new(areas, indicators) else { continue };
        let mut scenario = Scenario::equal_weights(&case.snapshot);
        scenario.robustness = Uncertainty { draws, tolerance: 0.0, samples: 0, ..Uncertainty::default() };
        let Ok(outcome) = run(&case.snapshot, &scenario) else { continue };
        let name = format!("{draws} draws x 3, {}", case.name);
        group.bench_function(name, |b| {
            b.iter(|| {
                let Ok(mut job) = Job::new(&case.snapshot, black_box(&scenario), &outcome) else { return 0 };
                while job.progress().done < u64::from(3 * draws) {
                    job.step(draws);
                }
                job.result().settings.len()
            });
        });
    }
    group.finish();
}

fn all_sizes(criterion: &mut Criterion) {
    for (areas, indicators) in SIZES {
        let Some(case) = Case::new(areas, indicators) else { continue };
        opening(criterion, &case);
        stages(criterion, &case);
        engine(criterion, &case);
    }
    sureness(criterion);
}

criterion_group!(benches, all_sizes);
criterion_main!(benches);
