//! Numbers worked by hand, and what must hold for any.

use super::*;
use proptest::prelude::*;

#[allow(clippy::needless_pass_by_value)]
fn run(values: &[f64], polarity: Polarity, method: Normalisation) -> Vec<f64> {
    normalise(values, &method, &Frame::new(polarity, &AreaSet::all(values.len()))).unwrap()
}

#[test]
fn polarity_turns_min_max_round() {
    let lowers = run(&[10.0, 15.0, 30.0], Polarity::LowersNeed, Normalisation::default());
    assert_eq!(lowers, [100.0, 75.0, 0.0]);
}

#[test]
fn z_score_uses_the_sample_deviation() {
    let z = run(&[1.0, 2.0, 3.0], Polarity::RaisesNeed, Normalisation::Z_SCORE);
    assert_eq!(z, [-1.0, 0.0, 1.0]);
}

#[test]
fn ranks_and_percentiles_with_ties_and_gaps() {
    let values = [5.0, 1.0, f64::NAN, 5.0, 9.0];
    let percentile = run(&values, Polarity::RaisesNeed, Normalisation::PERCENTILE_RANK);
    assert_eq!(percentile[..2], [100.0 / 3.0, 0.0]);
    assert!(percentile[2].is_nan());
    let rank = run(&values, Polarity::RaisesNeed, Normalisation::Rank);
    assert_eq!((rank[0], rank[1], rank[3], rank[4]), (2.5, 1.0, 2.5, 4.0));
}

#[test]
fn iod_exponential_runs_from_zero_to_hundred() {
    // Given ranks 1..4, 1 the neediest: R = 1, 3/4, 1/2, 1/4.
    let scaled = run(&[1.0, 2.0, 3.0, 4.0], Polarity::LowersNeed, Normalisation::IodExponential);
    assert!((scaled[0] - 100.0).abs() < 1e-9);
    assert!((scaled[2] - -23.0 * (1.0 - 0.5 * (1.0 - (-100.0_f64 / 23.0).exp())).ln()).abs() < 1e-12);
}

#[test]
fn reference_areas_set_the_scale() {
    let reference = AreaSet::from_fn(3, |at| at < 2);
    let scaled = normalise(
        &[0.0, 10.0, 20.0],
        &Normalisation::default(),
        &Frame::new(Polarity::RaisesNeed, &reference),
    )
    .unwrap();
    assert_eq!(scaled, [0.0, 100.0, 200.0]);
    let ranked =
        normalise(&[0.0, 10.0, 20.0], &Normalisation::Rank, &Frame::new(Polarity::RaisesNeed, &reference))
            .unwrap();
    assert!(ranked[2].is_nan());
}

#[test]
fn no_information_is_an_error() {
    let all = AreaSet::all(2);
    let error = |values: &[f64], method| {
        normalise(values, &method, &Frame::new(Polarity::RaisesNeed, &all)).unwrap_err()
    };
    assert_eq!(error(&[f64::NAN; 2], Normalisation::AsIs), NormaliseError::AllMissing);
    for method in [Normalisation::default(), Normalisation::Z_SCORE, Normalisation::PERCENTILE_RANK] {
        assert_eq!(error(&[3.3, 3.3], method), NormaliseError::Constant);
    }
}

proptest! {
    #[test]
    fn flipping_polarity_reverses_order(values in prop::collection::vec(-1e6..1e6_f64, 2..40)) {
        for method in [Normalisation::default(), Normalisation::Z_SCORE, Normalisation::Rank] {
            let all = AreaSet::all(values.len());
            let (Ok(up), Ok(down)) = (
                normalise(&values, &method, &Frame::new(Polarity::RaisesNeed, &all)),
                normalise(&values, &method, &Frame::new(Polarity::LowersNeed, &all)),
            ) else { continue };
            for i in 1..values.len() {
                if values[i] - values[0] > 1e-6 {
                    prop_assert!(up[i] > up[0] && down[i] < down[0]);
                }
            }
        }
    }

    #[test]
    fn min_max_stays_in_bounds(values in prop::collection::vec(-1e9..1e9_f64, 2..60)) {
        if let Ok(scaled) = normalise(&values, &Normalisation::default(), &Frame::new(Polarity::RaisesNeed, &AreaSet::all(values.len()))) {
            prop_assert!(scaled.iter().all(|x| (-1e-9..=100.0 + 1e-9).contains(x)));
        }
    }
}

fn raises(values: &[f64], method: Normalisation) -> Vec<f64> {
    run(values, Polarity::RaisesNeed, method)
}

#[test]
fn fixed_scales_by_hand() {
    let posts = Normalisation::Goalposts { best: 10.0, worst: 50.0, lo: 0.0, hi: 100.0, truncate: true };
    assert_eq!(raises(&[5.0, 20.0, 60.0], posts), [0.0, 25.0, 100.0]);
    let open = Normalisation::Goalposts { best: 50.0, worst: 10.0, lo: 1.0, hi: 101.0, truncate: false };
    assert_eq!(run(&[60.0, 40.0], Polarity::LowersNeed, open), [-24.0, 26.0]);
    assert_eq!(raises(&[12.0, 7.0], Normalisation::Scaled { minus: 10.0, per: 4.0 }), [0.5, -0.75]);
    let bands = Normalisation::Bands { bounds: vec![10.0, 20.0], points: vec![0.0, 50.0, 100.0] };
    assert_eq!(raises(&[9.9, 10.0, 20.0], bands), [0.0, 50.0, 100.0]);
    assert_eq!(raises(&[1.0, 2.0, 3.0], Normalisation::ZScore { mean: 50.0, sd: 10.0 }), [40.0, 50.0, 60.0]);
}

#[test]
fn distances_by_hand() {
    let target = |target, truncate| Normalisation::DistanceToTarget { target: Some(target), truncate };
    assert_eq!(raises(&[5.0, 10.0, 30.0], target(10.0, true)), [0.0, 0.0, 100.0]);
    assert_eq!(raises(&[5.0, 10.0, 30.0], target(10.0, false)), [-25.0, 0.0, 100.0]);
    // A capacity with the target 80: what lacks of it, the worst area being at 40.
    assert_eq!(run(&[90.0, 70.0, 40.0], Polarity::LowersNeed, target(80.0, true)), [0.0, 25.0, 100.0]);
    let all = AreaSet::all(2);
    let frame = Frame { anchor: Some(4.0), ..Frame::new(Polarity::RaisesNeed, &all) };
    let reference = Normalisation::DistanceToReference { area: "x".into() };
    assert_eq!(normalise(&[2.0, 8.0], &reference, &frame).unwrap(), [-50.0, 100.0]);
    assert_eq!(normalise(&[2.0, 3.0], &reference, &frame), Err(NormaliseError::NothingBeyond));
    let bare = Frame::new(Polarity::RaisesNeed, &all);
    assert_eq!(normalise(&[2.0, 3.0], &reference, &bare), Err(NormaliseError::NoAnchor));
}

#[test]
fn fractions_by_hand() {
    let fraction = Normalisation::FractionOfMax { to: 10.0 };
    assert_eq!(raises(&[0.0, 5.0, 20.0], fraction.clone()), [0.0, 2.5, 10.0]);
    assert_eq!(run(&[4.0, 8.0], Polarity::LowersNeed, fraction.clone()), [10.0, 5.0]);
    let all = AreaSet::all(2);
    let error = |values, polarity| normalise(values, &fraction, &Frame::new(polarity, &all)).unwrap_err();
    assert_eq!(error(&[-1.0, 2.0], Polarity::RaisesNeed), NormaliseError::NotPositive);
    assert_eq!(error(&[0.0, 2.0], Polarity::LowersNeed), NormaliseError::NotPositive);
}

#[test]
fn percentiles_by_every_definition() {
    let by = |definition, ties, zeros_apart| Normalisation::PercentileRank {
        definition,
        ties,
        zeros_apart,
        to: 100.0,
    };
    let values = [0.0, 2.0, 2.0, 5.0];
    assert_eq!(raises(&values, by(Percentile::Exclusive, Ties::Low, false)), [20.0, 40.0, 40.0, 80.0]);
    assert_eq!(raises(&values, by(Percentile::Share, Ties::High, false)), [25.0, 75.0, 75.0, 100.0]);
    assert_eq!(raises(&values, by(Percentile::Share, Ties::Mean, false)), [25.0, 62.5, 62.5, 100.0]);
    assert_eq!(raises(&values, by(Percentile::Inclusive, Ties::Low, true)), [0.0, 0.0, 0.0, 100.0]);
    let apart = raises(&values, by(Percentile::Share, Ties::High, true));
    assert!((apart[1] - 200.0 / 3.0).abs() < 1e-12 && apart[0] == 0.0 && apart[3] == 100.0);
    let shares = Normalisation::PercentileRank {
        definition: Percentile::Inclusive,
        ties: Ties::Low,
        zeros_apart: false,
        to: 1.0,
    };
    assert_eq!(raises(&[7.0, 1.0, 4.0], shares), [1.0, 0.0, 0.5]);
    assert_eq!(raises(&[0.0, 3.0], by(Percentile::Inclusive, Ties::Low, true)), [0.0, 100.0]);
}

#[test]
fn borda_counts_whom_one_is_worse_than() {
    assert_eq!(raises(&[5.0, 1.0, 5.0, 9.0], Normalisation::Borda), [1.5, 0.0, 1.5, 3.0]);
}

#[test]
fn a_base_keeps_its_scale() {
    let all = AreaSet::all(3);
    let base = [10.0, 20.0, 30.0];
    let frame = Frame { base: Some(&base), ..Frame::new(Polarity::RaisesNeed, &all) };
    let now = |method| normalise(&[15.0, 40.0, f64::NAN], &method, &frame).unwrap();
    assert_eq!(now(Normalisation::MIN_MAX)[..2], [25.0, 150.0]);
    assert_eq!(now(Normalisation::PERCENTILE_RANK)[..2], [50.0, 100.0]);
    assert!(now(Normalisation::Rank)[2].is_nan());
    assert_eq!(
        normalise(&base, &Normalisation::IodExponential, &frame),
        normalise(&base, &Normalisation::IodExponential, &Frame { base: None, ..frame })
    );
}

#[test]
fn groups_are_scaled_by_themselves() {
    let all = AreaSet::all(5);
    let frame = Frame::new(Polarity::RaisesNeed, &all);
    let group = [Some(0), Some(0), Some(1), Some(1), None];
    let scaled =
        normalise_in_groups(&[1.0, 3.0, 10.0, 10.0, 7.0], &Normalisation::MIN_MAX, (&frame, &group)).unwrap();
    assert_eq!(scaled[..2], [0.0, 100.0]);
    assert!(scaled[2..].iter().all(|x| x.is_nan()), "a group of equals cannot be scaled: {scaled:?}");
    let flat = normalise_in_groups(&[1.0; 5], &Normalisation::MIN_MAX, (&frame, &group));
    assert_eq!(flat, Err(NormaliseError::Constant));
}

/// 0.6 and what 0.1 + 0.2 + 0.3 makes of it.
const NOISE: [f64; 2] = [0.6, 0.600_000_000_000_000_1];

#[test]
fn rounding_alone_is_no_difference_to_any_scale() {
    let all = AreaSet::all(2);
    let frame = Frame { anchor: Some(0.6), ..Frame::new(Polarity::RaisesNeed, &all) };
    for method in [
        Normalisation::MIN_MAX,
        Normalisation::DistanceToMax,
        Normalisation::Z_SCORE,
        Normalisation::PERCENTILE_RANK,
    ] {
        assert_eq!(normalise(&NOISE, &method, &frame), Err(NormaliseError::Constant), "{method:?}");
    }
    let target = Normalisation::DistanceToTarget { target: None, truncate: true };
    assert_eq!(normalise(&NOISE, &target, &frame), Err(NormaliseError::NothingBeyond));
}

#[test]
fn equal_values_share_their_place_and_a_band_holds_its_lower_end() {
    let [low, high] = NOISE;
    for values in [[0.1, low, high, 0.9], [0.1, high, low, 0.9]] {
        assert_eq!(raises(&values, Normalisation::Rank), [1.0, 2.5, 2.5, 4.0]);
        assert_eq!(raises(&values, Normalisation::Borda), [0.0, 1.5, 1.5, 3.0]);
        let iod = raises(&values, Normalisation::IodExponential);
        assert_eq!(iod[1], iod[2]);
        let bands = Normalisation::Bands { bounds: vec![high], points: vec![0.0, 1.0] };
        assert_eq!(raises(&values, bands), [0.0, 1.0, 1.0, 1.0]);
        // The same whether placed among themselves or looked up in a base.
        let all = AreaSet::all(4);
        let by_base = Frame { base: Some(&values), ..Frame::new(Polarity::LowersNeed, &all) };
        let itself = Frame { base: None, ..by_base };
        for method in [Normalisation::Rank, Normalisation::PERCENTILE_RANK] {
            assert_eq!(normalise(&values, &method, &by_base), normalise(&values, &method, &itself));
        }
    }
}

#[test]
fn values_close_together_and_far_from_zero_are_not_parted_by_their_last_digits() {
    let near = 1_000.000_001;
    let values = [1000.0, 1_000.000_000_000_000_1, near, 1000.0];
    for method in [Normalisation::MIN_MAX, Normalisation::Z_SCORE] {
        let scaled = raises(&values, method);
        assert!(scaled[0] == scaled[1] && scaled[1] == scaled[3] && scaled[2] > scaled[0], "{scaled:?}");
    }
}

#[test]
fn what_parts_left_when_they_cancelled_is_nothing() {
    let all = AreaSet::all(3);
    let values = [1.1e-16, 0.0, -5e-17];
    let frame = Frame { parts: 1.0, ..Frame::new(Polarity::RaisesNeed, &all) };
    assert_eq!(normalise(&values, &Normalisation::MIN_MAX, &frame), Err(NormaliseError::Constant));
    assert_eq!(normalise(&values, &Normalisation::Rank, &frame), Ok(vec![2.0; 3]));
    assert!(raises(&values, Normalisation::MIN_MAX)[0] > 0.0, "data may be as small");
}
