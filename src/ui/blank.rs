//! The scenario before any data are open.

use crate::filter::Filter;
use crate::rank::{Cut, Tiers};
use crate::scenario::{FORMAT, Scenario, Uncertainty, VERSION, Within};
use crate::score::{Imputation, IndexNode, MissingRule, Normalisation, Treatment};
use crate::snapshot::Label;

/// It chooses nothing, and nothing is computed from it.
pub fn nothing() -> Scenario {
    Scenario {
        format: FORMAT.to_owned(),
        version: VERSION,
        title: Label::default(),
        note: None,
        snapshot: None,
        period: None,
        filter: Filter::default(),
        impute: Imputation::default(),
        treat: Treatment::default(),
        normalise: Normalisation::default(),
        within: Within::default(),
        missing: MissingRule::default(),
        index: IndexNode::default(),
        flat: None,
        tiers: Tiers::default(),
        cut: Cut::default(),
        locks: Vec::new(),
        rules: Vec::new(),
        robustness: Uncertainty::default(),
    }
}
