//! Codes and Latin names inside right-to-left sentences.
//!
//! A sentence that mixes directions is laid out as a whole, so a code such as `A-12` at its
//! end may come out as `12-A`. Wrapping the foreign piece in isolates lays it out alone.
//! In HTML the `<bdi>` element does the same; these functions serve text that is not HTML:
//! chart labels, titles, attributes, plain-text exports.

/// First strong isolate: direction taken from the first letter.
const FSI: char = '\u{2068}';
/// Left-to-right isolate.
const LRI: char = '\u{2066}';
/// Pop directional isolate: the end of either.
const PDI: char = '\u{2069}';

/// Wraps `text` so that it is laid out by its own first letter, apart from its surroundings.
///
/// Text from data cannot break out: unpaired ends are dropped, open isolates are closed, and
/// the old embedding and override controls (U+202A to U+202E), which can make a name read
/// backwards, are removed. Empty text stays empty.
///
/// ```
/// use negah::text::isolate;
///
/// let sentence = format!("محلهٔ {} انتخاب شد", isolate("A-12"));
/// assert_eq!(sentence, "محلهٔ \u{2068}A-12\u{2069} انتخاب شد");
/// ```
pub fn isolate(text: &str) -> String {
    wrap(FSI, text)
}

/// Wraps `text` so that it is laid out left to right whatever it holds: codes, formulas,
/// file names, telephone numbers. Otherwise as [`isolate`].
///
/// ```
/// use negah::text::ltr;
///
/// assert_eq!(ltr("۰۲۱-۱۲۳۴"), "\u{2066}۰۲۱-۱۲۳۴\u{2069}");
/// ```
pub fn ltr(text: &str) -> String {
    wrap(LRI, text)
}

fn wrap(opening: char, text: &str) -> String {
    let inner = balance(text);
    if inner.is_empty() { inner } else { format!("{opening}{inner}{PDI}") }
}

/// Isolates in pairs, embeddings and overrides taken out.
pub(super) fn balance(text: &str) -> String {
    let mut depth = 0_usize;
    let mut balanced = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202A}'..='\u{202E}' => continue,
            '\u{2066}'..='\u{2068}' => depth += 1,
            PDI if depth == 0 => continue,
            PDI => depth -= 1,
            _ => {}
        }
        balanced.push(c);
    }
    balanced.extend(std::iter::repeat_n(PDI, depth));
    balanced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_once() {
        assert_eq!(isolate("IRQ"), "\u{2068}IRQ\u{2069}");
        assert_eq!(ltr("A-12"), "\u{2066}A-12\u{2069}");
    }

    #[test]
    fn nothing_to_wrap_gives_nothing() {
        assert_eq!(isolate(""), "");
        assert_eq!(ltr("\u{2069}\u{202E}"), "");
    }

    #[test]
    fn an_isolate_may_hold_another() {
        assert_eq!(isolate(&format!("کد {}", ltr("A-12"))), "\u{2068}کد \u{2066}A-12\u{2069}\u{2069}");
    }

    #[test]
    fn hostile_text_stays_inside() {
        assert_eq!(isolate("a\u{2069}b"), "\u{2068}ab\u{2069}");
        assert_eq!(isolate("a\u{2067}b"), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
        assert_eq!(isolate("\u{202E}fdp.exe"), "\u{2068}fdp.exe\u{2069}");
    }
}
