//! Ordering by score without a comparison per pair: scores become 32-bit places on their own range, two radix
//! passes sort by the leading bits, an insertion pass by the rest, and equal places are settled by the exact scores.

use std::cmp::Ordering;

use crate::tolerance::{RELATIVE, Tolerance};

/// Bits sorted by one pass.
const DIGIT: u32 = 11;
const BUCKETS: usize = 1 << DIGIT;
/// Up to this many scores one pass is enough.
const ONE_PASS: usize = 1 << (DIGIT - 1);

/// Places on the range of the scores.
const PLACES: f64 = 4_294_967_294.0;

/// Buffers of the sort, kept between calls.
#[derive(Debug, Clone, Default)]
pub struct Sorter {
    keys: Vec<u64>,
    other: Vec<u64>,
    high: Counts,
    low: Counts,
}

/// Scores to a bucket, then where each bucket starts. Missing scores have a bucket of their own behind all others.
#[derive(Debug, Clone)]
struct Counts(Box<[u32; BUCKETS + 1]>);

impl Default for Counts {
    fn default() -> Self {
        Self(Box::new([0; BUCKETS + 1]))
    }
}

/// Which of two areas with the same score comes first.
#[derive(Debug, Clone, Default)]
pub struct TieOrder {
    /// Place of each area in the order of codes; empty when that is the order of the file.
    place: Vec<u32>,
}

impl TieOrder {
    /// By code, as text.
    pub fn by_code(codes: &[String]) -> Self {
        if codes.is_sorted() {
            return Self::default();
        }
        let mut order: Vec<u32> = (0..codes.len() as u32).collect();
        order.sort_unstable_by(|a, b| codes[*a as usize].cmp(&codes[*b as usize]));
        let mut place = vec![0; codes.len()];
        order.iter().zip(0..).for_each(|(at, rank)| place[*at as usize] = rank);
        Self { place }
    }

    /// The order of `rows` alone, renumbered from 0.
    pub fn of_rows(&self, rows: &[u32]) -> Self {
        if self.place.is_empty() {
            return Self::default();
        }
        Self { place: rows.iter().map(|row| self.place[*row as usize]).collect() }
    }

    #[inline]
    fn place(&self, at: u32) -> u32 {
        self.place.get(at as usize).copied().unwrap_or(at)
    }
}

impl Sorter {
    /// Positions of all scores that are not `NaN`, highest first, ties by `ties`: each in the low half of its key.
    pub fn sort(&mut self, scores: &[f64], ties: &TieOrder) -> &[u64] {
        let range = Range::of(scores);
        self.keys.resize(scores.len(), 0);
        if scores.len() <= ONE_PASS {
            self.one_pass(scores, range);
        } else {
            self.two_passes(scores, range);
        }
        self.keys.truncate(scores.len() - range.missing);
        if !insert(&mut self.keys, scores, ties) {
            self.keys.sort_unstable();
            settle(&mut self.keys, scores, ties);
        }
        &self.keys
    }

    /// The same, with equal scores settled: [`settle_runs`].
    pub fn settle(&mut self, scores: &mut [f64], ties: &TieOrder) -> &[u64] {
        self.sort(scores, ties);
        settle_runs(&mut self.keys, scores, ties);
        &self.keys
    }

    /// What was last returned.
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    fn one_pass(&mut self, scores: &[f64], range: Range) {
        // About twice as many buckets as scores, so that few share one.
        let bits = (usize::BITS - scores.len().leading_zeros() + 1).min(DIGIT);
        let bucket = |place: Option<u32>| place.map_or(BUCKETS, |place| (place >> (32 - bits)) as usize);
        let counts = &mut self.high;
        counts.0[..1 << bits].fill(0);
        scores.iter().for_each(|score| counts.count(bucket(range.place(*score))));
        counts.start(1 << bits, scores.len() - range.missing);
        for (at, score) in scores.iter().enumerate() {
            let place = range.place(*score);
            counts.put(bucket(place), key(place, at), &mut self.keys);
        }
    }

    fn two_passes(&mut self, scores: &[f64], range: Range) {
        let high_digit = |place: u32| (place >> (32 - DIGIT)) as usize;
        let low_digit = |place: Option<u32>| {
            place.map_or(BUCKETS, |own| (own >> (32 - 2 * DIGIT)) as usize & (BUCKETS - 1))
        };
        let there = scores.len() - range.missing;
        let (high, low) = (&mut self.high, &mut self.low);
        high.0.fill(0);
        low.0.fill(0);
        for score in scores {
            let place = range.place(*score);
            high.count(place.map_or(BUCKETS, high_digit));
            low.count(low_digit(place));
        }
        high.start(BUCKETS, there);
        low.start(BUCKETS, there);
        self.other.resize(scores.len(), 0);
        for (at, score) in scores.iter().enumerate() {
            let place = range.place(*score);
            low.put(low_digit(place), key(place, at), &mut self.other);
        }
        for key in &self.other[..there] {
            high.put(high_digit((key >> 32) as u32), *key, &mut self.keys);
        }
    }
}

impl Counts {
    #[inline]
    fn count(&mut self, bucket: usize) {
        self.0[bucket.min(BUCKETS)] += 1;
    }

    /// Counts → where each of the first `n` buckets starts, and that of missing scores.
    fn start(&mut self, n: usize, missing: usize) {
        let mut next = 0;
        for count in &mut self.0[..n] {
            next += std::mem::replace(count, next);
        }
        self.0[BUCKETS] = missing as u32;
    }

    #[inline]
    fn put(&mut self, bucket: usize, key: u64, keys: &mut [u64]) {
        let slot = &mut self.0[bucket.min(BUCKETS)];
        keys[*slot as usize] = key;
        *slot += 1;
    }
}

#[inline]
fn key(place: Option<u32>, at: usize) -> u64 {
    (u64::from(place.unwrap_or(u32::MAX)) << 32) | at as u64
}

/// The range of some scores, divided into 2³² − 1 places.
#[derive(Debug, Clone, Copy)]
struct Range {
    max: f64,
    scale: f64,
    missing: usize,
}

impl Range {
    fn of(scores: &[f64]) -> Self {
        let mut lanes = [(f64::INFINITY, f64::NEG_INFINITY, 0_u32); 4];
        let widen = |(min, max, missing): &mut (f64, f64, u32), x: f64| {
            *min = if x < *min { x } else { *min };
            *max = if x > *max { x } else { *max };
            *missing += u32::from(x.is_nan());
        };
        let (fours, rest) = scores.as_chunks::<4>();
        for four in fours {
            lanes.iter_mut().zip(four).for_each(|(lane, x)| widen(lane, *x));
        }
        rest.iter().for_each(|x| widen(&mut lanes[0], *x));
        let min = lanes.iter().fold(f64::INFINITY, |min, lane| min.min(lane.0));
        let max = lanes.iter().fold(f64::NEG_INFINITY, |max, lane| max.max(lane.1));
        let scale = PLACES / (max - min);
        let missing = lanes.iter().map(|lane| lane.2 as usize).sum();
        Self { max, scale: if scale.is_finite() { scale } else { 0.0 }, missing }
    }

    /// `(max − score) · scale`, rounded: adding 2⁵² leaves the integer in the low bits of the mantissa.
    /// Subtraction, multiplication and rounding are monotone, so a lower score never gets an earlier place.
    #[inline]
    fn place(self, score: f64) -> Option<u32> {
        const INTEGER: f64 = 4_503_599_627_370_496.0;
        let place = ((self.max - score) * self.scale + INTEGER).to_bits() as u32;
        (!score.is_nan()).then_some(place)
    }
}

/// Order of two keys: by place, then by exact score, then by `ties`.
#[inline]
fn compare(a: u64, b: u64, scores: &[f64], ties: &TieOrder) -> Ordering {
    let exact = |a: u32, b: u32| {
        let by_score = scores[b as usize].partial_cmp(&scores[a as usize]).unwrap_or(Ordering::Equal);
        by_score.then_with(|| ties.place(a).cmp(&ties.place(b)))
    };
    (a >> 32).cmp(&(b >> 32)).then_with(|| exact(a as u32, b as u32))
}

/// Insertion sort of nearly sorted keys; `false` when they are too far from sorted for that.
fn insert(keys: &mut [u64], scores: &[f64], ties: &TieOrder) -> bool {
    let mut moves = 0;
    for end in 1..keys.len() {
        let key = keys[end];
        if key >> 32 > keys[end - 1] >> 32 {
            continue;
        }
        let mut at = end;
        while at > 0 && compare(keys[at - 1], key, scores, ties).is_gt() {
            keys[at] = keys[at - 1];
            at -= 1;
        }
        keys[at] = key;
        moves += end - at;
        if moves > 8 * keys.len() {
            return false;
        }
    }
    true
}

/// Puts runs of equal place, in keys sorted by place, into order.
fn settle(keys: &mut [u64], scores: &[f64], ties: &TieOrder) {
    for run in keys.chunk_by_mut(|a, b| a >> 32 == b >> 32) {
        run.sort_unstable_by(|a, b| compare(*a, *b, scores, ties));
    }
}

/// Runs of equal scores in sorted keys, as [`Tolerance`] has them.
struct Runs<'a> {
    keys: &'a [u64],
    scores: &'a [f64],
    tolerance: Tolerance,
    /// Places that equal scores may be apart, at most.
    slack: u64,
}

impl<'a> Runs<'a> {
    fn new(keys: &'a [u64], scores: &'a [f64]) -> Self {
        let score = |place: usize| scores[keys[place] as u32 as usize];
        let tolerance = Tolerance::of_ordered(keys.len(), score);
        let ends = keys.first().zip(keys.last()).map(|(top, low)| [*top, *low]);
        let [top, low] = ends.unwrap_or_default().map(|key| scores.get(key as u32 as usize).copied());
        let (top, low) = (top.unwrap_or_default(), low.unwrap_or_default());
        let widest = RELATIVE * top.abs().max(low.abs()).max(tolerance.typical());
        // Rounding may move either place by one.
        let places = (widest * (PLACES / (top - low))).ceil() + 2.0;
        let slack = if places < PLACES { places as u64 } else { u64::MAX };
        Self { keys, scores, tolerance, slack }
    }

    /// Whether the key at `place` has the same score as the one at `first`.
    #[inline]
    fn tied(&self, first: u64, key: u64) -> bool {
        // Places are nearer at hand than scores.
        let near = (key >> 32).abs_diff(first >> 32) <= self.slack;
        near && self.tolerance.same(self.scores[first as u32 as usize], self.scores[key as u32 as usize])
    }

    /// Calls `visit(first, end)` for every run.
    #[inline]
    fn for_each(&self, mut visit: impl FnMut(usize, usize)) {
        let mut first = 0;
        for (place, key) in self.keys.iter().enumerate().skip(1) {
            if !self.tied(self.keys[first], *key) {
                visit(first, place);
                first = place;
            }
        }
        if !self.keys.is_empty() {
            visit(first, self.keys.len());
        }
    }
}

/// Puts runs of equal scores into the order of `ties` and gives each the greatest of its scores, as the ranking of a
/// pipeline does ([`crate::rank::settle`]). `keys` are those of [`Sorter::sort`].
pub fn settle_runs(keys: &mut [u64], scores: &mut [f64], ties: &TieOrder) {
    let mut runs = Vec::new();
    Runs::new(keys, scores).for_each(|first, end| {
        if end - first > 1 {
            runs.push((first, end));
        }
    });
    for (first, end) in runs {
        let run = &mut keys[first..end];
        let score = scores[run[0] as u32 as usize];
        run.sort_unstable_by_key(|key| ties.place(*key as u32));
        run.iter().for_each(|key| scores[*key as u32 as usize] = score);
    }
}

/// Calls `visit(position, rank)` for each key in order; equal scores share the better rank, from 1.
#[inline]
pub fn for_each_rank(keys: &[u64], scores: &[f64], mut visit: impl FnMut(usize, u32)) {
    Runs::new(keys, scores).for_each(|first, end| {
        keys[first..end].iter().for_each(|key| visit(*key as u32 as usize, first as u32 + 1));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::settle;
    use proptest::prelude::*;

    fn check(scores: &[f64], codes: &[String]) {
        let mut sorter = Sorter::default();
        let mut settled = scores.to_vec();
        let expected = settle(&mut settled, codes, 0.0);
        let keys = sorter.sort(scores, &TieOrder::by_code(codes)).to_vec();
        for_each_rank(&keys, scores, |at, rank| assert_eq!(Some(rank), expected.rank(at)));
        let mut own = scores.to_vec();
        let keys = sorter.settle(&mut own, &TieOrder::by_code(codes)).to_vec();
        assert_eq!(keys.iter().map(|key| *key as u32).collect::<Vec<_>>(), expected.order);
        let bits = |scores: &[f64]| scores.iter().map(|score| (score + 0.0).to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&own), bits(&settled));
    }

    fn codes(n: usize, turn: usize) -> Vec<String> {
        (0..n).map(|at| format!("{:06}", (at * 7919 + turn) % n.max(1))).collect()
    }

    #[test]
    fn one_far_value_leaves_the_rest_in_one_bucket_and_still_in_order() {
        let n = 20_000_u32;
        let mut scores: Vec<f64> =
            (0..n).map(|at| f64::from(at.wrapping_mul(2_654_435_761) % n) * 1e-7).collect();
        scores[7] = 1e9;
        check(&scores, &codes(n as usize, 0));
    }

    #[test]
    fn nothing_one_equal_and_missing() {
        check(&[], &[]);
        check(&[f64::NAN], &codes(1, 0));
        check(&[5.0], &codes(1, 0));
        check(&[f64::NAN, 3.0, 3.0, f64::NAN, 0.0, -0.0], &codes(6, 3));
        check(&vec![1.5; 9_000], &codes(9_000, 1));
        let noise = |at: u32| f64::from(at % 7) * 0.1 * (1.0 + f64::from(at % 3) * 2.0e-16) + 1e4;
        check(&(0..9_000).map(noise).collect::<Vec<_>>(), &codes(9_000, 1));
        check(&[1e300, 3.0, 3.000_000_000_000_000_4, -1e300], &codes(4, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn agrees_with_the_ranking_of_a_pipeline(
            scores in prop::collection::vec(
                prop_oneof![8 => 0.0..100.0_f64, 1 => Just(f64::NAN), 1 => Just(50.0), 1 => prop::num::f64::NORMAL, 2 => (0_u8..9).prop_map(f64::from), 2 => (0_u8..9).prop_map(|at| f64::from(at) * 0.1 * 3.0)],
                0..700,
            ),
            stretch in 1_usize..12,
            turn in 0_usize..100,
        ) {
            let n = scores.len() * stretch;
            let long: Vec<f64> = (0..n).map(|at| scores[at % scores.len()] + (at / scores.len()) as f64 * 1e-11).collect();
            check(&long, &codes(n, turn));
        }
    }
}
