//! Text from files and arguments, fit to be shown: of bounded length, and unable to steer a terminal or turn a line.

use std::borrow::Cow;

use super::bidi::balance;

/// Longest word, in characters, that a message repeats: a code, an identifier, a cell.
const WORD: usize = 200;
/// Longest message in characters.
const MESSAGE: usize = 4_000;

/// What stands for a character that must not reach a reader as it is.
const REPLACED: char = '\u{fffd}';

/// A message without what is too long to be read: words beyond 200 characters, and all beyond 4,000, give way to `…`.
///
/// ```
/// use negah::text::shortened;
/// let told = shortened(&format!("no indicator `{}`, expected one", "a".repeat(20_000))).into_owned();
/// assert!(told.chars().count() < 300 && told.ends_with("…`, expected one"));
/// ```
pub fn shortened(message: &str) -> Cow<'_, str> {
    if message.len() <= WORD {
        return Cow::Borrowed(message);
    }
    let mut out = String::with_capacity(message.len().min(MESSAGE));
    message.split_inclusive(char::is_whitespace).for_each(|word| push_word(&mut out, word));
    Cow::Owned(cut(&out, MESSAGE).into_owned())
}

/// A word with its middle left out where it is too long; the last characters are the marks that close a quotation.
fn push_word(out: &mut String, word: &str) {
    let length = word.chars().count();
    if length <= WORD {
        out.push_str(word);
        return;
    }
    let is_mark = |letter: char| !letter.is_alphanumeric();
    let end = word.trim_end_matches(is_mark).len().max(word.len().saturating_sub(8));
    let end = (end..=word.len()).find(|at| word.is_char_boundary(*at)).unwrap_or(word.len());
    out.extend(word.chars().take(WORD));
    out.push('…');
    out.push_str(&word[end..]);
}

/// The first `most` characters, and `…` where there are more.
///
/// ```
/// assert_eq!(negah::text::cut("محله", 2), "مح…");
/// ```
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Text as a terminal may be given it, line by line: control characters (but line ends and tabs) are shown as `�`, so
/// that none can colour, clear or retitle it; directions that are opened are closed within the line, and the controls
/// that make text read backwards are taken out.
///
/// ```
/// assert_eq!(negah::text::harmless("a\u{1b}[2Jb\u{202e}c\n"), "a�[2Jbc\n");
/// ```
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_steering) {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        let shown: String =
            body.chars().map(|letter| if is_control(letter) { REPLACED } else { letter }).collect();
        balance(&shown) + end
    };
    Cow::Owned(text.split_inclusive('\n').map(line).collect())
}

/// Whether a character steers a terminal or the direction of a text, other than line ends and tabs. Marks of direction
/// and the joiners of Persian do not.
pub fn is_steering(letter: char) -> bool {
    is_control(letter) || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t') || matches!(letter, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::isolate;

    #[test]
    fn nothing_steers_a_terminal() {
        let name = "\u{1b}]0;title\u{7}\u{1b}[31mred\u{9b}2J\r\u{7f}\u{2028}";
        let shown = harmless(name);
        assert!(!shown.chars().any(|letter| letter.is_control()), "{shown:?}");
        assert_eq!(shown, "�]0;title��[31mred�2J���");
        assert_eq!(harmless("سطر\tدو\nمی\u{200c}شود \u{200e}−۵"), "سطر\tدو\nمی\u{200c}شود \u{200e}−۵");
    }

    #[test]
    fn directions_end_with_their_line() {
        assert_eq!(harmless("\u{2067}a\nb\u{2069}"), "\u{2067}a\u{2069}\nb");
        let ours = format!("کد {}", isolate("A-12"));
        assert_eq!(harmless(&ours), ours);
    }

    #[test]
    fn long_words_are_cut_and_the_rest_is_kept() {
        let long = "x".repeat(1_000_000);
        let told = shortened(&format!("unknown variant `{long}`, expected `mean`")).into_owned();
        assert!(told.starts_with("unknown variant `xxx") && told.ends_with("…`, expected `mean`"), "{told}");
        assert!(told.chars().count() < WORD + 50);
        let spaced = "ab ".repeat(100_000);
        assert_eq!(shortened(&spaced).chars().count(), MESSAGE + 1);
        assert_eq!(shortened("kurz"), "kurz");
        let persian = "ش".repeat(500);
        assert_eq!(shortened(&format!("«{persian}»")).chars().count(), WORD + 2);
    }
}
