//! Published results, reproduced from published data through recipes and scenarios alone.
//!
//! The data lie beside the project, not in it; where they are absent these tests are counted as skipped. Each prints the
//! largest error of every comparison: `cargo test --test it references -- --include-ignored --nocapture`.

mod asem;
mod imd;
mod iran;

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use negah::aggregate::{GroupBy, group};
use negah::export::{GroupRow, group_table};
use negah::ingest::{Input, Recipe, import, write_snapshot};
use negah::pipeline::{Outcome, run};
use negah::scenario::Scenario;
use negah::snapshot::{Limits, Snapshot, open};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Paths of published files.
fn data<const N: usize>(names: [&str; N]) -> [PathBuf; N] {
    names.map(|name| root().join("../shared/data").join(name))
}

/// A published table by column name.
struct Table {
    headers: HashMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let mut text = String::new();
        if path.extension().is_some_and(|extension| extension == "gz") {
            flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
        } else {
            text = String::from_utf8(bytes).unwrap();
        }
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().iter().enumerate().map(|(at, name)| (name.to_owned(), at));
        Self { headers: headers.collect(), rows: reader.records().map(Result::unwrap).collect() }
    }

    fn text(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.headers[column]]
    }

    fn number(&self, row: usize, column: &str) -> f64 {
        self.text(row, column).parse().unwrap_or(f64::NAN)
    }

    /// Row of each value of a key column.
    fn by(&self, key: &str) -> HashMap<&str, usize> {
        (0..self.rows.len()).map(|row| (self.text(row, key), row)).collect()
    }
}

fn recipe(name: &str) -> Recipe {
    let path = root().join("seeds/recipes").join(name).with_extension("toml");
    Recipe::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Tables → snapshot, by way of the bytes that a user would keep.
fn snapshot(recipe: &Recipe, paths: &[PathBuf]) -> Snapshot {
    let inputs: Vec<Input> = paths
        .iter()
        .map(|path| Input { name: path.display().to_string(), bytes: std::fs::read(path).unwrap() })
        .collect();
    let imported = import(recipe, &inputs).unwrap_or_else(|errors| panic!("{:?}", &errors.0[..1]));
    open(&write_snapshot(&imported.file), &Limits::DEFAULT).unwrap()
}

fn scenario(name: &str) -> Scenario {
    let path = root().join(format!("seeds/scenarios/{name}.scenario.json"));
    Scenario::parse(&std::fs::read(path).unwrap()).unwrap()
}

fn outcome(snapshot: &Snapshot, name: &str) -> Outcome {
    run(snapshot, &scenario(name)).unwrap()
}

/// The groups of a division level, by code.
fn divisions(snapshot: &Snapshot, outcome: &Outcome, level: &str) -> HashMap<String, GroupRow> {
    let grouping = group(snapshot, &GroupBy::Division(level.to_owned()), &[]).unwrap();
    let table = group_table(snapshot, (&outcome.set, outcome.period), &grouping, Some(outcome));
    let code = |row: &GroupRow| match &row.summary.key {
        negah::aggregate::GroupKey::Division { code, .. } => code.clone(),
        other => panic!("areas outside any {level}: {other:?}"),
    };
    table.rows.into_iter().map(|row| (code(&row), row)).collect()
}

/// Values of a column in the only period.
fn column<'a>(snapshot: &'a Snapshot, id: &str) -> &'a [f64] {
    let at = snapshot.indicator_idx(id).unwrap_or_else(|| panic!("no indicator {id}"));
    snapshot.column(at, 0).unwrap_or_else(|| panic!("no values of {id}")).raw()
}

/// Largest errors, one line per comparison.
struct Errors {
    title: &'static str,
    lines: Vec<String>,
}

impl Errors {
    fn new(title: &'static str) -> Self {
        Self { title, lines: Vec::new() }
    }

    /// Notes the largest difference of the pairs and fails when it exceeds the tolerance. Two missing values agree.
    fn within(&mut self, what: &str, tolerance: f64, pairs: impl IntoIterator<Item = (f64, f64)>) {
        let (mut worst, mut n, mut off) = (0.0_f64, 0_usize, 0_usize);
        for (found, published) in pairs {
            n += 1;
            let error = match (found.is_nan(), published.is_nan()) {
                (true, true) => 0.0,
                (false, false) => (found - published).abs(),
                _ => f64::INFINITY,
            };
            off += usize::from(error > 0.0);
            worst = worst.max(error);
        }
        assert!(n > 0, "{}: {what}: nothing was compared", self.title);
        self.lines.push(format!("{what:<58} n {n:>6}  not equal {off:>6}  max error {worst:.3e}"));
        assert!(worst <= tolerance, "{}: {what}: {worst} exceeds {tolerance}", self.title);
    }

    fn note(&mut self, line: String) {
        self.lines.push(line);
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        eprintln!("\n{}\n  {}", self.title, self.lines.join("\n  "));
    }
}
