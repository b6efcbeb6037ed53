//! JSON text ↔ values, for every type by one and the same reader and writer.
//!
//! Deserialisation is compiled anew for each pair of type and reader. With one reader, which also knows the path to
//! where it is, the page is a tenth smaller than with `serde_json` and a wrapper that tracks paths. Its messages, lines
//! and columns are those of `serde_json`. This module must not know any type of the crate.

mod fault;
mod reader;
mod text;
mod write;

use serde::de::DeserializeOwned;

pub use fault::{Fault, FaultKind, place_after};
use reader::Reader;
pub use write::{write, write_indented};

/// Name of a newtype whose reader wants the text of its value, as [`serde::de::Visitor::visit_borrowed_str`] gets it.
pub const RAW: &str = "negah::json::raw";

/// Reads one value, which must be all of the text. An object cannot be written as an array of its members.
///
/// # Errors
/// The first place where the text is not JSON, or not such a value.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let mut reader = Reader::new(text);
    let read = T::deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| reader.fault(error))
}

#[cfg(test)]
mod tests;
