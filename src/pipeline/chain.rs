//! A run that remembers its stages, for who moves one choice after another.

use std::sync::Arc;

use super::{
    Before, Matrix, Outcome, Plan, Problem, Ranked, Reference, Scored, Shared, Standing, apply_rules,
    build_matrix, compile_and_score, rank_stage, resolve, select, shared,
};
use crate::filter::{AreaSet, Filter, SearchIndex};
use crate::rank::{Cut, Tiers};
use crate::rule::{Neighbours, Rule, RuleOutcome, neighbours};
use crate::scenario::{Scenario, Within};
use crate::score::methods::FlatMethod;
use crate::score::{IndexNode, MissingRule};
use crate::snapshot::Snapshot;

type Found<T> = Result<T, Vec<Problem>>;

/// The stages of one snapshot with what they were last made of. A moved weight reaches only the last two, a moved filter not
/// the matrix; the answer is that of [`super::run`].
#[derive(Debug, Default)]
pub struct Chain {
    plan: Option<Shared<Plan>>,
    set: Kept<(Filter, usize), Shared<AreaSet>>,
    matrix: Kept<MatrixKey, Shared<Matrix>>,
    scored: Kept<ScoreKey, Shared<Scored>>,
    neighbours: Option<Arc<Neighbours>>,
    flags: Kept<FlagKey, Option<Shared<RuleOutcome>>>,
    ranked: Kept<RankKey, Shared<Ranked>>,
    outcome: Kept<OutcomeKey, Shared<Outcome>>,
}

type MatrixKey = (Shared<Plan>, Option<Shared<AreaSet>>);
type ScoreKey = (IndexNode, MissingRule, Option<FlatMethod>, Shared<Plan>, Shared<Matrix>);
type FlagKey = (Vec<Rule>, Within, Shared<Plan>, Shared<AreaSet>, Shared<Scored>);
type RankKey = (Tiers, Cut, Shared<Plan>, Shared<AreaSet>, (Shared<Scored>, Option<Shared<RuleOutcome>>));
type OutcomeKey = (
    Shared<Plan>,
    Shared<AreaSet>,
    Shared<Matrix>,
    Shared<Scored>,
    Option<Shared<RuleOutcome>>,
    Shared<Ranked>,
);

impl Chain {
    /// Runs a scenario, doing only what differs from the run before. The snapshot, and the folded names with it, must be the
    /// same at every call. Where nothing of the result changed it is the same value at the same address.
    ///
    /// # Errors
    /// Those of [`super::run`].
    pub fn run(
        &mut self,
        snapshot: &Snapshot,
        scenario: &Scenario,
        search: &SearchIndex,
    ) -> Found<Arc<Outcome>> {
        let plan = self.plan(snapshot, scenario)?;
        let set = self.set.get((scenario.filter.clone(), plan.period), || {
            select(snapshot, scenario, plan.period, search).map(shared)
        })?;
        // The filter matters to the scale only where the scenario says so.
        let within = (plan.within == Reference::Filter).then(|| set.clone());
        let matrix =
            self.matrix.get((plan.clone(), within), || build_matrix(snapshot, &plan, &set).map(shared))?;
        let (index, flat) = (scenario.index.clone(), scenario.flat.clone());
        let key = (index, scenario.missing, flat, plan.clone(), matrix.clone());
        let scored =
            self.scored.get(key, || compile_and_score(scenario, &plan, &matrix, snapshot).map(shared))?;
        let flags = self.flags((snapshot, scenario), (&plan, &set), (&matrix, &scored))?;
        let ranked = self.ranked((snapshot, scenario), (&plan, &set), (&scored, &flags))?;
        let key = (plan.clone(), set.clone(), matrix.clone(), scored.clone(), flags.clone(), ranked.clone());
        let outcome = self.outcome.get(key, || {
            let flags = flags.map(|flags| flags.0);
            let (set, matrix, scored, ranked) = (set.0, matrix.0, scored.0, ranked.0);
            let (period, plan) = (plan.period, plan.0);
            Ok(shared(Outcome { plan, period, set, matrix, scored, flags, ranked }))
        })?;
        Ok(outcome.0)
    }

    /// Most changes leave the plan as it was, and with it all that rests on it.
    fn plan(&mut self, snapshot: &Snapshot, scenario: &Scenario) -> Found<Shared<Plan>> {
        let plan = resolve(snapshot, scenario)?;
        match &self.plan {
            Some(kept) if **kept == plan => Ok(kept.clone()),
            _ => Ok(self.plan.insert(shared(plan)).clone()),
        }
    }

    fn flags(
        &mut self,
        (snapshot, scenario): (&Snapshot, &Scenario),
        (plan, set): (&Shared<Plan>, &Shared<AreaSet>),
        (matrix, scored): (&Shared<Matrix>, &Shared<Scored>),
    ) -> Found<Option<Shared<RuleOutcome>>> {
        if scenario.rules.is_empty() {
            return Ok(None);
        }
        // Who borders on whom is slow to find, and no choice changes it.
        let asked = scenario.rules.iter().any(|rule| rule.enclosed.is_some());
        if asked && self.neighbours.is_none() {
            self.neighbours = Some(Arc::new(neighbours(&snapshot.boundaries)));
        }
        let neighbours = self.neighbours.as_ref();
        let key =
            (scenario.rules.clone(), scenario.within.clone(), plan.clone(), set.clone(), scored.clone());
        self.flags.get(key, || {
            let before = Before { period: plan.period, set, matrix, scored, neighbours };
            Ok(apply_rules(snapshot, scenario, before)?.map(Shared))
        })
    }

    fn ranked(
        &mut self,
        (snapshot, scenario): (&Snapshot, &Scenario),
        (plan, set): (&Shared<Plan>, &Shared<AreaSet>),
        (scored, flags): (&Shared<Scored>, &Option<Shared<RuleOutcome>>),
    ) -> Found<Shared<Ranked>> {
        let (tiers, cut) = (scenario.tiers.clone(), scenario.cut);
        let key = (tiers, cut, plan.clone(), set.clone(), (scored.clone(), flags.clone()));
        self.ranked.get(key, || {
            let flags = flags.as_deref();
            let standing = Standing { scored, flags };
            rank_stage(snapshot, scenario, (plan, set), standing).map(shared)
        })
    }
}

/// What a stage last found, and what from.
#[derive(Debug)]
struct Kept<K, T>(Option<(K, Found<T>)>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, T: Clone> Kept<K, T> {
    fn get(&mut self, key: K, work: impl FnOnce() -> Found<T>) -> Found<T> {
        if let Some((_, found)) = self.0.as_ref().filter(|own| own.0 == key) {
            return found.clone();
        }
        let found = work();
        self.0 = Some((key, found.clone()));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::{Lock, Membership};
    use crate::score::Normalisation;
    use crate::testing::small_snapshot;

    struct Walk {
        snapshot: Snapshot,
        search: SearchIndex,
        chain: Chain,
    }

    impl Walk {
        fn new() -> Self {
            let snapshot = small_snapshot();
            Self { search: SearchIndex::new(&snapshot), snapshot, chain: Chain::default() }
        }

        /// Every step must find what a run from nothing finds.
        fn step(&mut self, scenario: &Scenario) -> Found<Arc<Outcome>> {
            let found = self.chain.run(&self.snapshot, scenario, &self.search);
            let told = |own: &Outcome| format!("{own:?}");
            let anew = run(&self.snapshot, scenario).map(|own| told(&own));
            assert_eq!(found.clone().map(|own| told(&own)), anew);
            found
        }
    }

    fn baseline() -> Scenario {
        Scenario { cut: Cut::Count(2), ..Scenario::equal_weights(&small_snapshot()) }
    }

    fn weighed(weight: f64) -> Scenario {
        let mut scenario = baseline();
        scenario.index.children[0].weight = weight;
        scenario
    }

    #[test]
    fn only_what_differs_is_done_again() {
        let mut walk = Walk::new();
        let first = walk.step(&baseline()).unwrap();
        let named = Scenario { title: crate::snapshot::Label::fa("نام دیگر"), ..baseline() };
        assert!(Arc::ptr_eq(&first, &walk.step(&named).unwrap()), "nothing of the result changed");
        let moved = walk.step(&weighed(3.0)).unwrap();
        assert!(Arc::ptr_eq(&first.matrix, &moved.matrix) && Arc::ptr_eq(&first.set, &moved.set));
        assert!(!Arc::ptr_eq(&first.scored, &moved.scored));
        let filtered =
            walk.step(&Scenario { filter: Filter::Area(vec!["01".into()]), ..weighed(3.0) }).unwrap();
        assert!(Arc::ptr_eq(&moved.scored, &filtered.scored) && !Arc::ptr_eq(&moved.set, &filtered.set));
        let longer = walk.step(&Scenario { cut: Cut::Count(1), ..weighed(3.0) }).unwrap();
        assert!(Arc::ptr_eq(&moved.scored, &longer.scored) && !Arc::ptr_eq(&moved.ranked, &longer.ranked));
    }

    #[test]
    fn a_fault_is_told_and_gone_with_its_cause() {
        let mut walk = Walk::new();
        assert!(walk.step(&baseline()).is_ok());
        let unknown = Scenario { filter: Filter::Area(vec!["99".into()]), ..baseline() };
        assert!(walk.step(&unknown).is_err());
        assert!(walk.step(&unknown).is_err(), "a second time too");
        assert!(walk.step(&baseline()).is_ok());
    }

    proptest::proptest! {
        /// Whatever choices follow each other, the chain says what a run from nothing says.
        #[test]
        fn the_way_here_does_not_matter(steps in proptest::collection::vec((0..9_usize, 0..3_u32), 1..12)) {
            let mut walk = Walk::new();
            let mut scenario = baseline();
            for (which, how) in steps {
                change(&mut scenario, which, how);
                let _ = walk.step(&scenario);
            }
        }
    }

    fn change(scenario: &mut Scenario, which: usize, how: u32) {
        let some = how > 0;
        match which {
            0 => scenario.index.children[0].weight = f64::from(how),
            1 => {
                let codes = [vec!["99"], vec!["01", "02"], vec!["01", "03"]][how as usize].clone();
                scenario.filter = Filter::Area(codes.into_iter().map(str::to_owned).collect());
            }
            2 => scenario.within = if some { Within::Filter } else { Within::All },
            3 => scenario.normalise = if some { Normalisation::Z_SCORE } else { Normalisation::default() },
            4 => scenario.cut = Cut::Count(how),
            5 => scenario.tiers = if some { Tiers::Quantile { count: how as u8 } } else { Tiers::Rules {} },
            6 => {
                let lock = Lock::new("03", Membership::In, "مصوبه");
                scenario.locks = if some { vec![lock] } else { Vec::new() };
            }
            7 => scenario.rules = if some { vec![rule()] } else { Vec::new() },
            _ => scenario.filter = Filter::All(Vec::new()),
        }
    }

    fn rule() -> Rule {
        let bar = r#"{"threshold": {"of": "score", "bar": {"percentile": {"at_least": 50}}}}"#;
        let enclosed = r#"{"threshold": {"of": {"node": "school"}, "bar": {"at_least": 10}}}"#;
        let text = format!(
            r#"{{"id": "hard", "name": "حاد", "tier": "حاد", "when": {bar}, "enclosed": {{"when": {enclosed}}}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }
}
