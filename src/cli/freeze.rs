//! `negah freeze`: a scenario whose scales stay where this snapshot puts them.

use super::args;
use super::load::{self, Ran, does_not_fit};
use super::session::{Failure, Session};
use crate::pipeline;
use crate::view::{Words, left_out_words};

/// Writes the scenario with its scales fixed to the figures of the snapshot, and says what it leaves out.
pub fn freeze(args: &args::Freeze, session: &mut Session) -> Result<(), Failure> {
    let ran = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let frozen = pipeline::freeze(&ran.data.snapshot, &ran.scenario, &ran.outcome)
        .map_err(|problems| does_not_fit(args.scenario.as_deref(), &problems, session.language))?;
    note_left_out(&ran, session);
    session.write(&args.output, frozen.to_json().as_bytes())
}

/// What takes no part now has no scale to fix; that it is gone from the frozen scenario must not go unnoticed.
fn note_left_out(ran: &Ran, session: &mut Session) {
    let words = Words { language: session.language };
    for leaf in &ran.outcome.matrix.leaves {
        let Some(reason) = leaf.left_out else { continue };
        let indicator = &ran.data.snapshot.indicators[leaf.indicator];
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
