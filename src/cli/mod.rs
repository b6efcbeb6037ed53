//! The command line: arguments and files in, files and messages out. All judgement and arithmetic stand in the
//! modules above; this one reads, calls, writes and words the result.
//!
//! Exit codes: 0 fine, 1 the data or the scenario cannot be used, 2 wrong use (arguments, or files that cannot
//! be read or written). Results go to standard output, messages to standard error, `-` means either of them,
//! and files packed with gzip are unpacked as they are read. This module must not know of the page.

mod aggregate;
mod args;
mod bundle;
mod check;
mod compare;
mod demo;
mod diagnose;
mod explain;
mod freeze;
mod import;
mod inequality;
mod insight;
mod load;
mod rank;
mod robustness;
mod robustness_text;
mod schema;
mod session;
mod table;

use std::ffi::OsString;

use clap::Parser;

use args::{Args, Command};
pub use session::Io;
use session::{Failure, Session};

/// Runs the command in `args` (the program's own name first) and answers the exit code.
///
/// A reader that closes the pipe early is no failure: `negah rank … | head` ends with 0, without a message.
pub fn run<'a>(args: impl IntoIterator<Item = OsString>, io: Io<'a>) -> u8 {
    match Args::try_parse_from(args) {
        Ok(args) => {
            let mut session = Session::new(io, args.lang.into());
            let outcome = dispatch(&args.command, &mut session);
            session.end(outcome)
        }
        Err(message) => Session::new(io, Default::default()).explain_usage(&message),
    }
}

fn dispatch(command: &Command, session: &mut Session) -> Result<(), Failure> {
    match command {
        Command::Check(args) => check::check(args, session),
        Command::Import(args) => import::import(args, session),
        Command::Rank(args) => rank::rank(args, session),
        Command::Explain(args) => explain::explain(args, session),
        Command::Freeze(args) => freeze::freeze(args, session),
        Command::Compare(args) => compare::compare(args, session),
        Command::Robustness(args) => robustness::robustness(args, session),
        Command::Diagnose(args) => diagnose::diagnose(args, session),
        Command::Aggregate(args) => aggregate::aggregate(args, session),
        Command::Inequality(args) => inequality::inequality_command(args, session),
        Command::Insight(args) => insight::insight(args, session),
        Command::Bundle(args) => bundle::bundle(args, session),
        Command::Demo(args) => demo::demo(args, session),
        Command::Schema(args) => schema::schema(args, session),
    }
}

#[cfg(test)]
mod tests;
