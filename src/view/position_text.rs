//! Where one value stands among those of all areas, in words.

use crate::insight::Position;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;

fn end_text(key: Msg, (n, snapshot): (usize, &Snapshot), words: Words) -> String {
    words.fill(key, &[("n", &words.int(n)), ("unit", &words.area_level(snapshot))])
}

/// Worse than how many, in words; the worst of all by name.
pub(super) fn worse_text(own: Position, snapshot: &Snapshot, words: Words) -> String {
    let share = || words.fill_one(Msg::WorseThanOthers, &words.percent(Some(own.worse_than())));
    own.worst_of().map_or_else(share, |n| end_text(Msg::StandWorst, (n, snapshot), words))
}

/// Better than how many, in words; the best of all by name.
pub(super) fn better_text(own: Position, snapshot: &Snapshot, words: Words) -> String {
    let share = || words.fill_one(Msg::BetterThanOthers, &words.percent(Some(own.better_than())));
    own.best_of().map_or_else(share, |n| end_text(Msg::StandBest, (n, snapshot), words))
}
