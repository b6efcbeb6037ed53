//! What would have to be different for one area to cross the cut line: the smallest change of one weight, or of one value.
//!
//! An area is in the list where fewer than K areas score strictly higher. Areas that a decision keeps in the list or out
//! of it take no part: they neither hold a place of the rule nor give one up, whatever they score. An area under such a
//! decision itself is asked about as though the decision were lifted.

mod value;
mod weight;

use serde::{Deserialize, Serialize};

pub use value::{value_flip, value_flips};
pub use weight::weight_flips;

use super::fault::Fault;
use crate::pipeline::Outcome;
use crate::rank::kept;
use crate::scenario::Scenario;

/// The smallest change of one top group's share that takes an area across the cut line.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct WeightFlip {
    /// Identifier of the group.
    pub group: String,
    /// Its share among the top groups as it stands, 0 to 1.
    pub from: f64,
    /// The share at which the area draws level with the one that decides; just beyond, it is across. The other groups
    /// divide the rest in their old proportion (as [`crate::score::set_share`]). `None`: no share takes it across.
    pub to: Option<f64>,
    /// Whether it enters the list; else it leaves it.
    pub enters: bool,
    /// Areas whose order with this one is then another, in file order.
    pub passes: Vec<u32>,
    /// Whether the share is exact (a linear index); else it was searched for, and a nearer one may have been missed
    /// between two looks.
    pub exact: bool,
}

/// The smallest change of one of the area's own values that takes it across the cut line, everything else staying.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct ValueFlip {
    /// Identifier of the indicator.
    pub indicator: String,
    /// The value as it is, in the indicator's unit.
    pub from: f64,
    /// The nearest value found with which it is across; `None`: no plausible value takes it across.
    pub to: Option<f64>,
    /// The plausible values that were tried: those of all areas and a quarter of their range beyond; not below 0 where
    /// none is, not above the whole of a rate where none is.
    pub tried: (f64, f64),
    /// Whether it enters the list; else it leaves it.
    pub enters: bool,
    /// Areas whose order with this one is then another, in file order.
    pub passes: Vec<u32>,
}

/// The areas that count and the area in question.
struct Question {
    areas: Vec<u32>,
    area: u32,
    top: usize,
}

impl Question {
    fn new(scenario: &Scenario, outcome: &Outcome, area: usize) -> Result<Self, Fault> {
        if outcome.ranked.ranking.rank(area).is_none() {
            return Err(Fault::Unranked { area: area.to_string() });
        }
        let area = area as u32;
        let ranked = &outcome.ranked;
        if let Some(top) = scenario.robustness.top {
            let areas = outcome.set.iter().map(|own| own as u32).collect();
            return Ok(Self { areas, area, top: top as usize });
        }
        let free = |own: &u32| *own == area || kept(&ranked.locks, *own).is_none();
        let others_in = ranked.locks.iter().filter(|own| own.1 && own.0 != area).count();
        let areas = outcome.set.iter().map(|own| own as u32).filter(free).collect();
        Ok(Self { areas, area, top: ranked.cut.count - others_in })
    }

    /// Which areas score strictly higher, in the order of `areas`; `None` where the area itself has no score.
    fn above(&self, scores: &[f64]) -> Option<Vec<bool>> {
        let own = scores.get(self.area as usize).copied().filter(|score| !score.is_nan())?;
        Some(self.areas.iter().map(|other| scores[*other as usize] > own).collect())
    }

    fn within(&self, above: &[bool]) -> bool {
        above.iter().filter(|own| **own).count() < self.top
    }

    /// The areas on which two such answers differ.
    fn passes(&self, before: &[bool], after: &[bool]) -> Vec<u32> {
        let pairs = self.areas.iter().zip(before.iter().zip(after));
        pairs.filter(|(_, (before, after))| before != after).map(|(area, _)| *area).collect()
    }

    /// From `start` towards `end`: the nearest point found where the area is across, to a 2⁻⁴⁰th of the way. `looks`
    /// points are tried, then the first change is closed in on.
    fn search(
        &self,
        (start, end, looks): (f64, f64, u32),
        inside: bool,
        mut above: impl FnMut(f64) -> Option<Vec<bool>>,
    ) -> Option<(f64, Vec<bool>)> {
        let mut near = start;
        for look in 1..=looks {
            let point = start + (end - start) * f64::from(look) / f64::from(looks);
            let Some(mut found) = above(point) else { continue };
            if self.within(&found) == inside {
                near = point;
                continue;
            }
            let mut far = point;
            for _ in 0..40 {
                let middle = near.midpoint(far);
                match above(middle) {
                    Some(own) if self.within(&own) != inside => (far, found) = (middle, own),
                    _ => near = middle,
                }
            }
            return Some((far, found));
        }
        None
    }
}
