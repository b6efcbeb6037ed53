//! Numbers that people type into fields: what is read, and why something is not taken. What a field shows is what is in force.

use super::Words;
use crate::text::{Language, Msg, NumberError, format_percent, parse_number};

/// Why what was typed into a field of one number is not taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal {
    /// It is no number.
    NoNumber(NumberError),
    /// It must be whole.
    NotWhole,
    /// It must lie within these ends, both allowed.
    Outside(f64, f64),
}

impl From<NumberError> for Refusal {
    fn from(error: NumberError) -> Self {
        Self::NoNumber(error)
    }
}

impl Refusal {
    /// What is said beside the field in which `typed` stood: the reason, and that nothing has changed.
    pub fn text(self, typed: &str, words: Words) -> String {
        let why = match self {
            Self::NoNumber(error) => error.message(words.language),
            Self::NotWhole => words.say(Msg::TypedNotWhole).to_owned(),
            Self::Outside(from, to) => {
                let ends = [from, to].map(|end| words.exact(end, 0));
                words.fill(Msg::TypedOutside, &[("from", &ends[0]), ("to", &ends[1])])
            }
        };
        match typed.trim() {
            "" => words.fill_one(Msg::TypedEmptyRefused, &why),
            typed => {
                let typed = crate::text::isolate(typed);
                words.fill(Msg::TypedRefused, &[("typed", &typed), ("why", &why)])
            }
        }
    }
}

/// The number in a field; `None` where the field is empty.
///
/// # Errors
/// Why it is none.
pub fn read_typed(text: &str) -> Result<Option<f64>, Refusal> {
    match parse_number(text) {
        Ok(value) => Ok(Some(value)),
        Err(NumberError::Empty) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A number that must be there and lie within ends, both allowed.
///
/// # Errors
/// It is not there or lies outside.
pub fn within(value: Option<f64>, (from, to): (f64, f64)) -> Result<f64, Refusal> {
    let value = value.ok_or(NumberError::Empty)?;
    if (from..=to).contains(&value) { Ok(value) } else { Err(Refusal::Outside(from, to)) }
}

/// A whole number that must be there and lie within ends, both allowed.
///
/// # Errors
/// It is not there, lies outside or is not whole.
pub fn whole_within(value: Option<f64>, ends: (f64, f64)) -> Result<f64, Refusal> {
    let value = within(value, ends)?;
    if value.fract() == 0.0 { Ok(value) } else { Err(Refusal::NotWhole) }
}

/// Decimals that a double-precision number may need.
const MOST_DECIMALS: u8 = 17;
/// Decimals of a per cent that somebody typed; more of them come of computing.
const MOST_PERCENT_DECIMALS: u8 = 8;

impl Words {
    /// A number with at least so many decimals, and as many more as it takes to be read as the same number again: what a field
    /// shows must be what is in force.
    pub fn exact(self, value: f64, least: u8) -> String {
        let reads_back = |decimals: &u8| parse_number(&self.number(Some(value), *decimals)) == Ok(value);
        let decimals = (least..=MOST_DECIMALS.max(least)).find(reads_back);
        self.number(Some(value), decimals.unwrap_or(least))
    }

    /// A share of 0 to 1 as per cent, likewise; one that came of computing (two thirds) with two decimals.
    pub fn exact_share(self, share: f64) -> String {
        let text = |decimals: u8| format_percent(share, decimals, self.language);
        let reads_back =
            |decimals: &u8| parse_number(&text(*decimals)).is_ok_and(|percent| percent / 100.0 == share);
        text((0..=MOST_PERCENT_DECIMALS).find(reads_back).unwrap_or(2))
    }
}

/// The reader's language alone.
impl From<Language> for Words {
    fn from(language: Language) -> Self {
        Self { language }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOTH: [Language; 2] = [Language::Fa, Language::En];

    #[test]
    fn what_is_no_number_is_refused_with_its_reason_in_both_languages() {
        for text in ["12,5", "abc", "5e5", "1402/07", "۱٫۲٫۳", "--4"] {
            let refused = read_typed(text).unwrap_err();
            for language in BOTH {
                let said = refused.text(text, language.into());
                assert!(said.contains(text), "{said}");
            }
        }
        assert_eq!(read_typed("1402/07"), Err(Refusal::NoNumber(NumberError::LooksLikeDate)));
        assert_eq!((read_typed(""), read_typed(" \u{200f}")), (Ok(None), Ok(None)));
        assert_eq!(read_typed("۱/۵"), Ok(Some(1.5)));
        let empty = within(None, (0.0, 1.0)).unwrap_err();
        assert_eq!(empty.text("", Language::Fa.into()), "خانه خالی است؛ مقدار پیشین برجاست");
    }

    #[test]
    fn ends_are_allowed_and_said() {
        let ends = (1.0, 1000.0);
        assert_eq!((within(Some(1.0), ends), whole_within(Some(1000.0), ends)), (Ok(1.0), Ok(1000.0)));
        assert_eq!(whole_within(Some(2.5), ends), Err(Refusal::NotWhole));
        let said = within(Some(1001.0), ends).unwrap_err().text("1001", Language::Fa.into());
        assert!(said.contains("۱٬۰۰۰"), "{said}");
    }

    #[test]
    fn a_field_shows_the_bound_that_is_used() {
        let words = Words::from(Language::Fa);
        assert_eq!(words.exact(1.5, 0), "۱٫۵");
        assert_eq!(words.exact(500_000.5, 0), "۵۰۰٬۰۰۰٫۵");
        assert_eq!(words.exact(500_000.0, 0), "۵۰۰٬۰۰۰");
        assert_eq!(words.exact(12.0, 2), "۱۲٫۰۰");
        assert_eq!((words.exact_share(0.125), words.exact_share(0.07)), ("۱۲٫۵٪".into(), "۷٪".into()));
        assert_eq!(words.exact_share(2.0 / 3.0), "۶۶٫۶۷٪");
    }

    proptest! {
        #[test]
        fn any_number_typed_is_shown_as_itself(value in -1e9..1e9_f64, decimals in 0..4_u8) {
            for language in BOTH {
                prop_assert_eq!(parse_number(&Words::from(language).exact(value, decimals)), Ok(value));
            }
        }

        #[test]
        fn any_per_cent_typed_is_shown_as_itself(hundredths in 0..=10_000_u32) {
            let share = f64::from(hundredths) / 100.0 / 100.0;
            let shown = Words::from(Language::En).exact_share(share);
            prop_assert_eq!(parse_number(&shown), Ok(f64::from(hundredths) / 100.0));
        }
    }
}
