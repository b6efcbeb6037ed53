//! `negah freeze`: a scenario whose scales stay where this snapshot puts them.

use super::args;
use super::load::{self, does_not_fit};
use super::session::{Failure, Session};
use crate::case::Case;
use crate::pipeline;
use crate::view::{Words, left_out_words};

/// Writes the scenario with its scales fixed to the figures of the snapshot, and says what it leaves out.
pub fn freeze(args: &args::Freeze, session: &mut Session) -> Result<(), Failure> {
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let frozen = pipeline::freeze(&case.snapshot, &case.scenario, &case.outcome)
        .map_err(|problems| does_not_fit(args.scenario.as_deref(), &problems, session.language))?;
    note_left_out(&case, session);
    session.write(&args.output, frozen.to_json().as_bytes())
}

/// What takes no part now has no scale to fix; that it is gone from the frozen scenario must not go unnoticed.
fn note_left_out(case: &Case, session: &mut Session) {
    let words = Words { language: session.language };
    for leaf in &case.outcome.matrix.leaves {
        let Some(reason) = leaf.left_out else { continue };
        let indicator = &case.snapshot.indicators[leaf.indicator];
        let note = session
            .choose("یادآوری: از سناریوی ثابت کنار گذاشته شد", "note: left out of the frozen scenario");
        let line = format!(
            "{note}: {} ({}): {}",
            words.label(&indicator.name),
            indicator.id,
            words.say(left_out_words(reason))
        );
        session.say(&line);
    }
}
