//! The whole question as a job that is worked in portions: in a worker, between frames of a page, or at one go.

use super::dominance::{Comparer, Comparisons};
use super::fault::{self, Fault};
use super::linear::{Buffers, LinearRows};
use super::linear_parts::{Reading, top_values};
use super::random::Stream;
use super::rank_shift::Base;
use super::result::Robustness;
use super::scenario_variant::{Lab, indicator_ids};
use super::setting::Setting;
use super::settings::{Bench, Run};
use super::shares::{LeftOut, Sobol};
use super::weights::{Rule, Weigher};
use crate::engine::{Sorter, TieOrder};
use crate::pipeline::{Outcome, resolve};
use crate::scenario::{Depth, Scenario, Uncertainty};
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Draws, runs and comparisons done.
    pub done: u64,
    /// At most to do; an early stop of a setting counts as all its draws done.
    pub total: u64,
    /// Whether nothing is left.
    pub finished: bool,
    /// The largest standard error of a probability in any setting so far; 0.5 before its first draw.
    pub error: f64,
}

/// The question "how sure is this list?" being answered. It owns what it needs and never looks at a clock.
pub struct Job {
    bench: Bench,
    runs: Vec<Run>,
    indicators: Vec<String>,
    left_out: Vec<LeftOut>,
    sobol: Option<Sobol>,
    comparisons: Option<Comparisons>,
    shaky: Vec<String>,
    sorter: Sorter,
}

impl Job {
    /// Makes ready what `scenario.robustness` asks for. Locks have no say: a decision is not a matter of chance, and the
    /// chances are those of the rule. `outcome` is that of the scenario on the snapshot.
    ///
    /// # Errors
    /// Everything that is wrong with the scenario or with what is asked; nothing is answered in part.
    pub fn new(snapshot: &Snapshot, scenario: &Scenario, outcome: &Outcome) -> Result<Self, Vec<Fault>> {
        resolve(snapshot, scenario).map_err(fault::scenario)?;
        // Judgements give way to the weights they lead to: it is these that are drawn.
        let plain = Scenario { index: scenario.index.with_plain_weights(), ..scenario.clone() };
        let scenario = &plain;
        let asked = &scenario.robustness;
        let top = asked.top.unwrap_or(outcome.line_by_rule(snapshot, scenario.cut) as u32);
        let base = base(snapshot, outcome, top);
        check(asked, outcome, &base)?;
        let mut lab = Lab::new(snapshot, scenario, &outcome.set);
        let shaky = if asked.noise { lab.find_standard_errors(outcome.period) } else { Vec::new() };
        let mut bench = bench(base, outcome, (scenario, lab));
        bench.noise = !shaky.is_empty();
        let mut settings = vec![Setting::Uniform, Setting::Ordinal, Setting::PlusMinus];
        let (noise, choices) = (!shaky.is_empty(), bench.lab.options.vary());
        settings.extend(noise.then_some(Setting::Noise));
        settings.extend(choices.then_some(Setting::Choices));
        settings.extend((noise || choices).then_some(Setting::Together));
        let run = |setting| Run::new(setting, (asked.draws, asked.tolerance));
        let runs = settings.into_iter().map(run).collect();
        let options = (&bench.lab.options, asked.plus_minus);
        let sobol = (asked.samples > 0).then(|| Sobol::new(asked.seed, asked.samples, options));
        Ok(Self {
            runs,
            indicators: indicator_ids(scenario),
            left_out: Vec::new(),
            sobol,
            comparisons: bench.fast.is_some().then(|| comparisons(&bench, asked)),
            shaky,
            sorter: Sorter::default(),
            bench,
        })
    }

    /// Works on: about `budget` draws, runs or comparisons. The portions change nothing in the result.
    pub fn step(&mut self, budget: u32) -> Progress {
        let mut left = budget.max(1);
        while left > 0 {
            let made = self.portion(left);
            if made == 0 {
                break;
            }
            left = left.saturating_sub(made);
        }
        self.progress()
    }

    fn portion(&mut self, budget: u32) -> u32 {
        if let Some(run) = self.runs.iter_mut().find(|run| !run.finished()) {
            return run.step(&mut self.bench, budget);
        }
        if self.left_out.len() < self.indicators.len() {
            self.leave_one_out();
            return 1;
        }
        if let Some(sobol) = self.sobol.as_mut().filter(|sobol| sobol.made < sobol.wanted) {
            sample(sobol, &mut self.bench, &mut self.sorter);
            return sobol.runs_per_sample();
        }
        match &mut self.comparisons {
            Some(own) if own.left() > 0 => {
                own.step();
                1
            }
            _ => 0,
        }
    }

    /// Ranks without the next indicator.
    fn leave_one_out(&mut self) {
        let at = self.left_out.len();
        let Some(id) = self.indicators.get(at) else { return };
        let lab = &mut self.bench.lab;
        let found = match lab.scores([0, 0, 0, at + 1], None, None) {
            Some(scores) => Ok(self.bench.base.shift(&scores, &mut self.sorter)),
            None => Err(lab.problems([0, 0, 0, at + 1])),
        };
        self.left_out.push(LeftOut::new(id.clone(), found));
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let (mut done, mut total) = (self.left_out.len() as u64, self.indicators.len() as u64);
        for (own, wanted) in self.runs.iter().map(Run::progress) {
            done += u64::from(own);
            total += u64::from(wanted);
        }
        if let Some(sobol) = &self.sobol {
            done += u64::from(sobol.made) * u64::from(sobol.runs_per_sample());
            total += u64::from(sobol.wanted) * u64::from(sobol.runs_per_sample());
        }
        if let Some(own) = &self.comparisons {
            done += (own.all() - own.left()) as u64;
            total += own.all() as u64;
        }
        let error = self.runs.iter().map(Run::error).fold(0.0, f64::max);
        Progress { done, total, finished: done == total, error }
    }

    /// What was found so far; complete when [`Progress::finished`].
    pub fn result(&self) -> Robustness {
        let Bench { base, reading, weigher, lab, .. } = &self.bench;
        let mut list: Vec<(u32, u32)> = base.ranks.iter().copied().zip(base.areas.iter().copied()).collect();
        list.retain(|(rank, _)| *rank > 0 && *rank <= base.top);
        list.sort_unstable();
        let groups: Vec<String> = reading.top().iter().map(|at| reading.parts[*at].id.clone()).collect();
        let named = |class: &Vec<usize>| class.iter().map(|at| groups[*at].clone()).collect();
        Robustness {
            top: base.top,
            list: list.into_iter().map(|(_, area)| area).collect(),
            importance: weigher.order.iter().map(named).collect(),
            groups,
            linear: self.bench.fast.is_some(),
            settings: self.runs.iter().map(|run| run.result(base)).collect(),
            left_out: self.left_out.clone(),
            shares: self.sobol.as_ref().map(Sobol::shares),
            dominance: self.comparisons.as_ref().map(Comparisons::result),
            skipped: lab.skipped(),
            with_standard_errors: self.shaky.clone(),
        }
    }

    /// Share of the draws of a setting in which an area has each rank, from rank 1. `None` for an area or a setting that
    /// is not part of the job, and with more than 3 000 areas, where ranks share counters.
    pub fn rank_shares(&self, setting: Setting, area: u32) -> Option<Vec<f64>> {
        let row = self.bench.base.areas.binary_search(&area).ok()?;
        self.runs.iter().find(|run| run.setting() == setting)?.rank_shares(row)
    }

    /// Bytes that the counters hold just now, about; with more than 3 000 areas those of a finished setting are given up.
    pub fn memory(&self) -> usize {
        self.runs.iter().map(Run::memory).sum()
    }
}

/// Runs one sample of the experiment on choices.
fn sample(sobol: &mut Sobol, bench: &mut Bench, sorter: &mut Sorter) {
    let rule = Rule::PlusMinus(bench.plus_minus);
    let run = |point: &[f64; 5]| {
        let mut weights = bench.index.1.clone();
        if bench.plus_minus > 0.0 {
            let mut stream = Stream::new(bench.seed, [3, 0, point[4].to_bits()]);
            bench.index.0.draw(rule, &mut stream, &mut weights);
        }
        let scores = bench.lab.scores(sobol.levels(point), Some(&weights), None)?;
        Some(bench.base.shift(&scores, sorter).mean)
    };
    // Every combination is run, so that each that cannot be is named.
    let results: Vec<Option<f64>> = sobol.points().iter().map(run).collect();
    sobol.note(results.into_iter().collect());
}

fn base(snapshot: &Snapshot, outcome: &Outcome, top: u32) -> Base {
    let areas: Vec<u32> = outcome.set.iter().map(|area| area as u32).collect();
    let ties = TieOrder::by_code(&snapshot.areas.code).of_rows(&areas);
    let rank = |area: &u32| outcome.ranked.ranking.rank(*area as usize).unwrap_or(0);
    Base { ranks: areas.iter().map(rank).collect(), areas, ties, top }
}

fn check(asked: &Uncertainty, outcome: &Outcome, base: &Base) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    let mut range = |what, found: f64, (expected, fine): (&'static str, bool)| {
        if !fine || !found.is_finite() {
            faults.push(Fault::OutOfRange { what, found, expected });
        }
    };
    let draws = asked.draws;
    range("draws", f64::from(draws), ("1 to 50000", (1..=Uncertainty::MOST_DRAWS).contains(&draws)));
    let samples = asked.samples;
    range("samples", f64::from(samples), ("0 to 10000", samples <= Uncertainty::MOST_SAMPLES));
    range("tolerance", asked.tolerance, ("0 to 1", (0.0..=1.0).contains(&asked.tolerance)));
    range("plus_minus", asked.plus_minus, ("0 to 1", (0.0..=1.0).contains(&asked.plus_minus)));
    if let Some(top) = asked.top {
        range("top", f64::from(top), ("at least 1", top >= 1));
    }
    let groups = &outcome.scored.tree.root.children;
    let unknown = asked.order.iter().filter(|id| groups.iter().all(|own| own.id != **id));
    faults.extend(unknown.map(|group| Fault::UnknownGroup { group: group.clone() }));
    if base.top == 0 && asked.top.is_none() || base.ranks.iter().all(|rank| *rank == 0) {
        faults.push(Fault::NoList);
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn bench(base: Base, outcome: &Outcome, (scenario, lab): (&Scenario, Lab)) -> Bench {
    let asked = &scenario.robustness;
    let tree = outcome.scored.tree.clone();
    let reading = Reading::of(&tree);
    let whole = Reading::of_index(&scenario.index);
    let columns = outcome.matrix.columns();
    let mut bench = Bench {
        seed: asked.seed,
        fast: reading.is_linear().then(|| LinearRows::new(&columns, &base.areas)),
        weigher: Weigher::new(&reading, asked),
        index: (Weigher::new(&whole, asked), whole.weights()),
        plus_minus: asked.plus_minus,
        noise: false,
        columns: outcome.matrix.clone(),
        buffers: Buffers::default(),
        base,
        tree,
        reading,
        lab,
    };
    // Should a node ever do more than its reading says, the short cut is not taken.
    if !agrees(&mut bench, &outcome.scored.scores.score) {
        bench.fast = None;
    }
    bench
}

/// Whether the short cut gives the scores of the pipeline.
fn agrees(bench: &mut Bench, scores: &[f64]) -> bool {
    let Some(fast) = &bench.fast else { return true };
    let expected = bench.base.rows(scores);
    let mut found = vec![0.0; expected.len()];
    fast.score(&bench.reading, &[bench.reading.weights()], (&mut found, &mut bench.buffers));
    let same = |(a, b): (&f64, &f64)| a.is_nan() && b.is_nan() || (a - b).abs() <= 1e-9 * b.abs().max(1.0);
    found.iter().zip(&expected).all(same)
}

fn comparisons(bench: &Bench, asked: &Uncertainty) -> Comparisons {
    let columns = bench.columns.columns();
    let n_areas = columns.first().map_or(0, |column| column.len());
    let (reading, values) = match asked.depth {
        Depth::All => (bench.reading.clone(), columns.iter().map(|column| column.to_vec()).collect()),
        Depth::Top => (bench.reading.flat(), top_values(&bench.tree, &columns, n_areas)),
    };
    let base = &bench.base;
    let row = |area: &u32| values.iter().map(|column: &Vec<f64>| column[*area as usize]).collect();
    let comparer =
        Comparer::new(reading.clone(), Weigher::new(&reading, asked), base.areas.iter().map(row).collect())
            .reordered(!asked.order.is_empty());
    // An area without a rank may get one under other weights; one without any value never does.
    let known = |area: u32| values.iter().any(|column| !column[area as usize].is_nan());
    let mut ranked: Vec<(usize, u32)> =
        base.areas.iter().copied().enumerate().filter(|(_, area)| known(*area)).collect();
    ranked.order_by_key(|(row, _)| base.ranks[*row].wrapping_sub(1));
    let rules = [Setting::Uniform, Setting::Ordinal, Setting::PlusMinus]
        .into_iter()
        .filter_map(|setting| Some((setting, bench.rule(setting)?)))
        .collect();
    let n_ranked = base.ranks.iter().filter(|rank| **rank > 0).count();
    Comparisons::new(comparer, rules, (ranked, n_ranked, base.top as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::sensitivity::tests::{flat, some, table};

    #[test]
    fn the_short_cut_changes_nothing() {
        let gaps = vec![None, Some(4.0), Some(1.0), Some(7.0), Some(2.5)];
        let columns = [some(&[1.0, 5.0, 3.0, 4.0, 2.0]), gaps, some(&[4.0, 1.0, 2.0, 3.0, 8.0])];
        let snapshot = table(&columns, &[]);
        let mut scenario = flat(&snapshot, &[1.0, 1.0, 2.0], 2);
        scenario.robustness = Uncertainty { draws: 600, samples: 0, ..Uncertainty::default() };
        let outcome = run(&snapshot, &scenario).unwrap();
        let mut quick = Job::new(&snapshot, &scenario, &outcome).unwrap();
        let mut slow = Job::new(&snapshot, &scenario, &outcome).unwrap();
        assert!(slow.bench.fast.take().is_some());
        quick.step(u32::MAX);
        slow.step(u32::MAX);
        assert_eq!(quick.result().settings, slow.result().settings);
    }
}
