//! Any bytes as a snapshot: refused with reasons in both languages, or opened and ranked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use negah::case::Case;
use negah::scenario::Scenario;
use negah::snapshot::{Limits, OpenError, open};
use negah::text::Language;

fuzz_target!(|bytes: &[u8]| match open(bytes, &Limits::DEFAULT) {
    Ok(snapshot) => {
        let scenario = Scenario::equal_weights(&snapshot);
        match Case::run(snapshot, scenario) {
            Ok(case) => assert_eq!(case.outcome.scored.scores.score.len(), case.snapshot.n_areas()),
            Err(problems) => assert!(!problems.is_empty()),
        }
    }
    Err(OpenError::Parse(error)) => {
        assert!([Language::Fa, Language::En].iter().all(|language| !error.text(*language).is_empty()));
    }
    Err(OpenError::Blocked(findings)) => {
        assert!(!findings.is_empty());
        let worded = |language| findings.iter().all(|finding| !finding.text(language).is_empty());
        assert!(worded(Language::Fa) && worded(Language::En));
    }
});
