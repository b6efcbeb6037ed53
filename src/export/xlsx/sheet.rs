//! One worksheet as SpreadsheetML (ECMA-376, part 1, section 18), cell by cell.
//!
//! Texts stand in their cells (`inlineStr`), so that there is no table of shared strings to keep. This module must not
//! know of snapshots or rankings.

use std::fmt::Write;

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
    r#"<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8">"#,
    r#"<xf/>"#,
    r#"<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="3" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="164" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="9" applyNumberFormat="1"/>"#,
    r#"<xf fontId="1" fillId="3" applyFont="1" applyFill="1"/>"#,
    r#"<xf fontId="2" applyFont="1"/>"#,
    r#"<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
);

/// A worksheet being written, row by row.
#[derive(Debug)]
pub(super) struct Sheet {
    rows: String,
    row: usize,
    column: usize,
    widest: usize,
}

impl Sheet {
    /// A sheet whose first row is open.
    pub(super) fn new() -> Self {
        Self { rows: "<row r=\"1\">".to_owned(), row: 1, column: 0, widest: 0 }
    }

    /// Number of the open row, from 1.
    pub(super) fn row(&self) -> usize {
        self.row
    }

    /// Ends the row and opens the next.
    pub(super) fn next_row(&mut self) {
        self.row += 1;
        self.column = 0;
        let _ = write!(self.rows, "</row><row r=\"{}\">", self.row);
    }

    /// Leaves a cell empty.
    pub(super) fn skip(&mut self) {
        self.column += 1;
    }

    /// A text; a code keeps its leading zeros, and nothing in it is taken for a formula.
    pub(super) fn text(&mut self, text: &str, style: Style) {
        let start = self.start(style);
        let _ = write!(
            self.rows,
            "{start} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        );
    }

    /// A number; a missing one leaves the cell empty.
    pub(super) fn number(&mut self, number: Option<f64>, style: Style) {
        let Some(number) = number.filter(|number| number.is_finite()) else { return self.skip() };
        let start = self.start(style);
        // Adding zero turns −0 into 0.
        let _ = write!(self.rows, "{start}><v>{}</v></c>", number + 0.0);
    }

    /// A formula, without its equals sign, and what it comes to now: a viewer that computes nothing shows that. Without
    /// a value the cell shows an empty text, as the formula gives.
    pub(super) fn formula(&mut self, formula: &str, value: Option<f64>, style: Style) {
        let start = self.start(style);
        let formula = escaped(formula);
        let _ = match value.filter(|value| value.is_finite()) {
            Some(value) => write!(self.rows, "{start}><f>{formula}</f><v>{}</v></c>", value + 0.0),
            None => write!(self.rows, "{start} t=\"str\"><f>{formula}</f><v></v></c>"),
        };
    }

    fn start(&mut self, style: Style) -> String {
        self.column += 1;
        self.widest = self.widest.max(self.column);
        format!("<c r=\"{}\" s=\"{}\"", cell(self.column, self.row), style as u8)
    }

    /// The sheet: rows and columns above and before `frozen` stay in view; `filter` names the row with the list's
    /// heads, under which spreadsheets offer filters.
    pub(super) fn finish(self, frozen: (usize, usize), rtl: bool, filter: Option<usize>) -> String {
        let (columns, rows) = frozen;
        let corner = cell(columns + 1, rows + 1);
        let mut out = String::with_capacity(self.rows.len() + 1_000);
        out.push_str(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#);
        out.push_str(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#);
        let _ = write!(out, "<sheetViews><sheetView workbookViewId=\"0\" rightToLeft=\"{}\">", u8::from(rtl));
        if rows > 0 {
            let pane = if columns > 0 { "bottomRight" } else { "bottomLeft" };
            let split = if columns > 0 { format!("xSplit=\"{columns}\" ") } else { String::new() };
            let _ = write!(
                out,
                "<pane {split}ySplit=\"{rows}\" topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/>"
            );
        }
        out.push_str("</sheetView></sheetViews><cols>");
        for column in 1..=self.widest.max(1) {
            let width = if columns == 0 { 110 } else { [8, 14, 26].get(column - 1).copied().unwrap_or(15) };
            let _ =
                write!(out, "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>");
        }
        let _ = write!(out, "</cols><sheetData>{}</row></sheetData>", self.rows);
        if let Some(head) = filter {
            let _ = write!(out, "<autoFilter ref=\"A{head}:{}\"/>", cell(self.widest, self.row));
        }
        out.push_str("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>");
        out.push_str("<pageSetup paperSize=\"9\" orientation=\"landscape\"/></worksheet>");
        out
    }
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

/// A text within XML; characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            control if control < ' ' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
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
    }

    #[test]
    fn cells_keep_their_kind() {
        let mut sheet = Sheet::new();
        sheet.text("007 <&>", Style::Plain);
        sheet.number(Some(0.1), Style::Fine);
        sheet.number(None, Style::Fine);
        sheet.formula("A1&\"\"", None, Style::Plain);
        let xml = sheet.finish((1, 1), true, None);
        assert!(xml.contains(
            r#"<c r="A1" s="0" t="inlineStr"><is><t xml:space="preserve">007 &lt;&amp;&gt;</t></is></c>"#
        ));
        assert!(xml.contains(
            r#"<c r="B1" s="3"><v>0.1</v></c><c r="D1" s="0" t="str"><f>A1&amp;&quot;&quot;</f><v></v></c>"#
        ));
        assert!(xml.contains("rightToLeft=\"1\""));
    }
}
