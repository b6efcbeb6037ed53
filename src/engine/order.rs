//! Ordering by score without a comparison per pair: scores become 32-bit places on their own range, two radix
//! passes sort by the leading bits, an insertion pass by the rest, and equal places are settled by the exact scores.

/// Leading bits sorted by one pass.
const DIGIT: u32 = 11;
const BUCKETS: usize = 1 << DIGIT;
/// Below this one pass, with buckets in proportion, is enough.
const ONE_PASS: usize = 4096;
/// Runs of equal place up to this length are settled by insertion.
const SHORT_RUN: usize = 24;

/// Buffers of the sort, kept between calls.
#[derive(Debug, Clone, Default)]
pub struct Sorter {
    keys: Vec<u64>,
    other: Vec<u64>,
    counts: Vec<u32>,
    fine: Vec<u32>,
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
    /// Positions of all scores that are not `NaN`, highest first, ties by `ties`; each in the low half of its entry.
    pub fn sort(&mut self, scores: &[f64], ties: &TieOrder) -> &[u64] {
        let (min, max) = bounds(scores);
        self.place(scores, max, range_scale(min, max));
        match self.keys.len() {
            0..=1 => {}
            n if n < ONE_PASS => self.one_pass(),
            _ => self.two_passes(),
        }
        insert_sorted(&mut self.keys);
        settle(&mut self.keys, scores, ties);
        &self.keys
    }

    /// What [`Sorter::sort`] last returned.
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// Keys: place on the range in the high half, position in the low half.
    fn place(&mut self, scores: &[f64], max: f64, scale: f64) {
        self.keys.clear();
        self.keys.resize(scores.len(), 0);
        let mut n = 0;
        for (at, score) in scores.iter().enumerate() {
            self.keys[n] = (place_bits(*score, max, scale) << 32) | at as u64;
            n += usize::from(!score.is_nan());
        }
        self.keys.truncate(n);
    }

    fn one_pass(&mut self) {
        // Twice as many buckets as keys, so that few share one.
        let bits = (usize::BITS - self.keys.len().leading_zeros() + 1).clamp(6, 13);
        self.counts.clear();
        self.counts.resize(1 << bits, 0);
        let shift = 64 - bits;
        self.keys.iter().for_each(|key| self.counts[(key >> shift) as usize] += 1);
        self.other.resize(self.keys.len(), 0);
        starts(&mut self.counts);
        scatter(&self.keys, &mut self.other, &mut self.counts, |key| (key >> shift) as usize);
        std::mem::swap(&mut self.keys, &mut self.other);
    }

    fn two_passes(&mut self) {
        let high = |key: u64| (key >> (64 - DIGIT)) as usize;
        let low = |key: u64| (key >> (64 - 2 * DIGIT)) as usize & (BUCKETS - 1);
        self.counts.clear();
        self.counts.resize(BUCKETS, 0);
        self.fine.clear();
        self.fine.resize(BUCKETS, 0);
        for key in &self.keys {
            self.counts[high(*key)] += 1;
            self.fine[low(*key)] += 1;
        }
        self.other.resize(self.keys.len(), 0);
        starts(&mut self.fine);
        starts(&mut self.counts);
        scatter(&self.keys, &mut self.other, &mut self.fine, low);
        scatter(&self.other, &mut self.keys, &mut self.counts, high);
    }
}

fn bounds(scores: &[f64]) -> (f64, f64) {
    let mut lanes = [(f64::INFINITY, f64::NEG_INFINITY); 4];
    let (fours, rest) = scores.as_chunks::<4>();
    let widen = |(min, max): &mut (f64, f64), x: f64| {
        *min = if x < *min { x } else { *min };
        *max = if x > *max { x } else { *max };
    };
    for four in fours {
        lanes.iter_mut().zip(four).for_each(|(lane, x)| widen(lane, *x));
    }
    rest.iter().for_each(|x| widen(&mut lanes[0], *x));
    lanes.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |all, lane| (all.0.min(lane.0), all.1.max(lane.1)))
}

/// Places per unit of score, such that the whole range stays below 2³².
fn range_scale(min: f64, max: f64) -> f64 {
    let scale = 4_294_967_294.0 / (max - min);
    if scale.is_finite() { scale } else { 0.0 }
}

/// `(max − score) · scale`, rounded, in the low 32 bits: adding 2⁵² leaves the integer in the mantissa.
///
/// Subtraction, multiplication and rounding are all monotone, so a lower score never gets an earlier place.
#[inline]
fn place_bits(score: f64, max: f64, scale: f64) -> u64 {
    const INTEGER: f64 = 4_503_599_627_370_496.0;
    ((max - score) * scale + INTEGER).to_bits()
}

/// Counts → where each bucket starts.
fn starts(counts: &mut [u32]) {
    let mut next = 0;
    for count in counts {
        next += std::mem::replace(count, next);
    }
}

#[inline]
fn scatter(from: &[u64], to: &mut [u64], starts: &mut [u32], bucket: impl Fn(u64) -> usize) {
    for key in from {
        let slot = &mut starts[bucket(*key)];
        to[*slot as usize] = *key;
        *slot += 1;
    }
}

/// Insertion sort of nearly sorted keys; gives up in favour of a general sort where they are not.
fn insert_sorted(keys: &mut [u64]) {
    let mut moves = 0;
    for end in 1..keys.len() {
        let key = keys[end];
        let mut at = end;
        while at > 0 && keys[at - 1] > key {
            keys[at] = keys[at - 1];
            at -= 1;
        }
        keys[at] = key;
        moves += end - at;
        if moves > 8 * keys.len() {
            keys.sort_unstable();
            return;
        }
    }
}

/// Puts runs of equal place into the order of their exact scores, then of `ties`.
fn settle(keys: &mut [u64], scores: &[f64], ties: &TieOrder) {
    let place = |key: u64| key >> 32;
    let mut start = 0;
    while start + 1 < keys.len() {
        if place(keys[start]) != place(keys[start + 1]) {
            start += 1;
            continue;
        }
        let run = keys[start..].iter().take_while(|key| place(**key) == place(keys[start])).count();
        settle_run(&mut keys[start..start + run], scores, ties);
        start += run;
    }
}

fn settle_run(run: &mut [u64], scores: &[f64], ties: &TieOrder) {
    let order = |a: &u64, b: &u64| {
        let (a, b) = (*a as u32, *b as u32);
        let by_score = scores[b as usize].partial_cmp(&scores[a as usize]);
        by_score.unwrap_or(std::cmp::Ordering::Equal).then_with(|| ties.place(a).cmp(&ties.place(b)))
    };
    if run.len() > SHORT_RUN {
        run.sort_unstable_by(order);
        return;
    }
    for end in 1..run.len() {
        let mut at = end;
        while at > 0 && order(&run[at - 1], &run[at]).is_gt() {
            run.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Calls `visit(position, rank)` for each key in order; equal scores share the better rank, from 1.
#[inline]
pub fn for_each_rank(keys: &[u64], scores: &[f64], mut visit: impl FnMut(usize, u32)) {
    let (mut rank, mut last) = (0, 0);
    for (place, key) in (1_u32..).zip(keys) {
        let at = *key as u32 as usize;
        // Equal scores have equal places, which are nearer at hand.
        let tied = place > 1 && (key ^ last) >> 32 == 0 && scores[at] == scores[last as u32 as usize];
        rank = if tied { rank } else { place };
        last = *key;
        visit(at, rank);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::AreaSet;
    use crate::rank::rank;
    use proptest::prelude::*;

    fn check(scores: &[f64], codes: &[String]) {
        let mut sorter = Sorter::default();
        let expected = rank(scores, &AreaSet::all(scores.len()), codes);
        let keys = sorter.sort(scores, &TieOrder::by_code(codes)).to_vec();
        assert_eq!(keys.iter().map(|key| *key as u32).collect::<Vec<_>>(), expected.order);
        for_each_rank(&keys, scores, |at, rank| assert_eq!(Some(rank), expected.rank(at)));
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
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn agrees_with_the_exact_radix_sort(
            scores in prop::collection::vec(
                prop_oneof![8 => 0.0..100.0_f64, 1 => Just(f64::NAN), 1 => Just(50.0), 1 => prop::num::f64::NORMAL, 2 => (0_u8..9).prop_map(f64::from)],
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
