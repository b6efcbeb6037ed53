//! Rounding to decimals, as published indices do before they add up or rank.

use crate::tolerance::Tolerance;

/// The most decimals that a value may be rounded to.
pub const MOST_DECIMALS: u8 = 9;

/// How near to a half, in units of the last decimal, rounding in arithmetic may have put a value that is a half on paper.
const WHISKER: f64 = 1e-6;

/// `x` to `decimals` decimals; halves go away from zero, as in spreadsheets (`ROUND`). What is a half on paper counts as one, though
/// arithmetic may have left it a whisker below. Missing (`NaN`) stays missing, and `None` leaves everything as it is.
///
/// ```
/// use negah::score::round_to;
/// assert_eq!([2.344_449, 2.344_45, -2.344_45].map(|x| round_to(x, Some(4))), [2.3444, 2.3445, -2.3445]);
/// assert_eq!(round_to(1.0 / 3.0, None), 1.0 / 3.0);
/// // 0.145 in binary lies a whisker below its half, and 1.1 + 2.2 a whisker above 3.3.
/// assert_eq!(round_to(0.145, Some(2)), 0.15);
/// ```
pub fn round_to(x: f64, decimals: Option<u8>) -> f64 {
    let Some(decimals) = decimals else { return x };
    // A product of tens is exact; a power of ten may differ from platform to platform.
    let unit: f64 = (0..decimals.min(MOST_DECIMALS)).map(|_| 10.0).product();
    let scaled = (x * unit).abs();
    // From 2⁵² on there are whole numbers alone.
    if scaled.is_nan() || scaled >= 4_503_599_627_370_496.0 {
        return x;
    }
    let whole = scaled.floor();
    let half = whole + 0.5;
    let reaches = scaled >= half || (half - scaled <= WHISKER && Tolerance::default().same(scaled, half));
    // Adding 0 turns −0 into 0.
    ((if reaches { whole + 1.0 } else { whole }) / unit).copysign(x) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_on_paper_are_halves() {
        // 1.005 and sums such as 0.1 + 0.2 + 0.05 = 0.35.
        assert_eq!(round_to(1.005, Some(2)), 1.01);
        assert_eq!(round_to(0.1 + 0.2 + 0.05, Some(1)), 0.4);
        assert_eq!(round_to(0.35 - 1e-9, Some(1)), 0.3);
        assert_eq!(round_to(-0.04, Some(1)).to_bits(), 0.0_f64.to_bits());
        assert!(round_to(f64::NAN, Some(2)).is_nan());
        assert_eq!(round_to(f64::INFINITY, Some(2)), f64::INFINITY);
        assert_eq!(round_to(1e300, Some(4)), 1e300);
    }

    proptest! {
        #[test]
        fn exact_decimals_round_as_on_paper(thousandths in -2_000_000..2_000_000_i64) {
            // Ten-thousandths of a number, rounded to hundredths in whole numbers.
            let paper = (thousandths.abs() + 50) / 100 * thousandths.signum();
            prop_assert_eq!(round_to(thousandths as f64 / 1e4, Some(2)), paper as f64 / 100.0);
        }

        #[test]
        fn rounding_twice_is_rounding_once(x in -1e6..1e6_f64, decimals in 0..=MOST_DECIMALS) {
            let once = round_to(x, Some(decimals));
            prop_assert_eq!(round_to(once, Some(decimals)), once);
            prop_assert!((once - x).abs() <= 0.5 * 0.1_f64.powi(i32::from(decimals)) + 1e-9);
        }
    }
}
