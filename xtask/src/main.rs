//! `cargo xtask <command>`: set-up, build, serve, test and bench of the whole project.
//!
//! Every command first makes sure that the tools it needs are there (see [`setup`]), so that one
//! command is enough on a new machine. Exit codes: 0 done, 1 a step failed, 2 something is missing
//! that only the user can provide, or the command line was not understood.

mod build;
mod cmd;
mod project;
mod setup;

use build::Mode;
use cmd::{Failure, Outcome};
use setup::Needs;

const HELP: &str = "\
cargo xtask <command>

  setup            install whatever any other command needs
  build [--dev]    the page into dist/, and the single file dist/negah.html
  serve [--port N] [--dev]
                   build, then serve dist/ on 127.0.0.1
  module           the WebAssembly module for other programs, into pkg/
  test             every check: formatting, lints, native, browser and end-to-end tests
  bench            native benchmarks; says how to run those in the browser

--dev builds quickly and unoptimised. Tools already installed are kept.
";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Err(failure) = dispatch(&args) {
        eprintln!("\nxtask: {failure}");
        std::process::exit(failure.exit_code());
    }
}

fn dispatch(args: &[String]) -> Outcome {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.split_first() {
        Some((&"setup", [])) => setup::ensure(Needs::everything()).map(|_| ()),
        Some((&"build", [])) => build::page(&setup::ensure(Needs::build())?, Mode::Release),
        Some((&"build", ["--dev"])) => build::page(&setup::ensure(Needs::build())?, Mode::Dev),
        Some((&"module", [])) => build::module(&setup::ensure(Needs::build())?),
        None | Some((&("help" | "--help" | "-h"), _)) => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::User(format!("`{}` is not understood\n\n{HELP}", words.join(" ")))),
    }
}
