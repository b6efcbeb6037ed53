//! Published formulas written as scenarios, against the same formulas written out here, on the demonstration data.

use std::path::Path;

use negah::pipeline::{Outcome, run};
use negah::scenario::Scenario;
use negah::snapshot::{Limits, Polarity, Snapshot, open};

fn seed(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)).unwrap()
}

fn demo() -> Snapshot {
    open(&seed("demo.snapshot.json"), &Limits::DEFAULT).unwrap()
}

fn outcome(snapshot: &Snapshot, name: &str) -> Outcome {
    let scenario = Scenario::parse(&seed(&format!("scenarios/{name}.scenario.json"))).unwrap();
    run(snapshot, &scenario).unwrap()
}

/// Values of an indicator, turned so that more is worse.
fn turned(snapshot: &Snapshot, id: &str) -> Vec<Option<f64>> {
    let at = snapshot.indicator_idx(id).unwrap();
    let (_, column) = snapshot.column_in_force(at, snapshot.latest_period()).unwrap();
    let sign = if snapshot.indicators[at].polarity == Polarity::LowersNeed { -1.0 } else { 1.0 };
    (0..snapshot.n_areas()).map(|area| column.get(area).map(|x| sign * x)).collect()
}

fn mean(values: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let there: Vec<f64> = values.into_iter().flatten().collect();
    (!there.is_empty()).then(|| there.iter().sum::<f64>() / there.len() as f64)
}

/// Percentile among the values above zero: the share of them not above this one; zero stays zero.
fn nonzero_percentile(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let above: Vec<f64> = values.iter().flatten().copied().filter(|x| *x > 0.0).collect();
    let share =
        |x: f64| 100.0 * above.iter().filter(|other| **other <= x).count() as f64 / above.len() as f64;
    values.iter().map(|x| x.map(|x| if x == 0.0 { 0.0 } else { share(x) })).collect()
}

#[test]
fn calenviroscreen_is_a_product_of_scaled_components() {
    let snapshot = demo();
    let n = snapshot.n_areas();
    let percentiles = |ids: &[&str]| -> Vec<Option<f64>> {
        let columns: Vec<_> = ids.iter().map(|id| nonzero_percentile(&turned(&snapshot, id))).collect();
        (0..n).map(|area| mean(columns.iter().map(|column| column[area]))).collect()
    };
    let exposures = percentiles(&["emergency_calls", "theft_rate", "treatment_rate"]);
    let effects = percentiles(&["sewage_gap_pct", "unsafe_housing_pct"]);
    let sensitive = percentiles(&["disability_rate", "uninsured_pct"]);
    let social = percentiles(&["unemployment_rate", "illiteracy_pct", "informal_jobs_pct"]);
    let joined = |first: &[Option<f64>], second: &[Option<f64>], weight: f64| -> Vec<Option<f64>> {
        let of = |area: usize| match (first[area], second[area]) {
            (Some(a), Some(b)) => Some((a + weight * b) / (1.0 + weight)),
            (a, b) => a.or(b),
        };
        let values: Vec<Option<f64>> = (0..n).map(of).collect();
        let largest = values.iter().flatten().copied().fold(0.0, f64::max);
        values.into_iter().map(|x| x.map(|x| 10.0 * x / largest)).collect()
    };
    let (burden, people) = (joined(&exposures, &effects, 0.5), joined(&sensitive, &social, 1.0));
    let outcome = outcome(&snapshot, "calenviroscreen");
    for area in 0..n {
        let expected = burden[area].zip(people[area]).map(|(a, b)| a * b);
        match (outcome.scored.scores.get(area), expected) {
            (Some(score), Some(expected)) => {
                assert!((score - expected).abs() < 1e-9, "{area}: {score} {expected}")
            }
            (score, expected) => assert_eq!(score, expected),
        }
    }
    let top = outcome.scored.scores.score.iter().copied().filter(|x| !x.is_nan()).fold(0.0, f64::max);
    assert!((50.0..=100.0).contains(&top), "{top}");
}

/// `(rank − 1) / (n − 1)`, equal values sharing the lowest rank.
fn percent_rank(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let n = values.iter().flatten().count();
    let below = |x: f64| values.iter().flatten().filter(|other| **other < x).count();
    values.iter().map(|x| x.map(|x| below(x) as f64 / (n - 1) as f64)).collect()
}

#[test]
fn svi_ranks_sums_of_ranks() {
    let snapshot = demo();
    let ids = [
        "unemployment_rate",
        "household_income",
        "illiteracy_pct",
        "uninsured_pct",
        "disability_rate",
        "divorce_ratio",
        "out_of_school_rate",
        "crowding",
        "unsafe_housing_pct",
        "clinic_distance",
    ];
    let ranks: Vec<_> = ids.iter().map(|id| percent_rank(&turned(&snapshot, id))).collect();
    // Summed theme by theme, as the index does: floating-point sums of another order would part ties.
    let theme = |area: usize, of: std::ops::Range<usize>| -> Option<f64> {
        ranks[of].iter().map(|column| column[area]).try_fold(0.0, |sum, x| Some(sum + x?))
    };
    let sums: Vec<Option<f64>> = (0..snapshot.n_areas())
        .map(|area| Some(theme(area, 0..4)? + theme(area, 4..7)? + theme(area, 7..10)?))
        .collect();
    let expected = percent_rank(&sums);
    let outcome = outcome(&snapshot, "svi");
    let (mut scored, mut worst) = (0, 0.0_f64);
    for (area, expected) in expected.iter().enumerate() {
        let found = outcome.scored.scores.get(area);
        assert_eq!(found.is_some(), expected.is_some());
        if let (Some(found), Some(expected)) = (found, expected) {
            scored += 1;
            worst = worst.max((found - expected).abs());
        }
    }
    assert!(scored > 30 && worst < 1e-9, "{scored} scored, largest error {worst}");
}
