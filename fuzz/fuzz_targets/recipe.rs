//! Any text as a recipe: refused with a reason, or used on two small tables and an outline.
#![no_main]

use libfuzzer_sys::fuzz_target;
use negah::ingest::{Input, Recipe, import, write_snapshot};
use negah::snapshot::{Limits, OpenError, open};

fn input(name: &str, bytes: &[u8]) -> Input {
    Input { name: name.to_owned(), bytes: bytes.to_vec() }
}

fuzz_target!(|text: &str| {
    let Ok(recipe) = Recipe::parse(text) else { return };
    let inputs = [
        input("long.csv", include_bytes!("../corpus/csv/long.csv")),
        input("people.csv", include_bytes!("../people.csv")),
        input("two.geojson", include_bytes!("../corpus/geojson/two.geojson")),
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
