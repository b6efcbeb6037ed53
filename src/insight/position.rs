//! Where one value stands among those of all areas.

use crate::snapshot::Polarity;
use crate::tolerance::Tolerance;

/// Values that only rounding parts stand level.
const TOLERANCE: Tolerance = Tolerance::DEFAULT;

/// How many areas are better off and worse off than one that has a value, and how many others there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    better: f64,
    worse: f64,
    others: f64,
}

impl Position {
    /// Of a value among others in any order; those that are missing are passed over.
    pub fn among(values: &[f64], value: f64, polarity: Polarity) -> Self {
        let (mut below, mut above, mut n) = (0_usize, 0_usize, 0_usize);
        for other in values.iter().filter(|other| !other.is_nan()) {
            n += 1;
            below += usize::from(TOLERANCE.exceeds(value, *other));
            above += usize::from(TOLERANCE.exceeds(*other, value));
        }
        Self::of((below, above, n), polarity)
    }

    /// Of a value among ascending ones, none of them missing.
    pub fn among_sorted(sorted: &[f64], value: f64, polarity: Polarity) -> Self {
        let below = sorted.partition_point(|other| !TOLERANCE.reaches(*other, value));
        let above = sorted.len() - sorted.partition_point(|other| !TOLERANCE.exceeds(*other, value));
        Self::of((below, above, sorted.len()), polarity)
    }

    fn of((below, above, n): (usize, usize, usize), polarity: Polarity) -> Self {
        let others = n.saturating_sub(1).max(1) as f64;
        let is_lowering = polarity == Polarity::LowersNeed;
        let (better, worse) = if is_lowering { (above, below) } else { (below, above) };
        Self { better: better as f64, worse: worse as f64, others }
    }

    /// Share of the other areas that are strictly better off.
    pub fn worse_than(self) -> f64 {
        self.better / self.others
    }

    /// Share of the other areas that are strictly worse off.
    pub fn better_than(self) -> f64 {
        self.worse / self.others
    }

    /// How many areas it stands among, itself included, where all others are better off; `None` elsewhere.
    pub fn worst_of(self) -> Option<usize> {
        self.end_of(self.better)
    }

    /// How many areas it stands among, itself included, where all others are worse off; `None` elsewhere.
    pub fn best_of(self) -> Option<usize> {
        self.end_of(self.worse)
    }

    fn end_of(self, beaten: f64) -> Option<usize> {
        (beaten > 0.0 && beaten >= self.others).then_some(beaten as usize + 1)
    }

    /// The place from 0 (best) to 1.
    pub fn place(self) -> f64 {
        (1.0 + (self.better - self.worse) / self.others) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_counts_strictly_and_by_polarity() {
        let values = [1.0, 2.0, 2.0, f64::NAN, 4.0];
        let position = |value: f64, polarity: Polarity| {
            let own = Position::among(&values, value, polarity);
            assert_eq!(own, Position::among_sorted(&[1.0, 2.0, 2.0, 4.0], value, polarity));
            (own.worse_than(), own.better_than())
        };
        assert_eq!(position(2.0, Polarity::RaisesNeed), (1.0 / 3.0, 1.0 / 3.0));
        assert_eq!(position(4.0, Polarity::RaisesNeed), (1.0, 0.0));
        assert_eq!(position(4.0, Polarity::LowersNeed), (0.0, 1.0));
    }
}
