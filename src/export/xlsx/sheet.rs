//! One worksheet as SpreadsheetML (ECMA-376, part 1, section 18), cell by cell.
//!
//! Texts stand in their cells (`inlineStr`), so that there is no table of shared strings to keep. This module must not
//! know of snapshots or rankings.

use std::fmt::Write;

use super::paper::{Paper, pages_wide};
use super::text::{cell_text, escaped};

/// Rows of a worksheet.
pub(super) const MOST_ROWS: usize = 1_048_576;
/// Columns of a worksheet.
pub(super) const MOST_COLUMNS: usize = 16_384;
/// Points of a line of text, and of the tallest row.
const LINE: usize = 15;
const TALLEST: usize = 409;
/// Letters of a column: the fewest, the most, and those of a line of a heading.
const NARROWEST: usize = 10;
const WIDEST: usize = 48;

/// How a cell looks: its position among the cell formats of [`STYLES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As it comes.
    Plain = 0,
    /// A heading.
    Head = 1,
    /// A whole number with separators.
    Whole = 2,
    /// A number with one decimal; the cell holds all of them.
    Fine = 3,
    /// A share as a percentage.
    Percent = 4,
    /// A number that the reader may change.
    Input = 5,
    /// A large title.
    Title = 6,
    /// A text over several lines.
    Wrapped = 7,
    /// A code: text, even where it is typed anew and looks like a number.
    Code = 8,
}

/// The formats behind [`Style`], in its order.
pub(super) const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r##"<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts>"##,
    r#"<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>"#,
    r#"<font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>"#,
    r#"<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFE3ECEE"/></patternFill></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFFFF3D6"/></patternFill></fill></fills>"#,
    r#"<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="9">"#,
    r#"<xf/>"#,
    r#"<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="3" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="164" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="9" applyNumberFormat="1"/>"#,
    r#"<xf fontId="1" fillId="3" applyFont="1" applyFill="1"/>"#,
    r#"<xf fontId="2" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="49" applyNumberFormat="1"/>"#,
    r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
);

/// A worksheet being written, row by row.
#[derive(Debug)]
pub(super) struct Sheet {
    rows: String,
    cells: String,
    row: usize,
    column: usize,
    /// Lines of the open row's tallest cell.
    lines: usize,
    /// Letters of each column's longest cell, headings and long texts aside.
    letters: Vec<usize>,
    merged: Vec<String>,
}

/// What is said of a sheet as a whole.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// How many columns and rows stay in view.
    pub(super) frozen: (usize, usize),
    /// Whether the sheet runs from right to left.
    pub(super) rtl: bool,
    /// The row of the list's heads, under which spreadsheets offer filters.
    pub(super) filter: Option<usize>,
    /// The width of the only column, in letters, where the sheet is a text.
    pub(super) text_width: Option<usize>,
    /// The cells that take a number not below 0.
    pub(super) inputs: Vec<String>,
    /// How it is printed.
    pub(super) paper: Paper,
}

impl Sheet {
    /// A sheet whose first row is open.
    pub(super) fn new() -> Self {
        let (rows, cells) = (String::new(), String::new());
        Self { rows, cells, row: 1, column: 0, lines: 1, letters: Vec::new(), merged: Vec::new() }
    }

    /// Number of the open row, from 1.
    pub(super) fn row(&self) -> usize {
        self.row
    }

    /// Ends the row and opens the next.
    pub(super) fn next_row(&mut self) {
        self.close_row();
        self.row += 1;
        self.column = 0;
    }

    fn close_row(&mut self) {
        let Self { rows, cells, row, .. } = self;
        if self.lines > 1 {
            let height = (self.lines * LINE + 3).min(TALLEST);
            let _ = write!(rows, "<row r=\"{row}\" ht=\"{height}\" customHeight=\"1\">{cells}</row>");
        } else {
            let _ = write!(rows, "<row r=\"{row}\">{cells}</row>");
        }
        self.cells.clear();
        self.lines = 1;
    }

    /// Leaves a cell empty.
    pub(super) fn skip(&mut self) {
        self.column += 1;
    }

    /// A text; a code keeps its leading zeros, and nothing in it is taken for a formula.
    pub(super) fn text(&mut self, text: &str, style: Style) {
        let letters = text.chars().count();
        match style {
            Style::Head => self.lines = self.lines.max(letters.div_ceil(NARROWEST + 2)),
            Style::Title | Style::Wrapped => {}
            _ => self.note_letters(letters),
        }
        let start = self.start(style);
        let text = cell_text(text);
        let _ =
            write!(self.cells, "{start} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
    }

    /// A text in the first of so many columns, laid across all of them in lines of so many letters.
    pub(super) fn text_across(&mut self, text: &str, style: Style, (columns, width): (usize, usize)) {
        self.lines = self.lines.max(text.chars().count().div_ceil(width.max(1)));
        if style == Style::Title {
            self.lines += self.lines.div_ceil(3);
        }
        self.text(text, style);
        if columns > 1 {
            self.merged.push(format!("{}:{}", cell(1, self.row), cell(columns, self.row)));
        }
    }

    /// A number; a missing one leaves the cell empty.
    pub(super) fn number(&mut self, number: Option<f64>, style: Style) {
        let Some(number) = number.filter(|number| number.is_finite()) else { return self.skip() };
        self.note_number(number, style);
        let start = self.start(style);
        // Adding zero turns −0 into 0.
        let _ = write!(self.cells, "{start}><v>{}</v></c>", number + 0.0);
    }

    /// A formula, without its equals sign, and what it comes to now: a viewer that computes nothing shows that. Without
    /// a value the cell shows an empty text, as the formula gives.
    pub(super) fn formula(&mut self, formula: &str, value: Option<f64>, style: Style) {
        let formula = format!("<f>{}</f>", escaped(formula));
        self.formula_cell(&formula, value, style);
    }

    /// A formula that a run of rows shares, its relative references moving along: written out in the first one, whose
    /// text and last row are given, and named by its number, from 0, in the others.
    pub(super) fn shared_formula(
        &mut self,
        (number, first): (usize, Option<(&str, usize)>),
        value: Option<f64>,
        style: Style,
    ) {
        let formula = match first {
            Some((text, last)) => {
                let run = format!("{}:{}", cell(self.column + 1, self.row), cell(self.column + 1, last));
                format!("<f t=\"shared\" ref=\"{run}\" si=\"{number}\">{}</f>", escaped(text))
            }
            None => format!("<f t=\"shared\" si=\"{number}\"/>"),
        };
        self.formula_cell(&formula, value, style);
    }

    fn formula_cell(&mut self, formula: &str, value: Option<f64>, style: Style) {
        let value = value.filter(|value| value.is_finite());
        if let Some(value) = value {
            self.note_number(value, style);
        }
        let start = self.start(style);
        let _ = match value {
            Some(value) => write!(self.cells, "{start}>{formula}<v>{}</v></c>", value + 0.0),
            None => write!(self.cells, "{start} t=\"str\">{formula}<v></v></c>"),
        };
    }

    fn note_number(&mut self, number: f64, style: Style) {
        let mut whole = 1;
        let mut rest = number.abs();
        while rest >= 10.0 {
            rest /= 10.0;
            whole += 1;
        }
        // Separators of thousands, a sign and one decimal.
        self.note_letters(if style == Style::Plain { 12 } else { whole + whole / 3 + 3 });
    }

    fn note_letters(&mut self, letters: usize) {
        if let Some(own) = self.letters.get_mut(self.column) {
            *own = letters.max(*own);
        } else {
            self.letters.resize(self.column, 0);
            self.letters.push(letters);
        }
    }

    fn start(&mut self, style: Style) -> String {
        self.column += 1;
        if self.letters.len() < self.column {
            self.letters.resize(self.column, 0);
        }
        format!("<c r=\"{}\" s=\"{}\"", cell(self.column, self.row), style as u8)
    }

    /// The sheet.
    pub(super) fn finish(mut self, layout: &Layout) -> String {
        self.close_row();
        let widths: Vec<usize> = match layout.text_width {
            Some(width) => vec![width],
            None => self.letters.iter().map(|own| (own + 2).clamp(NARROWEST, WIDEST)).collect(),
        };
        let mut out = String::with_capacity(self.rows.len() + 2_000);
        out.push_str(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#);
        out.push_str(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#);
        out.push_str("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        out.push_str(&views(layout));
        out.push_str("<cols>");
        for (at, width) in widths.iter().enumerate() {
            let column = at + 1;
            let _ =
                write!(out, "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>");
        }
        let _ = write!(out, "</cols><sheetData>{}</sheetData>", self.rows);
        if let Some(head) = layout.filter {
            let _ = write!(out, "<autoFilter ref=\"A{head}:{}\"/>", cell(self.letters.len(), self.row));
        }
        if !self.merged.is_empty() {
            let cells: Vec<String> =
                self.merged.iter().map(|own| format!("<mergeCell ref=\"{own}\"/>")).collect();
            let _ = write!(out, "<mergeCells count=\"{}\">{}</mergeCells>", cells.len(), cells.concat());
        }
        if !layout.inputs.is_empty() {
            let _ = write!(
                out,
                "<dataValidations count=\"1\"><dataValidation type=\"decimal\" operator=\"greaterThanOrEqual\" \
                 allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{}\"><formula1>0</formula1></dataValidation>\
                 </dataValidations>",
                layout.inputs.join(" ")
            );
        }
        out.push_str(&layout.paper.xml(pages_wide(&widths)));
        out.push_str("</worksheet>");
        out
    }
}

/// What stays in view, and which way the sheet runs.
fn views(layout: &Layout) -> String {
    let (columns, rows) = layout.frozen;
    let rtl = u8::from(layout.rtl);
    let mut out = format!("<sheetViews><sheetView workbookViewId=\"0\" rightToLeft=\"{rtl}\">");
    if rows > 0 {
        let corner = cell(columns + 1, rows + 1);
        let pane = if columns > 0 { "bottomRight" } else { "bottomLeft" };
        let split = if columns > 0 { format!("xSplit=\"{columns}\" ") } else { String::new() };
        let _ = write!(
            out,
            "<pane {split}ySplit=\"{rows}\" topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/>"
        );
    }
    out + "</sheetView></sheetViews>"
}

/// The address of a cell: column and row, from 1.
pub(super) fn cell(column: usize, row: usize) -> String {
    format!("{}{row}", letters(column))
}

/// The letters of a column, from 1.
pub(super) fn letters(mut column: usize) -> String {
    let mut out = String::new();
    while column > 0 {
        out.insert(0, char::from(b'A' + ((column - 1) % 26) as u8));
        column = (column - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        for (column, expected) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(letters(column), expected);
        }
        assert_eq!(letters(MOST_COLUMNS), "XFD");
    }

    #[test]
    fn cells_keep_their_kind() {
        let mut sheet = Sheet::new();
        sheet.text("007 <&>", Style::Plain);
        sheet.number(Some(0.1), Style::Fine);
        sheet.number(None, Style::Fine);
        sheet.formula("A1&\"\"", None, Style::Plain);
        let xml = sheet.finish(&Layout { frozen: (1, 1), rtl: true, ..Layout::default() });
        assert!(xml.contains(
            r#"<c r="A1" s="0" t="inlineStr"><is><t xml:space="preserve">007 &lt;&amp;&gt;</t></is></c>"#
        ));
        assert!(xml.contains(
            r#"<c r="B1" s="3"><v>0.1</v></c><c r="D1" s="0" t="str"><f>A1&amp;&quot;&quot;</f><v></v></c>"#
        ));
        assert!(xml.contains("rightToLeft=\"1\""));
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them_and_heads_as_tall() {
        let mut sheet = Sheet::new();
        sheet.text("نرخ بازماندگی از تحصیل کودکان", Style::Head);
        sheet.text("b", Style::Head);
        sheet.next_row();
        sheet.text("0101", Style::Code);
        sheet.number(Some(1_234_567_890.0), Style::Whole);
        let xml = sheet.finish(&Layout::default());
        assert!(xml.contains("<col min=\"1\" max=\"1\" width=\"10\" customWidth=\"1\"/>"), "{xml}");
        assert!(xml.contains("<col min=\"2\" max=\"2\" width=\"18\" customWidth=\"1\"/>"), "{xml}");
        assert!(xml.contains("<row r=\"1\" ht=\"48\" customHeight=\"1\">"), "{xml}");
        assert!(xml.contains("<row r=\"2\"><c"), "{xml}");
    }

    #[test]
    fn a_shared_formula_is_written_out_once() {
        let mut sheet = Sheet::new();
        sheet.shared_formula((0, Some(("B1*2", 2))), Some(4.0), Style::Fine);
        sheet.next_row();
        sheet.shared_formula((0, None), None, Style::Fine);
        let xml = sheet.finish(&Layout::default());
        assert!(xml.contains(r#"<f t="shared" ref="A1:A2" si="0">B1*2</f><v>4</v>"#));
        assert!(xml.contains(r#"<c r="A2" s="3" t="str"><f t="shared" si="0"/><v></v></c>"#));
    }
}
