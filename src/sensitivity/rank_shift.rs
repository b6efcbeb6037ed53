//! How far two lists are apart.

use crate::engine::{Sorter, TieOrder, for_each_rank};

/// The list that others are compared with: the areas that count, their ranks, the length of the list.
#[derive(Debug, Clone)]
pub struct Base {
    /// Positions of the areas that count, ascending.
    pub areas: Vec<u32>,
    /// Which of two equal areas comes first.
    pub ties: TieOrder,
    /// Rank of each, by position among `areas`; 0 where there is none.
    pub ranks: Vec<u32>,
    /// Length of the list.
    pub top: u32,
}

/// One list against the base.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shift {
    /// Mean of |rank − rank in the base| over the areas ranked in both; 0 where there is none.
    pub mean: f64,
    /// The largest of them.
    pub largest: u32,
    /// Areas within the list that were not in the base's.
    pub entered: usize,
    /// Areas within the base's list that are not in this one.
    pub left: usize,
    /// Areas ranked in the base that have no rank here.
    pub lost: usize,
}

impl Base {
    /// The scores of the areas that count, in their order.
    pub fn rows(&self, scores: &[f64]) -> Vec<f64> {
        let score = |area: &u32| scores.get(*area as usize).copied().unwrap_or(f64::NAN);
        self.areas.iter().map(score).collect()
    }

    /// Compares the ranking that `scores` (of all areas) make.
    pub fn shift(&self, scores: &[f64], sorter: &mut Sorter) -> Shift {
        let rows = self.rows(scores);
        let mut ranks = vec![0; rows.len()];
        for_each_rank(sorter.sort(&rows, &self.ties), &rows, |at, rank| ranks[at] = rank);
        let (mut shift, mut sum, mut n) = (Shift::default(), 0_u64, 0_u32);
        for (own, base) in ranks.iter().zip(&self.ranks) {
            let within = |rank: u32| rank > 0 && rank <= self.top;
            shift.entered += usize::from(within(*own) && !within(*base));
            shift.left += usize::from(within(*base) && !within(*own));
            shift.lost += usize::from(*base > 0 && *own == 0);
            if *own > 0 && *base > 0 {
                shift.largest = shift.largest.max(own.abs_diff(*base));
                sum += u64::from(own.abs_diff(*base));
                n += 1;
            }
        }
        shift.mean = sum as f64 / f64::from(n.max(1));
        shift
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let base =
            Base { areas: vec![0, 1, 2, 4], ties: TieOrder::default(), ranks: vec![1, 2, 3, 0], top: 2 };
        let shift = base.shift(&[1.0, 3.0, 2.0, 9.0, 0.0], &mut Sorter::default());
        // Ranks 3, 1, 2 against 1, 2, 3.
        let expected = Shift { mean: 4.0 / 3.0, largest: 2, entered: 1, left: 1, lost: 0 };
        assert_eq!(shift, expected);
        assert_eq!(base.shift(&[1.0, f64::NAN, f64::NAN, 0.0, 0.0], &mut Sorter::default()).lost, 2);
    }
}
