//! `negah demo`: invented data, marked as such.

use super::args;
use super::session::{Failure, Session};
use crate::demo::{DemoSpec, generate};
use crate::ingest::write_snapshot;

/// Writes a synthetic snapshot; the same arguments give the same bytes on every machine.
pub fn demo(args: &args::Demo, session: &mut Session) -> Result<(), Failure> {
    let spec =
        DemoSpec { indicators: args.indicators.into(), ..DemoSpec::new(args.areas as usize, args.seed) };
    session.write(&args.output, &write_snapshot(&generate(&spec)))
}
