//! The ranking as a workbook that computes itself: XLSX (ECMA-376), right to left in Persian, with typed cells.
//!
//! Four sheets: the list; the computation, whose formulas give the scores again when a weight is changed; the values as the
//! data have them; how it was made. Written here and not by a library: the leanest one found that keeps up would have taken
//! more than half of the page's whole size.

mod calculation;
mod formula;
mod sheet;
mod zip;

use super::Run;
use super::ranking::listed;
use crate::text::{Language, Msg};
use sheet::{STYLES, Sheet, Style, escaped};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The workbook: every area that counts in rank order, the unscored ones after them. Names and headings are in the reader's
/// language; `notes` are the sentences on the method, put on the last sheet one a row. Cells hold full precision. Under a
/// flat method, whose score is no formula of a row alone, scores are plain numbers and the computation shows the weighted
/// index beside it, which the last sheet says; so it does of groups that are scaled anew over all areas.
pub fn ranking_xlsx(run: &Run, language: Language, notes: &[String]) -> Vec<u8> {
    let areas: Vec<usize> = listed(run.outcome, None).collect();
    let names =
        [Msg::XlsxList, Msg::XlsxCalculation, Msg::XlsxValues, Msg::XlsxMethod].map(|key| key.text(language));
    let sheets = [
        list(run, language, &areas),
        calculation::sheet(run, language, &areas),
        values(run, language, &areas),
        method(run, language, notes),
    ];
    let [list, calculation, values, method] = sheets;
    zip::zip(&[
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml", workbook(&names)),
        ("xl/_rels/workbook.xml.rels", workbook_relations()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", list),
        ("xl/worksheets/sheet2.xml", calculation),
        ("xl/worksheets/sheet3.xml", values),
        ("xl/worksheets/sheet4.xml", method),
    ])
}

fn list(run: &Run, language: Language, areas: &[usize]) -> String {
    let Run { snapshot, outcome, .. } = *run;
    let levels = &snapshot.divisions.levels;
    let mut sheet = Sheet::new();
    for key in [Msg::Rank, Msg::Code, Msg::Name] {
        sheet.text(key.text(language), Style::Head);
    }
    levels.iter().for_each(|level| sheet.text(level.name.get(language), Style::Head));
    let heads = [Msg::Population, Msg::Score, Msg::XlsxRankNow, Msg::Tier, Msg::Coverage, Msg::XlsxInList];
    heads.iter().for_each(|key| sheet.text(key.text(language), Style::Head));
    let population = snapshot.population_column(outcome.period);
    let computed = Msg::XlsxCalculation.text(language);
    let range = calculation::score_range(computed, areas.len());
    for (place, area) in areas.iter().copied().enumerate() {
        sheet.next_row();
        let rank = outcome.ranked.ranking.rank(area).map(f64::from);
        sheet.number(rank, Style::Whole);
        sheet.text(&snapshot.areas.code[area], Style::Plain);
        sheet.text(&snapshot.areas.name[area], Style::Plain);
        for level in 0..levels.len() {
            let unit =
                snapshot.areas.division[area].and_then(|unit| snapshot.divisions.ancestor_at(unit, level));
            let name = unit.and_then(|unit| snapshot.divisions.units.get(unit as usize));
            sheet.text(name.map_or("", |unit| unit.name.get(language)), Style::Plain);
        }
        sheet.number(population.and_then(|column| column.get(area)), Style::Whole);
        let score = outcome.scored.scores.get(area);
        if outcome.is_additive() {
            let address = calculation::score_address(computed, place);
            sheet.formula(&address, score, Style::Fine);
            sheet.formula(
                &format!("IF(ISNUMBER({address}),RANK({address},{range}),\"\")"),
                rank,
                Style::Whole,
            );
        } else {
            sheet.number(score, Style::Fine);
            sheet.number(rank, Style::Whole);
        }
        sheet.number(outcome.tier(area).map(f64::from), Style::Whole);
        sheet.number(outcome.scored.scores.coverage.get(area).copied(), Style::Percent);
        sheet.text(
            if outcome.in_list(area) { Msg::XlsxYes } else { Msg::XlsxNo }.text(language),
            Style::Plain,
        );
    }
    sheet.finish((3, 1), language == Language::Fa, Some(1))
}

fn values(run: &Run, language: Language, areas: &[usize]) -> String {
    let Run { snapshot, outcome, .. } = *run;
    let shown: Vec<_> = snapshot.columns_in_force(outcome.period).collect();
    let mut sheet = Sheet::new();
    for key in [Msg::XlsxOrder, Msg::Code, Msg::Name] {
        sheet.text(key.text(language), Style::Head);
    }
    for (indicator, period, _) in &shown {
        let (name, unit) = (indicator.name.get(language), indicator.unit.get(language));
        let period = snapshot.periods[*period].name.get(language);
        sheet.text(&format!("{name} ({unit}) – {period}"), Style::Head);
    }
    for (place, area) in areas.iter().copied().enumerate() {
        sheet.next_row();
        sheet.number(Some((place + 1) as f64), Style::Whole);
        sheet.text(&snapshot.areas.code[area], Style::Plain);
        sheet.text(&snapshot.areas.name[area], Style::Plain);
        shown.iter().for_each(|(.., column)| sheet.number(column.get(area), Style::Plain));
    }
    sheet.finish((3, 1), language == Language::Fa, Some(1))
}

fn method(run: &Run, language: Language, notes: &[String]) -> String {
    let Run { snapshot, outcome, scenario, sha256 } = *run;
    let mut sheet = Sheet::new();
    sheet.text(snapshot.header.title.get(language), Style::Title);
    let mut line = |text: &str| {
        sheet.next_row();
        sheet.text(text, Style::Wrapped);
    };
    if snapshot.header.synthetic {
        line(Msg::SyntheticLong.text(language));
    }
    line(scenario.title.get(language));
    line(snapshot.periods[outcome.period].name.get(language));
    line(&format!("{} · SHA-256 {sha256}", snapshot.header.issued));
    line(Msg::XlsxHowTo.text(language));
    if !outcome.is_additive() {
        line(Msg::XlsxFlat.text(language));
    }
    let fixed = calculation::fixed_groups(&outcome.scored.tree);
    if !fixed.is_empty() {
        let name = |id: &&str| super::part_name(snapshot, scenario, id).get(language).to_owned();
        let list = fixed.iter().map(name).collect::<Vec<_>>().join(if language == Language::Fa {
            "، "
        } else {
            ", "
        });
        line(&crate::text::fill(Msg::XlsxFixed.text(language), &[("", &list)]));
    }
    notes.iter().for_each(|note| line(note));
    sheet.finish((0, 0), language == Language::Fa, None)
}

fn content_types() -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>"
    );
    for at in 1..=4 {
        out += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{TYPES}.worksheet+xml\"/>"
        );
    }
    out + "</Types>"
}

/// Relations to parts: kind and path, named `rId1` and so on.
fn relations(parts: &[(&str, String)]) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">");
    for (at, (kind, target)) in parts.iter().enumerate() {
        out += &format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>", at + 1);
    }
    out + "</Relationships>"
}

fn workbook_relations() -> String {
    let mut parts: Vec<(&str, String)> =
        (1..=4).map(|at| ("worksheet", format!("worksheets/sheet{at}.xml"))).collect();
    parts.push(("styles", "styles.xml".to_owned()));
    relations(&parts)
}

fn workbook(names: &[&str]) -> String {
    let mut out = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (at, name) in names.iter().enumerate() {
        out += &format!("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", escaped(name), at + 1, at + 1);
    }
    out + "</sheets><calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>"
}
