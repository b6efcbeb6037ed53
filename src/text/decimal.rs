//! A number as the decimal digits a reader would write for it.
//!
//! Rounding the binary value surprises: 2.675 is stored a hair below and would give 2.67.
//! Here the shortest decimal that names the stored number is rounded instead, half away
//! from zero, which is what anyone checking by hand does.

/// A finite number's sign and decimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// At least one digit; no leading zero but a lone one.
    whole: String,
    fraction: String,
}

impl Decimal {
    /// The shortest decimal that reads back as `value`; `None` when it is not finite.
    pub(super) fn shortest(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let text = value.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        Some(Self { negative: value < 0.0, whole: whole.to_owned(), fraction: fraction.to_owned() })
    }

    /// A whole number, exactly, also where `f64` has gaps.
    pub(super) fn whole_number(value: i64) -> Self {
        Self { negative: value < 0, whole: value.unsigned_abs().to_string(), fraction: String::new() }
    }

    /// Ten to the power of `places` times as much, exactly.
    pub(super) fn times_ten_to(&self, places: i8) -> Self {
        let count = usize::from(places.unsigned_abs());
        let padding = "0".repeat(count);
        let (whole, fraction) = if places >= 0 {
            let fraction = format!("{}{padding}", self.fraction);
            (format!("{}{}", self.whole, &fraction[..count]), fraction[count..].to_owned())
        } else {
            let whole = format!("{padding}{}", self.whole);
            let (head, tail) = whole.split_at(whole.len() - count);
            (head.to_owned(), format!("{tail}{}", self.fraction))
        };
        Self { negative: self.negative, whole: without_leading_zeros(&whole), fraction }
    }

    /// Rounded half away from zero to exactly `decimals` digits after the decimal sign.
    pub(super) fn rounded(&self, decimals: u8) -> Self {
        let decimals = usize::from(decimals);
        let up = self.fraction.as_bytes().get(decimals).is_some_and(|&digit| digit >= b'5');
        let fraction = format!("{:0<decimals$.decimals$}", self.fraction);
        let mut digits = format!("0{}{fraction}", self.whole).into_bytes();
        if up {
            increment(&mut digits);
        }
        let at = digits.len() - decimals;
        let text = |digits: &[u8]| digits.iter().map(|&digit| char::from(digit)).collect::<String>();
        let whole = without_leading_zeros(&text(&digits[..at]));
        Self { negative: self.negative, whole, fraction: text(&digits[at..]) }
    }

    /// Without zeros at the end of the fraction.
    pub(super) fn trimmed(mut self) -> Self {
        self.fraction.truncate(self.fraction.trim_end_matches('0').len());
        self
    }

    /// Whether a minus sign belongs before it. Zero, also what rounds to it, has none.
    pub(super) fn is_negative(&self) -> bool {
        self.negative && self.whole.bytes().chain(self.fraction.bytes()).any(|digit| digit != b'0')
    }

    /// The digits before the decimal sign.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// The digits after the decimal sign; empty when there are none.
    pub(super) fn fraction(&self) -> &str {
        &self.fraction
    }
}

/// Adds one in the last place. A leading zero takes the carry.
fn increment(digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
}

fn without_leading_zeros(digits: &str) -> String {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(decimal: &Decimal) -> String {
        let sign = if decimal.is_negative() { "-" } else { "" };
        let dot = if decimal.fraction().is_empty() { "" } else { "." };
        format!("{sign}{}{dot}{}", decimal.whole(), decimal.fraction())
    }

    fn check(value: f64, decimals: u8, expected: &str) {
        assert_eq!(text(&Decimal::shortest(value).unwrap().rounded(decimals)), expected, "{value}");
    }

    #[test]
    fn halves_go_away_from_zero_as_written() {
        check(0.125, 2, "0.13");
        check(2.675, 2, "2.68");
        check(1.005, 2, "1.01");
        check(-2.5, 0, "-3");
        check(2.5, 0, "3");
        check(0.5, 0, "1");
        check(2.674_999, 2, "2.67");
    }

    #[test]
    fn carries_run_through() {
        check(9.995, 2, "10.00");
        check(999.95, 1, "1000.0");
        check(0.99, 1, "1.0");
    }

    #[test]
    fn short_fractions_are_filled() {
        check(3.0, 2, "3.00");
        check(1.5, 3, "1.500");
        check(1e21, 1, "1000000000000000000000.0");
        check(1e-7, 3, "0.000");
    }

    #[test]
    fn zero_is_never_negative() {
        check(-0.0, 1, "0.0");
        check(-0.04, 1, "0.0");
        check(-0.05, 1, "-0.1");
    }

    #[test]
    fn not_finite_is_none() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Decimal::shortest(value), None);
        }
    }

    #[test]
    fn powers_of_ten_move_digits_only() {
        let shifted =
            |value: f64, places| text(&Decimal::shortest(value).unwrap().times_ten_to(places).trimmed());
        assert_eq!(shifted(0.285, 2), "28.5");
        assert_eq!(shifted(0.07, 2), "7");
        assert_eq!(shifted(-1.5, 2), "-150");
        assert_eq!(shifted(1234.5, -3), "1.2345");
        assert_eq!(shifted(12.0, -3), "0.012");
        assert_eq!(shifted(0.0, -3), "0");
        assert_eq!(shifted(0.0, 2), "0");
    }

    #[test]
    fn trailing_zeros_go() {
        assert_eq!(text(&Decimal::shortest(1.5).unwrap().rounded(3).trimmed()), "1.5");
        assert_eq!(text(&Decimal::shortest(100.0).unwrap().rounded(3).trimmed()), "100");
    }

    proptest! {
        #[test]
        fn rounding_stays_within_half_a_unit(value in -1e9_f64..1e9, decimals in 0_u8..6) {
            let rounded: f64 = text(&Decimal::shortest(value).unwrap().rounded(decimals)).parse().unwrap();
            let half = 0.5 * 10_f64.powi(-i32::from(decimals));
            prop_assert!((rounded - value).abs() <= half * (1.0 + 1e-6) + value.abs() * 1e-15);
        }

        #[test]
        fn rounding_is_odd_and_settles(value in -1e9_f64..1e9, decimals in 0_u8..6) {
            let once = Decimal::shortest(value).unwrap().rounded(decimals);
            prop_assert_eq!(&once.rounded(decimals), &once);
            let mirrored = Decimal::shortest(-value).unwrap().rounded(decimals);
            prop_assert_eq!((mirrored.whole(), mirrored.fraction()), (once.whole(), once.fraction()));
        }
    }
}
