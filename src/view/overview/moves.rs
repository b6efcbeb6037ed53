//! The indicators that moved most in the present list since the period before.
//!
//! The areas of the list are held fixed, so that no change of members passes for a change of need. Moves are measured in
//! standard deviations of the areas that count, which makes units alike; of equal moves the first in the index is named.

use crate::text::Msg;
use crate::view::MeasureChoice;

use super::against::{Change, KeyFigure, Periods, Verdict};
use super::lead::Lead;
use super::list::{judged, sign, spread, value_over};

/// An indicator's move in the present list: the values, and the difference towards need in standard deviations.
struct Move {
    indicator: usize,
    before: f64,
    after: f64,
    effect: f64,
}

fn moves(periods: Periods) -> Vec<Move> {
    let Some(before) = periods.before else { return Vec::new() };
    let list = periods.now.outcome.listed();
    let one = |indicator: usize| {
        let (then, earlier) = periods.now.snapshot.column_in_force(indicator, before.period)?;
        let (now, later) = periods.now.snapshot.column_in_force(indicator, periods.now.outcome.period)?;
        if then == now {
            return None;
        }
        // Areas with both values alone, so that a gap does not pass for a change.
        let both = || {
            let has = |at: &usize| !earlier.raw()[*at].is_nan() && !later.raw()[*at].is_nan();
            list.iter().map(|at| *at as usize).filter(has)
        };
        let value = |period| value_over(&periods.now.snapshot, (indicator, period), both());
        let (before, after) = (value(then)?, value(now)?);
        let unit = spread(periods.now, indicator)?;
        let effect = sign(&periods.now.snapshot.indicators[indicator]) * (after - before) / unit;
        Some(Move { indicator, before, after, effect })
    };
    judged(periods.now).into_iter().filter_map(one).collect()
}

/// The indicators that moved most towards need and away from it.
pub(super) fn moved(periods: Periods) -> Vec<KeyFigure> {
    let moves = moves(periods);
    let first = |sign: f64| {
        let towards = moves.iter().filter(|own| sign * own.effect > 0.0);
        towards.reduce(|best, own| if sign * own.effect > sign * best.effect { own } else { best })
    };
    let tile = |own: &Move, (id, label, verdict)| {
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
    };
    let worse = first(1.0).map(|own| tile(own, ("worsened", Msg::KeyWorsened, Verdict::Worse)));
    let better = first(-1.0).map(|own| tile(own, ("improved", Msg::KeyImproved, Verdict::Better)));
    worse.into_iter().chain(better).collect()
}
