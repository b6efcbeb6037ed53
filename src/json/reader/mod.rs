//! The reader as serde sees it.
//!
//! What depends on the visitor is as short as can be: all of it is compiled for each type that is read.

mod access;

use std::borrow::Cow;

use serde::de::{Deserializer, Error, Expected, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use access::{Inside, Variant};

use super::RAW;
use super::fault::{Fault, FaultKind, Wrong, place_after};
use super::text::{Number, Text};

/// Reads one text.
pub struct Reader<'de> {
    text: Text<'de>,
    /// Where one is; nothing is taken back once reading has failed.
    path: Vec<Step>,
}

/// One step down.
#[derive(Clone, Copy)]
enum Step {
    /// Into the member, or variant, whose name stands at this byte.
    Name(usize),
    /// Into this entry of a list.
    Entry(usize),
}

impl<'de> Reader<'de> {
    /// At the start of a text.
    pub fn new(all: &'de str) -> Self {
        Self { text: Text { all, at: 0, depth: 0, failed: None }, path: Vec::new() }
    }

    /// Nothing may follow.
    pub fn end(&mut self) -> Result<(), Wrong> {
        match self.text.peek() {
            None => Ok(()),
            Some(_) => Err(self.text.broken("trailing characters")),
        }
    }

    /// The error with its place.
    pub fn fault(&mut self, error: Wrong) -> Fault {
        let (at, kind) = self.text.failed.unwrap_or((self.text.at, FaultKind::Shape));
        let (line, next) = place_after(&self.text.all.as_bytes()[..at]);
        let mut path = String::new();
        for step in std::mem::take(&mut self.path) {
            match step {
                Step::Entry(at) => path.push_str(&format!("[{at}]")),
                Step::Name(at) => {
                    self.text.at = at;
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&self.text.string().unwrap_or_default());
                }
            }
        }
        if path.is_empty() {
            path.push('.');
        }
        Fault { line, column: next - 1, path, kind, detail: error.0.into() }
    }

    fn marked<T>(&mut self, read: Result<T, Wrong>) -> Result<T, Wrong> {
        if read.is_err() {
            self.text.mark();
        }
        read
    }

    /// What stands here is not what was expected.
    #[cold]
    #[inline(never)]
    fn mismatch(&mut self, expected: &dyn Expected) -> Wrong {
        let wrong = self.describe(expected).unwrap_or_else(|broken| broken);
        self.text.mark();
        wrong
    }

    fn describe(&mut self, expected: &dyn Expected) -> Result<Wrong, Wrong> {
        fn refused(found: Unexpected, expected: &dyn Expected) -> Result<Wrong, Wrong> {
            Ok(Wrong::invalid_type(found, expected))
        }
        let refuse = |found| refused(found, expected);
        match self.text.peek() {
            Some(b'n') => self.text.word("null").and_then(|()| refuse(Unexpected::Unit)),
            Some(b't') => self.text.word("true").and_then(|()| refuse(Unexpected::Bool(true))),
            Some(b'f') => self.text.word("false").and_then(|()| refuse(Unexpected::Bool(false))),
            Some(b'"') => self.text.string().and_then(|own| refused(Unexpected::Str(&own), expected)),
            Some(b'-' | b'0'..=b'9') => self.text.number().and_then(|own| refuse(unexpected(own))),
            Some(b'[') => refuse(Unexpected::Seq),
            Some(b'{') => refuse(Unexpected::Map),
            _ => Err(self.text.broken("expected value")),
        }
    }

    /// A number, or a complaint.
    #[inline(never)]
    fn number(&mut self, expected: &dyn Expected) -> Result<Number, Wrong> {
        match self.text.peek() {
            Some(b'-' | b'0'..=b'9') => self.text.number(),
            _ => Err(self.mismatch(expected)),
        }
    }

    /// Goes in where this bracket opens, or complains.
    #[inline(never)]
    fn open(&mut self, bracket: u8, expected: &dyn Expected) -> Result<(), Wrong> {
        if self.text.peek() == Some(bracket) { self.text.open() } else { Err(self.mismatch(expected)) }
    }

    /// Behind a list or an object. A member that is missing shows at the end of its object.
    #[inline(never)]
    fn close(&mut self, refused: bool, close: u8, depth: usize) -> Result<(), Wrong> {
        if !refused {
            self.path.truncate(depth);
            return self.text.close(close);
        }
        if self.text.failed.is_none() {
            self.text.at += usize::from(self.text.peek() == Some(close));
            self.text.mark();
        }
        Ok(())
    }

    fn list<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Wrong> {
        self.open(b'[', &visitor)?;
        let depth = self.path.len();
        let read = visitor.visit_seq(Inside { reader: self, first: true });
        self.close(read.is_err(), b']', depth)?;
        read
    }

    fn object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Wrong> {
        self.open(b'{', &visitor)?;
        let depth = self.path.len();
        let read = visitor.visit_map(Inside { reader: self, first: true });
        self.close(read.is_err(), b'}', depth)?;
        read
    }

    fn words<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Wrong> {
        if self.text.peek() != Some(b'"') {
            return Err(self.mismatch(&visitor));
        }
        let read = match self.text.string()? {
            Cow::Borrowed(own) => visitor.visit_borrowed_str(own),
            Cow::Owned(own) => visitor.visit_string(own),
        };
        self.marked(read)
    }

    fn numeric<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Wrong> {
        let read = match self.number(&visitor)? {
            Number::Whole(own) => visitor.visit_u64(own),
            Number::Negative(own) => visitor.visit_i64(own),
            Number::Real(own) => visitor.visit_f64(own),
        };
        self.marked(read)
    }
}

fn unexpected(number: Number) -> Unexpected<'static> {
    match number {
        Number::Whole(own) => Unexpected::Unsigned(own),
        Number::Negative(own) => Unexpected::Signed(own),
        Number::Real(own) => Unexpected::Float(own),
    }
}

macro_rules! as_number {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            self.numeric(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Wrong;

    as_number! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
    }

    forward_to_deserialize_any! { char bytes byte_buf unit unit_struct i128 u128 }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.text.peek() {
            Some(b'"') => self.words(visitor),
            Some(b'[') => self.list(visitor),
            Some(b'{') => self.object(visitor),
            Some(b'-' | b'0'..=b'9') => self.numeric(visitor),
            Some(b'n') => {
                self.text.word("null")?;
                let read = visitor.visit_unit();
                self.marked(read)
            }
            _ => self.deserialize_bool(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let yes = match self.text.peek() {
            Some(b't') => true,
            Some(b'f') => false,
            _ => return Err(self.mismatch(&visitor)),
        };
        self.text.word(if yes { "true" } else { "false" })?;
        let read = visitor.visit_bool(yes);
        self.marked(read)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.words(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.words(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.words(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.text.peek() == Some(b'n') {
            self.text.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        if name != RAW {
            return visitor.visit_newtype_struct(self);
        }
        let read = visitor.visit_borrowed_str(self.text.skip()?);
        self.marked(read)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.object(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.text.peek() {
            Some(b'"') => {
                let read = visitor.visit_enum(Variant { reader: self, bare: true });
                self.marked(read)
            }
            Some(b'{') => {
                self.text.open()?;
                if self.text.peek() != Some(b'"') {
                    return Err(self.text.broken("expected value"));
                }
                let depth = self.path.len();
                let read = visitor.visit_enum(Variant { reader: self, bare: false });
                self.close(read.is_err(), b'}', depth)?;
                read
            }
            _ => Err(self.mismatch(&"string or map")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.text.skip()?;
        visitor.visit_unit()
    }
}
