//! Text in charts: how wide it is about, and which way it is read.

use crate::text::Language;

/// Font of all charts, as a CSS list.
pub const FONT_FAMILY: &str = "Vazirmatn, 'Vazirmatn Variable', Tahoma, sans-serif";

/// Width of an average letter of the font, in units of its size: words of Persian and of English come to 0.41 to 0.52,
/// rarely to 0.7, so 0.55 is mostly on the safe side.
const LETTER_WIDTH: f64 = 0.55;
/// Width of a Persian digit likewise: in short numbers there is no narrow letter to make up for a wide one.
const DIGIT_WIDTH: f64 = 0.65;

/// Which point of a text is put at its place; always physical, never mirrored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Center,
    /// Its right end.
    Right,
}

/// Estimated width of `text`, in the unit of `size`, the font size: 0.65 of it for a Persian digit, 0.55 for any other
/// visible letter.
///
/// Not measured, because neither a worker nor the tests have the font; layouts are thereby the same everywhere.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size
}

/// Width of the widest of some texts, in the unit of `size`; 0 for none.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>, size: f64) -> f64 {
    texts.map(|text| text_width(text, size)).fold(0.0, f64::max)
}

/// `text`, or as much of its beginning as fits into `width` with an ellipsis; a lone ellipsis if nothing does.
pub fn ellipsize(text: &str, width: f64, size: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let room = width / size - LETTER_WIDTH;
    let mut taken = 0.0;
    let fits = |letter: &char| {
        taken += letter_width(*letter);
        taken <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// `text` in lines of at most `width`, broken between words, at most `most` of them; what is left over ends in an ellipsis.
pub fn wrapped(text: &str, width: f64, (size, most): (f64, usize)) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if text_width(&longer, size) <= width || lines.len() == most => {
                if let Some(last) = lines.last_mut() {
                    *last = longer;
                }
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| ellipsize(line, width, size)).collect()
}

/// Marks the direction in which `text` is read, since the surface is left-to-right: Persian texts run from the right
/// whatever they begin with; English ones by their first letter, for a Persian name among them.
pub(super) fn isolate(text: &str, language: Language) -> String {
    match language {
        Language::Fa => format!("\u{2067}{text}\u{2069}"),
        Language::En if text.chars().any(is_right_to_left) => format!("\u{2068}{text}\u{2069}"),
        Language::En => text.to_owned(),
    }
}

fn letter_width(letter: char) -> f64 {
    match letter {
        _ if is_invisible(letter) => 0.0,
        '\u{0660}'..='\u{0669}' | '\u{06f0}'..='\u{06f9}' => DIGIT_WIDTH,
        _ => LETTER_WIDTH,
    }
}

/// Joiners, direction marks and signs set above or below a letter.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0300}'..='\u{036f}')
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        && !letter.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_and_vowel_signs_take_no_room() {
        assert_eq!(text_width("می\u{200c}شود", 10.0), text_width("میشود", 10.0));
        assert_eq!(text_width("محلهٔ", 10.0), text_width("محله", 10.0));
        assert_eq!(text_width("abcd", 20.0), 44.0);
        assert_eq!(text_width("۱۲", 100.0), 130.0);
    }

    #[test]
    fn what_does_not_fit_is_cut_and_marked() {
        assert_eq!(ellipsize("نارمک", 100.0, 10.0), "نارمک");
        assert_eq!(ellipsize("abcdefgh", 23.0, 10.0), "abc…");
        assert_eq!(ellipsize("ab cdefgh", 23.0, 10.0), "ab…", "no blank before the ellipsis");
        assert_eq!(ellipsize("abcdef", 1.0, 10.0), "…");
        assert!(text_width(&ellipsize("شهرستان شهریار", 50.0, 12.0), 12.0) <= 50.0);
    }

    #[test]
    fn text_carries_its_own_direction() {
        assert_eq!(isolate("۱۲", Language::Fa), "\u{2067}۱۲\u{2069}");
        assert_eq!(isolate("12 km", Language::En), "12 km");
        assert_eq!(isolate("نارمک (8)", Language::En), "\u{2068}نارمک (8)\u{2069}");
        assert_eq!(isolate("۱۲", Language::En), "۱۲");
    }
}
