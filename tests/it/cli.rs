//! The contracts of the command line, on the program as it is built.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use negah::export::{ListOptions, ranking_csv};
use negah::pipeline::{Outcome, run};
use negah::scenario::Scenario;
use negah::snapshot::{Limits, Snapshot, open, sha256_hex};
use serde_json::{Value, json};

const GOOD: &str = "tests/data/snapshots/good.json";
const FAULTY: &str = "tests/data/snapshots/many_faults.json";

pub struct Ended {
    pub code: i32,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Ended {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap()
    }

    /// The same, after checking that it went well.
    pub fn fine(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_negah"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn negah_fed(args: &[&str], stdin: &[u8]) -> Ended {
    let mut child = command(args).spawn().unwrap();
    // A program that refuses its arguments does not read, and the pipe breaks.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    Ended { code: output.status.code().unwrap(), stdout: output.stdout, stderr }
}

pub fn negah(args: &[&str]) -> Ended {
    negah_fed(args, b"")
}

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A file of a test in the build folder.
pub fn scratch(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn good() -> (Snapshot, Scenario, Outcome) {
    let snapshot = open(&bytes(GOOD), &Limits::DEFAULT).unwrap();
    let scenario = Scenario::equal_weights(&snapshot);
    let outcome = run(&snapshot, &scenario).unwrap();
    (snapshot, scenario, outcome)
}

#[test]
fn rank_writes_the_promised_columns_exactly_and_in_order() {
    let (snapshot, _, outcome) = good();
    let ended = negah(&["rank", GOOD, "--csv", "-"]).fine();
    assert_eq!(ended.text(), ranking_csv(&snapshot, &outcome, ListOptions::default()));
    let mut lines = ended.text().lines();
    assert_eq!(lines.next(), Some("code,name,score,rank,tier"));
    let mut last = (f64::INFINITY, 0);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let at = snapshot.areas.position(cells[0]).unwrap();
        let (score, rank) = (cells[2].parse::<f64>().unwrap(), cells[3].parse::<u32>().unwrap());
        assert_eq!(Some(score), outcome.scored.scores.get(at), "every bit of the score survives");
        assert!(score <= last.0 && rank >= last.1);
        last = (score, rank);
    }
    assert_eq!(last.1, 12);
}

#[test]
fn rank_takes_scenarios_files_pipes_and_packed_files() {
    let (_, scenario, _) = good();
    let expected = negah(&["rank", GOOD, "--csv", "-"]).fine().stdout;
    let scenario = scratch("rank.scenario.json", scenario.to_json().as_bytes());
    let scenario = scenario.to_str().unwrap();
    let archive = scratch("rank.snapshot.json.gz", &packed(&bytes(GOOD)));
    let with_scenario = ["rank", GOOD, "--scenario", scenario, "--csv", "-"];
    assert_eq!(negah(&with_scenario).fine().stdout, expected);
    assert_eq!(negah_fed(&["rank", "-", "--csv", "-"], &bytes(GOOD)).fine().stdout, expected);
    assert_eq!(negah_fed(&["rank", "-", "--csv", "-"], &packed(&bytes(GOOD))).fine().stdout, expected);
    assert_eq!(negah(&["rank", archive.to_str().unwrap(), "--csv", "-"]).fine().stdout, expected);
    let out = scratch("rank.csv", b"old");
    assert!(negah(&["rank", GOOD, "--csv", out.to_str().unwrap()]).fine().stdout.is_empty());
    assert_eq!(std::fs::read(out).unwrap(), expected);
}

#[test]
fn rank_writes_json_full_tables_and_tables_for_spreadsheets() {
    let json = negah(&["rank", GOOD, "--json", "-", "--top", "2"]).fine().json();
    assert_eq!(json["snapshot"]["sha256"], sha256_hex(&bytes(GOOD)));
    assert_eq!((&json["period"], &json["counts"]["areas"]), (&json!("1402"), &json!(12)));
    assert_eq!(json["rows"].as_array().unwrap().len(), 2);
    let full = negah(&["rank", GOOD, "--csv", "-", "--full", "--bom", "--top", "1"]).fine();
    assert!(
        full.text().starts_with("\u{feff}code,name,score,rank,tier,overall_rank,decile,population,coverage,")
    );
    assert_eq!(full.text().lines().count(), 2);
    let table = negah(&["rank", GOOD, "--top", "3"]).fine();
    assert_eq!(table.text().lines().count(), 4);
    assert!(table.text().starts_with("rank"));
}

#[test]
fn unscored_areas_come_last_and_are_mentioned() {
    let text = String::from_utf8(bytes(GOOD)).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    for indicator in ["unemployed", "income", "literacy", "trust", "addiction"] {
        for period in file["values"][indicator].as_object_mut().unwrap().values_mut() {
            period[0] = Value::Null;
        }
    }
    let ended = negah_fed(&["rank", "-", "--csv", "-"], file.to_string().as_bytes()).fine();
    assert!(ended.text().ends_with("\n0001,آزادی,,,\n"), "{}", ended.text());
    assert!(ended.stderr.contains("for lack of values: 1"), "{}", ended.stderr);
}

#[test]
fn check_lists_every_finding() {
    let ended = negah(&["check", FAULTY, "--json"]);
    assert_eq!(ended.code, 1);
    let json = ended.json();
    assert_eq!((&json["file"], &json["sha256"]), (&json!(FAULTY), &json!(sha256_hex(&bytes(FAULTY)))));
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.len() > 5, "{json:#}");
    for finding in findings {
        for member in ["rule", "severity", "place", "found", "expected", "fa", "en"] {
            assert!(!finding[member].is_null(), "{finding} lacks {member}");
        }
    }
    assert_eq!(json["error"], Value::Null);
    let text = negah(&["check", FAULTY]);
    assert_eq!(text.code, 1);
    assert!(text.text().contains("Must be mended"));
    assert!(negah(&["check", FAULTY, "--lang", "fa"]).text().contains("باید پیش از"));
}

#[test]
fn check_lets_warnings_pass() {
    let ended = negah(&["check", GOOD, "--json"]).fine();
    let json = ended.json();
    assert_eq!((&json["areas"], &json["indicators"]), (&json!(12), &json!(9)));
    let blocks = |json: &Value| {
        json["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] == "blocks").count()
    };
    assert_eq!(blocks(&json), 0);
    let quick = negah_fed(&["check", "-", "--quick", "--json"], &bytes(GOOD)).fine().json();
    assert_eq!(quick["findings"], json!([]));
}

#[test]
fn check_says_where_a_file_stops_being_one() {
    let text = String::from_utf8(bytes(GOOD)).unwrap();
    let broken = text.replacen("4210", "\"many\"", 1);
    let line = 1 + broken[..broken.find("\"many\"").unwrap()].matches('\n').count();
    let ended = negah_fed(&["check", "-", "--json"], broken.as_bytes());
    assert_eq!(ended.code, 1);
    let json = ended.json();
    assert_eq!(json["error"]["line"], line);
    assert_eq!(json["error"]["path"], "values.population.1401[0]");
    assert!(json["error"]["fa"].is_string() && json["findings"] == json!([]));
    let ranked = negah_fed(&["rank", "-"], broken.as_bytes());
    assert_eq!(ranked.code, 1);
    assert!(ranked.stderr.contains(&format!("line {line}")) && ranked.stderr.contains("values.population"));
    assert_eq!(negah_fed(&["check", "-"], &text.as_bytes()[..500]).code, 1);
    assert_eq!(negah_fed(&["check", "-"], &packed(text.as_bytes())[..300]).code, 1);
}

#[test]
fn wrong_use_and_wrong_data_differ() {
    let (_, scenario, _) = good();
    for args in [
        &["rank", GOOD, "--colour"][..],
        &["rank"],
        &["rank", "no/such/file.json"],
        &["rank", GOOD, "--full"],
        &["aggregate", GOOD, "--by", "division"],
        &["aggregate", GOOD, "--by", "division:village"],
        &["bundle", GOOD, "--page", GOOD, "-o", "-"],
        &["schema", "decision"],
        &["frobnicate"],
    ] {
        let ended = negah(args);
        assert_eq!((ended.code, ended.stdout.len()), (2, 0), "{args:?}: {}", ended.stderr);
        assert!(!ended.stderr.is_empty());
    }
    let unfit = scenario.to_json().replace("\"trust\"", "\"distrust\"").replace("\"income\"", "\"outcome\"");
    let unfit = scratch("unfit.scenario.json", unfit.as_bytes());
    let ended = negah(&["rank", GOOD, "--scenario", unfit.to_str().unwrap()]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("distrust") && ended.stderr.contains("outcome"), "{}", ended.stderr);
    let broken = scratch("broken.scenario.json", scenario.to_json().replace("min_max", "mid_max").as_bytes());
    let ended = negah(&["rank", GOOD, "--scenario", broken.to_str().unwrap()]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("normalise") && ended.stderr.contains("line"), "{}", ended.stderr);
}

#[test]
fn aggregate_groups_by_anything() {
    let counties = negah(&["aggregate", GOOD, "--by", "division:county"]).fine();
    assert!(
        counties.text().starts_with("key,name,areas,population,share,population_unknown,population.value,")
    );
    let rows: Vec<&str> = counties.text().lines().skip(1).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("001,شهرستان یکم,6,25520,"), "{}", rows[0]);
    for by in ["kind", "office", "decile", "tier", "all"] {
        let json = negah(&["aggregate", GOOD, "--by", by, "--json", "-"]).fine().json();
        let groups = json["groups"].as_array().unwrap();
        let areas: u64 = groups.iter().map(|group| group["areas"].as_u64().unwrap()).sum();
        assert_eq!(areas, 12, "every area is in one group by {by}");
    }
    let (_, scenario, _) = good();
    let scenario = scratch("aggregate.scenario.json", scenario.to_json().as_bytes());
    let need =
        negah(&["aggregate", GOOD, "--by", "all", "--scenario", scenario.to_str().unwrap(), "--json", "-"]);
    let need = &need.fine().json()["groups"][0]["need"];
    assert!(need["average_score"].is_number() && need["branches"]["work"].is_number(), "{need}");
}

#[test]
fn bundle_puts_data_into_the_page() {
    let page = "<!doctype html><script type=\"application/json\" id=\"negah-snapshot\">{}</script><p>x</p>";
    let page = scratch("page.html", page.as_bytes());
    let (_, scenario, _) = good();
    let scenario = scratch("bundle.scenario.json", scenario.to_json().as_bytes());
    let args = ["bundle", GOOD, "--page", page.to_str().unwrap(), "-o", "-"];
    let html = negah(&args).fine();
    assert!(html.text().contains(&sha256_hex(&bytes(GOOD))) && html.text().ends_with("</script><p>x</p>"));
    let with: Vec<&str> = args.iter().copied().chain(["--scenario", scenario.to_str().unwrap()]).collect();
    assert!(negah(&with).fine().text().contains("id=\"negah-scenario\">{"));
    let faulty = ["bundle", FAULTY, "--page", page.to_str().unwrap(), "-o", "-"];
    assert_eq!(negah(&faulty).code, 1);
}

#[test]
fn import_lists_every_error_and_writes_nothing_then() {
    let recipe = scratch(
        "import.toml",
        "title = \"t\"\nissuer = \"i\"\nissued = \"2024-01-01\"\narea_level = \"محله\"\ntime = { period = \"1402\" }\n\
         areas = { code = \"code\", name = \"name\" }\nperiods = [{ id = \"1402\", name = \"۱۴۰۲\" }]\ndomains = []\n\
         [[indicators]]\nid = \"pop\"\ncolumn = \"pop\"\nname = \"جمعیت\"\ndecimals = 0\nmeasure = { kind = \"count\" }\n\
         polarity = \"context\"\n"
            .as_bytes(),
    );
    let recipe = recipe.to_str().unwrap();
    let out = scratch("import.snapshot.json", b"untouched");
    let args = ["import", "--recipe", recipe, "-", "-o", out.to_str().unwrap()];
    let ended = negah_fed(&args, "code,name,pop\n01,a,x\n02,b,-5\n01,c,3\n".as_bytes());
    assert_eq!(ended.code, 1);
    for part in ["row 2", "row 3", "row 4"] {
        assert!(ended.stderr.contains(part), "{part} is not in: {}", ended.stderr);
    }
    assert_eq!(std::fs::read(&out).unwrap(), b"untouched");
    let table = packed("code,name,pop\n01,الف,۱۲۰\n02,ب,\n".as_bytes());
    let ended = negah_fed(&args, &table).fine();
    let made = std::fs::read(&out).unwrap();
    assert!(ended.stderr.contains(&sha256_hex(&made)), "{}", ended.stderr);
    assert_eq!(open(&made, &Limits::DEFAULT).unwrap().areas.code, ["01", "02"]);
    let piped = negah_fed(&["import", "--recipe", recipe, "-", "-o", "-"], &table).fine();
    assert_eq!(piped.stdout, made);
}

#[test]
fn schema_prints_the_published_files() {
    for format in ["snapshot", "scenario"] {
        let printed = negah(&["schema", format]).fine();
        let published = bytes(&format!("schema/{format}.schema.json"));
        assert!(printed.stdout == published, "schema/{format}.schema.json is not what the program prints");
    }
}

#[test]
fn help_names_every_command() {
    let help = negah(&["--help"]).fine();
    for name in ["check", "import", "rank", "aggregate", "bundle", "demo", "schema"] {
        assert!(help.text().contains(&format!("  {name} ")), "{name}");
        assert!(negah(&[name, "--help"]).fine().text().contains("Usage: negah"));
    }
    assert_eq!(negah(&["--version"]).fine().text(), format!("negah {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_leaves_early_hears_no_complaint() {
    let mut child = command(&["schema", "snapshot"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
