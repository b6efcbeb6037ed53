//! `negah schema`: the published description of a file format.

use super::args::{self, Format};
use super::session::{Failure, Session};

/// Prints a JSON Schema.
pub fn schema(args: &args::Schema, session: &mut Session) -> Result<(), Failure> {
    let schema = match args.format {
        Format::Snapshot => crate::snapshot::schema(),
        Format::Scenario => crate::scenario::schema(),
    };
    session.write("-", format!("{schema:#}\n").as_bytes())
}
