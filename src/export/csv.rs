//! CSV text as RFC 4180 describes it, with line feeds.

/// For whom a CSV file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flavour {
    /// For programs: every text exactly as it stands in the data.
    #[default]
    Exact,
    /// For spreadsheets: a byte-order mark, so that they read the text as UTF-8, and an apostrophe before
    /// texts that they would take for a formula. A program that reads such a file must undo the latter.
    Spreadsheet,
}

/// Writes CSV cell by cell.
///
/// Cells are quoted only where they must be; lines end with a line feed; numbers are the shortest text that
/// reads back as the same number; what is missing is an empty cell.
///
/// ```
/// use negah::export::{CsvWriter, Flavour};
/// let mut csv = CsvWriter::new(Flavour::Exact);
/// csv.text("a \"b\", c").number(Some(0.1)).number(None).end_row();
/// assert_eq!(csv.finish(), "\"a \"\"b\"\", c\",0.1,\n");
/// ```
#[derive(Debug, Clone)]
pub struct CsvWriter {
    out: String,
    flavour: Flavour,
    is_row_begun: bool,
}

impl CsvWriter {
    /// An empty file.
    pub fn new(flavour: Flavour) -> Self {
        let out = if flavour == Flavour::Spreadsheet { "\u{feff}".to_owned() } else { String::new() };
        Self { out, flavour, is_row_begun: false }
    }

    /// A file that begins with a row of column names, which are written as they are.
    pub fn with_header<'a>(flavour: Flavour, names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut csv = Self::new(flavour);
        for name in names {
            csv.text(name);
        }
        csv.end_row();
        csv
    }

    /// Adds a cell of text from the data.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.separate();
        let guard = self.flavour == Flavour::Spreadsheet && looks_like_formula(text);
        if text.contains(['"', ',', '\n', '\r']) {
            self.out.push('"');
            self.out.push_str(if guard { "'" } else { "" });
            self.out.push_str(&text.replace('"', "\"\""));
            self.out.push('"');
        } else {
            self.out.push_str(if guard { "'" } else { "" });
            self.out.push_str(text);
        }
        self
    }

    /// Adds a number; `None` and anything that is not finite leaves the cell empty.
    pub fn number(&mut self, number: Option<f64>) -> &mut Self {
        self.separate();
        if let Some(number) = number.filter(|number| number.is_finite()) {
            // Adding zero turns −0, which other programs may refuse, into 0.
            self.out.push_str(&(number + 0.0).to_string());
        }
        self
    }

    /// Adds a whole number; `None` leaves the cell empty.
    pub fn count(&mut self, count: Option<usize>) -> &mut Self {
        self.separate();
        if let Some(count) = count {
            self.out.push_str(&count.to_string());
        }
        self
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.out.push('\n');
        self.is_row_begun = false;
    }

    /// The file's text.
    pub fn finish(self) -> String {
        self.out
    }

    fn separate(&mut self) {
        if std::mem::replace(&mut self.is_row_begun, true) {
            self.out.push(',');
        }
    }
}

/// Whether a spreadsheet may compute the cell instead of showing it: the first characters that OWASP lists
/// under "CSV injection", and their full-width forms, which some spreadsheets fold.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, flavour: Flavour) -> String {
        let mut csv = CsvWriter::new(flavour);
        csv.text(text);
        csv.finish()
    }

    #[test]
    fn quotes_only_where_it_must() {
        for (text, expected) in
            [("0001", "0001"), ("a,b", "\"a,b\""), ("a\r\nb", "\"a\r\nb\""), ("«گلزار»", "«گلزار»"), ("", "")]
        {
            assert_eq!(cell(text, Flavour::Exact), expected);
        }
    }

    #[test]
    fn formulas_are_disarmed_for_spreadsheets_only() {
        assert_eq!(cell("=1+1", Flavour::Exact), "=1+1");
        assert_eq!(cell("=1+1", Flavour::Spreadsheet), "\u{feff}'=1+1");
        assert_eq!(cell("@a,\"b\"", Flavour::Spreadsheet), "\u{feff}\"'@a,\"\"b\"\"\"");
        assert_eq!(cell("a=1", Flavour::Spreadsheet), "\u{feff}a=1");
    }

    #[test]
    fn numbers_read_back_as_they_were() {
        for number in [1.0 / 3.0, 1e-300, 123_456_789.123_456_79, f64::MAX, -0.1] {
            let mut csv = CsvWriter::new(Flavour::Spreadsheet);
            csv.number(Some(number));
            assert_eq!(csv.finish().trim_start_matches('\u{feff}').parse::<f64>().unwrap(), number);
        }
        let mut csv = CsvWriter::new(Flavour::Exact);
        csv.number(Some(-0.0)).number(Some(5.0)).number(Some(f64::NAN)).count(Some(3)).count(None);
        assert_eq!(csv.finish(), "0,5,,3,");
    }
}
