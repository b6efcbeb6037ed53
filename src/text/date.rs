//! Dates of the Iranian solar (Jalali) calendar.
//!
//! Files hold ISO dates (Gregorian, `YYYY-MM-DD`); people read and type Jalali ones. Leap years
//! follow the calendar rules of ICU.

use super::Language;
use super::digits::{to_latin_digits, to_persian_digits};
use icu_calendar::Date;
use icu_calendar::cal::{Iso, Persian};
use std::fmt;
use thiserror::Error;

/// Years accepted. Wide enough for any record here, narrow enough that a Gregorian year typed
/// for a Jalali one, or the reverse, is noticed.
const YEARS: std::ops::RangeInclusive<i32> = 1200..=1599;

const PERSIAN_MONTHS: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

const ENGLISH_MONTHS: [&str; 12] = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
];

/// Why something is not a date. `Display` is English; [`message`](Self::message) has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// Not written as a year, a month and a day.
    #[error("not written as year, month, day")]
    Format,
    /// The Jalali year is outside 1200 to 1599. Often a date of the other calendar.
    #[error("year outside 1200 to 1599 of the solar calendar")]
    Year,
    /// The month is not 1 to 12.
    #[error("month outside 1 to 12")]
    Month,
    /// The month has no such day, such as 30 Esfand in a common year.
    #[error("the month has no such day")]
    Day,
}

impl DateError {
    /// The sentence to show, without a full stop.
    pub fn message(self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        let sentence = match self {
            Self::Format => "تاریخ به صورت سال/ماه/روز نوشته نشده است",
            Self::Year => "سال بیرون از بازهٔ ۱۲۰۰ تا ۱۵۹۹ شمسی است",
            Self::Month => "ماه باید از ۱ تا ۱۲ باشد",
            Self::Day => "این ماه چنین روزی ندارد",
        };
        sentence.to_owned()
    }
}

/// A day of the Iranian solar calendar that exists, in the years 1200 to 1599.
///
/// Orders by time. `Display` writes «۱۴۰۲/۰۷/۲۹», in Persian digits.
///
/// ```
/// use negah::text::JalaliDate;
///
/// let day = JalaliDate::from_iso("2023-10-21")?;
/// assert_eq!(day.to_string(), "۱۴۰۲/۰۷/۲۹");
/// assert_eq!(day.to_iso(), "2023-10-21");
/// # Ok::<(), negah::text::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JalaliDate(Date<Persian>);

impl JalaliDate {
    /// The day with these numbers, months and days from 1.
    ///
    /// # Errors
    ///
    /// [`DateError::Year`], [`DateError::Month`] or [`DateError::Day`] for the first number
    /// that is out of range.
    ///
    /// ```
    /// use negah::text::{DateError, JalaliDate};
    ///
    /// assert!(JalaliDate::new(1403, 12, 30).is_ok());
    /// assert_eq!(JalaliDate::new(1402, 12, 30), Err(DateError::Day));
    /// ```
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !YEARS.contains(&year) {
            return Err(DateError::Year);
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::Month);
        }
        Date::try_new_persian(year, month, day).map(Self).map_err(|_| DateError::Day)
    }

    /// The day an ISO 8601 date, exactly `YYYY-MM-DD` in Latin digits, falls on.
    ///
    /// # Errors
    ///
    /// [`DateError::Format`] when written otherwise, [`DateError::Month`] or
    /// [`DateError::Day`] when the Gregorian calendar has no such day, [`DateError::Year`]
    /// when it lies outside the Jalali years 1200 to 1599 (as `1402-07-29` does).
    pub fn from_iso(text: &str) -> Result<Self, DateError> {
        let [year, month, day] = three_numbers(text, '-')?;
        if text.len() != 10 || text.bytes().position(|b| b == b'-') != Some(4) || text.as_bytes()[7] != b'-' {
            return Err(DateError::Format);
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::Month);
        }
        let iso = Date::try_new_iso(i32::from(year), small(month), small(day)).map_err(|_| DateError::Day)?;
        let date = Self(iso.to_calendar(Persian));
        if YEARS.contains(&date.year()) { Ok(date) } else { Err(DateError::Year) }
    }

    /// The same day as an ISO 8601 date, `YYYY-MM-DD` in Latin digits.
    pub fn to_iso(self) -> String {
        let iso = self.0.to_calendar(Iso);
        format!("{:04}-{:02}-{:02}", iso.year().extended_year(), iso.month().number(), iso.day_of_month().0)
    }

    /// Reads a Jalali date as typed: year, month, day, in any digits, one or two of them for
    /// month and day, four for the year, between slashes, hyphens or full stops of one kind.
    /// White space around it and direction marks do not matter.
    ///
    /// # Errors
    ///
    /// [`DateError`] says which part is wrong. A Gregorian date is [`DateError::Year`].
    ///
    /// ```
    /// use negah::text::{DateError, JalaliDate};
    ///
    /// assert_eq!(JalaliDate::parse("۱۴۰۲/۷/۲۹"), JalaliDate::new(1402, 7, 29));
    /// assert_eq!(JalaliDate::parse("2023-10-21"), Err(DateError::Year));
    /// ```
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text: String = to_latin_digits(text).replace(|c| matches!(c, '\u{200C}'..='\u{200F}'), "");
        let text = text.trim();
        let separator = text.chars().find(|c| matches!(c, '/' | '-' | '.')).ok_or(DateError::Format)?;
        let [year, month, day] = three_numbers(text, separator)?;
        if text.find(separator) != Some(4) {
            return Err(DateError::Format);
        }
        Self::new(i32::from(year), small(month), small(day))
    }

    /// The year, 1200 to 1599.
    pub fn year(self) -> i32 {
        self.0.year().extended_year()
    }

    /// The month, 1 (Farvardin) to 12 (Esfand).
    pub fn month(self) -> u8 {
        self.0.month().number()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day_of_month().0
    }

    /// The date with its month in words.
    ///
    /// ```
    /// use negah::text::{JalaliDate, Language};
    ///
    /// let day = JalaliDate::new(1402, 7, 29)?;
    /// assert_eq!(day.long(Language::Fa), "۲۹ مهر ۱۴۰۲");
    /// assert_eq!(day.long(Language::En), "29 Mehr 1402");
    /// # Ok::<(), negah::text::DateError>(())
    /// ```
    pub fn long(self, language: Language) -> String {
        let at = usize::from(self.month() - 1);
        let (day, year) = (self.day(), self.year());
        match language {
            Language::Fa => to_persian_digits(&format!("{day} {} {year}", PERSIAN_MONTHS[at])),
            Language::En => format!("{day} {} {year}", ENGLISH_MONTHS[at]),
        }
    }
}

impl fmt::Display for JalaliDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let latin = format!("{:04}/{:02}/{:02}", self.year(), self.month(), self.day());
        f.pad(&to_persian_digits(&latin))
    }
}

/// Three runs of one to four Latin digits between `separator`s, nothing else.
fn three_numbers(text: &str, separator: char) -> Result<[u16; 3], DateError> {
    let number = |part: &str| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|_| digits)
    };
    let numbers: Option<Vec<u16>> = text.split(separator).map(number).collect();
    numbers.and_then(|numbers| numbers.try_into().ok()).ok_or(DateError::Format)
}

/// A month or day as the calendar takes it; too large a one stays too large.
fn small(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The first day of some years and days around leap days, known from printed calendars.
    const KNOWN: [(&str, i32, u8, u8); 20] = [
        ("1925-03-21", 1304, 1, 1),
        ("1979-02-11", 1357, 11, 22),
        ("1980-09-22", 1359, 6, 31),
        ("1989-06-03", 1368, 3, 13),
        ("1996-03-20", 1375, 1, 1),
        ("2000-01-01", 1378, 10, 11),
        ("2000-03-20", 1379, 1, 1),
        ("2003-12-26", 1382, 10, 5),
        ("2017-03-20", 1395, 12, 30),
        ("2017-03-21", 1396, 1, 1),
        ("2020-03-20", 1399, 1, 1),
        ("2021-03-20", 1399, 12, 30),
        ("2021-03-21", 1400, 1, 1),
        ("2023-03-21", 1402, 1, 1),
        ("2023-10-21", 1402, 7, 29),
        ("2024-02-29", 1402, 12, 10),
        ("2024-03-19", 1402, 12, 29),
        ("2024-03-20", 1403, 1, 1),
        ("2025-03-20", 1403, 12, 30),
        ("2025-03-21", 1404, 1, 1),
    ];

    #[test]
    fn known_dates_both_ways() {
        for (iso, year, month, day) in KNOWN {
            let date = JalaliDate::new(year, month, day).unwrap();
            assert_eq!(JalaliDate::from_iso(iso), Ok(date), "{iso}");
            assert_eq!(date.to_iso(), iso);
            assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
        }
    }

    #[test]
    fn esfand_has_thirty_days_in_leap_years_only() {
        let leap: Vec<i32> = (1390..=1412).filter(|&year| JalaliDate::new(year, 12, 30).is_ok()).collect();
        assert_eq!(leap, [1391, 1395, 1399, 1403, 1408, 1412]);
        assert!((1390..=1412).all(|year| JalaliDate::new(year, 12, 29).is_ok()));
    }

    #[test]
    fn months_have_their_days() {
        assert!(JalaliDate::new(1402, 6, 31).is_ok());
        assert_eq!(JalaliDate::new(1402, 7, 31), Err(DateError::Day));
        assert_eq!(JalaliDate::new(1402, 1, 0), Err(DateError::Day));
        assert_eq!(JalaliDate::new(1402, 13, 1), Err(DateError::Month));
        assert_eq!(JalaliDate::new(1402, 0, 1), Err(DateError::Month));
        assert_eq!(JalaliDate::new(2023, 1, 1), Err(DateError::Year));
    }

    #[test]
    fn typed_dates() {
        let expected = JalaliDate::new(1402, 7, 9);
        for text in ["۱۴۰۲/۰۷/۰۹", "1402/7/9", "١٤٠٢-٠٧-٠٩", " 1402.07.9 ", "\u{200F}۱۴۰۲/۷/۹\u{200E}"]
        {
            assert_eq!(JalaliDate::parse(text), expected, "{text}");
        }
        for text in [
            "",
            "1402",
            "1402/07",
            "1402/07/09/1",
            "1402/07-09",
            "02/07/09",
            "9/7/1402",
            "1402/+7/9",
            "1402//9",
            "۱۴۰۲ مهر ۹",
        ] {
            assert_eq!(JalaliDate::parse(text), Err(DateError::Format), "{text}");
        }
        assert_eq!(JalaliDate::parse("1402/700/9"), Err(DateError::Month));
        assert_eq!(JalaliDate::parse("1402/7/300"), Err(DateError::Day));
        assert_eq!(JalaliDate::parse("2023/10/21"), Err(DateError::Year));
    }

    #[test]
    fn iso_dates_are_strict() {
        for text in [
            "2023-1-21",
            "2023/10/21",
            "20231021",
            "2023-10-21T00:00",
            "۲۰۲۳-۱۰-۲۱",
            "023-100-21",
            "",
            "2023-10-2 ",
        ] {
            assert_eq!(JalaliDate::from_iso(text), Err(DateError::Format), "{text}");
        }
        assert_eq!(JalaliDate::from_iso("2023-13-01"), Err(DateError::Month));
        assert_eq!(JalaliDate::from_iso("2023-02-29"), Err(DateError::Day));
        assert_eq!(JalaliDate::from_iso("1402-07-29"), Err(DateError::Year));
    }

    #[test]
    fn written_forms() {
        let date = JalaliDate::new(1403, 2, 5).unwrap();
        assert_eq!(date.to_string(), "۱۴۰۳/۰۲/۰۵");
        assert_eq!(date.long(Language::Fa), "۵ اردیبهشت ۱۴۰۳");
        assert_eq!(date.long(Language::En), "5 Ordibehesht 1403");
    }

    #[test]
    fn every_error_has_a_sentence_in_both_languages() {
        for error in [DateError::Format, DateError::Year, DateError::Month, DateError::Day] {
            assert_eq!(error.message(Language::En), error.to_string());
            assert_ne!(error.message(Language::Fa), error.to_string());
        }
    }

    proptest! {
        #[test]
        fn every_day_survives_both_trips(year in YEARS, month in 1_u8..=12, day in 1_u8..=29) {
            let date = JalaliDate::new(year, month, day).unwrap();
            prop_assert_eq!(JalaliDate::from_iso(&date.to_iso()), Ok(date));
            prop_assert_eq!(JalaliDate::parse(&date.to_string()), Ok(date));
        }

        #[test]
        fn iso_order_is_jalali_order(a in 0_usize..140_000, b in 0_usize..140_000) {
            let nth = |n: usize| JalaliDate::new(1200 + (n / 360) as i32, (n / 30 % 12) as u8 + 1, (n % 29) as u8 + 1).unwrap();
            prop_assert_eq!(nth(a).cmp(&nth(b)), nth(a).to_iso().cmp(&nth(b).to_iso()));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9۰-۹/.-]{6,12}|.*") {
            if let Ok(date) = JalaliDate::parse(&text).or(JalaliDate::from_iso(&text)) {
                prop_assert_eq!(JalaliDate::parse(&date.to_string()), Ok(date));
            }
        }
    }
}
