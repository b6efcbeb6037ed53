//! A rank's change split into what the figures, the method and the other areas did.
//!
//! The change runs from case A to case B in three factors: *data* (snapshot and period), *method* (everything in the
//! scenario except filter and period) and *membership* (which areas count: the filter's answer, and with it who is
//! compared). Swapped one at a time, the order of swapping matters; the effect of a factor is its mean over all 3! = 6
//! orders (L. S. Shapley 1953, "A value for n-person games"). With v the rank for a choice of sides,
//! `φ(data) = [2(v₁₀₀ − v₀₀₀) + (v₁₁₀ − v₀₁₀) + (v₁₀₁ − v₀₀₁) + 2(v₁₁₁ − v₀₁₁)] / 6`, and likewise for the others;
//! the three add up to the whole change exactly, so nothing is left over as "interaction".
//!
//! Eight runs make it. Areas of one snapshot that the other lacks have no figures there and cannot be ranked by it;
//! areas that set the scale but do not count belong to the data.

use std::sync::Arc;

use serde::Serialize;

use super::join::Join;
use super::problem::{HistoryError, Which};
use crate::filter::{AreaSet, SearchIndex};
use crate::pipeline::{Problem, build_matrix, compile_and_score, resolve, select};
use crate::rank::Ranking;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;

/// A snapshot and the scenario that was run on it; the scenario's period says which.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// The method, the period and the filter.
    pub scenario: &'a Scenario,
}

/// One area's change of rank and its three parts, in places: positive is nearer to the first priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RankSplit {
    /// Rank in the earlier case, 1 = first priority.
    pub before: u32,
    /// Rank in the later case.
    pub after: u32,
    /// Six times the effects of data, method and membership: whole numbers, so that they add up to the last bit.
    pub sixths: [i64; 3],
}

impl RankSplit {
    /// The whole change: `before − after`.
    pub fn places_up(self) -> i64 {
        i64::from(self.before) - i64::from(self.after)
    }

    /// What other figures did, in places.
    pub fn data(self) -> f64 {
        self.sixths[0] as f64 / 6.0
    }

    /// What another method did, in places.
    pub fn method(self) -> f64 {
        self.sixths[1] as f64 / 6.0
    }

    /// What other areas to be compared with did, in places.
    pub fn membership(self) -> f64 {
        self.sixths[2] as f64 / 6.0
    }
}

/// Splits every area's change of rank, one entry per pair of the join. `None` for areas that are not ranked in all
/// eight runs: they are missing on one side, do not count there, or have too few figures under one of the methods.
///
/// # Errors
/// When either scenario cannot be run on either snapshot: then the effects cannot be told apart.
pub fn split_ranks(before: Input, after: Input, join: &Join) -> Result<Vec<Option<RankSplit>>, HistoryError> {
    let sides = [Which::Before, Which::After];
    let cases = Cases { before, after, join };
    let periods = [cases.period(Which::Before)?, cases.period(Which::After)?];
    let members = [cases.members(Which::Before, periods[0])?, cases.members(Which::After, periods[1])?];
    let mut rankings: Vec<Ranking> = Vec::with_capacity(8);
    for data in sides {
        for method in sides {
            for counted in &members {
                rankings.push(cases.ranking((data, periods[data as usize]), method, counted)?);
            }
        }
    }
    let split = |pair: &super::join::Pair| {
        let (earlier, later) = pair.both()?;
        let mut v = [0; 8];
        for (at, (slot, ranking)) in v.iter_mut().zip(&rankings).enumerate() {
            *slot = i64::from(ranking.rank(if at < 4 { earlier } else { later })?);
        }
        Some(RankSplit { before: v[0] as u32, after: v[7] as u32, sixths: shapley(&v) })
    };
    Ok(join.pairs.iter().map(split).collect())
}

/// Six times the effects on −v, where bit 2 of the position is data, bit 1 method, bit 0 membership.
fn shapley(v: &[i64; 8]) -> [i64; 3] {
    [4, 2, 1].map(|own| {
        (0..8_usize)
            .filter(|without| without & own == 0)
            .map(|without| {
                // Alone or last of three: two of the six orders; second: one.
                let weight = if without.count_ones() == 1 { 1 } else { 2 };
                weight * (v[without] - v[without | own])
            })
            .sum()
    })
}

struct Cases<'a> {
    before: Input<'a>,
    after: Input<'a>,
    join: &'a Join,
}

impl<'a> Cases<'a> {
    fn case(&self, which: Which) -> Input<'a> {
        match which {
            Which::Before => self.before,
            Which::After => self.after,
        }
    }

    fn period(&self, which: Which) -> Result<usize, HistoryError> {
        let case = self.case(which);
        let plan = resolve(case.snapshot, case.scenario).map_err(misfit(which, which))?;
        Ok(plan.period)
    }

    /// For every pair whether the area counts in a case.
    fn members(&self, which: Which, period: usize) -> Result<Vec<bool>, HistoryError> {
        let Input { snapshot, scenario } = self.case(which);
        let search = SearchIndex::new(snapshot);
        let set = select(snapshot, scenario, period, &search).map_err(misfit(which, which))?;
        let inside = |area: Option<u32>| area.is_some_and(|area| set.contains(area as usize));
        Ok(self.join.pairs.iter().map(|pair| inside(at(pair, which))).collect())
    }

    /// Ranks on the data of one case by the method of another among the areas that count.
    fn ranking(
        &self,
        (data, period): (Which, usize),
        method: Which,
        counted: &[bool],
    ) -> Result<Ranking, HistoryError> {
        let snapshot = self.case(data).snapshot;
        let mut set = AreaSet::none(snapshot.n_areas());
        for (pair, _) in self.join.pairs.iter().zip(counted).filter(|(_, counted)| **counted) {
            at(pair, data).into_iter().for_each(|area| set.insert(area as usize));
        }
        let scenario = Scenario {
            period: snapshot.periods.get(period).map(|period| period.id.clone()),
            ..self.case(method).scenario.clone()
        };
        let all = overall(snapshot, &scenario, &set).map_err(misfit(method, data))?;
        Ok(all.within(&set))
    }
}

fn at(pair: &super::join::Pair, which: Which) -> Option<u32> {
    match which {
        Which::Before => pair.before,
        Which::After => pair.after,
    }
}

fn misfit(method: Which, data: Which) -> impl FnOnce(Vec<Problem>) -> HistoryError {
    move |problems| HistoryError::DoesNotFit { method, data, problems }
}

/// Ranks among all areas.
fn overall(snapshot: &Snapshot, scenario: &Scenario, set: &AreaSet) -> Result<Arc<Ranking>, Vec<Problem>> {
    let plan = resolve(snapshot, scenario)?;
    let matrix = build_matrix(snapshot, &plan, set)?;
    Ok(compile_and_score(scenario, &plan, &matrix, snapshot)?.ranking)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::score::IndexNode;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};
    use proptest::prelude::*;

    fn by(indicator: &str) -> Scenario {
        Scenario {
            index: IndexNode::group("need", vec![IndexNode::leaf(indicator)]),
            ..Scenario::equal_weights(&small_snapshot())
        }
    }

    fn later(dropout: &str) -> Snapshot {
        let text = SMALL.replace(
            "\"dropout\": {\"1402\": [4, 2, 8, 6]}",
            &format!("\"dropout\": {{\"1402\": {dropout}}}"),
        );
        open(text.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn check(before: Input, after: Input) -> Vec<Option<(i64, f64, f64, f64)>> {
        let splits = split_ranks(before, after, &Join::new(before.snapshot, after.snapshot)).unwrap();
        let parts = |split: RankSplit| (split.places_up(), split.data(), split.method(), split.membership());
        splits.into_iter().map(|split| split.map(parts)).collect()
    }

    #[test]
    fn one_factor_alone_takes_the_whole_change() {
        let (old, new) = (small_snapshot(), later("[9, 2, 8, 6]"));
        let scenario = by("dropout");
        let before = Input { snapshot: &old, scenario: &scenario };
        // 03 04 01 02 becomes 01 03 04 02.
        let data = check(before, Input { snapshot: &new, ..before });
        assert_eq!(data[..2], [Some((2, 2.0, 0.0, 0.0)), Some((0, 0.0, 0.0, 0.0))]);
        let filtered = Scenario { filter: Filter::Area(vec!["01".into(), "02".into()]), ..by("dropout") };
        let fewer = check(before, Input { snapshot: &old, scenario: &filtered });
        assert_eq!(fewer[..3], [Some((2, 0.0, 0.0, 2.0)), Some((2, 0.0, 0.0, 2.0)), None]);
    }

    #[test]
    fn method_and_membership_by_hand() {
        // Dropout ranks 03 04 01 02, trust (lowers) 04 01 03. From {all, dropout} to {01 03 04, trust} area 01 goes
        // from 3 to 2, area 03 from 1 to 3; dropping 02, the last, changes no rank of dropout.
        let old = small_snapshot();
        let (dropout, trust) = (by("dropout"), by("trust"));
        let fewer = Scenario { filter: Filter::Not(Box::new(Filter::Area(vec!["02".into()]))), ..trust };
        let found =
            check(Input { snapshot: &old, scenario: &dropout }, Input { snapshot: &old, scenario: &fewer });
        assert_eq!(found[0], Some((1, 0.0, 1.0, 0.0)));
        assert_eq!(found[2], Some((-2, 0.0, -2.0, 0.0)));
        assert_eq!(found[1], None, "it does not count afterwards");
    }

    #[test]
    fn interaction_is_shared_in_halves() {
        // v = 5 unless both data and method are new: 1. Each takes half of the four places.
        assert_eq!(shapley(&[5, 5, 5, 5, 5, 5, 1, 1]), [12, 12, 0]);
    }

    #[test]
    fn a_method_that_does_not_fit_is_named() {
        let (old, scenario, alien) = (small_snapshot(), by("dropout"), by("nothing"));
        let join = Join::new(&old, &old);
        let case = |scenario| Input { snapshot: &old, scenario };
        let error = split_ranks(case(&scenario), case(&alien), &join).unwrap_err();
        assert!(matches!(&error, HistoryError::DoesNotFit { method: Which::After, .. }));
        assert_ne!(error.text(crate::text::Language::Fa), error.text(crate::text::Language::En));
    }

    proptest! {
        #[test]
        fn effects_add_up_to_the_change(v in prop::array::uniform8(1..400_i64)) {
            prop_assert_eq!(shapley(&v).iter().sum::<i64>(), 6 * (v[0] - v[7]));
        }
    }
}
