//! Adding up what the runners of tests say at their end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::cmd::{Failure, Outcome};

/// Tests counted from the closing lines of their runners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that need what is not here.
    pub skipped: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped += more.skipped;
    }
}

/// Runs a program with its output shown, adding up the closing lines of test runners in it.
pub fn counted(command: &mut Command, counts: &mut Counts) -> Outcome {
    println!("$ {command:?}");
    let fail = |e: std::io::Error| Failure::step(e);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(fail)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.map_err(fail)?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(found) = closing_line(&line) {
                *counts += found;
            }
        }
    }
    let status = child.wait().map_err(fail)?;
    if status.success() { Ok(()) } else { Err(Failure::step(status)) }
}

/// Reads `test result: ok. 21 passed; 0 failed; 3 ignored; …` (cargo, wasm-bindgen) and `12 passed, 0 failed`.
pub fn closing_line(line: &str) -> Option<Counts> {
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
