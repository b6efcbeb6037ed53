//! Ranks, tiers, lists and split ties against exact fractions: whatever is equal on paper is equal in the result, in any order
//! of areas and of indicators.

use std::cmp::Ordering;

use negah::engine::Engine;
use negah::filter::Filter;
use negah::pipeline::{Outcome, run};
use negah::scenario::Scenario;
use negah::sensitivity::Job;
use negah::snapshot::{Limits, Snapshot, open};
use serde_json::{Value, json};

/// An exact number: `above / below`, in lowest terms, `below` above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    fn new(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if below < 0 { -1 } else { 1 };
        Self { above: sign * above / a.max(1), below: sign * below / a.max(1) }
    }

    fn whole(n: i128) -> Self {
        Self::new(n, 1)
    }

    /// A number written with decimals.
    fn decimal(text: &str) -> Self {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let below = 10_i128.pow(part.len() as u32);
        Self::new(format!("{whole}{part}").parse().unwrap(), below)
    }

    fn plus(self, other: Self) -> Self {
        Self::new(self.above * other.below + other.above * self.below, self.below * other.below)
    }

    fn times(self, other: Self) -> Self {
        Self::new(self.above * other.above, self.below * other.below)
    }

    fn over(self, other: Self) -> Self {
        Self::new(self.above * other.below, self.below * other.above)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

/// Numbers that look drawn (splitmix64), the same everywhere.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (x ^ (x >> 31)) % n
    }

    fn shuffled(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for at in (1..n).rev() {
            order.swap(at, self.below(at as u64 + 1) as usize);
        }
        order
    }
}

/// Points of areas, column by column, and their codes.
#[derive(Clone)]
struct Table {
    code: Vec<String>,
    columns: Vec<Vec<i128>>,
}

impl Table {
    /// Points from 1 to `points`, drawn.
    fn drawn((n, n_columns, points): (usize, usize, u64), drawn: &mut Drawn) -> Self {
        let codes = drawn.shuffled(n);
        let mut column = || (0..n).map(|_| 1 + i128::from(drawn.below(points) as u32)).collect();
        let columns = (0..n_columns).map(|_| column()).collect();
        Self { code: codes.iter().map(|at| format!("{at:05}")).collect(), columns }
    }

    fn n(&self) -> usize {
        self.code.len()
    }

    fn permuted(&self, order: &[usize]) -> Self {
        let columns = self.columns.iter().map(|own| order.iter().map(|at| own[*at]).collect()).collect();
        Self { code: order.iter().map(|at| self.code[*at].clone()).collect(), columns }
    }

    fn snapshot(&self) -> Snapshot {
        let indicator = |at: usize| {
            json!({"id": format!("x{at}"), "name": format!("x{at}"), "unit": "u", "decimals": 3,
                   "measure": {"kind": "mean"}, "polarity": "raises_need", "domain": "d"})
        };
        let values: serde_json::Map<String, Value> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, own)| {
                (format!("x{at}"), json!({"1": own.iter().map(|x| *x as i64).collect::<Vec<_>>()}))
            })
            .collect();
        let file = json!({
            "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-01-01",
            "synthetic": true, "area_level": "a", "periods": [{"id": "1", "name": "1"}],
            "domains": [{"id": "d", "name": "d"}],
            "indicators": (0..self.columns.len()).map(indicator).collect::<Vec<_>>(),
            "areas": {"code": self.code, "name": self.code}, "values": values,
        });
        open(file.to_string().as_bytes(), &Limits::DEFAULT).unwrap()
    }
}

/// How points become a score.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    AsIs,
    MinMax,
    Percentile,
    /// Sums of percentile ranks by group, ranked again, added up and ranked once more, as in CDC's SVI.
    RankedSums,
    /// Simple additive weighting over min–max.
    Saw,
}

const KINDS: [Kind; 5] = [Kind::AsIs, Kind::MinMax, Kind::Percentile, Kind::RankedSums, Kind::Saw];

/// Weights as a file writes them; a third is `1/3` on paper.
const WEIGHTS: [&[&str]; 5] = [
    &["0.2", "0.3", "0.5"],
    &["0.1", "0.2", "0.3", "0.4"],
    &["0.15", "0.35", "0.5"],
    &["1/3", "1/3", "1/3"],
    &["1", "2", "3"],
];

fn paper(weight: &str) -> Fraction {
    match weight.split_once('/') {
        Some((above, below)) => Fraction::new(above.parse().unwrap(), below.parse().unwrap()),
        None => Fraction::decimal(weight),
    }
}

fn floating(weight: &str) -> f64 {
    match weight.split_once('/') {
        Some((above, below)) => above.parse::<f64>().unwrap() / below.parse::<f64>().unwrap(),
        None => weight.parse().unwrap(),
    }
}

/// Per cent of the others that are less needy, ties sharing the lowest; `None` where all are equal.
fn percentiles(column: &[Fraction]) -> Option<Vec<Fraction>> {
    let mut sorted = column.to_vec();
    sorted.sort();
    if sorted.first() == sorted.last() {
        return None;
    }
    let last = column.len() as i128 - 1;
    let below = |x: &Fraction| sorted.partition_point(|other| other < x) as i128;
    Some(column.iter().map(|x| Fraction::new(100 * below(x), last)).collect())
}

fn scaled(kind: Kind, column: &[i128]) -> Option<Vec<Fraction>> {
    let (min, max) = (*column.iter().min().unwrap(), *column.iter().max().unwrap());
    let whole: Vec<Fraction> = column.iter().map(|x| Fraction::whole(*x)).collect();
    match kind {
        Kind::AsIs => Some(whole),
        Kind::MinMax | Kind::Saw => {
            (max > min).then(|| column.iter().map(|x| Fraction::new(100 * (x - min), max - min)).collect())
        }
        Kind::Percentile | Kind::RankedSums => percentiles(&whole),
    }
}

fn mean(columns: &[(Fraction, Vec<Fraction>)], n: usize) -> Vec<Fraction> {
    let total = columns.iter().fold(Fraction::whole(0), |sum, (weight, _)| sum.plus(*weight));
    let sum = |at: usize| {
        columns.iter().fold(Fraction::whole(0), |sum, (weight, own)| sum.plus(weight.times(own[at])))
    };
    (0..n).map(|at| sum(at).over(total)).collect()
}

/// The scores on paper.
fn exact(kind: Kind, table: &Table, weights: &[&str]) -> Vec<Fraction> {
    let columns: Vec<Option<Vec<Fraction>>> = table.columns.iter().map(|own| scaled(kind, own)).collect();
    let n = table.n();
    if kind != Kind::RankedSums {
        let weighed = columns.into_iter().zip(weights);
        let there = weighed.filter_map(|(own, weight)| Some((paper(weight), own?)));
        return mean(&there.collect::<Vec<_>>(), n);
    }
    let one = Fraction::whole(1);
    let half = columns.len() / 2;
    let sum = |columns: &[Option<Vec<Fraction>>]| {
        let there: Vec<_> = columns.iter().flatten().map(|own| (one, own.clone())).collect();
        (!there.is_empty()).then(|| percentiles(&mean(&there, n))).flatten()
    };
    let groups: Vec<_> =
        [&columns[..half], &columns[half..]].into_iter().filter_map(sum).map(|own| (one, own)).collect();
    percentiles(&mean(&groups, n)).unwrap()
}

fn scenario(kind: Kind, (n_columns, weights): (usize, &[&str]), reversed: bool) -> Value {
    let turned = |mut children: Vec<Value>| {
        if reversed {
            children.reverse();
        }
        children
    };
    let leaf = |at: usize, weight: f64| json!({"indicator": format!("x{at}"), "weight": weight});
    let percentile = json!({"method": "percentile_rank"});
    let index = if kind == Kind::RankedSums {
        let half = n_columns / 2;
        let group = |id: &str, range: std::ops::Range<usize>| {
            json!({"id": id, "method": "sum", "normalise": percentile,
                   "children": turned(range.map(|at| leaf(at, 1.0)).collect())})
        };
        json!({"id": "r", "method": "sum", "normalise": percentile,
               "children": turned(vec![group("a", 0..half), group("b", half..n_columns)])})
    } else {
        let leaves = weights.iter().enumerate().map(|(at, weight)| leaf(at, floating(weight)));
        json!({"id": "r", "children": turned(leaves.collect())})
    };
    let scale = match kind {
        Kind::AsIs => json!({"method": "as_is"}),
        Kind::MinMax | Kind::Saw => json!({"method": "min_max"}),
        Kind::Percentile | Kind::RankedSums => percentile,
    };
    let mut made =
        json!({"format": "negah.scenario", "version": 1, "title": "t", "index": index, "normalise": scale});
    if kind == Kind::Saw {
        made["flat"] = json!({"method": "saw"});
    }
    made
}

fn outcome(snapshot: &Snapshot, scenario: &Value) -> Outcome {
    run(snapshot, &Scenario::parse(scenario.to_string().as_bytes()).unwrap()).unwrap()
}

/// Ranks on paper, equal scores sharing the better one.
fn ranks<T: Ord>(scores: &[T]) -> Vec<u32> {
    let mut sorted: Vec<&T> = scores.iter().collect();
    sorted.sort_by(|a, b| b.cmp(a));
    scores.iter().map(|own| sorted.partition_point(|other| *other > own) as u32 + 1).collect()
}

/// Everything that follows from ranks, held against paper; gives how many ranks comparing bits would get wrong.
fn check(kind: Kind, table: &Table, (weights, reversed): (&[&str], bool)) -> usize {
    let n = table.n();
    let paper = exact(kind, table, weights);
    let right = ranks(&paper);
    let count = n / 3;
    let mut choices = scenario(kind, (table.columns.len(), weights), reversed);
    choices["cut"] = json!({"count": count});
    let snapshot = table.snapshot();
    let found = outcome(&snapshot, &choices);
    let told = || format!("{kind:?} {weights:?} {n} areas, reversed: {reversed}");
    let own: Vec<u32> = (0..n).map(|at| found.ranked.ranking.rank(at).unwrap()).collect();
    let wrong = own.iter().zip(&right).filter(|(own, right)| own != right).count();
    assert_eq!(wrong, 0, "{}", told());
    let tiers: Vec<u8> = right.iter().map(|rank| (5 * rank).div_ceil(n as u32) as u8).collect();
    assert_eq!(found.ranked.tiers, tiers, "{}", told());
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|at| (right[*at], &table.code[*at]));
    let list: Vec<usize> = found.listed().iter().map(|at| *at as usize).collect();
    assert_eq!(list, order[..count], "{}", told());
    assert_eq!(found.ranked.cut.splits_tie, right[order[count - 1]] == right[order[count]], "{}", told());
    for (at, score) in paper.iter().enumerate() {
        let near = score.above as f64 / score.below as f64;
        assert!((found.scored.scores.score[at] - near).abs() < 1e-9, "{}", told());
    }
    check_bars(&snapshot, (&choices, &paper), order[n / 4]);
    let bits = found.scored.tree.score(&found.matrix.columns(), n).score;
    let naive = ranks(&bits.iter().map(|score| score.to_bits()).collect::<Vec<_>>());
    naive.iter().zip(&right).filter(|(own, right)| own != right).count()
}

/// A bar at the score of one area, where that can be written with decimals.
fn check_bars(snapshot: &Snapshot, (choices, paper): (&Value, &[Fraction]), at: usize) {
    let bar = paper[at];
    let scaled = bar.times(Fraction::whole(10_000));
    if scaled.below != 1 {
        return;
    }
    let written = scaled.above as f64 / 10_000.0;
    let mut choices = choices.clone();
    choices["cut"] = json!({"score": written});
    choices["tiers"] = json!({"method": "cuts", "bounds": [written]});
    let found = outcome(snapshot, &choices);
    for (area, score) in paper.iter().enumerate() {
        assert_eq!(found.in_list(area), *score >= bar, "{choices}");
        assert_eq!(found.tier(area), Some(if *score >= bar { 1 } else { 2 }), "{choices}");
    }
}

#[test]
fn ranks_tiers_lists_and_split_ties_are_those_of_exact_fractions() {
    let mut drawn = Drawn(1);
    for n in [31, 64, 330, 3_000] {
        for kind in KINDS {
            let (mut areas, mut wrong) = (0, 0);
            for points in [4, 5, 7, 10] {
                for weights in WEIGHTS {
                    let n_columns =
                        if kind == Kind::RankedSums { 4 + 2 * (weights.len() - 3) } else { weights.len() };
                    let table = Table::drawn((n, n_columns, points), &mut drawn);
                    if n < 3_000 {
                        wrong += check(kind, &table, (weights, false));
                        check(kind, &table, (weights, true));
                    }
                    let moved = table.permuted(&drawn.shuffled(n));
                    wrong += check(kind, &moved, (weights, true));
                    areas += if n < 3_000 { 2 * n } else { n };
                }
            }
            println!("{kind:?}, {n} areas: {wrong} of {areas} ranks wrong where bits are compared, now 0");
        }
    }
}

/// Without fractions to hold against: ranks must not follow the order of areas or of indicators.
#[test]
fn the_order_of_areas_and_indicators_changes_no_rank() {
    let mut drawn = Drawn(2);
    for round in 0..120 {
        let n = 10 + drawn.below(31) as usize;
        let n_columns = 3 + drawn.below(6) as usize;
        let table = Table::drawn((n, n_columns, [4, 7, 10][round % 3]), &mut drawn);
        let weights = vec!["1"; n_columns];
        let order = drawn.shuffled(n);
        for method in
            ["tree", "topsis", "vikor", "promethee", "copeland", "morris", "taxonomy", "electre_iii"]
        {
            let mut choices = [false, true].map(|turned| scenario(Kind::AsIs, (n_columns, &weights), turned));
            for own in &mut choices {
                own["normalise"] = json!({"method": "z_score"});
                own["cut"] = json!({"count": n / 3});
                if method != "tree" {
                    own["flat"] = json!({"method": method});
                }
            }
            let as_given = outcome(&table.snapshot(), &choices[0]);
            let moved = outcome(&table.permuted(&order).snapshot(), &choices[1]);
            for (place, at) in order.iter().enumerate() {
                let (one, other) = (as_given.ranked.ranking.rank(*at), moved.ranked.ranking.rank(place));
                assert_eq!(one, other, "{method}, round {round}");
                assert_eq!(as_given.in_list(*at), moved.in_list(place), "{method}, round {round}");
            }
            assert_eq!(as_given.ranked.cut.splits_tie, moved.ranked.cut.splits_tie);
        }
    }
}

#[test]
fn engine_and_pipeline_agree_to_the_last_bit_on_ties() {
    let mut drawn = Drawn(3);
    for weights in WEIGHTS {
        for n in [31, 330, 3_000] {
            let table = Table::drawn((n, weights.len(), 5), &mut drawn);
            let snapshot = table.snapshot();
            let mut engine = Engine::new(table.snapshot());
            let numbers: Vec<f64> = weights.iter().map(|weight| floating(weight)).collect();
            let mut choices = scenario(Kind::MinMax, (weights.len(), weights), false);
            let some: Vec<String> = table.code.iter().filter(|_| drawn.below(3) > 0).cloned().collect();
            for filter in [Filter::default(), Filter::Area(some)] {
                choices["filter"] = serde_json::to_value(&filter).unwrap();
                let found = outcome(&snapshot, &choices);
                engine.filter(&filter).unwrap();
                let own = engine.score_rank(&numbers).unwrap();
                assert_eq!(own.order, found.ranked.ranking.order, "{weights:?} {n}");
                for at in &found.ranked.ranking.order {
                    let at = *at as usize;
                    assert_eq!(own.scores[at].to_bits(), found.scored.scores.score[at].to_bits());
                }
            }
            // One draw of the weights as they stand: the mean rank is the rank.
            engine.filter(&Filter::default()).unwrap();
            let spread = engine.monte_carlo(&numbers, 1, 3).unwrap();
            let right = ranks(&exact(Kind::MinMax, &table, weights));
            let found: Vec<u32> = spread.mean_rank.iter().map(|rank| *rank as u32).collect();
            assert_eq!(found, right, "{weights:?} {n}");
        }
    }
}

#[test]
fn areas_that_are_equal_have_equal_chances() {
    let mut drawn = Drawn(4);
    let mut table = Table::drawn((40, 3, 4), &mut drawn);
    // Every area has a twin.
    for own in &mut table.columns {
        let (first, second) = own.split_at_mut(20);
        second.copy_from_slice(first);
    }
    let snapshot = table.snapshot();
    for method in ["arithmetic", "median"] {
        let mut choices = scenario(Kind::MinMax, (3, WEIGHTS[3]), false);
        choices["index"]["method"] = json!(method);
        choices["cut"] = json!({"count": 10});
        choices["robustness"] = json!({"draws": 200, "samples": 4});
        let scenario = Scenario::parse(choices.to_string().as_bytes()).unwrap();
        let found = run(&snapshot, &scenario).unwrap();
        let mut job = Job::new(&snapshot, &scenario, &found).unwrap();
        assert!(job.step(u32::MAX).finished);
        let result = job.result();
        for setting in &result.settings {
            for area in 0..20_u32 {
                let chance = |wanted: u32| setting.chances.iter().find(|own| own.area == wanted).unwrap();
                let (one, twin) = (chance(area), chance(area + 20));
                assert_eq!((one.in_top, one.first), (twin.in_top, twin.first), "{method} {area}");
            }
        }
    }
}
