//! A table in plain text.

use crate::text::harmless;

/// Rows, aligned for a terminal.
pub struct Table {
    rows: Vec<Option<Vec<String>>>,
    is_number: Vec<bool>,
}

impl Table {
    /// A table with its headings; columns of numbers (`true`) stand flush right.
    pub fn new<'a>(columns: impl IntoIterator<Item = (&'a str, bool)>) -> Self {
        let (headings, is_number) = columns.into_iter().map(|(name, number)| (clean(name), number)).unzip();
        Self { rows: vec![Some(headings)], is_number }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(Some(cells.into_iter().map(|cell| clean(&cell)).collect()));
    }

    /// Adds a line across.
    pub fn rule(&mut self) {
        self.rows.push(None);
    }

    /// The whole table, a line per row.
    pub fn text(&self) -> String {
        let mut widths = vec![0; self.is_number.len()];
        for cells in self.rows.iter().flatten() {
            widths.iter_mut().zip(cells).for_each(|(full, cell)| *full = width(cell).max(*full));
        }
        let across = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
        let mut text = String::new();
        for row in &self.rows {
            let line = row.as_ref().map_or_else(|| "-".repeat(across), |cells| self.line(cells, &widths));
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let padded = cells.iter().zip(widths).zip(&self.is_number).map(|((cell, full), is_number)| {
            let space = " ".repeat(full - width(cell));
            if *is_number { space + cell } else { cell.clone() + &space }
        });
        padded.collect::<Vec<_>>().join("  ")
    }
}

/// A cell stays on its line and in its column; what else could steer the terminal the session takes out of every text.
fn clean(text: &str) -> String {
    harmless(text).replace(['\n', '\t'], "\u{fffd}")
}

/// Columns a text takes: joiners and Arabic marks take none.
fn width(text: &str) -> usize {
    let takes_none = |letter: &char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}');
    text.chars().filter(|letter| !takes_none(letter)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_line() {
        let mut table = Table::new([("n", true), ("name", false), ("x", true)]);
        table.row(["1", "می\u{200c}گون", "0.50"].map(String::from));
        table.rule();
        table.row(["10", "b\u{1b}[2J\u{7}", "12.00"].map(String::from));
        assert_eq!(
            table.text(),
            " n  name        x\n 1  می\u{200c}گون    0.50\n-----------------\n10  b\u{fffd}[2J\u{fffd}  12.00\n"
        );
    }
}
