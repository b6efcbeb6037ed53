//! Flat methods and measures of agreement, against libraries and published examples.

use std::collections::BTreeMap;

use negah::score::methods::{Decision, FlatMethod, FlatScores, evaluate};
use negah::stat::agreement::{kendall_tau_b, spearman, weighted_tau, ws};
use serde::Deserialize;

use super::read;

/// Greatest difference from an expected number, by the size of the number where that is above 1.
const TOLERANCE: f64 = 1e-9;

const FILES: [&str; 13] = [
    "saw",
    "wpm",
    "waspas",
    "topsis",
    "vikor",
    "promethee",
    "electre_iii",
    "moora",
    "copras",
    "taxonomy",
    "morris",
    "copeland",
    "borda",
];

#[derive(Deserialize)]
struct Matrix {
    columns: Vec<Vec<f64>>,
    raises_need: Vec<bool>,
    weights: Vec<f64>,
}

#[derive(Deserialize)]
struct Case {
    matrix: String,
    method: FlatMethod,
    source: String,
    score: Vec<f64>,
    figures: BTreeMap<String, Vec<f64>>,
}

impl Matrix {
    /// The values are both the common scale and the values in their own units.
    fn run(&self, method: &FlatMethod) -> FlatScores {
        let columns: Vec<&[f64]> = self.columns.iter().map(Vec::as_slice).collect();
        let rows: Vec<u32> = (0..self.columns[0].len() as u32).collect();
        let decision = Decision {
            columns: &columns,
            raw: &columns,
            raises_need: &self.raises_need,
            weights: &self.weights,
            rows: &rows,
        };
        evaluate(method, &decision).unwrap_or_else(|error| panic!("{method:?}: {error}"))
    }
}

fn difference(found: &[f64], expected: &[f64]) -> f64 {
    if found.len() != expected.len() {
        return f64::INFINITY;
    }
    // A difference that is no number is the worst of all.
    let one = |(a, b): (&f64, &f64)| (a - b).abs() / b.abs().max(1.0);
    found
        .iter()
        .zip(expected)
        .map(one)
        .fold(0.0, |worst: f64, x| if x.is_nan() || x > worst { x } else { worst })
}

fn compare(case: &Case, scores: &FlatScores) -> f64 {
    let mut worst = difference(&scores.score, &case.score);
    for (name, expected) in &case.figures {
        let named = |kind| serde_json::to_value(kind).unwrap() == name.as_str();
        let figure = scores.figures.iter().find(|figure| named(figure.kind));
        let figure = figure.unwrap_or_else(|| panic!("{:?} has no {name}", case.method));
        worst = worst.max(difference(&figure.values, expected));
    }
    worst
}

#[test]
fn methods_give_what_other_implementations_give() {
    let matrices: BTreeMap<String, Matrix> = read("methods/matrices.json");
    let mut breaches = Vec::new();
    for file in FILES {
        let cases: Vec<Case> = read(&format!("methods/{file}.json"));
        assert!(cases.len() >= 5, "{file} has few cases");
        let mut worst = 0.0_f64;
        for case in &cases {
            let error = compare(case, &matrices[&case.matrix].run(&case.method));
            worst = worst.max(error);
            if error.is_nan() || error > TOLERANCE {
                breaches.push(format!("{} {:?} by {}: {error:e}", case.matrix, case.method, case.source));
            }
        }
        println!("{file:12} {:3} cases, max error {worst:.1e}", cases.len());
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    first: Vec<Option<f64>>,
    second: Vec<Option<f64>>,
    spearman: Option<f64>,
    kendall_tau_b: Option<f64>,
    weighted_tau: Option<f64>,
    ws: Option<f64>,
}

#[test]
fn measures_of_agreement_give_what_scipy_and_pymcdm_give() {
    let pairs: Vec<Pair> = read("methods/agreement.json");
    let numbers = |values: &[Option<f64>]| values.iter().map(|x| x.unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let mut worst = [0.0_f64; 4];
    for pair in &pairs {
        let (a, b) = (numbers(&pair.first), numbers(&pair.second));
        let found = [spearman(&a, &b), kendall_tau_b(&a, &b), weighted_tau(&a, &b), ws(&a, &b)];
        let expected = [pair.spearman, pair.kendall_tau_b, pair.weighted_tau, pair.ws];
        for ((found, expected), worst) in found.into_iter().zip(expected).zip(&mut worst) {
            assert_eq!(found.is_some(), expected.is_some(), "{}", pair.name);
            let error = (found.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs();
            assert!(error < TOLERANCE, "{}: {found:?} is not {expected:?}", pair.name);
            *worst = worst.max(error);
        }
    }
    println!(
        "spearman, kendall_tau_b, weighted_tau, ws: max error {:.1e}",
        worst.into_iter().fold(0.0, f64::max)
    );
}
