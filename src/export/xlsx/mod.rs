//! The ranking as a workbook that computes itself: XLSX (ECMA-376), right to left in Persian, with typed cells.
//!
//! Four sheets: the list; the computation, whose formulas give the scores again when a weight is changed; the values as the
//! data have them; how it was made. Written here and not by a library: the leanest one found that keeps up would have taken
//! more than half of the page's whole size.

mod calculation;
mod formula;
mod list;
mod method;
mod paper;
mod plan;
mod sheet;
mod text;
mod values;
mod zip;

use super::ranking::listed;
use crate::case::Case;
use crate::text::{JalaliDate, Language, Msg, fill, to_persian_digits};
use paper::Paper;
use plan::{FIRST, Plan};
use sheet::{MOST_ROWS, STYLES};
use text::escaped;
use zip::{Archive, ArchiveFull};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/// Rows that a sheet has beside its areas, at most.
const OTHER_ROWS: usize = FIRST + 5;

/// Why there is no workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    /// More areas than a sheet has rows.
    #[error("a worksheet has fewer rows than there are areas: {0}")]
    Rows(usize),
    /// More bytes than the file format can tell.
    #[error("the workbook would be larger than 4 GiB")]
    Size,
}

impl From<ArchiveFull> for WorkbookError {
    fn from(_: ArchiveFull) -> Self {
        Self::Size
    }
}

/// The workbook: every area that counts in rank order, the unscored ones after them. Names and headings are in the reader's
/// language; `notes` are the sentences on the method, put on the last sheet one a row. Cells hold full precision.
///
/// Scores follow weights that are typed into the yellow cells, by the rules of [`crate::score`]: a child of weight 0 takes
/// no part. What cannot follow stands as plain numbers, and the sheet says so above the weights: scores of a flat method, of
/// an index or group that is scaled anew over all areas or is a weighted median, of a group whose formula would be longer
/// than a spreadsheet takes; ranks of more than 4,000 areas; tiers, coverage and the list always.
///
/// # Errors
/// When there are more areas than a sheet has rows, or more bytes than the file can tell.
pub fn ranking_xlsx(case: &Case, language: Language, notes: &[String]) -> Result<Vec<u8>, WorkbookError> {
    let areas: Vec<usize> = listed(&case.outcome, None).collect();
    if areas.len() > MOST_ROWS - OTHER_ROWS {
        return Err(WorkbookError::Rows(areas.len()));
    }
    let plan = Plan::new(case, Msg::XlsxCalculation.text(language), areas.len());
    let book = Book { case, language, areas, plan };
    let mut file = Archive::default();
    file.add("[Content_Types].xml", &content_types())?;
    file.add("_rels/.rels", &relations(&[("officeDocument", "xl/workbook.xml".to_owned())]))?;
    file.add("xl/workbook.xml", &workbook(language))?;
    file.add("xl/_rels/workbook.xml.rels", &workbook_relations())?;
    file.add("xl/styles.xml", &styles(book.is_rtl()))?;
    // One after the other, so that no two large texts are in memory.
    file.add("xl/worksheets/sheet1.xml", &list::sheet(&book))?;
    file.add("xl/worksheets/sheet2.xml", &calculation::sheet(&book))?;
    file.add("xl/worksheets/sheet3.xml", &values::sheet(&book))?;
    file.add("xl/worksheets/sheet4.xml", &method::sheet(&book, notes))?;
    Ok(file.finish()?)
}

/// What every sheet is made of.
struct Book<'a> {
    case: &'a Case,
    language: Language,
    /// The areas in the order of the sheets.
    areas: Vec<usize>,
    plan: Plan<'a>,
}

impl Book<'_> {
    /// Whether sheets and texts run from right to left.
    fn is_rtl(&self) -> bool {
        self.language == Language::Fa
    }

    /// The name of a group or indicator.
    fn name(&self, id: &str) -> String {
        self.case.part_name(id).get(self.language).to_owned()
    }

    /// Title of the data and period; that the values are invented, where they are.
    fn title(&self) -> String {
        let (snapshot, language) = (&self.case.snapshot, self.language);
        let period = snapshot.periods[self.case.outcome.period].name.get(language);
        let mut title = format!("{} – {period}", snapshot.header.title.get(language));
        let invented = Msg::Synthetic.text(language);
        if snapshot.header.synthetic && !title.contains(invented) {
            title += &format!(" ({invented})");
        }
        title
    }

    /// The scenario's name and the day on which the data were issued.
    fn origin(&self) -> String {
        let (case, language) = (&self.case, self.language);
        let issued = day(&case.snapshot.header.issued, language);
        let values = [("scenario", case.scenario.title.get(language)), ("issued", issued.as_str())];
        fill(Msg::XlsxOrigin.text(language), &values)
    }

    /// What the reader must know before a weight is changed.
    fn before_changing(&self) -> Vec<String> {
        let said = self.plan.sentences(self.case, &|id| self.name(id));
        let say = |(key, list): (Msg, Vec<String>)| {
            fill(key.text(self.language), &[("", &list.join(Msg::ListAnd.text(self.language)))])
        };
        said.into_iter().map(say).collect()
    }

    /// What stands above and below each printed page.
    fn paper(&self) -> Paper {
        let page = Msg::XlsxPage.text(self.language);
        // Headers have no direction of their own: without the marks, numbers change places.
        let page = if self.is_rtl() { format!("\u{202B}{page}\u{202C}") } else { page.to_owned() };
        Paper { title: self.title(), origin: self.origin(), page }
    }
}

/// A day in the reader's calendar; a bare year or other text stays as it is.
fn day(text: &str, language: Language) -> String {
    match (JalaliDate::from_iso(text), language) {
        (Ok(date), Language::Fa) => date.long(language),
        (Err(_), Language::Fa) => to_persian_digits(text),
        (_, Language::En) => text.to_owned(),
    }
}

/// The formats of cells; texts over several lines run as the sheet does, whatever they begin with.
fn styles(rtl: bool) -> String {
    if rtl {
        STYLES.replace("wrapText=\"1\"", "wrapText=\"1\" readingOrder=\"2\"")
    } else {
        STYLES.to_owned()
    }
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

fn workbook(language: Language) -> String {
    let keys = [Msg::XlsxList, Msg::XlsxCalculation, Msg::XlsxValues, Msg::XlsxMethod];
    let mut out = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (at, key) in (1..).zip(keys) {
        let name = escaped(key.text(language));
        out += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>");
    }
    out += "</sheets><definedNames>";
    // On paper, the heads stand on every page.
    let heads = [
        format!("$A:$C,{{}}!${0}:${0}", list::HEAD),
        format!("$A:$C,{{}}!$2:${}", FIRST - 1),
        format!("$A:$C,{{}}!$1:${}", values::HEADS),
    ];
    for (at, (key, heads)) in keys.into_iter().zip(heads).enumerate() {
        let name = format!("'{}'", escaped(key.text(language)));
        let heads = heads.replace("{}", &name);
        out += &format!(
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">{name}!{heads}</definedName>"
        );
    }
    out + "</definedNames><calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>"
}
