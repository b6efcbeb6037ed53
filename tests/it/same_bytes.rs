//! Same snapshot + same scenario = the same bytes, natively and (in `tests/web.rs`) in the browser.

use negah::export::{ListOptions, ranking_csv};
use negah::pipeline::run;
use negah::scenario::Scenario;
use negah::score::Normalisation;
use negah::snapshot::{Limits, open, sha256_hex};

/// Hashes of the demo's ranking under three scales; `UPDATE_BYTES=1` writes the file anew.
#[test]
fn the_ranking_is_the_same_bytes_everywhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot =
        open(&std::fs::read(root.join("seeds/demo.snapshot.json")).unwrap(), &Limits::DEFAULT).unwrap();
    let hash = |scale| {
        let scenario = Scenario { normalise: scale, ..Scenario::equal_weights(&snapshot) };
        let csv = ranking_csv(&snapshot, &run(&snapshot, &scenario).unwrap(), ListOptions::default());
        sha256_hex(csv.as_bytes()) + "\n"
    };
    let hashes: String =
        [Normalisation::default(), Normalisation::Z_SCORE, Normalisation::IodExponential].map(hash).concat();
    let path = root.join("tests/data/same_bytes.txt");
    if std::env::var_os("UPDATE_BYTES").is_some() {
        std::fs::write(&path, &hashes).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), hashes);
}
