//! `negah robustness`: how sure the list is.

use super::args;
use super::load::{self, Ran};
use super::robustness_text::Telling;
use super::session::{Failure, Session, shown};
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
    let mut ran = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let asked = &mut ran.scenario.robustness;
    asked.draws = args.draws.unwrap_or(asked.draws);
    asked.seed = args.seed.unwrap_or(asked.seed);
    asked.top = args.top.or(asked.top);
    let path = args.scenario.as_deref();
    let found = work(&ran, session).map_err(|faults| cannot_answer(path, &faults, session))?;
    let flips = match args.flips {
        Some(n) => flips_at_the_line(&ran.run(), found.top as usize, n)
            .map_err(|faults| cannot_answer(path, &faults, session))?,
        None => Vec::new(),
    };
    write(args, (&ran, &found, &flips), session)
}

fn work(ran: &Ran, session: &mut Session) -> Result<Robustness, Vec<Fault>> {
    let mut job = Job::new(&ran.data.snapshot, &ran.scenario, &ran.outcome)?;
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
    (ran, found, flips): (&Ran, &Robustness, &[AreaFlips]),
    session: &mut Session,
) -> Result<(), Failure> {
    let sure = Sureness { run: ran.run(), found };
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
    let telling = Telling { ran, sure, flips, words: Words { language: session.language } };
    session.print(&telling.text())
}

fn cannot_answer(path: Option<&str>, faults: &[Fault], session: &Session) -> Failure {
    let name = shown(path.unwrap_or("equal weights"));
    Failure::Data(faults.iter().map(|fault| format!("{name}: {}", fault.text(session.language))).collect())
}
