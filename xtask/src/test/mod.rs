//! Every check, in order, each timed; the first that fails ends the run.

mod beside;
mod counts;

use std::process::Command;
use std::time::{Duration, Instant};

use crate::build::{self, Mode};
use crate::cmd::{self, Failure, Outcome};
use crate::project::{self, WASM};
use crate::setup::{self, Browser, Needs, Tools};
use beside::Beside;
use counts::{Counts, counted};

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

/// Steps of minutes on one core, which need nothing of the others: in a full run a second process takes them meanwhile.
const BESIDE: [&str; 2] = ["page", "module"];

/// A step that was taken, and how long it took.
type Done = (String, Duration);

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
    let mut done = vec![("set-up".to_owned(), start.elapsed())];
    let outcome = if words.is_empty() {
        in_two_lanes(&mut context, &steps, &mut done)
    } else {
        one_by_one(&mut context, &steps, &mut done)
    };
    summarise(&done, start.elapsed(), context.counts);
    outcome
}

/// A process beside this one builds page and module; what needs them waits for it.
fn in_two_lanes(context: &mut Context, steps: &[Step], done: &mut Vec<Done>) -> Outcome {
    let beside = Beside::start(&BESIDE)?;
    let is_beside = |step: &&Step| BESIDE.contains(&step.0);
    let needs_page = |step: &&Step| step.0 == "e2e";
    let first: Vec<Step> =
        steps.iter().take_while(|step| !needs_page(step)).filter(|s| !is_beside(s)).copied().collect();
    let last: Vec<Step> = steps.iter().skip_while(|step| !needs_page(step)).copied().collect();
    let outcome = one_by_one(context, &first, done);
    // Waited for after a failure too: whoever mends the one should know of the other.
    let found = beside.finish()?;
    context.counts += found.counts;
    done.extend(found.done);
    outcome.and(found.outcome)?;
    one_by_one(context, &last, done)
}

fn one_by_one(context: &mut Context, steps: &[Step], done: &mut Vec<Done>) -> Outcome {
    for (_, name, step) in steps {
        println!("\n=== {name}");
        let start = Instant::now();
        let outcome = step(context);
        done.push(((*name).to_owned(), start.elapsed()));
        if let Err(failure) = &outcome {
            println!("\n=== {name} FAILED: {failure}");
            // A lint that fails is a failure even though no test of its own says so.
            context.counts.failed = context.counts.failed.max(1);
            return outcome;
        }
    }
    Ok(())
}

fn chosen(words: &[&str]) -> Outcome<Vec<Step>> {
    if let Some(unknown) = words.iter().find(|word| !STEPS.iter().any(|(key, ..)| key == *word)) {
        let keys: Vec<&str> = STEPS.iter().map(|(key, ..)| *key).collect();
        return Err(Failure::User(format!("`{unknown}` is none of the steps {}", keys.join(" "))));
    }
    Ok(STEPS.into_iter().filter(|(key, ..)| words.is_empty() || words.contains(key)).collect())
}

fn summarise(done: &[Done], total: Duration, counts: Counts) {
    println!("\n=== summary");
    for (name, time) in done {
        println!("{}", beside::line(name, *time));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_choose_steps_in_their_fixed_order() {
        let keys = |words: &[&str]| chosen(words).unwrap().iter().map(|step| step.0).collect::<Vec<_>>();
        assert_eq!(keys(&["e2e", "fmt"]), ["fmt", "e2e"]);
        assert_eq!(keys(&[]).len(), STEPS.len());
        assert_eq!(chosen(&["e2e", "e3e"]).unwrap_err().exit_code(), 2);
    }
}
