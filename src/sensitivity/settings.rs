//! One setting at work: draws, scores, ranks counted.

use super::certainty::Certainty;
use super::linear::{Buffers, LinearRows};
use super::linear_parts::{Reading, reweigh};
use super::random::Stream;
use super::rank_shift::Base;
use super::result::{Band, Chance, SettingResult};
use super::scenario_variant::{Lab, Variant};
use super::setting::Setting;
use super::tally::{Tally, standard_error};
use super::weights::{Rule, Weigher};
use crate::score::{ScoreTree, shares};
use crate::sorting::Sorting;

/// Draws that are scored together.
pub const BATCH: u32 = 16;
/// Draws after which the error is looked at: a fixed number, so that the portions of work change nothing.
const CHECK: u32 = 512;

/// What draws are made of.
pub struct Bench {
    /// Start of all streams.
    pub seed: u64,
    /// The areas and the list.
    pub base: Base,
    /// The compiled index.
    pub tree: ScoreTree,
    /// The same as a list of parts.
    pub reading: Reading,
    /// Draws weights for it.
    pub weigher: Weigher,
    /// Columns of the matrix.
    pub columns: std::sync::Arc<crate::pipeline::Matrix>,
    /// Rows made ready, where the index is linear.
    pub fast: Option<LinearRows>,
    /// Runs variants.
    pub lab: Lab,
    /// Weights of the whole index, with what draws them.
    pub index: (Weigher, Vec<f64>),
    /// The half-width of [`Rule::PlusMinus`].
    pub plus_minus: f64,
    /// Whether values are shaken in [`Setting::Together`].
    pub noise: bool,
    /// Buffers.
    pub buffers: Buffers,
}

impl Bench {
    /// How a setting draws weights; `None` where they stand.
    pub fn rule(&self, setting: Setting) -> Option<Rule> {
        match setting {
            Setting::Uniform => Some(Rule::Uniform),
            Setting::Ordinal => Some(Rule::Ordinal),
            Setting::PlusMinus | Setting::Together => Some(Rule::PlusMinus(self.plus_minus)),
            Setting::Noise | Setting::Choices => None,
        }
    }

    /// Scores of the rows for some draws, one stretch per draw that could be run, and its shares of the top groups.
    fn draw(
        &mut self,
        setting: Setting,
        draws: std::ops::Range<u32>,
        scores: &mut Vec<f64>,
    ) -> Vec<Vec<f64>> {
        scores.clear();
        let stream = |draw: u32| Stream::new(self.seed, [1, setting as u64, u64::from(draw)]);
        let streams: Vec<Stream> = draws.map(stream).collect();
        match (setting, self.rule(setting)) {
            (Setting::Uniform | Setting::Ordinal | Setting::PlusMinus, Some(rule)) => {
                self.draw_weights(rule, streams, scores)
            }
            _ => self.draw_variants(setting, streams, scores),
        }
    }

    fn draw_weights(&mut self, rule: Rule, streams: Vec<Stream>, scores: &mut Vec<f64>) -> Vec<Vec<f64>> {
        let drawn = |mut stream: Stream| {
            let mut weights = self.reading.weights();
            self.weigher.draw(rule, &mut stream, &mut weights);
            weights
        };
        let weights: Vec<Vec<f64>> = streams.into_iter().map(drawn).collect();
        let n = self.base.areas.len();
        if let Some(fast) = &self.fast {
            scores.resize(weights.len() * n, 0.0);
            fast.score(&self.reading, &weights, (scores, &mut self.buffers));
        } else {
            for own in &weights {
                reweigh(&mut self.tree, own);
                scores.extend(self.base.rows(&self.lab.reweighed((&self.columns, &self.tree))));
            }
            reweigh(&mut self.tree, &self.reading.weights());
        }
        let top = |own: &Vec<f64>| self.reading.top().iter().map(|part| own[*part]).collect::<Vec<f64>>();
        weights.iter().map(|own| shares(&top(own))).collect()
    }

    fn draw_variants(
        &mut self,
        setting: Setting,
        streams: Vec<Stream>,
        scores: &mut Vec<f64>,
    ) -> Vec<Vec<f64>> {
        let mut drawn = Vec::new();
        for mut stream in streams {
            let variant = if setting == Setting::Noise { [0; 4] } else { self.variant(&mut stream) };
            let weights = self.rule(setting).map(|rule| {
                let mut weights = self.index.1.clone();
                self.index.0.draw(rule, &mut stream, &mut weights);
                weights
            });
            let shaken = setting == Setting::Noise || (setting == Setting::Together && self.noise);
            let noise = shaken.then_some(&mut stream);
            if let Some(own) = self.lab.scores(variant, weights.as_deref(), noise) {
                scores.extend(self.base.rows(&own));
                drawn.push(Vec::new());
            }
        }
        drawn
    }

    fn variant(&self, stream: &mut Stream) -> Variant {
        self.lab.options.sizes().map(|size| stream.below(size))
    }
}

/// Draws of one setting under way.
pub struct Run {
    setting: Setting,
    wanted: u32,
    tolerance: f64,
    made: u32,
    skipped: u32,
    finished: bool,
    error: f64,
    /// Made at the first draw, and given up at the last where it is large.
    tally: Option<Tally>,
    /// What was found, once the tally is gone.
    summary: Option<SettingResult>,
    scores: Vec<f64>,
}

impl Run {
    /// For at most `wanted` draws, fewer when the error falls to `tolerance`.
    pub fn new(setting: Setting, (wanted, tolerance): (u32, f64)) -> Self {
        Self {
            setting,
            wanted,
            tolerance,
            made: 0,
            skipped: 0,
            finished: false,
            error: 0.5,
            tally: None,
            summary: None,
            scores: Vec::new(),
        }
    }

    fn tally(&self, bench: &Bench) -> Tally {
        let drawn = matches!(self.setting, Setting::Uniform | Setting::Ordinal | Setting::PlusMinus);
        let n_weights = if drawn { bench.reading.top().len() } else { 0 };
        let base = &bench.base;
        Tally::new(base.areas.len(), base.top, (n_weights, base.ties.clone()))
    }

    /// Makes up to `budget` draws; returns how many it made.
    pub fn step(&mut self, bench: &mut Bench, budget: u32) -> u32 {
        let mut tally = self.tally.take().unwrap_or_else(|| self.tally(bench));
        let mut made = 0;
        while made < budget && !self.finished {
            let to_check = CHECK - self.made % CHECK;
            let n = BATCH.min(budget - made).min(to_check).min(self.wanted - self.made);
            let shares = bench.draw(self.setting, self.made..self.made + n, &mut self.scores);
            self.skipped += n - shares.len() as u32;
            tally.add(&self.scores, &shares);
            self.made += n;
            made += n;
            let checked = self.made.is_multiple_of(CHECK) && tally.draws > 0;
            if checked || made >= budget || self.made >= self.wanted {
                tally.settle();
            }
            let sure = checked && self.tolerance > 0.0 && tally.error() <= self.tolerance;
            self.finished = self.made >= self.wanted || sure;
        }
        self.error = tally.error();
        if self.finished && !tally.exact() {
            self.summary = Some(self.summarise(&tally, &bench.base));
            self.scores = Vec::new();
        } else {
            self.tally = Some(tally);
        }
        made
    }

    /// What is varied.
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// Whether it is done.
    pub fn finished(&self) -> bool {
        self.finished
    }

    /// Draws made, and draws at most to make.
    pub fn progress(&self) -> (u32, u32) {
        if self.finished { (self.wanted, self.wanted) } else { (self.made, self.wanted) }
    }

    /// Largest standard error so far.
    pub fn error(&self) -> f64 {
        self.error
    }

    /// Bytes held while drawing.
    pub fn memory(&self) -> usize {
        self.tally.as_ref().map_or(0, Tally::memory) + self.scores.len() * 8
    }

    /// What was found so far.
    pub fn result(&self, base: &Base) -> SettingResult {
        match (&self.summary, &self.tally) {
            (Some(done), _) => done.clone(),
            (None, Some(tally)) => self.summarise(tally, base),
            (None, None) => self.summarise(&Tally::new(base.areas.len(), base.top, Default::default()), base),
        }
    }

    fn summarise(&self, tally: &Tally, base: &Base) -> SettingResult {
        let chances: Vec<Chance> =
            base.areas.iter().enumerate().map(|(row, area)| chance(tally, row, *area)).collect();
        let mut sorted: Vec<&Chance> = chances.iter().collect();
        sorted.order_by(|a, b| b.in_top.total_cmp(&a.in_top));
        let is = |own: &Chance, wanted: Certainty| Certainty::of(own.in_top) == wanted;
        let of = |wanted: Certainty| -> Vec<u32> {
            sorted.iter().filter(|own| is(own, wanted)).map(|own| own.area).collect()
        };
        let (certain, borderline) = (of(Certainty::Certain), of(Certainty::Borderline));
        let listed = |(chance, rank): (&Chance, &u32)| {
            if *rank > 0 && *rank <= base.top { chance.in_top } else { 0.0 }
        };
        SettingResult {
            setting: self.setting,
            draws: tally.draws,
            skipped: self.skipped,
            error: tally.error(),
            within_tolerance: tally.error() <= self.tolerance,
            exact_ranks: tally.exact(),
            out: chances.iter().filter(|own| is(own, Certainty::Out)).count(),
            expected_overlap: chances.iter().zip(&base.ranks).map(listed).sum(),
            certain,
            borderline,
            chances,
        }
    }

    /// Share of the draws in which a row has each rank, from rank 1; `None` with more than 3 000 areas, where
    /// ranks share counters.
    pub fn rank_shares(&self, row: usize) -> Option<Vec<f64>> {
        let tally = self.tally.as_ref().filter(|tally| tally.exact())?;
        let n = f64::from(tally.draws.max(1));
        Some(tally.counts(row).map(|(_, count)| f64::from(count) / n).collect())
    }
}

fn chance(tally: &Tally, row: usize, area: u32) -> Chance {
    let own = tally.rows.get(row).copied().unwrap_or_default();
    let share = |times: u32| f64::from(times) / f64::from(tally.draws.max(1));
    let quantile = |share: f64| tally.quantile(row, share);
    let within = |rank: u32| rank.clamp(own.best, own.worst);
    let band = || {
        let (low, median, high) = (quantile(0.05)?, quantile(0.5)?, quantile(0.95)?);
        Some(Band {
            best: own.best,
            low: within(low.0),
            median: within(median.0.midpoint(median.1)),
            high: within(high.1),
            worst: own.worst,
            mean: own.sum as f64 / f64::from(own.times),
        })
    };
    let (weights_in_top, weights_first) = tally.central(row);
    Chance {
        area,
        in_top: share(own.in_top),
        error: standard_error(share(own.in_top), tally.draws),
        first: share(own.first),
        unscored: share(tally.draws - own.times),
        ranks: band(),
        weights_in_top,
        weights_first,
    }
}
