//! Steps that a second run of this program takes while the first goes on.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::Done;
use super::counts::{Counts, closing_line};
use crate::cmd::{Failure, Outcome};
use crate::project;

/// The second run. What it says is kept in a file, and shown when it has ended.
pub struct Beside {
    words: String,
    child: Child,
    log: PathBuf,
}

/// What came of the second run.
pub struct Found {
    /// Whether all its steps succeeded.
    pub outcome: Outcome,
    /// What its runners counted.
    pub counts: Counts,
    /// Its steps with their times.
    pub done: Vec<Done>,
}

impl Beside {
    /// Starts `xtask test` with these words.
    pub fn start(words: &[&str]) -> Outcome<Self> {
        let log = project::target_dir().join("xtask-beside.log");
        let fail = |e: std::io::Error| Failure::step(format!("{}: {e}", log.display()));
        let file = File::create(&log).map_err(fail)?;
        let own = std::env::current_exe().map_err(Failure::step)?;
        let child = Command::new(own)
            .arg("test")
            .args(words)
            .stdin(Stdio::null())
            .stderr(file.try_clone().map_err(fail)?)
            .stdout(file)
            .spawn()
            .map_err(Failure::step)?;
        println!("\n=== beside, told at its end: {}", words.join(", "));
        Ok(Self { words: words.join(", "), child, log })
    }

    /// Waits for it and shows what it said.
    pub fn finish(mut self) -> Outcome<Found> {
        println!("\n=== waiting for {}", self.words);
        let status = self.child.wait().map_err(Failure::step)?;
        let said = project::read(&self.log)?;
        println!("{said}");
        let counts = said.lines().rev().find_map(closing_line).unwrap_or_default();
        let done = said.lines().filter_map(step_in).collect();
        let outcome =
            if status.success() { Ok(()) } else { Err(Failure::step(format!("{} ({status})", self.words))) };
        Ok(Found { outcome, counts, done })
    }
}

/// A line of the summary.
pub fn line(name: &str, time: Duration) -> String {
    format!("{:>7.1} s  {name}", time.as_secs_f64())
}

/// Reads a line of the summary; its set-up and its sum stand for no step.
fn step_in(line: &str) -> Option<Done> {
    let (seconds, name) = line.trim().split_once(" s  ")?;
    let time = Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?;
    (!["set-up", "in all"].contains(&name)).then(|| (format!("{name} (beside)"), time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_summary_is_read_back() {
        let told = line("the page, optimised", Duration::from_millis(414_700));
        assert_eq!(
            step_in(&told),
            Some(("the page, optimised (beside)".into(), Duration::from_millis(414_700)))
        );
        for other in ["  12.4 s  set-up", " 900.0 s  in all", "(400 s)", "test x ... ok", ""] {
            assert_eq!(step_in(other), None, "{other}");
        }
    }
}
