//! Ordering by score: stable, with ties made visible. Which scores are tied is [`Tolerance`]'s to say.

use crate::filter::AreaSet;
use crate::tolerance::Tolerance;

/// An order of areas by score, the neediest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Areas with a score, first priority first; ties in the order of their codes.
    pub order: Vec<u32>,
    /// Areas of the set that could not be scored, in file order.
    pub unscored: Vec<u32>,
    /// How far apart scores may be and still be equal: by it a score meets a bar.
    pub tolerance: Tolerance,
    rank: Vec<u32>,
}

impl Ranking {
    /// Rank of an area, 1 = first; equal scores share the better rank (1, 2, 2, 4).
    /// `None` for areas without a score or outside the set.
    pub fn rank(&self, area: usize) -> Option<u32> {
        self.rank.get(area).copied().filter(|rank| *rank > 0)
    }

    /// Number of ranked areas.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether nothing is ranked.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Whether another area has the same rank.
    pub fn is_tied(&self, area: usize) -> bool {
        let Some(rank) = self.rank(area) else { return false };
        let next = self.order.get(rank as usize);
        next.is_some_and(|other| self.rank(*other as usize) == Some(rank))
    }

    /// The ranking of the areas of `set` alone: who is tied among all is tied here. Nothing is sorted again.
    #[must_use]
    pub fn within(&self, set: &AreaSet) -> Self {
        let inside = |at: &&u32| set.contains(**at as usize);
        let order: Vec<u32> = self.order.iter().filter(inside).copied().collect();
        let mut ranks = vec![0; self.rank.len()];
        let (mut start, mut last) = (0, 0);
        for (place, at) in order.iter().enumerate() {
            let among_all = self.rank[*at as usize];
            if among_all != last {
                (start, last) = (place as u32 + 1, among_all);
            }
            ranks[*at as usize] = start;
        }
        let unscored = self.unscored.iter().filter(inside).copied().collect();
        Self { order, unscored, tolerance: self.tolerance, rank: ranks }
    }
}

/// Ranks all areas by `score`, descending, and settles the scores: equal ones, which rounding had parted, become the
/// greatest of them, so that whoever compares them afterwards agrees with the ranks. `NaN` is unscored. `parts` is the
/// typical magnitude of what scores were put together from where it may have cancelled, else 0.
///
/// ```
/// use negah::rank::settle;
/// let codes = ["a", "b", "c"].map(String::from);
/// let mut score = [0.4 + 0.9 + 0.5, 1.0, 1.0 + 0.3 + 0.5];
/// let ranking = settle(&mut score, &codes, 0.0);
/// assert_eq!([0, 1, 2].map(|area| ranking.rank(area).unwrap()), [1, 3, 1]);
/// assert_eq!(score[0], score[2]);
/// ```
pub fn settle(score: &mut [f64], code: &[String], parts: f64) -> Ranking {
    let all = (0..score.len() as u32).collect();
    let mut shared = Vec::new();
    let ranking = ranked(
        score,
        (all, parts),
        (code, &mut |run: &[u32], value| {
            shared.extend(run.iter().map(|at| (*at, value)));
        }),
    );
    shared.into_iter().for_each(|(at, value)| score[at as usize] = value);
    ranking
}

/// Ranks the areas of `set` by `score`, descending; `NaN` is unscored. Ties are ordered by `code` so that
/// the order of the file changes nothing.
///
/// ```
/// use negah::{filter::AreaSet, rank::rank};
/// let codes = ["b", "a", "c"].map(String::from);
/// let ranking = rank(&[7.0, 7.0, 9.0], &AreaSet::all(3), &codes);
/// assert_eq!(ranking.order, [2, 1, 0]);
/// assert_eq!([0, 1, 2].map(|area| ranking.rank(area).unwrap()), [2, 2, 1]);
/// ```
pub fn rank(score: &[f64], set: &AreaSet, code: &[String]) -> Ranking {
    ranked(score, (set.iter().map(|at| at as u32).collect(), 0.0), (code, &mut |_, _| {}))
}

/// Told of the areas of a tie, and of the greatest of their scores.
type OnTie<'a> = &'a mut dyn FnMut(&[u32], f64);

/// Ranks `areas`; `tied` is told of every run of more than one, and of the greatest of its scores.
fn ranked(score: &[f64], (areas, parts): (Vec<u32>, f64), (code, tied): (&[String], OnTie<'_>)) -> Ranking {
    let (scored, unscored): (Vec<u32>, Vec<u32>) =
        areas.into_iter().partition(|at| !score[*at as usize].is_nan());
    let mut order = order_descending(score, scored);
    let tolerance = Tolerance::of_ordered(order.len(), |place| score[order[place] as usize]).of_parts(parts);
    let mut ranks = vec![0; score.len()];
    let mut start = 0;
    while start < order.len() {
        let value = score[order[start] as usize];
        let run = tolerance.run(order[start..].iter().map(|at| score[*at as usize]));
        let members = &mut order[start..start + run];
        if run > 1 {
            tied(members, value);
            members.sort_unstable_by(|a, b| code[*a as usize].cmp(&code[*b as usize]));
        }
        for at in members.iter() {
            ranks[*at as usize] = start as u32 + 1;
        }
        start += run;
    }
    Ranking { order, unscored, tolerance, rank: ranks }
}

/// Buckets per pass of the radix sort: 2¹¹ counters fit the nearest cache.
const DIGIT: u32 = 11;
/// Below this a comparison sort is quicker than the passes' fixed cost.
const SMALL: usize = 256;

/// Sorts areas by score, highest first; equal scores keep the order given. No score may be `NaN`.
///
/// A least-significant-digit radix sort on the bits of `f64`: exact, unlike keys cut to 32 bits, and free of
/// the mispredicted branches that make a comparison sort most of a ranking's time.
pub fn order_descending(score: &[f64], areas: Vec<u32>) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> =
        areas.iter().map(|at| (descending_key(score[*at as usize]), *at)).collect();
    if keyed.len() < SMALL {
        keyed.sort_by_key(|(key, _)| *key);
    } else {
        radix_sort(&mut keyed);
    }
    let mut order = areas;
    order.iter_mut().zip(&keyed).for_each(|(slot, (_, at))| *slot = *at);
    order
}

/// Bits that, as an unsigned integer, ascend as the score descends. −0 counts as 0.
#[inline]
fn descending_key(score: f64) -> u64 {
    let bits = (score + 0.0).to_bits();
    let ascending = bits ^ ((((bits as i64) >> 63) as u64) | (1 << 63));
    !ascending
}

/// Sorts by key. Digits on which all keys agree are skipped: scores of one scale share their leading bits.
fn radix_sort(keyed: &mut Vec<(u64, u32)>) {
    const BUCKETS: usize = 1 << DIGIT;
    let passes = u64::BITS.div_ceil(DIGIT) as usize;
    let mut counts = vec![[0_u32; BUCKETS]; passes];
    for (key, _) in keyed.iter() {
        for (pass, count) in counts.iter_mut().enumerate() {
            count[digit(*key, pass)] += 1;
        }
    }
    let mut other = vec![(0, 0); keyed.len()];
    for (pass, count) in counts.iter_mut().enumerate() {
        let one_bucket =
            keyed.first().is_some_and(|(key, _)| count[digit(*key, pass)] as usize == keyed.len());
        if one_bucket {
            continue;
        }
        let mut next = 0;
        for bucket in count.iter_mut() {
            next += std::mem::replace(bucket, next);
        }
        for entry in keyed.iter() {
            let slot = &mut count[digit(entry.0, pass)];
            other[*slot as usize] = *entry;
            *slot += 1;
        }
        std::mem::swap(keyed, &mut other);
    }
}

#[inline]
fn digit(key: u64, pass: usize) -> usize {
    (key >> (pass as u32 * DIGIT)) as usize & ((1 << DIGIT) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unscored_areas_are_listed_not_lost() {
        let codes = ["a", "b", "c"].map(String::from);
        let ranking = rank(&[1.0, f64::NAN, 2.0], &AreaSet::all(3), &codes);
        assert_eq!((ranking.order.as_slice(), ranking.unscored.as_slice()), (&[2, 0][..], &[1][..]));
        assert_eq!(ranking.rank(1), None);
    }

    #[test]
    fn rounding_parts_no_equals_and_a_filter_neither() {
        let codes = ["a", "b", "c", "d"].map(String::from);
        let mut score = [2.0, 0.4 + 0.9 + 0.5, 0.2 + 0.6 + 1.0, 0.1];
        let raw = rank(&score, &AreaSet::all(4), &codes);
        let all = settle(&mut score, &codes, 0.0);
        assert_eq!(all, raw);
        assert_eq!((all.order.as_slice(), score[1]), (&[0, 1, 2, 3][..], score[2]));
        let some = all.within(&AreaSet::from_fn(4, |at| at > 0));
        assert_eq!([0, 1, 2, 3].map(|at| some.rank(at)), [None, Some(1), Some(1), Some(3)]);
        assert!(some.is_tied(1) && !some.is_tied(3));
    }

    #[test]
    fn ties_are_visible() {
        let codes = ["a", "b", "c"].map(String::from);
        let ranking = rank(&[1.0, 1.0, -0.0], &AreaSet::all(3), &codes);
        assert!(ranking.is_tied(0) && ranking.is_tied(1) && !ranking.is_tied(2));
    }

    proptest! {
        #[test]
        fn radix_agrees_with_a_comparison_sort(
            scores in prop::collection::vec(prop_oneof![prop::num::f64::NORMAL, Just(0.0), Just(-0.0), -5.0..5.0_f64], SMALL..600),
        ) {
            let areas: Vec<u32> = (0..scores.len() as u32).collect();
            let mut expected = areas.clone();
            expected.sort_by(|a, b| scores[*b as usize].partial_cmp(&scores[*a as usize]).unwrap());
            prop_assert_eq!(order_descending(&scores, areas), expected);
        }

        #[test]
        fn the_order_of_the_file_changes_nothing(scores in prop::collection::vec(0_u8..6, 1..50), turn in 0_usize..50) {
            let n = scores.len();
            let codes: Vec<String> = (0..n).map(|i| format!("{i:03}")).collect();
            let named = |shift: usize| -> Vec<(String, Option<u32>)> {
                let at = |i: usize| (i + shift) % n;
                let score: Vec<f64> = (0..n).map(|i| f64::from(scores[at(i)])).collect();
                let code: Vec<String> = (0..n).map(|i| codes[at(i)].clone()).collect();
                let ranking = rank(&score, &AreaSet::all(n), &code);
                ranking.order.iter().map(|at| (code[*at as usize].clone(), ranking.rank(*at as usize))).collect()
            };
            prop_assert_eq!(named(0), named(turn));
        }
    }
}
