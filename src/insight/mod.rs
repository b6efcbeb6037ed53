//! What there is to say of a result, as numbers: the figures behind every sentence of the overview, so that the page, the
//! command line and other programs give the same ones.
//!
//! Values are in the units of their indicators, scores in points; a rule stands where its finding is made.
//! This module must not know of words, colours, files or the interface.

mod burden;
mod findings;
mod first_harms;
mod lost;
mod moves;
mod near;
mod periods;
mod position;
mod quality;
mod values;

pub use burden::{Burden, heaviest_burden};
pub use findings::{
    Gaps, LineFinding, ListDivision, ListHarm, Riser, gaps, line, list_division, list_harm, riser,
};
pub use first_harms::{DivisionHarm, FirstHarm, first_harms, tier_counts};
pub use lost::{LostGroups, lost_groups};
pub use moves::{Move, farthest, moves};
pub use near::{NEAR_SHARE, Near};
pub use periods::{
    Earlier, Turnover, is_scale_fixed, median_of_list, not_renewed, people, scenario_before, turnover,
};
pub use position::Position;
pub use quality::{Quality, quality};
pub use values::{deviation, need_sign, scored_indicators, value_over};
