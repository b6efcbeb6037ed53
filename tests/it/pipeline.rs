//! The whole chain: what it gives on the demonstration data, and what must hold whatever the data are.

use std::path::Path;

use negah::aggregate::{GroupBy, group};
use negah::case::Case;
use negah::export::{ListOptions, full_csv, group_table, ranking_csv, ranking_json};
use negah::pipeline::{Outcome, Problem, run};
use negah::rank::{Cut, Tiers};
use negah::scenario::Scenario;
use negah::score::{MissingRule, NodeValue, Normalisation};
use negah::snapshot::{Limits, Polarity, Snapshot, open, sha256_hex};
use negah::text::Language;
use proptest::prelude::*;
use serde_json::{Value, json};

fn seed(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)).unwrap()
}

fn demo(scenario: &str) -> Case {
    let bytes = seed("demo.snapshot.json");
    let snapshot = open(&bytes, &Limits::DEFAULT).unwrap();
    let scenario = Scenario::parse(&seed(&format!("scenarios/{scenario}.scenario.json"))).unwrap();
    Case::run(snapshot, scenario).unwrap().with_sha256(sha256_hex(&bytes))
}

/// The first lines of a long text, and the hash that holds the rest to its bytes.
fn head_and_hash(text: &str, n_lines: usize) -> String {
    let head: Vec<&str> = text.lines().take(n_lines).collect();
    format!("{}\n… sha256 of all: {}", head.join("\n"), sha256_hex(text.as_bytes()))
}

#[test]
fn exports_of_the_demonstration() {
    let case = demo("demo");
    let Case { snapshot, outcome, .. } = &case;
    insta::assert_snapshot!("demo_ranking_csv", ranking_csv(snapshot, outcome, ListOptions::default()));
    let first = ListOptions { top: Some(3), ..ListOptions::default() };
    insta::assert_snapshot!("demo_full_csv", full_csv(&case, first));
    insta::assert_snapshot!("demo_ranking_json", ranking_json(&case, Some(2)));
    let grouping = group(snapshot, &GroupBy::Division("county".into()), &[]).unwrap();
    let table = group_table(snapshot, (&outcome.set, outcome.period), &grouping, Some(outcome));
    insta::assert_snapshot!("demo_counties_csv", head_and_hash(&table.csv(first.flavour, Language::En), 2));
}

#[test]
fn other_scenarios_of_the_demonstration() {
    for name in ["demo-children", "demo-urgent"] {
        let case = demo(name);
        let first = ListOptions { top: Some(12), ..ListOptions::default() };
        insta::assert_snapshot!(
            format!("{name}_first_twelve"),
            ranking_csv(&case.snapshot, &case.outcome, first)
        );
    }
}

/// A scenario file is written in one way only, so that two of them can be compared line by line.
#[test]
fn scenario_files_are_as_the_program_writes_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/scenarios");
    let mut n_files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let scenario = Scenario::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        if std::env::var_os("NEGAH_WRITE_SEEDS").is_some() {
            std::fs::write(&path, scenario.to_json()).unwrap();
        } else {
            assert!(
                scenario.to_json() == text,
                "{path:?}: NEGAH_WRITE_SEEDS=1 cargo test --test it pipeline"
            );
        }
        assert!(scenario.title.en.is_some() && scenario.note.is_some(), "{path:?}");
        n_files += 1;
    }
    assert!(n_files >= 10);
}

/// Data of random size, with gaps and ties: one row of values per area.
#[derive(Debug, Clone)]
struct Data {
    rows: Vec<Vec<Option<i32>>>,
    lowers: Vec<bool>,
}

impl Data {
    /// The snapshot with areas in the order given, indicator `scaled` in a unit `factor` times as small.
    fn snapshot(&self, order: &[usize], (scaled, factor): (usize, f64)) -> Snapshot {
        let n_indicators = self.lowers.len();
        let id = |at: usize| format!("i{at}");
        let value = |at: usize, row: usize| {
            self.rows[row][at].map(|value| f64::from(value) * if at == scaled { factor } else { 1.0 })
        };
        let indicators: Vec<Value> = (0..n_indicators)
            .map(|at| {
                let polarity = if self.lowers[at] { "lowers_need" } else { "raises_need" };
                json!({"id": id(at), "name": id(at), "unit": "x", "decimals": 0, "measure": {"kind": "mean"},
                       "polarity": polarity, "domain": if at % 2 == 0 { "even" } else { "odd" }})
            })
            .collect();
        let values: serde_json::Map<String, Value> = (0..n_indicators)
            .map(|at| {
                let column: Vec<Option<f64>> = order.iter().map(|row| value(at, *row)).collect();
                (id(at), json!({"1402": column}))
            })
            .collect();
        let codes: Vec<String> = order.iter().map(|row| format!("{row:03}")).collect();
        let file = json!({
            "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-01-01",
            "synthetic": true, "area_level": "a", "periods": [{"id": "1402", "name": "۱۴۰۲"}],
            "domains": [{"id": "even", "name": "زوج"}, {"id": "odd", "name": "فرد"}],
            "indicators": indicators, "areas": {"code": codes, "name": codes}, "values": values,
        });
        open(file.to_string().as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn in_order(&self) -> Snapshot {
        self.snapshot(&(0..self.rows.len()).collect::<Vec<_>>(), (0, 1.0))
    }
}

fn data() -> impl Strategy<Value = Data> {
    (1_usize..6, 2_usize..40).prop_flat_map(|(n_indicators, n_areas)| {
        let value = prop_oneof![1 => Just(None), 9 => (-30..30_i32).prop_map(Some)];
        let row = prop::collection::vec(value, n_indicators);
        (prop::collection::vec(row, n_areas), prop::collection::vec(any::<bool>(), n_indicators))
            .prop_map(|(rows, lowers)| Data { rows, lowers })
    })
}

const SCALES: [Normalisation; 4] = [
    Normalisation::MinMax { lo: 0.0, hi: 100.0 },
    Normalisation::Z_SCORE,
    Normalisation::PERCENTILE_RANK,
    Normalisation::Rank,
];

fn ranked(snapshot: &Snapshot, normalise: Normalisation) -> Result<Outcome, Vec<Problem>> {
    let missing = MissingRule::Renormalise { min_coverage: 0.5 };
    let (tiers, cut) = (Tiers::Quantile { count: 4 }, Cut::Count(3));
    let scenario = Scenario { normalise, missing, tiers, cut, ..Scenario::equal_weights(snapshot) };
    run(snapshot, &scenario)
}

/// Both results, or `None` where neither is there, for the same reasons: what can be ranked must not hang on the order of
/// areas or on a unit. Nothing but constants has no ranking, which is tested elsewhere.
fn ranked_both(
    first: &Snapshot,
    second: &Snapshot,
    scale: &Normalisation,
) -> Result<Option<(Outcome, Outcome)>, TestCaseError> {
    match (ranked(first, scale.clone()), ranked(second, scale.clone())) {
        (Ok(a), Ok(b)) => Ok(Some((a, b))),
        (Err(a), Err(b)) if a == b && a == [Problem::NothingToScore] => Ok(None),
        (a, b) => Err(TestCaseError::fail(format!("{scale:?}: {:?} {:?}", a.err(), b.err()))),
    }
}

#[test]
fn every_scale_ranks_plain_values() {
    let rows = (0..12).map(|at| vec![Some(at), Some((at * 5) % 12)]).collect();
    let snapshot = Data { rows, lowers: vec![false, true] }.in_order();
    for scale in SCALES {
        assert_eq!(ranked(&snapshot, scale).map(|own| own.ranked.ranking.len()), Ok(12));
    }
}

/// Score, rank and tier of each area by code.
fn by_code(snapshot: &Snapshot, outcome: &Outcome) -> Vec<(String, Option<f64>, Option<u32>, u8)> {
    let of = |at: usize| {
        let (score, rank) = (outcome.scored.scores.get(at), outcome.ranked.ranking.rank(at));
        (snapshot.areas.code[at].clone(), score, rank, outcome.ranked.tiers[at])
    };
    let mut all: Vec<_> = (0..snapshot.n_areas()).map(of).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    a.zip(b).map_or(a == b, |(a, b)| (a - b).abs() < 1e-9)
}

/// At each node the weights of the children that are there share the whole, and contributions add up.
fn check_node(node: &NodeValue) {
    if node.children.is_empty() || node.value.is_none() {
        return;
    }
    let used: f64 = node.children.iter().map(|child| child.used_weight).sum();
    assert!((used - 1.0).abs() < 1e-12, "weights below {} add up to {used}", node.id);
    let parts: f64 = node.children.iter().map(|child| child.contribution).sum();
    assert!((parts - node.contribution).abs() < 1e-9);
    node.children.iter().for_each(check_node);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_areas_changes_nothing(data in data(), turn in 1_usize..39, reversed in any::<bool>()) {
        let n = data.rows.len();
        let mut order: Vec<usize> = (0..n).map(|at| (at + turn) % n).collect();
        if reversed {
            order.reverse();
        }
        for scale in SCALES {
            let (first, second) = (data.in_order(), data.snapshot(&order, (0, 1.0)));
            let Some((a, b)) = ranked_both(&first, &second, &scale)? else { continue };
            // Sums of z-scores round differently in another order; everything else is the same to the last bit.
            if scale == Normalisation::Z_SCORE {
                let pairs = by_code(&first, &a).into_iter().zip(by_code(&second, &b));
                prop_assert!(pairs.into_iter().all(|(a, b)| close(a.1, b.1)));
            } else {
                prop_assert_eq!(by_code(&first, &a), by_code(&second, &b));
            }
        }
    }

    #[test]
    fn the_unit_of_an_indicator_changes_nothing(
        data in data(), factor in prop_oneof![Just(1000.0), Just(0.001), Just(1024.0), 0.01..500.0_f64],
    ) {
        let order: Vec<usize> = (0..data.rows.len()).collect();
        for scale in SCALES {
            let (first, second) = (data.in_order(), data.snapshot(&order, (0, factor)));
            let Some((a, b)) = ranked_both(&first, &second, &scale)? else { continue };
            for (a, b) in by_code(&first, &a).into_iter().zip(by_code(&second, &b)) {
                prop_assert!(close(a.1, b.1), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn weights_share_the_whole_and_contributions_make_the_score(data in data()) {
        let snapshot = data.in_order();
        let outcome = match ranked(&snapshot, Normalisation::default()) {
            Ok(outcome) => outcome,
            Err(problems) => {
                prop_assert_eq!(problems, [Problem::NothingToScore]);
                return Ok(());
            }
        };
        for at in 0..snapshot.n_areas() {
            let why = outcome.explain(at);
            prop_assert!(close(why.value, outcome.scored.scores.get(at)));
            check_node(&why);
        }
    }

    #[test]
    fn turning_the_polarity_of_one_indicator_reverses_the_order(values in prop::collection::vec(-30..30_i32, 2..40)) {
        let rows = values.iter().map(|value| vec![Some(*value)]).collect();
        let up = Data { rows, lowers: vec![false] };
        let down = Data { lowers: vec![true], ..up.clone() };
        for scale in SCALES {
            let (first, second) = (up.in_order(), down.in_order());
            let Some((a, b)) = ranked_both(&first, &second, &scale)? else { continue };
            for (i, j) in (0..values.len()).flat_map(|i| (0..i).map(move |j| (i, j))) {
                let order = |outcome: &Outcome| outcome.ranked.ranking.rank(i).cmp(&outcome.ranked.ranking.rank(j));
                prop_assert_eq!(order(&a), order(&b).reverse());
            }
        }
    }
}

/// The baseline in `seeds/` is what the program itself proposes for the demonstration.
#[test]
fn the_baseline_is_equal_weights() {
    let Case { snapshot, scenario, .. } = demo("demo");
    let proposed = Scenario::equal_weights(&snapshot);
    assert_eq!(scenario.index, proposed.index);
    assert_eq!((&scenario.normalise, scenario.cut), (&proposed.normalise, proposed.cut));
    let scored = snapshot.indicators.iter().filter(|indicator| indicator.polarity != Polarity::Context);
    assert_eq!(scored.count(), scenario.index.leaves().len());
}
