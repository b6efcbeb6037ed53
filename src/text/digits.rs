//! One digit system to another, and reading a number somebody typed.

use super::Language;
use thiserror::Error;

const PERSIAN_ZERO: char = '۰';
const ARABIC_ZERO: char = '٠';

/// Replaces Latin and Arabic digits by Persian ones; all else stays, so this suits codes and
/// dates. For quantities use [`NumberFormat`](super::NumberFormat), which also sets
/// separators.
///
/// ```
/// use negah::text::to_persian_digits;
///
/// assert_eq!(to_persian_digits("کد 0123-٤"), "کد ۰۱۲۳-۴");
/// ```
pub fn to_persian_digits(text: &str) -> String {
    replace_digits(text, PERSIAN_ZERO)
}

/// Replaces Persian and Arabic digits by Latin ones; all else stays, separators too.
///
/// ```
/// use negah::text::to_latin_digits;
///
/// assert_eq!(to_latin_digits("۱۴۰۲/٠٧/29"), "1402/07/29");
/// ```
pub fn to_latin_digits(text: &str) -> String {
    replace_digits(text, '0')
}

fn replace_digits(text: &str, zero: char) -> String {
    let digit = |c| char::from_u32(u32::from(zero) + digit_value(c)?);
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The value, 0 to 9, of a Latin, Persian or Arabic digit.
fn digit_value(c: char) -> Option<u32> {
    let of = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|&value| value < 10);
    of('0').or_else(|| of(PERSIAN_ZERO)).or_else(|| of(ARABIC_ZERO))
}

/// Why a text is not a number. `Display` is English; [`message`](Self::message) has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NumberError {
    /// Nothing but white space and invisible marks.
    #[error("the cell is empty")]
    Empty,
    /// A sign or separator without any digit.
    #[error("there is no digit")]
    NoDigit,
    /// A character that has no place in a number, or not in this place (a sign in the middle).
    #[error("unexpected character \u{201C}{0}\u{201D}")]
    Unexpected(char),
    /// A thousands separator that does not set off groups of three digits, or two kinds of
    /// separator at once. `1,5` is one of these: it may mean fifteen tenths or a slip.
    #[error("thousands separator in the wrong place")]
    MisplacedThousands,
    /// A second decimal sign, or one without a digit after it.
    #[error("decimal sign in the wrong place")]
    MisplacedDecimal,
    /// A slash that may separate a year from a month, such as `1402/07`.
    #[error("this looks like a date, not a number")]
    LooksLikeDate,
    /// Beyond what a double-precision number can hold, about 1.8 × 10³⁰⁸.
    #[error("the number is too large")]
    TooLarge,
}

impl NumberError {
    /// The sentence to show, without a full stop.
    ///
    /// ```
    /// use negah::text::{Language, NumberError};
    ///
    /// assert_eq!(NumberError::Empty.message(Language::Fa), "خانه خالی است");
    /// ```
    pub fn message(self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        match self {
            Self::Empty => "خانه خالی است".to_owned(),
            Self::NoDigit => "رقمی در آن نیست".to_owned(),
            Self::Unexpected(c) => format!("نویسهٔ «{}» در عدد جایی ندارد", super::isolate(&c.to_string())),
            Self::MisplacedThousands => "جداکنندهٔ هزارگان در جای درست نیست".to_owned(),
            Self::MisplacedDecimal => "ممیز در جای درست نیست".to_owned(),
            Self::LooksLikeDate => "به تاریخ می‌ماند، نه به عدد".to_owned(),
            Self::TooLarge => "عدد بیش از اندازه بزرگ است".to_owned(),
        }
    }
}

/// Reads a number as people in Iran type it, or says why it will not guess.
///
/// - Digits: Latin, Persian, Arabic, also mixed.
/// - Decimal sign: `٫`, `.`, or `/` between two digits, as in handwriting (`۱/۵` is 1.5). It
///   may lead (`.5`) but not trail. `1402/07`, a likely year over a likely month, is refused.
/// - Thousands: `٬`, `,`, `،` or a space, one kind only, each setting off exactly three digits.
///   A comma is therefore never a decimal sign: `1,500` is 1500 and `1,5` is refused.
///   A full stop is never a thousands separator: `1.500` is 1.5 and `1.500.000` is refused.
/// - Sign: `-`, `−` or `+`, before the number or, as right-to-left typing leaves it, after it.
/// - One percent sign, `%` or `٪`, at either end, is dropped: `۳۸٪` is 38, not 0.38.
/// - White space at the ends and invisible marks (direction, joiners) are dropped.
///
/// Exponents, fractions, brackets, units, `NaN` and the like are refused. The result is
/// finite, correctly rounded, and never −0.
///
/// # Errors
///
/// [`NumberError`] says what stands in the way; nothing is ever guessed or cut off.
///
/// ```
/// use negah::text::{NumberError, parse_number};
///
/// assert_eq!(parse_number("۱٬۲۳۴٫۵"), Ok(1234.5));
/// assert_eq!(parse_number("−۱۲/۵٪"), Ok(-12.5));
/// assert_eq!(parse_number("1,5"), Err(NumberError::MisplacedThousands));
/// ```
pub fn parse_number(text: &str) -> Result<f64, NumberError> {
    let visible: String = to_latin_digits(text).chars().filter(|&c| !is_invisible(c)).collect();
    let body = visible.trim();
    if body.is_empty() {
        return Err(NumberError::Empty);
    }
    let body = strip_one(body, |c| matches!(c, '%' | '٪')).0;
    let (body, sign) = strip_one(body, |c| matches!(c, '-' | '−' | '+' | '\u{FF0D}' | '\u{FE63}'));
    let value = plain_number(body)?.parse::<f64>().map_err(|_| NumberError::NoDigit)?;
    if value.is_infinite() {
        return Err(NumberError::TooLarge);
    }
    let negative = sign.is_some_and(|sign| sign != '+') && value != 0.0;
    Ok(if negative { -value } else { value })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// Takes one mark off the front or, failing that, the back.
fn strip_one(text: &str, is_mark: fn(char) -> bool) -> (&str, Option<char>) {
    let front = text.chars().next().filter(|&c| is_mark(c));
    let back = text.chars().next_back().filter(|&c| is_mark(c));
    match (front, back) {
        (Some(mark), _) => (text[mark.len_utf8()..].trim_start(), front),
        (None, Some(mark)) => (text[..text.len() - mark.len_utf8()].trim_end(), back),
        (None, None) => (text, None),
    }
}

/// Checks an unsigned number and writes it without thousands, with a full stop.
fn plain_number(body: &str) -> Result<String, NumberError> {
    if let Some(c) = body.chars().find(|&c| !(c.is_ascii_digit() || is_decimal(c) || is_thousands(c))) {
        return Err(NumberError::Unexpected(c));
    }
    if !body.contains(|c: char| c.is_ascii_digit()) {
        return Err(NumberError::NoDigit);
    }
    let mut parts = body.splitn(2, is_decimal);
    let whole = parts.next().unwrap_or_default();
    let digits = ungroup(whole)?;
    let Some(fraction) = parts.next() else { return Ok(digits) };
    if fraction.is_empty() || fraction.contains(is_decimal) {
        return Err(NumberError::MisplacedDecimal);
    }
    if fraction.contains(is_thousands) {
        return Err(NumberError::MisplacedThousands);
    }
    if body[whole.len()..].starts_with('/') {
        check_slash(whole, fraction)?;
    }
    Ok(format!("{digits}.{fraction}"))
}

fn is_decimal(c: char) -> bool {
    matches!(c, '٫' | '.' | '/')
}

fn is_thousands(c: char) -> bool {
    matches!(c, '٬' | ',' | '،') || c.is_whitespace()
}

/// Removes the separators of one to three digits followed by groups of three.
fn ungroup(whole: &str) -> Result<String, NumberError> {
    let Some(separator) = whole.chars().find(|&c| is_thousands(c)) else { return Ok(whole.to_owned()) };
    let groups: Vec<&str> = whole.split(separator).collect();
    let well_placed = groups.iter().enumerate().all(|(at, group)| {
        let size_fits = if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        size_fits && group.bytes().all(|b| b.is_ascii_digit())
    });
    if well_placed { Ok(groups.concat()) } else { Err(NumberError::MisplacedThousands) }
}

/// A slash stands between digits, and not between a year and a month.
fn check_slash(whole: &str, fraction: &str) -> Result<(), NumberError> {
    let is_year = whole.parse().is_ok_and(|year: u32| matches!(year, 1300..=1499 | 1900..=2099));
    let is_month = fraction.len() <= 2 && fraction.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    match (whole.is_empty(), is_year && is_month) {
        (true, _) => Err(NumberError::MisplacedDecimal),
        (_, true) => Err(NumberError::LooksLikeDate),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Result<f64, NumberError>) {
        assert_eq!(parse_number(text), expected, "{text:?}");
    }

    #[test]
    fn digits_change_and_nothing_else() {
        assert_eq!(to_persian_digits("0123456789٠١٢٣٤٥٦٧٨٩٫٬"), "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹٫٬");
        assert_eq!(to_latin_digits("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬"), "01234567890123456789٫٬");
        assert_eq!(to_latin_digits("منطقهٔ ۵ (A)"), "منطقهٔ 5 (A)");
        assert_eq!(to_persian_digits(""), "");
    }

    #[test]
    fn all_digit_systems_and_decimal_signs() {
        for text in ["1234.5", "۱۲۳۴٫۵", "١٢٣٤٫٥", "۱۲۳۴/۵", "1234/5", "۱۲34.۵"] {
            check(text, Ok(1234.5));
        }
        check("٫۵", Ok(0.5));
        check("007", Ok(7.0));
    }

    #[test]
    fn thousands_where_they_belong() {
        for text in ["1,234,567", "۱٬۲۳۴٬۵۶۷", "۱،۲۳۴،۵۶۷", "1 234 567", "1\u{00A0}234\u{00A0}567"]
        {
            check(text, Ok(1_234_567.0));
        }
        check("1,500", Ok(1500.0));
        check("۱۲٬۳۴۵٫۶۷", Ok(12_345.67));
    }

    #[test]
    fn thousands_where_they_do_not() {
        for text in [
            "1,5",
            "1,50",
            "1,5000",
            "1234,567",
            ",500",
            "500,",
            "1,,000",
            "1,234٬567",
            "12 34",
            "1.5,000",
            "1,234,56",
        ] {
            check(text, Err(NumberError::MisplacedThousands));
        }
    }

    #[test]
    fn decimal_signs_where_they_do_not_belong() {
        for text in ["5.", "۵٫", "1.500.000", "1..5", "1٫2.3", "/5", "1402/07/29"] {
            check(text, Err(NumberError::MisplacedDecimal));
        }
        check("1.500", Ok(1.5));
    }

    #[test]
    fn a_year_and_month_is_no_number() {
        for text in ["1402/07", "۱۴۰۲/۷", "2023/12"] {
            check(text, Err(NumberError::LooksLikeDate));
        }
        for (text, expected) in
            [("1402/13", 1402.13), ("1402.07", 1402.07), ("140/07", 140.07), ("1402/075", 1402.075)]
        {
            check(text, Ok(expected));
        }
    }

    #[test]
    fn signs_on_either_side() {
        for text in ["-5", "−5", "5-", "۵−", "\u{200E}−۵", "- 5", " 5 - ", "\u{200F}-۵\u{200F}"] {
            check(text, Ok(-5.0));
        }
        check("+5", Ok(5.0));
        for text in ["-5-", "--5", "+-5", "3-5", "(5)"] {
            assert!(matches!(parse_number(text), Err(NumberError::Unexpected(_))), "{text}");
        }
    }

    #[test]
    fn zero_has_no_sign() {
        assert!(parse_number("-0").unwrap().is_sign_positive());
    }

    #[test]
    fn one_percent_sign_is_dropped() {
        for text in ["38%", "۳۸٪", "٪۳۸", "۳۸ ٪", "+38%"] {
            check(text, Ok(38.0));
        }
        for text in ["−۳۸٪", "٪۳۸-", "٪−۳۸"] {
            check(text, Ok(-38.0));
        }
        check("-%38", Err(NumberError::Unexpected('%')));
        check("38%%", Err(NumberError::Unexpected('%')));
    }

    #[test]
    fn blank_and_digitless() {
        for text in ["", "  ", "\u{200F}\u{200C}", "\u{FEFF}"] {
            check(text, Err(NumberError::Empty));
        }
        for text in ["-", "٪", ".", "−", ",", "-%"] {
            assert!(parse_number(text).is_err(), "{text}");
        }
        check("-", Err(NumberError::NoDigit));
        check(".", Err(NumberError::NoDigit));
    }

    #[test]
    fn everything_else_is_refused() {
        for (text, c) in [
            ("1e5", 'e'),
            ("NaN", 'N'),
            ("inf", 'i'),
            ("۵ نفر", 'ن'),
            ("—", '—'),
            ("½", '½'),
            ("\u{FF15}", '\u{FF15}'),
        ] {
            check(text, Err(NumberError::Unexpected(c)));
        }
    }

    #[test]
    fn too_large_is_an_error_not_infinity() {
        check(&"9".repeat(400), Err(NumberError::TooLarge));
        check(&"0".repeat(400), Ok(0.0));
    }

    #[test]
    fn every_error_has_a_sentence_in_both_languages() {
        use NumberError::*;
        for error in
            [Empty, NoDigit, Unexpected('x'), MisplacedThousands, MisplacedDecimal, LooksLikeDate, TooLarge]
        {
            assert_ne!(error.message(Language::Fa), error.message(Language::En));
            assert_eq!(error.message(Language::En), error.to_string());
        }
        assert!(Unexpected('x').message(Language::Fa).contains('x'));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Ok(value) = parse_number(&text) {
                prop_assert!(value.is_finite());
            }
        }

        #[test]
        fn near_numbers_never_lose_a_digit(text in "[0-9۰-۹.٫/,٬ %٪−-]{1,12}") {
            if let Ok(value) = parse_number(&text) {
                let kept: String = to_latin_digits(&text).chars()
                    .filter_map(|c| match c { '٫' | '/' => Some('.'), '.' | '0'..='9' => Some(c), _ => None })
                    .collect();
                prop_assert_eq!(value.abs(), kept.parse::<f64>().unwrap());
            }
        }

        #[test]
        fn digits_go_there_and_back(text in "[0-9A-Za-z.,/ -]{0,20}") {
            prop_assert_eq!(to_latin_digits(&to_persian_digits(&text)), text);
        }
    }
}
