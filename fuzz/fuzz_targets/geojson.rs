//! Any bytes as outlines of a fixed table: refused with reasons, or imported into a file that opens or says why not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use negah::ingest::{Input, Recipe, import, write_snapshot};
use negah::snapshot::{Limits, OpenError, open};

fuzz_target!(|bytes: &[u8]| {
    let recipe = Recipe::parse(include_str!("../corpus/recipe/joined.toml")).unwrap();
    let input = |name: &str, bytes: &[u8]| Input { name: name.to_owned(), bytes: bytes.to_vec() };
    let inputs = [
        input("long.csv", include_bytes!("../corpus/csv/long.csv")),
        input("people.csv", include_bytes!("../people.csv")),
        input("any.geojson", bytes),
    ];
    match import(&recipe, &inputs) {
        // Findings may block what is in the file; that it cannot be read would be the writer's fault.
        Ok(done) => {
            let opened = open(&write_snapshot(&done.file), &Limits::DEFAULT);
            assert!(!matches!(opened, Err(OpenError::Parse(_))), "{:?}", opened.err());
        }
        Err(errors) => assert!(!errors.0.is_empty()),
    }
});
