//! Tables of which something would be lost without a word.

use negah::ingest::{Import, ImportRule, Input, Issue, Recipe, import};
use negah::snapshot::{Limits, Rule, Severity, Snapshot, advisory, open};

use crate::cli::{negah, scratch};

const FAULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/faults");

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{FAULTS}/{path}")).unwrap()
}

fn run(recipe: &str, tables: &[(&str, &str)]) -> Result<Import, Vec<Issue>> {
    let inputs: Vec<Input> = tables
        .iter()
        .map(|(name, text)| Input { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    import(&Recipe::parse(recipe).unwrap(), &inputs).map_err(|errors| errors.0)
}

fn snapshot(import: &Import) -> Snapshot {
    open(&negah::ingest::write_snapshot(&import.file), &Limits::DEFAULT).unwrap()
}

fn blocks(issues: &[Issue]) -> Vec<&Issue> {
    issues.iter().filter(|issue| issue.severity == Severity::Blocks).collect()
}

fn values(snapshot: &Snapshot, id: &str, period: &str) -> Vec<f64> {
    let (at, period) = (snapshot.indicator_idx(id).unwrap(), snapshot.period_idx(period).unwrap());
    snapshot.column(at, period).unwrap().raw().to_vec()
}

#[test]
fn tables_of_two_years_make_one_series() {
    let (recipe, then, now) =
        (read("6-yearly-tables/r.toml"), read("6-yearly-tables/1402.csv"), read("6-yearly-tables/1403.csv"));
    let imported = run(&recipe, &[("1402.csv", &then), ("1403.csv", &now)]).unwrap();
    assert_eq!(imported.report.issues, []);
    let found = snapshot(&imported);
    assert_eq!(values(&found, "unemp", "1402"), [10.0, 20.0]);
    assert_eq!(
        (values(&found, "unemp", "1403"), values(&found, "pop", "1403")),
        (vec![30.0, 5.0], vec![110.0, 190.0])
    );
}

#[test]
fn the_handed_tables_rank_by_the_newer_year() {
    let folder = "tests/data/faults/6-yearly-tables";
    let out = scratch("yearly.snapshot.json", b"");
    let out = out.to_str().unwrap();
    let [recipe, then, now] = ["r.toml", "1402.csv", "1403.csv"].map(|name| format!("{folder}/{name}"));
    negah(&["import", "--recipe", &recipe, &then, &now, "-o", out]).fine();
    let csv = negah(&["rank", out, "--csv", "-"]).fine();
    assert!(csv.text().lines().nth(1).unwrap().starts_with("01,"), "{}", csv.text());
}

#[test]
fn a_column_of_one_period_in_two_tables_is_refused_unless_the_recipe_names_the_table() {
    let recipe = read("6-yearly-tables/r.toml").replace("period = \"1403\"\n", "");
    let then = read("6-yearly-tables/1402.csv");
    let corrected = "code,unemp\n01,12\n02,20\n";
    let tables = [("1402.csv", then.as_str()), ("corrected.csv", corrected)];
    let issues = run(&recipe, &tables).unwrap_err();
    let found = blocks(&issues);
    assert_eq!(found.len(), 1, "{issues:?}");
    assert_eq!((found[0].rule, found[0].column.as_deref()), (ImportRule::AmbiguousColumn, Some("unemp")));
    let text = found[0].to_string();
    assert!(text.contains("1402.csv") && text.contains("corrected.csv") && text.contains("row 1"), "{text}");
    for (table, expected) in [("1", vec![10.0, 20.0]), ("2", vec![12.0, 20.0])] {
        let named = recipe.replace("column = \"unemp\"\n", &format!("column = \"unemp\"\ntable = {table}\n"));
        assert_eq!(values(&snapshot(&run(&named, &tables).unwrap()), "unemp", "1402"), expected);
    }
    let absent = recipe.replace("column = \"unemp\"\n", "column = \"unemp\"\ntable = 3\n");
    let issues = run(&absent, &tables).unwrap_err();
    assert!(issues.iter().any(|issue| issue.rule == ImportRule::Recipe && issue.found == "3"), "{issues:?}");
}

#[test]
fn tables_that_disagree_about_an_area_are_refused() {
    let (recipe, then) = (read("6-yearly-tables/r.toml"), read("6-yearly-tables/1402.csv"));
    let now = read("6-yearly-tables/1403.csv").replace("ب", "پ");
    let tables = [("1402.csv", then.as_str()), ("1403.csv", now.as_str())];
    let issues = run(&recipe, &tables).unwrap_err();
    let found = blocks(&issues);
    assert_eq!((found.len(), found[0].rule, found[0].row), (1, ImportRule::AreaConflict, Some(3)));
    assert!(
        found[0].to_string().contains("1403.csv") && found[0].expected.contains("1402.csv"),
        "{}",
        found[0]
    );
    let named = recipe.replace("name = \"name\" }", "name = \"name\", table = 2 }");
    assert_eq!(snapshot(&run(&named, &tables).unwrap()).areas.name, ["الف", "پ"]);
}

#[test]
fn corrections_reach_the_table_that_they_name() {
    let recipe = read("6-yearly-tables/r.toml")
        + "[[corrections]]\narea = \"01\"\ncolumn = \"unemp\"\nfrom = \"30\"\nto = \"31\"\nreason = \"اصلاحیه\"\n";
    let (then, now) = (read("6-yearly-tables/1402.csv"), read("6-yearly-tables/1403.csv"));
    let tables = [("1402.csv", then.as_str()), ("1403.csv", now.as_str())];
    // Without a table it must hold in every one, as in every row of one.
    let issues = run(&recipe, &tables).unwrap_err();
    assert_eq!(blocks(&issues)[0].rule, ImportRule::CorrectionMismatch);
    let named = recipe.replace("to = \"31\"", "to = \"31\"\ntable = 2");
    assert_eq!(values(&snapshot(&run(&named, &tables).unwrap()), "unemp", "1403"), [31.0, 5.0]);
}

#[test]
fn an_open_quotation_mark_is_refused_by_its_row() {
    let recipe = read("7-unclosed-quote/r.toml");
    for (table, rule) in [("t.csv", ImportRule::UnclosedQuote), ("between.csv", ImportRule::LineBreak)] {
        let text = read(&format!("7-unclosed-quote/{table}"));
        let issues = run(&recipe, &[(table, &text)]).unwrap_err();
        let found: Vec<_> = blocks(&issues).iter().map(|issue| (issue.rule, issue.row)).collect();
        assert_eq!(found, [(rule, Some(2))], "{issues:?}");
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(blocks(&run(&recipe, &[(table, &crlf)]).unwrap_err())[0].row, Some(2));
    }
}

#[test]
fn a_row_of_totals_is_said() {
    let recipe = read("13-totals-row/r.toml");
    let told = |table: &str| -> Vec<(String, String)> {
        let findings = advisory(&snapshot(&run(&recipe, &[("t.csv", table)]).unwrap()));
        let own = findings.into_iter().filter(|finding| finding.rule == Rule::TotalsRow);
        own.map(|finding| (finding.place.area.unwrap(), finding.expected)).collect()
    };
    let table = read("13-totals-row/t.csv");
    assert_eq!(told(&table).len(), 1);
    assert_eq!(told(&table)[0].0, "جمع");
    // By its name alone, and by its sum alone.
    assert_eq!(told(&table.replace("125", "120"))[0].0, "جمع");
    assert_eq!(told(&table.replace("جمع,جمع کل", "99,ناحیه")), [("99".to_owned(), "Σ pop = 125".to_owned())]);
    assert_eq!(told(&table.replace("جمع,جمع کل,125", "99,ناحیه,126")), []);
}

#[test]
fn a_missing_code_is_every_spelling_of_its_number() {
    let recipe = read("23-missing-code-as-number/r.toml");
    let table = read("23-missing-code-as-number/t.csv");
    for cell in ["-999.0", "-999", "\u{2212}999.0000", "−۹۹۹٫۰"] {
        let imported = run(&recipe, &[("t.csv", &table.replace("-999.0", cell))]).unwrap();
        assert!(values(&snapshot(&imported), "x", "1")[2].is_nan(), "{cell}");
    }
    let other = run(&recipe.replace("\"-999\"", "\"-99\""), &[("t.csv", &table)]).unwrap();
    let findings = advisory(&snapshot(&other));
    let codes: Vec<_> = findings.iter().filter(|finding| finding.rule == Rule::MissingCode).collect();
    assert_eq!(
        (codes.len(), codes[0].found.as_str(), codes[0].place.area.as_deref()),
        (1, "-999", Some("3"))
    );
}

/// Neither rows of totals nor codes nor control characters are seen in data that have none.
fn raises_none_of_these_findings(name: &str, snapshot: &Snapshot) {
    let new = [Rule::TotalsRow, Rule::MissingCode, Rule::ControlCharacter];
    let found: Vec<String> = advisory(snapshot)
        .iter()
        .filter(|finding| new.contains(&finding.rule))
        .map(|finding| finding.text(negah::text::Language::En))
        .collect();
    assert!(found.is_empty(), "{name}: {found:#?}");
}

#[test]
fn ordinary_data_raise_none_of_these_findings() {
    let root = env!("CARGO_MANIFEST_DIR");
    for name in
        ["seeds/demo.snapshot.json", "seeds/national-330.snapshot.json", "tests/data/snapshots/good.json"]
    {
        let bytes = std::fs::read(format!("{root}/{name}")).unwrap();
        raises_none_of_these_findings(name, &open(&bytes, &Limits::DEFAULT).unwrap());
    }
}

#[test]
#[ignore = "needs the published data"]
fn published_data_raise_none_of_these_findings() {
    let root = env!("CARGO_MANIFEST_DIR");
    let published: [(&str, &[&str]); 5] = [
        ("iod2025", &["imd/iod2025_lsoa.csv.gz"]),
        ("iod2025-indicators", &["imd/iod2025_lsoa_indicators.csv.gz", "imd/iod2025_lsoa.csv.gz"]),
        ("asem-raw", &["asem/stage_raw.csv", "asem/denominators.csv"]),
        ("asem-treated", &["asem/stage_treated.csv"]),
        (
            "iran-counties-1395",
            &["iran-counties-1395/county_indicators_1395.csv", "iran-counties-1395/counties_1395.geojson"],
        ),
    ];
    for (recipe, files) in published {
        let folder = format!("{root}/../shared/data");
        let read = |file: &&str| Input::read(&format!("{folder}/{file}")).unwrap();
        let inputs: Vec<Input> = files.iter().map(read).collect();
        let text = std::fs::read_to_string(format!("{root}/seeds/recipes/{recipe}.toml")).unwrap();
        let imported = import(&Recipe::parse(&text).unwrap(), &inputs).unwrap();
        raises_none_of_these_findings(recipe, &snapshot(&imported));
    }
}
