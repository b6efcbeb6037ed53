//! What choosing does to a scenario, and that every choice can be named and run or mended.

use super::*;
use crate::pipeline::run;
use crate::rank::Tiers;
use crate::score::Method;
use crate::score::methods::Basis;
use crate::testing::small_snapshot;
use crate::text::NumberError;

const ALL: [Setting; 12] = [
    Setting::Scale,
    Setting::Combine,
    Setting::Impute,
    Setting::Treat,
    Setting::Inside,
    Setting::Within,
    Setting::Percentile,
    Setting::Tiers,
    Setting::Flat,
    Setting::Basis,
    Setting::Preference,
    Setting::Weighted,
];

fn start() -> (Snapshot, Scenario) {
    let snapshot = small_snapshot();
    let scenario = Scenario::equal_weights(&snapshot);
    (snapshot, scenario)
}

#[test]
fn every_offer_has_a_name_of_its_own_can_be_chosen_and_runs_or_can_be_mended() {
    let (snapshot, start) = start();
    for setting in ALL {
        let view = setting_view(setting, &snapshot, &start, Words::default());
        let mut names: Vec<&String> = view.offers.iter().map(|offer| &offer.1).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), view.offers.len(), "{setting:?}");
        for (key, name) in &view.offers {
            assert!(!key.is_empty() && !name.is_empty() && !name.contains('{'), "{setting:?} {name}");
            let mut scenario = start.clone();
            choose(setting, key, &snapshot, &mut scenario);
            let after = setting_view(setting, &snapshot, &scenario, Words::default());
            assert_eq!((&after.chosen, after.hint.is_empty()), (key, false), "{setting:?}");
            if let Err(problems) = run(&snapshot, &scenario) {
                assert!(!mends(&problems, &scenario).is_empty(), "{setting:?} {key}: {problems:?}");
            }
        }
    }
}

#[test]
fn a_method_that_needs_values_above_zero_brings_the_scale_along() {
    let (snapshot, mut scenario) = start();
    choose(Setting::Combine, "geometric", &snapshot, &mut scenario);
    assert_eq!(scenario.normalise, Normalisation::MinMax { lo: 1.0, hi: 100.0 });
    assert!(is_lifted(&scenario) && run(&snapshot, &scenario).is_ok());
    // A scale that is above zero already stays.
    let (_, mut ranked) = start();
    ranked.normalise = Normalisation::Rank;
    choose(Setting::Inside, "harmonic", &snapshot, &mut ranked);
    assert_eq!(ranked.normalise, Normalisation::Rank);
    assert_eq!(ranked.index.children[1].method, Method::Harmonic);
}

#[test]
fn a_scale_that_reaches_zero_again_is_reported_and_mended_in_one_step() {
    let (snapshot, mut scenario) = start();
    choose(Setting::Combine, "geometric", &snapshot, &mut scenario);
    choose(Setting::Scale, "min_max", &snapshot, &mut scenario);
    let problems = run(&snapshot, &scenario).unwrap_err();
    assert_eq!(mends(&problems, &scenario), [Mend::AboveZero]);
    Mend::AboveZero.apply(&mut scenario);
    assert!(run(&snapshot, &scenario).is_ok());
    assert_eq!(setting_view(Setting::Scale, &snapshot, &scenario, Words::default()).chosen, "min_max_1");
}

#[test]
fn numbers_are_typed_in_any_digits() {
    let (snapshot, mut scenario) = start();
    choose(Setting::Flat, "vikor", &snapshot, &mut scenario);
    assert_eq!(set_param(Setting::Flat, "v", "۰٫۷", &mut scenario), Ok(()));
    assert_eq!(scenario.flat, Some(FlatMethod::Vikor { v: 0.7, normalise: Basis::Common }));
    assert_eq!(params(Setting::Flat, &scenario, Words::default())[0].shown, "۰٫۷");
    choose(Setting::Tiers, "area_shares", &snapshot, &mut scenario);
    assert_eq!(set_param(Setting::Tiers, "shares", "۱۰؛ ۲۰ ۳۰", &mut scenario), Ok(()));
    assert_eq!(scenario.tiers, Tiers::AreaShares { shares: vec![0.1, 0.2, 0.3] });
    assert_eq!(params(Setting::Tiers, &scenario, Words::default())[0].shown, "۱۰؛ ۲۰؛ ۳۰");
    assert!(set_param(Setting::Tiers, "shares", "؟", &mut scenario).is_err());
    assert_eq!(set_param(Setting::Tiers, "shares", " ", &mut scenario), Err(NumberError::Empty));
    assert_eq!(scenario.tiers.count(), 4);
    choose(Setting::Flat, "electre_iii", &snapshot, &mut scenario);
    assert_eq!(set_param(Setting::Flat, "veto", "40", &mut scenario), Ok(()));
    assert_eq!(set_param(Setting::Flat, "veto", " ", &mut scenario), Ok(()));
    assert_eq!(scenario.flat, Some(FlatMethod::ElectreIii { q: 5.0, p: 20.0, v: None }));
}

#[test]
fn methods_join_and_leave_but_never_all() {
    let (snapshot, mut scenario) = start();
    assert!(members(&scenario, Words::default()).is_empty());
    choose(Setting::Flat, "borda", &snapshot, &mut scenario);
    for key in ["saw", "topsis", "vikor"] {
        toggle_member(key, &mut scenario);
    }
    let joined = |scenario: &Scenario| {
        members(scenario, Words::default())
            .into_iter()
            .filter(|one| one.2)
            .map(|one| one.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(joined(&scenario), ["vikor"]);
    toggle_member("wpm", &mut scenario);
    assert_eq!(joined(&scenario), ["wpm", "vikor"]);
    assert!(is_lifted(&scenario));
}
