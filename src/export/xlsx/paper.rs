//! A worksheet on paper: A4 across, as wide as the page, with headings on each page and a line above and below.
//!
//! This module must not know of snapshots or rankings.

use super::text::{cut, escaped};

/// Letters that a page across takes beside each other in a size that can still be read.
const PAGE: usize = 190;
/// Units of UTF-16 that a header or footer takes, codes included.
const LONGEST: usize = 255;

/// What stands above and below each printed page.
#[derive(Debug, Clone, Default)]
pub(super) struct Paper {
    /// Above: title and period.
    pub(super) title: String,
    /// Below: scenario and day.
    pub(super) origin: String,
    /// Below: the words for the number of the page and of all pages, where `&P` and `&N` stand for them.
    pub(super) page: String,
}

/// How many pages lie beside each other, so that none is too small to be read.
pub(super) fn pages_wide(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>().div_ceil(PAGE).max(1)
}

impl Paper {
    /// Margins, page and what stands above and below it.
    pub(super) fn xml(&self, wide: usize) -> String {
        let (above, below) = (format!("&C{}", plain(&self.title, LONGEST - 2)), self.below());
        format!(
            "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>\
             <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"{wide}\" fitToHeight=\"0\"/>\
             <headerFooter><oddHeader>{}</oddHeader><oddFooter>{}</oddFooter></headerFooter>",
            escaped(&above),
            escaped(&below)
        )
    }

    fn below(&self) -> String {
        let page = format!("&C{}", self.page);
        let room = LONGEST.saturating_sub(page.chars().count() + 2);
        format!("&L{}{page}", plain(&self.origin, room))
    }
}

/// A text in which `&` begins no code, cut to so many units.
fn plain(text: &str, longest: usize) -> String {
    let doubled = text.matches('&').count();
    cut(text, longest.saturating_sub(doubled)).replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_stay_within_what_a_spreadsheet_takes() {
        let long = "الف & ب ".repeat(90);
        let paper = Paper { title: long.clone(), origin: long, page: "&P از &N".to_owned() };
        let xml = paper.xml(2);
        for part in ["oddHeader", "oddFooter"] {
            let text = xml.split(&format!("{part}>")).nth(1).unwrap().trim_end_matches("</");
            let text = text.replace("&amp;", "&");
            assert!(text.encode_utf16().count() <= LONGEST, "{}", text.encode_utf16().count());
            assert!(text.contains("الف && ب"));
        }
        assert!(xml.contains("fitToWidth=\"2\" fitToHeight=\"0\"") && xml.contains("&amp;P از &amp;N"));
    }

    #[test]
    fn wide_sheets_take_pages_beside_each_other() {
        assert_eq!([&[10][..], &[100, 90], &[100, 91], &[]].map(pages_wide), [1, 1, 2, 1]);
    }
}
