//! Bytes → text: unpacking, encoding, and telling tables from outlines.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::import_rule::ImportRule;
use super::issue::Issue;
use crate::snapshot::Limits;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// One file handed to an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Name shown in remarks.
    pub name: String,
    /// Content, packed with gzip or plain; recognised by its first bytes.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads a file, or standard input when `path` is `-`.
    ///
    /// # Errors
    /// Whatever the file system answers.
    pub fn read(path: &str) -> io::Result<Self> {
        let mut bytes = Vec::new();
        if path == "-" {
            io::stdin().lock().read_to_end(&mut bytes)?;
        } else {
            bytes = std::fs::read(path)?;
        }
        Ok(Self { name: path.to_owned(), bytes })
    }
}

/// The text of an input and what it is.
pub(super) struct Text {
    pub name: String,
    pub packed: bool,
    pub text: String,
}

impl Text {
    /// GeoJSON is an object; no CSV header begins with a brace.
    pub fn is_json(&self) -> bool {
        self.text.trim_start().starts_with('{')
    }
}

/// Unpacks and decodes one input.
pub(super) fn decode(input: &Input) -> Result<Text, Box<Issue>> {
    let packed = input.bytes.starts_with(&GZIP_MAGIC);
    let bytes = if packed { unpack(input)? } else { input.bytes.clone() };
    let text = String::from_utf8(bytes).map_err(|error| Box::new(not_utf8(&input.name, &error)))?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Text { name: input.name.clone(), packed, text })
}

fn unpack(input: &Input) -> Result<Vec<u8>, Box<Issue>> {
    let limit = Limits::DEFAULT.bytes;
    let mut bytes = Vec::new();
    let reader = MultiGzDecoder::new(input.bytes.as_slice());
    reader
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Box::new(Issue::new(ImportRule::BadGzip).file(&input.name).found(error)))?;
    if bytes.len() > limit {
        let issue = Issue::new(ImportRule::TooLarge).file(&input.name);
        return Err(Box::new(issue.found(format!("> {limit}")).expected(format!("≤ {limit}"))));
    }
    Ok(bytes)
}

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Issue {
    let good = error.utf8_error().valid_up_to();
    let row = 1 + error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count();
    let byte = error.as_bytes().get(good).copied().unwrap_or_default();
    Issue::new(ImportRule::NotUtf8).file(name).row(row).found(format!("0x{byte:02x}")).expected("UTF-8")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn input(bytes: &[u8]) -> Input {
        Input { name: "x.csv".to_owned(), bytes: bytes.to_vec() }
    }

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_by_content_and_drops_the_byte_order_mark() {
        let text = decode(&input(&pack("\u{feff}کد,نام".as_bytes()))).unwrap_or_else(|_| panic!());
        assert_eq!((text.packed, text.text.as_str(), text.is_json()), (true, "کد,نام", false));
    }

    #[test]
    fn says_why_bytes_are_no_text() {
        let broken = &pack(b"a,b\n1,2\n")[..15];
        assert_eq!(decode(&input(broken)).err().map(|issue| issue.rule), Some(ImportRule::BadGzip));
        let issue = decode(&input(b"a,b\n1,\xe3\n")).err().unwrap();
        assert_eq!((issue.rule, issue.row, issue.found.as_str()), (ImportRule::NotUtf8, Some(2), "0xe3"));
    }
}
