//! The chain on four areas, by hand.

use super::*;
use crate::filter::Filter;
use crate::rank::Cut;
use crate::score::{IndexNode, NormaliseError};
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
    let scenario = Scenario {
        filter: Filter::Area(vec!["01".into()]),
        within: crate::scenario::Within::Filter,
        ..baseline()
    };
    let problems = run(&small_snapshot(), &scenario).unwrap_err();
    assert_eq!(problems, [Problem::NothingToScore]);
    let snapshot = small_snapshot();
    let two = Scenario {
        filter: Filter::Area(vec!["01".into(), "02".into()]),
        within: crate::scenario::Within::Filter,
        ..baseline()
    };
    let outcome = run(&snapshot, &two).unwrap();
    assert_eq!(outcome.matrix.leaves[2].left_out, Some(NormaliseError::Constant));
    assert_eq!(outcome.scored.scores.get(0), Some(100.0));
}

#[test]
fn all_problems_at_once() {
    let mut scenario = baseline();
    scenario.period = Some("1399".into());
    scenario.index.children.push(IndexNode::leaf("nothing"));
    scenario.index.children.push(IndexNode::leaf("pop"));
    scenario.index.children.push(IndexNode { weight: -1.0, ..IndexNode::group("empty", Vec::new()) });
    scenario.tiers = crate::rank::Tiers::Quantile { count: 1 };
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
