//! Two numbers worked on at once. In WebAssembly these are its SIMD instructions by name, for the compiler
//! finds them by itself only in the simplest loops; natively plain code serves.

#[cfg(target_arch = "wasm32")]
mod imp {
    use std::arch::wasm32::{
        f64x2, f64x2_add, f64x2_eq, f64x2_extract_lane, f64x2_mul, f64x2_splat, v128, v128_and,
    };

    /// Two numbers.
    #[derive(Clone, Copy)]
    pub struct Two(v128);

    impl Two {
        #[inline(always)]
        pub fn new(pair: [f64; 2]) -> Self {
            Self(f64x2(pair[0], pair[1]))
        }

        #[inline(always)]
        pub fn both(value: f64) -> Self {
            Self(f64x2_splat(value))
        }

        #[inline(always)]
        pub fn pair(self) -> [f64; 2] {
            [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(f64x2_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn times(self, other: Self) -> Self {
            Self(f64x2_mul(self.0, other.0))
        }

        /// Itself where `other` is a number, 0 where it is missing.
        #[inline(always)]
        pub fn where_there(self, other: Self) -> Self {
            Self(v128_and(self.0, f64x2_eq(other.0, other.0)))
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod imp {
    /// Two numbers.
    #[derive(Clone, Copy)]
    pub struct Two([f64; 2]);

    impl Two {
        #[inline(always)]
        pub fn new(pair: [f64; 2]) -> Self {
            Self(pair)
        }

        #[inline(always)]
        pub fn both(value: f64) -> Self {
            Self([value; 2])
        }

        #[inline(always)]
        pub fn pair(self) -> [f64; 2] {
            self.0
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self([self.0[0] + other.0[0], self.0[1] + other.0[1]])
        }

        #[inline(always)]
        pub fn times(self, other: Self) -> Self {
            Self([self.0[0] * other.0[0], self.0[1] * other.0[1]])
        }

        /// Itself where `other` is a number, 0 where it is missing.
        #[inline(always)]
        pub fn where_there(self, other: Self) -> Self {
            let keep = |at: usize| if other.0[at].is_nan() { 0.0 } else { self.0[at] };
            Self([keep(0), keep(1)])
        }
    }
}

pub use imp::Two;
