//! The indicators that moved most in the present list since the period before, as tiles.

use crate::insight::{Move, farthest, moves};
use crate::text::Msg;
use crate::view::MeasureChoice;

use super::key_figure::{Change, KeyFigure, Periods, Verdict};
use super::lead::Lead;

/// The indicators that moved most towards need and away from it.
pub(super) fn moved(periods: Periods) -> Vec<KeyFigure> {
    let Some(before) = periods.before else { return Vec::new() };
    let [worse, better] = farthest(&moves(periods.now, before.period));
    let worse = worse.map(|own| tile(periods, own, ("worsened", Msg::KeyWorsened, Verdict::Worse)));
    let better = better.map(|own| tile(periods, own, ("improved", Msg::KeyImproved, Verdict::Better)));
    worse.into_iter().chain(better).collect()
}

fn tile(periods: Periods, own: Move, (id, label, verdict): (&'static str, Msg, Verdict)) -> KeyFigure {
    let (words, indicator) = (periods.words, &periods.now.snapshot.indicators[own.indicator]);
    let value = |value| words.value(indicator, Some(value));
    let (before, after) = (value(own.before), value(own.after));
    KeyFigure {
        id,
        label: words.say(label).to_owned(),
        value: words.label(&indicator.name),
        detail: String::new(),
        change: Some(Change {
            arrow: if own.after > own.before { "▲" } else { "▼" },
            text: words.fill(Msg::AgainstFromTo, &[("before", &before), ("after", &after)]),
            verdict,
        }),
        lead: Lead::Map(MeasureChoice::Indicator(own.indicator)),
    }
}
