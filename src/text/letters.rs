//! The letters of Persian and the other shapes they arrive in.
//!
//! Arabic keyboards, old code pages, Kurdish names and text copied out of PDF files write
//! the same letter with different characters. Here each maps to the one Persian letter a
//! reader would say it is.

/// The Persian alphabet in its order, آ before ا as dictionaries have it.
pub(super) const ALPHABET: &str = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";

/// Whether `c` says nothing about which word this is: vowel marks, tashdid, hamza alone or
/// above, tatweel, joiners, direction marks and other invisible characters.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{0621}' | '\u{0640}' | '\u{0670}' | '\u{061C}' | '\u{00AD}' | '\u{FEFF}' | '\u{FE80}'
        | '\u{064B}'..='\u{065F}' | '\u{0610}'..='\u{061A}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}' | '\u{06E7}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE70}'..='\u{FE7F}')
}

/// Whether `c` stands between two words: white space, hyphens, dashes, the underscore.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

/// The Persian letter `c` stands for; `c` itself when it is no variant. آ is kept.
pub(super) fn persian_letter(c: char) -> char {
    match c {
        'ي' | 'ى' | 'ئ' | 'ې' | 'ێ' | 'ے' | 'ۍ' | 'ٸ' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ۂ' | 'ۃ' | 'ھ' => 'ه',
        'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        'ؤ' | 'ۆ' | 'ٶ' => 'و',
        'ڕ' => 'ر',
        'ڵ' => 'ل',
        'ڤ' => 'ف',
        _ => presentation_letter(c).unwrap_or(c),
    }
}

/// Whether `c` is one of the four lam-alef ligatures, the only characters that stand for
/// two letters, each in its two shapes.
pub(super) fn is_lam_alef(c: char) -> bool {
    matches!(c, '\u{FEF5}'..='\u{FEFC}')
}

/// First and last character of a run of positional shapes, and the letter they show.
const SHAPES: [(char, char, char); 42] = [
    ('\u{FB56}', '\u{FB59}', 'پ'),
    ('\u{FB7A}', '\u{FB7D}', 'چ'),
    ('\u{FB8A}', '\u{FB8B}', 'ژ'),
    ('\u{FB8E}', '\u{FB91}', 'ک'),
    ('\u{FB92}', '\u{FB95}', 'گ'),
    ('\u{FBA4}', '\u{FBAD}', 'ه'),
    ('\u{FBFC}', '\u{FBFF}', 'ی'),
    ('\u{FE81}', '\u{FE82}', 'آ'),
    ('\u{FE83}', '\u{FE84}', 'ا'),
    ('\u{FE85}', '\u{FE86}', 'و'),
    ('\u{FE87}', '\u{FE88}', 'ا'),
    ('\u{FE89}', '\u{FE8C}', 'ی'),
    ('\u{FE8D}', '\u{FE8E}', 'ا'),
    ('\u{FE8F}', '\u{FE92}', 'ب'),
    ('\u{FE93}', '\u{FE94}', 'ه'),
    ('\u{FE95}', '\u{FE98}', 'ت'),
    ('\u{FE99}', '\u{FE9C}', 'ث'),
    ('\u{FE9D}', '\u{FEA0}', 'ج'),
    ('\u{FEA1}', '\u{FEA4}', 'ح'),
    ('\u{FEA5}', '\u{FEA8}', 'خ'),
    ('\u{FEA9}', '\u{FEAA}', 'د'),
    ('\u{FEAB}', '\u{FEAC}', 'ذ'),
    ('\u{FEAD}', '\u{FEAE}', 'ر'),
    ('\u{FEAF}', '\u{FEB0}', 'ز'),
    ('\u{FEB1}', '\u{FEB4}', 'س'),
    ('\u{FEB5}', '\u{FEB8}', 'ش'),
    ('\u{FEB9}', '\u{FEBC}', 'ص'),
    ('\u{FEBD}', '\u{FEC0}', 'ض'),
    ('\u{FEC1}', '\u{FEC4}', 'ط'),
    ('\u{FEC5}', '\u{FEC8}', 'ظ'),
    ('\u{FEC9}', '\u{FECC}', 'ع'),
    ('\u{FECD}', '\u{FED0}', 'غ'),
    ('\u{FED1}', '\u{FED4}', 'ف'),
    ('\u{FED5}', '\u{FED8}', 'ق'),
    ('\u{FED9}', '\u{FEDC}', 'ک'),
    ('\u{FEDD}', '\u{FEE0}', 'ل'),
    ('\u{FEE1}', '\u{FEE4}', 'م'),
    ('\u{FEE5}', '\u{FEE8}', 'ن'),
    ('\u{FEE9}', '\u{FEEC}', 'ه'),
    ('\u{FEED}', '\u{FEEE}', 'و'),
    ('\u{FEEF}', '\u{FEF0}', 'ی'),
    ('\u{FEF1}', '\u{FEF4}', 'ی'),
];

fn presentation_letter(c: char) -> Option<char> {
    let after = SHAPES.partition_point(|&(first, ..)| first <= c);
    let &(_, last, letter) = SHAPES.get(after.checked_sub(1)?)?;
    (c <= last).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_sorted_apart_and_show_persian_letters() {
        for pair in SHAPES.windows(2) {
            assert!(pair[0].1 < pair[1].0, "{pair:?}");
        }
        for (first, last, letter) in SHAPES {
            assert!(first < last && ALPHABET.contains(letter), "{letter}");
        }
    }

    #[test]
    fn every_variant_lands_in_the_alphabet_and_stays() {
        for c in "يىئېێےۍٸكڪةۀەہۂۃھأإٱٲٳٵؤۆٶڕڵڤ".chars() {
            let letter = persian_letter(c);
            assert!(ALPHABET.contains(letter), "{c} → {letter}");
            assert_eq!(persian_letter(letter), letter);
        }
    }

    #[test]
    fn the_alphabet_has_33_signs_and_maps_to_itself() {
        assert_eq!(ALPHABET.chars().count(), 33);
        assert!(ALPHABET.chars().all(|c| persian_letter(c) == c && !is_ignored(c) && !is_gap(c)));
    }

    #[test]
    fn latin_and_digits_are_left_alone() {
        for c in "aZ۵٥5(،".chars() {
            assert_eq!(persian_letter(c), c);
            assert!(!is_ignored(c) && !is_gap(c));
        }
    }
}
