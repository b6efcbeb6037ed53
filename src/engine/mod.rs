//! A snapshot held in memory that answers again and again, without JSON and without allocating per area.
//!
//! It computes one kind of scenario, quickly: a flat index (weighted arithmetic mean) over indicators brought to
//! 0–100 by minimum and maximum over *all* areas, in the newest period, with a scenario's default rule on missing
//! values. Its scores are those of [`crate::pipeline::run`] to the last bit; tests hold it to that.
//! This module must not know of files, JSON, the web or the interface.

mod draws;
mod error;
mod kernel;
mod lanes;
mod order;
mod pass;
mod program;
mod region;
mod selection;
mod table;
mod tile;

pub use draws::RankSpread;
pub use error::EngineError;
pub(crate) use kernel::{SQUARE_DRAWS, SQUARE_PAIRS, SquareRows, square};
pub(crate) use order::{Sorter, TieOrder, for_each_rank};

use crate::aggregate::{GroupBy, GroupKey};
use crate::filter::{Filter, FilterContext, SearchIndex, apply};
use crate::snapshot::{Limits, OpenError, Polarity, Snapshot, open};
use draws::Draws;
use pass::{Grouped, Results};
use selection::{Selection, searches};
use table::Table;

/// An order of the chosen areas, and their scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Order<'a> {
    /// Positions of the chosen areas that have a score, the neediest first; ties in the order of their codes.
    pub order: &'a [u32],
    /// Score of every area of the snapshot, 0 to 100, high = more need; `NaN` for areas that are not chosen and
    /// for those of whose weight less than two thirds rests on values that are there.
    pub scores: &'a [f64],
}

/// The chosen areas put together by group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupMeans {
    /// Number of chosen areas in each group.
    pub counts: Vec<u32>,
    /// Inhabitants of each group as far as they are known; `NaN` where of none of its areas they are.
    pub population: Vec<f64>,
    /// Value of each indicator over each group, group by group: `means[group · indicators + indicator]`.
    ///
    /// Counts sum; rates and means are weighted by the base they declare (else by population, else all areas
    /// alike); ratios are recomputed from the sums of their parts. An area enters where its value and its base
    /// are both there. `NaN` where nothing could be used.
    pub means: Vec<f64>,
}

/// A snapshot with buffers for quick answers.
#[derive(Debug, Clone)]
pub struct Engine {
    snapshot: Snapshot,
    period: usize,
    search: Option<SearchIndex>,
    table: Table,
    ties: TieOrder,
    selection: Selection,
    grouped: Grouped,
    scored: Results,
    sorter: Sorter,
    order: Vec<u32>,
    /// Whether the scores of all areas are in order, chosen or not.
    sorted: bool,
    ranked: bool,
}

impl Engine {
    /// Opens the bytes of a snapshot file.
    ///
    /// # Errors
    /// As [`crate::snapshot::open`].
    pub fn load(bytes: &[u8]) -> Result<Self, OpenError> {
        open(bytes, &Limits::DEFAULT).map(Self::new)
    }

    /// Makes a snapshot ready. At first everything is chosen, in one group.
    pub fn new(snapshot: Snapshot) -> Self {
        let (n_areas, period) = (snapshot.n_areas(), snapshot.latest_period());
        Self {
            period,
            search: None,
            table: Table::new(&snapshot, period),
            ties: TieOrder::by_code(&snapshot.areas.code),
            selection: Selection::everything(n_areas),
            grouped: Grouped::together(n_areas),
            scored: Results::none(n_areas),
            sorter: Sorter::default(),
            order: Vec::with_capacity(n_areas),
            sorted: false,
            ranked: false,
            snapshot,
        }
    }

    /// The data.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Position of the period that is computed with: the newest.
    pub fn period(&self) -> usize {
        self.period
    }

    /// Equal weights: 1 for every indicator that raises or lowers need, 0 for context.
    pub fn default_weights(&self) -> Vec<f64> {
        let weight = |polarity| if polarity == Polarity::Context { 0.0 } else { 1.0 };
        self.snapshot.indicators.iter().map(|indicator| weight(indicator.polarity)).collect()
    }

    /// Chooses the areas that count, in place of those chosen before; returns how many.
    ///
    /// # Errors
    /// Names in the filter that the snapshot does not have; the former choice stays.
    pub fn filter(&mut self, filter: &Filter) -> Result<usize, EngineError> {
        if searches(filter) && self.search.is_none() {
            self.search = Some(SearchIndex::new(&self.snapshot));
        }
        let unused = SearchIndex::default();
        let search = self.search.as_ref().unwrap_or(&unused);
        let context = FilterContext { snapshot: &self.snapshot, period: self.period, search };
        let set = apply(filter, context).map_err(|unknown| EngineError::Filter { unknown })?;
        self.selection.replace(filter.clone(), set);
        (self.grouped.fresh, self.ranked) = (false, false);
        Ok(self.selection.count)
    }

    /// Positions of the chosen areas, ascending.
    pub fn selection(&mut self) -> &[u32] {
        self.selection.listed()
    }

    /// The groups that [`Engine::aggregate`] last went by, whether or not a chosen area is in them.
    pub fn groups(&self) -> &[GroupKey] {
        &self.grouped.keys
    }

    /// What [`Engine::aggregate`] or [`Engine::slider_move`] last found.
    pub fn group_means(&self) -> &GroupMeans {
        &self.grouped.means
    }

    /// Puts the chosen areas together. Deciles, and tiers (five of equal size), are those of the last ranking.
    ///
    /// # Errors
    /// An unknown division level, or deciles and tiers before anything was ranked.
    pub fn aggregate(&mut self, by: &GroupBy) -> Result<&GroupMeans, EngineError> {
        self.regroup(by)?;
        if !self.grouped.fresh {
            self.pass(None, true);
        }
        Ok(&self.grouped.means)
    }

    /// Scores and ranks by `weights`, one per indicator in the order of the snapshot; only proportions matter.
    /// Weights of context indicators are ignored; an indicator with one value throughout takes no part.
    ///
    /// # Errors
    /// A wrong number of weights, a negative one, or none above 0; the former result stays.
    pub fn score_rank(&mut self, weights: &[f64]) -> Result<Order<'_>, EngineError> {
        self.compile(weights)?;
        self.pass(Some(weights), false);
        Ok(self.rank())
    }

    /// The same for other weights and the same choice of areas: scaled columns and buffers are reused.
    ///
    /// # Errors
    /// As [`Engine::score_rank`].
    pub fn reweight(&mut self, weights: &[f64]) -> Result<Order<'_>, EngineError> {
        self.score_rank(weights)
    }

    /// One move of any slider: [`Engine::filter`], [`Engine::aggregate`] by the last grouping and
    /// [`Engine::score_rank`] in one pass over the data. Stages whose input did not change are not repeated.
    ///
    /// # Errors
    /// As those three; the former choice and result stay then.
    pub fn slider_move(
        &mut self,
        filter: &Filter,
        weights: &[f64],
    ) -> Result<(&GroupMeans, Order<'_>), EngineError> {
        let rescore = self.scored.weights != weights;
        if rescore {
            self.compile(weights)?;
        }
        if *filter != self.selection.filter {
            self.filter(filter)?;
        }
        let banded = matches!(self.grouped.by, GroupBy::Decile | GroupBy::Tier);
        let regroup = !self.grouped.fresh && !banded;
        if rescore || regroup {
            self.pass(rescore.then_some(weights), regroup);
        }
        if !self.ranked {
            self.rank();
        }
        if banded {
            let by = self.grouped.by.clone();
            self.aggregate(&by)?;
        }
        Ok((&self.grouped.means, self.result()))
    }

    /// Ranks the chosen areas once per draw of weights: `weights` holds `draws` rows of one weight per indicator.
    ///
    /// # Errors
    /// As [`Engine::score_rank`], for the first draw at fault.
    pub fn monte_carlo(&mut self, weights: &[f64], draws: usize, k: u32) -> Result<RankSpread, EngineError> {
        let n_indicators = self.snapshot.indicators.len();
        program::check(weights, n_indicators.saturating_mul(draws))?;
        let rows = || weights.chunks_exact(n_indicators.max(1));
        for row in rows() {
            if !self.table.scored.iter().any(|one| row[one.indicator] > 0.0) {
                return Err(EngineError::NothingToScore);
            }
        }
        let n_areas = self.snapshot.n_areas();
        self.selection.listed();
        Ok(Draws::new(&self.table, &self.selection.areas, &self.ties).run(rows(), k, n_areas))
    }

    fn rank(&mut self) -> Order<'_> {
        let Results { whole, chosen, .. } = &mut self.scored;
        let n_areas = chosen.len();
        let whole = &mut whole.as_flattened_mut().as_flattened_mut()[..n_areas];
        // Who is tied is a matter of all areas; what is chosen of them keeps their order.
        if !self.sorted {
            self.sorter.settle(whole, &self.ties);
            self.sorted = true;
        }
        let mask = self.selection.mask.as_flattened().as_flattened();
        for ((chosen, score), mask) in chosen.iter_mut().zip(whole).zip(mask) {
            *chosen = *score + mask;
        }
        let keys = self.sorter.keys().iter().map(|key| *key as u32);
        self.order.clear();
        self.order.extend(keys.filter(|at| !chosen[*at as usize].is_nan()));
        self.ranked = true;
        self.result()
    }

    fn result(&self) -> Order<'_> {
        Order { order: &self.order, scores: &self.scored.chosen }
    }
}

#[cfg(test)]
mod tests;
