//! What is wrong with a text, and where.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// Why text could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail} at line {line} column {column}")]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1: the last byte that was read.
    pub column: usize,
    /// Members and positions from the top: `values.x.1402[1]`, or `.` for the top itself.
    pub path: String,
    /// What sort of fault it is.
    pub kind: FaultKind,
    /// What is there and what was expected.
    pub detail: String,
}

/// Sorts of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The text ends too early.
    Cut,
    /// The text is not JSON.
    Syntax,
    /// It is JSON, but not of the shape that was asked for.
    Shape,
}

/// Line and column, from 1, of what comes after `before`.
pub fn place_after(before: &[u8]) -> (usize, usize) {
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
    (line, column)
}

/// What a visitor says; the reader knows where.
#[derive(Debug)]
pub struct Wrong(pub Box<str>);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    #[cold]
    #[inline(never)]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string().into_boxed_str())
    }

    #[cold]
    #[inline(never)]
    fn invalid_type(unexpected: Unexpected, expected: &dyn Expected) -> Self {
        match unexpected {
            Unexpected::Unit => Self(format!("invalid type: null, expected {expected}").into()),
            other => Self(format!("invalid type: {other}, expected {expected}").into()),
        }
    }
}
