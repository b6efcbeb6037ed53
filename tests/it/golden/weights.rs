//! Weights and the statistics they rest on against other people's code.
//!
//! Each test prints the largest error of every figure: `cargo test --test it golden::weights -- --nocapture`.

use negah::stat::alpha::alpha;
use negah::stat::correlation::{Kind, matrix};
use negah::stat::effective::effective;
use negah::stat::moments::moments;
use negah::stat::pca::components;
use negah::weight::diagnostic::{Diagnostic, suggest};
use negah::weight::{Consistency, Derived, Weighting};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::read;

/// Numbers of a list; what is not there is `NaN`.
fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap_or(f64::NAN)).collect()
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

/// Largest error of every figure.
#[derive(Default)]
struct Errors(BTreeMap<&'static str, (usize, f64)>);

impl Errors {
    fn see(&mut self, figure: &'static str, found: &[f64], golden: &[f64]) {
        assert_eq!(found.len(), golden.len(), "{figure}");
        for (found, golden) in found.iter().zip(golden) {
            assert!(found.is_finite(), "{figure}: {found}");
            let worst = self.0.entry(figure).or_default();
            *worst = (worst.0 + 1, worst.1.max((found - golden).abs()));
        }
    }

    /// As [`Self::see`]; both must be missing where one is.
    fn see_option(&mut self, figure: &'static str, found: Option<f64>, golden: &Value) {
        assert_eq!(found.is_none(), golden.is_null(), "{figure}");
        if let Some(found) = found {
            self.see(figure, &[found], &[golden.as_f64().unwrap()]);
        }
    }

    fn within(self, tolerance: f64) {
        for (figure, (count, error)) in &self.0 {
            println!("{figure}: {count} values, largest error {error:.1e}");
        }
        let far: Vec<_> = self.0.iter().filter(|(_, (_, error))| *error > tolerance).collect();
        assert!(far.is_empty(), "{far:?}");
    }
}

fn derive(weighting: Value, case: &Value) -> Derived {
    let children: Vec<&str> =
        case["children"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    let weighting: Weighting = serde_json::from_value(weighting).unwrap();
    weighting.derive(&children).unwrap_or_else(|error| panic!("{}: {error}", case["name"]))
}

#[test]
fn rank_order_centroids_are_exact_fractions() {
    let mut errors = Errors::default();
    for case in read::<Vec<Value>>("weights/roc.json") {
        let n = case["n"].as_u64().unwrap();
        let ids: Vec<String> = (0..n).map(|at| format!("{at:02}")).collect();
        let derived = derive(json!({ "by": "ranks", "order": ids }), &json!({ "children": ids }));
        errors.see("centroid", &derived.shares, &numbers(&case["shares"]));
    }
    errors.within(1e-15);
}

#[test]
fn budgets_of_several_people() {
    let mut errors = Errors::default();
    for case in read::<Vec<Value>>("weights/budget.json") {
        let points = table(&case["points"]);
        let ids: Vec<String> = (0..points[0].len()).map(|at| format!("{at}")).collect();
        let person = |points: &Vec<f64>| {
            let points: BTreeMap<&String, &f64> = ids.iter().zip(points).collect();
            json!({ "name": "somebody", "points": points })
        };
        let people: Vec<Value> = points.iter().map(person).collect();
        let derived = derive(json!({ "by": "budget", "people": people }), &json!({ "children": ids }));
        let spread = derived.spread.unwrap();
        let of = |figure: fn(&negah::weight::Spread) -> f64| spread.iter().map(figure).collect::<Vec<_>>();
        errors.see("mean", &derived.shares, &numbers(&case["shares"]));
        errors.see("min", &of(|spread| spread.min), &numbers(&case["min"]));
        errors.see("max", &of(|spread| spread.max), &numbers(&case["max"]));
        errors.see("deviation", &of(|spread| spread.deviation), &numbers(&case["deviation"]));
        let distances: Vec<f64> = derived.people.iter().map(|person| person.distance).collect();
        errors.see("distance", &distances, &numbers(&case["distance"]));
        let most = distances.iter().copied().fold(0.0, f64::max);
        assert_eq!(distances[derived.farthest.unwrap()], most);
    }
    errors.within(1e-12);
}

#[test]
fn pairwise_comparisons() {
    let mut errors = Errors::default();
    let cases = read::<Vec<Value>>("weights/ahp.json");
    assert!(cases.len() >= 10);
    for case in &cases {
        let comparison = |told: &Value| json!({ "of": told[0], "over": told[1], "ratio": told[2] });
        let judge = |told: &Value| {
            let comparisons: Vec<Value> = told.as_array().unwrap().iter().map(comparison).collect();
            json!({ "comparisons": comparisons })
        };
        let judges: Vec<Value> = case["judges"].as_array().unwrap().iter().map(judge).collect();
        let derived = derive(json!({ "by": "ahp", "judges": judges }), case);
        errors.see("shares", &derived.shares, &numbers(&case["shares"]));
        for (person, golden) in derived.people.iter().zip(case["people"].as_array().unwrap()) {
            errors.see("a judge's shares", &person.shares, &numbers(&golden["shares"]));
            let ratio = person.consistency.as_ref().and_then(Consistency::ratio);
            errors.see_option("a judge's CR", ratio, &golden["ratio"]);
        }
        let Some(Consistency::Comparisons { lambda, ratio, worst, .. }) = &derived.consistency else {
            panic!("{}", case["name"]);
        };
        errors.see("lambda", &[*lambda], &[case["lambda"].as_f64().unwrap()]);
        errors.see_option("CR", *ratio, &case["ratio"]);
        if let Some(worst) = worst {
            let golden = &case["worst"];
            assert_eq!((&json!(worst.of), &json!(worst.over)), (&golden["of"], &golden["over"]));
            errors.see("ratio that would fit", &[worst.fitting], &[golden["fitting"].as_f64().unwrap()]);
        } else {
            assert!(case["worst"].is_null());
        }
        published(&derived, &case["published"]);
    }
    errors.within(1e-9);
}

/// What Saaty printed, to the digits he printed.
fn published(derived: &Derived, golden: &Value) {
    let Some(Consistency::Comparisons { lambda, ratio, .. }) = derived.consistency else { panic!() };
    let near = |found: f64, printed: &Value, half_digit: f64| {
        let fits = printed.as_f64().is_none_or(|printed| (found - printed).abs() <= half_digit);
        assert!(fits, "{found} {printed}");
    };
    near(lambda, &golden["lambda"], 0.005);
    near(ratio.unwrap_or(f64::NAN), &golden["ratio"], 0.0005);
    for (share, printed) in derived.shares.iter().zip(golden["shares"].as_array().into_iter().flatten()) {
        near(*share, printed, 0.0005);
    }
}

#[test]
fn best_and_worst() {
    let mut errors = Errors::default();
    for case in read::<Vec<Value>>("weights/bwm.json") {
        let weighting = json!({
            "by": "bwm", "best": case["best"], "worst": case["worst"],
            "best_to_others": case["best_to_others"], "others_to_worst": case["others_to_worst"],
        });
        let derived = derive(weighting, &case);
        let Some(Consistency::BestWorst { xi, ratio, .. }) = derived.consistency else { panic!() };
        errors.see("shares", &derived.shares, &numbers(&case["shares"]));
        errors.see("xi", &[xi], &[case["xi"].as_f64().unwrap()]);
        errors.see("input-based ratio", &[ratio], &[case["ratio"].as_f64().unwrap()]);
    }
    errors.within(1e-9);
}

#[test]
fn weights_that_data_suggest() {
    let mut errors = Errors::default();
    for case in read::<Vec<Value>>("weights/diagnostics.json") {
        let columns = table(&case["columns"]);
        for (method, figure) in [
            (Diagnostic::Entropy, "entropy"),
            (Diagnostic::Critic, "critic"),
            (Diagnostic::Deviation, "deviation"),
            (Diagnostic::Principal, "principal"),
        ] {
            let found = suggest(method, &slices(&columns)).unwrap();
            errors.see(figure, &found.shares, &numbers(&case[figure]));
        }
    }
    errors.within(1e-9);
}

#[test]
fn statistics_of_columns_with_gaps() {
    let mut errors = Errors::default();
    for case in read::<Vec<Value>>("weights/statistics.json") {
        let columns = table(&case["columns"]);
        for (column, golden) in columns.iter().zip(table(&case["moments"])) {
            let found = moments(column);
            assert_eq!(found.n as f64, golden[0]);
            errors.see("mean", &[found.mean.unwrap()], &golden[1..2]);
            errors.see("deviation", &[found.deviation.unwrap()], &golden[2..3]);
            errors.see("skewness", &[found.skewness.unwrap()], &golden[3..4]);
            errors.see("kurtosis", &[found.kurtosis.unwrap()], &golden[4..5]);
        }
        for (kind, figure) in [(Kind::Pearson, "pearson"), (Kind::Spearman, "spearman")] {
            for (row, golden) in matrix(&slices(&columns), kind).iter().zip(table(&case[figure])) {
                let row: Vec<f64> = row.iter().map(|one| one.r.unwrap()).collect();
                errors.see(figure, &row, &golden);
            }
        }
        let found = alpha(&slices(&columns));
        assert_eq!(json!(found.rows), case["rows"]);
        let mut golden = vec![numbers(&case["alpha"])];
        golden.extend(table(&case["without"]));
        for (found, golden) in std::iter::once(&found.whole).chain(&found.without).zip(golden) {
            errors.see("alpha", &[found.raw.unwrap()], &golden[..1]);
            errors.see("standardised alpha", &[found.standardised.unwrap()], &golden[1..]);
        }
        structure(&case, &columns, &mut errors);
    }
    errors.within(1e-9);
}

fn structure(case: &Value, columns: &[Vec<f64>], errors: &mut Errors) {
    let found = components(&slices(columns)).unwrap().components;
    let values: Vec<f64> = found.iter().map(|one| one.eigenvalue).collect();
    let explained: Vec<f64> = found.iter().map(|one| one.explained).collect();
    errors.see("eigenvalues", &values, &numbers(&case["eigenvalues"]));
    errors.see("explained", &explained, &numbers(&case["explained"]));
    for (one, golden) in found.iter().zip(table(&case["loadings"])) {
        errors.see("loadings", &one.loadings, &golden);
    }
    let found = effective(&numbers(&case["weights"]), &slices(columns)).unwrap().columns;
    let shares: Vec<f64> = found.iter().map(|one| one.share).collect();
    let main: Vec<f64> = found.iter().map(|one| one.main_effect.unwrap()).collect();
    errors.see("share of variance", &shares, &numbers(&case["share"]));
    errors.see("main effect", &main, &numbers(&case["main_effect"]));
}
