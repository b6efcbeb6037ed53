//! Ranks of many draws, counted: how often in the list, where the ranks lie, under which weights.

use crate::engine::{Sorter, TieOrder, for_each_rank};

/// Up to this many areas every rank has a counter of its own.
const EXACT: usize = 3_000;
/// Beyond, ranks up to twice this have their own, and every doubling of the rank is cut into so many bins.
const PER_OCTAVE: u32 = 64;

/// Draws whose ranks wait to be counted together: counters of many areas do not fit a cache, so each is fetched once
/// for all of them.
const WAITING: usize = 64;

/// Which ranks share a counter. With more areas than 3 000, a bin is at most 1/64 of its ranks wide.
#[derive(Debug, Clone, PartialEq)]
pub struct Bins {
    of: Vec<u16>,
    /// First and last rank of each bin.
    bounds: Vec<(u32, u32)>,
}

impl Bins {
    /// For ranks up to `n`.
    pub fn new(n: usize) -> Self {
        let mut bins = Self { of: vec![0], bounds: Vec::new() };
        for rank in 1..=n as u32 {
            let octave = (rank / (2 * PER_OCTAVE)).checked_ilog2().map_or(0, |log| log + 1);
            let first = n <= EXACT || rank % (1 << octave) == 0;
            match bins.bounds.last_mut() {
                Some(last) if !first => last.1 = rank,
                _ => bins.bounds.push((rank, rank)),
            }
            bins.of.push((bins.bounds.len() - 1) as u16);
        }
        bins
    }

    /// Number of counters per area.
    pub fn count(&self) -> usize {
        self.bounds.len()
    }

    /// Whether every rank has its own counter.
    pub fn exact(&self) -> bool {
        self.bounds.iter().all(|(first, last)| first == last)
    }
}

/// Counts over the draws so far, by position among the rows.
#[derive(Debug, Clone)]
pub struct Tally {
    n: usize,
    top: u32,
    n_weights: usize,
    /// Draws counted.
    pub draws: u32,
    /// Per row, what came of it.
    pub rows: Vec<RowTally>,
    bins: Bins,
    counts: Vec<u16>,
    weights_in_top: Vec<f64>,
    weights_first: Vec<f64>,
    ties: TieOrder,
    sorter: Sorter,
    ranks: Vec<u32>,
}

/// One row's counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowTally {
    /// Draws in which it had a score.
    pub times: u32,
    /// Draws in which its rank was within the list.
    pub in_top: u32,
    /// Draws in which it came first.
    pub first: u32,
    /// Best rank; 0 where never ranked.
    pub best: u32,
    /// Worst rank.
    pub worst: u32,
    /// Sum of its ranks.
    pub sum: u64,
}

impl Tally {
    /// For `n` rows, lists of `top`, and `n_weights` shares noted per draw.
    pub fn new(n: usize, top: u32, (n_weights, ties): (usize, TieOrder)) -> Self {
        let bins = Bins::new(n);
        Self {
            n,
            top,
            n_weights,
            draws: 0,
            rows: vec![RowTally::default(); n],
            counts: vec![0; n * bins.count()],
            bins,
            weights_in_top: vec![0.0; n * n_weights],
            weights_first: vec![0.0; n * n_weights],
            ties,
            sorter: Sorter::default(),
            ranks: Vec::new(),
        }
    }

    /// Takes in some draws: `scores` are stretches of rows, `shares` the weights of each draw. [`Tally::settle`] follows
    /// before anything is read.
    pub fn add(&mut self, scores: &[f64], shares: &[Vec<f64>]) {
        if self.n == 0 {
            self.draws += shares.len() as u32;
            return;
        }
        for (scores, shares) in scores.chunks(self.n).zip(shares) {
            let start = self.ranks.len();
            self.ranks.resize(start + self.n, 0);
            let ranks = &mut self.ranks[start..];
            let keys = self.sorter.sort(scores, &self.ties);
            let (d, top) = (self.n_weights, self.top);
            let (in_top, first) = (&mut self.weights_in_top, &mut self.weights_first);
            for_each_rank(keys, scores, |at, rank| {
                ranks[at] = rank;
                if rank <= top {
                    in_top[at * d..][..d].iter_mut().zip(shares).for_each(|(sum, own)| *sum += own);
                }
                if rank == 1 {
                    first[at * d..][..d].iter_mut().zip(shares).for_each(|(sum, own)| *sum += own);
                }
            });
            self.draws += 1;
        }
        if self.ranks.len() >= WAITING * self.n {
            self.settle();
        }
    }

    /// Counts what waits, row by row, so that a row's counters are touched together.
    pub fn settle(&mut self) {
        if self.ranks.is_empty() {
            return;
        }
        let n_bins = self.bins.count();
        let counts = self.counts.chunks_exact_mut(n_bins.max(1));
        for ((at, row), counts) in self.rows.iter_mut().enumerate().zip(counts) {
            for ranks in self.ranks.chunks_exact(self.n) {
                let rank = ranks[at];
                if rank == 0 {
                    continue;
                }
                row.times += 1;
                row.in_top += u32::from(rank <= self.top);
                row.first += u32::from(rank == 1);
                row.best = if row.best == 0 { rank } else { row.best.min(rank) };
                row.worst = row.worst.max(rank);
                row.sum += u64::from(rank);
                counts[usize::from(self.bins.of[rank as usize])] += 1;
            }
        }
        self.ranks.clear();
    }

    /// The largest standard error `√(p(1 − p)/n)` of a probability of being in the list; 0.5 before any draw.
    pub fn error(&self) -> f64 {
        if self.draws == 0 {
            return 0.5;
        }
        let n = f64::from(self.draws);
        let error = |row: &RowTally| standard_error(f64::from(row.in_top) / n, self.draws);
        self.rows.iter().map(error).fold(0.0, f64::max)
    }

    /// How often each bin was met, with its first and last rank.
    pub fn counts(&self, row: usize) -> impl Iterator<Item = ((u32, u32), u32)> + '_ {
        let own = self.counts.get(row * self.bins.count()..).unwrap_or_default();
        self.bins.bounds.iter().copied().zip(own.iter().map(|count| u32::from(*count)))
    }

    /// Whether every rank has its own counter.
    pub fn exact(&self) -> bool {
        self.bins.exact()
    }

    /// The smallest rank that at least `share` of the draws with a score do not exceed, as first and last rank of
    /// its bin; `None` where never ranked.
    pub fn quantile(&self, row: usize, share: f64) -> Option<(u32, u32)> {
        let wanted = share * f64::from(self.rows.get(row)?.times);
        let mut sum = 0;
        self.counts(row).find_map(|(bounds, count)| {
            sum += count;
            (count > 0 && f64::from(sum) >= wanted).then_some(bounds)
        })
    }

    /// Mean shares of the draws in which the row was in the list, and came first; `None` where that never happened.
    pub fn central(&self, row: usize) -> (Option<Vec<f64>>, Option<Vec<f64>>) {
        let mean = |sums: &[f64], times: u32| {
            let own = sums.get(row * self.n_weights..)?.get(..self.n_weights)?;
            (times > 0 && self.n_weights > 0).then(|| own.iter().map(|sum| sum / f64::from(times)).collect())
        };
        let Some(own) = self.rows.get(row) else { return (None, None) };
        (mean(&self.weights_in_top, own.in_top), mean(&self.weights_first, own.first))
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        let floats = self.weights_in_top.len() + self.weights_first.len();
        self.counts.len() * 2 + self.rows.len() * size_of::<RowTally>() + floats * 8 + self.ranks.len() * 4
    }
}

/// Standard error of a share `p` of `n` independent draws: `√(p(1 − p)/n)`.
pub fn standard_error(p: f64, n: u32) -> f64 {
    (p * (1.0 - p) / f64::from(n.max(1))).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_hand() {
        let mut tally = Tally::new(3, 1, (2, TieOrder::default()));
        let scores = [3.0, 2.0, 1.0, 1.0, 2.0, f64::NAN, 5.0, 5.0, 1.0];
        tally.add(&scores, &[vec![1.0, 0.0], vec![0.0, 1.0], vec![0.5, 0.5]]);
        tally.settle();
        // Ranks 1 2 3, then 2 1 –, then 1 1 3.
        let own = |at: usize| (tally.rows[at].times, tally.rows[at].in_top, tally.rows[at].sum);
        assert_eq!([own(0), own(1), own(2)], [(3, 2, 4), (3, 2, 4), (2, 0, 6)]);
        assert_eq!(tally.central(0), (Some(vec![0.75, 0.25]), Some(vec![0.75, 0.25])));
        assert_eq!(tally.central(2), (None, None));
        assert_eq!(tally.quantile(0, 0.5), Some((1, 1)));
        assert_eq!(tally.quantile(0, 0.95), Some((2, 2)));
        assert!((tally.error() - (2.0 / 9.0 / 3.0_f64).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn bins_are_narrow_and_cover_every_rank() {
        let bins = Bins::new(33_755);
        assert!(bins.count() < 700 && !bins.exact());
        let mut next = 1;
        for (first, last) in &bins.bounds {
            assert_eq!(*first, next);
            assert!(last - first < (first / 64).max(1), "{first}–{last}");
            next = last + 1;
        }
        assert_eq!(next, 33_756);
        assert!(Bins::new(3000).exact());
    }
}
