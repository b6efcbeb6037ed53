//! What rules are evaluated on.

use std::sync::Arc;

use super::neighbours::Neighbours;
use crate::filter::AreaSet;
use crate::snapshot::Snapshot;

/// What rules are evaluated on.
#[derive(Debug, Clone, Copy)]
pub struct RuleInput<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// Position of the period whose values in force are meant.
    pub period: usize,
    /// The areas that count: they get a verdict.
    pub set: &'a AreaSet,
    /// The areas among which percentiles and shares of the population are taken.
    pub reference: &'a AreaSet,
    /// Composite score of all areas, high = more need, `NaN` where missing.
    pub score: &'a [f64],
    /// Groups of the index that a rule may name.
    pub nodes: &'a [NodeColumn<'a>],
    /// Who borders on whom, where it is known already; `None`: found when a rule asks for it.
    pub neighbours: Option<&'a Arc<Neighbours>>,
}

/// The values of a group of the index on the common scale.
#[derive(Debug, Clone, Copy)]
pub struct NodeColumn<'a> {
    /// Identifier of the group.
    pub id: &'a str,
    /// One per area, high = more need, `NaN` where missing.
    pub values: &'a [f64],
}
