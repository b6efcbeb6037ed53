//! Why bytes are not a snapshot file at all. Faults *inside* a well-formed file are [`super::Finding`]s.

use std::fmt;

use serde::Serialize;

use crate::text::{Language, ltr, reading_fault, shortened, to_persian_digits};

/// The first point at which the text stops being a snapshot file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}, column {column}, at `{path}`: {kind}")]
pub struct SnapshotError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// JSON path of the member that could not be read; `.` at the top.
    pub path: String,
    /// What was wrong.
    #[serde(flatten)]
    pub kind: SnapshotErrorKind,
}

/// The kinds of [`SnapshotError`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "error", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SnapshotErrorKind {
    /// More bytes, or deeper nesting, than [`super::Limits`] allow.
    TooLarge {
        /// Which limit: `bytes` or `nesting`.
        limit: &'static str,
        /// What the file has.
        found: usize,
        /// What is allowed.
        expected: usize,
    },
    /// Not UTF-8 text.
    NotUtf8,
    /// Not well-formed JSON.
    Syntax {
        /// The parser's words.
        detail: String,
    },
    /// The text ends too early, as after a broken copy.
    CutShort,
    /// Well-formed, but a member is missing, unknown or of another type.
    Shape {
        /// What is there and what should be, in the parser's words.
        detail: String,
    },
    /// Another kind of file.
    WrongFormat {
        /// The `format` found.
        found: String,
        /// The `format` wanted.
        expected: &'static str,
    },
    /// A version newer than this program.
    NewerVersion {
        /// The `version` found.
        found: u32,
        /// The newest version read.
        expected: u32,
    },
}

impl fmt::Display for SnapshotErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text(Language::En))
    }
}

impl SnapshotErrorKind {
    /// The fault in words, without its place.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::Fa => self.persian(),
            Language::En => self.english(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::TooLarge { limit, found, expected } => {
                format!("the file exceeds the limit of {limit}: found {found}, allowed {expected}")
            }
            Self::NotUtf8 => "not UTF-8 text".to_owned(),
            Self::Syntax { detail } => format!("not well-formed JSON: {detail}"),
            Self::CutShort => "the file ends too early; it is probably an incomplete copy".to_owned(),
            Self::Shape { detail } => detail.clone(),
            Self::WrongFormat { found, expected } => {
                format!("this is another kind of file: format is `{found}`, expected `{expected}`")
            }
            Self::NewerVersion { found, expected } => {
                format!("the file has version {found}; this program reads up to version {expected}")
            }
        }
    }

    fn persian(&self) -> String {
        match self {
            Self::TooLarge { limit, found, expected } => {
                let limit = if *limit == "bytes" { "بایت" } else { "لایهٔ تو در تو" };
                let [found, expected] = [found, expected].map(|n| to_persian_digits(&n.to_string()));
                format!(
                    "پرونده از حد مجاز بزرگ‌تر است: {found} {limit} دارد و دست بالا {expected} {limit} خوانده می‌شود"
                )
            }
            Self::NotUtf8 => "متن پرونده با کدگذاری UTF-8 نیست".to_owned(),
            Self::Syntax { detail } => format!("متن پرونده JSON درست نیست: {}", reading_fault(detail)),
            Self::CutShort => "پرونده پیش از پایان قطع شده است؛ احتمالاً ناقص کپی شده است".to_owned(),
            Self::Shape { detail } => {
                format!("ساختار این بخش با قالب نسخهٔ داده نمی‌خواند: {}", reading_fault(detail))
            }
            Self::WrongFormat { found, expected } => {
                format!(
                    "این پرونده از نوع دیگری است: قالب آن «{}» است و باید «{}» باشد",
                    ltr(found),
                    ltr(expected)
                )
            }
            Self::NewerVersion { found, expected } => {
                let [found, expected] = [found, expected].map(|n| to_persian_digits(&n.to_string()));
                format!("نگارش این پرونده {found} است؛ این برنامه تا نگارش {expected} را می‌خواند")
            }
        }
    }
}

impl SnapshotError {
    /// The whole message with its place.
    pub fn text(&self, language: Language) -> String {
        let Self { line, column, path, kind } = self;
        let text = match language {
            Language::En => self.to_string(),
            Language::Fa => {
                let [line, column] = [line, column].map(|n| to_persian_digits(&n.to_string()));
                format!("سطر {line}، ستون {column}، نشانی {}: {}", ltr(path), kind.text(Language::Fa))
            }
        };
        shortened(&text).into_owned()
    }
}
