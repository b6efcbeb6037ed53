//! The workbook, opened and computed by a spreadsheet engine that is not ours.

use std::collections::BTreeMap;

use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use negah::case::Case;
use negah::chance::Generator;
use negah::export::ranking_xlsx;
use negah::pipeline::{Outcome, Problem, run};
use negah::scenario::Scenario;
use negah::score::{IndexNode, Method, MissingRule};
use negah::snapshot::{Limits, Snapshot, open};
use negah::text::{Language, Msg};
use negah::tolerance::Tolerance;
use proptest::prelude::*;

/// Rows before the first area in «محاسبه», and the column of the score there.
const HEAD: i32 = 4;
const SCORE: i32 = 4;
/// Row of the heads in «فهرست».
const LIST: i32 = 5;

/// A workbook with what it was made of.
pub struct Opened<'a> {
    pub model: Model<'static>,
    pub bytes: Vec<u8>,
    snapshot: &'a Snapshot,
    /// Areas in the order of the sheets.
    order: Vec<usize>,
}

impl<'a> Opened<'a> {
    pub fn new(snapshot: &'a Snapshot, scenario: &Scenario, outcome: &Outcome) -> Self {
        Self::with_notes(snapshot, scenario, (outcome, &["یک جمله دربارهٔ روش.".to_owned()]))
    }

    pub fn with_notes(
        snapshot: &'a Snapshot,
        scenario: &Scenario,
        (outcome, notes): (&Outcome, &[String]),
    ) -> Self {
        let parts = (snapshot.clone().into(), scenario.clone().into(), outcome.clone().into());
        let case = Case::of(parts.0, parts.1, parts.2).with_sha256("0123");
        let bytes = ranking_xlsx(&case, Language::Fa, notes).unwrap();
        let book = load_from_xlsx_bytes(&bytes, "negah", "en", "UTC").unwrap();
        let model = Model::from_workbook(book, "en").unwrap();
        let ranking = &outcome.ranked.ranking;
        let order = ranking.order.iter().chain(&ranking.unscored).map(|at| *at as usize).collect();
        Self { model, bytes, snapshot, order }
    }

    fn value(&self, (sheet, row, column): (u32, i32, i32)) -> CellValue {
        self.model.get_cell_value_by_index(sheet, row, column).unwrap()
    }

    pub fn text(&self, at: (u32, i32, i32)) -> String {
        match self.value(at) {
            CellValue::String(text) => text,
            CellValue::None => String::new(),
            other => panic!("{at:?}: {other:?}"),
        }
    }

    fn number(&self, at: (u32, i32, i32)) -> Option<f64> {
        match self.value(at) {
            CellValue::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Column of the list under a head.
    fn column(&self, key: Msg) -> Option<i32> {
        (1..40).find(|column| self.text((0, LIST, *column)) == key.text(Language::Fa))
    }

    fn rows(&self) -> impl Iterator<Item = i32> {
        0..self.order.len() as i32
    }

    pub fn codes(&self) -> Vec<String> {
        self.rows().map(|at| self.text((0, LIST + 1 + at, 2))).collect()
    }

    pub fn names(&self) -> Vec<String> {
        self.rows().map(|at| self.text((0, LIST + 1 + at, 3))).collect()
    }

    /// Scores that the spreadsheet has computed.
    pub fn scores(&self) -> Vec<Option<f64>> {
        self.rows().map(|at| self.number((1, HEAD + 1 + at, SCORE))).collect()
    }

    /// Scores as the list shows them.
    pub fn list_scores(&self) -> Vec<Option<f64>> {
        let column = self.column(Msg::Score).unwrap();
        self.rows().map(|at| self.number((0, LIST + 1 + at, column))).collect()
    }

    /// Ranks that the spreadsheet has computed; those of the moment of saving where it computes none.
    pub fn ranks(&self) -> Vec<Option<f64>> {
        let column = self.column(Msg::XlsxRankNow).unwrap_or(1);
        self.rows().map(|at| self.number((0, LIST + 1 + at, column))).collect()
    }

    /// Types a weight into a yellow cell.
    pub fn type_weight(&mut self, column: i32, text: &str) {
        self.model.set_user_input(1, HEAD, column, text.to_owned()).unwrap();
    }

    /// Computes, and holds scores and ranks to those of the program.
    pub fn compare(&mut self, outcome: &Outcome, what: &str) {
        self.model.evaluate();
        let (scores, shown, ranks) = (self.scores(), self.list_scores(), self.ranks());
        let ours: Vec<f64> = self.order.iter().map(|at| outcome.scored.scores.score[*at]).collect();
        let tolerance = Tolerance::of(&ours);
        for (place, own) in ours.iter().copied().enumerate() {
            let code = &self.snapshot.areas.code[self.order[place]];
            assert_eq!(scores[place].is_some(), !own.is_nan(), "{what}, {code}: {:?} {own}", scores[place]);
            assert_eq!(scores[place], shown[place], "{what}, {code}");
            let Some(computed) = scores[place] else {
                assert_eq!(ranks[place], None, "{what}, {code}");
                continue;
            };
            // Products run to 10³⁶: the difference counts in proportion there. Of scores that count as equal the program
            // gives the least to all, the workbook each its own.
            let near = (computed - own).abs() <= 1e-9 * own.abs().max(1.0) || tolerance.same(computed, own);
            assert!(near, "{what}, {code}: {computed} {own}");
            let rank = if self.column(Msg::XlsxRankNow).is_some() {
                1 + ours.iter().filter(|other| tolerance.exceeds(**other, own)).count()
            } else {
                outcome.ranked.ranking.rank(self.order[place]).unwrap() as usize
            };
            assert_eq!(ranks[place], Some(rank as f64), "{what}, {code}");
        }
    }
}

/// The texts of a workbook's parts, by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let number = |at: usize, n: usize| {
        bytes[at..at + n].iter().rev().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte))
    };
    let end = bytes.len() - 22;
    let (mut at, count) = (number(end + 16, 4), number(end + 10, 2));
    let mut found = BTreeMap::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (method, packed, name) = (number(at + 10, 2), number(at + 20, 4), number(at + 28, 2));
        let own = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap();
        let body = number(at + 42, 4) + 30 + name;
        let body = &bytes[body..body + packed];
        let text =
            if method == 8 { miniz_oxide::inflate::decompress_to_vec(body).unwrap() } else { body.to_vec() };
        found.insert(own, String::from_utf8(text).unwrap());
        at += 46 + name;
    }
    found
}

fn demo() -> Snapshot {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/demo.snapshot.json");
    open(&std::fs::read(path).unwrap(), &Limits::default()).unwrap()
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
        Opened::new(&snapshot, &scenario, &outcome).compare(&outcome, &format!("{method:?}"));
    }
}

#[test]
fn weights_changed_in_the_spreadsheet_change_scores_and_ranks_as_they_do_here() {
    let snapshot = demo();
    let mut scenario = Scenario::equal_weights(&snapshot);
    let before = run(&snapshot, &scenario).unwrap();
    let mut book = Opened::new(&snapshot, &scenario, &before);
    // The first domain's weight stands above the column after the score.
    book.type_weight(SCORE + 1, "7.5");
    scenario.index.children[0].weight = 7.5;
    book.compare(&run(&snapshot, &scenario).unwrap(), "a domain's weight");
    let moved =
        book.rows().filter(|at| book.number((0, LIST + 1 + at, 1)) != book.ranks()[*at as usize]).count();
    assert!(moved > 0);
    // A domain all of whose indicators weigh nothing takes no part, as one that weighs nothing itself.
    let first = SCORE + 1 + scenario.index.children.len() as i32;
    for nth in 0..scenario.index.children[0].children.len() as i32 {
        book.type_weight(first + nth, "0");
    }
    scenario.index.children[0].weight = 0.0;
    book.compare(&run(&snapshot, &scenario).unwrap(), "a domain without weight");
    // An emptied cell, a text and a number below 0 weigh nothing.
    for text in ["", "x", "-3"] {
        book.type_weight(first + 1, text);
        book.compare(&run(&snapshot, &scenario).unwrap(), text);
    }
}

/// What a seed draws.
struct Chance(Generator);

impl Chance {
    /// A number from 0 to below 1.
    fn unit(&mut self) -> f64 {
        (self.0.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// One of a few numbers.
fn one_of<T: Copy>(chance: &mut Chance, from: &[T]) -> T {
    from[(chance.unit() * from.len() as f64) as usize % from.len()]
}

/// All that a spreadsheet computes: a weighted median is no formula.
const METHODS: [Method; 10] = [
    Method::Arithmetic,
    Method::Sum,
    Method::Geometric,
    Method::Harmonic,
    Method::Power(2.0),
    Method::Power(0.5),
    Method::Power(-1.0),
    Method::Product,
    Method::Min,
    Method::Max,
];

fn tree(chance: &mut Chance, (depth, next): (usize, &mut usize), leaves: usize) -> IndexNode {
    let mut children = Vec::new();
    for _ in 0..2 + (chance.unit() * 2.5) as usize {
        if *next >= leaves {
            break;
        }
        if depth > 0 && chance.unit() < 0.4 {
            children.push(tree(chance, (depth - 1, next), leaves));
        } else {
            children.push(IndexNode::leaf(format!("i{next}")));
            *next += 1;
        }
    }
    let mut node = IndexNode::group(format!("g{depth}{next}"), children);
    let offered = if chance.unit() < 0.5 { &METHODS[..2] } else { &METHODS };
    node.method = one_of(chance, offered);
    if chance.unit() < 0.3 {
        node.missing =
            Some(MissingRule::Renormalise { min_coverage: one_of(chance, &[0.0, 0.5, 0.75, 1.0]) });
    }
    if chance.unit() < 0.15 {
        (node.floor, node.cap) = (Some(0.5), Some(6.0));
    }
    node
}

/// Whole numbers or any, some missing, a few below 0.
fn data(chance: &mut Chance, leaves: usize) -> Snapshot {
    let n = 6 + (chance.unit() * 8.0) as usize;
    let whole = chance.unit() < 0.5;
    let below = chance.unit() < 0.3;
    let mut values = serde_json::Map::new();
    let mut indicators = Vec::new();
    for at in 0..leaves {
        let id = format!("i{at}");
        let column: Vec<serde_json::Value> = (0..n)
            .map(|area| {
                let x = chance.unit() * 9.0 + 1.0 - if below && chance.unit() < 0.2 { 5.0 } else { 0.0 };
                if area > 1 && chance.unit() < 0.12 {
                    serde_json::Value::Null
                } else {
                    if whole { x.floor() } else { x }.into()
                }
            })
            .collect();
        values.insert(id.clone(), serde_json::json!({ "1": column }));
        indicators.push(serde_json::json!({
            "id": id, "name": id, "unit": "", "decimals": 3, "measure": { "kind": "mean" },
            "polarity": "raises_need", "domain": "d",
        }));
    }
    let codes: Vec<String> = (0..n).map(|at| format!("{at:02}")).collect();
    let json = serde_json::json!({
        "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-01-01",
        "synthetic": true, "area_level": "a", "periods": [{ "id": "1", "name": "1" }],
        "domains": [{ "id": "d", "name": "d" }], "indicators": indicators,
        "areas": { "code": codes, "name": codes }, "values": values,
    });
    open(json.to_string().as_bytes(), &Limits::default()).unwrap()
}

/// Gives every node a new weight, and says which in the order of the sheet's columns; only those that the sheet computes.
fn retype(chance: &mut Chance, root: &mut IndexNode) -> Vec<f64> {
    let mut groups: Vec<&mut IndexNode> = vec![root];
    let mut typed = Vec::new();
    while !groups.is_empty() {
        let mut below = Vec::new();
        for group in groups {
            for child in &mut group.children {
                child.weight = one_of(chance, &[0.0, 0.0, 0.5, 1.0, 2.0, 3.25, 10.0]);
                typed.push(child.weight);
            }
            below.extend(group.children.iter_mut().filter(|child| !child.children.is_empty()));
        }
        groups = below;
    }
    typed
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 20_000, ..ProptestConfig::with_cases(120) })]

    /// Any index, any weights typed into the workbook: the scores and ranks of the program with these weights.
    #[test]
    fn a_workbook_follows_any_weights_as_the_program_does(seed in any::<u64>()) {
        prop_assume!(follows(seed));
    }
}

/// Products of weights up to 10 span 28 orders of magnitude here: the three last areas count as equal.
#[test]
fn a_workbook_follows_products_of_very_unlike_size() {
    assert!(follows(3_528_652_810_280_790_042));
}

/// Saves an index of this seed, types other weights into the workbook, and holds it to the program; `false` where the
/// program computes nothing that could be saved.
fn follows(seed: u64) -> bool {
    let mut chance = Chance(Generator::new(seed));
    let leaves = 4 + (chance.unit() * 4.0) as usize;
    let snapshot = data(&mut chance, leaves);
    let mut saved = Scenario::equal_weights(&snapshot);
    saved.normalise = negah::score::Normalisation::AsIs;
    saved.index = tree(&mut chance, (2, &mut 0), leaves);
    let Ok(first) = run(&snapshot, &saved) else { return false };
    let mut book = Opened::new(&snapshot, &saved, &first);
    let mut other = saved.clone();
    for (column, weight) in (SCORE + 1..).zip(retype(&mut chance, &mut other.index)) {
        book.type_weight(column, &weight.to_string());
    }
    match run(&snapshot, &other) {
        Ok(outcome) => book.compare(&outcome, &format!("seed {seed}, {:?}", other.index)),
        Err(problems) if problems == [Problem::NothingToScore] => {
            book.model.evaluate();
            assert!(book.list_scores().iter().all(Option::is_none), "seed {seed}");
        }
        // A method that cannot take a value stops the program; the workbook leaves the areas empty.
        Err(_) => {}
    }
    true
}

#[test]
fn cells_are_typed_and_the_file_says_what_it_is() {
    let snapshot = demo();
    let scenario = Scenario::equal_weights(&snapshot);
    let outcome = run(&snapshot, &scenario).unwrap();
    let book = Opened::new(&snapshot, &scenario, &outcome);
    assert_eq!(book.model.workbook.get_worksheet_names(), ["فهرست", "محاسبه", "مقادیر", "روش"]);
    assert_eq!(book.codes()[0], snapshot.areas.code[book.order[0]], "codes stay texts");
    assert_eq!(book.number((0, LIST + 1, 1)), Some(1.0));
    let told: Vec<String> = (1..=9)
        .filter_map(|row| match book.value((3, row, 1)) {
            CellValue::String(text) => Some(text),
            _ => None,
        })
        .collect();
    assert!(told.iter().any(|line| line.contains("ساختگی")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("SHA-256 0123")));
    assert!(told.iter().any(|line| line.contains("یک جمله")));
}

#[test]
fn the_list_says_where_it_comes_from() {
    let snapshot = demo();
    let mut scenario = Scenario::equal_weights(&snapshot);
    scenario.index.children[0].weight = 5.0;
    let outcome = run(&snapshot, &scenario).unwrap();
    let book = Opened::new(&snapshot, &scenario, &outcome);
    let lines = [1, 2, 3, 4].map(|row| book.text((0, row, 1)));
    assert!(
        lines[0].contains(snapshot.header.title.get(Language::Fa)) && lines[0].contains("ساختگی"),
        "{lines:?}"
    );
    assert!(lines[1].contains(scenario.title.get(Language::Fa)), "{lines:?}");
    // Six domains, one of weight 5.
    assert!(lines[2].contains("۵۰٪") && lines[2].contains("۱۰٪"), "{lines:?}");
    assert!(lines[3].contains("SHA-256 0123"), "{lines:?}");
}

#[test]
fn on_paper_heads_repeat_and_a_page_is_as_wide_as_the_list() {
    let snapshot = demo();
    let scenario = Scenario::equal_weights(&snapshot);
    let outcome = run(&snapshot, &scenario).unwrap();
    let found = parts(&Opened::new(&snapshot, &scenario, &outcome).bytes);
    let book = &found["xl/workbook.xml"];
    assert!(book.contains("localSheetId=\"0\">'فهرست'!$A:$C,'فهرست'!$5:$5<"), "{book}");
    assert!(book.contains("localSheetId=\"1\">'محاسبه'!$A:$C,'محاسبه'!$2:$4<"), "{book}");
    for at in 1..=4 {
        let sheet = &found[&format!("xl/worksheets/sheet{at}.xml")];
        for part in ["fitToPage=\"1\"", "paperSize=\"9\" orientation=\"landscape\"", "fitToHeight=\"0\""] {
            assert!(sheet.contains(part), "sheet {at}: {part}");
        }
        let footer = sheet.split("<oddFooter>").nth(1).unwrap().split("</oddFooter>").next().unwrap();
        assert!(footer.contains("صفحهٔ &amp;P از &amp;N"), "{footer}");
        assert!(footer.contains(scenario.title.get(Language::Fa)), "{footer}");
        assert!(
            sheet.contains("<oddHeader>&amp;C") && sheet.contains(snapshot.header.title.get(Language::Fa))
        );
    }
    assert!(found["xl/worksheets/sheet1.xml"].contains("fitToWidth=\"1\""));
}

#[test]
fn the_file_is_compressed_and_the_same_every_time() {
    let snapshot = demo();
    let scenario = Scenario::equal_weights(&snapshot);
    let outcome = run(&snapshot, &scenario).unwrap();
    let [first, second] = [0, 1].map(|_| Opened::new(&snapshot, &scenario, &outcome).bytes);
    assert_eq!(first, second);
    let plain: usize = parts(&first).values().map(String::len).sum();
    assert!(first.len() * 4 < plain, "{} of {plain}", first.len());
}
