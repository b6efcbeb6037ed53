//! One indicator in one period: a contiguous column of numbers with gaps.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer, ser::SerializeSeq};

use crate::json::RAW;

/// A column of `f64`, one entry per area, `NaN` standing for a missing value.
///
/// `NaN` never leaves this type: [`Column::get`] answers `None`, and a file writes `null`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    values: Vec<f64>,
    missing: usize,
}

impl Column {
    /// Wraps values; every non-finite number counts as missing.
    pub fn new(mut values: Vec<f64>) -> Self {
        let mut missing = 0;
        for value in &mut values {
            if !value.is_finite() {
                *value = f64::NAN;
                missing += 1;
            }
        }
        Self { values, missing }
    }

    /// Number of areas, missing ones included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the column has no entry at all.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many areas have no value.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// Whether every area has a value.
    pub fn is_complete(&self) -> bool {
        self.missing == 0
    }

    /// The value of area `index`; `None` when missing or out of range.
    pub fn get(&self, index: usize) -> Option<f64> {
        self.values.get(index).copied().filter(|value| !value.is_nan())
    }

    /// The raw numbers, `NaN` where missing: for the hot paths, which skip `NaN` themselves.
    pub fn raw(&self) -> &[f64] {
        &self.values
    }

    /// The values that are there, in area order.
    pub fn present(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().copied().filter(|value| !value.is_nan())
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.values.len()))?;
        for value in &self.values {
            sequence.serialize_element(&ShortNumber(*value))?;
        }
        sequence.end()
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, ColumnVisitor)
    }
}

struct ColumnVisitor;

impl<'de> Visitor<'de> for ColumnVisitor {
    type Value = Column;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an array of numbers and nulls")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Column, E> {
        parse_column(text).map_err(|error| E::custom(error.to_wire(text)))
    }

    /// Other readers than our own hand out no text.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Column, D::Error> {
        let values = Vec::<Option<f64>>::deserialize(deserializer)?;
        Ok(Column::new(values.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Column {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Column".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "One entry per area, in area order; `null` is missing.",
            "type": "array",
            "items": { "type": ["number", "null"] }
        })
    }
}

/// Writes 12 rather than 12.0 and `null` for missing: a third off the file, and still the same number.
struct ShortNumber(f64);

impl Serialize for ShortNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;
        if self.0.is_nan() {
            serializer.serialize_none()
        } else if self.0.fract() == 0.0 && self.0.abs() < EXACT_INTEGER {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Why a column could not be read; `offset` is in bytes from the column's opening bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnError {
    /// Byte offset inside the column's text.
    pub offset: usize,
    /// Zero-based position of the entry.
    pub entry: usize,
    /// What is wrong.
    pub kind: ColumnErrorKind,
}

/// Marks a column's error inside a serde message, which can carry only text.
const WIRE_MARK: &str = "column-error";

impl ColumnError {
    /// Serialises for the journey through serde. The place travels as an address, since the reader
    /// knows no other place than the column's end.
    fn to_wire(self, text: &str) -> String {
        format!("{WIRE_MARK} {} {} {}", self.kind as u8, self.entry, text.as_ptr() as usize + self.offset)
    }

    /// The error back from such a message: kind, entry and the address of its text in memory.
    pub(super) fn from_wire(message: &str) -> Option<(ColumnErrorKind, usize, usize)> {
        let mut words = message.strip_prefix(WIRE_MARK)?.split_whitespace();
        let kind = match words.next()? {
            "0" => ColumnErrorKind::NotAnArray,
            "1" => ColumnErrorKind::NotANumber,
            _ => ColumnErrorKind::TooLarge,
        };
        Some((kind, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
    }
}

/// The ways in which an entry of a column can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnErrorKind {
    /// The column is not an array.
    NotAnArray,
    /// The entry is neither a number nor `null`.
    NotANumber,
    /// The number is beyond what a 64-bit float can hold.
    TooLarge,
}

/// Reads `[1, 2.5, null, …]` from text already known to be well-formed JSON.
///
/// Numbers of up to 15 significant digits take an exact short cut (mantissa and power of ten are both
/// exact in `f64`, so one multiplication or division rounds correctly); the rest go to the standard library.
///
/// # Errors
/// The first entry that is not a finite number or `null`.
pub fn parse_column(text: &str) -> Result<Column, ColumnError> {
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    if bytes.get(at) != Some(&b'[') {
        return Err(ColumnError { offset: at, entry: 0, kind: ColumnErrorKind::NotAnArray });
    }
    at = skip_space(bytes, at + 1);
    let mut values = Vec::with_capacity(bytes.len() / 6);
    let mut missing = 0;
    while at < bytes.len() && bytes[at] != b']' {
        let error = |kind| ColumnError { offset: at, entry: values.len(), kind };
        let (value, next) = parse_entry(text, at).map_err(error)?;
        missing += usize::from(value.is_nan());
        values.push(value);
        at = skip_space(bytes, next);
        if bytes.get(at) == Some(&b',') {
            at = skip_space(bytes, at + 1);
        }
    }
    Ok(Column { values, missing })
}

#[inline]
fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

#[inline]
fn parse_entry(text: &str, at: usize) -> Result<(f64, usize), ColumnErrorKind> {
    let bytes = text.as_bytes();
    if bytes[at] == b'n' {
        return Ok((f64::NAN, at + 4));
    }
    let negative = bytes[at] == b'-';
    let mut next = at + usize::from(negative);
    if !matches!(bytes.get(next), Some(b'0'..=b'9')) {
        return Err(ColumnErrorKind::NotANumber);
    }
    let mut mantissa: u64 = 0;
    let mut digits = 0;
    let mut exponent = 0_i32;
    while let Some(digit @ b'0'..=b'9') = bytes.get(next) {
        mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        digits += i32::from(mantissa != 0);
        next += 1;
    }
    if bytes.get(next) == Some(&b'.') {
        next += 1;
        while let Some(digit @ b'0'..=b'9') = bytes.get(next) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            digits += i32::from(mantissa != 0);
            exponent -= 1;
            next += 1;
        }
    }
    let plain = !matches!(bytes.get(next), Some(b'e' | b'E'));
    if plain && digits <= 15 && exponent >= -22 {
        let magnitude = mantissa as f64 / POWERS[exponent.unsigned_abs() as usize];
        return Ok((if negative { -magnitude } else { magnitude }, next));
    }
    parse_slowly(text, at)
}

#[cold]
fn parse_slowly(text: &str, at: usize) -> Result<(f64, usize), ColumnErrorKind> {
    let rest = &text[at..];
    let length =
        rest.bytes().take_while(|b| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).count();
    let value: f64 = rest[..length].parse().map_err(|_| ColumnErrorKind::NotANumber)?;
    if value.is_finite() { Ok((value, at + length)) } else { Err(ColumnErrorKind::TooLarge) }
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Option<f64>> {
        let column = parse_column(text).unwrap();
        (0..column.len()).map(|i| column.get(i)).collect()
    }

    #[test]
    fn reads_numbers_and_gaps() {
        assert_eq!(read("[]"), vec![]);
        assert_eq!(read(" [ 1 , -2.5,null, 0.001 ] "), vec![Some(1.0), Some(-2.5), None, Some(0.001)]);
        assert_eq!(read("[1e3,1E-2,-0]"), vec![Some(1000.0), Some(0.01), Some(-0.0)]);
        assert_eq!(read("[12345678901234567890]"), vec![Some(12345678901234567890.0)]);
    }

    #[test]
    fn says_which_entry_is_wrong() {
        let error = parse_column("[1, \"a\"]").unwrap_err();
        assert_eq!((error.entry, error.offset, error.kind), (1, 4, ColumnErrorKind::NotANumber));
        assert_eq!(parse_column("[1e999]").unwrap_err().kind, ColumnErrorKind::TooLarge);
        assert_eq!(parse_column("{}").unwrap_err().kind, ColumnErrorKind::NotAnArray);
        assert_eq!(parse_column("[[1]]").unwrap_err().kind, ColumnErrorKind::NotANumber);
        assert_eq!(parse_column("[true]").unwrap_err().kind, ColumnErrorKind::NotANumber);
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(values in prop::collection::vec(prop::num::f64::NORMAL, 0..40)) {
            let text = format!("[{}]", values.iter().map(|v| format!("{v:?}")).collect::<Vec<_>>().join(","));
            let column = parse_column(&text).unwrap();
            prop_assert_eq!(column.raw(), &values[..]);
        }

        #[test]
        fn short_decimals_are_exact(units in -999_999_999_i64..999_999_999, places in 0_usize..9) {
            let text = format!("{:.*}", places, units as f64 / 10_f64.powi(places as i32));
            let column = parse_column(&format!("[{text}]")).unwrap();
            prop_assert_eq!(column.raw()[0].to_bits(), text.parse::<f64>().unwrap().to_bits());
        }

        #[test]
        fn survives_a_round_trip(values in prop::collection::vec(prop::option::of(prop::num::f64::NORMAL), 0..40)) {
            let column = Column::new(values.iter().map(|v| v.unwrap_or(f64::NAN)).collect());
            let back = parse_column(&serde_json::to_string(&column).unwrap()).unwrap();
            prop_assert_eq!((0..back.len()).map(|i| back.get(i)).collect::<Vec<_>>(), values);
        }
    }
}
