//! One pass over the data: scores, sums of groups, or both while a block is in the cache.

use super::order::for_each_rank;
use super::program::{self, Lanes, Program};
use super::region::{Regions, Sums};
use super::tile::{ROWS, padded};
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
    lanes: Lanes,
    /// Scores of all areas, chosen or not. Whole blocks.
    pub whole: Vec<f64>,
    /// Scores of the chosen areas. Whole blocks.
    pub chosen: Vec<f64>,
}

impl Results {
    /// Nothing scored yet.
    pub fn none(n_areas: usize) -> Self {
        let none = vec![f64::NAN; padded(n_areas)];
        Self { whole: none.clone(), chosen: none, ..Self::default() }
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
        let (table, mask) = (&self.table, self.selection.mask.as_chunks::<ROWS>().0);
        let Grouped { regions, sums, .. } = &mut self.grouped;
        let Results { program, lanes, whole, .. } = &mut self.scored;
        let steps = if weights.is_some() { program.steps.as_slice() } else { &[] };
        let later = table.tasks_outside(steps);
        if aggregate {
            sums.start(table, regions);
        }
        for (block, (mask, scores)) in mask.iter().zip(whole.as_chunks_mut::<ROWS>().0).enumerate() {
            let count = aggregate && mask.iter().any(|m| !m.is_nan());
            if count {
                sums.start_block(table, regions, (block, mask));
            }
            let mut add = |task: &usize| {
                let own = &table.tasks[*task];
                sums.add((*task, own), regions, (block, table.tiles.tile(block, own.column)));
            };
            lanes.start(program);
            for step in steps {
                lanes.add(step, &table.tiles, block);
                if count {
                    let columns = &step.columns[..step.len];
                    columns.iter().for_each(|column| table.tasks_of(*column).iter().for_each(&mut add));
                }
            }
            if weights.is_some() {
                lanes.finish(program, scores);
            }
            if count {
                later.iter().for_each(&mut add);
            }
        }
        if let Some(weights) = weights {
            self.ranked = false;
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
        let n = self.order.len();
        for_each_rank(self.sorter.keys(), &self.scored.chosen, |at, rank| bands[at] = band(rank, n) as u8);
        Ok(bands)
    }
}
