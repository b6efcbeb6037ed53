//! Near the cut line and borderline, in words: two things, told apart.

use crate::insight::NEAR_SHARE;
use crate::pipeline::Outcome;
use crate::sensitivity::{Certainty, Setting};
use crate::text::Msg;

use super::super::Words;
use super::super::robustness::{Sure, chance_text};

/// What near means.
pub fn near_rule(words: Words) -> String {
    words.fill_one(Msg::ListNearScore, &words.percent(Some(NEAR_SHARE)))
}

/// That an area is borderline, with its chance and what the word means: more than [`Certainty::OUT_UP_TO`] and less than [`Certainty::CERTAIN_FROM`]. `None` where it is
/// not, and for one on which a decision has been made.
pub fn borderline_rule(
    outcome: &Outcome,
    (sure, setting): (Sure, Setting),
    area: usize,
    words: Words,
) -> Option<String> {
    let own = sure.chance(setting, area).filter(|_| outcome.lock(area).is_none())?;
    let values = [
        ("chance", chance_text(own.in_top, words)),
        ("setting", sure.setting_name(setting, words)),
        ("low", words.percent(Some(Certainty::OUT_UP_TO))),
        ("high", words.percent(Some(Certainty::CERTAIN_FROM))),
    ];
    (Certainty::of(own.in_top) == Certainty::Borderline).then(|| words.filled(Msg::ListBorderline, &values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_told_with_its_distance() {
        assert!(near_rule(Words::default()).contains("۲٪"));
    }
}
