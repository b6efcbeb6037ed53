//! A number as a reader expects to see it, in Persian or English.
//!
//! Rounding is for the eye only and happens here: half away from zero on the decimal a reader
//! would write (2.675 to two places is 2.68). What rounds to zero carries no minus sign. A
//! value that is missing (NaN) or infinite is shown as [`MISSING`].

use super::Language;
use super::decimal::Decimal;
use super::digits::to_persian_digits;

/// What stands where there is no number.
pub const MISSING: &str = "—";

/// How to write a quantity.
///
/// ```
/// use negah::text::{Language, NumberFormat};
///
/// let persian = NumberFormat { language: Language::Fa, decimals: 1, grouping: true };
/// assert_eq!(persian.format(1234.25), "۱٬۲۳۴٫۳");
/// assert_eq!(persian.format(f64::NAN), "—");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    /// Digits and separators: Persian with ٬ and ٫, English with comma and full stop.
    pub language: Language,
    /// Digits after the decimal sign, always all of them.
    pub decimals: u8,
    /// Whether thousands are set apart. Years and codes want `false`.
    pub grouping: bool,
}

impl NumberFormat {
    /// With thousands set apart.
    pub fn new(language: Language, decimals: u8) -> Self {
        Self { language, decimals, grouping: true }
    }

    /// Writes `value`; [`MISSING`] when it is NaN or infinite.
    ///
    /// A Persian minus is a left-to-right mark and «−», so that it stands left of the digits
    /// in a right-to-left line; an English one is the hyphen-minus. Both read back with
    /// [`parse_number`](super::parse_number).
    pub fn format(&self, value: f64) -> String {
        let Some(decimal) = Decimal::shortest(value) else { return MISSING.to_owned() };
        self.write(&decimal.rounded(self.decimals))
    }

    /// Writes a value that may be missing: `None` is [`MISSING`].
    pub fn format_option(&self, value: Option<f64>) -> String {
        self.format(value.unwrap_or(f64::NAN))
    }

    fn write(&self, decimal: &Decimal) -> String {
        let persian = self.language == Language::Fa;
        let (minus, group, point) = if persian { ("\u{200E}−", '٬', '٫') } else { ("-", ',', '.') };
        let mut text = if decimal.is_negative() { minus.to_owned() } else { String::new() };
        for (at, digit) in decimal.whole().char_indices() {
            if self.grouping && at > 0 && (decimal.whole().len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !decimal.fraction().is_empty() {
            text.push(point);
            text.push_str(decimal.fraction());
        }
        if persian { to_persian_digits(&text) } else { text }
    }
}

/// Shares this near to none or to the whole are that, but for rounding.
const NOTHING: f64 = 1e-12;

/// Writes a share (1 is the whole) as a percentage; [`MISSING`] when NaN or infinite.
///
/// A share that is not nothing is never written as 0 %, and one that is not the whole never as 100 %: where it rounds to
/// that it takes one decimal, and where that is not enough it is said to be below or above what it is rounded from.
///
/// ```
/// use negah::text::{Language, format_percent};
///
/// assert_eq!(format_percent(0.38, 0, Language::Fa), "۳۸٪");
/// assert_eq!(format_percent(0.285, 1, Language::En), "28.5%");
/// assert_eq!(format_percent(0.004, 0, Language::Fa), "۰٫۴٪");
/// assert_eq!(format_percent(0.000_04, 0, Language::Fa), "کمتر از ۰٫۱٪");
/// assert_eq!(format_percent(0.999_9, 0, Language::En), ">99.9%");
/// ```
pub fn format_percent(share: f64, decimals: u8, language: Language) -> String {
    let text = percent(share, decimals, language);
    let end = if share < 0.5 { 0.0 } else { 1.0 };
    let is_inside = (NOTHING..=1.0 - NOTHING).contains(&share);
    if !is_inside || text != percent(end, decimals, language) {
        return text;
    }
    let finer = decimals.max(1);
    let text = percent(share, finer, language);
    if text != percent(end, finer, language) {
        return text;
    }
    let step = 10_f64.powi(-2 - i32::from(finer));
    let bound = percent((end - step).abs(), finer, language);
    match (share < 0.5, language) {
        (true, Language::Fa) => format!("کمتر از {bound}"),
        (true, Language::En) => format!("<{bound}"),
        (false, Language::Fa) => format!("بیش از {bound}"),
        (false, Language::En) => format!(">{bound}"),
    }
}

/// A percentage rounded to its decimals, whatever it comes to.
fn percent(share: f64, decimals: u8, language: Language) -> String {
    let Some(decimal) = Decimal::shortest(share) else { return MISSING.to_owned() };
    let number = NumberFormat::new(language, decimals).write(&decimal.times_ten_to(2).rounded(decimals));
    let sign = if language == Language::Fa { '٪' } else { '%' };
    format!("{number}{sign}")
}

/// Decimals with which a figure can be told from the bar that it is compared with, and those of the bar: at least `least`
/// each. The bar keeps the digits with which it is written down; one that was computed has no more than the figure.
///
/// What differs only by the rounding of arithmetic, below ten significant digits, counts as equal and gets no more
/// decimals; nor does what is NaN or infinite.
///
/// ```
/// use negah::text::decimals_beside;
///
/// assert_eq!(decimals_beside(59.996, 60.0, 2), (3, 2));
/// assert_eq!(decimals_beside(200.0 / 3.0, 66.7, 0), (2, 1));
/// assert_eq!(decimals_beside(61.99999999999999, 62.0, 1), (1, 1));
/// ```
pub fn decimals_beside(figure: f64, bar: f64, least: u8) -> (u8, u8) {
    let is_typed = decimals_written(bar) <= TYPED;
    let written = if is_typed { least.max(decimals_written(bar)) } else { least };
    let (Some(own), Some(limit)) = (Decimal::shortest(figure), Decimal::shortest(bar)) else {
        return (least, written);
    };
    let magnitude = figure.abs().max(bar.abs());
    let whole = if magnitude > 0.0 { magnitude.log10().floor() } else { 0.0 };
    let most = (10.0 - whole).clamp(f64::from(least), f64::from(MOST_DECIMALS)) as u8;
    // Apart in equally many digits, so that the one that is larger reads as the larger.
    match (least..=most).find(|decimals| own.rounded(*decimals) != limit.rounded(*decimals)) {
        Some(decimals) => (decimals, if is_typed { written } else { decimals }),
        None => (least, written),
    }
}

/// Most digits after the decimal sign that a number is shown with.
const MOST_DECIMALS: u8 = 30;
/// So many decimals a bar may have and count as typed by somebody.
const TYPED: u8 = 6;

/// Digits after the decimal sign in the shortest decimal that reads back as `value`; 0 when NaN or infinite.
fn decimals_written(value: f64) -> u8 {
    let digits = Decimal::shortest(value).map_or(0, |decimal| decimal.trimmed().fraction().len());
    u8::try_from(digits).unwrap_or(u8::MAX)
}

/// Writes a whole number, exactly, with thousands set apart.
///
/// ```
/// use negah::text::{Language, format_int};
///
/// assert_eq!(format_int(33_755, Language::Fa), "۳۳٬۷۵۵");
/// ```
pub fn format_int(value: i64, language: Language) -> String {
    NumberFormat::new(language, 0).write(&Decimal::whole_number(value))
}

/// Powers of ten that have a name, and the name.
const SCALES: [(i8, &str, &str); 5] = [
    (0, "", ""),
    (3, " هزار", " thousand"),
    (6, " میلیون", " million"),
    (9, " میلیارد", " billion"),
    (12, " هزار میلیارد", " trillion"),
];

/// Writes a number in at most three digits and one decimal before a word for its size, for
/// axes and key figures; [`MISSING`] when NaN or infinite. A decimal of zero is left out.
/// From 10¹⁵ on the digits grow again.
///
/// ```
/// use negah::text::{Language, compact};
///
/// assert_eq!(compact(1_234_567.0, Language::Fa), "۱٫۲ میلیون");
/// assert_eq!(compact(999_960.0, Language::En), "1 million");
/// ```
pub fn compact(value: f64, language: Language) -> String {
    let Some(decimal) = Decimal::shortest(value) else { return MISSING.to_owned() };
    let scaled = |power: i8| decimal.times_ten_to(-power).rounded(1).trimmed();
    let fits = |power: i8| scaled(power).whole().len() <= 3;
    let [.., largest] = SCALES;
    let (power, persian, english) = SCALES.into_iter().find(|&(power, ..)| fits(power)).unwrap_or(largest);
    let word = if language == Language::Fa { persian } else { english };
    format!("{}{word}", NumberFormat::new(language, 1).write(&scaled(power)))
}

/// Writes a place in an order: «سوم», "3rd". Persian is in words up to one hundred, beyond
/// that in digits.
///
/// ```
/// use negah::text::{Language, ordinal};
///
/// assert_eq!(ordinal(21, Language::Fa), "بیست‌ویکم");
/// assert_eq!(ordinal(101, Language::Fa), "۱۰۱‌ام");
/// assert_eq!(ordinal(112, Language::En), "112th");
/// ```
pub fn ordinal(place: usize, language: Language) -> String {
    match language {
        Language::En => format!("{place}{}", english_suffix(place)),
        Language::Fa => persian_ordinal(place),
    }
}

fn english_suffix(place: usize) -> &'static str {
    match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Zeroth to nineteenth. Alone, the first is «اول»; in compounds it is «یکم».
const ORDINALS: [&str; 20] = [
    "صفرم",
    "یکم",
    "دوم",
    "سوم",
    "چهارم",
    "پنجم",
    "ششم",
    "هفتم",
    "هشتم",
    "نهم",
    "دهم",
    "یازدهم",
    "دوازدهم",
    "سیزدهم",
    "چهاردهم",
    "پانزدهم",
    "شانزدهم",
    "هفدهم",
    "هجدهم",
    "نوزدهم",
];

/// Twenty to ninety: the cardinal that compounds begin with.
const TENS: [&str; 8] = ["بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];

fn persian_ordinal(place: usize) -> String {
    match (place, place % 10) {
        (1, _) => "اول".to_owned(),
        (0..=19, _) => ORDINALS[place].to_owned(),
        (30, _) => "سی‌ام".to_owned(),
        (20..=99, 0) => format!("{}م", TENS[place / 10 - 2]),
        (20..=99, unit) => format!("{}‌و{}", TENS[place / 10 - 2], ORDINALS[unit]),
        (100, _) => "صدم".to_owned(),
        _ => format!("{}‌ام", to_persian_digits(&place.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse_number;
    use Language::{En, Fa};
    use proptest::prelude::*;

    #[test]
    fn persian_and_english_separators() {
        assert_eq!(NumberFormat::new(Fa, 2).format(1_234_567.891), "۱٬۲۳۴٬۵۶۷٫۸۹");
        assert_eq!(NumberFormat::new(En, 2).format(1_234_567.891), "1,234,567.89");
        assert_eq!(NumberFormat::new(En, 0).format(999.0), "999");
        assert_eq!(NumberFormat::new(En, 0).format(1000.0), "1,000");
        assert_eq!(NumberFormat { language: Fa, decimals: 0, grouping: false }.format(1402.0), "۱۴۰۲");
    }

    #[test]
    fn minus_signs() {
        assert_eq!(NumberFormat::new(Fa, 1).format(-1234.5), "\u{200E}−۱٬۲۳۴٫۵");
        assert_eq!(NumberFormat::new(En, 1).format(-1234.5), "-1,234.5");
        assert_eq!(NumberFormat::new(En, 1).format(-0.04), "0.0");
        assert_eq!(NumberFormat::new(Fa, 0).format(-0.0), "۰");
    }

    #[test]
    fn missing_is_a_dash() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(NumberFormat::new(Fa, 1).format(value), MISSING);
            assert_eq!(format_percent(value, 1, En), MISSING);
            assert_eq!(compact(value, Fa), MISSING);
        }
        assert_eq!(NumberFormat::new(Fa, 1).format_option(None), MISSING);
        assert_eq!(NumberFormat::new(Fa, 1).format_option(Some(2.0)), "۲٫۰");
    }

    #[test]
    fn percentages_move_the_decimal_sign_exactly() {
        assert_eq!(format_percent(0.285, 0, En), "29%");
        assert_eq!(format_percent(0.145, 0, En), "15%");
        assert_eq!(format_percent(1.0, 1, Fa), "۱۰۰٫۰٪");
        assert_eq!(format_percent(-0.0001, 1, En), "0.0%");
        assert_eq!(format_percent(-0.051, 1, Fa), "\u{200E}−۵٫۱٪");
        assert_eq!(format_percent(12.5, 0, En), "1,250%");
    }

    #[test]
    fn something_is_never_written_as_nothing_nor_as_all() {
        // 12 of 33,755 areas.
        assert_eq!(format_percent(12.0 / 33_755.0, 0, Fa), "کمتر از ۰٫۱٪");
        assert_eq!(format_percent(0.003, 0, En), "0.3%");
        assert_eq!(format_percent(0.000_001, 2, En), "<0.01%");
        assert_eq!(format_percent(1.0 - 12.0 / 33_755.0, 0, Fa), "بیش از ۹۹٫۹٪");
        assert_eq!(format_percent(0.996, 0, En), "99.6%");
        assert_eq!([0.0, 1e-17, 1.0 - 1e-16].map(|share| format_percent(share, 0, En)), ["0%", "0%", "100%"]);
    }

    #[test]
    fn whole_numbers_are_exact() {
        assert_eq!(format_int(i64::MAX, En), "9,223,372,036,854,775,807");
        assert_eq!(format_int(i64::MIN, En), "-9,223,372,036,854,775,808");
        assert_eq!(format_int(0, Fa), "۰");
        assert_eq!(format_int(-5, Fa), "\u{200E}−۵");
    }

    #[test]
    fn compact_numbers() {
        for (value, persian, english) in [
            (0.0, "۰", "0"),
            (12.34, "۱۲٫۳", "12.3"),
            (999.94, "۹۹۹٫۹", "999.9"),
            (999.95, "۱ هزار", "1 thousand"),
            (12_345.0, "۱۲٫۳ هزار", "12.3 thousand"),
            (8_627_281.0, "۸٫۶ میلیون", "8.6 million"),
            (3e6, "۳ میلیون", "3 million"),
            (-2.5e9, "\u{200E}−۲٫۵ میلیارد", "-2.5 billion"),
            (4.2e13, "۴۲ هزار میلیارد", "42 trillion"),
            (1.5e15, "۱٬۵۰۰ هزار میلیارد", "1,500 trillion"),
        ] {
            assert_eq!(compact(value, Fa), persian);
            assert_eq!(compact(value, En), english);
        }
    }

    #[test]
    fn persian_ordinals() {
        for (place, expected) in [
            (0, "صفرم"),
            (1, "اول"),
            (2, "دوم"),
            (3, "سوم"),
            (11, "یازدهم"),
            (18, "هجدهم"),
            (20, "بیستم"),
            (21, "بیست‌ویکم"),
            (30, "سی‌ام"),
            (33, "سی‌وسوم"),
            (40, "چهلم"),
            (50, "پنجاهم"),
            (99, "نود‌ونهم"),
            (100, "صدم"),
            (330, "۳۳۰‌ام"),
        ] {
            assert_eq!(ordinal(place, Fa), expected);
        }
    }

    #[test]
    fn ordinals_in_words_differ() {
        for language in [Fa, En] {
            let mut words: Vec<String> = (0..=120).map(|place| ordinal(place, language)).collect();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), 121);
        }
    }

    #[test]
    fn english_ordinals() {
        let expected =
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th", "113th"];
        for text in expected {
            let place = text[..text.len() - 2].parse().unwrap();
            assert_eq!(ordinal(place, En), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in -1e12_f64..1e12, decimals in 0_u8..8, grouping: bool) {
            let plain = NumberFormat { language: En, decimals, grouping: false }.format(value);
            let rounded: f64 = plain.parse().unwrap();
            for language in [Fa, En] {
                let format = NumberFormat { language, decimals, grouping };
                let text = format.format(value);
                prop_assert_eq!(parse_number(&text), Ok(rounded));
                prop_assert_eq!(format.format(rounded), text);
            }
        }

        #[test]
        fn any_number_can_be_written(value in any::<f64>(), decimals: u8) {
            let text = NumberFormat::new(Fa, decimals).format(value);
            prop_assert_eq!(text == MISSING, !value.is_finite());
            prop_assert!(!compact(value, Fa).is_empty());
            prop_assert!(!format_percent(value, decimals, En).contains("-0%"));
        }
    }
}
