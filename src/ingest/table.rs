//! CSV text → rows of trimmed cells that know their line.

use std::collections::{BTreeSet, HashMap};

use super::input::Text;
use super::issue::{ImportRule, Issue};

/// A table whose rows all have as many cells as the header.
pub(super) struct Table {
    pub name: String,
    pub packed: bool,
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
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
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => rows.extend(check_row(text, headers.len(), &record, issues)),
                Err(error) => issues.push(csv_issue(&text.name, &error)),
            }
        }
        if rows.is_empty() {
            issues.push(Issue::new(ImportRule::NoRows).file(&text.name));
        }
        let (name, packed) = (text.name.clone(), text.packed);
        Self { name, packed, headers, rows, used: BTreeSet::new(), by_name }
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
