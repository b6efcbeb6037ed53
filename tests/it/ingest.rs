//! Tables through recipes to snapshots: fixtures, and the published data where it lies beside the project.

use std::path::{Path, PathBuf};

use negah::ingest::{Import, ImportRule, Input, Issue, Recipe, import, write_snapshot};
use negah::snapshot::{Limits, Severity, Snapshot, open};

const RECIPE: &str = r#"
title = "آزمون"
issuer = "دفتر"
issued = "2024-05-01"
note = "نمونه."
area_level = "محله"
population = "pop"
time = { column = "period" }
areas = { code = "code", name = "name", kind = "kind", lon = "lon", lat = "lat" }
periods = [{ id = "1401", name = "۱۴۰۱" }, { id = "1402", name = "۱۴۰۲" }]
levels = [{ id = "province", name = "استان" }, { id = "county", name = "شهرستان" }]
kinds = [{ id = "target", name = "محلهٔ هدف" }]
domains = [{ id = "work", name = "اشتغال" }]

[[divisions]]
level = "province"
code = "p"
name = "p_name"
[[divisions]]
level = "county"
code = "c"
name = "c_name"

[[join]]
key = "area"
period = "1401"

[[indicators]]
id = "pop"
column = "people"
name = "جمعیت"
decimals = 0
measure = { kind = "count" }
polarity = "context"
[[indicators]]
id = "unemployed"
column = "out_of_work"
name = "بیکاران"
decimals = 1
scale = 100.0
range = [0.0, 100.0]
measure = { kind = "mean", weight = "pop" }
polarity = "raises_need"
domain = "work"
standard_error = "se"

[[corrections]]
area = "0002"
column = "c"
from = "9"
to = "02"
reason = { fa = "کد شهرستان اشتباه بود.", en = "The county code was wrong." }
"#;

const GOOD: &str = "\u{feff}period,code,name,kind,lon,lat,p,p_name,c,c_name,out_of_work,se,extra
1401,0001,الف,target,50.5,33.1,00,مرکز,01,شرق,۰٫۱۲,0.01,x
1401,0002,\"ب, پایین\",,,,00,مرکز,9,غرب,NA,NA,x
1402,0001,الف,target,50.5,33.1,00,مرکز,01,شرق,0.13,0.01,x
1402,0002,\"ب, پایین\",,,,00,مرکز,9,غرب,0.2,,x
";

const PEOPLE: &str = "area,people\n0002,2500\n0001,۱٬۲۰۰\n";

fn input(name: &str, text: &str) -> Input {
    Input { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn run(table: &str, people: &str) -> Result<Import, Vec<Issue>> {
    let recipe = Recipe::parse(RECIPE).unwrap();
    import(&recipe, &[input("a.csv", table), input("b.csv", people)]).map_err(|errors| errors.0)
}

fn reopen(import: &Import) -> Snapshot {
    open(&write_snapshot(&import.file), &Limits::DEFAULT).unwrap()
}

fn rules(issues: &[Issue]) -> Vec<(ImportRule, Option<usize>, Option<&str>)> {
    issues.iter().map(|issue| (issue.rule, issue.row, issue.column.as_deref())).collect()
}

#[test]
fn a_long_table_joined_with_another_becomes_a_snapshot() {
    let result = run(GOOD, PEOPLE).unwrap();
    let snapshot = reopen(&result);
    assert_eq!(snapshot.areas.code, ["0001", "0002"]);
    assert_eq!(snapshot.areas.name, ["الف", "ب, پایین"]);
    assert_eq!(snapshot.areas.point, [Some([50.5, 33.1]), None]);
    assert_eq!(snapshot.areas.kind, [Some(0), None]);
    let units: Vec<_> =
        snapshot.divisions.units.iter().map(|unit| (unit.code.as_str(), unit.parent)).collect();
    assert_eq!(units, [("00", None), ("01", Some(0)), ("02", Some(0))]);
    assert_eq!(snapshot.areas.division, [Some(1), Some(2)]);
    assert_eq!(snapshot.column(1, 0).unwrap().raw()[0].to_bits(), 12.0_f64.to_bits());
    assert_eq!(snapshot.column(1, 0).unwrap().get(1), None);
    assert_eq!(snapshot.column(1, 1).unwrap().raw(), [13.0, 20.0]);
    assert_eq!(snapshot.standard_error(1, 1).unwrap().get(0), Some(1.0));
    assert_eq!(snapshot.population_column(1).unwrap().raw(), [1200.0, 2500.0]);
}

#[test]
fn corrections_and_leftovers_stand_in_the_report_and_the_note() {
    let result = run(GOOD, PEOPLE).unwrap();
    let found = rules(&result.report.issues);
    assert_eq!(
        found,
        [
            (ImportRule::CorrectionApplied, Some(5), Some("c")),
            (ImportRule::MissingValues, None, Some("out_of_work · 1401")),
            (ImportRule::MissingValues, None, Some("se · 1401")),
            (ImportRule::MissingValues, None, Some("se · 1402")),
            (ImportRule::UnusedColumns, None, None),
        ]
    );
    assert_eq!(result.report.issues[4].found, "extra");
    assert_eq!(result.report.files[0].unused, ["extra"]);
    assert_eq!((result.report.files[0].rows, result.report.areas), (4, 2));
    assert_eq!(result.file.note.unwrap().fa, "نمونه. کد شهرستان اشتباه بود.");
}

#[test]
fn all_errors_come_at_once_by_file_row_and_column() {
    let table = GOOD
        .replace("۰٫۱۲", "بسیار")
        .replace("1402,0001,الف", "1402,0001,آلفا")
        .replace("1402,0002", "1499,0002")
        .replace("0.13", "1.3")
        + "1401,0001,الف,target,50.5,33.1,00,مرکز,01,شرق,1,1,x\n1402,,,\n1402,,ج,other,,,00,دیگر,03,ج,0,0,x\n";
    let people = "area,people\n0002,-5\n0001\n0003,7\n,8\n";
    let issues = run(&table, people).unwrap_err();
    let blocks: Vec<_> = issues.iter().filter(|issue| issue.severity == Severity::Blocks).cloned().collect();
    let mut found: Vec<String> = blocks.iter().map(|issue| issue.to_string()).collect();
    found.sort();
    for expected in [
        "a.csv, row 2, column `out_of_work`: not a number; found `بسیار`; expected `12.5`",
        "a.csv, row 4, column `name`, area 0001: rows of one area disagree; found `آلفا`; expected `الف`",
        "a.csv, row 4, column `out_of_work`: the value is outside the indicator's possible range; found `1.3`; expected `0…100`",
        "a.csv, row 5, column `period`, area 0002: the period is not in the recipe; found `1499`",
        "a.csv, row 6, column `code`: the area code occurs more than once; found `0001`; expected `≠ row 2`",
        "a.csv, row 7: the row has another number of cells than the header; found `4`; expected `13`",
        "a.csv, row 8, column `code`: the area code is empty",
        "b.csv, row 2, column `people`: a count or standard error cannot be negative; found `-5`; expected `≥ 0`",
        "b.csv, row 3: the row has another number of cells than the header; found `1`; expected `2`",
        "b.csv, row 5, column `area`: the area code is empty",
    ] {
        assert!(found.iter().any(|line| line == expected), "{expected}\nnot in\n{}", found.join("\n"));
    }
    assert_eq!(found.len(), 10, "{}", found.join("\n"));
    let stranger = issues.iter().find(|issue| issue.rule == ImportRule::UnknownArea).unwrap();
    assert_eq!((stranger.severity, stranger.found.as_str()), (Severity::Warns, "0003"));
}

#[test]
fn missing_files_columns_and_stale_corrections_are_errors() {
    let recipe = Recipe::parse(RECIPE).unwrap();
    let alone = import(&recipe, &[input("a.csv", GOOD)]).unwrap_err();
    assert_eq!(rules(&alone.0), [(ImportRule::FileMissing, None, Some("CSV"))]);
    let renamed = run(&GOOD.replace("out_of_work", "unemployed"), PEOPLE).unwrap_err();
    assert_eq!(rules(&renamed)[0], (ImportRule::MissingColumn, Some(1), Some("out_of_work")));
    let changed = run(&GOOD.replace("مرکز,9", "مرکز,7"), PEOPLE).unwrap_err();
    assert!(rules(&changed).contains(&(ImportRule::CorrectionMismatch, Some(3), Some("c"))), "{changed:?}");
    let mended = run(&GOOD.replace("مرکز,9", "مرکز,02"), PEOPLE).unwrap();
    assert!(mended.report.issues.iter().any(|issue| issue.rule == ImportRule::CorrectionNotNeeded));
    assert_eq!(mended.file.note.unwrap().fa, "نمونه.");
}

#[test]
fn one_division_code_cannot_have_two_names() {
    let issues = run(&GOOD.replacen("غرب", "شمال", 1), PEOPLE).unwrap_err();
    assert!(rules(&issues).contains(&(ImportRule::AreaConflict, Some(5), Some("c_name"))), "{issues:?}");
    let issues = run(&GOOD.replace("00,مرکز,9", "01,مرکز,9"), PEOPLE).unwrap_err();
    assert!(rules(&issues).contains(&(ImportRule::DivisionConflict, Some(3), Some("p"))), "{issues:?}");
}

/// A file of published data, which lie beside the working copy.
fn published(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(file)
}

fn import_published(recipe: &str, files: &[&str]) -> Import {
    let recipe = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/recipes").join(recipe);
    let recipe = Recipe::parse(&std::fs::read_to_string(recipe).unwrap()).unwrap();
    let read = |file: &&str| Input::read(published(file).to_str().unwrap()).unwrap();
    let inputs: Vec<Input> = files.iter().map(read).collect();
    import(&recipe, &inputs).unwrap_or_else(|errors| panic!("{:#?}", &errors.0[..errors.0.len().min(9)]))
}

fn sum(snapshot: &Snapshot, id: &str) -> f64 {
    snapshot.column(snapshot.indicator_idx(id).unwrap(), 0).unwrap().present().sum()
}

fn missing(snapshot: &Snapshot, id: &str) -> usize {
    snapshot.column(snapshot.indicator_idx(id).unwrap(), 0).unwrap().missing()
}

#[test]
fn every_recipe_is_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/recipes");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let recipe = Recipe::parse(&std::fs::read_to_string(&path).unwrap());
        assert!(recipe.is_ok(), "{}: {recipe:?}", path.display());
        let errors = import(&recipe.unwrap(), &[]).unwrap_err();
        assert!(errors.0.iter().all(|issue| issue.rule == ImportRule::FileMissing), "{errors:?}");
        read += 1;
    }
    assert_eq!(read, 7);
}

#[test]
#[ignore = "needs the published data"]
fn english_deprivation_2025_arrives_whole() {
    let result = import_published("iod2025.toml", &["imd/iod2025_lsoa.csv.gz"]);
    let corrected: Vec<_> = result
        .report
        .issues
        .iter()
        .filter(|issue| issue.rule == ImportRule::CorrectionApplied)
        .map(|issue| (issue.area.as_deref().unwrap(), issue.found.as_str(), issue.expected.as_str()))
        .collect();
    assert_eq!(
        corrected,
        [("E01027305", "E07000177", "E06000062"), ("E01027305", "Cherwell", "West Northamptonshire")]
    );
    let snapshot = reopen(&result);
    assert_eq!((snapshot.n_areas(), snapshot.divisions.units.len()), (33_755, 296));
    let area = snapshot.areas.position("E01027305").unwrap();
    let division = snapshot.areas.division[area].unwrap() as usize;
    assert_eq!(snapshot.divisions.units[division].code, "E06000062");
    assert_eq!(sum(&snapshot, "imd_rank"), 33_755.0 * 33_756.0 / 2.0);
    let ages: f64 = ["pop_0_15", "pop_16_59", "pop_60_plus"].iter().map(|id| sum(&snapshot, id)).sum();
    assert_eq!((sum(&snapshot, "pop_total"), ages), (57_112_129.0, 57_112_129.0));
}

#[test]
#[ignore = "needs the published data"]
fn english_indicators_2025_keep_their_gaps() {
    let files = ["imd/iod2025_lsoa_indicators.csv.gz", "imd/iod2025_lsoa.csv.gz"];
    let result = import_published("iod2025-indicators.toml", &files);
    let snapshot = reopen(&result);
    let scored = snapshot.indicators.iter().filter(|indicator| indicator.domain.is_some()).count();
    assert_eq!((snapshot.n_areas(), scored), (33_755, 28));
    let gaps = ["idaci_rate", "idaopi_rate", "employment_rate", "no_higher_education", "income_rate"];
    assert_eq!(gaps.map(|id| missing(&snapshot, id)), [815, 832, 21, 34, 5]);
}

#[test]
#[ignore = "needs the published data"]
fn older_english_files_arrive_whole() {
    let files = [
        ("iod2019.toml", "imd/iod2019_lsoa.csv.gz", 317),
        ("iod2015.toml", "imd/iod2015_lsoa_transformed.csv.gz", 326),
    ];
    for (recipe, file, n_districts) in files {
        let result = import_published(recipe, &[file]);
        let snapshot = reopen(&result);
        assert_eq!((snapshot.n_areas(), snapshot.divisions.units.len()), (32_844, n_districts), "{recipe}");
        assert!(
            snapshot
                .indicators
                .iter()
                .enumerate()
                .all(|(at, _)| snapshot.column(at, 0).unwrap().is_complete())
        );
    }
}

#[test]
#[ignore = "needs the published data"]
fn iranian_counties_sum_to_the_published_totals() {
    let files = ["iran-counties-1395/county_indicators_1395.csv", "iran-counties-1395/counties_1395.geojson"];
    let result = import_published("iran-counties-1395.toml", &files);
    let snapshot = reopen(&result);
    assert_eq!((snapshot.n_areas(), snapshot.divisions.units.len()), (429, 31));
    assert_eq!(snapshot.areas.code[0], "0001");
    assert_eq!(snapshot.boundaries.iter().flatten().count(), 429);
    assert_eq!(sum(&snapshot, "pop"), 79_926_270.0);
    assert_eq!((sum(&snapshot, "male"), sum(&snapshot, "female")), (40_498_442.0, 39_427_828.0));
    let rate = 100.0 * sum(&snapshot, "unemployed") / sum(&snapshot, "active");
    assert!((rate - 12.5629).abs() < 0.00005, "{rate}");
    assert_eq!([missing(&snapshot, "pop_1390"), missing(&snapshot, "growth_pct_per_year_1390_95")], [37, 37]);
    let arak =
        snapshot.column(snapshot.indicator_idx("unemployment_rate").unwrap(), 0).unwrap().get(0).unwrap();
    assert!((arak - 12.2151).abs() < 0.00005, "{arak}");
}

#[test]
#[ignore = "needs the published data"]
fn outlines_of_counties_are_optional() {
    let files = ["iran-counties-1395/county_indicators_1395.csv"];
    let result = import_published("iran-counties-1395.toml", &files);
    assert_eq!((result.report.areas, result.report.boundaries), (429, 0));
}

#[test]
#[ignore = "needs the published data"]
fn asem_ratios_are_the_denominated_stage() {
    let result = import_published("asem-raw.toml", &["asem/stage_raw.csv", "asem/denominators.csv"]);
    let snapshot = reopen(&result);
    let denominated = std::fs::read_to_string(published("asem/stage_denominated.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(denominated.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let (mut compared, mut gaps) = (0, 0);
    for (area, record) in reader.records().enumerate() {
        let record = record.unwrap();
        for (name, cell) in headers.iter().zip(&record) {
            let Some(at) =
                snapshot.indicator_idx(name).filter(|at| snapshot.indicators[*at].domain.is_some())
            else {
                continue;
            };
            let value = snapshot.column(at, 0).unwrap().get(area);
            match cell.parse::<f64>() {
                Ok(published) => {
                    assert!((value.unwrap() - published).abs() < 1e-12, "{name} {cell} {value:?}")
                }
                Err(_) => {
                    assert_eq!(value, None, "{name}");
                    gaps += 1;
                }
            }
            compared += 1;
        }
    }
    assert_eq!((compared, gaps), (51 * 49, 65));
}

#[test]
#[ignore = "needs the published data"]
fn asem_treated_is_complete() {
    let result = import_published("asem-treated.toml", &["asem/stage_treated.csv"]);
    let snapshot = reopen(&result);
    assert_eq!((snapshot.n_areas(), snapshot.indicators.len(), snapshot.domains.len()), (51, 49, 8));
    assert!((0..49).all(|at| snapshot.column(at, 0).unwrap().is_complete()));
}
