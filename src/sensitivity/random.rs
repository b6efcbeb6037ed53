//! Chance that can be repeated: the same seed and place give the same numbers in every browser and natively.
//!
//! Besides additions, shifts and square roots, which every platform rounds alike, only `libm`'s logarithm is used.

/// A stream of numbers: xoshiro256++ (Blackman and Vigna 2019), started by splitmix64 from a seed and a place.
///
/// Every draw has a stream of its own, named by its place, so that draws can be made in any portions.
#[derive(Debug, Clone)]
pub struct Stream {
    state: [u64; 4],
    /// The second of a pair of normal numbers.
    spare: Option<f64>,
}

impl Stream {
    /// The stream of a place under a seed, e.g. `[purpose, setting, draw]`.
    pub fn new(seed: u64, place: [u64; 3]) -> Self {
        let mut state =
            place.iter().fold(mix(seed), |state, part| mix(state ^ mix(part.wrapping_add(GOLDEN))));
        let mut next = || {
            state = state.wrapping_add(GOLDEN);
            mix(state)
        };
        Self { state: [next(), next(), next(), next()], spare: None }
    }

    /// 64 bits.
    #[inline]
    pub fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
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

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_published_generator() {
        let mut stream = Stream { state: [1, 2, 3, 4], spare: None };
        assert_eq!(
            [stream.next(), stream.next(), stream.next()],
            [41_943_041, 58_720_359, 3_588_806_011_781_223]
        );
    }

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
