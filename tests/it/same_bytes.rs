//! Same snapshot + same scenario = the same bytes, natively and (in `tests/web.rs`) in the browser.

use negah::export::{ListOptions, ranking_csv};
use negah::pipeline::run;
use negah::scenario::{Choices, Scenario, Uncertainty};
use negah::score::Normalisation;
use negah::sensitivity::Job;
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

/// The hash of how sure the demo's list is, with everything varied; `UPDATE_BYTES=1` writes the file anew.
#[test]
fn how_sure_the_list_is_is_the_same_bytes_everywhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot =
        open(&std::fs::read(root.join("seeds/demo.snapshot.json")).unwrap(), &Limits::DEFAULT).unwrap();
    let choices =
        Choices { normalise: vec![Normalisation::Z_SCORE], leave_one_out: true, ..Choices::default() };
    let robustness = Uncertainty { draws: 300, samples: 8, noise: true, choices, ..Uncertainty::default() };
    let scenario = Scenario { robustness, ..Scenario::equal_weights(&snapshot) };
    let mut job = Job::new(&snapshot, &scenario, &run(&snapshot, &scenario).unwrap()).unwrap();
    assert!(job.step(u32::MAX).finished);
    let hash = sha256_hex(serde_json::to_string(&job.result()).unwrap().as_bytes()) + "\n";
    let path = root.join("tests/data/same_sureness.txt");
    if std::env::var_os("UPDATE_BYTES").is_some() {
        std::fs::write(&path, &hash).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), hash);
}
