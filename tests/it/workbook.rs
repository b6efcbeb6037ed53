//! The workbook, opened and computed by a spreadsheet engine that is not ours.

use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use negah::export::{Run, ranking_xlsx};
use negah::pipeline::{Outcome, run};
use negah::scenario::Scenario;
use negah::score::Method;
use negah::snapshot::{Limits, Snapshot, open};
use negah::text::Language;

/// Rows before the first area in «محاسبه», and the column of the score there.
const HEAD: i32 = 4;
const SCORE: i32 = 4;

fn demo() -> Snapshot {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/demo.snapshot.json");
    open(&std::fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn workbook(snapshot: &Snapshot, scenario: &Scenario, outcome: &Outcome) -> Model<'static> {
    let run = Run { snapshot, sha256: "0123", scenario, outcome };
    let bytes = ranking_xlsx(&run, Language::Fa, &["یک جمله دربارهٔ روش.".to_owned()]);
    let book = load_from_xlsx_bytes(&bytes, "negah", "en", "UTC").unwrap();
    Model::from_workbook(book, "en").unwrap()
}

fn number(model: &Model, (sheet, row, column): (u32, i32, i32)) -> Option<f64> {
    match model.get_cell_value_by_index(sheet, row, column).unwrap() {
        CellValue::Number(number) => Some(number),
        _ => None,
    }
}

/// Areas in the order of the sheets.
fn order(outcome: &Outcome) -> Vec<usize> {
    let ranking = &outcome.ranked.ranking;
    ranking.order.iter().chain(&ranking.unscored).map(|at| *at as usize).collect()
}

/// Largest difference between the engine's scores and ours, of which there must be as many.
fn worst(model: &Model, outcome: &Outcome, order: &[usize]) -> f64 {
    let mut worst = 0.0_f64;
    for (place, area) in order.iter().enumerate() {
        let computed = number(model, (1, HEAD + 1 + place as i32, SCORE));
        let ours = outcome.scored.scores.get(*area);
        let shown = model.get_formatted_cell_value(1, HEAD + 1 + place as i32, SCORE).unwrap();
        assert_eq!(computed.is_some(), ours.is_some(), "{place}: {shown} {ours:?}");
        // Products run to 10¹²: the difference counts in proportion there.
        let (computed, ours) = (computed.unwrap_or_default(), ours.unwrap_or_default());
        worst = worst.max((computed - ours).abs() / ours.abs().max(1.0));
    }
    worst
}

#[test]
fn a_spreadsheet_computes_the_same_scores_from_the_formulas() {
    let snapshot = demo();
    let methods = [
        Method::Arithmetic,
        Method::Sum,
        Method::Geometric,
        Method::Harmonic,
        Method::Power(2.0),
        Method::Product,
        Method::Min,
        Method::Max,
        Method::Median,
    ];
    for method in methods {
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.index.method = method;
        let outcome = run(&snapshot, &scenario).unwrap();
        let mut model = workbook(&snapshot, &scenario, &outcome);
        model.evaluate();
        let worst = worst(&model, &outcome, &order(&outcome));
        assert!(worst < 1e-9, "{method:?}: {worst}");
    }
}

#[test]
fn weights_changed_in_the_spreadsheet_change_scores_and_ranks_as_they_do_here() {
    let snapshot = demo();
    let mut scenario = Scenario::equal_weights(&snapshot);
    let before = run(&snapshot, &scenario).unwrap();
    let mut model = workbook(&snapshot, &scenario, &before);
    // The first domain's weight stands above the column after the score.
    model.set_user_input(1, HEAD, SCORE + 1, "7.5".to_owned()).unwrap();
    model.evaluate();
    scenario.index.children[0].weight = 7.5;
    let after = run(&snapshot, &scenario).unwrap();
    let order = order(&before);
    assert!(worst(&model, &after, &order) < 1e-9);
    let rank_now = 3 + snapshot.divisions.levels.len() as i32 + 3;
    let mut moved = 0;
    for (place, area) in order.iter().enumerate() {
        let row = place as i32 + 2;
        let rank = after.ranked.ranking.rank(*area).map(f64::from);
        assert_eq!(number(&model, (0, row, rank_now)), rank, "row {row}");
        moved += usize::from(number(&model, (0, row, 1)) != rank);
    }
    assert!(moved > 0);
}

#[test]
fn cells_are_typed_and_the_file_says_what_it_is() {
    let snapshot = demo();
    let scenario = Scenario::equal_weights(&snapshot);
    let outcome = run(&snapshot, &scenario).unwrap();
    let model = workbook(&snapshot, &scenario, &outcome);
    let text = |at: (u32, i32, i32)| match model.get_cell_value_by_index(at.0, at.1, at.2).unwrap() {
        CellValue::String(text) => text,
        other => panic!("{at:?}: {other:?}"),
    };
    assert_eq!(model.workbook.get_worksheet_names(), ["فهرست", "محاسبه", "مقادیر", "روش"]);
    assert_eq!(text((0, 2, 2)), snapshot.areas.code[order(&outcome)[0]], "codes stay texts");
    assert_eq!(number(&model, (0, 2, 1)), Some(1.0));
    let told: Vec<String> = (1..=9)
        .filter_map(|row| match model.get_cell_value_by_index(3, row, 1) {
            Ok(CellValue::String(text)) => Some(text),
            _ => None,
        })
        .collect();
    assert!(told.iter().any(|line| line.contains("ساختگی")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("SHA-256 0123")));
    assert!(told.iter().any(|line| line.contains("یک جمله")));
}
