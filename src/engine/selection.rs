//! The areas that count, in the forms that passes over columns need.

use super::kernel::{Lane, PAIRS};
use super::tile::n_blocks;
use crate::filter::{AreaSet, Filter};

/// A filter's result.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The filter.
    pub filter: Filter,
    /// The areas it admits.
    pub set: AreaSet,
    /// How many.
    pub count: usize,
    /// 0 for areas that are in, `NaN` for others: adding it to a score hides what is out. By block.
    pub mask: Vec<Lane>,
    /// Positions of the areas that are in, ascending.
    pub areas: Vec<u32>,
}

impl Selection {
    /// Everything of `n_areas` areas.
    pub fn everything(n_areas: usize) -> Self {
        let mut selection = Self {
            filter: Filter::default(),
            set: AreaSet::none(n_areas),
            count: 0,
            mask: vec![[[f64::NAN; 2]; PAIRS]; n_blocks(n_areas)],
            areas: Vec::with_capacity(n_areas),
        };
        selection.replace(Filter::default(), AreaSet::all(n_areas));
        selection
    }

    /// Takes the result of another filter.
    pub fn replace(&mut self, filter: Filter, set: AreaSet) {
        self.count = set.count();
        let mask = self.mask.as_flattened_mut().as_flattened_mut();
        for (word, mask) in set.words().iter().zip(mask.chunks_mut(64)) {
            for (bit, slot) in mask.iter_mut().enumerate() {
                // All bits set is a NaN.
                *slot = f64::from_bits(((word >> bit) & 1).wrapping_sub(1));
            }
        }
        (self.filter, self.set) = (filter, set);
        self.areas.clear();
    }

    /// Lists the areas that are in.
    pub fn listed(&mut self) -> &[u32] {
        if self.areas.len() != self.count {
            self.areas.clear();
            self.areas.extend(self.set.iter().map(|at| at as u32));
        }
        &self.areas
    }
}

/// Whether a filter searches names anywhere; only then are these folded.
pub fn searches(filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().any(searches),
        Filter::Not(inner) => searches(inner),
        Filter::Search(_) => true,
        _ => false,
    }
}
