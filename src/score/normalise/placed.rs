//! Scales of position: only the order of values counts.

use super::{Members, NormaliseError, Percentile, Ties};
use crate::sorting::Sorting;
use crate::tolerance::Tolerance;

/// A run of equal values in ascending order: first and last rank, from 1. A value that lies between the members of a
/// base has `last = first − 1`, the number of members below it.
pub(super) struct Tie {
    first: usize,
    last: usize,
}

impl Tie {
    /// The mean of the ranks.
    pub(super) fn mean(&self) -> f64 {
        (self.first + self.last) as f64 / 2.0
    }

    fn rank(&self, ties: Ties) -> f64 {
        match ties {
            Ties::Low => self.first as f64,
            Ties::Mean => self.mean(),
            Ties::High => self.last as f64,
        }
    }
}

/// Values to be placed among members.
pub(super) struct Placing<'a> {
    pub(super) members: &'a Members,
    pub(super) values: &'a [f64],
    /// Whether the members are another period's, so that every value is looked up among them.
    pub(super) by_base: bool,
}

impl Placing<'_> {
    /// Gives every value the number that `place` makes of its run of equal values and the number of members.
    pub(super) fn ranked(&self, place: impl Fn(&Tie, usize) -> f64) -> Vec<f64> {
        self.ranked_among(self.members.turned.clone(), place)
    }

    fn ranked_among(&self, mut sorted: Vec<(f64, u32)>, place: impl Fn(&Tie, usize) -> f64) -> Vec<f64> {
        sorted.order_by(|a, b| a.0.total_cmp(&b.0));
        let tolerance =
            Tolerance::of_ordered(sorted.len(), |place| sorted[place].0).of_parts(self.members.parts);
        if self.by_base {
            return self.looked_up((&sorted, tolerance), place);
        }
        let mut placed = vec![f64::NAN; self.values.len()];
        let mut start = 0;
        for run in tolerance.runs(&sorted, |(x, _)| *x) {
            let value = place(&Tie { first: start + 1, last: start + run.len() }, sorted.len());
            for (_, at) in run {
                placed[*at as usize] = value;
            }
            start += run.len();
        }
        placed
    }

    fn looked_up(
        &self,
        (sorted, tolerance): (&[(f64, u32)], Tolerance),
        place: impl Fn(&Tie, usize) -> f64,
    ) -> Vec<f64> {
        // Each run stands for its first member, as it does where the members are placed themselves.
        let runs = tolerance.runs(sorted, |(x, _)| *x);
        let others: Vec<f64> = runs.flat_map(|run| std::iter::repeat_n(run[0].0, run.len())).collect();
        let look_up = |value: &f64| {
            if value.is_nan() {
                return f64::NAN;
            }
            let x = self.members.turn * value;
            let first = others.partition_point(|other| !tolerance.reaches(*other, x)) + 1;
            let last = others.partition_point(|other| !tolerance.exceeds(*other, x));
            place(&Tie { first, last }, others.len())
        };
        self.values.iter().map(look_up).collect()
    }

    /// Percentile ranks; where zeros are set apart they come to 0.
    pub(super) fn percentile(
        &self,
        (definition, ties, to): (Percentile, Ties, f64),
        zeros_apart: bool,
    ) -> Result<Vec<f64>, NormaliseError> {
        if self.members.is_constant() {
            return Err(NormaliseError::Constant);
        }
        let place = |tie: &Tie, n: usize| percentile((definition, to), tie.rank(ties), n);
        if !zeros_apart {
            return Ok(self.ranked(place));
        }
        let is_zero = |x: f64| Tolerance::default().of_parts(self.members.parts).same(x, 0.0);
        let others = self.members.turned.iter().copied().filter(|(x, _)| !is_zero(*x)).collect();
        let mut placed = self.ranked_among(others, place);
        if self.by_base {
            let zeros = placed.iter_mut().zip(self.values).filter(|(_, value)| is_zero(**value));
            zeros.for_each(|(place, _)| *place = 0.0);
        } else {
            let zeros = self.members.turned.iter().filter(|(x, _)| is_zero(*x));
            zeros.for_each(|(_, at)| placed[*at as usize] = 0.0);
        }
        Ok(placed)
    }

    /// The exponential transformation of the English Indices of Deprivation (2004 onwards).
    pub(super) fn iod_exponential(&self) -> Vec<f64> {
        // The neediest of a tie has ascending rank `last`, hence rank of need n + 1 − last.
        self.ranked(|tie, n| iod_transform(tie.last as f64 / n as f64))
    }
}

fn percentile((definition, to): (Percentile, f64), rank: f64, n: usize) -> f64 {
    let n = n as f64;
    let percentile = match definition {
        // A single member is the neediest there is.
        Percentile::Inclusive if n < 2.0 => to,
        Percentile::Inclusive => to * (rank - 1.0) / (n - 1.0),
        Percentile::Exclusive => to * rank / (n + 1.0),
        Percentile::Share => to * rank / n,
    };
    // Only a value beyond a base's ends leaves the range.
    percentile.clamp(0.0, to)
}

/// `share` is R in [0, 1].
fn iod_transform(share: f64) -> f64 {
    -23.0 * libm::log(1.0 - share * (1.0 - libm::exp(-100.0 / 23.0)))
}

/// The points of the band a value lies in; a band holds its lower end, which `bounds` gives lowered by the tolerance.
pub(super) fn band(value: f64, bounds: &[f64], points: &[f64]) -> f64 {
    if value.is_nan() {
        return f64::NAN;
    }
    points.get(bounds.partition_point(|bound| *bound <= value)).copied().unwrap_or(f64::NAN)
}
