//! The chain on four areas, by hand.

use super::*;
use crate::filter::Filter;
use crate::rank::Cut;
use crate::scenario::{Lock, Membership, Within};
use crate::score::{Imputation, IndexNode, Method, Normalisation, NormaliseError};
use crate::testing::small_snapshot;

fn baseline() -> Scenario {
    Scenario { cut: Cut::Count(2), ..Scenario::equal_weights(&small_snapshot()) }
}

#[test]
fn by_hand() {
    // Scaled: unemployment 100, 33⅓, 0, –; dropout 33⅓, 0, 100, 66⅔; trust (lowers) 50, –, 0, 100.
    // Domains: work = unemployment; school = mean of the other two, which area 02 lacks half of (below two thirds).
    let outcome = run(&small_snapshot(), &baseline()).unwrap();
    let score = |area| outcome.scored.scores.get(area);
    assert!((score(0).unwrap() - (100.0 + (100.0 / 3.0 + 50.0) / 2.0) / 2.0).abs() < 1e-12);
    assert_eq!(score(1), None, "half of the index is below two thirds");
    assert_eq!(score(2), Some(25.0));
    assert_eq!(score(3), None);
    assert_eq!(outcome.ranked.ranking.order, [0, 2]);
    assert_eq!(outcome.ranked.ranking.unscored, [1, 3]);
    assert_eq!(outcome.ranked.cut.population_share, Some(1.0));
}

#[test]
fn a_filter_keeps_the_province_wide_rank() {
    let scenario = Scenario { filter: Filter::Division(vec!["C2".into()]), ..baseline() };
    let outcome = run(&small_snapshot(), &scenario).unwrap();
    assert_eq!(outcome.ranked.ranking.rank(2), Some(1));
    assert_eq!(outcome.ranked.overall.rank(2), Some(2));
    assert_eq!(outcome.ranked.ranking.rank(0), None);
}

#[test]
fn a_constant_indicator_takes_no_part_and_says_so() {
    let scenario = Scenario { filter: Filter::Area(vec!["01".into()]), within: Within::Filter, ..baseline() };
    let problems = run(&small_snapshot(), &scenario).unwrap_err();
    assert_eq!(problems, [Problem::NothingToScore]);
    let snapshot = small_snapshot();
    let two = Scenario {
        filter: Filter::Area(vec!["01".into(), "02".into()]),
        within: Within::Filter,
        ..baseline()
    };
    let outcome = run(&snapshot, &two).unwrap();
    assert_eq!(outcome.matrix.leaves[2].left_out, Some(NormaliseError::Constant));
    assert_eq!(outcome.scored.scores.get(0), Some(100.0));
}

#[test]
fn a_denominator_without_values_is_named() {
    // The active are counted in 1402 alone; inhabitants in 1401, which counts on.
    let mut scenario = Scenario { period: Some("1401".into()), ..baseline() };
    let leaf = |below: &str| IndexNode {
        denominate: Some(crate::score::Denominator { by: below.into(), per: 100.0 }),
        ..IndexNode::leaf("dropout")
    };
    let snapshot = {
        let text = crate::testing::SMALL.replace(r#""dropout": {"1402""#, r#""dropout": {"1401""#);
        crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap()
    };
    scenario.index = IndexNode::group("need", vec![leaf("active")]);
    let missing = Problem::NoValues { indicator: "active".into(), period: "1401".into() };
    assert_eq!(run(&snapshot, &scenario).unwrap_err(), [missing]);
    scenario.index = IndexNode::group("need", vec![leaf("pop")]);
    assert!(run(&snapshot, &scenario).is_ok());
    // Where only the base lacks it, the indicator takes no part, like one without values there.
    let base = Scenario {
        within: Within::Base("1401".into()),
        index: IndexNode::group("need", vec![leaf("active"), IndexNode::leaf("dropout")]),
        ..baseline()
    };
    let outcome = run(&snapshot, &base).unwrap();
    assert_eq!(outcome.matrix.leaves[0].left_out, Some(NormaliseError::AllMissing));
}

#[test]
fn all_problems_at_once() {
    let mut scenario = baseline();
    scenario.period = Some("1399".into());
    scenario.index.children.push(IndexNode::leaf("nothing"));
    scenario.index.children.push(IndexNode::leaf("pop"));
    scenario.index.children.push(IndexNode { weight: -1.0, ..IndexNode::group("empty", Vec::new()) });
    scenario.tiers = Tiers::Quantile { count: 1 };
    let problems = run(&small_snapshot(), &scenario).unwrap_err();
    assert_eq!(problems.len(), 6, "{problems:#?}");
    for problem in &problems {
        assert_ne!(problem.text(crate::text::Language::Fa), problem.text(crate::text::Language::En));
    }
}

#[test]
fn contributions_explain_the_score() {
    let outcome = run(&small_snapshot(), &baseline()).unwrap();
    let why = outcome.explain(0);
    assert_eq!(why.value, outcome.scored.scores.get(0));
    let sum: f64 = why.children.iter().map(|domain| domain.contribution).sum();
    assert!((sum - why.contribution).abs() < 1e-12);
    assert_eq!(why.contribution, why.value.unwrap());
}

fn with_index(edit: impl FnOnce(&mut IndexNode)) -> Scenario {
    let mut scenario = baseline();
    edit(&mut scenario.index);
    scenario
}

#[test]
fn a_geometric_mean_over_zero_is_refused_by_name() {
    let scenario = with_index(|index| index.method = Method::Geometric);
    let problems = run(&small_snapshot(), &scenario).unwrap_err();
    let expected = Problem::CannotCombine { node: "need".into(), child: "work".into(), areas: 1 };
    assert!(problems.contains(&expected), "{problems:?}");
    let above_zero = Scenario { normalise: Normalisation::MinMax { lo: 1.0, hi: 100.0 }, ..scenario };
    let outcome = run(&small_snapshot(), &above_zero).unwrap();
    assert!(outcome.scored.scores.get(0).unwrap() > outcome.scored.scores.get(2).unwrap());
}

#[test]
fn gaps_are_filled_as_asked_and_counted() {
    let filled = |impute: Imputation| {
        let outcome = run(&small_snapshot(), &Scenario { impute, ..baseline() }).unwrap();
        let of = |at: usize| (outcome.matrix.leaves[at].filled.clone(), outcome.matrix.leaves[at].missing);
        [of(0), of(1), of(2)]
    };
    assert_eq!(filled(Imputation::None), [(vec![], 1), (vec![], 0), (vec![], 1)]);
    assert_eq!(filled(Imputation::Median), [(vec![3], 0), (vec![], 0), (vec![1], 0)]);
    // Unemployment stands alone in its group: nothing there can fill its gap.
    assert_eq!(filled(Imputation::DomainMean), [(vec![], 1), (vec![], 0), (vec![1], 0)]);
}

#[test]
fn the_mean_of_the_domain_is_taken_on_the_common_scale() {
    let outcome = run(&small_snapshot(), &Scenario { impute: Imputation::DomainMean, ..baseline() }).unwrap();
    // Dropout of the second area is 0 on the scale, and so its missing trust.
    assert_eq!(outcome.matrix.columns()[2][1], 0.0);
}

#[test]
fn a_scale_within_groups_measures_against_the_neighbours() {
    let snapshot = small_snapshot();
    let level = snapshot.divisions.levels[0].id.clone();
    let scenario = Scenario { within: Within::Group(level), ..baseline() };
    let outcome = run(&snapshot, &scenario).unwrap();
    let columns = outcome.matrix.columns();
    assert!(columns.iter().all(|column| column.iter().all(|x| x.is_nan() || (0.0..=100.0).contains(x))));
    let unknown = Scenario { within: Within::Group("nowhere".into()), ..baseline() };
    assert_eq!(run(&snapshot, &unknown).unwrap_err(), [Problem::UnknownLevel { level: "nowhere".into() }]);
}

#[test]
fn single_settings_are_held_against_the_indicator() {
    let scenario = with_index(|index| {
        let leaves = &mut index.children;
        leaves[0].children[0].normalise =
            Some(Normalisation::Goalposts { best: 9.0, worst: 1.0, lo: 0.0, hi: 100.0, truncate: true });
        leaves[1].children[0].normalise =
            Some(Normalisation::DistanceToTarget { target: None, truncate: true });
        leaves[1].children[1].normalise = Some(Normalisation::DistanceToReference { area: "99".into() });
        leaves[1].children[1].shrink = Some(crate::score::Shrinkage { level: "nowhere".into() });
    });
    let problems = run(&small_snapshot(), &scenario).unwrap_err();
    let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 5, "{text:#?}");
    for wanted in ["goalposts", "no general target", "no area `99`", "level `nowhere`", "no rate"] {
        assert!(text.iter().any(|line| line.contains(wanted)), "{wanted}: {text:#?}");
    }
}

fn lock(area: &str, list: Membership, reason: &str) -> Lock {
    Lock::new(area, list, reason)
}

#[test]
fn a_lock_needs_an_area_a_reason_and_no_other() {
    let mut scenario = baseline();
    scenario.locks = vec![
        lock("99", Membership::In, "سیل"),
        lock("01", Membership::In, " "),
        lock("01", Membership::Out, "سیل"),
        Lock { date: Some("1403-13-01".into()), ..lock("02", Membership::Out, "سیل") },
    ];
    let of = |area: &str, fault| Problem::Lock { area: area.into(), fault };
    let problems = run(&small_snapshot(), &scenario).unwrap_err();
    assert_eq!(problems[0], Problem::UnknownArea { area: "99".into() });
    assert_eq!(
        problems[1..],
        [of("01", LockFault::Reason), of("01", LockFault::Twice), of("02", LockFault::Date)]
    );
}

proptest::proptest! {
    /// Locks never move a rank; the list holds those locked in, none locked out, and keeps its length as long as there
    /// are areas to fill it.
    #[test]
    fn locks_move_the_list_alone(kept in proptest::array::uniform4(0..3_u8), count in 0..5_u32) {
        let snapshot = small_snapshot();
        let plain = Scenario { cut: Cut::Count(count), ..baseline() };
        let sides = [None, Some(Membership::In), Some(Membership::Out)];
        let locks: Vec<Lock> = kept.iter().enumerate()
            .filter_map(|(at, side)| Some(lock(&snapshot.areas.code[at], sides[usize::from(*side)]?, "مصوبه")))
            .collect();
        let free = run(&snapshot, &plain).unwrap();
        let own = run(&snapshot, &Scenario { locks, ..plain }).unwrap();
        assert_eq!(own.ranked.ranking, free.ranked.ranking);
        let list = own.listed();
        assert_eq!(list.len(), own.ranked.cut.count);
        for area in 0..4_usize {
            assert_eq!(list.contains(&(area as u32)), own.in_list(area));
            let wanted = [own.in_list(area), true, false][usize::from(kept[area])];
            assert_eq!(own.in_list(area), wanted);
        }
        let n_in = kept.iter().filter(|side| **side == 1).count();
        let open = own.ranked.ranking.order.iter().filter(|at| kept[**at as usize] == 0).count();
        assert_eq!(list.len(), n_in.max((count as usize).min(open + n_in)));
    }
}
