//! One case: data, choices and what came of them, always together.
//!
//! Whatever speaks of a result takes it from here, so that no sentence, file or picture pairs a result with choices that
//! did not give it. This module must not know how results are shown or written.

use std::sync::Arc;

use crate::filter::SearchIndex;
use crate::pipeline::{Outcome, Problem, run_with};
use crate::scenario::Scenario;
use crate::score::IndexNode;
use crate::snapshot::{Label, Snapshot};

/// A scenario run on a snapshot. Cheap to clone: all parts are shared.
///
/// ```
/// use negah::{case::Case, scenario::Scenario, snapshot::{Limits, open}};
/// let bytes = std::fs::read("seeds/demo.snapshot.json").unwrap();
/// let snapshot = open(&bytes, &Limits::DEFAULT).unwrap();
/// let scenario = Scenario::equal_weights(&snapshot);
/// let case = Case::run(snapshot, scenario).unwrap();
/// assert_eq!(case.outcome.listed().len(), case.outcome.ranked.cut.count);
/// ```
#[derive(Debug, Clone)]
pub struct Case {
    /// The data.
    pub snapshot: Arc<Snapshot>,
    /// SHA-256 of the snapshot's bytes, in lower-case hexadecimal; empty where nobody has asked for it.
    pub sha256: Arc<str>,
    /// The choices.
    pub scenario: Arc<Scenario>,
    /// What came of them.
    pub outcome: Arc<Outcome>,
}

impl Case {
    /// A result with what it was made from; nobody has asked for the digest yet.
    pub fn of(snapshot: Arc<Snapshot>, scenario: Arc<Scenario>, outcome: Arc<Outcome>) -> Self {
        Self { snapshot, sha256: "".into(), scenario, outcome }
    }

    /// Runs a scenario on a snapshot.
    ///
    /// # Errors
    /// Those of [`crate::pipeline::run`].
    pub fn run(
        snapshot: impl Into<Arc<Snapshot>>,
        scenario: impl Into<Arc<Scenario>>,
    ) -> Result<Self, Vec<Problem>> {
        let (snapshot, scenario) = (snapshot.into(), scenario.into());
        let outcome = run_with(&snapshot, &scenario, &SearchIndex::new(&snapshot))?;
        Ok(Self::of(snapshot, scenario, outcome.into()))
    }

    /// Runs another scenario on the same snapshot.
    ///
    /// # Errors
    /// Those of [`crate::pipeline::run`].
    pub fn with(&self, scenario: impl Into<Arc<Scenario>>) -> Result<Self, Vec<Problem>> {
        let other = Self::run(Arc::clone(&self.snapshot), scenario)?;
        Ok(other.with_sha256(Arc::clone(&self.sha256)))
    }

    /// The same case with the digest of its data.
    #[must_use]
    pub fn with_sha256(self, sha256: impl Into<Arc<str>>) -> Self {
        Self { sha256: sha256.into(), ..self }
    }

    /// The name of a group or indicator of the index: the scenario's, its domain's, its indicator's, or its identifier.
    pub fn part_name(&self, id: &str) -> Label {
        part_name(&self.snapshot, &self.scenario.index, id)
    }
}

/// The name of a group or indicator of an index that has not been run: its own, its domain's, its indicator's, or its
/// identifier.
pub fn part_name(snapshot: &Snapshot, index: &IndexNode, id: &str) -> Label {
    own_name(index, id).unwrap_or_else(|| data_name(snapshot, id))
}

/// The name of a domain or indicator of the data, or its identifier.
pub fn data_name(snapshot: &Snapshot, id: &str) -> Label {
    let domain = snapshot.domains.iter().find(|own| own.id == id).map(|own| own.name.clone());
    let indicator = || snapshot.indicator_idx(id).map(|at| snapshot.indicators[at].name.clone());
    domain.or_else(indicator).unwrap_or_else(|| Label::fa(id))
}

fn own_name(node: &IndexNode, id: &str) -> Option<Label> {
    if node.id.as_deref() == Some(id) && node.indicator.is_none() {
        return node.name.clone();
    }
    node.children.iter().find_map(|child| own_name(child, id))
}
