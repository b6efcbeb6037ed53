//! The grammar of JSON: strings, numbers, what is passed over. Nothing here depends on the type that is read.

use std::borrow::Cow;

use super::fault::{FaultKind, Wrong};

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Whole and not negative.
    Whole(u64),
    /// Whole and below 0.
    Negative(i64),
    /// Any other; never infinite.
    Real(f64),
}

/// Where one is in a text.
pub struct Text<'de> {
    /// The whole text.
    pub all: &'de str,
    /// The next byte to read.
    pub at: usize,
    /// How many brackets are open.
    pub depth: u8,
    /// Where and how reading failed, once it has.
    pub failed: Option<(usize, FaultKind)>,
}

/// Brackets within brackets, at most: each takes some of the stack.
const DEEPEST: u8 = 128;
const UNCLOSED: &str = "EOF while parsing a string";

impl<'de> Text<'de> {
    /// The next byte that is not white space.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
        }
    }

    fn byte(&self) -> Option<u8> {
        self.all.as_bytes().get(self.at).copied()
    }

    /// This is not JSON: the fault lies in the next byte.
    #[cold]
    pub fn broken(&mut self, detail: &str) -> Wrong {
        let cut = self.at >= self.all.len();
        let kind = if cut { FaultKind::Cut } else { FaultKind::Syntax };
        self.failed = Some((self.all.len().min(self.at + 1), kind));
        let missing = match detail {
            "expected `,` or `}`" | "expected `:`" => "EOF while parsing an object",
            "expected `,` or `]`" => "EOF while parsing a list",
            UNCLOSED => UNCLOSED,
            _ => "EOF while parsing a value",
        };
        Wrong(if cut { missing.into() } else { detail.into() })
    }

    /// What a visitor refused ends here.
    pub fn mark(&mut self) {
        if self.failed.is_none() {
            self.failed = Some((self.at, FaultKind::Shape));
        }
    }

    /// One bracket more is open.
    pub fn open(&mut self) -> Result<(), Wrong> {
        if self.depth == DEEPEST {
            return Err(self.broken("recursion limit exceeded"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// The bracket that was opened last.
    pub fn close(&mut self, close: u8) -> Result<(), Wrong> {
        if self.peek() != Some(close) {
            return Err(self.broken("trailing characters"));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    /// Whether another entry follows before `close`; stands at its start then, and before `close` otherwise.
    pub fn next_entry(&mut self, first: &mut bool, close: u8) -> Result<bool, Wrong> {
        match self.peek() {
            Some(own) if own == close => return Ok(false),
            Some(b',') if !*first => {
                self.at += 1;
                if self.peek() == Some(close) {
                    return Err(self.broken("trailing comma"));
                }
            }
            Some(_) if *first => {}
            _ if close == b'}' => return Err(self.broken("expected `,` or `}`")),
            _ => return Err(self.broken("expected `,` or `]`")),
        }
        *first = false;
        if close == b'}' && self.peek() != Some(b'"') {
            return Err(self.broken("key must be a string"));
        }
        Ok(true)
    }

    /// The colon behind a key.
    pub fn colon(&mut self) -> Result<(), Wrong> {
        if self.peek() == Some(b':') {
            self.at += 1;
            return Ok(());
        }
        Err(self.broken("expected `:`"))
    }

    /// `null`, `true`, `false`.
    pub fn word(&mut self, word: &str) -> Result<(), Wrong> {
        for expected in word.bytes() {
            if self.byte() != Some(expected) {
                return Err(self.broken("expected ident"));
            }
            self.at += 1;
        }
        Ok(())
    }

    /// A string; its quote is the next byte.
    pub fn string(&mut self) -> Result<Cow<'de, str>, Wrong> {
        self.at += 1;
        let mut from = self.at;
        let mut unescaped = String::new();
        loop {
            match self.byte() {
                Some(b'"') => {
                    let rest = &self.all[from..self.at];
                    self.at += 1;
                    if unescaped.is_empty() {
                        return Ok(Cow::Borrowed(rest));
                    }
                    return Ok(Cow::Owned(unescaped + rest));
                }
                Some(b'\\') => {
                    unescaped.push_str(&self.all[from..self.at]);
                    self.at += 1;
                    unescaped.push(self.escaped()?);
                    from = self.at;
                }
                Some(0..0x20) => {
                    return Err(
                        self.broken("control character (\\u0000-\\u001F) found while parsing a string")
                    );
                }
                Some(_) => self.at += 1,
                None => return Err(self.broken(UNCLOSED)),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Wrong> {
        let letter = match self.byte() {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.coded(),
            _ => return Err(self.broken("invalid escape")),
        };
        self.at += 1;
        Ok(letter)
    }

    /// `u06af`, or the first of two halves.
    fn coded(&mut self) -> Result<char, Wrong> {
        let high = self.four_digits()?;
        let mut code = high;
        if (0xd800..0xdc00).contains(&high) {
            if self.byte() != Some(b'\\') {
                return Err(self.broken("unexpected end of hex escape"));
            }
            self.at += 1;
            if self.byte() != Some(b'u') {
                return Err(self.broken("unexpected end of hex escape"));
            }
            let low = self.four_digits()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        char::from_u32(code).ok_or_else(|| self.broken("lone leading surrogate in hex escape"))
    }

    fn four_digits(&mut self) -> Result<u32, Wrong> {
        let mut code = 0;
        for _ in 0..4 {
            self.at += 1;
            match self.byte().and_then(|own| char::from(own).to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => return Err(self.broken("invalid escape")),
            }
        }
        self.at += 1;
        Ok(code)
    }

    fn digits(&mut self) -> Result<(), Wrong> {
        if !self.byte().is_some_and(|own| own.is_ascii_digit()) {
            return Err(self.broken("invalid number"));
        }
        while self.byte().is_some_and(|own| own.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    /// The text of a number, and whether it is whole; a sign or digit is the next byte.
    fn numeral(&mut self) -> Result<(&'de str, bool), Wrong> {
        let from = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
            if self.byte().is_some_and(|own| own.is_ascii_digit()) {
                return Err(self.broken("invalid number"));
            }
        } else {
            self.digits()?;
        }
        let mut whole = true;
        if self.byte() == Some(b'.') {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            whole = false;
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok((&self.all[from..self.at], whole))
    }

    /// A number; a sign or digit is the next byte.
    pub fn number(&mut self) -> Result<Number, Wrong> {
        let (text, whole) = self.numeral()?;
        if whole && text != "-0" {
            if let Ok(number) = text.parse() {
                return Ok(Number::Whole(number));
            }
            if let Ok(number) = text.parse() {
                return Ok(Number::Negative(number));
            }
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Real(number)),
            _ => {
                self.at -= 1;
                Err(self.broken("number out of range"))
            }
        }
    }

    /// Passes over a value; its text.
    pub fn skip(&mut self) -> Result<&'de str, Wrong> {
        self.peek();
        let from = self.at;
        match self.peek() {
            Some(b'"') => drop(self.string()?),
            Some(b'-' | b'0'..=b'9') => drop(self.numeral()?),
            Some(b'n') => self.word("null")?,
            Some(b't') => self.word("true")?,
            Some(b'f') => self.word("false")?,
            Some(open @ (b'[' | b'{')) => {
                self.open()?;
                // In ASCII the closing brackets stand two behind the opening ones.
                let (close, mut first) = (open + 2, true);
                while self.next_entry(&mut first, close)? {
                    if open == b'{' {
                        self.string()?;
                        self.colon()?;
                    }
                    self.skip()?;
                }
                self.close(close)?;
            }
            _ => return Err(self.broken("expected value")),
        }
        Ok(&self.all[from..self.at])
    }
}
