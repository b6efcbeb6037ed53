//! What can be done to a document.

use crate::filter::{Filter, Range};
use crate::rank::{Cut, Tiers};
use crate::scenario::{Lock, Scenario, Uncertainty, set_lock};
use crate::score::IndexNode;
use crate::snapshot::{Label, Snapshot};
use crate::text::NumberError;
use crate::view::{
    FilterForm, Mend, Setting, choose, equalise, set_child_share, set_param, toggle_lock, toggle_member,
};

/// One change of a document, as plain data. Paths lead from the top of the index to a node, by positions of children.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Gives a node of the index its share of the weight among its siblings, 0 to 1; the others keep their proportions.
    SetShare {
        /// The node.
        path: Vec<usize>,
        /// Its share.
        share: f64,
    },
    /// Keeps a weight where it is while others move, or no longer.
    ToggleShareLock {
        /// The node.
        path: Vec<usize>,
    },
    /// Equal weights in every group.
    EqualiseWeights,
    /// Another index of the same indicators, as weights that were judged make it.
    SetIndex(Box<IndexNode>),
    /// A choice of method by its key.
    Choose {
        /// Which choice.
        setting: Setting,
        /// The key of what is chosen.
        key: String,
    },
    /// A number of the choice in force, as it was typed.
    SetParam {
        /// Which choice.
        setting: Setting,
        /// The key of its number.
        key: &'static str,
        /// As typed, in digits of either script.
        text: String,
    },
    /// Joins a method to those that are put together, or takes it out.
    ToggleMember {
        /// The key of the method.
        key: String,
    },
    /// How many tiers, where a number of them is chosen.
    SetTierCount(u8),
    /// How much of a group must be there for it to count, 0 to 1.
    SetCoverage(f64),
    /// The one change that makes problems go.
    Mend(Mend),
    /// The period by its identifier; `None`: the newest.
    SetPeriod(Option<String>),
    /// Where the list ends.
    SetCut(Cut),
    /// Which areas count.
    SetFilter(Filter),
    /// A range of an indicator in the filter; open on both sides it goes.
    SetRange(Range),
    /// What robustness tries.
    SetRobustness(Box<Uncertainty>),
    /// A decision outside the rule, in place of any on the same area.
    Decide(Box<Lock>),
    /// Takes the decision on an area back.
    Withdraw {
        /// The code of the area.
        area: String,
    },
    /// Another scenario with its base.
    Adopt {
        /// The choices.
        scenario: Box<Scenario>,
        /// The scenario against which their name is told.
        base: Box<Scenario>,
    },
    /// The name under which the scenario has been saved. It is no step: what can be undone keeps the name that it had.
    Name(Label),
}

/// Why a command cannot be carried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// What was typed is no number that the choice takes.
    Number(NumberError),
}

impl From<NumberError> for Refused {
    fn from(error: NumberError) -> Self {
        Self::Number(error)
    }
}

impl Command {
    /// Whether the command names the scenario and changes no choice.
    pub(super) fn is_naming(&self) -> bool {
        matches!(self, Self::Name(_))
    }

    /// Changes the choices; a path or key that leads nowhere changes nothing.
    pub(super) fn apply_to(&self, scenario: &mut Scenario, snapshot: &Snapshot) -> Result<(), Refused> {
        match self {
            Self::SetShare { path, share } => {
                scenario.index = set_child_share(&scenario.index, path, *share);
            }
            Self::ToggleShareLock { path } => toggle_lock(&mut scenario.index, path),
            Self::EqualiseWeights => scenario.index = equalise(&scenario.index),
            Self::SetIndex(index) => scenario.index.clone_from(index),
            Self::Choose { setting, key } => choose(*setting, key, snapshot, scenario),
            Self::SetParam { setting, key, text } => set_param(*setting, key, text, scenario)?,
            Self::ToggleMember { key } => toggle_member(key, scenario),
            Self::SetTierCount(wanted) => set_tier_count(scenario, *wanted),
            // What is counted stays: the weight of the children, or the indicators below.
            Self::SetCoverage(share) => scenario.missing = scenario.missing.with_share(*share),
            Self::Mend(mend) => mend.apply(scenario),
            Self::SetPeriod(period) => scenario.period.clone_from(period),
            Self::SetCut(cut) => scenario.cut = *cut,
            Self::SetFilter(filter) => scenario.filter.clone_from(filter),
            Self::SetRange(range) => set_range(scenario, range),
            Self::SetRobustness(asked) => scenario.robustness.clone_from(asked),
            Self::Decide(lock) => set_lock(&mut scenario.locks, (**lock).clone()),
            Self::Withdraw { area } => scenario.locks.retain(|lock| lock.area != *area),
            // Those change the document, not the choices in it.
            Self::Adopt { .. } | Self::Name(_) => {}
        }
        Ok(())
    }
}

fn set_tier_count(scenario: &mut Scenario, wanted: u8) {
    if let Tiers::Quantile { count } | Tiers::NaturalBreaks { count } = &mut scenario.tiers {
        *count = wanted;
    }
}

fn set_range(scenario: &mut Scenario, range: &Range) {
    let mut form = FilterForm::from_filter(&scenario.filter);
    let open = range.min.is_none() && range.max.is_none();
    match form.ranges.iter().position(|known| known.indicator == range.indicator) {
        Some(at) if open && !range.include_missing => drop(form.ranges.remove(at)),
        Some(at) => form.ranges[at] = range.clone(),
        None if open => {}
        None => form.ranges.push(range.clone()),
    }
    scenario.filter = form.to_filter();
}
