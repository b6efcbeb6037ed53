//! Every sentence and label of the interface, in both languages, in one file a place.
//!
//! `{}` and `{name}` stand for parts that [`fill`] puts in. A key that is missing in a language does not compile;
//! `tests/it/tidy.rs` finds keys that nothing uses.

use super::Language;

/// A text of the interface: a file of the catalogue (the upper six bits) and a line of it. The files beside this one hold the texts,
/// each as a constant named by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Msg(u16);

/// Bits of the line.
const LINE_BITS: u32 = 10;

/// The texts of one file.
struct Table {
    fa: &'static [&'static str],
    en: &'static [&'static str],
    #[cfg(not(target_arch = "wasm32"))]
    keys: &'static [&'static str],
}

impl Msg {
    const fn new(file: usize, line: usize) -> Self {
        assert!(file < 1 << (16 - LINE_BITS) && line < 1 << LINE_BITS, "the catalogue has no room left");
        Self((file << LINE_BITS | line) as u16)
    }

    fn table(self) -> &'static Table {
        &TABLES[usize::from(self.0 >> LINE_BITS)]
    }

    fn line(self) -> usize {
        usize::from(self.0 & ((1 << LINE_BITS) - 1))
    }
}

/// The number of a file.
#[expect(clippy::panic, reason = "it is met while the program is compiled, never when it runs")]
const fn number_of(name: &str) -> usize {
    let mut file = 0;
    while file < FILES.len() {
        if is_same(FILES[file].as_bytes(), name.as_bytes()) {
            return file;
        }
        file += 1;
    }
    panic!("the catalogue has no such file")
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Names the files of the catalogue.
macro_rules! catalogue {
    ($($file:ident,)*) => {
        $(mod $file;)*

        const FILES: &[&str] = &[$(stringify!($file)),*];
        const TABLES: &[Table] = &[$($file::TABLE),*];
    };
}

/// Builds the constants of one file, and its table.
macro_rules! messages {
    ($file:ident: $($key:ident: $fa:literal | $en:literal,)*) => {
        #[allow(clippy::enum_variant_names, reason = "the keys of a file often begin alike")]
        enum Line { $($key),* }

        #[allow(non_upper_case_globals, missing_docs, reason = "keys read as names, and the table holds each text itself")]
        impl Msg {
            $(pub const $key: Self =
                Self::new(number_of(stringify!($file)), Line::$key as usize);)*
        }

        pub(super) const TABLE: Table = Table {
            fa: &[$($fa),*],
            en: &[$($en),*],
            #[cfg(not(target_arch = "wasm32"))]
            keys: &[$(stringify!($key)),*],
        };
    };
}

catalogue! {
    common,
    compare,
    data,
    filter,
    groups,
    help,
    map,
    meeting,
    method,
    methodology,
    opening,
    overview,
    profile,
    ranking,
    robustness,
    saving,
    scenario,
    shell,
    weights,
    work,
}

impl Msg {
    /// All texts, file by file.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLES.len()).flat_map(|file| (0..TABLES[file].fa.len()).map(move |line| Self::new(file, line)))
    }

    /// The text in a language, with its placeholders.
    pub fn text(self, language: Language) -> &'static str {
        let table = self.table();
        let texts = if language == Language::Fa { table.fa } else { table.en };
        texts[self.line()]
    }

    /// The key's own name.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn key(self) -> &'static str {
        self.table().keys[self.line()]
    }
}

/// Puts values into the placeholders of a text; a placeholder without a value stays visible.
///
/// ```
/// use negah::text::fill;
/// assert_eq!(fill("{n} of {total}", &[("n", "3"), ("total", "9")]), "3 of 9");
/// assert_eq!(fill("Hello {}", &[("", "you")]), "Hello you");
/// ```
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        filled.push_str(&rest[..open]);
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<_> =
            text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_hold_matching_placeholders() {
        for key in Msg::all() {
            let (fa, en) = (key.text(Language::Fa), key.text(Language::En));
            // English leaves out the name of the level, which it could not put into the plural.
            let (fa_holes, en_holes) = (placeholders(fa), placeholders(en));
            assert!(en_holes.iter().all(|hole| fa_holes.contains(hole)), "{}", key.key());
            assert!(
                fa_holes.iter().all(|hole| en_holes.contains(hole) || ["", "unit", "unit_of"].contains(hole)),
                "{}",
                key.key()
            );
            assert!(!fa.trim().is_empty() && !en.trim().is_empty());
        }
    }

    #[test]
    fn each_key_finds_its_own_text() {
        assert_eq!(Msg::Undo.key(), "Undo");
        assert_eq!((Msg::Undo.text(Language::Fa), Msg::Undo.text(Language::En)), ("برگرداندن", "Undo"));
        assert_ne!(Msg::Undo, Msg::Redo);
        let keys: std::collections::HashSet<&str> = Msg::all().map(Msg::key).collect();
        assert_eq!(keys.len(), Msg::all().count());
    }

    #[test]
    fn persian_uses_persian_letters() {
        for key in Msg::all() {
            assert!(!crate::text::has_arabic_letters(key.text(Language::Fa)), "{}", key.key());
        }
    }

    #[test]
    fn values_are_not_templates_themselves() {
        assert_eq!(fill("{a} {b}", &[("a", "{b}"), ("b", "2")]), "{b} 2");
        assert_eq!(fill("{missing", &[]), "{missing");
    }
}
