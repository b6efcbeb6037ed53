//! What would have to be otherwise for one area to cross the line, as sentences.

use crate::sensitivity::{ValueFlip, WeightFlip};
use crate::sorting::Sorting;
use crate::text::Msg;

use super::super::Words;
use super::super::part_names::node_name;
use super::Sure;

/// Sentences on the changes that take an area across, the smallest first, and on those that cannot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlipLines {
    /// One for each change that does.
    pub lines: Vec<String>,
    /// What no change of does; `None` where there is nothing of the kind.
    pub none: Option<String>,
}

/// Rivals named.
const NAMED: usize = 3;
/// Sentences shown.
const SHOWN: usize = 6;

/// Changes of one weight.
pub fn weight_flip_lines(sure: Sure, area: usize, flips: &[WeightFlip], words: Words) -> FlipLines {
    let name = sure.name(area, words);
    let group = |own: &WeightFlip| group_name(sure, &own.group, words);
    let mut found: Vec<(f64, &WeightFlip, f64)> =
        flips.iter().filter_map(|own| Some(((own.to? - own.from).abs(), own, own.to?))).collect();
    found.order_by(|a, b| a.0.total_cmp(&b.0));
    let line = |(_, own, to): &(f64, &WeightFlip, f64)| {
        words.fill(
            Msg::FlipWeight,
            &[
                ("what", &group(own)),
                ("from", &words.exact_percent(Some(own.from))),
                ("to", &words.exact_percent(Some(*to))),
                ("then", &outcome(sure, &name, (own.enters, &own.passes), words)),
            ],
        )
    };
    let stuck: Vec<String> = flips.iter().filter(|own| own.to.is_none()).map(group).collect();
    FlipLines {
        lines: found.iter().take(SHOWN).map(line).collect(),
        none: none((Msg::FlipWeightNone, &name), &stuck, words),
    }
}

/// Changes of one of its own values.
pub fn value_flip_lines(sure: Sure, area: usize, flips: &[ValueFlip], words: Words) -> FlipLines {
    let name = sure.name(area, words);
    let of = |own: &ValueFlip| {
        sure.case.snapshot.indicator_idx(&own.indicator).map(|at| &sure.case.snapshot.indicators[at])
    };
    let way = |own: &ValueFlip, to: f64| {
        (to - own.from).abs() / (own.tried.1 - own.tried.0).abs().max(f64::MIN_POSITIVE)
    };
    let mut found: Vec<(f64, &ValueFlip, f64)> =
        flips.iter().filter_map(|own| Some((way(own, own.to?), own, own.to?))).collect();
    found.order_by(|a, b| a.0.total_cmp(&b.0));
    let line = |(_, own, to): &(f64, &ValueFlip, f64)| {
        let indicator = of(own)?;
        Some(words.fill(
            Msg::FlipValue,
            &[
                ("what", &words.label(&indicator.name)),
                ("from", &words.value(indicator, Some(own.from))),
                ("to", &words.value(indicator, Some(*to))),
                ("then", &outcome(sure, &name, (own.enters, &own.passes), words)),
            ],
        ))
    };
    let stuck: Vec<String> = flips
        .iter()
        .filter(|own| own.to.is_none())
        .filter_map(|own| Some(words.label(&of(own)?.name)))
        .collect();
    FlipLines {
        lines: found.iter().take(SHOWN).filter_map(line).collect(),
        none: none((Msg::FlipValueNone, &name), &stuck, words),
    }
}

fn group_name(sure: Sure, id: &str, words: Words) -> String {
    node_name(sure.case, id, words)
}

fn none((key, name): (Msg, &str), stuck: &[String], words: Words) -> Option<String> {
    (!stuck.is_empty()).then(|| words.fill(key, &[("list", &words.list(stuck)), ("area", name)]))
}

/// «… وارد فهرست می‌شود و از … می‌گذرد».
fn outcome(sure: Sure, name: &str, (enters, passes): (bool, &[u32]), words: Words) -> String {
    let key = if enters { Msg::FlipEnters } else { Msg::FlipLeaves };
    let rivals = rivals(sure, passes, words);
    if rivals.is_empty() {
        let key = if enters { Msg::FlipEntersOnly } else { Msg::FlipLeavesOnly };
        return words.fill_one(key, name);
    }
    words.fill(key, &[("area", name), ("rivals", &rivals)])
}

fn rivals(sure: Sure, passes: &[u32], words: Words) -> String {
    let rank = |area: &u32| sure.case.outcome.ranked.ranking.rank(*area as usize).unwrap_or(u32::MAX);
    let line = sure.case.outcome.ranked.cut.line as u32;
    let mut nearest = passes.to_vec();
    // Those at the line are the ones that decide.
    nearest.order_by_key(|area| (rank(area).abs_diff(line), *area));
    // Areas may share a name; their ranks tell them apart.
    let named = |area: &u32| {
        let name = sure.name(*area as usize, words);
        format!("{name} ({})", words.int(rank(area) as usize))
    };
    let names: Vec<String> = nearest.iter().take(NAMED).map(named).collect();
    let list = words.list(&names);
    match passes.len().saturating_sub(NAMED) {
        0 => list,
        rest => words.fill(Msg::FlipRest, &[("list", &list), ("n", &words.int(rest))]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_choices;
    use super::*;
    use crate::sensitivity::{value_flips, weight_flips};

    #[test]
    fn every_change_is_told_or_denied() {
        let case = with_choices();
        let sure = case.sure();
        for area in sure.order().into_iter().take(3).map(|area| area as usize) {
            let weights =
                weight_flips(&sure.case.snapshot, &sure.case.scenario, &sure.case.outcome, area).unwrap();
            let own = weight_flip_lines(sure, area, &weights, Words::default());
            let stuck = weights.iter().filter(|flip| flip.to.is_none()).count();
            assert_eq!(own.lines.len() + stuck, weights.len());
            assert_eq!(own.none.is_some(), stuck > 0);
            let values =
                value_flips(&sure.case.snapshot, &sure.case.scenario, &sure.case.outcome, area).unwrap();
            let told = value_flip_lines(sure, area, &values, Words::default());
            for line in own.lines.iter().chain(&told.lines).chain(&told.none) {
                assert!(
                    !line.contains('{') && line.contains(&Words::default().area(&sure.case.snapshot, area)),
                    "{line}"
                );
            }
        }
    }
}
