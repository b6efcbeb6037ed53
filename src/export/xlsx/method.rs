//! How the list was made, one remark a row.

use super::Book;
use super::sheet::{Layout, Sheet, Style};
use super::text::pieces;
use crate::text::Msg;

/// Letters of a line.
const WIDTH: usize = 110;

/// The sheet: title, origin, how to use the workbook, and the `notes` on the method. A text that no cell holds goes on in
/// the next row.
pub(super) fn sheet(book: &Book, notes: &[String]) -> String {
    let Book { case, language, .. } = *book;
    let header = &case.snapshot.header;
    let mut sheet = Sheet::new();
    // Letters of a variable width: a line holds some fewer than the column's width says.
    sheet.text_across(header.title.get(language), Style::Title, (1, WIDTH * 7 / 10));
    let mut line = |text: &str| {
        for piece in pieces(text) {
            sheet.next_row();
            sheet.text_across(piece, Style::Wrapped, (1, WIDTH * 9 / 10));
        }
    };
    if header.synthetic {
        line(Msg::SyntheticLong.text(language));
    }
    line(case.scenario.title.get(language));
    line(case.snapshot.periods[case.outcome.period].name.get(language));
    line(&format!("{} · SHA-256 {}", header.issued, case.sha256));
    line(Msg::XlsxHowTo.text(language));
    book.before_changing().iter().for_each(|sentence| line(sentence));
    notes.iter().for_each(|note| line(note));
    sheet.finish(&Layout {
        rtl: book.is_rtl(),
        text_width: Some(WIDTH),
        paper: book.paper(),
        ..Layout::default()
    })
}
