//! One pass over the data: scores, sums of groups, or both while a block is in the cache.

use super::kernel::{Lane, PAIRS};
use super::program::{self, Program, Running};
use super::region::{Regions, Sums};
use super::table::Table;
use super::tile::n_blocks;
use super::{Engine, EngineError, GroupMeans};
use crate::aggregate::{GroupBy, GroupKey, Grouping, group};
use crate::rank::{Tiers, decile, percent_band};

/// The last grouping and what came of it.
#[derive(Debug, Clone)]
pub struct Grouped {
    /// What was grouped by.
    pub by: GroupBy,
    /// The groups.
    pub keys: Vec<GroupKey>,
    regions: Regions,
    sums: Sums,
    /// Values over the groups.
    pub means: GroupMeans,
    /// Whether `means` belong to the present choice of areas and to `by`.
    pub fresh: bool,
}

impl Grouped {
    /// All areas in one group.
    pub fn together(n_areas: usize) -> Self {
        let all = Grouping { groups: vec![GroupKey::All], of: vec![0; n_areas] };
        Self {
            by: GroupBy::All,
            regions: Regions::new(&all),
            keys: all.groups,
            sums: Sums::default(),
            means: GroupMeans::default(),
            fresh: false,
        }
    }
}

/// The last scores.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// The weights that made them.
    pub weights: Vec<f64>,
    program: Program,
    running: Running,
    /// Scores of all areas by block, chosen or not.
    pub whole: Vec<Lane>,
    /// Scores of the chosen areas.
    pub chosen: Vec<f64>,
}

impl Results {
    /// Nothing scored yet.
    pub fn none(n_areas: usize) -> Self {
        let whole = vec![[[f64::NAN; 2]; PAIRS]; n_blocks(n_areas)];
        Self { whole, chosen: vec![f64::NAN; n_areas], ..Self::default() }
    }
}

/// Which sums each quad gives.
struct Plan {
    /// Where the products of each quad begin.
    starts: Vec<usize>,
    /// Quads that are not scored but have products.
    rest: Vec<usize>,
}

impl Plan {
    fn new(table: &Table, program: &Program) -> Self {
        let n_quads = table.products.last().map_or(0, |last| last.quad + 1);
        let starts: Vec<usize> =
            (0..=n_quads).map(|quad| table.products.partition_point(|own| own.quad < quad)).collect();
        let mut scored = vec![false; n_quads];
        program.quads().filter(|quad| *quad < n_quads).for_each(|quad| scored[quad] = true);
        let rest = (0..n_quads).filter(|quad| !scored[*quad] && starts[*quad] < starts[*quad + 1]).collect();
        Self { starts, rest }
    }

    fn products(&self, quad: usize) -> std::ops::Range<usize> {
        let start = |quad: usize| self.starts.get(quad).or(self.starts.last()).copied().unwrap_or_default();
        start(quad)..start(quad + 1)
    }
}

impl Engine {
    /// Checks weights and makes them ready for [`Engine::pass`].
    pub(super) fn compile(&mut self, weights: &[f64]) -> Result<(), EngineError> {
        program::check(weights, self.snapshot.indicators.len())?;
        self.scored.program.compile(weights, &self.table.scored)
    }

    /// Goes over all blocks: scores where there are compiled weights, sums of groups where asked for.
    pub(super) fn pass(&mut self, weights: Option<&[f64]>, aggregate: bool) {
        let (table, tiles, mask) = (&self.table, &self.table.tiles, &self.selection.mask);
        let Grouped { regions, sums, .. } = &mut self.grouped;
        let Results { program, running, whole, .. } = &mut self.scored;
        if weights.is_none() {
            program.clear();
        }
        let plan = Plan::new(table, program);
        if aggregate {
            sums.start(table, regions);
        }
        for (block, (mask, scores)) in mask.iter().zip(whole.iter_mut()).enumerate() {
            let count = aggregate && mask.as_flattened().iter().any(|m| !m.is_nan());
            if count {
                sums.start_block(table, regions, (block, mask));
            }
            let mut add = |quad: usize| {
                for at in plan.products(quad).filter(|_| count) {
                    sums.add((at, &table.products[at]), regions, (block, tiles.quad(block, quad)));
                }
            };
            if weights.is_some() {
                running.score(program, (tiles, block), scores, &mut add);
            }
            plan.rest.iter().for_each(|quad| add(*quad));
        }
        if let Some(weights) = weights {
            (self.sorted, self.ranked) = (false, false);
            self.scored.weights.clear();
            self.scored.weights.extend_from_slice(weights);
        }
        if aggregate {
            self.read_sums();
        }
    }

    fn read_sums(&mut self) {
        let Grouped { regions, sums, means, fresh, .. } = &mut self.grouped;
        let rules = &self.table.rules;
        means.counts.clear();
        means.counts.extend((0..regions.n_groups).map(|group| sums.count(group)));
        means.means.clear();
        for group in 0..regions.n_groups {
            means.means.extend(rules.iter().map(|rule| sums.value(&self.table, rule, group)));
        }
        let population = self.snapshot.population;
        let people = |group: usize| population.map_or(f64::NAN, |at| means.means[group * rules.len() + at]);
        means.population = (0..regions.n_groups).map(people).collect();
        *fresh = true;
    }

    /// Groups by `by`, unless that is so already.
    pub(super) fn regroup(&mut self, by: &GroupBy) -> Result<(), EngineError> {
        let tiers = Tiers::default().count() as u32;
        let band = match by {
            GroupBy::Decile => self.bands(decile)?,
            GroupBy::Tier => self.bands(|rank, n| percent_band(rank, n, tiers))?,
            _ if *by == self.grouped.by => return Ok(()),
            _ => Vec::new(),
        };
        let grouping = group(&self.snapshot, by, &band)
            .map_err(|unknown| EngineError::UnknownLevel { level: unknown.0 })?;
        self.grouped.regions = Regions::new(&grouping);
        self.grouped.keys = grouping.groups;
        self.grouped.by = by.clone();
        self.grouped.fresh = false;
        Ok(())
    }

    /// Band of each area by its rank among the chosen ones; 0 without a rank.
    fn bands(&self, band: impl Fn(u32, usize) -> u32) -> Result<Vec<u8>, EngineError> {
        if !self.ranked {
            return Err(EngineError::NotRanked);
        }
        let mut bands = vec![0; self.snapshot.n_areas()];
        let (n, score) = (self.order.len(), |at: &u32| self.scored.chosen[*at as usize]);
        let mut rank = 1;
        for run in self.order.chunk_by(|a, b| score(a) == score(b)) {
            run.iter().for_each(|at| bands[*at as usize] = band(rank, n) as u8);
            rank += run.len() as u32;
        }
        Ok(bands)
    }
}
