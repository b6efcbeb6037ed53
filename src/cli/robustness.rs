//! `negah robustness`: how sure the list is.

use std::sync::Arc;

use super::args;
use super::load;
use super::robustness_text::Telling;
use super::session::{Failure, Session, shown};
use crate::case::Case;
use crate::export::{AreaFlips, Flavour, Sureness, flips_at_the_line};
use crate::sensitivity::{Fault, Job, Robustness};
use crate::view::Words;

/// Draws, runs or comparisons between two looks at the progress; the portions change nothing in the result.
const PORTION: u32 = 256;

/// Works the question through, and writes what was asked for (tables when nothing was).
pub fn robustness(args: &args::Robustness, session: &mut Session) -> Result<(), Failure> {
    if args.csv.as_deref() == Some("-") && args.json.as_deref() == Some("-") {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    let mut case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let asked = &mut Arc::make_mut(&mut case.scenario).robustness;
    asked.draws = args.draws.unwrap_or(asked.draws);
    asked.seed = args.seed.unwrap_or(asked.seed);
    asked.top = args.top.or(asked.top);
    let path = args.scenario.as_deref();
    let found = work(&case, session).map_err(|faults| cannot_answer(path, &faults, session))?;
    let flips = match args.flips {
        Some(n) => flips_at_the_line(&case, found.top as usize, n)
            .map_err(|faults| cannot_answer(path, &faults, session))?,
        None => Vec::new(),
    };
    write(args, (&case, &found, &flips), session)
}

fn work(case: &Case, session: &mut Session) -> Result<Robustness, Vec<Fault>> {
    let mut job = Job::new(&case.snapshot, &case.scenario, &case.outcome)?;
    loop {
        let progress = job.step(PORTION);
        session.show_progress(if progress.finished {
            100
        } else {
            progress.done * 99 / progress.total.max(1)
        });
        if progress.finished {
            return Ok(job.result());
        }
    }
}

fn write(
    args: &args::Robustness,
    (case, found, flips): (&Case, &Robustness, &[AreaFlips]),
    session: &mut Session,
) -> Result<(), Failure> {
    let sure = Sureness { case, found };
    if let Some(path) = &args.csv {
        let flavour = if args.bom { Flavour::Spreadsheet } else { Flavour::Exact };
        session.write(path, sure.csv(flavour).as_bytes())?;
    }
    if let Some(path) = &args.json {
        session.write(path, sure.json(flips).as_bytes())?;
    }
    if args.csv.is_some() || args.json.is_some() {
        return Ok(());
    }
    let telling = Telling { case, sure, flips, words: Words { language: session.language } };
    session.print(&telling.text())
}

fn cannot_answer(path: Option<&str>, faults: &[Fault], session: &Session) -> Failure {
    let name = shown(path.unwrap_or("equal weights"));
    Failure::Data(faults.iter().map(|fault| format!("{name}: {}", fault.text(session.language))).collect())
}
