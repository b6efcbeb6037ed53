//! Any bytes as a table of a fixed recipe: refused with reasons, or imported into a file that opens or says why not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use negah::ingest::{Input, Recipe, import, write_snapshot};
use negah::snapshot::{Limits, OpenError, open};

fuzz_target!(|bytes: &[u8]| {
    let recipe = Recipe::parse(include_str!("../corpus/recipe/joined.toml")).unwrap();
    let table = Input { name: "long.csv".to_owned(), bytes: bytes.to_vec() };
    let people = Input { name: "people.csv".to_owned(), bytes: include_bytes!("../people.csv").to_vec() };
    let outlines = include_bytes!("../corpus/geojson/two.geojson").to_vec();
    match import(&recipe, &[table, people, Input { name: "two.geojson".to_owned(), bytes: outlines }]) {
        // Findings may block what is in the file; that it cannot be read would be the writer's fault.
        Ok(done) => {
            let opened = open(&write_snapshot(&done.file), &Limits::DEFAULT);
            assert!(!matches!(opened, Err(OpenError::Parse(_))), "{:?}", opened.err());
        }
        Err(errors) => assert!(!errors.0.is_empty()),
    }
});
