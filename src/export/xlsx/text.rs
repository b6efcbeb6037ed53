//! Texts as SpreadsheetML holds them.
//!
//! This module must not know of sheets.

/// Characters a cell holds, counted as spreadsheets do, in units of UTF-16.
pub(super) const LONGEST_TEXT: usize = 32_767;

/// A text within XML; characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        push_escaped(&mut out, letter);
    }
    out
}

fn push_escaped(out: &mut String, letter: char) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\t' | '\n' => out.push(letter),
        control if control < ' ' => {}
        '\u{fffe}' | '\u{ffff}' => {}
        other => out.push(other),
    }
}

/// The text of a cell (`ST_Xstring`, ECMA-376, part 1, 22.9.2.19): what XML cannot hold or would turn into another
/// character becomes `_xHHHH_`, and an underscore that would begin such a mark becomes one, so that every text comes back as
/// it was. A text that is longer than a cell holds ends in an ellipsis.
pub(super) fn cell_text(text: &str) -> String {
    use std::fmt::Write;
    let text = cut(text, LONGEST_TEXT);
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '_' if begins_mark(&text.as_bytes()[at..]) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(letter),
            control if control < ' ' || ['\u{fffe}', '\u{ffff}'].contains(&control) => {
                let _ = write!(out, "_x{:04X}_", control as u32);
            }
            other => push_escaped(&mut out, other),
        }
    }
    out
}

/// Whether a text begins with what a spreadsheet reads as one character: `_x`, four hexadecimal digits, `_`.
fn begins_mark(bytes: &[u8]) -> bool {
    bytes.len() >= 7
        && bytes[..2].eq_ignore_ascii_case(b"_x")
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

/// The text, or as much of it as fits before an ellipsis.
pub(super) fn cut(text: &str, longest: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= longest || units(text) <= longest {
        return text.into();
    }
    format!("{}…", &text[..fitting(text, longest.saturating_sub(1))]).into()
}

/// A long text in pieces that each fit into a cell, parted at a space where there is one.
pub(super) fn pieces(mut text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while units(text) > LONGEST_TEXT {
        let end = fitting(text, LONGEST_TEXT);
        let at = text[..end].rfind(' ').filter(|at| *at > 0).map_or(end, |space| space + 1);
        let (piece, rest) = text.split_at(at);
        found.push(piece);
        text = rest;
    }
    found.push(text);
    found
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// How many bytes of the text make up at most so many units of UTF-16.
fn fitting(text: &str, longest: usize) -> usize {
    let mut used = 0;
    let over = text.char_indices().find(|(_, letter)| {
        used += letter.len_utf16();
        used > longest
    });
    over.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_control_characters_come_back_as_they_were() {
        for (text, expected) in [
            ("_x0041_ABC", "_x005F_x0041_ABC"),
            ("_X0041_", "_x005F_X0041_"),
            ("__x000d_", "__x005F_x000d_"),
            ("_x004_ _xGGGG_ _x0041", "_x004_ _xGGGG_ _x0041"),
            ("a\rb\u{1}c\nd", "a_x000D_b_x0001_c\nd"),
            ("a & b < c", "a &amp; b &lt; c"),
        ] {
            assert_eq!(cell_text(text), expected);
        }
    }

    #[test]
    fn a_cell_holds_so_many_units_and_no_more() {
        let long = "😀".repeat(20_000);
        let cut = cell_text(&long);
        assert!(cut.ends_with('…') && units(&cut) <= LONGEST_TEXT, "{}", units(&cut));
        assert_eq!(cell_text(&"ا".repeat(LONGEST_TEXT)).chars().count(), LONGEST_TEXT);
    }

    #[test]
    fn long_texts_are_parted_and_nothing_is_lost() {
        let text = "شاخص نمونه، ".repeat(9_000);
        let parts = pieces(&text);
        assert_eq!((parts.len(), parts.concat()), (4, text.clone()));
        assert!(parts.iter().all(|part| units(part) <= LONGEST_TEXT));
        assert_eq!(pieces(&"x".repeat(LONGEST_TEXT + 1)).len(), 2, "without a space, within a word");
    }
}
