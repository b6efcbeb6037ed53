//! The values as the data have them.

use super::Book;
use super::sheet::{Layout, Sheet, Style};
use crate::export::names::value_name;
use crate::text::Msg;

/// The sheet: heads for people, then each column's name in the other files, then the areas.
pub(super) fn sheet(book: &Book) -> String {
    let Book { case, language, ref areas, .. } = *book;
    let snapshot = &*case.snapshot;
    let shown: Vec<_> = snapshot.columns_in_force(case.outcome.period).collect();
    let mut sheet = Sheet::new();
    for key in [Msg::XlsxOrder, Msg::Code, Msg::Name] {
        sheet.text(key.text(language), Style::Head);
    }
    for (indicator, period, _) in &shown {
        let (name, unit) = (indicator.name.get(language), indicator.unit.get(language));
        let period = snapshot.periods[*period].name.get(language);
        sheet.text(&format!("{name} ({unit}) – {period}"), Style::Head);
    }
    sheet.next_row();
    for name in ["", "code", "name"] {
        sheet.text(name, Style::Head);
    }
    shown.iter().for_each(|(indicator, ..)| sheet.text(&value_name(&indicator.id), Style::Head));
    for (place, area) in areas.iter().copied().enumerate() {
        sheet.next_row();
        sheet.number(Some((place + 1) as f64), Style::Whole);
        sheet.text(&snapshot.areas.code[area], Style::Code);
        sheet.text(&snapshot.areas.name[area], Style::Plain);
        shown.iter().for_each(|(.., column)| sheet.number(column.get(area), Style::Plain));
    }
    sheet.finish(&Layout {
        frozen: (3, HEADS),
        rtl: book.is_rtl(),
        filter: Some(HEADS),
        paper: book.paper(),
        ..Layout::default()
    })
}

/// Rows with heads.
pub(super) const HEADS: usize = 2;
