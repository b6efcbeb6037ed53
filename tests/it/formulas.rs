//! Published formulas written as scenarios, against the same formulas written out here, on the demonstration data.

use std::path::Path;

use negah::pipeline::{Outcome, run};
use negah::rule::{Verdict, neighbours};
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

/// `(rank − 1) / (n − 1)` to four decimals, equal values sharing the lowest rank.
fn percent_rank(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let n = values.iter().flatten().count();
    let below = |x: f64| values.iter().flatten().filter(|other| **other < x).count();
    values.iter().map(|x| x.map(|x| four(below(x) as f64 / (n - 1) as f64))).collect()
}

/// To four decimals.
fn four(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

/// SVI's rank of what lowers vulnerability: `1 − (rank − 1) / (n − 1)` of the values as they are, to four decimals.
fn turned_rank(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let n = values.iter().flatten().count();
    // `values` are turned already: who is below in income stands above in need.
    let poorer = |x: f64| values.iter().flatten().filter(|other| **other > x).count();
    values.iter().map(|x| x.map(|x| four(1.0 - poorer(x) as f64 / (n - 1) as f64))).collect()
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
    let own = |id: &&str| {
        let rank = if *id == "household_income" { turned_rank } else { percent_rank };
        rank(&turned(&snapshot, id))
    };
    let ranks: Vec<_> = ids.iter().map(own).collect();
    // Sums of four decimals are the same in whatever order they are added up.
    let sum = |area: usize| {
        ranks.iter().map(|column| column[area]).try_fold(0.0, |sum, x| Some(sum + x?)).map(four)
    };
    let sums: Vec<Option<f64>> = (0..snapshot.n_areas()).map(sum).collect();
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

/// `100 · (areas with as much need or less) / n`.
fn cume_dist(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let n = values.iter().flatten().count() as f64;
    let below = |x: f64| values.iter().flatten().filter(|other| **other <= x).count() as f64;
    values.iter().map(|x| x.map(|x| 100.0 * below(x) / n)).collect()
}

/// The mean of four indicators between their extremes, where at least three are there.
fn deprivation(snapshot: &Snapshot) -> Vec<Option<f64>> {
    let ids = ["unemployment_rate", "relief_households_pct", "household_income", "informal_jobs_pct"];
    let scaled: Vec<Vec<Option<f64>>> = ids
        .iter()
        .map(|id| {
            let values = turned(snapshot, id);
            let low = values.iter().flatten().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
            values.into_iter().map(|x| x.map(|x| 100.0 * (x - low) / (high - low))).collect()
        })
        .collect();
    let enough = |area: usize| scaled.iter().filter(|column| column[area].is_some()).count() >= 3;
    let score = |area: usize| mean(scaled.iter().map(|column| column[area])).filter(|_| enough(area));
    (0..snapshot.n_areas()).map(score).collect()
}

/// Yes, no, or unknown (`None`), after Kleene.
fn any(parts: impl Iterator<Item = Option<bool>> + Clone) -> Option<bool> {
    if parts.clone().any(|part| part == Some(true)) {
        return Some(true);
    }
    parts.collect::<Option<Vec<bool>>>().map(|_| false)
}

fn all(parts: impl Iterator<Item = Option<bool>> + Clone) -> Option<bool> {
    any(parts.map(|part| part.map(|own| !own))).map(|own| !own)
}

#[test]
fn cejst_is_a_burden_and_deprivation_or_flagged_neighbours() {
    let snapshot = demo();
    let burdens: Vec<Vec<Option<f64>>> = [
        "illiteracy_pct",
        "uninsured_pct",
        "disability_rate",
        "treatment_rate",
        "theft_rate",
        "unsafe_housing_pct",
        "sewage_gap_pct",
        "clinic_distance",
    ]
    .iter()
    .map(|id| cume_dist(&turned(&snapshot, id)))
    .collect();
    let need = cume_dist(&deprivation(&snapshot));
    let passes = |percentile: Option<f64>, bar: f64| percentile.map(|own| own >= bar);
    let own = |area: usize, less: f64| {
        let burden = any(burdens.iter().map(|column| passes(column[area], 90.0 - less)));
        all([burden, passes(need[area], 65.0 - less)].into_iter())
    };
    let around = neighbours(&snapshot.boundaries);
    let enclosed = |area: usize| {
        if !around.has_boundary(area) {
            return all([None, passes(need[area], 50.0)].into_iter());
        }
        let flagged: Vec<Option<bool>> =
            around.of(area).iter().map(|other| own(*other as usize, 0.0)).collect();
        let among = if flagged.is_empty() { Some(false) } else { all(flagged.into_iter()) };
        all([among, passes(need[area], 50.0)].into_iter())
    };
    let outcome = outcome(&snapshot, "cejst");
    let found = outcome.flags.as_ref().unwrap();
    let mut met = std::collections::BTreeSet::new();
    for area in 0..snapshot.n_areas() {
        let strict = any([own(area, 0.0), enclosed(area)].into_iter());
        let lenient = any([own(area, 2.0), enclosed(area)].into_iter());
        let expected = match (strict, lenient) {
            (Some(true), _) => Verdict::Flagged,
            (_, Some(true)) => Verdict::Near,
            (None, _) => Verdict::Unknown,
            (Some(false), _) => Verdict::NotFlagged,
        };
        assert_eq!(found.rules[0].verdict[area], Some(expected), "area {area}");
        met.insert(format!("{expected:?}"));
    }
    assert_eq!(met.len(), 4, "every verdict occurs: {met:?}");
}

#[test]
fn hdi_is_a_geometric_mean_between_goalposts() {
    let snapshot = demo();
    let value = |id: &str, area: usize| {
        let at = snapshot.indicator_idx(id).unwrap();
        snapshot.column_in_force(at, snapshot.latest_period()).unwrap().1.get(area)
    };
    let need = |id: &str, (best, worst): (f64, f64), area: usize| {
        value(id, area).map(|x| 1.0 + 99.0 * ((x - best) / (worst - best)).clamp(0.0, 1.0))
    };
    let outcome = outcome(&snapshot, "hdi");
    let mut scored = 0;
    for area in 0..snapshot.n_areas() {
        let expected = (|| {
            let health = need("wellbeing", (100.0, 0.0), area)?;
            let illiteracy = need("illiteracy_pct", (0.0, 50.0), area)?;
            let school = need("out_of_school_rate", (0.0, 30.0), area)?;
            let living = need("household_income", (400.0, 40.0), area)?;
            Some((health * (illiteracy + school) / 2.0 * living).cbrt())
        })();
        match (outcome.scored.scores.get(area), expected) {
            (Some(score), Some(expected)) => assert!((score - expected).abs() < 1e-9, "{score} {expected}"),
            (score, expected) => assert_eq!(score, expected),
        }
        scored += usize::from(expected.is_some());
    }
    assert!(scored > 40);
}
