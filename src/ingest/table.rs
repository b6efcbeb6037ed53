//! CSV text → rows of trimmed cells that know their line.

use std::collections::{BTreeSet, HashMap};

use super::import_rule::ImportRule;
use super::input::Text;
use super::issue::Issue;

/// A table whose rows all have as many cells as the header.
pub(super) struct Table {
    pub name: String,
    pub packed: bool,
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
    delimiter: char,
    /// Columns that something asked for.
    used: BTreeSet<usize>,
    by_name: HashMap<String, usize>,
}

/// One row.
pub(super) struct Row {
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    pub cells: Vec<String>,
}

impl Table {
    /// Reads a table; everything wrong goes to `issues`, bad rows are left out.
    pub fn read(text: &Text, delimiter: char, issues: &mut Vec<Issue>) -> Self {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.text.as_bytes());
        let headers: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(str::to_owned).collect(),
            Err(error) => {
                issues.push(csv_issue(&text.name, &error));
                Vec::new()
            }
        };
        let by_name = index_headers(&text.name, &headers, issues);
        let open = open_quote(&text.text, delimiter);
        if let Some(line) = open {
            issues.push(Issue::new(ImportRule::UnclosedQuote).file(&text.name).row(line));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                // What the open quotation mark swallowed is no row: of it all is said.
                Ok(record) if open.is_some_and(|open| ends_at(text, &record, open)) => {}
                Ok(record) => rows.extend(check_row(text, headers.len(), &record, issues)),
                Err(error) => issues.push(csv_issue(&text.name, &error)),
            }
        }
        if rows.is_empty() && open.is_none() {
            issues.push(Issue::new(ImportRule::NoRows).file(&text.name));
        }
        let (name, packed) = (text.name.clone(), text.packed);
        Self { name, packed, headers, rows, delimiter, used: BTreeSet::new(), by_name }
    }

    /// Position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Position of a column, which from now on counts as used.
    pub fn use_column(&mut self, name: &str) -> Option<usize> {
        let column = self.column(name)?;
        self.used.insert(column);
        Some(column)
    }

    /// Names of the columns nobody asked for.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.headers.iter().enumerate().filter(|(at, _)| !self.used.contains(at));
        unused.map(|(_, name)| name.clone()).collect()
    }

    /// Cells that run over several lines, where nothing may: in a column that is used, or where what they swallowed looks
    /// like whole rows. Each row once.
    pub fn line_breaks(&self) -> Vec<Issue> {
        let is_break = |text: &str| text.contains(['\n', '\r']);
        let swallows = |text: &str| {
            let mut lines = text.lines();
            let width = |line: &str| line.split(self.delimiter).count();
            lines.next();
            self.headers.len() > 2 && lines.any(|line| width(line) == self.headers.len())
        };
        let fault = |at: usize| {
            let cells = self.rows[at].cells.iter().enumerate();
            let mut broken = cells.filter(|(_, text)| is_break(text));
            let column = broken.find(|(column, text)| self.used.contains(column) || swallows(text))?.0;
            Some(self.cell_issue(ImportRule::LineBreak, at, column))
        };
        let headers = self.headers.iter().filter(|name| is_break(name));
        let headers = headers
            .map(|name| Issue::new(ImportRule::LineBreak).file(&self.name).row(1).column(name.as_str()));
        headers.chain((0..self.rows.len()).filter_map(fault)).collect()
    }

    /// A remark about one cell.
    pub fn cell_issue(&self, rule: ImportRule, row: usize, column: usize) -> Issue {
        let row = &self.rows[row];
        Issue::new(rule)
            .file(&self.name)
            .row(row.line)
            .column(self.headers[column].as_str())
            .found(&row.cells[column])
    }
}

/// The line of the quotation mark within which the text ends, by the rules of the reader: a mark opens a cell only as its
/// first character, two in a row inside stand for one.
fn open_quote(text: &str, delimiter: char) -> Option<usize> {
    #[derive(PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Mark,
    }
    let (mut at, mut line, mut opened) = (At::Start, 1, 0);
    for letter in text.chars() {
        at = match (at, letter) {
            (At::Quoted, '"') => At::Mark,
            (At::Mark, '"') => At::Quoted,
            (At::Quoted, _) => At::Quoted,
            (_, '\n' | '\r') => At::Start,
            (_, letter) if letter == delimiter => At::Start,
            (At::Start, '"') => {
                opened = line;
                At::Quoted
            }
            _ => At::Plain,
        };
        line += usize::from(letter == '\n');
    }
    (at == At::Quoted).then_some(opened)
}

/// Whether a record runs from before the line to the end of the text.
fn ends_at(text: &Text, record: &csv::StringRecord, line: usize) -> bool {
    let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    let begins = line_of(text, record);
    begins <= line && (begins == line || begins + breaks >= line)
}

fn index_headers(file: &str, headers: &[String], issues: &mut Vec<Issue>) -> HashMap<String, usize> {
    let mut by_name = HashMap::new();
    for (at, name) in headers.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if by_name.insert(name.clone(), at).is_some() {
            issues.push(Issue::new(ImportRule::DuplicateColumn).file(file).row(1).column(name.as_str()));
        }
    }
    by_name
}

fn check_row(
    text: &Text,
    n_columns: usize,
    record: &csv::StringRecord,
    issues: &mut Vec<Issue>,
) -> Option<Row> {
    let (file, line) = (text.name.as_str(), line_of(text, record));
    if record.iter().all(str::is_empty) {
        issues.push(Issue::new(ImportRule::EmptyRow).file(file).row(line));
        return None;
    }
    if record.len() != n_columns {
        let issue = Issue::new(ImportRule::RaggedRow).file(file).row(line);
        issues.push(issue.found(record.len()).expected(n_columns));
        return None;
    }
    Some(Row { line, cells: record.iter().map(str::to_owned).collect() })
}

/// The reader's position lies before line ends and blank lines that it has yet to pass over.
fn line_of(text: &Text, record: &csv::StringRecord) -> usize {
    let Some(position) = record.position() else { return 0 };
    let rest = text.text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    position.line() as usize + ends.count()
}

fn csv_issue(file: &str, error: &csv::Error) -> Issue {
    let issue = Issue::new(ImportRule::BadCsv).file(file).found(error);
    match error.position() {
        Some(position) => issue.row(position.line() as usize),
        None => issue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Table, Vec<Issue>) {
        let text = Text { name: "t.csv".to_owned(), packed: false, text: text.to_owned() };
        let mut issues = Vec::new();
        (Table::read(&text, ',', &mut issues), issues)
    }

    #[test]
    fn keeps_lines_and_quoted_cells() {
        let (mut table, issues) = read("code , name\n01,\"الف, ب\"\n\n02, ج \n");
        assert_eq!(issues, []);
        assert_eq!(table.rows[0].cells, ["01", "الف, ب"]);
        assert_eq!((table.rows[1].line, table.rows[1].cells[1].as_str()), (4, "ج"));
        assert_eq!(table.use_column("name"), Some(1));
        assert_eq!(table.unused(), ["code"]);
    }

    #[test]
    fn an_open_quotation_mark_is_named_by_its_line() {
        let check = |text: &str, expected: &[(ImportRule, Option<usize>)]| {
            let issues = read(text).1;
            let found: Vec<_> = issues.iter().map(|issue| (issue.rule, issue.row)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        let open = |line| (ImportRule::UnclosedQuote, Some(line));
        check("a,b\n1,\"x\n2,y\n", &[open(2)]);
        check("a,b\r\n1,x\r\n\r\n2,\"y\r\n3,z", &[open(4)]);
        check("a,b\n1,\"x \"\"y\"\" z\n", &[open(2)]);
        check("a,b\n1,x\"y\n2,5\"\n3,\"z\"\"\"\n", &[]);
        check("a,\"b\n1,2\n", &[open(1)]);
        check("a,b\n\"1,2\n3,4\n", &[open(2)]);
    }

    #[test]
    fn rows_that_a_quotation_swallowed_are_said() {
        let breaks = |text: &str, used: &str| {
            let (mut table, _) = read(text);
            table.use_column(used);
            table.line_breaks().iter().map(|issue| (issue.row, issue.column.clone())).collect::<Vec<_>>()
        };
        let swallowed = "a,b,c\n1,2,\"x\n2,3,y\n3,4,z\"\n4,5,w\n";
        let told = vec![(Some(2), Some("c".to_owned()))];
        assert_eq!((breaks(swallowed, "c"), breaks(swallowed, "a")), (told.clone(), told));
        let remark = "a,b,c\n1,2,\"one line\nand another, longer one\"\n";
        assert_eq!(breaks(remark, "a"), []);
        assert_eq!(breaks("a,b\n\"1\n2\",3\n", "a").len(), 1);
    }

    #[test]
    fn counts_lines_whatever_ends_them() {
        for text in ["a,b\n1,2\n\n3,\"x\ny\"\n5,6\n", "a,b\r\n1,2\r\n\r\n3,\"x\r\ny\"\r\n5,6\r\n"] {
            let lines: Vec<usize> = read(text).0.rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4, 6], "{text:?}");
        }
    }

    #[test]
    fn reports_ragged_empty_and_doubled() {
        let (table, issues) = read("a,b,a\n1,2\n,,\n1,2,3,4\n1,2,3\n");
        let found: Vec<_> = issues.iter().map(|issue| (issue.rule, issue.row)).collect();
        assert_eq!(
            found,
            [
                (ImportRule::DuplicateColumn, Some(1)),
                (ImportRule::RaggedRow, Some(2)),
                (ImportRule::EmptyRow, Some(3)),
                (ImportRule::RaggedRow, Some(4)),
            ]
        );
        assert_eq!(table.rows.len(), 1);
    }
}
