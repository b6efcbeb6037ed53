//! Reproducible chance: the same seed gives the same numbers on every machine.
//!
//! Only additions, multiplications and square roots are used, which every platform rounds alike;
//! logarithms and sines would not be.

use crate::chance::{Generator, mix};

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Random(Generator);

impl Random {
    /// The stream called `name` under a seed; streams of different names are independent.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(Generator::new(seed ^ hash_text(name)))
    }

    /// Evenly from 0 up to but not including 1.
    pub fn unit(&mut self) -> f64 {
        unit(self.0.bits())
    }

    /// True with the given probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Evenly from 0 up to but not including `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.unit() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// Nearly normal with mean 0 and deviation 1; never beyond ±6.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// The whole number below or above `expected`, such that its mean is `expected`.
    pub fn whole(&mut self, expected: f64) -> f64 {
        (expected + self.unit()).floor().max(0.0)
    }

    /// Puts a list into chance order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}

/// A number from −1 up to 1 that belongs to three integers, wherever it is asked for.
pub(super) fn noise(seed: u64, place: [i64; 3]) -> f64 {
    let mixed = place.iter().fold(seed, |state, part| mix(state ^ mix(*part as u64)));
    2.0 * unit(mixed) - 1.0
}

/// A stand-in for eˣ out of multiplications alone: positive, growing, 1 at 0.
pub(super) fn grow(x: f64) -> f64 {
    let mut power = (1.0 + x / 16.0).max(0.1);
    for _ in 0..4 {
        power *= power;
    }
    power
}

fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

/// FNV-1a.
fn hash_text(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_nearly_normal_and_in_range() {
        let mut random = Random::new(1, "x");
        let draws: Vec<f64> = (0..20_000).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
        assert!((0..1000).all(|_| random.below(7) < 7));
    }

    #[test]
    fn names_part_the_streams() {
        assert_ne!(Random::new(1, "a").unit(), Random::new(1, "b").unit());
        assert_eq!(Random::new(1, "a").unit(), Random::new(1, "a").unit());
        assert_ne!(noise(1, [0, 0, 1]), noise(1, [0, 1, 0]));
        assert!((grow(0.0) - 1.0).abs() < 1e-12 && grow(-20.0) > 0.0 && grow(1.0) > 2.5);
    }
}
