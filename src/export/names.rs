//! Names that stand in files for what the program knows by type: verdicts, a method's figures, parts of the index.

use crate::rule::Verdict;
use crate::score::methods::FigureKind;

/// What a rule says, as files write it.
pub(super) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Flagged => "flagged",
        Verdict::Near => "near",
        Verdict::NotFlagged => "not_flagged",
        Verdict::Unknown => "unknown",
    }
}

/// A figure of a flat method, as files write it; members of a list of methods count from 1.
pub fn figure_name(kind: FigureKind) -> String {
    let name = match kind {
        FigureKind::WeightedSum => "weighted_sum",
        FigureKind::WeightedProduct => "weighted_product",
        FigureKind::DistanceToNeediest => "distance_to_neediest",
        FigureKind::DistanceToLeastNeedy => "distance_to_least_needy",
        FigureKind::GroupRegret => "group_regret",
        FigureKind::SingleRegret => "single_regret",
        FigureKind::Compromise => "compromise",
        FigureKind::LeavingFlow => "leaving_flow",
        FigureKind::EnteringFlow => "entering_flow",
        FigureKind::DescendingRank => "descending_rank",
        FigureKind::AscendingRank => "ascending_rank",
        FigureKind::Raising => "raising",
        FigureKind::Lowering => "lowering",
        FigureKind::Significance => "significance",
        FigureKind::NearestDistance => "nearest_distance",
        FigureKind::Wins => "wins",
        FigureKind::Losses => "losses",
        FigureKind::Member(at) => return format!("member_{}", at + 1),
    };
    name.to_owned()
}

/// The column of an indicator's values, in every table: as the data have them, in the indicator's unit.
pub fn value_name(id: &str) -> String {
    format!("{id}.value")
}

/// The column of a group's or indicator's values on the common scale, in every table.
pub fn scaled_name(id: &str) -> String {
    format!("{id}.scaled")
}

/// The column of what a group or indicator adds to the score, in every table.
pub fn contribution_name(id: &str) -> String {
    format!("{id}.contribution")
}
