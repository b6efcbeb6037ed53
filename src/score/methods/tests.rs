//! Numbers worked by hand, and what theory promises of every method.

use super::distillation::{Matrix, SAME, classes};
use super::*;
use proptest::prelude::*;

const NAN: f64 = f64::NAN;

fn saw() -> FlatMethod {
    FlatMethod::Saw { normalise: Basis::Common }
}

/// Every method, on the common scale and on own values.
fn all(normalise: Basis) -> Vec<FlatMethod> {
    let preference = Preference::Linear { q: 5.0, p: 30.0 };
    vec![
        FlatMethod::Saw { normalise },
        FlatMethod::Wpm { normalise },
        FlatMethod::Waspas { lambda: 0.5, normalise },
        FlatMethod::Topsis { normalise },
        FlatMethod::Vikor { v: 0.5, normalise },
        FlatMethod::Moora { normalise },
        FlatMethod::Copras { normalise },
        FlatMethod::Taxonomy { weighted: true, normalise },
        FlatMethod::Morris { weighted: true, normalise },
        FlatMethod::Promethee { preference },
        FlatMethod::ElectreIii { q: 2.0, p: 10.0, v: Some(60.0) },
        FlatMethod::Copeland,
        FlatMethod::Borda { of: vec![saw(), FlatMethod::Topsis { normalise }] },
        FlatMethod::CopelandOf { of: vec![saw(), FlatMethod::Topsis { normalise }] },
    ]
}

#[derive(Debug)]
struct Case {
    columns: Vec<Vec<f64>>,
    raises: Vec<bool>,
    weights: Vec<f64>,
}

impl Case {
    /// All columns raise need, and the common scale is the values themselves.
    fn new(columns: &[&[f64]], weights: &[f64]) -> Self {
        let columns: Vec<Vec<f64>> = columns.iter().map(|column| column.to_vec()).collect();
        Self { raises: vec![true; columns.len()], columns, weights: weights.to_vec() }
    }

    fn run(&self, method: &FlatMethod) -> Result<FlatScores, MethodError> {
        let columns: Vec<&[f64]> = self.columns.iter().map(Vec::as_slice).collect();
        let rows: Vec<u32> = (0..columns.first().map_or(0, |column| column.len()) as u32).collect();
        evaluate(
            method,
            &Decision {
                columns: &columns,
                raw: &columns,
                raises_need: &self.raises,
                weights: &self.weights,
                rows: &rows,
            },
        )
    }

    fn table(&self) -> Table {
        let columns: Vec<&[f64]> = self.columns.iter().map(Vec::as_slice).collect();
        let rows: Vec<u32> = (0..columns[0].len() as u32).collect();
        let (weights, raises_need) = (&self.weights, &self.raises);
        Table::new(
            &Decision { columns: &columns, raw: &[], raises_need, weights, rows: &rows },
            Basis::Common,
        )
        .unwrap()
    }

    fn score(&self, method: &FlatMethod) -> Vec<f64> {
        self.run(method).unwrap().score
    }
}

fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 1e-12, "{found:?} is not {expected:?}");
    }
}

#[test]
fn sums_and_products_by_hand() {
    let case = Case::new(&[&[100.0, 25.0], &[4.0, 64.0]], &[0.5, 0.5]);
    near(&case.score(&saw()), &[52.0, 44.5]);
    near(&case.score(&FlatMethod::Wpm { normalise: Basis::Common }), &[20.0, 40.0]);
    near(&case.score(&FlatMethod::Waspas { lambda: 0.25, normalise: Basis::Common }), &[28.0, 41.125]);
    // x/max: (1, 1/16) and (1/4, 1).
    near(&case.score(&FlatMethod::Saw { normalise: Basis::Own }), &[17.0 / 32.0, 0.625]);
    near(&case.score(&FlatMethod::Wpm { normalise: Basis::Own }), &[0.25, 0.5]);
    near(&case.score(&FlatMethod::Moora { normalise: Basis::Common }), &[52.0, 44.5]);
    near(&case.score(&FlatMethod::Copras { normalise: Basis::Common }), &[100.0, 100.0 * 44.5 / 52.0]);
    near(&case.score(&FlatMethod::Morris { weighted: false, normalise: Basis::Common }), &[50.0, 50.0]);
}

#[test]
fn distances_and_regrets_by_hand() {
    // Weighted: (3, 0), (0, 4), (3, 4): distances of the first 4 and 3, of the second 3 and 4, of the third 0 and 5.
    let case = Case::new(&[&[6.0, 0.0, 6.0], &[0.0, 8.0, 8.0]], &[0.5, 0.5]);
    let scores = case.run(&FlatMethod::Topsis { normalise: Basis::Common }).unwrap();
    near(&scores.score, &[3.0 / 7.0, 4.0 / 7.0, 1.0]);
    assert_eq!(scores.figure(FigureKind::DistanceToNeediest).unwrap(), [4.0, 3.0, 0.0]);
    // S = R = ½, ½, 0, so Q = 1, 1, 0.
    let scores = case.run(&FlatMethod::Vikor { v: 0.5, normalise: Basis::Common }).unwrap();
    near(&scores.score, &[0.0, 0.0, 1.0]);
    near(scores.figure(FigureKind::GroupRegret).unwrap(), &[0.5, 0.5, 0.0]);
    // Own norms 6√2 and 8√2: r = 1/√2 where there is a value.
    let r = 0.5 / 2.0_f64.sqrt();
    near(&case.score(&FlatMethod::Moora { normalise: Basis::Own }), &[r, r, 2.0 * r]);
}

#[test]
fn taxonomy_by_hand() {
    // z = ±1; distances from the least needy 2 and 0; mean 1, deviation 1, so C₀ = 3.
    let case = Case::new(&[&[10.0, 20.0]], &[1.0]);
    near(&case.score(&FlatMethod::Taxonomy { weighted: false, normalise: Basis::Common }), &[0.0, 2.0 / 3.0]);
    // One area far from nine others in a row: its least distance stands out.
    let column: Vec<f64> = (0..9).map(f64::from).chain([100.0]).collect();
    let case = Case::new(&[&column], &[1.0]);
    let scores = case.run(&FlatMethod::Taxonomy { weighted: false, normalise: Basis::Common }).unwrap();
    assert_eq!(scores.homogeneity.unwrap().outside, [9]);
}

#[test]
fn flows_by_hand() {
    let case = Case::new(&[&[0.0, 10.0, 30.0]], &[1.0]);
    let flow = |preference| {
        let scores = case.run(&FlatMethod::Promethee { preference }).unwrap();
        let of = |kind| scores.figure(kind).unwrap().to_vec();
        (of(FigureKind::LeavingFlow), of(FigureKind::EnteringFlow), scores.score)
    };
    assert_eq!(flow(Preference::Usual), (vec![0.0, 0.5, 1.0], vec![1.0, 0.5, 0.0], vec![-1.0, 0.0, 1.0]));
    assert_eq!(flow(Preference::UShape { q: 10.0 }).0, [0.0, 0.0, 1.0]);
    assert_eq!(flow(Preference::Level { q: 10.0, p: 20.0 }).0, [0.0, 0.0, 0.75]);
    assert_eq!(flow(Preference::VShape { p: 20.0 }).0, [0.0, 0.25, 1.0]);
    assert_eq!(flow(Preference::Linear { q: 5.0, p: 25.0 }).0, [0.0, 0.125, 0.875]);
}

#[test]
fn partial_orders_leave_pairs_open() {
    // Against the third, the first wins by much in one column, the second by little in both.
    let case = Case::new(&[&[100.0, 60.0, 50.0], &[0.0, 60.0, 50.0]], &[0.5, 0.5]);
    let scores = case.run(&FlatMethod::Promethee { preference: Preference::VShape { p: 100.0 } }).unwrap();
    assert_eq!(scores.relation(0, 1), Some(Relation::Incomparable));
    assert_eq!(scores.relation(1, 2), Some(Relation::Outranks));
    assert_eq!(scores.relation(2, 1), Some(Relation::OutrankedBy));
    assert_eq!(scores.relation(1, 1), Some(Relation::Indifferent));
    assert_eq!(scores.relation(1, 9), None);
    assert_eq!(case.run(&saw()).unwrap().relation(0, 1), None);
}

#[test]
fn a_small_distillation_by_hand() {
    // λ₀ = 1, λ₁ = 0.8: P1 counts against P3 and P5 (1 > 0.67 + 0.15), the others against few.
    let rows = [
        [0.0, 0.0, 1.0, 0.8, 1.0],
        [0.0, 0.0, 0.0, 0.9, 0.67],
        [0.6, 0.0, 0.0, 0.6, 0.8],
        [0.25, 0.8, 0.67, 0.0, 0.85],
        [0.67, 0.0, 0.8, 0.8, 0.0],
    ];
    let mut matrix = Matrix::zero(5);
    for (i, row) in rows.iter().enumerate() {
        row.iter().enumerate().for_each(|(j, value)| matrix.set(i, j, *value));
    }
    let (descending, ascending) = classes(&matrix);
    assert_eq!(descending, [1.0, 2.0, 3.0, 3.0, 3.0]);
    assert_eq!(ascending, [1.0, 1.0, 3.0, 2.0, 3.0]);
}

/// Credibilities of twelve alternatives with known distillations, from the tests of PatrykHub/ELECTRE-Methods.
const TWELVE: [[f64; 12]; 12] = [
    [1.0, 1.0, 0.9977, 0.606, 1.0, 0.9977, 0.8175, 1.0, 0.803, 0.8775, 0.548, 0.5318],
    [1.0, 1.0, 0.9977, 0.4047, 0.9973, 0.9816, 0.7762, 1.0, 0.6612, 0.8775, 0.4951, 0.443],
    [0.7734, 0.8946, 1.0, 0.2775, 0.8041, 0.8014, 0.6083, 0.916, 0.499, 0.8775, 0.382, 0.3598],
    [0.85, 0.85, 0.9317, 1.0, 0.85, 0.9317, 0.7739, 0.916, 0.8742, 0.8775, 0.7464, 0.7912],
    [0.9786, 0.9854, 0.9977, 0.5903, 1.0, 0.9816, 0.7184, 1.0, 0.7288, 0.8775, 0.4546, 0.3839],
    [0.8946, 0.9014, 1.0, 0.5999, 0.916, 1.0, 0.7488, 0.916, 0.7128, 0.8775, 0.464, 0.464],
    [1.0, 1.0, 1.0, 0.691, 1.0, 1.0, 1.0, 1.0, 0.803, 0.8775, 0.6875, 0.6875],
    [0.5299, 0.7279, 0.7849, 0.2795, 0.7057, 0.5066, 0.3148, 1.0, 0.3638, 0.8118, 0.2394, 0.1979],
    [0.8692, 0.934, 1.0, 0.773, 0.9352, 0.9352, 0.7297, 1.0, 1.0, 0.8775, 0.7647, 0.8393],
    [0.5803, 0.8033, 0.9186, 0.3486, 0.7385, 0.5779, 0.4384, 0.916, 0.5775, 1.0, 0.4959, 0.3625],
    [0.8692, 0.934, 0.9317, 0.773, 0.8692, 0.8669, 0.8669, 1.0, 0.9688, 1.0, 1.0, 0.9977],
    [0.8692, 0.934, 0.9537, 0.7835, 0.8822, 0.8822, 0.8692, 1.0, 0.993, 1.0, 1.0, 1.0],
];

#[test]
fn a_published_distillation() {
    let mut matrix = Matrix::zero(12);
    for (i, row) in TWELVE.iter().enumerate() {
        row.iter().enumerate().for_each(|(j, value)| matrix.set(i, j, *value));
    }
    let (descending, ascending) = classes(&matrix);
    assert_eq!(descending, [4.0, 6.0, 7.0, 2.0, 5.0, 4.0, 2.0, 7.0, 3.0, 7.0, 1.0, 1.0]);
    assert_eq!(ascending, [3.0, 4.0, 6.0, 1.0, 4.0, 4.0, 2.0, 7.0, 2.0, 5.0, 1.0, 1.0]);
}

#[test]
fn credibilities_by_hand() {
    let case = Case::new(&[&[0.0, 2.0], &[4.0, 0.0]], &[0.6, 0.4]);
    let credibility = |v| {
        let matrix = electre_iii::credibility(&case.table(), electre_iii::Thresholds { q: 1.0, p: 3.0, v });
        [matrix.get(0, 1), matrix.get(1, 0)]
    };
    // The second leads by 2 where half counts: 0.6/2 + 0.4. The first leads by 4 in the other: 0.6 + 0.
    near(&credibility(None), &[0.7, 0.6]);
    // Discordance ½ is below 0.6; ⅔ is not: 0.6 · (1/3)/0.4.
    near(&credibility(Some(5.0)), &[0.7, 0.6]);
    near(&credibility(Some(4.5)), &[0.7, 0.5]);
    near(&credibility(Some(3.5)), &[0.7, 0.0]);
}

#[test]
fn votes_by_hand() {
    let case = Case::new(&[&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]], &[0.6, 0.4]);
    let scores = case.run(&FlatMethod::Copeland).unwrap();
    assert_eq!(scores.score, [-2.0, 0.0, 2.0]);
    assert_eq!(scores.figure(FigureKind::Wins).unwrap(), [0.0, 1.0, 2.0]);
    let of = vec![saw(), FlatMethod::Promethee { preference: Preference::Usual }];
    let scores = case.run(&FlatMethod::Borda { of: of.clone() }).unwrap();
    assert_eq!(scores.score, [0.0, 2.0, 4.0]);
    assert_eq!(scores.figures.len(), 2);
    assert_eq!(case.score(&FlatMethod::CopelandOf { of }), [-2.0, 0.0, 2.0]);
}

#[test]
fn what_is_missing_takes_no_part() {
    for normalise in [Basis::Common, Basis::Own] {
        let case = Case::new(&[&[10.0, 20.0, NAN, 40.0], &[5.0, NAN, 7.0, 90.0]], &[0.5, 0.5]);
        let without = Case::new(&[&[10.0, 40.0], &[5.0, 90.0]], &[0.5, 0.5]);
        for method in all(normalise) {
            let (scores, few) = (case.run(&method).unwrap(), without.score(&method));
            assert_eq!([scores.score[0], scores.score[3]], few[..], "{method:?}");
            assert!(scores.score[1].is_nan() && scores.score[2].is_nan(), "{method:?}");
            assert_eq!(scores.unscored, [1, 2], "{method:?}");
        }
    }
    let nothing = Case::new(&[&[NAN], &[1.0]], &[0.5, 0.5]);
    for method in all(Basis::Own) {
        assert!(nothing.score(&method)[0].is_nan(), "{method:?}");
    }
}

#[test]
fn one_area_and_equal_areas_have_their_documented_score() {
    let expected = [7.0, 7.0, 7.0, 0.5, 1.0, 7.0, 100.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0];
    let one = Case::new(&[&[7.0], &[7.0]], &[0.25, 0.75]);
    for (method, expected) in all(Basis::Common).iter().zip(expected) {
        near(&one.score(method), &[expected]);
    }
    let equal = Case::new(&[&[0.1, 0.1, 0.1], &[0.7, 0.7, 0.7]], &[0.3, 0.7]);
    for method in [all(Basis::Common), all(Basis::Own)].concat() {
        let scores = equal.score(&method);
        assert!(scores.iter().all(|score| *score == scores[0] && score.is_finite()), "{method:?} {scores:?}");
    }
}

#[test]
fn only_the_areas_asked_for_set_the_scale() {
    let columns: [&[f64]; 2] = [&[10.0, 20.0, 1000.0, 30.0], &[5.0, 7.0, NAN, 90.0]];
    let few = Case::new(&[&[10.0, 20.0, 30.0], &[5.0, 7.0, 90.0]], &[0.5, 0.5]);
    for method in [all(Basis::Common), all(Basis::Own)].concat() {
        let decision = Decision {
            columns: &columns,
            raw: &columns,
            raises_need: &[true, true],
            weights: &[0.5, 0.5],
            // In any order, twice, or not there at all.
            rows: &[3, 0, 1, 1, 99],
        };
        let scores = evaluate(&method, &decision).unwrap();
        assert_eq!([scores.score[0], scores.score[1], scores.score[3]], few.score(&method)[..], "{method:?}");
        assert!(scores.score[2].is_nan() && scores.unscored.is_empty(), "{method:?}");
    }
}

#[test]
fn what_cannot_be_computed_names_the_column() {
    let error =
        |columns: &[&[f64]], weights: &[f64], method| Case::new(columns, weights).run(&method).unwrap_err();
    let (common, own, half) = (Basis::Common, Basis::Own, [0.5, 0.5]);
    let zero: [&[f64]; 2] = [&[1.0, 2.0], &[0.0, 0.0]];
    assert_eq!(
        error(&zero, &half, FlatMethod::Wpm { normalise: common }),
        MethodError::NotPositive { column: 1 }
    );
    assert_eq!(
        error(&zero, &half, FlatMethod::Saw { normalise: own }),
        MethodError::NotPositive { column: 1 }
    );
    assert_eq!(error(&zero, &half, FlatMethod::Topsis { normalise: own }), MethodError::NoNorm { column: 1 });
    assert_eq!(error(&zero, &half, FlatMethod::Moora { normalise: own }), MethodError::NoNorm { column: 1 });
    assert_eq!(error(&zero, &half, FlatMethod::Copras { normalise: own }), MethodError::NoSum { column: 1 });
    let below: [&[f64]; 2] = [&[1.0, 2.0], &[1.0, -1.0]];
    assert_eq!(
        error(&below, &half, FlatMethod::Copras { normalise: own }),
        MethodError::Negative { column: 1 }
    );
    assert_eq!(error(&[&[0.0]], &[1.0], FlatMethod::Copras { normalise: common }), MethodError::NoBest);
    assert_eq!(error(&[&[1.0, f64::INFINITY]], &[1.0], saw()), MethodError::NotFinite { column: 0 });
    assert_eq!(error(&[], &[], saw()), MethodError::NoColumns);
    assert_eq!(error(&[&[1.0], &[1.0, 2.0]], &half, saw()), MethodError::Shape { column: 1 });
    assert_eq!(error(&[&[1.0], &[1.0]], &[2.0, -1.0], saw()), MethodError::Weight { column: 1 });
    assert_eq!(error(&[&[1.0], &[1.0]], &[1.0, 1.0], saw()), MethodError::WeightSum);
    assert_eq!(
        error(&[&[1e200, 1.0]], &[1.0], FlatMethod::Topsis { normalise: common }),
        MethodError::TooLarge
    );
    let many = vec![1.0; PAIR_LIMIT + 1];
    let limit = MethodError::TooMany { areas: PAIR_LIMIT + 1, limit: PAIR_LIMIT };
    assert_eq!(error(&[&many], &[1.0], FlatMethod::Copeland), limit);
    assert_eq!(error(&[&many], &[1.0], FlatMethod::ElectreIii { q: 0.0, p: 0.0, v: None }), limit);
    let mut lowers = Case::new(&[&[1.0, 2.0], &[0.0, 1.0]], &half);
    lowers.raises[1] = false;
    let copras = lowers.run(&FlatMethod::Copras { normalise: own });
    assert_eq!(copras.unwrap_err(), MethodError::NotPositive { column: 1 });
}

#[test]
fn a_column_without_weight_is_as_if_it_were_not_there() {
    let with = Case::new(&[&[1.0, 2.0, 3.0], &[NAN, -5.0, 0.0]], &[1.0, 0.0]);
    let without = Case::new(&[&[1.0, 2.0, 3.0]], &[1.0]);
    for method in [all(Basis::Common), all(Basis::Own)].concat() {
        assert_eq!(with.run(&method), without.run(&method), "{method:?}");
    }
}

#[test]
fn tens_of_thousands_of_areas_are_compared_at_once() {
    let column =
        |k: u64| (0..33_755_u64).map(|i| (i * (2 * k + 7919) % 33_757) as f64 / 337.57).collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = (0..28).map(column).collect();
    let case = Case { raises: vec![true; 28], columns, weights: vec![1.0 / 28.0; 28] };
    let method = FlatMethod::Promethee { preference: Preference::Linear { q: 5.0, p: 20.0 } };
    let total: f64 = case.score(&method).iter().sum();
    assert!(total.abs() < 1e-6);
}

fn cases() -> impl Strategy<Value = Case> {
    (2..9_usize, 1..6_usize).prop_flat_map(|(n, m)| {
        let value = prop_oneof![(1..=4_u32).prop_map(|x| f64::from(x) * 25.0), 1.0..100.0_f64];
        let columns = prop::collection::vec(prop::collection::vec(value, n), m);
        let parts = prop::collection::vec(1..=5_u32, m);
        (columns, parts, prop::collection::vec(any::<bool>(), m)).prop_map(|(columns, parts, raises)| {
            let total = f64::from(parts.iter().sum::<u32>());
            let weights = parts.iter().map(|part| f64::from(*part) / total).collect();
            Case { columns, raises, weights }
        })
    })
}

proptest! {
    #[test]
    fn the_order_of_areas_changes_nothing(case in cases()) {
        let turned = Case {
            columns: case.columns.iter().map(|column| column.iter().rev().copied().collect()).collect(),
            raises: case.raises.clone(),
            weights: case.weights.clone(),
        };
        for method in [all(Basis::Common), all(Basis::Own)].concat() {
            let (scores, mut back) = (case.score(&method), turned.score(&method));
            back.reverse();
            prop_assert!(scores.iter().all(|x| x.is_finite()));
            prop_assert_eq!(scores, back, "{:?}", method);
        }
    }

    #[test]
    fn the_order_of_columns_moves_a_last_bit_at_most_and_parts_no_equals(case in cases()) {
        let turned = Case {
            columns: case.columns.iter().rev().cloned().collect(),
            raises: case.raises.iter().rev().copied().collect(),
            weights: case.weights.iter().rev().copied().collect(),
        };
        let n = case.columns[0].len();
        let same = |a: usize, b: usize| case.columns.iter().all(|column| column[a] == column[b]);
        for method in [all(Basis::Common), all(Basis::Own)].concat() {
            let (scores, other) = (case.score(&method), turned.score(&method));
            for a in 0..n {
                prop_assert!((scores[a] - other[a]).abs() <= 1e-12 * scores[a].abs().max(1.0), "{:?}", method);
                for b in (0..a).filter(|b| same(a, *b)) {
                    prop_assert_eq!(scores[a], scores[b], "{:?}", method);
                }
            }
        }
    }

    #[test]
    fn an_area_with_less_need_throughout_is_never_ahead(case in cases()) {
        let less = |own: bool, a: usize, b: usize| case.columns.iter().zip(&case.raises).all(|(column, raises)| {
            if own && !raises { column[a] >= column[b] } else { column[a] <= column[b] }
        });
        for (own, methods) in [(false, all(Basis::Common)), (true, all(Basis::Own))] {
            // Borda and Copeland join both bases, and a distillation promises no such thing.
            let promised = methods.into_iter().filter(|method| match method {
                FlatMethod::ElectreIii { .. } | FlatMethod::Borda { .. } | FlatMethod::CopelandOf { .. } => false,
                FlatMethod::Promethee { .. } | FlatMethod::Copeland => !own,
                _ => true,
            });
            for method in promised {
                let scores = case.score(&method);
                for a in 0..scores.len() {
                    for b in (0..scores.len()).filter(|b| less(own, a, *b)) {
                        prop_assert!(scores[a] <= scores[b] + 1e-12, "{:?} {:?}", method, scores);
                    }
                }
            }
        }
    }

    #[test]
    fn another_unit_changes_nothing_where_the_method_scales(case in cases(), factor in 0.001..1000.0_f64) {
        let mut other = Case { columns: case.columns.clone(), raises: case.raises.clone(), weights: case.weights.clone() };
        other.columns[0].iter_mut().for_each(|x| *x *= factor);
        for method in all(Basis::Own).into_iter().take(9) {
            let (scores, same) = (case.score(&method), other.score(&method));
            // A spread that is all rounding is no spread before, and may be one after.
            let vikor = matches!(method, FlatMethod::Vikor { .. });
            let fine = |(a, b): (&f64, &f64)| (a - b).abs() < if vikor { 1e-3 } else { 1e-7 };
            prop_assert!(scores.iter().zip(&same).all(fine), "{:?} {:?} {:?}", method, scores, same);
        }
    }

    #[test]
    fn whatever_the_values_there_are_numbers_or_an_error(
        rows in prop::collection::vec((any::<f64>(), prop_oneof![Just(0.0), Just(-0.0), Just(1e300), 1e-9..1.0_f64]), 1..7),
        raises in any::<bool>(),
    ) {
        let (first, second): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        let columns = vec![first, second];
        let case = Case { columns, raises: vec![raises, true], weights: vec![0.5, 0.5] };
        for method in [all(Basis::Common), all(Basis::Own)].concat() {
            let Ok(scores) = case.run(&method) else { continue };
            for (at, score) in scores.score.iter().enumerate() {
                prop_assert_eq!(score.is_nan(), scores.unscored.contains(&at), "{:?}", &method);
                prop_assert!(!score.is_infinite());
            }
        }
    }

    #[test]
    fn flows_are_those_of_all_pairs(case in cases(), q in 0.0..30.0_f64, wide in 0.1..60.0_f64) {
        let p = q + wide;
        for preference in [
            Preference::Usual,
            Preference::UShape { q },
            Preference::VShape { p },
            Preference::Level { q, p },
            Preference::Linear { q, p },
        ] {
            let prefer = |d: f64| match preference {
                Preference::Usual => f64::from(u8::from(d > 0.0)),
                Preference::UShape { q } => f64::from(u8::from(d > q)),
                Preference::VShape { p } => (d / p).clamp(0.0, 1.0),
                Preference::Level { q, p } => f64::from(u8::from(d > q)) / 2.0 + f64::from(u8::from(d > p)) / 2.0,
                Preference::Linear { q, p } => ((d - q) / (p - q)).clamp(0.0, 1.0),
            };
            let n = case.columns[0].len();
            let scores = case.run(&FlatMethod::Promethee { preference }).unwrap();
            let plus = scores.figure(FigureKind::LeavingFlow).unwrap();
            for a in 0..n {
                let pair = |b: usize| case.columns.iter().zip(&case.weights).map(move |(x, w)| w * prefer(x[a] - x[b]));
                let flow = (0..n).flat_map(pair).sum::<f64>() / (n - 1) as f64;
                prop_assert!((plus[a] - flow).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_distillation_remembers_what_it_would_find_anew(case in cases()) {
        // The classes by the definition alone, without the counts kept between steps.
        let scores = case.run(&FlatMethod::ElectreIii { q: 1.0, p: 8.0, v: Some(40.0) }).unwrap();
        let matrix = &electre_iii::credibility(&case.table(), electre_iii::Thresholds { q: 1.0, p: 8.0, v: Some(40.0) });
        let mut left: Vec<usize> = (0..case.columns[0].len()).collect();
        let mut class = vec![0.0; left.len()];
        let mut number = 0.0;
        let greatest = |of: &[usize], bound: f64| {
            let pairs = of.iter().flat_map(|a| of.iter().filter(move |b| *b != a).map(move |b| matrix.get(*a, *b)));
            pairs.filter(|x| *x < bound - SAME).fold(0.0, f64::max)
        };
        while !left.is_empty() {
            number += 1.0;
            let (mut tied, mut level) = (left.clone(), greatest(&left, 2.0));
            loop {
                level = greatest(&tied, level - (0.30 - 0.15 * level));
                let against = |a: usize, b: usize| {
                    let x = matrix.get(a, b);
                    i32::from(x > level + SAME && x > matrix.get(b, a) + (0.30 - 0.15 * x) + SAME)
                };
                let q = |a: usize| tied.iter().filter(|b| **b != a).map(|b| against(a, *b) - against(*b, a)).sum::<i32>();
                let most = tied.iter().map(|a| q(*a)).max().unwrap();
                let next: Vec<usize> = tied.iter().copied().filter(|a| q(*a) == most).collect();
                tied = next;
                if tied.len() == 1 || level <= 0.0 {
                    break;
                }
            }
            tied.iter().for_each(|a| class[*a] = number);
            left.retain(|a| !tied.contains(a));
        }
        prop_assert_eq!(scores.figure(FigureKind::DescendingRank).unwrap(), class);
    }
}
