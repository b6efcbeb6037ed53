//! The most important findings about a list, as numbers, each with the rule by which it is chosen.
//!
//! A finding is there only where its basis is:
//!
//! 1. *Harm* ([`list_harm`]): the scored indicator, capacities and counts left out, whose value in the list lies farthest
//!    towards need from its value over all areas that count, in standard deviations of these. Needs areas outside the list
//!    too.
//! 2. *Division* ([`list_division`]): the unit of the narrowest level of division with most of the list's inhabitants.
//!    Needs inhabitants, and areas in more than one unit; there is none where most live in no unit at all.
//! 3. *Riser* ([`riser`]): the area that came forward most places since the period before, of those in the list and as many
//!    of the first that are not in it. As many areas must have been ranked then as now: ranks of lists of other length do
//!    not compare.
//! 4. *Line* ([`line`]): how many areas are near the cut line by their scores ([`Near::Score`]); or that the line parts
//!    areas of equal score. Areas kept in the list or out of it are not counted, as near as they may stand: a little more
//!    or less would change nothing for them.
//! 5. *Gaps* ([`gaps`]): how many values of the index are missing in the areas that count, and which indicator lacks most.
//!
//! Where two are equal, the first in the index, in the file or in the ranking is named.

use std::cmp::Reverse;

use crate::aggregate::{GroupBy, GroupKey, group};
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::snapshot::Measure;

use super::near::Near;
use super::values::{deviation, need_sign, scored_indicators, value_over};

/// What sets the list apart from all areas that count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ListHarm {
    /// Position of the indicator.
    pub indicator: usize,
    /// Its value over the list.
    pub list: f64,
    /// Its value over all areas that count.
    pub all: f64,
    /// How far the first lies from the second towards need, in standard deviations of the areas that count; above 0.
    pub effect: f64,
}

/// The harm that sets the list apart; `None` where no indicator does, or the list is empty or holds every area.
pub fn list_harm(case: &Case) -> Option<ListHarm> {
    let Case { snapshot, outcome, .. } = case;
    let listed = outcome.listed();
    if listed.is_empty() || listed.len() >= outcome.set.count() {
        return None;
    }
    let compare = |at: usize| {
        let indicator = &snapshot.indicators[at];
        if indicator.capacity || indicator.measure == Measure::Count {
            return None;
        }
        let (period, _) = snapshot.column_in_force(at, outcome.period)?;
        let list = value_over(snapshot, (at, period), listed.iter().map(|at| *at as usize))?;
        let all = value_over(snapshot, (at, period), outcome.set.iter())?;
        let effect = need_sign(indicator) * (list - all) / deviation(case, at)?;
        (effect > 0.0).then_some(ListHarm { indicator: at, list, all, effect })
    };
    let found = scored_indicators(case).into_iter().filter_map(compare);
    found.reduce(|best, next| if next.effect > best.effect { next } else { best })
}

/// The division in which most of the list's inhabitants live.
#[derive(Debug, Clone, PartialEq)]
pub struct ListDivision {
    /// The division.
    pub division: GroupKey,
    /// Areas of the list in it.
    pub areas: usize,
    /// Their known inhabitants.
    pub people: f64,
    /// Their share of the list's known inhabitants, 0 to 1.
    pub share: f64,
}

/// The division with most of the list's inhabitants, at the narrowest level.
pub fn list_division(case: &Case) -> Option<ListDivision> {
    let Case { snapshot, outcome, .. } = case;
    let level = snapshot.divisions.levels.last()?;
    let grouping = group(snapshot, &GroupBy::Division(level.id.clone()), &[]).ok()?;
    let column = snapshot.population_column(outcome.period)?;
    let units = |areas: &mut dyn Iterator<Item = usize>| {
        let mut counts = vec![(0_usize, 0.0); grouping.groups.len()];
        for at in areas {
            let own = &mut counts[grouping.of[at] as usize];
            *own = (own.0 + 1, own.1 + column.get(at).unwrap_or(0.0).max(0.0));
        }
        counts
    };
    let everywhere = units(&mut outcome.set.iter());
    if everywhere.iter().filter(|own| own.0 > 0).count() < 2 {
        return None;
    }
    let here = units(&mut outcome.listed().iter().map(|at| *at as usize));
    let total: f64 = here.iter().map(|own| own.1).sum();
    let most = (0..here.len()).reduce(|best, at| if here[at].1 > here[best].1 { at } else { best })?;
    let (areas, people) = here[most];
    if people <= 0.0 || grouping.groups[most] == GroupKey::Unknown {
        return None;
    }
    Some(ListDivision { division: grouping.groups[most].clone(), areas, people, share: people / total })
}

/// The area that came forward most places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Riser {
    /// Position of the area.
    pub area: usize,
    /// Its rank in the period before.
    pub from: u32,
    /// Its rank now, nearer to the first.
    pub to: u32,
    /// How many of the first areas of the ranking were looked at.
    pub looked_at: usize,
    /// Whether it came into the list.
    pub entered: bool,
}

/// The area that came forward most places since the period before; `None` where none did, or the ranks do not compare.
pub fn riser(before: &Outcome, now: &Outcome) -> Option<Riser> {
    let (then, ranking) = (&before.ranked.ranking, &now.ranked.ranking);
    if then.len() != ranking.len() {
        return None;
    }
    let places = |at: usize| {
        let (from, to) = (then.rank(at)?, ranking.rank(at)?);
        (from > to).then_some((at, from, to))
    };
    // The list and as many after it.
    let looked_at = ranking.order.len().min(2 * now.listed().len());
    let risen = ranking.order[..looked_at].iter().filter_map(|at| places(*at as usize));
    // Of two that came forward as far the one that stands first now.
    let ahead = |next: (usize, u32, u32), best: (usize, u32, u32)| {
        (next.1 - next.2, Reverse(next.2)) > (best.1 - best.2, Reverse(best.2))
    };
    let (area, from, to) = risen.reduce(|best, next| if ahead(next, best) { next } else { best })?;
    Some(Riser { area, from, to, looked_at, entered: now.in_list(area) && !before.in_list(area) })
}

/// What there is to say of the cut line.
#[derive(Debug, Clone, PartialEq)]
pub enum LineFinding {
    /// It parts areas of equal score.
    SplitTie,
    /// Areas stand near it.
    Near {
        /// Positions of those above it, in the order of their ranks.
        inside: Vec<usize>,
        /// Positions of those below it.
        outside: Vec<usize>,
        /// How far from the line is near, in points of the score.
        distance: f64,
    },
}

/// Which areas stand near the cut line; `None` where none does.
pub fn line(outcome: &Outcome) -> Option<LineFinding> {
    let (order, cut) = (&outcome.ranked.ranking.order, &outcome.ranked.cut);
    if cut.splits_tie {
        return Some(LineFinding::SplitTie);
    }
    let near = Near::of(outcome);
    let Near::Score { distance, .. } = near else { return None };
    let of = |areas: &[u32]| -> Vec<usize> {
        areas.iter().map(|at| *at as usize).filter(|at| near.is_near(outcome, *at)).collect()
    };
    let (above, below) = order.split_at(cut.line);
    let (inside, outside) = (of(above), of(below));
    (!inside.is_empty() || !outside.is_empty()).then_some(LineFinding::Near { inside, outside, distance })
}

/// What is missing of the values that the index is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gaps {
    /// Missing values of the scored indicators in the areas that count; above 0.
    pub missing: usize,
    /// Values that there would be.
    pub cells: usize,
    /// Position of the indicator that lacks most.
    pub indicator: usize,
    /// How many values it lacks.
    pub own: usize,
    /// Areas without a score.
    pub unscored: usize,
}

impl Gaps {
    /// Share of the values that are missing, 0 to 1.
    pub fn share(&self) -> f64 {
        self.missing as f64 / self.cells.max(1) as f64
    }
}

/// How many values the index lacks; `None` where it lacks none.
pub fn gaps(case: &Case) -> Option<Gaps> {
    let Case { snapshot, outcome, .. } = case;
    let missing = |at: usize| {
        let column = snapshot.column_in_force(at, outcome.period).map(|own| own.1);
        outcome.set.iter().filter(|area| column.is_none_or(|column| column.raw()[*area].is_nan())).count()
    };
    let counts: Vec<(usize, usize)> =
        scored_indicators(case).into_iter().map(|at| (at, missing(at))).collect();
    let most = counts.iter().copied().reduce(|best, own| if own.1 > best.1 { own } else { best });
    let (indicator, own) = most.filter(|own| own.1 > 0)?;
    Some(Gaps {
        missing: counts.iter().map(|own| own.1).sum(),
        cells: counts.len() * outcome.set.count(),
        indicator,
        own,
        unscored: outcome.ranked.ranking.unscored.len(),
    })
}
