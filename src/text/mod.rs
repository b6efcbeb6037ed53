//! Written Persian and English: digits, numbers, dates, search, order, direction.
//!
//! Everything here is a pure function of its arguments: text in, text or number out.
//! It must not know the web (no locale of a browser, no clock), nor any type of the
//! snapshot, the scenario or the result: it is handed strings and numbers, and the caller
//! knows what they mean.
//!
//! - [`digits`]: one digit system to another, and reading a number somebody typed
//! - [`number`]: a number as a reader expects to see it
//! - [`fold`](mod@fold): one spelling for many, and search over it
//! - [`collate`]: the order of the Persian alphabet
//! - [`date`]: dates of the Iranian solar calendar
//! - [`messages`]: every sentence of the interface in both languages
//! - [`bidi`]: codes and Latin names inside right-to-left sentences
//! - [`plain`]: text of others, cut and made harmless before it is shown

pub mod bidi;
pub mod collate;
pub mod date;
mod decimal;
pub mod digits;
pub mod fold;
mod letters;
pub mod messages;
pub mod number;
pub mod plain;
mod json_faults;

pub use bidi::{isolate, ltr};
pub use collate::collation_key;
pub use date::{DateError, JalaliDate};
pub use digits::{NumberError, parse_number, to_latin_digits, to_persian_digits};
pub use fold::{Query, fold, has_arabic_letters, matches};
pub use json_faults::reading_fault;
pub use messages::{Msg, fill};
pub use number::{NumberFormat, compact, decimals_beside, format_int, format_percent, ordinal};
pub use plain::{cut, harmless, is_steering, shortened};

use serde::{Deserialize, Serialize};

/// A language the product speaks. Persian unless somebody chooses otherwise.
///
/// ```
/// use negah::text::Language;
///
/// assert_eq!(Language::default().dir(), "rtl");
/// assert_eq!(Language::En.code(), "en");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Persian, written right to left with Persian digits.
    #[default]
    Fa,
    /// English, written left to right with Latin digits.
    En,
}

impl Language {
    /// The writing direction as HTML's `dir` attribute names it: `"rtl"` or `"ltr"`.
    pub fn dir(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }

    /// The language tag (BCP 47): `"fa"` or `"en"`. The same word serde reads and writes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_and_code_agree() {
        for language in [Language::Fa, Language::En] {
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{}\"", language.code()));
            assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
        }
        assert!(serde_json::from_str::<Language>("\"FA\"").is_err());
    }

    #[test]
    fn persian_is_the_default_and_runs_right_to_left() {
        assert_eq!(Language::default(), Language::Fa);
        assert_eq!((Language::Fa.dir(), Language::En.dir()), ("rtl", "ltr"));
    }
}
