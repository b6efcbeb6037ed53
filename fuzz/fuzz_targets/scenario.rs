//! Any bytes as a scenario: refused with the place, or the same after writing and reading, and run over a small snapshot.
#![no_main]

use std::sync::{Arc, OnceLock};

use libfuzzer_sys::fuzz_target;
use negah::case::Case;
use negah::scenario::Scenario;
use negah::snapshot::{Limits, Snapshot, open};
use negah::text::Language;

static SMALL: OnceLock<Arc<Snapshot>> = OnceLock::new();

fn small() -> Arc<Snapshot> {
    let read = || Arc::new(open(include_bytes!("../corpus/snapshot/small.json"), &Limits::DEFAULT).unwrap());
    Arc::clone(SMALL.get_or_init(read))
}

fuzz_target!(|bytes: &[u8]| {
    let scenario = match Scenario::parse(bytes) {
        Ok(scenario) => scenario,
        Err(error) => {
            assert!([Language::Fa, Language::En].iter().all(|language| !error.text(*language).is_empty()));
            return;
        }
    };
    assert_eq!(Scenario::parse(scenario.to_json().as_bytes()).as_ref(), Ok(&scenario));
    if let Err(problems) = Case::run(small(), scenario) {
        assert!(!problems.is_empty());
        assert!(problems.iter().all(|problem| !problem.text(Language::Fa).is_empty()));
    }
});
