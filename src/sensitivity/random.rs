//! Chance that can be repeated: the same seed and place give the same numbers in every browser and natively.
//!
//! Besides additions, shifts and square roots, which every platform rounds alike, only `libm`'s logarithm is used.

use crate::chance::{GOLDEN, Generator, mix};

/// A stream of numbers that belongs to a seed and a place.
///
/// Every draw has a stream of its own, named by its place, so that draws can be made in any portions.
#[derive(Debug, Clone)]
pub struct Stream {
    chance: Generator,
    /// The second of a pair of normal numbers.
    spare: Option<f64>,
}

impl Stream {
    /// The stream of a place under a seed, e.g. `[purpose, setting, draw]`.
    pub fn new(seed: u64, place: [u64; 3]) -> Self {
        let state = place.iter().fold(mix(seed), |state, part| mix(state ^ mix(part.wrapping_add(GOLDEN))));
        Self { chance: Generator::new(state), spare: None }
    }

    /// 64 bits.
    #[inline]
    pub fn next(&mut self) -> u64 {
        self.chance.bits()
    }

    /// Evenly between 0 and 1, both excluded.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        ((self.next() >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// Exponential with mean 1: `−ln u`.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -libm::log(self.unit())
    }

    /// Evenly from 0 up to but not including `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.unit() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// Normal with mean 0 and deviation 1, by the polar method (Marsaglia and Bray 1964).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let square = x * x + y * y;
            if square < 1.0 {
                let stretch = (-2.0 * libm::log(square) / square).sqrt();
                self.spare = Some(y * stretch);
                return x * stretch;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_moments_it_should() {
        let n = 40_000;
        let mut stream = Stream::new(3, [0, 0, 0]);
        let mut moments = |draw: fn(&mut Stream) -> f64| {
            let draws: Vec<f64> = (0..n).map(|_| draw(&mut stream)).collect();
            let mean = draws.iter().sum::<f64>() / f64::from(n);
            (mean, draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n))
        };
        let near = |(mean, variance): (f64, f64), expected: (f64, f64)| {
            (mean - expected.0).abs() < 0.02 && (variance - expected.1).abs() < 0.05
        };
        assert!(near(moments(Stream::unit), (0.5, 1.0 / 12.0)));
        assert!(near(moments(Stream::exponential), (1.0, 1.0)));
        assert!(near(moments(Stream::normal), (0.0, 1.0)));
    }

    #[test]
    fn places_part_the_streams() {
        let first = |seed, place| Stream::new(seed, place).next();
        let all = [first(1, [0, 0, 1]), first(1, [0, 1, 0]), first(1, [1, 0, 0]), first(2, [0, 0, 1])];
        assert!((0..4).all(|a| (0..a).all(|b| all[a] != all[b])));
        assert_eq!(first(1, [0, 0, 1]), first(1, [0, 0, 1]));
    }
}
