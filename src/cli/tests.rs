//! Streams that only a test can hand in; the contracts stand in `tests/it/cli.rs`.

use std::io::{self, ErrorKind, Write};

use super::*;
use crate::testing::SMALL;

struct Ended {
    code: u8,
    stdout: String,
    stderr: String,
}

fn call(args: &[&str], stdin: &str) -> Ended {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (is_watched, is_terminal) = (false, true);
    let io = Io { stdin: &mut stdin.as_bytes(), stdout: &mut out, stderr: &mut err, is_watched, is_terminal };
    let code = run(std::iter::once("negah").chain(args.iter().copied()).map(OsString::from), io);
    Ended { code, stdout: String::from_utf8(out).unwrap(), stderr: String::from_utf8(err).unwrap() }
}

#[test]
fn ranks_what_it_is_given() {
    let ended = call(&["rank", "-"], SMALL);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(ended.stdout.lines().count(), 3);
    assert!(ended.stderr.contains("for lack of values: 2"));
    let persian = call(&["rank", "-", "--lang", "fa", "--top", "1"], SMALL);
    assert!(
        persian.stdout.starts_with("رتبه") && persian.stderr.contains("۲")
            || persian.stderr.contains("2 واحد")
    );
}

#[test]
fn wrong_use_is_two() {
    for args in [
        &["rank", "-", "--scenario", "-"][..],
        &["rank", "-", "--csv", "-", "--json", "-"],
        &["rank", "no/such/file"],
        &["rank", "-", "--csv", "no/such/folder/x.csv"],
        &["aggregate", "-", "--by", "district"],
        &["aggregate", "-", "--by", "division:district"],
        &["inequality", "-", "--by", "division:district"],
        &["inequality", "-", "--indicator", "income"],
        &["inequality", "-", "--csv", "-", "--json", "-"],
        &["rank"],
        &[],
    ] {
        let ended = call(args, SMALL);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!ended.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn inequality_is_told_with_what_is_missing() {
    let one = call(&["inequality", "-", "--by", "division:county", "--indicator", "unemployment"], SMALL);
    assert_eq!(one.code, 0, "{}", one.stderr);
    // Gini and Theil of 5, 10 and 20 % of 1000, 500 and 300 people, by hand in `export::inequality`.
    assert!(one.stdout.contains("0.2951") && one.stdout.contains("Theil inside"), "{}", one.stdout);
    let score = call(&["inequality", "-", "--score", "--json", "-"], SMALL);
    assert!(
        score.stdout.contains("\"measure\": \"score\"") && !score.stdout.contains("indicator:"),
        "{}",
        score.stdout
    );
    let below = SMALL.replace("[3, null, 5, 1]", "[-3, null, 5, 1]");
    let all = call(&["inequality", "-", "--lang", "fa"], &below);
    assert!(all.stdout.contains("مقدار ۱ مورد منفی است"), "{}", all.stdout);
    assert!(!all.stdout.contains("NaN"), "{}", all.stdout);
}

#[test]
fn a_broken_pipe_is_quiet() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut err = Vec::new();
    for args in [&["negah", "rank", "-", "--csv", "-"][..], &["negah", "--help"]] {
        err.clear();
        let io = Io {
            stdin: &mut SMALL.as_bytes(),
            stdout: &mut Closed,
            stderr: &mut err,
            is_watched: false,
            is_terminal: false,
        };
        assert_eq!(run(args.iter().map(OsString::from), io), 0);
        assert!(!String::from_utf8_lossy(&err).contains("pipe"));
    }
}

#[test]
fn the_command_line_agrees_with_itself() {
    use clap::CommandFactory;
    Args::command().debug_assert();
}
