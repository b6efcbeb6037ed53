//! On its own snapshot a frozen scenario changes nothing; the generated ones stand in `tests/it/faults/freeze.rs`.

use super::*;
use crate::testing::{SMALL, small_snapshot};

fn scores(snapshot: &Snapshot, scenario: &Scenario) -> Vec<f64> {
    run(snapshot, scenario).unwrap().scored.scores.score.clone()
}

fn frozen(edit: impl FnOnce(&mut Scenario)) -> Result<Scenario, Vec<Problem>> {
    let snapshot = small_snapshot();
    let mut scenario = Scenario::equal_weights(&snapshot);
    edit(&mut scenario);
    let outcome = run(&snapshot, &scenario).unwrap();
    let found = freeze(&snapshot, &scenario, &outcome)?;
    for (a, b) in outcome.scored.scores.score.iter().zip(scores(&snapshot, &found)) {
        assert!((a.is_nan() && b.is_nan()) || (a - b).abs() < 1e-9, "{a} {b}");
    }
    Ok(found)
}

fn reasons(problems: &[Problem]) -> Vec<(&str, Unfreezable)> {
    let own = |problem: &'_ Problem| match problem {
        Problem::CannotFreeze { .. } => true,
        _ => panic!("{problem:?}"),
    };
    assert!(problems.iter().all(own));
    let of = problems.iter().filter_map(|problem| match problem {
        Problem::CannotFreeze { what, why } => Some((what.as_str(), *why)),
        _ => None,
    });
    of.collect()
}

#[test]
fn straight_scales_become_fixed_numbers() {
    use Normalisation as N;
    for scale in [
        N::MIN_MAX,
        N::MinMax { lo: 1.0, hi: 100.0 },
        N::Z_SCORE,
        N::ZScore { mean: 100.0, sd: 15.0 },
        N::DistanceToMax,
        N::DistanceToTarget { target: Some(2.5), truncate: true },
        N::DistanceToTarget { target: Some(2.5), truncate: false },
        N::DistanceToReference { area: "02".into() },
        N::AsIs,
    ] {
        let found = frozen(|scenario| scenario.normalise = scale.clone());
        let found = found.unwrap_or_else(|problems| panic!("{scale:?}: {problems:?}"));
        let fixed = |leaf: &&IndexNode| leaf.normalise.as_ref().is_some_and(N::is_fixed);
        assert!(found.index.leaves().iter().all(fixed), "{scale:?}");
    }
}

#[test]
fn every_refusal_names_what_and_why_in_both_languages() {
    use Unfreezable::{Groups, Inverse, Positions, Relative};
    let refused = |edit: &dyn Fn(&mut Scenario)| frozen(edit).unwrap_err();
    let all = ["unemployment", "dropout", "trust"];
    let ranks = refused(&|scenario| scenario.normalise = Normalisation::PERCENTILE_RANK);
    assert_eq!(reasons(&ranks), all.map(|id| (id, Positions)));
    let within = refused(&|scenario| scenario.within = Within::Group("county".into()));
    // In no county does trust tell two areas apart: it takes no part, and needs no scale.
    assert_eq!(reasons(&within), [("unemployment", Groups), ("dropout", Groups)]);
    let fraction = refused(&|scenario| scenario.normalise = Normalisation::FractionOfMax { to: 100.0 });
    assert_eq!(reasons(&fraction), [("trust", Inverse)]);
    let flat = refused(&|scenario| {
        scenario.flat = Some(crate::score::methods::FlatMethod::Topsis { normalise: Default::default() });
    });
    assert_eq!(reasons(&flat), [("flat", Relative)]);
    for problem in [ranks, within, fraction, flat].concat() {
        let (en, fa) = (problem.text(crate::text::Language::En), problem.text(crate::text::Language::Fa));
        assert!(en.contains('`') && fa.contains('«') && en != fa, "{en} {fa}");
    }
}

#[test]
fn a_groups_scale_is_fixed_too() {
    let found = frozen(|scenario| {
        scenario.missing = crate::score::MissingRule::Renormalise { min_coverage: 0.0 };
        scenario.index.children[0].normalise = Some(Normalisation::MIN_MAX);
        scenario.index.children[1].normalise = Some(Normalisation::FractionOfMax { to: 10.0 });
        scenario.index.normalise =
            Some(Normalisation::DistanceToTarget { target: Some(20.0), truncate: true });
    });
    let found = found.unwrap();
    assert!(found.index.normalise.as_ref().is_some_and(Normalisation::is_fixed));
    assert_eq!(found.index.floor, Some(0.0));
}

#[test]
fn what_takes_no_part_is_left_out_with_the_weights_it_leaves() {
    // Trust is 3, –, 5, 1; capped at 1 it is the same everywhere, and dropout has the whole of its domain.
    let found = frozen(|scenario| {
        let school = &mut scenario.index.children[1];
        school.children[1].treat = Some(Treatment::Caps { low: None, high: Some(1.0) });
        school.weighting = Some(crate::weight::Weighting::Equal);
    });
    let found = found.unwrap();
    let ids: Vec<&str> = found.index.leaves().iter().map(|leaf| leaf.name_id()).collect();
    assert_eq!(ids, ["unemployment", "dropout"]);
    assert_eq!(found.index.children[1].weighting, None);
}

#[test]
fn a_filter_that_sets_the_scale_still_sets_who_is_compared() {
    let found = frozen(|scenario| {
        scenario.filter = crate::filter::Filter::Area(vec!["01".into(), "03".into(), "04".into()]);
        scenario.within = Within::Filter;
    });
    assert_eq!(found.unwrap().within, Within::Filter);
}

#[test]
fn small_deviations_beside_large_values_do_not_drown() {
    let text = SMALL.replace("[3, null, 5, 1]", "[1000000003, null, 1000000005, 1000000001]");
    let snapshot = crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap();
    for scale in [Normalisation::Z_SCORE, Normalisation::ZScore { mean: 1e7, sd: 1.0 }] {
        let scenario = Scenario { normalise: scale, ..Scenario::equal_weights(&snapshot) };
        let outcome = run(&snapshot, &scenario).unwrap();
        assert!(freeze(&snapshot, &scenario, &outcome).is_ok());
    }
}
