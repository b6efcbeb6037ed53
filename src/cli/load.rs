//! Snapshots and scenarios from files, with every reason why not.

use super::session::{Failure, Session, shown};
use crate::case::Case;
use crate::pipeline::Problem;
use crate::scenario::Scenario;
use crate::snapshot::{Limits, OpenError, Snapshot, open, sha256_hex};
use crate::text::Language;

/// An open snapshot and the digest of its bytes, unpacked.
pub struct Loaded {
    /// The data.
    pub snapshot: Snapshot,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Opens a snapshot.
pub fn snapshot(path: &str, session: &mut Session) -> Result<Loaded, Failure> {
    let bytes = session.read(path)?;
    let snapshot =
        open(&bytes, &Limits::DEFAULT).map_err(|error| cannot_open(path, &error, session.language))?;
    Ok(Loaded { snapshot, sha256: sha256_hex(&bytes) })
}

/// Every reason why a snapshot cannot be opened.
pub fn cannot_open(path: &str, error: &OpenError, language: Language) -> Failure {
    let name = shown(path);
    Failure::Data(match error {
        OpenError::Parse(error) => vec![format!("{name}: {}", error.text(language))],
        OpenError::Blocked(findings) => {
            findings.iter().map(|finding| format!("{name}: {}", finding.text(language))).collect()
        }
    })
}

/// Reads a scenario; without a path the one with equal weights.
pub fn scenario(path: Option<&str>, snapshot: &Snapshot, session: &mut Session) -> Result<Scenario, Failure> {
    let Some(path) = path else { return Ok(Scenario::equal_weights(snapshot)) };
    let bytes = session.read(path)?;
    Scenario::parse(&bytes)
        .map_err(|error| Failure::Data(vec![format!("{}: {}", shown(path), error.text(session.language))]))
}

/// Opens a snapshot and runs a scenario on it.
pub fn run(path: &str, scenario_path: Option<&str>, session: &mut Session) -> Result<Case, Failure> {
    let Loaded { snapshot, sha256 } = snapshot(path, session)?;
    let scenario = scenario(scenario_path, &snapshot, session)?;
    let case = Case::run(snapshot, scenario)
        .map_err(|problems| does_not_fit(scenario_path, &problems, session.language))?;
    note_other_snapshot(&case.scenario, &sha256, session);
    Ok(case.with_sha256(sha256))
}

/// Every reason why a scenario cannot be run.
pub fn does_not_fit(path: Option<&str>, problems: &[Problem], language: Language) -> Failure {
    let name = shown(path.unwrap_or("equal weights"));
    Failure::Data(problems.iter().map(|problem| format!("{name}: {}", problem.text(language))).collect())
}

/// A scenario may be used with any snapshot; that it was made for another one is worth knowing.
fn note_other_snapshot(scenario: &Scenario, sha256: &str, session: &mut Session) {
    if scenario.snapshot.as_deref().is_some_and(|made_for| made_for != sha256) {
        let line = session.choose(
            "یادآوری: این سناریو برای نسخهٔ دیگری از داده ساخته شده است.",
            "note: this scenario was made for another snapshot.",
        );
        session.say(line);
    }
}
