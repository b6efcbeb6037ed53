//! Rates of small areas drawn towards the rate of the larger area around them, by how uncertain they are.
//!
//! After the English and Scottish indices of deprivation (technical report to the English Indices 2019, appendix on
//! shrinkage): on the logit scale each area's rate becomes a weighted mean of its own and its division's, the weight
//! being the share of the variance between areas in all variance. A rate of few people moves much, one of many hardly.

use serde::{Deserialize, Serialize};

/// How the rates of an indicator are drawn towards their division's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Shrinkage {
    /// Identifier of the division level towards whose rates they are drawn.
    pub level: String,
}

/// Shrunken rates.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrunken {
    /// Rates in the unit they came in; as they were where nothing could be drawn.
    pub values: Vec<f64>,
    /// How much of each area's own rate is left, 0 to 1; `NaN` where nothing could be drawn.
    pub own_share: Vec<f64>,
    /// How many areas with a rate were left as they were: outside every division, without people, alone in their
    /// division, or with a rate that is no proportion.
    pub left: usize,
}

/// Rates with what they are made from.
#[derive(Debug, Clone, Copy)]
pub struct Rates<'a> {
    /// `per · events / people` of each area, `NaN` where missing.
    pub values: &'a [f64],
    /// People, households … below the line.
    pub people: &'a [f64],
    /// 100 for per cent.
    pub per: f64,
}

/// One area on the logit scale.
struct Logit {
    events: f64,
    people: f64,
    z: f64,
    /// Sampling variance of `z`.
    variance: f64,
}

/// `z* = w·z + (1 − w)·Z` with `w = t² / (t² + s²)`, brought back to a rate; `z = ln((r + ½) / (n − r + ½))` of r events
/// among n people, `s² = (n + 1)(n + 2) / (n (r + 1)(n − r + 1))` its sampling variance, `Z` the division's own
/// logit and `t²` the variance of its areas' logits around it (divisor k − 1).
///
/// ```
/// use negah::score::{Rates, shrink};
/// // Two areas of one county, 10 % each, one of 10 and one of 10,000 people: nothing to draw apart.
/// let rates = Rates { values: &[10.0, 50.0, 12.0], people: &[1000.0, 4.0, 1000.0], per: 100.0 };
/// let shrunken = shrink(rates, &[Some(0), Some(0), Some(0)]);
/// assert!(shrunken.values[1] < 50.0 && shrunken.own_share[1] < shrunken.own_share[0]);
/// ```
pub fn shrink(rates: Rates, group: &[Option<u32>]) -> Shrunken {
    let logits: Vec<Option<Logit>> = (0..rates.values.len()).map(|at| logit(rates, at)).collect();
    let n_groups = group.iter().flatten().max().map_or(0, |last| *last as usize + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); n_groups];
    for (at, own) in group.iter().enumerate() {
        if let (Some(own), Some(_)) = (own, &logits[at]) {
            members[*own as usize].push(at);
        }
    }
    let mut shrunken =
        Shrunken { values: rates.values.to_vec(), own_share: vec![f64::NAN; rates.values.len()], left: 0 };
    for own in members.iter().filter(|own| own.len() > 1) {
        let of: Vec<(usize, &Logit)> =
            own.iter().filter_map(|at| Some((*at, logits[*at].as_ref()?))).collect();
        draw(&of, rates.per, &mut shrunken);
    }
    let touched = shrunken.own_share.iter().filter(|share| !share.is_nan()).count();
    shrunken.left = rates.values.iter().filter(|value| !value.is_nan()).count() - touched;
    shrunken
}

fn logit(rates: Rates, at: usize) -> Option<Logit> {
    let (value, people) = (rates.values[at], *rates.people.get(at)?);
    let events = value / rates.per * people;
    // Written so that a missing number fails it.
    if !(people > 0.0 && events >= 0.0 && events <= people) {
        return None;
    }
    let rest = people - events;
    let z = libm::log((events + 0.5) / (rest + 0.5));
    let variance = (people + 1.0) * (people + 2.0) / (people * (events + 1.0) * (rest + 1.0));
    Some(Logit { events, people, z, variance })
}

fn draw(of: &[(usize, &Logit)], per: f64, shrunken: &mut Shrunken) {
    let events: f64 = of.iter().map(|(_, own)| own.events).sum();
    let people: f64 = of.iter().map(|(_, own)| own.people).sum();
    let centre = libm::log((events + 0.5) / (people - events + 0.5));
    let between = of.iter().map(|(_, own)| (own.z - centre).powi(2)).sum::<f64>() / (of.len() - 1) as f64;
    for (at, own) in of {
        let share = between / (between + own.variance);
        let z = share * own.z + (1.0 - share) * centre;
        shrunken.values[*at] = per / (1.0 + libm::exp(-z));
        shrunken.own_share[*at] = share;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Two areas: 1 of 2 and 30 of 100. Logits ln(1.5/1.5) = 0 and ln(30.5/70.5); county 31 of 102.
        let rates = Rates { values: &[50.0, 30.0], people: &[2.0, 100.0], per: 100.0 };
        let shrunken = shrink(rates, &[Some(0), Some(0)]);
        let (z, centre) = ((30.5_f64 / 70.5).ln(), (31.5_f64 / 71.5).ln());
        let between = centre.powi(2) + (z - centre).powi(2);
        let variance = 3.0 * 4.0 / (2.0 * 2.0 * 2.0);
        let share = between / (between + variance);
        let expected = 100.0 / (1.0 + (-(1.0 - share) * centre).exp());
        assert!((shrunken.own_share[0] - share).abs() < 1e-12);
        assert!((shrunken.values[0] - expected).abs() < 1e-9 && shrunken.values[0] < 50.0);
        assert_eq!(shrunken.left, 0);
    }

    #[test]
    fn what_cannot_be_drawn_stays_and_is_counted() {
        let rates = Rates {
            values: &[50.0, 30.0, 120.0, f64::NAN, 10.0],
            people: &[2.0, 100.0, 50.0, 9.0, 0.0],
            per: 100.0,
        };
        let shrunken = shrink(rates, &[Some(0), None, Some(0), Some(0), Some(0)]);
        assert_eq!(shrunken.values[..3], [50.0, 30.0, 120.0]);
        assert_eq!(shrunken.left, 4);
        assert!(shrunken.values[3].is_nan());
    }
}
