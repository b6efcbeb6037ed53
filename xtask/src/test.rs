//! Every check, in order, each timed; the first that fails ends the run.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::build::{self, Mode};
use crate::cmd::{self, Failure, Outcome};
use crate::project::{self, WASM};
use crate::setup::{self, Browser, Needs, Tools};

/// Tests counted from the closing lines of their runners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    /// Tests that need what is not here.
    skipped: u64,
}

/// Published data that some native tests compare with; they lie beside the project, and nowhere else.
const PUBLISHED: &str = "../shared/data";

/// What a step is run with.
struct Context {
    tools: Tools,
    browser: Browser,
    counts: Counts,
}

/// A check: the word that chooses it, what it is, how it is run.
type Step = (&'static str, &'static str, fn(&mut Context) -> Outcome);

/// Cheap checks first: what is wrong should show early.
const STEPS: [Step; 10] = [
    ("fmt", "formatting", formatting),
    ("clippy", "clippy, native", clippy_native),
    ("native", "native tests", native_tests),
    ("clippy-page", "clippy, browser", clippy_wasm),
    ("clippy-module", "clippy, browser, without the page", clippy_wasm_without_page),
    ("web", "browser tests", wasm_tests),
    ("page", "the page, optimised", page),
    ("module", "the module", module),
    ("e2e", "end-to-end tests", end_to_end),
    ("deny", "licences, bans, sources", deny),
];

/// Runs the steps of these words, or all, and closes with one line, `N passed, N failed`.
///
/// # Errors
/// Names the step that failed, or the word that is no step.
pub fn run(words: &[&str]) -> Outcome {
    let steps = chosen(words)?;
    let start = Instant::now();
    let mut tools = setup::ensure(Needs::everything())?;
    let browser = tools.browser.take().ok_or_else(|| Failure::step("no browser"))?;
    let mut context = Context { tools, browser, counts: Counts::default() };
    let mut done = vec![("set-up", start.elapsed())];
    let mut outcome = Ok(());
    for (_, name, step) in steps {
        println!("\n=== {name}");
        let start = Instant::now();
        outcome = step(&mut context);
        done.push((name, start.elapsed()));
        if let Err(failure) = &outcome {
            println!("\n=== {name} FAILED: {failure}");
            // A lint that fails is a failure even though no test of its own says so.
            context.counts.failed = context.counts.failed.max(1);
            break;
        }
    }
    summarise(&done, start.elapsed(), context.counts);
    outcome
}

fn chosen(words: &[&str]) -> Outcome<Vec<Step>> {
    if let Some(unknown) = words.iter().find(|word| !STEPS.iter().any(|(key, ..)| key == *word)) {
        let keys: Vec<&str> = STEPS.iter().map(|(key, ..)| *key).collect();
        return Err(Failure::User(format!("`{unknown}` is none of the steps {}", keys.join(" "))));
    }
    Ok(STEPS.into_iter().filter(|(key, ..)| words.is_empty() || words.contains(key)).collect())
}

fn summarise(done: &[(&str, Duration)], total: Duration, counts: Counts) {
    println!("\n=== summary");
    for (name, time) in done {
        println!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    println!("{:>7.1} s  in all\n", total.as_secs_f64());
    if counts.skipped > 0 {
        println!("{} skipped: they need {PUBLISHED}", counts.skipped);
    }
    println!("{} passed, {} failed", counts.passed, counts.failed);
}

fn formatting(_: &mut Context) -> Outcome {
    cmd::run(project::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy_native(_: &mut Context) -> Outcome {
    let args = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    cmd::run(project::cargo().args(args))
}

fn native_tests(context: &mut Context) -> Outcome {
    let mut cargo = project::cargo();
    cargo.args(["test", "--workspace"]);
    if project::root().join(PUBLISHED).is_dir() {
        cargo.args(["--", "--include-ignored"]);
    }
    counted(&mut cargo, &mut context.counts)
}

fn clippy_wasm(context: &mut Context) -> Outcome {
    // `it` and the benchmarks are native alone; their crates do not exist here.
    let args = ["clippy", "--target", WASM, "--lib", "--bins", "--test", "web", "--", "-D", "warnings"];
    cmd::run(context.tools.wasm.cargo().args(args))
}

fn clippy_wasm_without_page(context: &mut Context) -> Outcome {
    let args = ["clippy", "--target", WASM, "--lib", "--no-default-features", "--", "-D", "warnings"];
    cmd::run(context.tools.wasm.cargo().args(args))
}

fn wasm_tests(context: &mut Context) -> Outcome {
    let mut cargo = context.tools.wasm.cargo();
    cargo
        .args(["test", "--target", WASM, "--test", "web"])
        // The few browser tests are small: libraries compiled without optimisation are ready sooner.
        .args(["--config", "profile.dev.package.\"*\".opt-level=0"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &context.tools.bindgen.test_runner)
        .env("CHROMEDRIVER", &context.browser.driver)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    counted(&mut cargo, &mut context.counts)
}

fn page(context: &mut Context) -> Outcome {
    build::page(&context.tools, Mode::Release)
}

fn module(context: &mut Context) -> Outcome {
    build::module(&context.tools)
}

fn end_to_end(context: &mut Context) -> Outcome {
    let mut node = Command::new(&context.tools.node);
    node.arg("tests/e2e/run.mjs")
        .current_dir(project::root())
        .env("NEGAH_DIST", project::root().join("dist"))
        .env("NEGAH_CHROMIUM", &context.browser.chromium)
        .env("NEGAH_FIREFOX", &context.browser.firefox);
    counted(&mut node, &mut context.counts)
}

fn deny(_: &mut Context) -> Outcome {
    if cmd::find("cargo-deny").is_none() {
        println!("skipped: cargo-deny is not installed");
        return Ok(());
    }
    // Advisories need a database from the network, on which no result here may depend.
    cmd::run(project::cargo().args(["deny", "check", "licenses", "bans", "sources"]))
}

/// Runs a program with its output shown, adding up the closing lines of test runners in it.
fn counted(command: &mut Command, counts: &mut Counts) -> Outcome {
    println!("$ {command:?}");
    let fail = |e: std::io::Error| Failure::step(e);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(fail)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.map_err(fail)?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(found) = closing_line(&line) {
                counts.passed += found.passed;
                counts.failed += found.failed;
                counts.skipped += found.skipped;
            }
        }
    }
    let status = child.wait().map_err(fail)?;
    if status.success() { Ok(()) } else { Err(Failure::step(status)) }
}

/// Reads `test result: ok. 21 passed; 0 failed; 3 ignored; …` (cargo, wasm-bindgen) and `12 passed, 0 failed`.
fn closing_line(line: &str) -> Option<Counts> {
    let line = line.trim();
    let rest = match line.strip_prefix("test result: ") {
        Some(result) => result.split_once(". ")?.1,
        None => line,
    };
    let mut parts = rest.split([';', ',']).map(str::trim);
    let passed = parts.next()?.strip_suffix(" passed")?.parse().ok()?;
    let failed = parts.next()?.strip_suffix(" failed")?.parse().ok()?;
    let ignored = parts.next().and_then(|own| own.strip_suffix(" ignored"));
    let skipped = ignored.and_then(|own| own.parse().ok()).unwrap_or_default();
    Some(Counts { passed, failed, skipped })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_closing_lines_of_the_runners() {
        let cargo = "test result: FAILED. 21 passed; 2 failed; 5 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(closing_line(cargo), Some(Counts { passed: 21, failed: 2, skipped: 5 }));
        let own = Counts { passed: 12, failed: 0, skipped: 0 };
        assert_eq!(closing_line("12 passed, 0 failed"), Some(own));
    }

    #[test]
    fn words_choose_steps_in_their_fixed_order() {
        let keys = |words: &[&str]| chosen(words).unwrap().iter().map(|step| step.0).collect::<Vec<_>>();
        assert_eq!(keys(&["e2e", "fmt"]), ["fmt", "e2e"]);
        assert_eq!(keys(&[]).len(), STEPS.len());
        assert_eq!(chosen(&["e2e", "e3e"]).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "running 3 tests", "all passed", "✔ 3 passed, 1 failed are words", "passed, failed"]
        {
            assert_eq!(closing_line(line), None, "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn counts_survive_a_failing_runner() {
        let mut counts = Counts { passed: 1, failed: 0, skipped: 0 };
        let outcome =
            counted(Command::new("sh").args(["-c", "echo 3 passed, 1 failed; exit 1"]), &mut counts);
        assert!(outcome.is_err());
        assert_eq!(counts, Counts { passed: 4, failed: 1, skipped: 0 });
    }
}
