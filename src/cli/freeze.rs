//! `negah freeze`: a scenario whose scales stay where this snapshot puts them.

use super::args;
use super::load::{self, does_not_fit};
use super::session::{Failure, Session};
use crate::pipeline;

/// Writes the scenario with its scales fixed to the figures of the snapshot.
pub fn freeze(args: &args::Freeze, session: &mut Session) -> Result<(), Failure> {
    let ran = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let frozen = pipeline::freeze(&ran.data.snapshot, &ran.scenario, &ran.outcome)
        .map_err(|problems| does_not_fit(args.scenario.as_deref(), &problems, session.language))?;
    session.write(&args.output, frozen.to_json().as_bytes())
}
