//! The scenario before any data are open.

use crate::scenario::Scenario;
use crate::score::IndexNode;
use crate::snapshot::Label;

/// It chooses nothing, and nothing is computed from it.
pub fn nothing() -> Scenario {
    Scenario::of_defaults(Label::default(), IndexNode::default())
}
