//! What would have to be different for the areas next to the cut line to cross it.

use serde_json::{Value, json};

use crate::case::Case;
use crate::sensitivity::{Fault, ValueFlip, WeightFlip, value_flips, weight_flips};
use crate::snapshot::Snapshot;

/// The smallest changes that take one area across the line.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaFlips {
    /// Position of the area.
    pub area: usize,
    /// Per top group of the index, the smallest change of its weight.
    pub weights: Vec<WeightFlip>,
    /// Per indicator, the smallest change of the area's value.
    pub values: Vec<ValueFlip>,
}

/// The smallest changes for the last `n` areas above the line and the first `n` below it, in the order of ranks.
///
/// # Errors
/// When the scenario does not fit the snapshot.
pub fn flips_at_the_line(case: &Case, top: usize, n: usize) -> Result<Vec<AreaFlips>, Vec<Fault>> {
    let order = &case.outcome.ranked.ranking.order;
    let near = order.iter().take(top.saturating_add(n)).skip(top.saturating_sub(n));
    near.map(|area| flips(case, *area as usize)).collect()
}

fn flips(case: &Case, area: usize) -> Result<AreaFlips, Vec<Fault>> {
    let Case { snapshot, scenario, outcome, .. } = case;
    Ok(AreaFlips {
        area,
        weights: weight_flips(snapshot, scenario, outcome, area).map_err(|fault| vec![fault])?,
        values: value_flips(snapshot, scenario, outcome, area)?,
    })
}

impl AreaFlips {
    /// `{code, name, weights, values}`, the areas passed by code.
    pub(super) fn json(&self, snapshot: &Snapshot) -> Value {
        let code = |area: &u32| snapshot.areas.code.get(*area as usize).cloned();
        let codes = |areas: &[u32]| areas.iter().map(code).collect::<Vec<_>>();
        let weight = |own: &WeightFlip| {
            json!({
                "group": own.group, "from": own.from, "to": own.to, "enters": own.enters,
                "passes": codes(&own.passes), "exact": own.exact,
            })
        };
        let value = |own: &ValueFlip| {
            json!({
                "indicator": own.indicator, "from": own.from, "to": own.to, "tried": own.tried,
                "enters": own.enters, "passes": codes(&own.passes),
            })
        };
        json!({
            "code": code(&(self.area as u32)), "name": snapshot.areas.name.get(self.area),
            "weights": self.weights.iter().map(weight).collect::<Vec<_>>(),
            "values": self.values.iter().map(value).collect::<Vec<_>>(),
        })
    }
}
