//! One spelling for many, and search over it.
//!
//! The same neighbourhood arrives as «کوهسار» and «كوهسار», «شهرآرا» and «شهر آرا»,
//! «محله‌ی» and «محلهی». [`fold`](fold()) writes all of them one way. Folded text is for comparing and
//! searching only, never for showing.

use super::digits::to_latin_digits;
use super::letters;

/// Rewrites `text` for comparison. Folding twice is folding once.
///
/// - Arabic and Kurdish letters become Persian (ي ى ئ → ی, ك → ک, ة ۀ ە → ه, آ أ إ ٱ → ا,
///   ؤ → و), and so do the positional shapes that text copied out of PDF files holds
/// - hamza, vowel marks, tatweel, zero-width (non-)joiners and direction marks disappear
/// - Persian and Arabic digits become Latin, Latin letters lower case
/// - white space, hyphens, dashes and underscores become one space; none at either end
///
/// Other punctuation stays. Empty or invisible text folds to the empty string.
///
/// ```
/// use negah::text::fold;
///
/// assert_eq!(fold("  شهرك‌ وليعصر_۲ "), "شهرک ولیعصر 2");
/// assert_eq!(fold("سرآسیابِ مهراباد"), fold("سراسياب مهرآباد"));
/// ```
pub fn fold(text: &str) -> String {
    fold_keeping_madda(text).replace('آ', "ا")
}

/// As [`fold`](fold()), but آ stays apart from ا: the alphabet orders them apart.
pub(super) fn fold_keeping_madda(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|&c| !letters::is_ignored(c)) {
        if letters::is_gap(c) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !folded.is_empty() {
            folded.push(' ');
        }
        if letters::is_lam_alef(c) {
            folded.push_str("لا");
        } else {
            folded.extend(letters::persian_letter(c).to_lowercase());
        }
    }
    to_latin_digits(&folded)
}

/// Whether `text` holds Arabic ي (U+064A), ى (U+0649) or ك (U+0643) where Persian writes
/// ی and ک. Worth a remark on the data: such names do not equal the same names typed on a
/// Persian keyboard.
///
/// ```
/// use negah::text::has_arabic_letters;
///
/// assert!(has_arabic_letters("كوهسار"));
/// assert!(!has_arabic_letters("کوهسار"));
/// ```
pub fn has_arabic_letters(text: &str) -> bool {
    text.contains(['\u{064A}', '\u{0649}', '\u{0643}'])
}

/// What somebody looks for, folded once to be held against many names.
///
/// ```
/// use negah::text::{Query, fold};
///
/// let query = Query::new("خاکسفید");
/// assert!(query.matches(&fold("خاك سفيد")));
/// assert!(!query.matches(&fold("تهران‌پارس")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    folded: String,
}

impl Query {
    /// Folds `text`. Blank text gives a query that everything matches.
    pub fn new(text: &str) -> Self {
        Self { folded: fold(text) }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether `folded`, a name that went through [`fold`](fold()), is found.
    ///
    /// Found means that every word of the query occurs in the name, in any order; or that
    /// the query occurs when spaces are ignored on both sides. What ignores spaces must
    /// begin where a word of the name begins, or «راه» would find «شهر اهواز».
    pub fn matches(&self, folded: &str) -> bool {
        self.folded.split(' ').all(|word| folded.contains(word) || occurs_unspaced(folded, word))
            || occurs_unspaced(folded, &self.folded)
    }
}

/// Whether `query`, as typed, finds a name that went through [`fold`](fold()). To search many names
/// make one [`Query`]; the meaning of "finds" is given there.
///
/// ```
/// use negah::text::{fold, matches};
///
/// let name = fold("خاکسفید شمالی");
/// assert!(matches(&name, "خاک سفید"));
/// assert!(matches(&name, "شمالي خاك"));
/// assert!(!matches(&name, "خاک سفید جنوبی"));
/// ```
pub fn matches(haystack_folded: &str, query: &str) -> bool {
    Query::new(query).matches(haystack_folded)
}

fn occurs_unspaced(folded: &str, needle: &str) -> bool {
    let after_spaces = folded.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_spaces).any(|start| {
        let mut bytes = folded.bytes().skip(start).filter(|&b| b != b' ');
        needle.bytes().filter(|&b| b != b' ').all(|b| bytes.next() == Some(b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_other_keyboards_become_persian() {
        for (raw, expected) in [
            ("كوهسار", "کوهسار"),
            ("سنائي", "سنایی"),
            ("موسى", "موسی"),
            ("رحمة", "رحمه"),
            ("خانۀ", "خانه"),
            ("خانه\u{0654}", "خانه"),
            ("خانه‌\u{0654}", "خانه"),
            ("رأس إمام ٱلله آب", "راس امام الله اب"),
            ("ا\u{0653}ب", "اب"),
            ("مؤمن", "مومن"),
            ("ماء", "ما"),
            ("کۆماری سێ", "کوماری سی"),
        ] {
            assert_eq!(fold(raw), expected, "{raw}");
        }
    }

    #[test]
    fn marks_and_invisibles_disappear() {
        assert_eq!(fold("مُحَمَّدٌ"), "محمد");
        assert_eq!(fold("رحمٰن"), "رحمن");
        assert_eq!(fold("تهـــران"), "تهران");
        assert_eq!(fold("محله‌ی"), "محلهی");
        assert_eq!(fold("\u{200F}محله\u{200E}\u{202B}\u{202C}\u{2068}\u{2069}\u{FEFF}"), "محله");
        assert_eq!(fold("\u{200C}\u{200F} "), "");
    }

    #[test]
    fn gaps_become_one_space() {
        assert_eq!(fold(" لويزان  - شيان "), "لویزان شیان");
        assert_eq!(fold("حکمت _ دزاشيب\u{00A0}–\tب"), "حکمت دزاشیب ب");
        assert_eq!(fold("-_-"), "");
    }

    #[test]
    fn digits_and_latin_letters() {
        assert_eq!(fold("فاز ۱۲ بلوک ٣ Phase-II"), "فاز 12 بلوک 3 phase ii");
    }

    #[test]
    fn shapes_out_of_pdf_files_become_letters() {
        assert_eq!(fold("\u{FED3}\u{FEFC}\u{FEA3}"), "فلاح");
        assert_eq!(fold("\u{FB58}\u{FE8E}\u{FEAD}\u{FEB1}"), "پارس");
    }

    #[test]
    fn arabic_letters_are_noticed() {
        assert!(["علي", "علي‌آباد", "مصطفى", "كن"].iter().all(|name| has_arabic_letters(name)));
        assert!(!["علی", "مصطفی", "کن", "", "Kan"].iter().any(|name| has_arabic_letters(name)));
    }

    fn check(name: &str, query: &str, expected: bool) {
        assert_eq!(matches(&fold(name), query), expected, "{query} in {name}");
    }

    #[test]
    fn spaces_do_not_matter() {
        check("خاک سفید", "خاکسفید", true);
        check("خاکسفید", "خاک سفید", true);
        check("شهرک خاک سفید شرقی", "خاکسفید", true);
        check("شهرک خاک سفید شرقی", "خاکسف", true);
        check("شهرک خاک سفید شرقی", "شرقی خاکسفید", true);
        check("علي‌آباد", "علی آباد", true);
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        check("مجیدیه شمالی", "شمالی مجیدیه", true);
        check("مجیدیه شمالی", "مجید", true);
        check("مجیدیه شمالی", "مجیدیه جنوبی", false);
        check("منطقهٔ ۱۲", "منطقه 12", true);
    }

    #[test]
    fn a_match_across_words_begins_at_a_word() {
        check("شهر اهواز", "راه", false);
        check("شهر اهواز", "شهراه", true);
    }

    #[test]
    fn a_blank_query_finds_everything() {
        assert!(Query::new(" \u{200C}").is_empty());
        check("خاک سفید", "", true);
        check("", "", true);
        check("", "خاک", false);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn folding_arabic_script_twice_is_folding_once(text in "[\u{0600}-\u{06FF}\u{200B}-\u{2069}\u{FB50}-\u{FEFF} _-]{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!has_arabic_letters(&once));
        }

        #[test]
        fn a_name_is_found_by_itself_and_by_its_words(name in "[ا-ی۰-۹ a-zA-Z‌-]{0,20}") {
            let folded = fold(&name);
            prop_assert!(matches(&folded, &name));
            prop_assert!(matches(&folded, &folded.replace(' ', "")));
            for word in folded.split(' ') {
                prop_assert!(matches(&folded, word));
            }
        }
    }

    /// One row of the Tehran table: district, name as sent, name in the gazetteer if matched.
    struct Row {
        district: String,
        sent: String,
        known: Option<String>,
    }

    fn tehran_rows() -> Vec<Row> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/data/iran-tehran-neighbourhoods/population_1395_source.csv"
        );
        let mut table = csv::Reader::from_path(path).unwrap();
        let rows = table.records().map(|row| {
            let row = row.unwrap();
            let known = (!row[3].is_empty()).then(|| row[4].to_owned());
            Row { district: row[1].to_owned(), sent: row[0].to_owned(), known }
        });
        rows.collect()
    }

    #[test]
    #[ignore = "needs the published data"]
    fn tehran_names_meet_after_folding() {
        let rows = tehran_rows();
        let unspaced = |name: &str| fold(name).replace(' ', "");
        let matched: Vec<(&str, &str)> =
            rows.iter().filter_map(|row| Some((row.sent.as_str(), row.known.as_deref()?))).collect();
        assert_eq!((rows.len(), matched.len()), (349, 298));
        assert_eq!(matched.iter().filter(|(sent, known)| sent == known).count(), 200);
        assert_eq!(matched.iter().filter(|(sent, known)| unspaced(sent) == unspaced(known)).count(), 247);

        // Folding must not invent a match within the district for a name that has none.
        let forced = rows.iter().filter(|row| row.known.is_none()).find(|row| {
            let same_place = rows.iter().filter(|other| other.district == row.district);
            same_place
                .filter_map(|other| other.known.as_deref())
                .any(|known| unspaced(known) == unspaced(&row.sent))
        });
        assert_eq!(forced.map(|row| &row.sent), None);
    }
}
