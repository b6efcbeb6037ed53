//! Workbooks unlike the program: weights of 0, ties, areas without a score, and what a spreadsheet cannot hold.

use negah::pipeline::run;
use negah::scenario::Scenario;
use negah::score::Method;
use negah::snapshot::{Limits, Snapshot, open};
use proptest::prelude::*;

use crate::workbook::{Opened, parts};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/faults/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn snapshot(name: &str) -> Snapshot {
    open(&bytes(&format!("{name}.snapshot.json")), &Limits::default()).unwrap()
}

fn scenario(name: &str) -> Scenario {
    Scenario::parse(&bytes(&format!("{name}.scenario.json"))).unwrap()
}

fn method(scenario: &Scenario, method: Method) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.index.method = method;
    scenario
}

#[test]
fn a_weight_of_0_takes_an_indicator_out() {
    let snapshot = snapshot("9-workbook-zero-weight/s");
    let [full, without] = ["s", "app"].map(|own| scenario(&format!("9-workbook-zero-weight/{own}")));
    let mut tried = 0;
    for own in
        [Method::Max, Method::Min, Method::Product, Method::Arithmetic, Method::Sum, Method::Power(2.0)]
    {
        let (first, second) = (method(&full, own), method(&without, own));
        let saved = run(&snapshot, &first).unwrap();
        let mut book = Opened::new(&snapshot, &first, &saved);
        book.type_weight(7, "0");
        book.compare(&run(&snapshot, &second).unwrap(), &format!("{own:?}"));
        tried += 1;
    }
    assert_eq!(tried, 6);
    // By hand, the larger of a and b: 50 first, 30, then 20.
    let saved = run(&snapshot, &full).unwrap();
    let mut book = Opened::new(&snapshot, &full, &saved);
    book.type_weight(7, "0");
    book.model.evaluate();
    let found: Vec<_> = book.codes().into_iter().zip(book.ranks()).collect();
    for (code, rank) in [("01", 1.0), ("02", 2.0), ("00", 3.0)] {
        assert!(found.contains(&(code.to_owned(), Some(rank))), "{found:?}");
    }
}

#[test]
fn a_value_that_a_method_cannot_take_does_no_harm_in_a_column_of_weight_0() {
    let mut text = String::from_utf8(bytes("9-workbook-zero-weight/s.snapshot.json")).unwrap();
    // The inner group makes −2 of a and b where only the first counts; the outer one cannot take that.
    text = text.replace("10.0,\n    50,", "10.0,\n    -2,").replace("90.0,\n    0,", "90.0,\n    7,");
    let snapshot = open(text.as_bytes(), &Limits::default()).unwrap();
    for own in [Method::Geometric, Method::Harmonic, Method::Power(-1.0), Method::Power(0.5)] {
        let mut first = scenario("9-workbook-zero-weight/s");
        let children = std::mem::take(&mut first.index.children);
        let [a, b, c]: [_; 3] = children.try_into().unwrap();
        first.index.method = own;
        first.index.children = vec![negah::score::IndexNode::group("inner", vec![a, b]), c];
        let saved = run(&snapshot, &first).unwrap();
        let mut second = first.clone();
        second.index.children[0].weight = 0.0;
        second.index.children[0].children[1].weight = 0.0;
        let mut book = Opened::new(&snapshot, &first, &saved);
        // Root: inner, c; then a, b.
        book.type_weight(8, "0");
        book.model.evaluate();
        let area = book.codes().iter().position(|code| code == "01").unwrap();
        assert_eq!(book.scores()[area], None, "{own:?}: −2 alone cannot be taken");
        book.type_weight(5, "0");
        book.compare(&run(&snapshot, &second).unwrap(), &format!("{own:?}"));
    }
}

#[test]
fn equal_scores_share_a_rank_in_the_workbook() {
    let (snapshot, scenario) = (snapshot("1-tie-split/s"), scenario("1-tie-split/s"));
    let outcome = run(&snapshot, &scenario).unwrap();
    let mut book = Opened::new(&snapshot, &scenario, &outcome);
    book.model.evaluate();
    let ranks: Vec<_> = book.codes().into_iter().zip(book.ranks()).collect();
    for (code, rank) in [("A", 1.0), ("B", 1.0), ("C", 1.0), ("D", 4.0)] {
        assert!(ranks.contains(&(code.to_owned(), Some(rank))), "{ranks:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Points and weights in tenths: whole numbers say what the ranks are.
    #[test]
    fn ranks_in_the_workbook_are_those_of_exact_fractions(
        rows in prop::collection::vec(prop::array::uniform3(1_u32..6), 40..90),
        weights in prop_oneof![Just([2_u32, 3, 5]), Just([1, 3, 6]), Just([1, 1, 1]), Just([7, 2, 1])],
    ) {
        let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<_>>();
        let mut json: serde_json::Value = serde_json::from_slice(&bytes("1-tie-split/s.snapshot.json")).unwrap();
        let codes: Vec<String> = (0..rows.len()).map(|at| format!("{at:03}")).collect();
        json["areas"] = serde_json::json!({ "code": codes, "name": codes });
        json["values"] = serde_json::json!({
            "a": { "1403": column(0) }, "b": { "1403": column(1) }, "c": { "1403": column(2) },
        });
        let snapshot = open(json.to_string().as_bytes(), &Limits::default()).unwrap();
        let saved = scenario("1-tie-split/s");
        let outcome = run(&snapshot, &saved).unwrap();
        let mut book = Opened::new(&snapshot, &saved, &outcome);
        for (column, weight) in (5..).zip(weights) {
            book.type_weight(column, &(f64::from(weight) / 10.0).to_string());
        }
        book.model.evaluate();
        let score = |at: usize| rows[at].iter().zip(weights).map(|(x, w)| x * w).sum::<u32>();
        for (code, rank) in book.codes().into_iter().zip(book.ranks()) {
            let at: usize = code.parse().unwrap();
            let expected = 1 + (0..rows.len()).filter(|other| score(*other) > score(at)).count();
            prop_assert_eq!(rank, Some(expected as f64), "{}", code);
        }
    }
}

#[test]
fn an_area_without_a_score_shows_none() {
    let snapshot = snapshot("20-workbook-unscored/gap");
    let scaled = scenario("20-workbook-unscored/root-scaled");
    let mut median = scaled.clone();
    (median.index.normalise, median.index.method) = (None, Method::Median);
    let mut mean = median.clone();
    mean.index.method = Method::Arithmetic;
    for (own, follows) in [(scaled, false), (median, false), (mean, true)] {
        let outcome = run(&snapshot, &own).unwrap();
        let mut book = Opened::new(&snapshot, &own, &outcome);
        book.model.evaluate();
        let last = book.codes().iter().position(|code| code == "C").unwrap();
        assert_eq!(last, 3, "unscored areas come last");
        let shown = book.list_scores();
        assert_eq!(shown[last], None, "{shown:?}");
        assert!(shown[..last].iter().all(Option::is_some));
        // What is said where weights would be typed is true of this file.
        let said = book.text((1, 1, 1));
        let promised = said.contains("خانه‌های زرد");
        assert_eq!(promised, follows, "{said}");
        let sheets = parts(&book.bytes);
        assert_eq!(sheets["xl/worksheets/sheet2.xml"].contains("<f"), follows);
        assert_eq!(sheets["xl/worksheets/sheet1.xml"].contains("<f"), follows);
        assert_eq!(sheets["xl/worksheets/sheet2.xml"].contains("s=\"5\""), follows, "yellow cells");
    }
}

#[test]
fn seeds_that_scale_the_whole_index_show_no_score_of_0() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let snapshot =
        open(&std::fs::read(format!("{seeds}/demo.snapshot.json")).unwrap(), &Limits::default()).unwrap();
    for name in ["svi", "svi-socioeconomic"] {
        let own = Scenario::parse(&std::fs::read(format!("{seeds}/scenarios/{name}.scenario.json")).unwrap())
            .unwrap();
        let outcome = run(&snapshot, &own).unwrap();
        let mut book = Opened::new(&snapshot, &own, &outcome);
        book.model.evaluate();
        let unscored = outcome.ranked.ranking.unscored.len();
        assert!(unscored > 0, "{name}");
        assert_eq!(book.list_scores().iter().filter(|own| own.is_none()).count(), unscored, "{name}");
    }
}

/// Texts between two marks.
fn between<'a>(xml: &'a str, start: &str, end: &'a str) -> impl Iterator<Item = &'a str> {
    xml.split(start).skip(1).filter_map(move |rest| rest.split(end).next()).collect::<Vec<_>>().into_iter()
}

/// Formulas written out; one that shares another's text has none of its own.
fn formulas(xml: &str) -> impl Iterator<Item = &str> {
    let tags = xml.split("<f").skip(1).filter(|rest| rest.starts_with(['>', ' ']));
    tags.filter_map(|rest| {
        let (tag, body) = rest.split_once('>')?;
        (!tag.ends_with('/')).then(|| body.split("</f>").next().unwrap_or_default())
    })
}

#[test]
fn nothing_is_longer_than_a_spreadsheet_takes() {
    let snapshot = snapshot("14-workbook-limits/s");
    for own in [Method::Geometric, Method::Harmonic, Method::Product, Method::Max, Method::Arithmetic] {
        let scenario = method(&scenario("14-workbook-limits/s"), own);
        let outcome = run(&snapshot, &scenario).unwrap();
        let mut book = Opened::new(&snapshot, &scenario, &outcome);
        book.model.evaluate();
        book.compare(&outcome, &format!("{own:?}"));
        for (name, xml) in parts(&book.bytes) {
            for formula in formulas(&xml) {
                assert!(formula.len() < 8_192, "{name}: {}", formula.len());
            }
            for text in between(&xml, "<t xml:space=\"preserve\">", "</t>") {
                assert!(text.encode_utf16().count() <= 32_767, "{name}: {}", text.len());
            }
        }
        let said = book.text((1, 1, 1));
        assert_eq!(said.contains("خانه‌های زرد"), own == Method::Arithmetic, "{own:?}: {said}");
    }
}

#[test]
fn a_long_text_goes_on_in_the_next_row() {
    let (snapshot, scenario) = (snapshot("1-tie-split/s"), scenario("1-tie-split/s"));
    let outcome = run(&snapshot, &scenario).unwrap();
    let note = "«شاخص نمونه» با وزن ۰٫۰۵٪، ".repeat(2_000);
    let book = Opened::with_notes(&snapshot, &scenario, (&outcome, std::slice::from_ref(&note)));
    let sheets = parts(&book.bytes);
    let texts: Vec<&str> =
        between(&sheets["xl/worksheets/sheet4.xml"], "<t xml:space=\"preserve\">", "</t>").collect();
    assert!(texts.iter().all(|text| text.encode_utf16().count() <= 32_767));
    assert!(texts.concat().contains(&note), "nothing is lost");
}

/// `ST_Xstring` read (ECMA-376, part 1, 22.9.2.19): `_xHHHH_` is the character of that number.
fn unescaped(text: &str) -> String {
    let mark = |rest: &str| {
        let digits = rest.strip_prefix("_x").or_else(|| rest.strip_prefix("_X"))?.get(..4)?;
        (rest.get(6..7)? == "_").then_some(())?;
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    };
    let (mut out, mut rest) = (String::new(), text);
    while let Some(letter) = rest.chars().next() {
        let (read, length) = mark(rest).map_or((letter, letter.len_utf8()), |read| (read, 7));
        out.push(read);
        rest = &rest[length..];
    }
    out
}

#[test]
fn names_and_codes_come_back_as_they_were() {
    let mut json: serde_json::Value =
        serde_json::from_slice(&bytes("14-workbook-limits/names.snapshot.json")).unwrap();
    let names = ["_x0041_ABC", "a\r\nb", "\u{1}_x005f_ <&> _x004"];
    json["areas"]["name"] = serde_json::json!(names);
    json["areas"]["code"] = serde_json::json!(["0001", "_x0031_", "_X000D_"]);
    let text = json.to_string();
    let snapshot = open(text.as_bytes(), &Limits::default()).unwrap();
    let scenario = Scenario::equal_weights(&snapshot);
    let outcome = run(&snapshot, &scenario).unwrap();
    let book = Opened::new(&snapshot, &scenario, &outcome);
    // The engine hands texts in cells over as they are written; Excel reads them so.
    let read = |texts: Vec<String>| texts.iter().map(|text| unescaped(text)).collect::<Vec<_>>();
    let mut found: Vec<(String, String)> = read(book.codes()).into_iter().zip(read(book.names())).collect();
    found.sort();
    let mut expected: Vec<(String, String)> =
        snapshot.areas.code.iter().cloned().zip(snapshot.areas.name.iter().cloned()).collect();
    expected.sort();
    assert_eq!(found, expected);
    assert!(parts(&book.bytes)["xl/worksheets/sheet1.xml"].contains("_x005F_x0041_ABC"));
}
