//! A table in plain text.

/// Rows of five columns, aligned for a terminal.
pub struct Table<const N: usize> {
    rows: Vec<Option<[String; N]>>,
    is_number: [bool; N],
}

impl<const N: usize> Table<N> {
    /// A table with its headings; numbers stand flush right.
    pub fn new(headings: [&str; N], is_number: [bool; N]) -> Self {
        Self { rows: vec![Some(headings.map(clean))], is_number }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: [String; N]) {
        self.rows.push(Some(cells.map(|cell| clean(&cell))));
    }

    /// Adds a line across.
    pub fn rule(&mut self) {
        self.rows.push(None);
    }

    /// The whole table, a line per row.
    pub fn text(&self) -> String {
        let widths: [usize; N] = std::array::from_fn(|column| {
            self.rows.iter().flatten().map(|cells| width(&cells[column])).max().unwrap_or(0)
        });
        let mut text = String::new();
        for row in &self.rows {
            let line = match row {
                Some(cells) => self.line(cells, &widths),
                None => "-".repeat(widths.iter().sum::<usize>() + 2 * (N - 1)),
            };
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn line(&self, cells: &[String; N], widths: &[usize; N]) -> String {
        let padded = cells.iter().zip(widths).zip(self.is_number).map(|((cell, full), is_number)| {
            let space = " ".repeat(full - width(cell));
            if is_number { space + cell } else { cell.clone() + &space }
        });
        padded.collect::<Vec<_>>().join("  ")
    }
}

/// Names come from files: what could move the cursor or turn the line must not reach the terminal.
fn clean(text: &str) -> String {
    let is_harmful = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if is_harmful(letter) { '\u{fffd}' } else { letter }).collect()
}

/// Columns a text takes: joiners and Arabic marks take none.
fn width(text: &str) -> usize {
    let takes_none = |letter: &char| matches!(letter, '\u{200b}'..='\u{200d}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}');
    text.chars().filter(|letter| !takes_none(letter)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_line() {
        let mut table = Table::new(["n", "name", "x"], [true, false, true]);
        table.row(["1".into(), "می\u{200c}گون".into(), "0.50".into()]);
        table.rule();
        table.row(["10".into(), "b\u{1b}[2J\u{202e}".into(), "12.00".into()]);
        assert_eq!(
            table.text(),
            " n  name        x\n 1  می\u{200c}گون    0.50\n-----------------\n10  b\u{fffd}[2J\u{fffd}  12.00\n"
        );
    }
}
