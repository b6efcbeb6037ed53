//! What would make a scenario run again, where that is plain.

use super::value::{above_zero, put_basis};
use crate::pipeline::Problem;
use crate::rank::Tiers;
use crate::scenario::{Scenario, Within};
use crate::score::methods::{Basis, MethodError};
use crate::score::{IndexNode, Treatment};
use crate::text::Msg;

/// One change that makes problems go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// A scale from 1 to 100.
    AboveZero,
    /// No treatment of outliers.
    Untreated,
    /// The scale set by all areas of the period.
    WithinAll,
    /// The index in place of a flat method.
    IndexAlone,
    /// The numbers written down in place of judgements that do not fit.
    PlainWeights,
    /// Five tiers of equally many areas.
    PlainTiers,
}

impl Mend {
    /// What its button says.
    pub fn words(self) -> Msg {
        match self {
            Self::AboveZero => Msg::MendAboveZero,
            Self::Untreated => Msg::MendUntreated,
            Self::WithinAll => Msg::MendWithinAll,
            Self::IndexAlone => Msg::MendIndexAlone,
            Self::PlainWeights => Msg::MendPlainWeights,
            Self::PlainTiers => Msg::MendPlainTiers,
        }
    }

    /// A name for tests.
    pub fn key(self) -> &'static str {
        match self {
            Self::AboveZero => "above-zero",
            Self::Untreated => "untreated",
            Self::WithinAll => "within-all",
            Self::IndexAlone => "index-alone",
            Self::PlainWeights => "plain-weights",
            Self::PlainTiers => "plain-tiers",
        }
    }

    /// Makes the change.
    pub fn apply(self, scenario: &mut Scenario) {
        match self {
            Self::AboveZero => {
                above_zero(scenario);
                put_basis(scenario, Basis::Common);
            }
            Self::Untreated => untreat(scenario),
            Self::WithinAll => scenario.within = Within::All,
            Self::IndexAlone => scenario.flat = None,
            Self::PlainWeights => plain_weights(&mut scenario.index),
            Self::PlainTiers => scenario.tiers = Tiers::default(),
        }
    }
}

/// What would help against the problems; a change that changes nothing is not offered.
pub fn mends(problems: &[Problem], scenario: &Scenario) -> Vec<Mend> {
    let mut found: Vec<Mend> = Vec::new();
    for problem in problems {
        let wanted: &[Mend] = match problem {
            Problem::CannotCombine { .. } => &[Mend::AboveZero],
            Problem::Flat { error, .. } => match error {
                MethodError::NotPositive { .. } | MethodError::Negative { .. } => {
                    &[Mend::AboveZero, Mend::IndexAlone]
                }
                _ => &[Mend::IndexAlone],
            },
            Problem::TreatedBase { .. } => &[Mend::Untreated, Mend::WithinAll],
            Problem::NothingToScore => &[Mend::WithinAll],
            Problem::Judgements { .. } => &[Mend::PlainWeights],
            Problem::OutOfRange { what, .. } if what.starts_with("tiers.") => &[Mend::PlainTiers],
            _ => &[],
        };
        found.extend(wanted);
    }
    let mut offered: Vec<Mend> = Vec::new();
    for mend in found {
        let mut after = scenario.clone();
        mend.apply(&mut after);
        if after != *scenario && !offered.contains(&mend) {
            offered.push(mend);
        }
    }
    offered
}

fn untreat(scenario: &mut Scenario) {
    fn below(node: &mut IndexNode) {
        node.treat = None;
        node.children.iter_mut().for_each(below);
    }
    scenario.treat = Treatment::None;
    below(&mut scenario.index);
}

fn plain_weights(node: &mut IndexNode) {
    if node.judged().is_some_and(|judged| judged.is_err()) {
        node.weighting = None;
    }
    node.children.iter_mut().for_each(plain_weights);
}
