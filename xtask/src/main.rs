//! `cargo xtask <command>`: set-up, build, serve, test and bench of the whole project.
//!
//! Every command first makes sure that the tools it needs are there (see [`setup`]), so that one
//! command is enough on a new machine. Exit codes: 0 done, 1 a step failed, 2 something is missing
//! that only the user can provide, or the command line was not understood.

mod build;
mod cmd;
mod project;
mod serve;
mod setup;
mod test;

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
        Some((&"serve", options)) => serve(options),
        Some((&"test", [])) => test::all(),
        Some((&"bench", [])) => bench(),
        None | Some((&("help" | "--help" | "-h"), _)) => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::User(format!("`{}` is not understood\n\n{HELP}", words.join(" ")))),
    }
}

fn serve(options: &[&str]) -> Outcome {
    let (port, mode) = serve_options(options)?;
    build::page(&setup::ensure(Needs::build())?, mode)?;
    serve::serve(port)
}

fn serve_options(mut options: &[&str]) -> Outcome<(Option<u16>, Mode)> {
    let mut chosen = (None, Mode::Release);
    loop {
        options = match options {
            [] => return Ok(chosen),
            ["--dev", rest @ ..] => {
                chosen.1 = Mode::Dev;
                rest
            }
            ["--port", number, rest @ ..] => {
                let wrong = |_| Failure::User(format!("`{number}` is no port number"));
                chosen.0 = Some(number.parse().map_err(wrong)?);
                rest
            }
            [word, ..] => return Err(Failure::User(format!("`{word}` is not understood\n\n{HELP}"))),
        };
    }
}

fn bench() -> Outcome {
    cmd::run(project::cargo().arg("bench"))?;
    println!(
        "\nIn the browser: cargo xtask module && cargo xtask serve, then open bench/ below the address shown."
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serve_takes_its_options_in_any_order() {
        assert_eq!(serve_options(&[]).unwrap(), (None, Mode::Release));
        assert_eq!(serve_options(&["--dev", "--port", "9000"]).unwrap(), (Some(9000), Mode::Dev));
        assert_eq!(serve_options(&["--port", "9000", "--dev"]).unwrap(), (Some(9000), Mode::Dev));
    }

    #[test]
    fn what_is_not_understood_is_the_users_to_mend() {
        for words in [&["--port", "x"][..], &["--port"], &["--prot", "1"], &["--port", "70000"]] {
            assert_eq!(serve_options(words).unwrap_err().exit_code(), 2, "{words:?}");
        }
        assert_eq!(dispatch(&["biuld".to_owned()]).unwrap_err().exit_code(), 2);
    }
}
